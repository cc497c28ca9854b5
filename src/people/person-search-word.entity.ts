import { Entity, Index, Unique } from 'typeorm';
import { Id, LooseId, NotAudited, Ref, Text } from '../shared/database/columns.js';
import { Person } from './person.entity.js';

/** One word of a name, DNI, phone or organisation by which a person is found: an index that both engines can use for prefixes. */
@Entity('person_search_words')
@NotAudited()
@Unique('uq_person_search_words_centre_id_word_person_id', ['centreId', 'word', 'personId'])
@Index(['personId'])
export class PersonSearchWord {
  @Id() id: string;
  @LooseId() centreId: string;
  @Text(60) word: string;
  @Ref(() => Person) personId: string;
}

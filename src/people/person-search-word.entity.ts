import { Entity, ForeignKey, Index } from 'typeorm';
import { Code, Id, NotAudited } from '../shared/database/columns.js';
import { Person } from './person.entity.js';

/** One word of a name, a DNI or a phone by which a person is found at a centre: an index that both engines can use for beginnings. */
@Entity('person_search_words')
@NotAudited()
@Index(['personId'])
export class PersonSearchWord {
  @Id() centreId: string;
  @Code(60) word: string;
  @ForeignKey(() => Person, { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' }) @Id() personId: string;
}

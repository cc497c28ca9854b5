import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Money, Ref, Version } from '../shared/database/columns.js';

/** What a centre holds for somebody: paid, and not owed (yet). Never negative. */
@Entity('person_credits')
@Unique('uq_person_credits_centre_id_person_id', ['centreId', 'personId'])
export class PersonCredit {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Person) personId: string;
  @Money() cents: number;
  @Version() version: number;
}

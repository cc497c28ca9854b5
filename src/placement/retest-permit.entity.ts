import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, LooseId, Ref } from '../shared/database/columns.js';

/** The staff lets somebody sit the test once more. It is used up by the next test that she finishes, or by a decision. */
@Entity('retest_permits')
@Index(['personId', 'allowedAt'])
@Index(['centreId', 'allowedAt'])
export class RetestPermit {
  @Id() id: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Centre) centreId: string;
  @Instant() allowedAt: number;
  @LooseId({ null: true }) allowedBy: string | null;
}

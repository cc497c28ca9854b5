import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.entity.js';
import { Person } from '../people/person.entity.js';
import { CalendarDate, Id, Instant, Money, Ref, Text, Version } from '../shared/database/columns.js';

/** What somebody owes for an edition. Its amount never changes; what is open of it is the sum of its postings. */
@Entity('charges')
@Unique('uq_charges_claim', ['claim'])
@Index(['centreId', 'openCents', 'dueOn'])
@Index(['centreId', 'chargedOn'])
@Index(['enrolmentId'])
@Index(['personId', 'centreId', 'openCents'])
@Index(['editionId'])
export class Charge {
  @Id() id: string;
  /** `ENROLMENT:TURN`: one enrolment is charged once, and once again each time somebody comes back after a cancelled charge. */
  @Text(60) claim: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Enrolment) enrolmentId: string;
  @Ref(() => Edition) editionId: string;
  @Ref(() => Person) personId: string;
  @Money() amountCents: number;
  /** What is still owed. */
  @Money() openCents: number;
  @CalendarDate() chargedOn: string;
  @CalendarDate() dueOn: string;
  @Instant() chargedAt: number;
  @Ref(() => LedgerEntry) entryId: string;
  /** When it was taken back because she withdrew in time. */
  @Instant({ null: true }) cancelledAt: number | null;
  @Version() version: number;
}

import { Entity, Index, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { Centre } from '../centres/centre.entity.js';
import { CalendarDate, Id, Instant, Json, Money, Ref, Text, Version } from '../shared/database/columns.js';

/** One person's till from its counted float to its counted end. What is booked between them names it. */
@Entity('till_sessions')
@Unique('uq_till_sessions_open_claim', ['openClaim'])
@Index(['centreId', 'openedAt'])
@Index(['accountId'])
export class TillSession {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  @Ref(() => Account) accountId: string;
  /** The account while it is open, nothing afterwards: nobody has two open tills. */
  @Text(36, { null: true }) openClaim: string | null;
  @CalendarDate() openedOn: string;
  @Instant() openedAt: number;
  @Money() floatCents: number;
  @Instant({ null: true }) closedAt: number | null;
  /** What should have been in it, by what was booked. */
  @Money({ null: true }) expectedCents: number | null;
  @Money({ null: true }) countedCents: number | null;
  /** How many of each coin and note, by céntimos. */
  @Json({ null: true }) denominations: Readonly<Record<string, number>> | null;
  /** Why what was counted is not what was expected. */
  @Text(300, { null: true }) differenceReason: string | null;
  @Version() version: number;
}

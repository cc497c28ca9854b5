import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { CalendarDate, Id, Instant, LongText, LooseId, OneOf, Ref, Text, Whole } from '../shared/database/columns.js';
import { StoredFile } from '../shared/files/stored-file.entity.js';
import { CONVOCATIONS, type Convocation } from './decision-rules.js';

/** What an assembly of the consortium decided, as it was recorded. Append-only: a correction is a new decision that names this one. */
@Entity('consortium_decisions')
@Unique('uq_consortium_decisions_centre_id_year_number', ['centreId', 'year', 'number'])
@Unique('uq_consortium_decisions_replaces_id', ['replacesId'])
@Index(['fileId'])
export class ConsortiumDecision {
  @Id() id: string;
  @Ref(() => Centre) centreId: string;
  /** Of the assembly; numbers begin anew with it. */
  @Whole() year: number;
  @Whole() number: number;
  /** The day of the assembly. */
  @CalendarDate() heldOn: string;
  @OneOf(CONVOCATIONS) convocation: Convocation;
  @Text(160) title: string;
  @LongText() body: string;
  /** How many organisations were members on that day. */
  @Whole() membersTotal: number;
  @Whole() membersPresent: number;
  /** The part of the decisions that those present had on that day, in hundredths of a percent. */
  @Whole() presentShare: number;
  @Whole() votesFor: number;
  @Whole() votesAgainst: number;
  @Whole() abstentions: number;
  @Ref(() => ConsortiumDecision, { null: true }) replacesId: string | null;
  @Ref(() => StoredFile, { null: true }) fileId: string | null;
  @Instant() recordedAt: number;
  @LooseId({ null: true }) recordedBy: string | null;
}

import { Entity } from 'typeorm';
import { CalendarDate, Flag, Id, Instant, Json, LongText, Money, OneOf, Real, Text, Version } from '../../shared/database/columns.js';

export const PROJECT_STATUSES = ['planned', 'running', 'finished'] as const;

/** What a funder pays for, with its results framework. It belongs to the centres of `ProjectCentre`. */
@Entity('projects')
export class Project {
  @Id() id: string;
  @Text(200) title: string;
  @Text(160) funder: string;
  /** The funder's number of the grant. */
  @Text(60, { null: true }) reference: string | null;
  @CalendarDate() startsOn: string;
  @CalendarDate() endsOn: string;
  @Money() budgetCents: number;
  /** Soles for a dollar, as the budget was reckoned, and the day of that rate; null without. */
  @Real({ null: true }) dollarRate: number | null;
  @CalendarDate({ null: true }) dollarRateOn: string | null;
  @LongText({ null: true }) summary: string | null;
  /** The same for what leaves in English; what is missing leaves as it is. */
  @Json({ null: true }) english: { title?: string; summary?: string } | null;
  @OneOf(PROJECT_STATUSES) status: (typeof PROJECT_STATUSES)[number];
  /** In IATI: who reports, `PE-RUC-20123456789`, and the activity's own number after it. */
  @Text(60, { null: true }) iatiOrganisation: string | null;
  @Text(60, { null: true }) iatiActivity: string | null;
  /** In IATI: what the organisation that reports is called; null where it is told by its centres. */
  @Text(160, { null: true }) iatiReporter: string | null;
  /** Whether the books of its centres hold its money alone: only then are they told to IATI as the project's transactions. */
  @Flag() booksAreItsOwn: boolean;
  @Instant() createdAt: number;
  @Version() version: number;
}

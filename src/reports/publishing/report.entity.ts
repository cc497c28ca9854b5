import { Entity, Index, Unique } from 'typeorm';
import { CalendarDate, Id, Instant, Json, LongText, LooseId, OneOf, Ref, Text, Version, Whole } from '../../shared/database/columns.js';
import { StoredFile } from '../../shared/files/stored-file.entity.js';
import { Project } from '../framework/project.entity.js';

/** Its figures are being gathered; it can be read and signed; it was signed, and never changes again. */
export const REPORT_STATUSES = ['composing', 'draft', 'published'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** What is reported of a project for a period, both days included. Once it is published the database refuses to change or remove it. */
@Entity('reports')
@Unique('uq_reports_project_id_starts_on_ends_on_edition', ['projectId', 'startsOn', 'endsOn', 'edition'])
@Index(['projectId', 'endsOn'])
@Index(['correctsId'])
@Index(['fileId'])
export class Report {
  @Id() id: string;
  @Ref(() => Project) projectId: string;
  @CalendarDate() startsOn: string;
  @CalendarDate() endsOn: string;
  @OneOf(REPORT_STATUSES) status: ReportStatus;
  /** 1, 2, 3 … of the period, given when it is published. */
  @Whole({ null: true }) edition: number | null;
  /** The published report whose place it takes. */
  @Ref(() => Report, { null: true }) correctsId: string | null;
  /** What changed since the report that it corrects, and why. */
  @LongText({ null: true }) why: string | null;
  /** The canonical JSON of its `ReportContent`. */
  @Ref(() => StoredFile, { null: true }) fileId: string | null;
  /** SHA-256 of that file: what is signed. */
  @Text(64, { null: true }) digest: string | null;
  /** By which version each indicator of the catalogue was computed. */
  @Json({ null: true }) catalogueVersions: Record<string, number> | null;
  /** What the records said then. */
  @Instant({ null: true }) composedAt: number | null;
  @Instant() createdAt: number;
  @LooseId({ null: true }) createdBy: string | null;
  @Instant({ null: true }) publishedAt: number | null;
  @LooseId({ null: true }) publishedBy: string | null;
  @Version() version: number;
}

import { Entity, Index, Unique } from 'typeorm';
import { Id, Json, NotAudited, Ref, Text, Whole } from '../shared/database/columns.js';
import { Import } from './import.entity.js';
import type { RowPlan, RowStatus } from './plan.js';

/** One row of a list as it was sent, and what will happen, or happened, to it. */
@Entity('import_rows')
@NotAudited()
@Unique('uq_import_rows_import_id_row_number', ['importId', 'rowNumber'])
@Index(['importId', 'outcome', 'rowNumber'])
export class ImportRow {
  @Id() id: string;
  @Ref(() => Import) importId: string;
  /** The line's number in the file, the header being 1. */
  @Whole() rowNumber: number;
  @Json() cells: string[];
  @Text(20, { null: true }) outcome: RowStatus | null;
  @Json({ null: true }) detail: RowPlan | null;
}

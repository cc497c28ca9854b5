import { Entity, Unique } from 'typeorm';
import { Id, NotAudited, Ref, Text, Whole } from '../shared/database/columns.js';
import { Import } from './import.entity.js';
import type { DoubtCode } from './plan.js';

/** What the clerk chose where a row of a list was doubtful. */
@Entity('import_choices')
@NotAudited()
@Unique('uq_import_choices_import_id_row_number_code', ['importId', 'rowNumber', 'code'])
export class ImportChoice {
  @Id() id: string;
  @Ref(() => Import) importId: string;
  @Whole() rowNumber: number;
  @Text(40) code: DoubtCode;
  /** One of the doubt's options. */
  @Text(60) chosen: string;
}

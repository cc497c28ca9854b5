import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Id, Ref, Version, Whole } from '../shared/database/columns.js';

/** When an edition counts as completed; an edition without one goes by `USUAL_RULE`. Both shares in whole per cent. */
@Entity('completion_rules')
@Unique('uq_completion_rules_edition_id', ['editionId'])
export class CompletionRule {
  @Id() id: string;
  @Ref(() => Edition) editionId: string;
  @Ref(() => Centre) centreId: string;
  /** Of the sessions whose register says something of her. */
  @Whole() attendanceShare: number;
  /** Of the practices of the modules that her group took. */
  @Whole() practiceShare: number;
  @Version() version: number;
}

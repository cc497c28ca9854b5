import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Id, Instant, LooseId, Ref } from '../shared/database/columns.js';

/** That an edition's people may take the test at the end. */
@Entity('endline_openings')
@Unique('uq_endline_openings_edition_id', ['editionId'])
export class EndlineOpening {
  @Id() id: string;
  @Ref(() => Edition) editionId: string;
  @Ref(() => Centre) centreId: string;
  @Instant() openedAt: number;
  /** Nobody begins the test any more; who is in the middle of it goes on. */
  @Instant({ null: true }) closedAt: number | null;
  @LooseId({ null: true }) openedBy: string | null;
}

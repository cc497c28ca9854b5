import { Entity, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Id, Instant, LooseId, Ref } from '../shared/database/columns.js';
import { TillSession } from './till-session.entity.js';

/** Somebody who decides for the consortium has seen what a till lacked or had too much. The database refuses to change or remove it. */
@Entity('till_reviews')
@Unique('uq_till_reviews_till_session_id_reviewed_by', ['tillSessionId', 'reviewedBy'])
export class TillReview {
  @Id() id: string;
  @Ref(() => TillSession) tillSessionId: string;
  @Ref(() => Centre) centreId: string;
  @Instant() reviewedAt: number;
  @LooseId() reviewedBy: string;
}

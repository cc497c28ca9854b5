import { Entity, Index } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Held, Id, Instant, Json, LooseId, NotAudited, OneOf, Ref, Version } from '../shared/database/columns.js';

const PROPOSAL_STATUSES = ['draft', 'confirmed', 'discarded'] as const;

/**
 * Groups as Minka proposes them, changed by hand, until somebody confirms them. The trail keeps what was done with it, not each
 * of its states.
 */
@Entity('group_proposals')
@NotAudited()
@Index(['editionId', 'createdAt'])
export class GroupProposal {
  @Id() id: string;
  @Ref(() => Edition) editionId: string;
  @Ref(() => Centre) centreId: string;
  @OneOf(PROPOSAL_STATUSES) status: (typeof PROPOSAL_STATUSES)[number];
  @Json() options: unknown;
  @Json() input: unknown;
  /** Groups with their members, and who is not placed and why. */
  @Json() content: unknown;
  @LooseId({ null: true }) createdBy: string | null;
  @Instant() createdAt: number;
  @Instant({ null: true }) confirmedAt: number | null;
  @Version() version: number;
  @Held() held?: number;
}

import { Entity, Index, Unique } from 'typeorm';
import { Id, Ref, Text } from '../shared/database/columns.js';
import { ConsortiumDecision } from './consortium-decision.entity.js';
import { ConsortiumMember } from './consortium-member.entity.js';

/** That a member organisation was present when something was decided. Append-only. */
@Entity('consortium_attendances')
@Unique('uq_consortium_attendances_decision_id_member_id', ['decisionId', 'memberId'])
@Index(['memberId'])
export class ConsortiumAttendance {
  @Id() id: string;
  @Ref(() => ConsortiumDecision) decisionId: string;
  @Ref(() => ConsortiumMember) memberId: string;
  /** Who spoke for it, as the minutes name her. */
  @Text(210, { null: true }) representative: string | null;
}

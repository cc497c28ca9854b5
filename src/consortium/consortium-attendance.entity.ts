import { Entity, Index, Unique } from 'typeorm';
import { Id, LooseId, Ref, Text } from '../shared/database/columns.js';
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
  /** She, where her name is that of one person of the organisation; by the record that she had then. */
  @LooseId({ null: true }) representativePersonId: string | null;
}

import { Entity, Index } from 'typeorm';
import { Id, Instant, LooseId, Ref, Text } from '../shared/database/columns.js';
import { Enrolment } from './enrolment.entity.js';
import { LearningGroup } from './learning-group.entity.js';

/** From which group to which an enrolment was moved, by whom and why. */
@Entity('enrolment_moves')
@Index(['enrolmentId', 'movedAt'])
export class EnrolmentMove {
  @Id() id: string;
  @Ref(() => Enrolment) enrolmentId: string;
  @Ref(() => LearningGroup, { null: true }) fromGroupId: string | null;
  @Ref(() => LearningGroup, { null: true }) toGroupId: string | null;
  @Instant() movedAt: number;
  @LooseId({ null: true }) movedBy: string | null;
  @Text(300, { null: true }) reason: string | null;
}

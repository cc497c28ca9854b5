import { Entity, Index, Unique } from 'typeorm';
import { Centre } from '../centres/centre.entity.js';
import { Person } from '../people/person.entity.js';
import { Id, Instant, LooseId, OneOf, Ref, Text, Version, Whole } from '../shared/database/columns.js';
import { Session } from './session.entity.js';

export const MARK_STATUSES = ['present', 'late', 'left_early', 'excused', 'absent'] as const;

/** What the register of a session says of a person. */
@Entity('attendance_marks')
@Unique('uq_attendance_marks_session_id_person_id', ['sessionId', 'personId'])
@Index(['personId', 'sessionId'])
@Index(['centreId', 'markedAt'])
export class AttendanceMark {
  @Id() id: string;
  @Ref(() => Session) sessionId: string;
  @Ref(() => Person) personId: string;
  @Ref(() => Centre) centreId: string;
  @OneOf(MARK_STATUSES) status: (typeof MARK_STATUSES)[number];
  /** Minutes late, or minutes before the end. */
  @Whole({ null: true }) minutes: number | null;
  @Text(200, { null: true }) reason: string | null;
  @Instant() markedAt: number;
  @LooseId({ null: true }) markedBy: string | null;
  @Version() version: number;
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { taughtTitle } from '../courses/taught-title.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import type { RegisterSession } from './register-window.js';

/** A session in a list, with how many came of how many marks there are. */
export interface SessionRow extends RegisterSession {
  id: Id;
  groupId: Id;
  ordinal: number;
  groupName: string;
  editionName: string;
  roomName: string;
  trainerId: Id | null;
  trainerName: string | null;
  lessonTitle: string | null;
  cancelReason: string | null;
  marked: number;
  came: number;
}

/** Which sessions a list wants: those of a trainer (an account), or of all. */
export interface SessionFilter {
  centreId: Id;
  trainerId: Id | null;
}

/** Lists of sessions at a centre, by date and hour. One query each. */
@Injectable()
export class SessionsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Those of some days, both included. */
  between(filter: SessionFilter, from: LocalDate, to: LocalDate): Promise<SessionRow[]> {
    return this.list(filter, 's.date BETWEEN ? AND ?', [from, to]);
  }

  /** Those from a day on that are neither cancelled nor on record. */
  planned(centreId: Id, from: LocalDate): Promise<SessionRow[]> {
    return this.list({ centreId, trainerId: null }, 's.date >= ? AND s.cancelled_at IS NULL AND s.register_saved_at IS NULL', [from]);
  }

  /** Those of a group. */
  ofGroup(centreId: Id, groupId: Id): Promise<SessionRow[]> {
    return this.list({ centreId, trainerId: null }, 's.group_id = ?', [groupId]);
  }

  /** Those of the groups of an edition. */
  ofEdition(centreId: Id, editionId: Id): Promise<SessionRow[]> {
    return this.list({ centreId, trainerId: null }, 'g.edition_id = ?', [editionId]);
  }

  /** Those that are over and whose register nobody saved, however long ago: the list says which are closed to trainers. */
  toTake(filter: SessionFilter, now: Instant): Promise<SessionRow[]> {
    return this.list(filter, `s.register_saved_at IS NULL AND s.cancelled_at IS NULL AND ${OVER}`, over(now));
  }

  /** Today's and those of the week ahead, and the registers that are to be taken: what a trainer's home asks for. */
  comingAndToTake(filter: SessionFilter, now: Instant): Promise<SessionRow[]> {
    const today = localDateAt(now);
    return this.list(filter, `((s.date >= ? AND s.date <= ?) OR (s.register_saved_at IS NULL AND s.cancelled_at IS NULL AND ${OVER}))`,
      [today, addDays(today, 7), ...over(now)]);
  }

  private async list({ centreId, trainerId }: SessionFilter, condition: string, params: readonly unknown[]): Promise<SessionRow[]> {
    // A group that nobody was given yet is everybody's to look after.
    const ofTrainer = trainerId === null ? '' : 'AND (g.trainer_id = ? OR g.trainer_id IS NULL)';
    const rows = await this.dataSource.query<SessionRow[]>(
      `${LIST} WHERE s.centre_id = ? ${ofTrainer} AND ${condition} ORDER BY s.date, s.starts_at, g.name`,
      [centreId, ...(trainerId === null ? [] : [trainerId]), ...params]);
    return rows.map((row) => ({ ...row, marked: Number(row.marked), came: Number(row.came) }));
  }
}

const LIST = `
  SELECT s.id, s.group_id AS groupId, s.ordinal, s.date, s.starts_at AS startsAt, s.ends_at AS endsAt,
    s.register_saved_at AS registerSavedAt, s.cancelled_at AS cancelledAt, s.cancel_reason AS cancelReason,
    g.name AS groupName, e.name AS editionName, g.trainer_id AS trainerId, r.name AS roomName, t.display_name AS trainerName, ${taughtTitle('s.centre_id')} AS lessonTitle,
    (SELECT COUNT(*) FROM attendance_marks m WHERE m.session_id = s.id) AS marked,
    (SELECT COUNT(*) FROM attendance_marks m WHERE m.session_id = s.id AND m.status IN ('present', 'late', 'left_early')) AS came
  FROM sessions s
  JOIN learning_groups g ON g.id = s.group_id
  JOIN editions e ON e.id = g.edition_id
  JOIN rooms r ON r.id = g.room_id
  LEFT JOIN accounts t ON t.id = g.trainer_id
  LEFT JOIN lessons l ON l.code = s.lesson_code`;

const OVER = '(s.date < ? OR (s.date = ? AND s.ends_at <= ?))';

/** A session of today is over by the clock, one of an earlier day by the calendar. */
function over(now: Instant): string[] {
  const today = localDateAt(now);
  return [today, today, localTimeAt(now)];
}

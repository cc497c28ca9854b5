import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import { taughtTitle } from './taught-title.js';

/** A session as calendars and lists show it. */
export interface SessionRow {
  id: Id;
  groupId: Id;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  groupName: string;
  level: number;
  editionName: string;
  roomName: string;
  trainerName: string | null;
  lessonTitle: string | null;
  /** How many are in the group now. */
  members: number;
  registerSaved: boolean;
  cancelled: boolean;
}

/** Which sessions of a centre: those of a span (both ends included), of an edition, of a trainer. */
export interface SessionFilter {
  span?: { from: LocalDate; to: LocalDate };
  editionId?: Id;
  trainerId?: Id;
}

/** Reads of sessions for calendars; they are written by attendance. */
@Injectable()
export class CalendarRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** In the order of time. One query. */
  async sessions(centreId: Id, { span, editionId, trainerId }: SessionFilter): Promise<SessionRow[]> {
    const wanted: [string, unknown[]][] = [['s.centre_id = ?', [centreId]]];
    if (span) wanted.push(['s.date BETWEEN ? AND ?', [span.from, span.to]]);
    if (editionId) wanted.push(['g.edition_id = ?', [editionId]]);
    if (trainerId) wanted.push(['g.trainer_id = ?', [trainerId]]);
    const rows = await this.dataSource.query<(SessionRow & { savedAt: number | null; cancelledAt: number | null })[]>(`
      SELECT s.id, s.group_id AS groupId, s.date, s.starts_at AS startsAt, s.ends_at AS endsAt, g.name AS groupName, g.level,
        e.name AS editionName, r.name AS roomName, a.display_name AS trainerName, ${taughtTitle('s.centre_id')} AS lessonTitle,
        s.register_saved_at AS savedAt, s.cancelled_at AS cancelledAt,
        (SELECT COUNT(*) FROM enrolments n WHERE n.group_id = g.id AND n.status IN ('enrolled', 'completed')) AS members
      FROM sessions s
      JOIN learning_groups g ON g.id = s.group_id
      JOIN editions e ON e.id = g.edition_id
      JOIN rooms r ON r.id = g.room_id
      LEFT JOIN accounts a ON a.id = g.trainer_id
      LEFT JOIN lessons l ON l.code = s.lesson_code
      WHERE ${wanted.map(([sql]) => sql).join(' AND ')}
      ORDER BY s.date, s.starts_at, g.name`, wanted.flatMap(([, parameters]) => parameters));
    return rows.map(({ savedAt, cancelledAt, ...row }) => ({
      ...row, members: Number(row.members), registerSaved: savedAt !== null, cancelled: cancelledAt !== null,
    }));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CentreCalendar } from '../centres/centre-calendar.js';
import { CentresRepository } from '../centres/centres.repository.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate, type LocalTime, type Weekday } from '../shared/kernel/local-date.js';
import { closedSessions, type ClosedSession } from './closed-sessions.js';
import { SessionsRepository, type SessionRow } from './sessions.repository.js';

type CalendarLine =
  | { kind: 'hours'; number: number; startsAt: LocalTime; endsAt: LocalTime }
  | { kind: 'holiday'; date: LocalDate; number: number }
  | { kind: 'sessions'; date: LocalDate; number: number; startsAt: LocalTime; endsAt: LocalTime };

/** The sessions to come on days on which their centre is closed. */
@Injectable()
export class ClosedSessionsRepository {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource, private readonly sessions: SessionsRepository, private readonly centres: CentresRepository,
  ) {}

  /** Three queries. */
  async list(centreId: Id, now: Instant): Promise<ClosedSession<SessionRow>[]> {
    const today = localDateAt(now);
    const planned = await this.sessions.planned(centreId, today);
    return closedSessions(await this.centres.calendar(centreId, { from: today, to: '9999' }), planned, now);
  }

  /** How many there are, in one query: a home asks for nothing else. */
  async count(centreId: Id, now: Instant): Promise<number> {
    const today = localDateAt(now);
    const lines = await this.dataSource.query<CalendarLine[]>(LINES, [centreId, centreId, today, centreId, today]);
    const calendar: CentreCalendar = {
      hours: lines.flatMap((line) => (line.kind === 'hours' ? [{ weekday: Number(line.number) as Weekday, opensAt: line.startsAt, closesAt: line.endsAt }] : [])),
      holidays: lines.flatMap((line) => (line.kind === 'holiday' ? [{ date: line.date, closed: Boolean(Number(line.number)) }] : [])),
    };
    const times = lines.flatMap((line) => (line.kind === 'sessions' ? [{ ...line, cancelledAt: null, registerSavedAt: null }] : []));
    return closedSessions(calendar, times, now).reduce((sum, { session }) => sum + Number(session.number), 0);
  }
}

/** Hours of the week, holidays to come, and how many sessions there are at which time. */
const LINES = `
  SELECT 'hours' AS kind, NULL AS date, weekday AS number, opens_at AS startsAt, closes_at AS endsAt FROM opening_hours WHERE centre_id = ?
  UNION ALL SELECT 'holiday', date, closed, NULL, NULL FROM holidays WHERE centre_id = ? AND date >= ?
  UNION ALL SELECT 'sessions', date, COUNT(*), starts_at, ends_at FROM sessions
  WHERE centre_id = ? AND date >= ? AND cancelled_at IS NULL AND register_saved_at IS NULL GROUP BY date, starts_at, ends_at`;

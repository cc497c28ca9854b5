import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { daysOf, monthsOf } from '../../ledger/book-months.js';
import { consentStands, consentWithdrawn } from '../../people/contact-permission.js';
import { places } from '../../shared/database/sql.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../../shared/kernel/local-date.js';
import type { Period } from '../indicators/indicator.js';

/** A session as its register was kept: marks without names, in no order. */
export interface KeptRegister {
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  group: string;
  saved: boolean;
  cancelled: boolean;
  marks: { personId: Id; status: string; minutes: number | null }[];
}

type SessionRow = Omit<KeptRegister, 'saved' | 'cancelled' | 'marks'> & { id: Id; savedAt: number | null; cancelledAt: number | null };
type MarkRow = KeptRegister['marks'][number] & { sessionId: Id };

const SESSIONS_AT_ONCE = 200;

/** Reads the registers of a centre, month by month, so that no more than a few hundred are held at once. */
@Injectable()
export class ReportRegistersRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** In the order of days and hours. A query a month, and one for every 200 sessions. */
  async* of(centreId: Id, period: Period): AsyncGenerator<KeptRegister> {
    for (const month of monthsOf(period)) {
      const [first, last] = daysOf(month);
      const sessions = await this.sessions(centreId, first > period.from ? first : period.from, last < period.to ? last : period.to);
      for (let from = 0; from < sessions.length; from += SESSIONS_AT_ONCE) yield* this.withMarks(sessions.slice(from, from + SESSIONS_AT_ONCE));
    }
  }

  /** Who took back her consent at one of the centres: nothing of hers leaves in a row of its own. One query. */
  async withdrawn(centreIds: readonly Id[]): Promise<ReadonlySet<Id>> {
    const rows = await this.dataSource.query<{ personId: Id }[]>(
      `SELECT DISTINCT c.person_id AS personId FROM consents c WHERE c.centre_id IN (${places(centreIds)}) AND NOT ${consentStands('c.person_id', 'c.centre_id')}`, [...centreIds]);
    return new Set(rows.map(({ personId }) => personId));
  }

  private sessions(centreId: Id, from: LocalDate, to: LocalDate): Promise<SessionRow[]> {
    return this.dataSource.query<SessionRow[]>(`
      SELECT s.id, s.date, s.starts_at AS startsAt, s.ends_at AS endsAt, g.name AS ${this.dataSource.driver.escape('group')}, s.register_saved_at AS savedAt, s.cancelled_at AS cancelledAt
      FROM sessions s JOIN learning_groups g ON g.id = s.group_id WHERE s.centre_id = ? AND s.date BETWEEN ? AND ? ORDER BY s.date, s.starts_at, s.id`, [centreId, from, to]);
  }

  private async* withMarks(sessions: readonly SessionRow[]): AsyncGenerator<KeptRegister> {
    const ids = sessions.map(({ id }) => id);
    const marks = groupBy(await this.dataSource.query<MarkRow[]>(
      `SELECT m.session_id AS sessionId, m.person_id AS personId, m.status, m.minutes FROM attendance_marks m WHERE m.session_id IN (${places(ids)}) AND NOT ${consentWithdrawn('m.person_id', 'm.centre_id')}`, ids), ({ sessionId }) => sessionId);
    for (const { id, date, startsAt, endsAt, group, savedAt, cancelledAt } of sessions) {
      yield { date, startsAt, endsAt, group, saved: savedAt !== null, cancelled: cancelledAt !== null, marks: marks.get(id) ?? [] };
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sessionState } from '../../attendance/session-state.js';
import type { Centre } from '../../centres/centre.entity.js';
import { places } from '../../shared/database/sql.js';
import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../../shared/kernel/local-date.js';
import { DEFAULT_LOCALE, translator } from '../../shared/web/i18n.js';
import type { Period } from '../indicators/indicator.js';
import { AccountSumsRepository } from '../measures/account-sums.repository.js';
import type { MissingRegister, ReportFinance } from './report-content.js';
import { reportFinance } from './report-finance.js';

interface SessionRow {
  centreId: Id;
  sessionId: Id;
  on: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  group: string;
}

/** What a report says beside figures: money, and what is missing. */
@Injectable()
export class ReportGroundRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, private readonly accounts: AccountSumsRepository) {}

  /** The centres at which a project is carried out, by name. One query. */
  centresOf(projectId: Id): Promise<Pick<Centre, 'id' | 'name'>[]> {
    return this.dataSource.query('SELECT c.id, c.name FROM project_centres p JOIN centres c ON c.id = p.centre_id WHERE p.project_id = ? ORDER BY c.name', [projectId]);
  }

  /** What came in and went out at the centres in a period, both days included. One query. */
  async finance(centreIds: readonly Id[], period: Period): Promise<ReportFinance> {
    return reportFinance(await this.accounts.sums(centreIds, period), translator(DEFAULT_LOCALE));
  }

  /** Sessions of a period that are over and whose register nobody saved, the oldest first. One query. */
  async missingRegisters(centreIds: readonly Id[], { from, to }: Period, now: Instant): Promise<MissingRegister[]> {
    const rows = await this.dataSource.query<SessionRow[]>(`
      SELECT s.centre_id AS centreId, s.id AS sessionId, s.date AS ${this.escape('on')}, s.starts_at AS startsAt, s.ends_at AS endsAt, g.name AS ${this.escape('group')}
      FROM sessions s JOIN learning_groups g ON g.id = s.group_id
      WHERE s.centre_id IN (${places(centreIds)}) AND s.date >= ? AND s.date <= ? AND s.register_saved_at IS NULL AND s.cancelled_at IS NULL
      ORDER BY s.date, s.starts_at, s.id`, [...centreIds, from, to]);
    const over = ['to-take', 'missed'];
    return rows.filter(({ on, startsAt, endsAt }) => over.includes(sessionState({ date: on, startsAt, endsAt, cancelledAt: null, registerSavedAt: null }, now)))
      .map(({ centreId, sessionId, on, group }) => ({ centreId, sessionId, on, group }));
  }

  private escape(name: string): string {
    return this.dataSource.driver.escape(name);
  }
}

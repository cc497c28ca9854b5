import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Queryable } from '../centres/centres.repository.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import type { MotherTongue } from '../people/person-words.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { compareSpanish } from '../shared/kernel/text.js';
import type { Viewer } from '../shared/web/viewer.js';
import type { ExceptionDay } from './coach-exceptions.js';
import { COACHING_ROLES, refuseOthers } from './coaching.policy.js';
import type { CoachSex, CoachingTopic } from './coaching-words.js';
import type { StandingBooking } from './misfits.js';

export interface CoachRow {
  id: Id;
  accountId: Id;
  name: string;
  sex: CoachSex | null;
  languages: MotherTongue[];
  /** Empty: all of them. */
  topics: CoachingTopic[];
  bookingsADay: number;
  /** Whether her calendar has an address. */
  hasCalendar: boolean;
  endedAt: Instant | null;
  version: number;
}

export interface StaffRow {
  id: Id;
  name: string;
}

type RawCoach = Omit<CoachRow, 'languages' | 'topics' | 'hasCalendar'> & { languages: string; topics: string; hasCalendar: number | string };

const COACHES = `
  SELECT c.id, c.account_id AS accountId, a.display_name AS name, c.sex, c.languages, c.topics, c.bookings_a_day AS bookingsADay,
    CASE WHEN c.calendar_key IS NULL THEN 0 ELSE 1 END AS hasCalendar, c.ended_at AS endedAt, c.version
  FROM coaches c JOIN accounts a ON a.id = c.account_id`;

/** Of coach `c` with account `a`, for a query: she has not stopped, may come in, and still has a role that coaches there. */
export const STILL_COACHES = `c.ended_at IS NULL AND a.disabled_at IS NULL AND EXISTS (SELECT 1 FROM account_roles r
  WHERE r.account_id = c.account_id AND r.role IN (${COACHING_ROLES.map((role) => `'${role}'`).join(', ')}) AND (r.centre_id = c.centre_id OR r.centre_id IS NULL))`;

/** Reads of a centre's coaches. One query each. */
@Injectable()
export class CoachesRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Those who coach at the centre now, by name. */
  async coaches(centreId: Id): Promise<CoachRow[]> {
    const rows = await this.dataSource.query<RawCoach[]>(`${COACHES} WHERE c.centre_id = ? AND c.ended_at IS NULL`, [centreId]);
    return rows.map(readCoach).sort((a, b) => compareSpanish(a.name, b.name));
  }

  /** One of the centre, also one who coaches there no more. @throws NotThere */
  async coach(centreId: Id, id: Id): Promise<CoachRow> {
    const [row] = await this.dataSource.query<RawCoach[]>(`${COACHES} WHERE c.centre_id = ? AND c.id = ?`, [centreId, id]);
    if (!row) throw new NotThere('coach');
    return readCoach(row);
  }

  /** One who coaches at the viewer's centre now and whose hours the viewer may tell. @throws NotThere for any other */
  async visibleCoach(viewer: Viewer, id: Id): Promise<CoachRow> {
    const coach = await this.coach(viewer.centreId, id);
    refuseOthers(viewer, coach);
    if (coach.endedAt !== null) throw new NotThere('coach');
    return coach;
  }

  /** Under which id somebody coaches at the centre. @throws NotThere */
  async ownId(centreId: Id, accountId: Id): Promise<Id> {
    const [row] = await this.dataSource.query<{ id: Id }[]>(
      'SELECT id FROM coaches WHERE account_id = ? AND centre_id = ? AND ended_at IS NULL', [accountId, centreId]);
    if (!row) throw new NotThere('coach');
    return row.id;
  }

  /** Who could be named a coach and is none now, by name. */
  async candidates(centreId: Id): Promise<StaffRow[]> {
    const staff = await this.dataSource.query<(StaffRow & { coachId: Id | null })[]>(
      `SELECT s.id, s.name, c.id AS coachId FROM (${COACHABLE}) s LEFT JOIN coaches c ON c.account_id = s.id AND c.centre_id = ? AND c.ended_at IS NULL`,
      [centreId, centreId]);
    return staff.filter(({ coachId }) => coachId === null).map(({ id, name }) => ({ id, name })).sort((a, b) => compareSpanish(a.name, b.name));
  }

  /** The hours of the week of all coaches of the centre, by weekday and time. */
  hoursAt(centreId: Id): Promise<(WeeklyHours & { coachId: Id })[]> {
    return this.dataSource.query(`
      SELECT coach_id AS coachId, weekday, from_time AS "from", to_time AS "to" FROM coach_hours
      WHERE centre_id = ? ORDER BY weekday, from_time`, [centreId]);
  }

  hoursOf(coachId: Id): Promise<WeeklyHours[]> {
    return this.dataSource.query(
      'SELECT weekday, from_time AS "from", to_time AS "to" FROM coach_hours WHERE coach_id = ? ORDER BY weekday, from_time', [coachId]);
  }

  /** What was told of the dates from this one on. */
  exceptionsOf(coachId: Id, from: LocalDate): Promise<ExceptionDay[]> {
    return this.dataSource.query(`
      SELECT id, kind, date, from_time AS fromTime, to_time AS toTime, reason FROM coach_exceptions
      WHERE coach_id = ? AND date >= ? ORDER BY date, from_time`, [coachId, from]);
  }

  /** The bookings that are still to be kept, from this date on. */
  standingOf(coachId: Id, from: LocalDate): Promise<Pick<StandingBooking, 'date'>[]> {
    return this.dataSource.query(`
      SELECT date FROM bookings
      WHERE coach_id = ? AND date >= ? AND status = 'booked' ORDER BY date, starts_at`, [coachId, from]);
  }
}

/** Staff of a centre with a role that can coach, and not disabled. */
const COACHABLE = `
  SELECT DISTINCT a.id, a.display_name AS name FROM accounts a JOIN account_roles r ON r.account_id = a.id
  WHERE r.role IN ('trainer', 'coach') AND (r.centre_id = ? OR r.centre_id IS NULL) AND a.kind = 'staff' AND a.disabled_at IS NULL`;

/** True for somebody who can be named a coach at a centre. One query; inside a unit of work with `tx.manager`. */
export async function mayCoachAt(source: Queryable, centreId: Id, accountId: Id): Promise<boolean> {
  const rows = await source.query<StaffRow[]>(`${COACHABLE} AND a.id = ?`, [centreId, accountId]);
  return rows.length > 0;
}

function readCoach(row: RawCoach): CoachRow {
  return {
    ...row, languages: JSON.parse(row.languages) as MotherTongue[], topics: JSON.parse(row.topics) as CoachingTopic[],
    hasCalendar: Number(row.hasCalendar) === 1, endedAt: row.endedAt === null ? null : Number(row.endedAt),
  };
}

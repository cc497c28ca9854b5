import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime, Weekday } from '../shared/kernel/local-date.js';
import { readTogether, type SelectedRow, type Selection } from '../shared/database/selections.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { compareSpanish } from '../shared/kernel/text.js';
import type { CentreCalendar } from './centre-calendar.js';
import { Centre } from './centre.entity.js';
import { Holiday } from './holiday.entity.js';
import { yearsOf } from './holiday-rules.js';
import type { CentreSetUp } from './set-up-steps.js';
import type { WeeklyHours } from './weekly-hours.js';
import { Workstation } from './workstation.entity.js';

/** What can be asked: the data source outside, the manager of a unit of work inside. */
export interface Queryable {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

export interface CentreRow {
  id: Id;
  name: string;
  shortName: string;
  district: string;
  rooms: number;
  workstations: number;
  outOfOrder: number;
}

export interface RoomWithSeats {
  id: Id;
  name: string;
  version: number;
  workstations: number;
  /** PCs that work. */
  seats: number;
}

export interface WorkstationRow {
  id: Id;
  roomId: Id;
  label: string;
  outOfOrderSince: Instant | null;
  note: string | null;
}

/** What is counted of a centre that is being set up; each takes its id. */
const SET_UP: readonly [keyof CentreSetUp, string][] = [
  ['workstations', 'workstations WHERE centre_id = ?'],
  ['hours', 'opening_hours WHERE centre_id = ?'],
  ['trainers', "account_roles WHERE role = 'trainer' AND centre_id = ?"],
  ['trainerHours', 'trainer_hours WHERE centre_id = ?'],
  ['organisations', 'organisations WHERE centre_id = ?'],
  ['people', 'learners WHERE centre_id = ?'],
  ['stations', 'workstations w JOIN accounts a ON a.workstation_id = w.id WHERE a.disabled_at IS NULL AND w.centre_id = ?'],
];

/** Reads of centres. Everything but the list of all centres is asked for one centre. */
@Injectable()
export class CentresRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The centres at which an account administers, by name. */
  async administeredBy(accountId: Id): Promise<CentreRow[]> {
    const rows = await this.dataSource.query<CentreRow[]>(`
      SELECT c.id, c.name, c.short_name AS shortName, c.district,
        (SELECT COUNT(*) FROM rooms r WHERE r.centre_id = c.id) AS rooms,
        (SELECT COUNT(*) FROM workstations w WHERE w.centre_id = c.id) AS workstations,
        (SELECT COUNT(*) FROM workstations w WHERE w.centre_id = c.id AND w.out_of_order_since IS NOT NULL) AS outOfOrder
      FROM centres c
      WHERE EXISTS (SELECT 1 FROM account_roles a
        WHERE a.account_id = ? AND a.role = 'administrator' AND (a.centre_id IS NULL OR a.centre_id = c.id))`, [accountId]);
    return rows.map((row) => ({ ...row, rooms: Number(row.rooms), workstations: Number(row.workstations), outOfOrder: Number(row.outOfOrder) }))
      .sort((a, b) => compareSpanish(a.name, b.name));
  }

  /**
   * How much of what a centre needs is on record: PCs, lines of opening hours, years of which it has holidays; and the
   * last day of its courses, whose table is only looked at here, as it is of a feature further up. One query.
   */
  async setUp(centreId: Id): Promise<{ present: CentreSetUp; holidayYears: number[]; lastDay: LocalDate | null }> {
    const counts = SET_UP.map(([name, of]) => `(SELECT COUNT(*) FROM ${of}) AS ${name}`);
    const [row] = await this.dataSource.query<Record<string, unknown>[]>(`
      SELECT ${counts.join(', ')},
        (SELECT GROUP_CONCAT(DISTINCT SUBSTR(date, 1, 4)) FROM holidays WHERE centre_id = ?) AS holidayYears,
        (SELECT MAX(ends_on) FROM editions WHERE centre_id = ? AND status <> 'closed') AS lastDay`,
    [...SET_UP.map(() => centreId), centreId, centreId]);
    const present = Object.fromEntries(SET_UP.map(([name]) => [name, Number(row?.[name])])) as unknown as CentreSetUp;
    return { present, holidayYears: yearsOf((row?.holidayYears ?? null) as string | null), lastDay: (row?.lastDay ?? null) as LocalDate | null };
  }

  /** @throws NotThere */
  async centre(id: Id): Promise<Centre> {
    const centre = await this.dataSource.manager.findOneBy(Centre, { id });
    if (!centre) throw new NotThere('centre');
    return centre;
  }

  rooms(centreId: Id): Promise<RoomWithSeats[]> {
    return roomsWithSeats(this.dataSource, centreId);
  }

  /** In the order of their labels: PC 9 before PC 10. */
  async workstations(centreId: Id): Promise<WorkstationRow[]> {
    const rows = await this.dataSource.query<WorkstationRow[]>(
      'SELECT id, room_id AS roomId, label, out_of_order_since AS outOfOrderSince, note FROM workstations WHERE centre_id = ?', [centreId]);
    return rows.map((row) => ({ ...row, outOfOrderSince: row.outOfOrderSince === null ? null : Number(row.outOfOrderSince) }))
      .sort((a, b) => compareSpanish(a.label, b.label));
  }

  /** @throws NotThere */
  async workstation(centreId: Id, id: Id): Promise<Workstation> {
    const workstation = await this.dataSource.manager.findOneBy(Workstation, { id, centreId });
    if (!workstation) throw new NotThere('workstation');
    return workstation;
  }

  async openingHours(centreId: Id): Promise<WeeklyHours[]> {
    const { hours } = await readCalendar(this.dataSource, centreId, { from: '9999', to: '9999' });
    return hours.map(({ weekday, opensAt, closesAt }) => ({ weekday, from: opensAt, to: closesAt }));
  }

  /** Those of one year, by date. */
  holidays(centreId: Id, year: number): Promise<Holiday[]> {
    return this.dataSource.manager.createQueryBuilder(Holiday, 'holiday')
      .where('holiday.centreId = :centreId AND holiday.date BETWEEN :from AND :to', { centreId, from: `${year}-01-01`, to: `${year}-12-31` })
      .orderBy('holiday.date').getMany();
  }

  holiday(centreId: Id, id: Id): Promise<Holiday | null> {
    return this.dataSource.manager.findOneBy(Holiday, { id, centreId });
  }

  calendar(centreId: Id, span?: { from: LocalDate; to: LocalDate }): Promise<CentreCalendar> {
    return readCalendar(this.dataSource, centreId, span);
  }
}

/** The rooms of a centre by name, with their PCs that work. */
export async function roomsWithSeats(source: Queryable, centreId: Id): Promise<RoomWithSeats[]> {
  const [rooms = []] = await readTogether(source, [roomsSelection(centreId)]);
  return roomsOf(rooms);
}

/** The same to be read together with others: `roomsOf` takes the rows. */
export function roomsSelection(centreId: Id): Selection {
  return {
    columns: { id: 'r.id', name: 'r.name', version: 'r.version', workstations: 'COUNT(w.id)', seats: 'COUNT(w.id) - COUNT(w.out_of_order_since)' },
    from: 'FROM rooms r LEFT JOIN workstations w ON w.room_id = r.id WHERE r.centre_id = ? GROUP BY r.id, r.name, r.version', parameters: [centreId],
  };
}

/** By name. */
export function roomsOf(rooms: readonly SelectedRow[]): RoomWithSeats[] {
  return ([...rooms] as unknown as RoomWithSeats[]).sort((a, b) => compareSpanish(a.name, b.name));
}

/** The hours of a centre and its days that differ, those of a span (both ends included), to be read together with others: `calendarOf` takes their rows. */
export function calendarSelections(centreId: Id, { from, to }: { from: LocalDate; to: LocalDate }): { hours: Selection; holidays: Selection } {
  return {
    hours: { columns: { weekday: 'weekday', opensAt: 'opens_at', closesAt: 'closes_at' }, from: 'FROM opening_hours WHERE centre_id = ?', parameters: [centreId] },
    holidays: {
      columns: { date: 'date', name: 'name', closed: 'closed' }, from: 'FROM holidays WHERE centre_id = ? AND date BETWEEN ? AND ?', parameters: [centreId, from, to],
    },
  };
}

/** By weekday and time; by date. */
export function calendarOf(hours: readonly SelectedRow[] = [], holidays: readonly SelectedRow[] = []): CentreCalendar {
  return {
    hours: (hours as { weekday: Weekday; opensAt: LocalTime; closesAt: LocalTime }[]).map((row) => ({ ...row, weekday: Number(row.weekday) as Weekday }))
      .sort((a, b) => a.weekday - b.weekday || (a.opensAt < b.opensAt ? -1 : 1)),
    holidays: (holidays as { date: LocalDate; name: string; closed: number | boolean }[]).map((row) => ({ ...row, closed: Boolean(Number(row.closed)) }))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

/** The hours of a centre and its days that differ, all of them or those of a span. One query. Inside a unit of work it takes `tx.manager`. */
export async function readCalendar(
  source: Queryable, centreId: Id, span: { from: LocalDate; to: LocalDate } = { from: '0000', to: '9999-99' },
): Promise<CentreCalendar> {
  const { hours, holidays } = calendarSelections(centreId, span);
  return calendarOf(...await readTogether(source, [hours, holidays]));
}

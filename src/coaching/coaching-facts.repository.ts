import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CentreCalendar } from '../centres/centre-calendar.js';
import { calendarOf, calendarSelections, type Queryable } from '../centres/centres.repository.js';
import { presumedHolidays } from '../centres/holiday-rules.js';
import type { Instant } from '../shared/kernel/clock.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, type LocalDate, type LocalTime, type Weekday } from '../shared/kernel/local-date.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { fromJson } from '../shared/database/columns.js';
import { readNamed, readTogether, type SelectedRow, type Selection } from '../shared/database/selections.js';
import { places } from '../shared/database/sql.js';
import { DEFAULT_LOCALE, translator } from '../shared/web/i18n.js';
import { Booking } from './booking.entity.js';
import { coachResource, pcResource, personResource, turnResource, type HeldCell, type Span } from './coaching-cells.js';
import type { CoachFacts, CoachingFacts, TaughtSession } from './coaching-facts.js';
import { STILL_COACHES } from './coaches.repository.js';
import { rulesOf, type CoachingRules } from './coaching-settings.entity.js';
import type { CoachSex, CoachingTopic } from './coaching-words.js';
import { bookableDates } from './free-slots.js';

/** What the facts are asked for: a centre, dates (both included) and the people whose time counts. */
export interface FactsWanted {
  centreId: Id;
  from: LocalDate;
  /** As far as the centre books ahead of `now`, unless told. */
  to?: LocalDate | undefined;
  personIds: readonly Id[];
  /** A booking or an offer whose own holds do not count: it is about to move, or to become a booking. */
  exceptHolder?: Id | undefined;
  /** Offers whose time is up by then hold nothing any more, even while nobody has put that down; all count unless told. */
  now?: Instant;
  /** Leaves out what is held: for looking at bookings themselves. One statement less. */
  withoutHolds?: boolean;
}

type WithinDates = Pick<FactsWanted, 'centreId' | 'from'> & { to: LocalDate };

/** Loads what decides where coaching is free. Two statements, whatever there is; three where the centre's horizon is asked for. */
@Injectable()
export class CoachingFactsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  facts(wanted: FactsWanted): Promise<CoachingFacts> {
    return readFacts(this.dataSource, wanted);
  }

  /** A booking of a centre; null when there is none. One query. */
  booking(centreId: Id, id: Id): Promise<Booking | null> {
    return this.dataSource.manager.findOneBy(Booking, { id, centreId });
  }

  /** One query. */
  rules(centreId: Id): Promise<CoachingRules> {
    return readRules(this.dataSource, centreId);
  }
}

/** How a centre holds its coaching. One query. */
export async function readRules(source: Queryable, centreId: Id): Promise<CoachingRules> {
  const [rows] = await readTogether(source, [{ columns: RULES, from: 'FROM coaching_settings o WHERE o.centre_id = ?', parameters: [centreId] }]);
  return rulesOf(rows?.[0] as Partial<CoachingRules> | undefined);
}

/** The facts; inside a unit of work it takes `tx.manager`. One statement for what is free by itself, one for what is held. */
export async function readFacts(source: Queryable, wanted: FactsWanted): Promise<CoachingFacts> {
  const { centreId, from, personIds, exceptHolder, withoutHolds, now = 0 } = wanted;
  const to = wanted.to ?? bookableDates(await readRules(source, centreId), now).at(-1) as LocalDate;
  const { rules, rooms, broken, coaches, calendar, sessions, sittings } = await readPlace(source, { centreId, from, to, personIds });
  const resources = withoutHolds ? [] : [
    ...coaches.flatMap(({ id, accountId }) => [coachResource(accountId), turnResource(id)]),
    ...rooms.flatMap(({ workstations }) => workstations.map(({ id }) => pcResource(id))), ...personIds.map(personResource),
  ];
  const holds = (await readHolds(source, resources, { centreId, from, to, now })).filter(({ holderId }) => holderId !== exceptHolder);
  return { rules, calendar, coaches, rooms, broken, sessions, sittings, holds };
}

/** What is asked of a place by itself: whose sittings, and on which of the dates sessions count, as conditions on `m.person_id` and `s.date`. */
export interface PlaceWanted extends WithinDates {
  people: Condition | null;
  sessionDates: Condition;
}

interface Condition {
  sql: string;
  parameters: readonly unknown[];
}

async function readPlace(source: Queryable, { personIds, ...wanted }: WithinDates & Pick<FactsWanted, 'personIds'>): Promise<Place> {
  const people = personIds.length === 0 ? null : { sql: `m.person_id IN (${places(personIds)})`, parameters: personIds };
  const sessionDates = { sql: 's.date BETWEEN ? AND ?', parameters: [wanted.from, wanted.to] };
  return placeOf(await readNamed(source, placeSelections({ ...wanted, people, sessionDates })), wanted);
}

/** All facts but what is held. */
export type Place = Omit<CoachingFacts, 'holds'>;

/** What `placeOf` takes, by name: also for homes, which read everything in one statement. */
export function placeSelections(wanted: PlaceWanted): Record<string, Selection> {
  const { centreId } = wanted;
  const { hours, holidays } = calendarSelections(centreId, wanted);
  return { pcs: pcSelection(centreId), coaches: coachSelection(centreId), ...timeSelections(wanted), open: hours, holidays, years: yearSelection(wanted), ...sessionSelections(wanted) };
}

export function placeOf(rows: Readonly<Record<string, readonly object[]>>, span: Pick<WithinDates, 'from' | 'to'>): Place {
  const of = <R>(name: string): R[] => (rows[name] ?? []) as R[];
  return {
    ...roomsOf(of<PcRow>('pcs')), calendar: calendarIn(span, of<SelectedRow>('open'), of<SelectedRow>('holidays'), of<{ year: string }>('years')),
    coaches: coachesOf(of<CoachRow>('coaches'), of<HoursRow>('hours'), of<ExceptionRow>('exceptions')),
    sessions: [...of<TaughtSession>('here'), ...of<TaughtSession>('elsewhere')].map((row) => ({ ...row, seats: Number(row.seats) })),
    sittings: of<Span & { personId: Id }>('sittings'),
  };
}

/** The years of which the centre has holidays on its list. */
function yearSelection({ centreId, from, to }: WithinDates): Selection {
  return {
    columns: { year: 'known.year' },
    from: 'FROM (SELECT DISTINCT SUBSTR(date, 1, 4) AS year FROM holidays WHERE centre_id = ? AND date BETWEEN ? AND ?) known',
    parameters: [centreId, `${from.slice(0, 4)}-01-01`, `${to.slice(0, 4)}-12-31`],
  };
}

/** People book two weeks ahead by themselves: over the turn of a year nobody may have looked at the holidays of the next one. */
function calendarIn(span: Pick<WithinDates, 'from' | 'to'>, hours: readonly SelectedRow[], holidays: readonly SelectedRow[], years: readonly { year: string }[]): CentreCalendar {
  const calendar = calendarOf(hours, holidays);
  const presumed = presumedHolidays(span, years.map(({ year }) => Number(year))).map(({ date, name }) => ({ date, name: translator(DEFAULT_LOCALE)(name), closed: true }));
  return { ...calendar, holidays: [...calendar.holidays, ...presumed] };
}

const RULES: Record<keyof CoachingRules, string> = {
  bookingMinutes: 'o.booking_minutes', horizonDays: 'o.horizon_days', noticeMinutes: 'o.notice_minutes', freeCancelHours: 'o.free_cancel_hours',
  openAccessPcs: 'o.open_access_pcs', offerMinutes: 'o.offer_minutes',
};

interface PcRow extends Partial<CoachingRules> {
  roomId: Id | null;
  roomName: string;
  id: Id | null;
  label: string;
  outOfOrderSince: number | null;
}

function pcSelection(centreId: Id): Selection {
  return {
    columns: { roomId: 'r.id', roomName: 'r.name', id: 'w.id', label: 'w.label', outOfOrderSince: 'w.out_of_order_since', ...RULES },
    from: `FROM centres c LEFT JOIN coaching_settings o ON o.centre_id = c.id
      LEFT JOIN rooms r ON r.centre_id = c.id LEFT JOIN workstations w ON w.room_id = r.id WHERE c.id = ?`,
    parameters: [centreId],
  };
}

function roomsOf(rows: readonly PcRow[]): Pick<CoachingFacts, 'rules' | 'rooms' | 'broken'> {
  const pcs = rows.filter(({ id }) => id !== null).sort((a, b) => compareSpanish(a.label, b.label)) as (PcRow & { id: Id; roomId: Id })[];
  const rooms = [...groupBy(pcs, ({ roomId }) => roomId)].map(([id, of]) => ({
    id, name: (of[0] as PcRow).roomName, workstations: of.filter(({ outOfOrderSince }) => outOfOrderSince === null).map(({ id: pc, label }) => ({ id: pc, label })),
  }));
  return {
    rules: rulesOf(rows[0]), rooms: rooms.sort((a, b) => compareSpanish(a.name, b.name)),
    broken: pcs.filter(({ outOfOrderSince }) => outOfOrderSince !== null).map(({ id, label }) => ({ id, label })),
  };
}

interface CoachRow {
  id: Id;
  accountId: Id;
  name: string;
  sex: CoachSex | null;
  languages: unknown;
  topics: unknown;
  bookingsADay: number;
}

interface HoursRow {
  coachId: Id;
  weekday: Weekday;
  from: LocalTime;
  to: LocalTime;
}

type ExceptionRow = CoachFacts['exceptions'][number] & { coachId: Id };

function coachSelection(centreId: Id): Selection {
  return {
    columns: {
      id: 'c.id', accountId: 'c.account_id', name: 'a.display_name', sex: 'c.sex', languages: 'c.languages', topics: 'c.topics', bookingsADay: 'c.bookings_a_day',
    },
    from: `FROM coaches c JOIN accounts a ON a.id = c.account_id WHERE c.centre_id = ? AND ${STILL_COACHES}`, parameters: [centreId],
  };
}

/** The coaches' hours of the week, and the dates that differ. */
function timeSelections({ centreId, from, to }: WithinDates): { hours: Selection; exceptions: Selection } {
  return {
    hours: { columns: { coachId: 'coach_id', weekday: 'weekday', from: 'from_time', to: 'to_time' }, from: 'FROM coach_hours WHERE centre_id = ?', parameters: [centreId] },
    exceptions: {
      columns: { coachId: 'coach_id', date: 'date', kind: 'kind', fromTime: 'from_time', toTime: 'to_time' },
      from: 'FROM coach_exceptions WHERE centre_id = ? AND date BETWEEN ? AND ?', parameters: [centreId, from, to],
    },
  };
}

function coachesOf(rows: readonly CoachRow[], hours: readonly HoursRow[], exceptions: readonly ExceptionRow[]): CoachFacts[] {
  const [week, differing] = [groupBy(hours, ({ coachId }) => coachId), groupBy(exceptions, ({ coachId }) => coachId)];
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => ({
    ...row, languages: fromJson(row.languages) as string[], topics: fromJson(row.topics) as CoachingTopic[], bookingsADay: Number(row.bookingsADay),
    hours: (week.get(row.id) ?? []).map(({ weekday, from, to }) => ({ weekday: Number(weekday) as Weekday, from, to })),
    exceptions: (differing.get(row.id) ?? []).map(({ date, kind, fromTime, toTime }) => ({ date, kind, fromTime, toTime })),
  }));
}

/** Of the centre; of its coaches and of the people elsewhere. The members of a group are counted once, not once a session. */
function sessionSelections({ centreId, people, sessionDates }: PlaceWanted): Record<string, Selection> {
  const held = `${sessionDates.sql} AND s.cancelled_at IS NULL`;
  const time = { date: 's.date', startsAt: 's.starts_at', endsAt: 's.ends_at' };
  const taught = { ...time, roomId: 'g.room_id', trainerId: 'g.trainer_id' };
  return {
    here: {
      columns: { ...taught, seats: 'COALESCE(members.seats, 0)' },
      from: `FROM sessions s JOIN learning_groups g ON g.id = s.group_id
        LEFT JOIN (SELECT e.group_id, COUNT(*) AS seats FROM enrolments e
          WHERE e.centre_id = ? AND e.status = 'enrolled' GROUP BY e.group_id) members ON members.group_id = g.id
        WHERE s.centre_id = ? AND ${held}`,
      parameters: [centreId, centreId, ...sessionDates.parameters],
    },
    elsewhere: {
      columns: { ...taught, seats: '0' },
      from: `FROM coaches k JOIN learning_groups g ON g.trainer_id = k.account_id AND g.centre_id <> k.centre_id
        JOIN sessions s ON s.group_id = g.id AND ${held} WHERE k.centre_id = ? AND k.ended_at IS NULL`,
      parameters: [...sessionDates.parameters, centreId],
    },
    ...(people && {
      sittings: {
        columns: { ...time, personId: 'm.person_id' },
        from: `FROM enrolments m JOIN sessions s ON s.group_id = m.group_id AND ${held} WHERE ${people.sql} AND m.status = 'enrolled'`,
        parameters: [...sessionDates.parameters, ...people.parameters],
      },
    }),
  };
}

/** A cell of a date sorts after the date alone and before the next day. */
function readHolds(
  source: Queryable, resources: readonly string[], { centreId, from, to, now }: WithinDates & { now: Instant }): Promise<(HeldCell & { holderId: Id })[]> {
  if (resources.length === 0) return Promise.resolve([]);
  return source.query(`
    SELECT resource, cell, holder_id AS holderId FROM coaching_holds
    WHERE resource IN (${places(resources)}) AND cell > ? AND cell < ?
      AND holder_id NOT IN (SELECT id FROM coaching_offers WHERE centre_id = ? AND answered_at IS NULL AND expires_at <= ?)`,
  [...resources, from, addDays(to, 1), centreId, now]);
}

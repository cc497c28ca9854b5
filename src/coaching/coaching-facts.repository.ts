import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readCalendar, type Queryable } from '../centres/centres.repository.js';
import type { Instant } from '../shared/kernel/clock.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, type LocalDate, type LocalTime, type Weekday } from '../shared/kernel/local-date.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { fromJson } from '../shared/database/columns.js';
import { places } from '../shared/database/sql.js';
import { Booking } from './booking.entity.js';
import { coachResource, pcResource, personResource, turnResource, type HeldCell, type Span } from './coaching-cells.js';
import type { CoachFacts, CoachingFacts, RoomFacts, TaughtSession } from './coaching-facts.js';
import { STILL_COACHES } from './coaches.repository.js';
import { rulesOf, type CoachingRules } from './coaching-settings.entity.js';
import type { CoachSex, CoachingTopic, ExceptionKind } from './coaching-words.js';
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

/** Loads what decides where coaching is free. Six statements, whatever there is. */
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
  const [row] = await source.query<CoachingRules[]>(`SELECT ${RULES} FROM coaching_settings o WHERE o.centre_id = ?`, [centreId]);
  return rulesOf(row);
}

/** The facts; inside a unit of work it takes `tx.manager`. */
export async function readFacts(source: Queryable, wanted: FactsWanted): Promise<CoachingFacts> {
  const { centreId, from, personIds, exceptHolder, withoutHolds, now = 0 } = wanted;
  const { rules, rooms, broken } = await readPcs(source, centreId);
  const to = wanted.to ?? bookableDates(rules, now).at(-1) as LocalDate;
  const coaches = await readCoaches(source, { centreId, from, to });
  const calendar = await readCalendar(source, centreId, { from, to });
  const { sessions, sittings } = await readSessions(source, { centreId, from, to, personIds });
  const resources = withoutHolds ? [] : [
    ...coaches.flatMap(({ id, accountId }) => [coachResource(accountId), turnResource(id)]),
    ...rooms.flatMap(({ workstations }) => workstations.map(({ id }) => pcResource(id))), ...personIds.map(personResource),
  ];
  const holds = (await readHolds(source, resources, { centreId, from, to, now })).filter(({ holderId }) => holderId !== exceptHolder);
  return { rules, calendar, coaches, rooms, broken, sessions, sittings, holds };
}

const RULES = `o.booking_minutes AS bookingMinutes, o.horizon_days AS horizonDays, o.notice_minutes AS noticeMinutes,
  o.free_cancel_hours AS freeCancelHours, o.open_access_pcs AS openAccessPcs, o.offer_minutes AS offerMinutes`;

interface PcRow extends Partial<CoachingRules> {
  roomId: Id | null;
  roomName: string;
  id: Id | null;
  label: string;
  outOfOrderSince: number | null;
}

async function readPcs(source: Queryable, centreId: Id): Promise<{ rules: CoachingRules; rooms: RoomFacts[]; broken: { id: Id; label: string }[] }> {
  const rows = await source.query<PcRow[]>(`
    SELECT r.id AS roomId, r.name AS roomName, w.id, w.label, w.out_of_order_since AS outOfOrderSince, ${RULES}
    FROM centres c
    LEFT JOIN coaching_settings o ON o.centre_id = c.id
    LEFT JOIN rooms r ON r.centre_id = c.id
    LEFT JOIN workstations w ON w.room_id = r.id
    WHERE c.id = ?`, [centreId]);
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
  languages: string;
  topics: string;
  bookingsADay: number;
}

interface TimeRow {
  coachId: Id;
  weekday: Weekday | null;
  date: LocalDate | null;
  kind: ExceptionKind | null;
  fromTime: LocalTime | null;
  toTime: LocalTime | null;
}

async function readCoaches(source: Queryable, { centreId, from, to }: WithinDates): Promise<CoachFacts[]> {
  const rows = await source.query<CoachRow[]>(`
    SELECT c.id, c.account_id AS accountId, a.display_name AS name, c.sex, c.languages, c.topics, c.bookings_a_day AS bookingsADay
    FROM coaches c JOIN accounts a ON a.id = c.account_id
    WHERE c.centre_id = ? AND ${STILL_COACHES} ORDER BY c.id`, [centreId]);
  const times = groupBy(await source.query<TimeRow[]>(`
    SELECT coach_id AS coachId, weekday, NULL AS date, NULL AS kind, from_time AS fromTime, to_time AS toTime
    FROM coach_hours WHERE centre_id = ?
    UNION ALL SELECT coach_id, NULL, date, kind, from_time, to_time
    FROM coach_exceptions WHERE centre_id = ? AND date BETWEEN ? AND ?`, [centreId, centreId, from, to]), ({ coachId }) => coachId);
  return rows.map((row) => ({
    ...row, languages: fromJson(row.languages) as string[], topics: fromJson(row.topics) as CoachingTopic[], bookingsADay: Number(row.bookingsADay),
    ...timesOf(times.get(row.id) ?? []),
  }));
}

function timesOf(rows: readonly TimeRow[]): Pick<CoachFacts, 'hours' | 'exceptions'> {
  return {
    hours: rows.filter(({ weekday }) => weekday !== null)
      .map(({ weekday, fromTime, toTime }) => ({ weekday: Number(weekday) as Weekday, from: fromTime as LocalTime, to: toTime as LocalTime })),
    exceptions: rows.filter(({ date }) => date !== null)
      .map(({ date, kind, fromTime, toTime }) => ({ date: date as LocalDate, kind: kind as ExceptionKind, fromTime, toTime })),
  };
}

type SessionRow = TaughtSession & { personId: Id | null };

/** Of the centre; of its coaches and of the people elsewhere. The members of a group are counted once, not once a session. */
async function readSessions(
  source: Queryable, { centreId, from, to, personIds }: WithinDates & Pick<FactsWanted, 'personIds'>,
): Promise<Pick<CoachingFacts, 'sessions' | 'sittings'>> {
  const held = 's.date BETWEEN ? AND ? AND s.cancelled_at IS NULL';
  const time = 's.date, s.starts_at AS startsAt, s.ends_at AS endsAt';
  const sittings = personIds.length === 0 ? '' : `
    UNION ALL SELECT m.person_id, ${time}, NULL, NULL, 0
    FROM enrolments m JOIN sessions s ON s.group_id = m.group_id AND ${held}
    WHERE m.person_id IN (${places(personIds)}) AND m.status = 'enrolled'`;
  const rows = await source.query<SessionRow[]>(`
    SELECT NULL AS personId, ${time}, g.room_id AS roomId, g.trainer_id AS trainerId, COALESCE(members.seats, 0) AS seats
    FROM sessions s JOIN learning_groups g ON g.id = s.group_id
    LEFT JOIN (SELECT e.group_id, COUNT(*) AS seats FROM enrolments e
      WHERE e.centre_id = ? AND e.status = 'enrolled' GROUP BY e.group_id) members ON members.group_id = g.id
    WHERE s.centre_id = ? AND ${held}
    UNION ALL SELECT NULL, ${time}, g.room_id, g.trainer_id, 0
    FROM coaches k JOIN learning_groups g ON g.trainer_id = k.account_id AND g.centre_id <> k.centre_id
    JOIN sessions s ON s.group_id = g.id AND ${held}
    WHERE k.centre_id = ? AND k.ended_at IS NULL${sittings}`,
  [centreId, centreId, from, to, from, to, centreId, ...(personIds.length === 0 ? [] : [from, to, ...personIds])]);
  return {
    sessions: rows.filter(({ personId }) => personId === null).map((row) => ({ ...row, seats: Number(row.seats) })),
    sittings: rows.filter(({ personId }) => personId !== null) as (Span & { personId: Id })[],
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

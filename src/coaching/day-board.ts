import { openRanges } from '../centres/centre-calendar.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import { weekdayOf, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import { CELLS_A_DAY, coachResource, pcResource, personResource, quarterFrom, quarterOf, turnResource } from './coaching-cells.js';
import type { CoachFacts, CoachingFacts, RoomFacts, TaughtSession } from './coaching-facts.js';

/** Why a quarter cannot be given to a booking. */
export type Block = 'closed' | 'hours' | 'away' | 'teaches' | 'booked' | 'session' | 'open-access' | 'sits';

/** Each quarter of a day: null where nothing stands against it. */
export type Blocks = (Block | null)[];

export interface BoardCoach {
  coach: CoachFacts;
  blocks: Blocks;
  /** Turns of the day that are held, from 1. */
  turns: readonly number[];
}

export interface BoardPc {
  id: Id;
  label: string;
  roomName: string;
  blocks: Blocks;
}

export interface BoardRoom {
  /** How many sit in its sessions, each quarter. */
  seats: readonly number[];
  pcs: readonly BoardPc[];
}

/** One day of a centre, quarter by quarter: who and what is free. */
export interface DayBoard {
  date: LocalDate;
  open: Blocks;
  coaches: readonly BoardCoach[];
  rooms: readonly BoardRoom[];
  /** The quarters of a person; all free for one that the facts say nothing of. */
  person: (id: Id) => Blocks;
}

/** The boards of some dates, in their order. */
export function dayBoards(facts: CoachingFacts, dates: readonly LocalDate[]): DayBoard[] {
  const holds = groupBy(facts.holds, ({ cell }) => cell.slice(0, 10));
  const sessions = groupBy(facts.sessions, ({ date }) => date);
  const sittings = groupBy(facts.sittings, ({ date }) => date);
  return dates.map((date) => boardOf(facts, date, {
    cells: heldOn(holds.get(date) ?? []), sessions: sessions.get(date) ?? [], sittings: sittings.get(date) ?? [],
  }));
}

/** What stands against the whole of some quarters first; null when they are all free. */
export function firstBlock(blocks: Blocks, from: number, to: number): Block | null {
  for (let quarter = from; quarter < to; quarter += 1) {
    const block = blocks[quarter];
    if (block !== null) return block ?? 'closed';
  }
  return null;
}

interface OfDay {
  /** The parts of cells after the date, by resource: `09:15`, `#02`. */
  cells: ReadonlyMap<string, readonly string[]>;
  sessions: readonly TaughtSession[];
  sittings: CoachingFacts['sittings'];
}

function heldOn(holds: CoachingFacts['holds']): Map<string, string[]> {
  const held = new Map<string, string[]>();
  for (const { resource, cell } of holds) {
    const cells = held.get(resource);
    if (cells) cells.push(cell.slice(11));
    else held.set(resource, [cell.slice(11)]);
  }
  return held;
}

function boardOf({ calendar, coaches, rooms, rules }: CoachingFacts, date: LocalDate, day: OfDay): DayBoard {
  const open: Blocks = blocked('closed');
  for (const { from, to } of openRanges(calendar, date)) free(open, from, to);
  return {
    date, open,
    coaches: coaches.map((coach) => ({
      coach, blocks: coachBlocks(coach, date, day), turns: (day.cells.get(turnResource(coach.id)) ?? []).map((cell) => Number(cell.slice(1))),
    })),
    rooms: rooms.map((room) => roomOf(room, rules.openAccessPcs, day)),
    person: (id) => personBlocks(id, day),
  };
}

function coachBlocks({ accountId, hours, exceptions }: CoachFacts, date: LocalDate, { cells, sessions }: OfDay): Blocks {
  const blocks = blocked('hours');
  const weekday = weekdayOf(date);
  const today = exceptions.filter((exception) => exception.date === date);
  for (const { from, to, weekday: day } of hours) if (day === weekday) free(blocks, from, to);
  for (const { kind, fromTime, toTime } of today) if (kind === 'extra') free(blocks, fromTime ?? '00:00', toTime ?? '24:00');
  for (const { kind, fromTime, toTime } of today) if (kind === 'away') block(blocks, fromTime ?? '00:00', toTime ?? '24:00', 'away');
  for (const { trainerId, startsAt, endsAt } of sessions) if (trainerId === accountId) block(blocks, startsAt, endsAt, 'teaches');
  return withHolds(blocks, cells.get(coachResource(accountId)));
}

function roomOf({ id, name, workstations }: RoomFacts, openAccessPcs: number, { cells, sessions }: OfDay): BoardRoom {
  const seats = Array.from({ length: CELLS_A_DAY }, () => 0);
  for (const session of sessions) {
    if (session.roomId !== id) continue;
    for (let quarter = quarterOf(session.startsAt); quarter < quarterFrom(session.endsAt); quarter += 1) seats[quarter] = (seats[quarter] ?? 0) + session.seats;
  }
  const pcs = workstations.map((pc, place) => {
    const blocks = seats.map((taken): Block | null => {
      if (place < taken) return 'session';
      return place < taken + openAccessPcs ? 'open-access' : null;
    });
    return { ...pc, roomName: name, blocks: withHolds(blocks, cells.get(pcResource(pc.id))) };
  });
  return { seats, pcs };
}

function personBlocks(id: Id, { cells, sittings }: OfDay): Blocks {
  const blocks: Blocks = Array.from({ length: CELLS_A_DAY }, () => null);
  for (const { personId, startsAt, endsAt } of sittings) if (personId === id) block(blocks, startsAt, endsAt, 'sits');
  return withHolds(blocks, cells.get(personResource(id)));
}

function withHolds(blocks: Blocks, cells: readonly string[] = []): Blocks {
  for (const cell of cells) blocks[quarterOf(cell)] = 'booked';
  return blocks;
}

function blocked(by: Block): Blocks {
  return Array.from({ length: CELLS_A_DAY }, () => by);
}

/** Of a span that can be used only the quarters that lie in it whole. */
function free(blocks: Blocks, from: LocalTime, to: LocalTime): void {
  for (let quarter = quarterFrom(from); quarter < quarterOf(to); quarter += 1) blocks[quarter] = null;
}

/** Of one that cannot, all that it touches; what was blocked before stays so. */
function block(blocks: Blocks, from: LocalTime, to: LocalTime, by: Block): void {
  for (let quarter = quarterOf(from); quarter < quarterFrom(to); quarter += 1) blocks[quarter] ??= by;
}


import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import { CELLS_A_DAY, quarterFrom, quarterOf } from './coaching-cells.js';
import type { CoachingFacts } from './coaching-facts.js';
import { dayBoards, type Block, type Blocks, type DayBoard } from './day-board.js';

/** What a part of somebody's or of a PC's day is. `offered`: held for somebody who waits. `broken`: a PC that is out of order. */
export type SpanKind = Block | 'free' | 'offered' | 'broken' | 'gone';

/** What a timeline needs of a booking; labels for a PC or a coach that the facts no longer have. */
export interface TimelineBooking {
  id: Id;
  coachId: Id;
  coachName: string;
  workstationId: Id;
  workstationLabel: string;
  startsAt: LocalTime;
  endsAt: LocalTime;
}

/** Some quarters of the day that are alike, `from` included, `to` not. */
export interface TimelineSpan<B> {
  from: number;
  to: number;
  kind: SpanKind;
  booking: B | null;
}

export interface TimelineRow<B> {
  id: Id;
  label: string;
  /** Of the last of several rows that are this one; null for one alone. */
  toLabel: string | null;
  spans: TimelineSpan<B>[];
}

/** A day of a centre, from the first whole hour in which anything is to the last: every PC, every coach. */
export interface Timeline<B> {
  /** Quarters of the day, at whole hours. */
  from: number;
  to: number;
  pcs: TimelineRow<B>[];
  coaches: TimelineRow<B>[];
}

/** Lays out a day. @param facts hold the date @returns null for a day on which the centre is closed and nothing is booked */
export function timeline<B extends TimelineBooking>(facts: CoachingFacts, bookings: readonly B[], date: LocalDate): Timeline<B> | null {
  const [board] = dayBoards(facts, [date]) as [DayBoard];
  const used = board.open.flatMap((block, quarter) => (block === null ? [quarter, quarter + 1] : []));
  const booked = bookings.flatMap(({ startsAt, endsAt }) => [quarterOf(startsAt), quarterFrom(endsAt)]);
  const quarters = [...used, ...booked];
  if (quarters.length === 0) return null;
  const from = Math.floor(Math.min(...quarters) / 4) * 4;
  const to = Math.ceil(Math.max(...quarters) / 4) * 4;
  const row = (id: Id, label: string, blocks: Blocks | SpanKind, own: readonly B[]): TimelineRow<B> => ({ id, label, toLabel: null, spans: spansOf(blocks, board.open, own, { from, to }) });
  const pcs = board.rooms.flatMap((room) => room.pcs);
  const known = new Set([...pcs, ...facts.broken].map(({ id }) => id));
  const lostPcs = unique(bookings.filter(({ workstationId }) => !known.has(workstationId)), ({ workstationId }) => workstationId);
  const lostCoaches = unique(bookings.filter(({ coachId }) => !board.coaches.some(({ coach }) => coach.id === coachId)), ({ coachId }) => coachId);
  const atPc = (id: Id): B[] => bookings.filter(({ workstationId }) => workstationId === id);
  const withCoach = (id: Id): B[] => bookings.filter(({ coachId }) => coachId === id);
  return {
    from, to,
    pcs: [
      ...alikeTogether(pcs.map(({ id, label, blocks }) => row(id, label, blocks, atPc(id)))),
      ...facts.broken.map(({ id, label }) => row(id, label, 'broken', atPc(id))),
      ...lostPcs.map(({ workstationId: id, workstationLabel }) => row(id, workstationLabel, 'gone', atPc(id))),
    ],
    coaches: [
      ...board.coaches.map(({ coach: { id, name }, blocks }) => row(id, name, blocks, withCoach(id))),
      ...lostCoaches.map(({ coachId: id, coachName }) => row(id, coachName, 'gone', withCoach(id))),
    ],
  };
}

/** Twenty PCs of which three are booked are five lines, not twenty: neighbours with the same day are one, unless somebody is booked at them. */
function alikeTogether<B extends TimelineBooking>(rows: readonly TimelineRow<B>[]): TimelineRow<B>[] {
  const together: TimelineRow<B>[] = [];
  for (const row of rows) {
    const before = together.at(-1);
    if (before && areAlike(before.spans, row.spans)) before.toLabel = row.label;
    else together.push({ ...row });
  }
  return together;
}

function areAlike<B>(one: readonly TimelineSpan<B>[], other: readonly TimelineSpan<B>[]): boolean {
  return one.length === other.length && one.every(({ from, to, kind, booking }, index) => {
    const there = other[index] as TimelineSpan<B>;
    return booking === null && there.booking === null && there.from === from && there.to === to && there.kind === kind;
  });
}

function spansOf<B extends TimelineBooking>(
  blocks: Blocks | SpanKind, open: Blocks, bookings: readonly B[], { from, to }: { from: number; to: number },
): TimelineSpan<B>[] {
  const spans: TimelineSpan<B>[] = [];
  for (let quarter = from; quarter < Math.min(to, CELLS_A_DAY); quarter += 1) {
    const booking = bookings.find(({ startsAt, endsAt }) => quarterOf(startsAt) <= quarter && quarter < quarterFrom(endsAt)) ?? null;
    const kind = booking ? 'booked' : kindAt(blocks, open, quarter);
    const last = spans.at(-1);
    if (last && last.kind === kind && last.booking === booking) last.to = quarter + 1;
    else spans.push({ from: quarter, to: quarter + 1, kind, booking });
  }
  return spans;
}

function kindAt(blocks: Blocks | SpanKind, open: Blocks, quarter: number): SpanKind {
  if (open[quarter] !== null) return 'closed';
  if (typeof blocks === 'string') return blocks;
  const block = blocks[quarter] ?? null;
  return block === 'booked' ? 'offered' : block ?? 'free';
}

function unique<T>(all: readonly T[], idOf: (one: T) => Id): T[] {
  return all.filter((one, index) => all.findIndex((other) => idOf(other) === idOf(one)) === index);
}

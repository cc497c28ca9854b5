import { partOfDay } from '../shared/kernel/availability.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, localDateAt, localTimeAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import { overlaps, type TimeRange } from '../shared/kernel/time-range.js';
import { CELL_MINUTES, CELLS_A_DAY, personResource, timeOf, type Span } from './coaching-cells.js';
import type { CoachFacts, CoachingFacts } from './coaching-facts.js';
import type { CoachingRules } from './coaching-settings.entity.js';
import type { CoachingWishes } from './coaching-wait.entity.js';
import type { CoachingTopic } from './coaching-words.js';
import { dayBoards, firstBlock, type BoardCoach, type BoardPc, type DayBoard } from './day-board.js';

/** An hour that can be booked: the three that come together, and where. */
export interface FreeSlot extends Span {
  coachId: Id;
  coachName: string;
  workstationId: Id;
  workstationLabel: string;
  roomName: string;
  /** What the coach takes; empty: all of them. */
  topics: readonly CoachingTopic[];
}

/** Who looks for an hour, and what she wishes of it. */
export interface SlotSearch {
  personId: Id;
  wishes: CoachingWishes;
  /** Only coaches who take it; any topic unless told. */
  topic?: CoachingTopic | undefined;
  /** Only dates from this one on, up to that one; all of the horizon unless told. */
  from?: LocalDate;
  to?: LocalDate;
  /** This PC and no other; any that is free unless told. */
  workstationId?: Id | undefined;
  /** Chosen before others where free: whom she had before a move. */
  prefer?: { coachId?: Id; workstationId?: Id };
}

/**
 * The hours that can be booked within the centre's horizon, by date and time: one for each quarter at which a booking can
 * begin, with the coach who has the fewest turns that day.
 */
export function freeSlots(search: SlotSearch, facts: CoachingFacts, now: Instant): FreeSlot[] {
  const coaches = facts.coaches.filter((coach) => fits(coach, search));
  if (coaches.length === 0) return [];
  const dates = bookableDates(facts.rules, now).filter((date) => (search.from ?? date) <= date && date <= (search.to ?? date));
  return dayBoards({ ...facts, coaches }, dates).flatMap((board) => slotsOn(board, search, facts.rules, now));
}

/** The dates on which no hour is left because others have them all: those that she can wait for. @param slots what is free by the same search */
export function fullDates(search: SlotSearch, facts: CoachingFacts, slots: readonly FreeSlot[], now: Instant): LocalDate[] {
  const hers = personResource(search.personId);
  const ifNobodyElse = freeSlots(search, { ...facts, holds: facts.holds.filter(({ resource }) => resource === hers) }, now);
  const free = new Set(slots.map(({ date }) => date));
  return [...new Set(ifNobodyElse.map(({ date }) => date))].filter((date) => !free.has(date));
}

/** The dates on which coaching can be booked at an instant, today first. */
export function bookableDates({ horizonDays }: CoachingRules, now: Instant): LocalDate[] {
  const today = localDateAt(now);
  return Array.from({ length: horizonDays + 1 }, (_, days) => addDays(today, days));
}

/** How many quarters a booking takes. */
export function quartersOf({ bookingMinutes }: CoachingRules): number {
  return Math.max(1, Math.ceil(bookingMinutes / CELL_MINUTES));
}

/** `2026-12-01 09:15`: before it nothing can be booked. Compares with a date and time of the centre as text. */
export function earliestStart({ noticeMinutes }: CoachingRules, now: Instant): string {
  const earliest = now + noticeMinutes * 60_000 + 59_999;
  return `${localDateAt(earliest)} ${localTimeAt(earliest)}`;
}

/** True for a coach who is as she wishes and takes the topic. */
export function fits({ id, sex, languages, topics }: CoachFacts, { wishes, topic }: Pick<SlotSearch, 'wishes' | 'topic'>): boolean {
  return (wishes.coachId === undefined || wishes.coachId === id)
    && (wishes.sex === undefined || wishes.sex === sex)
    && (wishes.language === undefined || languages.includes(wishes.language))
    && takesTopic({ topics }, topic);
}

/** True for a coach who takes it: one who keeps to some topics takes those, and what nobody has named. */
export function takesTopic({ topics }: { topics: readonly CoachingTopic[] }, topic: CoachingTopic | undefined): boolean {
  return topic === undefined || topic === 'other' || topics.length === 0 || topics.includes(topic);
}

/** Of slots by time those that do not overlap one that was taken before: what a person chooses from. */
export function spaced<S extends Span>(slots: readonly S[]): S[] {
  const chosen: S[] = [];
  for (const slot of slots) {
    if (!chosen.some((one) => one.date === slot.date && overlaps(hoursOf(one), hoursOf(slot)))) chosen.push(slot);
  }
  return chosen;
}

function hoursOf({ startsAt, endsAt }: Span): TimeRange<LocalTime> {
  return { from: startsAt, to: endsAt };
}

/** The slot that begins at a quarter of a board's day, for a coach and a PC that are free then. Null when there is none. */
export function slotAt(board: DayBoard, search: SlotSearch, span: { from: number; to: number }): FreeSlot | null {
  const [found] = inTurn(board.coaches.filter((one) => isFree(one, span)), search);
  const pc = found && freePcs(board, search, span)[0];
  if (!pc) return null;
  return {
    date: board.date, startsAt: timeOf(span.from), endsAt: timeOf(span.to), coachId: found.coach.id, coachName: found.coach.name,
    workstationId: pc.id, workstationLabel: pc.label, roomName: pc.roomName, topics: found.coach.topics,
  };
}

/** True for a coach who has the time and a turn left. */
export function isFree({ coach, blocks, turns }: BoardCoach, { from, to }: { from: number; to: number }): boolean {
  return turns.length < coach.bookingsADay && firstBlock(blocks, from, to) === null;
}

/** The PCs that coaching can have then, those of the quietest room first; only the one that has to be it, where one has. */
export function freePcs({ rooms }: DayBoard, { prefer, workstationId }: Pick<SlotSearch, 'prefer' | 'workstationId'>, { from, to }: { from: number; to: number }): BoardPc[] {
  const quiet = [...rooms].sort((a, b) => (a.seats[from] ?? 0) - (b.seats[from] ?? 0));
  const free = quiet.flatMap(({ pcs }) => pcs.filter(({ id, blocks }) => (workstationId ?? id) === id && firstBlock(blocks, from, to) === null));
  return preferred(free, ({ id }) => id === prefer?.workstationId);
}

function slotsOn(board: DayBoard, search: SlotSearch, rules: CoachingRules, now: Instant): FreeSlot[] {
  const slots: FreeSlot[] = [];
  const length = quartersOf(rules);
  const person = board.person(search.personId);
  const earliest = earliestStart(rules, now);
  for (let from = 0; from + length <= CELLS_A_DAY; from += 1) {
    const span = { from, to: from + length };
    const startsAt = timeOf(from);
    if (firstBlock(board.open, from, span.to) !== null || firstBlock(person, from, span.to) !== null) continue;
    if (`${board.date} ${startsAt}` < earliest || !isWished(startsAt, search.wishes)) continue;
    const slot = slotAt(board, search, span);
    if (slot) slots.push(slot);
  }
  return slots;
}

function isWished(startsAt: LocalTime, { part }: CoachingWishes): boolean {
  return part === undefined || partOfDay(startsAt) === part;
}

/** Whose turn it is: the fewest bookings that day first, then always in the same order. */
function inTurn(coaches: readonly BoardCoach[], { prefer }: SlotSearch): BoardCoach[] {
  const fair = [...coaches].sort((a, b) => a.turns.length - b.turns.length || (a.coach.id < b.coach.id ? -1 : 1));
  return preferred(fair, ({ coach }) => coach.id === prefer?.coachId);
}

function preferred<T>(list: readonly T[], isPreferred: (one: T) => boolean): T[] {
  return [...list.filter(isPreferred), ...list.filter((one) => !isPreferred(one))];
}

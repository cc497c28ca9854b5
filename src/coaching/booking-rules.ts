import { closing, type CentreCalendar } from '../centres/centre-calendar.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { daysBetween, formatLocalDate, isLocalDate, isLocalTime, localDateAt, localTimeAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { CELL_MINUTES, CELLS_A_DAY, isAligned, quarterOf, timeOf, type Span } from './coaching-cells.js';
import type { CoachingFacts } from './coaching-facts.js';
import { dayBoards, firstBlock, type Block, type DayBoard } from './day-board.js';
import { bookableDates, earliestStart, fits, freePcs, freeSlots, isFree, quartersOf, slotAt, spaced, type FreeSlot, type SlotSearch } from './free-slots.js';

/** An hour that somebody asks for; how long it lasts is the centre's matter. */
export interface SlotRequest extends SlotSearch {
  date: LocalDate;
  startsAt: LocalTime;
}

/** What becomes of a request: a slot that can be held, or every reason against it. */
export type BookingRuling = { slot: FreeSlot; refusals: [] } | { slot: null; refusals: Refusal[] };

/** How many other slots a refusal names. */
export const NEAREST = 3;

export type Quarters = { from: number; to: number };

/**
 * Decides about a request. The facts must hold its date; reasons are named in the order in which a person would ask:
 * the hour, herself, the coach, the PC.
 */
export function rulingOn(request: SlotRequest, facts: CoachingFacts, now: Instant): BookingRuling {
  const ofTime = timeRefusals(request, facts, now);
  if (ofTime.length > 0) return { slot: null, refusals: ofTime };
  const from = quarterOf(request.startsAt);
  const span = { from, to: from + quartersOf(facts.rules) };
  const [board] = dayBoards(facts, [request.date]) as [DayBoard];
  const refusals = partyRefusals(request, facts, board, span);
  const fitting = { ...board, coaches: board.coaches.filter(({ coach }) => fits(coach, request)) };
  const slot = refusals.length === 0 ? slotAt(fitting, request, span) : null;
  if (slot) return { slot, refusals: [] };
  return { slot: null, refusals: refusals.length > 0 ? refusals : [{ field: 'startsAt', reason: 'coaching:refusals.just-taken' }] };
}

/**
 * The slots closest to the hour asked for, at most three that do not overlap, by date and time: as she wishes where there are any,
 * else at any PC, else whoever coaches. The facts must hold the centre's whole horizon.
 */
export function nearestSlots(request: SlotRequest, facts: CoachingFacts, now: Instant): FreeSlot[] {
  const asWished = { ...request, wishes: { ...request.wishes, part: undefined } };
  const anyPc = { ...request, workstationId: undefined };
  const slots = [asWished, { ...anyPc, wishes: asWished.wishes }, { ...anyPc, wishes: {} }]
    .reduce<FreeSlot[]>((found, search) => (found.length > 0 ? found : freeSlots(search, facts, now)), []);
  const away = new Map(slots.map((slot) => [slot, distance(slot, request)]));
  const byDistance = [...slots].sort((a, b) => (away.get(a) ?? 0) - (away.get(b) ?? 0));
  return spaced(byDistance).slice(0, NEAREST).sort((a, b) => (`${a.date} ${a.startsAt}` < `${b.date} ${b.startsAt}` ? -1 : 1));
}

/** The hour by itself: a time that exists, not past, not too soon or too far, while the centre is open. */
function timeRefusals({ date, startsAt }: SlotRequest, facts: CoachingFacts, now: Instant): Refusal[] {
  const { rules, calendar } = facts;
  if (!isAligned({ date, startsAt, endsAt: '24:00' })) return [{ field: 'startsAt', reason: 'coaching:refusals.not-a-time' }];
  const asked = `${date} ${startsAt}`;
  if (asked <= `${localDateAt(now)} ${localTimeAt(now)}`) return [{ field: 'startsAt', reason: 'coaching:refusals.past' }];
  if (asked < earliestStart(rules, now)) return [{ field: 'startsAt', reason: 'coaching:refusals.too-soon', params: { count: rules.noticeMinutes } }];
  const last = bookableDates(rules, now).at(-1) as LocalDate;
  if (date > last) return [{ field: 'date', reason: 'coaching:refusals.too-far', params: { date: formatLocalDate(last) } }];
  const end = quarterOf(startsAt) + quartersOf(rules);
  return end > CELLS_A_DAY ? [{ field: 'startsAt', reason: 'coaching:refusals.closed' }] : closingRefusals({ date, startsAt, endsAt: timeOf(end) }, calendar);
}

/** Why the centre is not open for the whole of a span. */
export function closingRefusals({ date, startsAt, endsAt }: Span, calendar: CentreCalendar): Refusal[] {
  const closed = closing(calendar, date, { from: startsAt, to: endsAt });
  if (closed?.why === 'holiday') {
    return [{ field: 'date', reason: 'coaching:refusals.holiday', params: { date: formatLocalDate(date), name: closed.name } }];
  }
  return closed ? [{ field: 'startsAt', reason: 'coaching:refusals.closed' }] : [];
}

/** What stands against the three that come together: herself, the coach, the PC. */
export function partyRefusals(request: SlotRequest, facts: CoachingFacts, board: DayBoard, span: Quarters): Refusal[] {
  return [...personRefusals(request, board, span), ...coachRefusals(request, board, span), ...pcRefusals(request, facts, board, span)];
}

function personRefusals({ personId }: SlotRequest, board: DayBoard, { from, to }: Quarters): Refusal[] {
  const block = firstBlock(board.person(personId), from, to);
  if (block === null) return [];
  return [{ field: 'personId', reason: block === 'sits' ? 'coaching:refusals.person-in-session' : 'coaching:refusals.person-booked' }];
}

function coachRefusals(request: SlotRequest, board: DayBoard, span: Quarters): Refusal[] {
  const { coachId } = request.wishes;
  if (coachId !== undefined) return namedCoachRefusals(coachId, request, board, span);
  const fitting = board.coaches.filter(({ coach }) => fits(coach, request));
  if (fitting.some((one) => isFree(one, span))) return [];
  return [{ field: 'coachId', reason: fitting.length === 0 ? 'coaching:refusals.no-such-coach' : 'coaching:refusals.coaches-busy' }];
}

const COACH_REASONS: Partial<Record<Block, string>> = {
  hours: 'coaching:refusals.coach-hours', away: 'coaching:refusals.coach-away', teaches: 'coaching:refusals.coach-teaches',
  booked: 'coaching:refusals.coach-booked',
};

function namedCoachRefusals(coachId: Id, request: SlotRequest, board: DayBoard, { from, to }: Quarters): Refusal[] {
  const found = board.coaches.find(({ coach }) => coach.id === coachId);
  if (!found) return [{ field: 'coachId', reason: 'coaching:refusals.coach-unknown' }];
  const params = { coach: found.coach.name };
  if (!fits(found.coach, request)) return [{ field: 'coachId', reason: 'coaching:refusals.coach-unfit', params }];
  const block = firstBlock(found.blocks, from, to);
  if (block !== null) return [{ field: 'coachId', reason: COACH_REASONS[block] ?? 'coaching:refusals.coach-booked', params }];
  return found.turns.length < found.coach.bookingsADay ? [] : [{ field: 'coachId', reason: 'coaching:refusals.coach-full', params }];
}

const PC_REASONS: Partial<Record<Block, string>> = {
  session: 'coaching:refusals.pc-session', 'open-access': 'coaching:refusals.pc-open-access', booked: 'coaching:refusals.pc-booked',
};

function pcRefusals({ workstationId }: SlotRequest, { broken }: CoachingFacts, board: DayBoard, span: Quarters): Refusal[] {
  if (workstationId === undefined) return freePcs(board, {}, span).length > 0 ? [] : [{ field: 'workstationId', reason: 'coaching:refusals.pcs-taken' }];
  const broke = broken.find(({ id }) => id === workstationId);
  if (broke) return [{ field: 'workstationId', reason: 'coaching:refusals.pc-broken', params: { pc: broke.label } }];
  const pc = board.rooms.flatMap(({ pcs }) => pcs).find(({ id }) => id === workstationId);
  if (!pc) return [{ field: 'workstationId', reason: 'coaching:refusals.pc-unknown' }];
  const block = firstBlock(pc.blocks, span.from, span.to);
  return block === null ? [] : [{ field: 'workstationId', reason: PC_REASONS[block] ?? 'coaching:refusals.pc-booked', params: { pc: pc.label } }];
}

/** How far an hour is from the one asked for, in minutes, for somebody who plans by days: a day counts whole, and the time of day beside it. */
function distance(slot: FreeSlot, asked: SlotRequest): number {
  if (!isLocalDate(asked.date) || !isLocalTime(asked.startsAt)) return 0;
  return Math.abs(daysBetween(asked.date, slot.date)) * 24 * 60 + Math.abs(quarterOf(asked.startsAt) - quarterOf(slot.startsAt)) * CELL_MINUTES;
}

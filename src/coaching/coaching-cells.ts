import type { Id } from '../shared/kernel/ids.js';
import { isLocalDate, isLocalTime, minuteOfDay, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';

/** A quarter of an hour: what coaching is given away by. */
export const CELL_MINUTES = 15;
export const CELLS_A_DAY = (24 * 60) / CELL_MINUTES;

/** From when to when on a date: `startsAt` belongs to it, `endsAt` does not. `24:00` is the end of the day. */
export interface Span {
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
}

/** A span with the three that come together for it. The account, since who coaches at two centres is still one. */
export interface HeldSlot extends Span {
  coachAccountId: Id;
  personId: Id;
  workstationId: Id;
}

export interface HeldCell {
  resource: string;
  cell: string;
}

export const coachResource = (accountId: Id): string => `coach:${accountId}`;
export const personResource = (personId: Id): string => `person:${personId}`;
export const pcResource = (workstationId: Id): string => `pc:${workstationId}`;
/** The turns of a coach's day at a centre: as many as she takes bookings, each held by one. By the coach's record, not the account. */
export const turnResource = (coachId: Id): string => `turn:${coachId}`;

/** `2026-12-01 #03`: a coach's third turn of a day. */
export function turnCell(date: LocalDate, turn: number): string {
  return `${date} #${String(turn).padStart(2, '0')}`;
}

/** Which quarter of the day a time lies in, from 0; `24:00` is past the last one. */
export function quarterOf(time: LocalTime): number {
  return Math.floor(minuteOfDay(time) / CELL_MINUTES);
}

/** The first quarter that begins at a time or later. */
export function quarterFrom(time: LocalTime): number {
  return Math.ceil(minuteOfDay(time) / CELL_MINUTES);
}

/** The time at which a quarter of the day begins. */
export function timeOf(quarter: number): LocalTime {
  const minutes = quarter * CELL_MINUTES;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** True for a span of whole quarters on a day that exists, that ends after it begins. */
export function isAligned({ date, startsAt, endsAt }: Span): boolean {
  const isQuarter = (time: LocalTime): boolean => (isLocalTime(time) || time === '24:00') && minuteOfDay(time) % CELL_MINUTES === 0;
  return isLocalDate(date) && isQuarter(startsAt) && isQuarter(endsAt) && startsAt < endsAt;
}

/**
 * The quarters that a span takes, in order: `2026-12-01 09:15` each.
 * @throws RangeError for a span that is not of whole quarters
 */
export function cellsOf(span: Span): string[] {
  if (!isAligned(span)) throw new RangeError(`${span.date} ${span.startsAt}-${span.endsAt} is not of whole quarters`);
  const [from, to] = [quarterOf(span.startsAt), quarterOf(span.endsAt)];
  return Array.from({ length: to - from }, (_, index) => `${span.date} ${timeOf(from + index)}`);
}

/** All that a booking or an offer holds but its turn, always in the same order. */
export function cellsHeld(slot: HeldSlot): HeldCell[] {
  const resources = [coachResource(slot.coachAccountId), pcResource(slot.workstationId), personResource(slot.personId)];
  return resources.flatMap((resource) => cellsOf(slot).map((cell) => ({ resource, cell })));
}

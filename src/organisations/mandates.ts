import type { LocalDate } from '../shared/kernel/local-date.js';
import { addDays, parseLocalDate } from '../shared/kernel/local-date.js';
import type { Reading } from '../shared/kernel/reading.js';
import { readAs, unreadable } from '../shared/kernel/reading.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { saysNothing } from '../shared/kernel/vocabulary.js';

/** What an organisation's papers say of its board. */
export interface Mandate {
  recognisedOn: LocalDate | null;
  mandateEndsOn: LocalDate | null;
}

export type MandateState = 'unknown' | 'running' | 'ending' | 'ended';

/** A board has elections to prepare in its last two months. */
const ENDING_DAYS = 60;

/** Reads `23/01/2022` or `2022-01-23`. Null for nothing. */
export function readMandateDate(text: string): Reading<LocalDate | null> {
  if (saysNothing(text)) return readAs(null);
  const date = parseLocalDate(text.trim().replace(/[ T]+00?:00(?::00)?(?:\.0+)?Z?$/u, ''));
  return date ? readAs(date) : unreadable('organisations:refusals.date-impossible');
}

/** A mandate that ends before the organisation was recognised has one of its dates wrong. */
export function mandateRefusals({ recognisedOn, mandateEndsOn }: Mandate): Refusal[] {
  const wrong = recognisedOn !== null && mandateEndsOn !== null && mandateEndsOn < recognisedOn;
  return wrong ? [{ field: 'mandateEndsOn', reason: 'organisations:refusals.mandate-before-recognition' }] : [];
}

/** Where a board's mandate stands; its last day still belongs to it. */
export function mandateState({ mandateEndsOn }: Pick<Mandate, 'mandateEndsOn'>, today: LocalDate): MandateState {
  if (!mandateEndsOn) return 'unknown';
  if (mandateEndsOn < today) return 'ended';
  return mandateEndsOn <= lastDayOfEnding(today) ? 'ending' : 'running';
}

/** A mandate that ends until then is `ending`. */
export function lastDayOfEnding(today: LocalDate): LocalDate {
  return addDays(today, ENDING_DAYS);
}

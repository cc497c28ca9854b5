import { isId, type Id } from '../shared/kernel/ids.js';
import { isLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { begun } from '../shared/kernel/text.js';
import type { Choice } from '../shared/web/fields.js';
import { monthWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { firstDayOf, monthBefore } from './book-months.js';
import { monthOf, type Month } from './entry-rules.js';

/** Where a page of a list by day ends: the next one begins behind it, however long the list is. */
export interface DayKey {
  date: LocalDate;
  id: Id;
}

export function readDayKey(asked: unknown): DayKey | null {
  const [date = '', id = ''] = typeof asked === 'string' ? asked.split('~') : [];
  return isLocalDate(date) && isId(id) ? { date, id } : null;
}

export function dayKeyText({ date, id }: DayKey): string {
  return `${date}~${id}`;
}

/** The months up to today's, the newest first. @param also one that was asked for, however old it is */
export function monthChoices(t: Translate, today: LocalDate, count: number, also: Month | null = null): Choice[] {
  const months: Month[] = [];
  for (let month = monthOf(today); months.length < count; month = monthBefore(month)) months.push(month);
  if (also !== null && !months.includes(also)) months.push(also);
  return months.map((month) => ({ value: month, label: monthName(t, month) }));
}

/** `noviembre de 2026`, within a sentence */
export function monthInSentence(t: Translate, month: Month): string {
  return monthWords(t, firstDayOf(month));
}

/** `Noviembre de 2026`, where it stands alone or begins */
export function monthName(t: Translate, month: Month): string {
  return begun(monthInSentence(t, month));
}

/** So many rows a file holds; the newest of more. */
export const MOST_IN_FILE = 10_000;

/** What a file says of itself: by what its list is narrowed, apart from the month that stands in its name, and whether it was cut (`cutWords`). */
export function aboutFile(t: Translate, count: number, narrowedBy: readonly (string | null | undefined)[]): string | null {
  return [...narrowedBy, cutWords(t, count)].filter(Boolean).join(' · ') || null;
}

/** What a file says of itself where it holds only the newest of a longer list. @param count of what was read for it */
export function cutWords(t: Translate, count: number): string | null {
  return count < MOST_IN_FILE ? null : t('ledger:cut', { count });
}

import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import type { Translate } from './i18n.js';
import type { Flash } from './shell.js';

/** The day that a page shows, and what is to be said of the one that its address asked for. */
export interface AskedDay {
  date: LocalDate;
  notice: Flash | null;
}

/** @param text of the address; without any it is today, and where there is no such day as well, but then that is said */
export function askedDay(text: unknown, today: LocalDate, t: Translate): AskedDay {
  if (typeof text !== 'string' || text.trim() === '') return { date: today, notice: null };
  const date = parseLocalDate(text);
  return date ? { date, notice: null } : { date: today, notice: { kind: 'warning', text: t('dates:no-such-day'), link: null } };
}

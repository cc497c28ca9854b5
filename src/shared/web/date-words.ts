import type { Instant } from '../kernel/clock.js';
import { formatLocalDate, localDateAt, localTimeAt, weekdayOf, type LocalDate, type LocalTime, type Weekday } from '../kernel/local-date.js';
import { weekdaysIn, type Weekdays } from '../kernel/weekdays.js';
import type { TextParams, Translate } from './i18n.js';

/** `lunes` */
export function weekdayWord(t: Translate, weekday: Weekday): string {
  return t(`dates:weekdays.${weekday}`);
}

/** `lun` */
export function shortWeekdayWord(t: Translate, weekday: Weekday): string {
  return t(`dates:weekdays-short.${weekday}`);
}

/** `martes, jueves y sábados`: when something happens every week. */
export function weekdaysWords(t: Translate, days: Weekdays): string {
  return listWords(t, weekdaysIn(days).map((weekday) => t(`dates:weekdays-plural.${weekday}`)));
}

/** `lunes 23 de noviembre`; with the year when it is not the one of `today`. */
export function dayWords(t: Translate, date: LocalDate, today?: LocalDate): string {
  const parts = partsOf(t, date);
  return today && today.slice(0, 4) !== date.slice(0, 4) ? t('dates:day-year', parts) : t('dates:day', parts);
}

/** `23 de noviembre de 2026`, or without the year. */
export function dateWords(t: Translate, date: LocalDate, withYear = true): string {
  return t(withYear ? 'dates:day-month-year' : 'dates:day-month', partsOf(t, date));
}

/** `noviembre de 2026`, of any date in it. */
export function monthWords(t: Translate, date: LocalDate): string {
  return t('dates:month-year', partsOf(t, date));
}

/** `nov 2026`, where there is little room. */
export function shortMonthWords(t: Translate, date: LocalDate): string {
  return t('dates:month-year-short', { month: t(`dates:months-short.${Number(date.slice(5, 7))}`), year: date.slice(0, 4) });
}

/** `del 23 al 29 de noviembre de 2026`, `del 30 de noviembre al 6 de diciembre de 2026`. */
export function spanWords(t: Translate, from: LocalDate, to: LocalDate): string {
  if (from.slice(0, 7) === to.slice(0, 7)) {
    return t('dates:days-of-month', { ...partsOf(t, to), from: Number(from.slice(8)), to: Number(to.slice(8)) });
  }
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return t('dates:days-of-months', { from: dateWords(t, from, !sameYear), to: dateWords(t, to) });
}

/** `09:00 a 11:00` */
export function hoursWords(t: Translate, from: LocalTime, to: LocalTime): string {
  return t('dates:hours', { from, to });
}

/** `23/11/2026, 10:05`, by the clock of the centre. */
export function momentWords(instant: Instant): string {
  return `${formatLocalDate(localDateAt(instant))}, ${localTimeAt(instant)}`;
}

/** `a, b y c`, and `a, b e i` */
export function listWords(t: Translate, words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  if (words.length < 2) return last;
  return t(/^h?[ií](?![aeo])/iu.test(last) ? 'dates:and-before-i' : 'dates:and', { before: words.slice(0, -1).join(', '), last });
}

function partsOf(t: Translate, date: LocalDate): TextParams {
  return {
    weekday: weekdayWord(t, weekdayOf(date)), day: Number(date.slice(8)), month: t(`dates:months.${Number(date.slice(5, 7))}`),
    year: date.slice(0, 4),
  };
}

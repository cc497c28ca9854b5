import { z } from 'zod';
import { WEEKDAYS, weekdaysMask, hasWeekday } from '../shared/kernel/weekdays.js';
import type { LocalTime, Weekday } from '../shared/kernel/local-date.js';
import type { FormView } from '../shared/web/fields.js';
import { timeOfDay } from '../shared/web/form-schemas.js';
import { keptValues } from '../shared/web/forms.js';
import { hoursWords, listWords, shortWeekdayWord, weekdayWord } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { hoursField, hoursStamp, SPANS_A_DAY, type PlacedHours, type WeeklyHours } from './weekly-hours.js';

/** Tuesday to Friday, which may be told to be like Monday. */
const LIKE_MONDAY = weekdaysMask([2, 3, 4, 5]);
const SPANS = Array.from({ length: SPANS_A_DAY }, (_, index) => index + 1);
const time = timeOfDay();

/** What was typed into the week's lines. `stamp` names the hours that stood there when the page was opened. */
export interface WeeklyHoursAnswer {
  stamp: string;
  hours: PlacedHours[];
}

export const weeklyHoursForm = z.looseObject({ stamp: z.string().default(''), likeMonday: z.string().optional() })
  .transform((body, context): WeeklyHoursAnswer => {
    const typed = body.likeMonday === undefined ? WEEKDAYS : WEEKDAYS.filter((weekday) => !hasWeekday(LIKE_MONDAY, weekday));
    const hours = typed.flatMap((weekday) => SPANS.flatMap((span) => readLine(body, weekday, span, context)));
    const mondays = body.likeMonday === undefined ? [] : hours.filter(({ weekday }) => weekday === 1);
    const copies = WEEKDAYS.filter((weekday) => hasWeekday(LIKE_MONDAY, weekday))
      .flatMap((weekday) => mondays.map((line) => ({ ...line, weekday })));
    return { stamp: body.stamp, hours: [...hours, ...copies] };
  });

/** What the partial `centres/weekly-hours` shows. */
export interface WeeklyHoursView {
  stamp: string;
  likeMonday: boolean;
  rows: { legend: string; failed: boolean; spans: { from: TimeInput; to: TimeInput; errors: { id: string; text: string }[] }[] }[];
}

interface TimeInput {
  id: string;
  label: string;
  value: string;
  errorId: string | null;
}

/** The lines of the week: as typed when the form has failed, else as they are. */
export function weeklyHoursView(t: Translate, form: FormView, hours: readonly WeeklyHours[]): WeeklyHoursView {
  const failed = form.summary.length > 0;
  const rows = WEEKDAYS.map((weekday) => {
    const ofDay = hours.filter((line) => line.weekday === weekday);
    const spans = SPANS.map((span) => spanView(t, form, { weekday, span, known: failed ? undefined : ofDay[span - 1] }));
    return { legend: weekdayWord(t, weekday), failed: spans.some(({ errors }) => errors.length > 0), spans };
  });
  const stamp = failed ? String(form.values.stamp ?? '') : hoursStamp(hours);
  return { stamp, likeMonday: form.values.likeMonday !== undefined, rows };
}

/** `lun, mié y vie 09:00 a 13:00; sáb 09:00 a 12:00`: days of the same hours stand together. */
export function weekWords(t: Translate, hours: readonly WeeklyHours[]): string {
  const daysByHours = new Map<string, string[]>();
  for (const weekday of WEEKDAYS) {
    const words = listWords(t, hours.filter((line) => line.weekday === weekday).map(({ from, to }) => hoursWords(t, from, to)));
    if (words) daysByHours.set(words, [...daysByHours.get(words) ?? [], shortWeekdayWord(t, weekday)]);
  }
  return [...daysByHours].map(([words, days]) => `${listWords(t, days)} ${words}`).join('; ');
}

/**
 * The form again after somebody else has saved other hours in the meantime: what was typed stays, what stands there now
 * is said, and sending it again is upon that.
 */
export function staleHours(t: Translate, body: unknown, current: readonly WeeklyHours[]): FormView {
  const words = weekWords(t, current) || t('centres:hours.none');
  return {
    values: { ...keptValues(body), stamp: hoursStamp(current) }, errors: {},
    summary: [{ href: '', text: t('centres:errors.hours-stale', { hours: words }) }],
  };
}

function readLine(body: Record<string, unknown>, weekday: Weekday, span: number, context: z.core.$RefinementCtx): PlacedHours[] {
  const names = { from: hoursField('from', weekday, span), to: hoursField('to', weekday, span) };
  if (body[names.from] === undefined && body[names.to] === undefined) return [];
  const [from, to] = [readTime(body[names.from]), readTime(body[names.to])];
  if (from.ok && to.ok) return [{ weekday, span, from: from.time, to: to.time }];
  // The summary stands far from the line, so that the message names the day; what is wrong with both ends is said once.
  const faults = [{ name: names.from, read: from }, { name: names.to, read: to }].flatMap(({ name, read }) => (read.ok ? [] : [{ name, message: read.message }]));
  const said = faults.filter(({ message }, index) => faults.findIndex((fault) => fault.message === message) === index);
  for (const { name, message } of said) context.addIssue({ code: 'custom', path: [name], message, params: { weekday } });
  return [];
}

function readTime(typed: unknown): { ok: true; time: LocalTime } | { ok: false; message: string } {
  const read = time.safeParse(typed);
  if (read.success) return { ok: true, time: read.data };
  return { ok: false, message: typed === undefined ? 'centres:errors.hours-missing' : 'centres:errors.hours-time' };
}

function spanView(
  t: Translate, form: FormView, { weekday, span, known }: { weekday: Weekday; span: number; known: WeeklyHours | undefined },
): WeeklyHoursView['rows'][number]['spans'][number] {
  const input = (end: 'from' | 'to'): TimeInput => {
    const id = hoursField(end, weekday, span);
    const label = t(`centres:hours.${end}-label`, { weekday: weekdayWord(t, weekday), span });
    return { id, label, value: String(form.values[id] ?? known?.[end] ?? ''), errorId: form.errors[id] ? `${id}-error` : null };
  };
  const from = input('from');
  const to = input('to');
  const errors = [from, to].flatMap(({ id, errorId }) => (errorId ? [{ id: errorId, text: form.errors[id] as string }] : []));
  return { from, to, errors };
}

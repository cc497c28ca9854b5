import { z } from 'zod';
import { isId, type Id } from '../kernel/ids.js';
import { parseLocalTime, parseLocalDate, type LocalDate, type LocalTime } from '../kernel/local-date.js';
import { isTooMuch, parseSoles, type Cents } from '../kernel/money.js';
import { parsePercent, type Hundredths } from '../kernel/percent.js';
import { canLabel, canName, hasPictographs } from '../kernel/text.js';

/** One line of text that must be there, without emoji. */
export function line(longest: number, missing = 'web:errors.required'): z.ZodString {
  return z.string(missing).max(longest, 'web:errors.too-long').refine((text) => !hasPictographs(text), 'web:errors.pictographs');
}

/** One line that names somebody or something: numbers, dates and bare signs are slips of the hand. */
export function name(longest: number, missing = 'web:errors.required'): z.ZodString {
  return line(longest, missing).refine(canName, 'web:errors.no-name');
}

/** A name that may be left out: null then. */
export function optionalName(longest: number): z.ZodType<string | null> {
  return name(longest).nullish().transform((text) => text ?? null);
}

/** One line that names what people also call by a number: a room, a PC, a group. */
export function label(longest: number, missing = 'web:errors.required'): z.ZodString {
  return line(longest, missing).refine(canLabel, 'web:errors.no-label');
}

/** One line that may be left out: null then. */
export function optionalLine(longest: number): z.ZodType<string | null> {
  return line(longest).nullish().transform((text) => text ?? null);
}

/** A date as Peruvians write it, or ISO; `YYYY-MM-DD` when read. */
export function date(missing = 'web:errors.required'): z.ZodType<LocalDate> {
  return z.string(missing).transform((text, context) => {
    const read = parseLocalDate(text);
    if (read === null) context.addIssue({ code: 'custom', message: 'web:errors.date' });
    return read ?? z.NEVER;
  });
}

/** A day that may be left out: null then. */
export function optionalDate(): z.ZodType<LocalDate | null> {
  return date().nullish().transform((day) => day ?? null);
}

/** A time of day however it is written (`parseLocalTime`). */
export function timeOfDay(missing = 'web:errors.required'): z.ZodType<LocalTime> {
  return z.string(missing).transform((text, context) => {
    const read = parseLocalTime(text);
    if (read === null) context.addIssue({ code: 'custom', message: 'web:errors.time' });
    return read ?? z.NEVER;
  });
}

/** Céntimos. */
export function soles(missing = 'web:errors.required'): z.ZodType<Cents> {
  return z.string(missing).transform((text, context) => {
    const read = parseSoles(text);
    if (read === null) context.addIssue({ code: 'custom', message: `web:errors.${amountFault(text.trim())}` });
    return read ?? z.NEVER;
  });
}

/** What is wrong with an amount that cannot be read, so that whoever typed it knows what to change. */
function amountFault(typed: string): string {
  if (isTooMuch(typed)) return 'money-too-much';
  if (/^(?:S\/\s*)?[-−–]\s*\d/iu.test(typed)) return 'money-negative';
  return /^(?:S\/\s*)?\d+[.,]\d{3,}$/iu.test(typed) ? 'money-decimals' : 'money';
}

/** A share from 0 to 100 %, in hundredths of a percent. */
export function percent(missing = 'web:errors.required'): z.ZodType<Hundredths> {
  return z.string(missing).transform((text, context) => {
    const read = parsePercent(text);
    if (read === null) context.addIssue({ code: 'custom', message: 'web:errors.percent' });
    return read ?? z.NEVER;
  });
}

/** A whole number between two bounds, both included. */
export function whole(from: number, to: number, missing = 'web:errors.required'): z.ZodType<number> {
  return z.string(missing).regex(/^-?\d{1,9}$/, 'web:errors.whole').transform(Number)
    .pipe(z.number().min(from, 'web:errors.too-small').max(to, 'web:errors.too-big'));
}

/** The id of a record, from a select or a hidden field. */
export function id(missing = 'web:errors.choose'): z.ZodType<Id> {
  return z.string(missing).refine(isId, 'web:errors.not-a-choice');
}

/** The id of a record that may be left out: null then. */
export function optionalId(): z.ZodType<Id | null> {
  return id().nullish().transform((chosen) => chosen ?? null);
}

/** Of the record as it was on the page, from a hidden field. @param first 0 where nothing may be on record yet */
export function version(first: 0 | 1 = 1): z.ZodType<number> {
  return z.coerce.number('web:errors.invalid').int().min(first);
}

/** A question whether to remove something, as it was on the page. */
export const removalForm = z.object({ version: version() });

/** The version in a form that also makes the record: 0 then. */
export function optionalVersion(): z.ZodType<number> {
  return version(0).default(0);
}

/** A checkbox that stands alone: true when it is ticked. */
export function ticked(): z.ZodType<boolean> {
  return z.string().optional().transform((value) => value !== undefined);
}

/** A group of checkboxes: browsers send one value as text and several as a list. */
export function several<T extends string>(choices: readonly [T, ...T[]]): z.ZodType<T[]> {
  return z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.enum(choices)));
}

import { z } from 'zod';
import { Refused, StaleEdit, type Refusal } from '../kernel/refusal.js';
import { tidy } from '../kernel/text.js';
import type { FormView } from './fields.js';
import type { TextParams, Translate } from './i18n.js';

/** One thing that is wrong: the field's name as the browser knows it (`marks[3][minutes]`), or empty for the whole form. */
export interface FormFault {
  field: string;
  /** A catalogue key. */
  reason: string;
  params?: TextParams;
  /** The page of what stands in the way: the message beside the field leads there. */
  href?: string;
  /** A reason of its own, said besides what was said of the field before. */
  besides?: boolean;
}

/** A form that cannot be taken: what was typed (never passwords or PINs) and what is wrong with it. */
export interface FailedForm {
  values: FormView['values'];
  faults: FormFault[];
  /** Somebody else has changed meanwhile what it is about. */
  stale?: boolean;
}

export type ParsedForm<T> = { ok: true; value: T } | { ok: false; form: FailedForm };

/** Answers that are never sent back to the browser and never tidied. */
const SECRET = /password|pin$|pin\b|secret|totp/i;

export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

/** Messages that fit any field, and so do not say which. */
const ANY_FIELD = 'web:errors.';

/** zod's own complaints as catalogue keys, wherever a schema gives none of its own. */
z.config({ customError: (issue) => defaultKey(issue as z.core.$ZodRawIssue) });

/**
 * Reads a form's body: white space trimmed and folded (lines are kept in answers of several lines), empty answers left
 * out, so that `.optional()` means what it says. Messages of the schema are catalogue keys.
 */
export function parseForm<S extends z.ZodType>(schema: S, body: unknown): ParsedForm<z.output<S>> {
  const parsed = schema.safeParse(tidied(body ?? {}, ''));
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, form: { values: keptValues(body), faults: parsed.error.issues.map(faultOf) } };
}

/** The same page again for something that the rules refused: `catch (error) { … refusalsToForm(error, body) }`. */
export function refusalsToForm(refused: Refused | readonly Refusal[], body: unknown): FailedForm {
  const refusals = refused instanceof Refused ? refused.refusals : refused;
  return { values: keptValues(body), faults: refusals.map(({ field, reason, params, href }) => ({ field: field ?? '', reason, params, href })) };
}

/** Runs what may be refused. @returns its result, or the form to show again; other errors pass through */
export async function tryForm<T>(body: unknown, work: () => Promise<T>): Promise<ParsedForm<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, form: refusalsToForm(error, body) };
    throw error;
  }
}

/** Reads a form and does with it what may be refused: the two ways to fail end in the same form to show again. */
export async function submitForm<S extends z.ZodType, T>(
  schema: S, body: unknown, work: (value: z.output<S>) => Promise<T>,
): Promise<ParsedForm<T>> {
  const parsed = parseForm(schema, body);
  return parsed.ok ? tryForm(body, () => work(parsed.value)) : parsed;
}

/**
 * As `submitForm`, where others may have changed the record meanwhile: what was typed comes back then, to be shown beside what they
 * put, and without what told of the record as it was, so that its page carries the new version.
 */
export async function submitEdit<S extends z.ZodType, T>(
  schema: S, body: unknown, work: (value: z.output<S>) => Promise<T>,
): Promise<ParsedForm<T>> {
  try {
    return await submitForm(schema, body, work);
  } catch (error) {
    if (!(error instanceof StaleEdit)) throw error;
    const values = Object.entries(keptValues(body)).filter(([name]) => !CARRIED.test(name));
    return { ok: false, form: { values: Object.fromEntries(values), faults: [], stale: true } };
  }
}

/** For `.catch`: null where somebody else has changed the same thing meanwhile, so that the form comes back with both. */
export function unlessStale(error: unknown): null {
  if (error instanceof StaleEdit) return null;
  throw error;
}

/** What a page with this form answers. @param stale somebody else has changed what it is about */
export function formStatus({ summary, stale: overtaken }: FormView, stale = overtaken): 200 | 409 | 422 {
  if (stale) return 409;
  return summary.length > 0 ? 422 : 200;
}

/** A failed form in the viewer's language, as `field()` and `form/error-summary` want it. The first fault of a field counts, and those that stand besides it. */
export function failedView(form: FailedForm, t: Translate): FormView {
  const errors: Record<string, string> = {};
  const links: Record<string, string> = {};
  const summary: FormView['summary'] = [];
  for (const { field, reason, params, href, besides } of form.faults) {
    const before = field ? errors[field] : undefined;
    if (before !== undefined && !besides) continue;
    const text = t(reason, params);
    if ((!field || besides) && summary.some((line) => line.text === text)) continue;
    if (field && href && before === undefined) links[field] = href;
    if (field) errors[field] = before === undefined ? text : `${before.replace(/\.$/u, '')}. ${text}`;
    // The same words about two fields do not say which either.
    const alike = field ? summary.filter((line) => line.href && line.text === text) : [];
    for (const line of alike) line.nameless = true;
    summary.push({ href: field ? `#${field}` : '', text, ...(field && (alike.length > 0 || reason.startsWith(ANY_FIELD)) ? { nameless: true } : {}) });
  }
  return { values: form.values, errors, links, summary, stale: form.stale };
}

/** What was typed, by the names of the inputs; secrets left out. */
export function keptValues(body: unknown): FormView['values'] {
  const kept: FormView['values'] = {};
  collect(body, '', kept);
  return kept;
}

function collect(value: unknown, name: string, kept: FormView['values']): void {
  if (typeof value === 'string') {
    if (name !== '_key' && !SECRET.test(name)) kept[name] = value;
  } else if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    if (!SECRET.test(name)) kept[name] = value;
  } else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) collect(inner, name ? `${name}[${key}]` : key, kept);
  }
}

function tidied(value: unknown, name: string): unknown {
  if (typeof value === 'string') return SECRET.test(name) ? value || undefined : tidiedText(value) || undefined;
  if (Array.isArray(value)) return value.map((item) => tidied(item, name)).filter((item) => item !== undefined);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, tidied(inner, key)]));
}

function tidiedText(text: string): string {
  return text.includes('\n') ? text.split('\n').map(tidy).join('\n').trim() : tidy(text);
}

/** What a page carries hidden, to notice what others changed meanwhile. */
const CARRIED = /version$|^seen$/i;

function faultOf(issue: z.core.$ZodIssue): FormFault {
  // Nobody typed it, so nobody can correct it at its field.
  if (CARRIED.test(String(issue.path.at(-1)))) return { field: '', reason: 'web:errors.page-incomplete' };
  const own = issue.code === 'custom' ? issue.params as TextParams | undefined : undefined;
  const bounds = issue as { minimum?: unknown; maximum?: unknown };
  return {
    field: issue.path.filter((part, index) => index < issue.path.length - 1 || typeof part !== 'number').map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join(''),
    reason: issue.message,
    params: { ...numbers(bounds), ...own },
  };
}

function numbers({ minimum, maximum }: { minimum?: unknown; maximum?: unknown }): TextParams {
  return {
    ...(minimum === undefined ? {} : { minimum: Number(minimum) }),
    ...(maximum === undefined ? {} : { maximum: Number(maximum) }),
  };
}

function defaultKey(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_value') return issue.input === undefined ? 'web:errors.choose' : 'web:errors.not-a-choice';
  if (issue.input === undefined) return 'web:errors.required';
  if (issue.code === 'too_small') {
    const { origin } = issue as { origin?: string };
    if (origin === 'array') return 'web:errors.choose';
    return origin === 'string' ? 'web:errors.too-short' : 'web:errors.too-small';
  }
  if (issue.code === 'too_big') return (issue as { origin?: string }).origin === 'string' ? 'web:errors.too-long' : 'web:errors.too-big';
  return 'web:errors.invalid';
}

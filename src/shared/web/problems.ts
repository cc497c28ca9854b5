import { HttpException, PayloadTooLargeException } from '@nestjs/common';
import type { Request } from 'express';
import { QueryFailedError } from 'typeorm';
import { verdictOn } from '../database/retry-rules.js';
import { DatabaseUnavailable, KeyReused } from '../database/unit-of-work.js';
import { formatLocalDate, isLocalDate, localTimeAt } from '../kernel/local-date.js';
import { formatSoles } from '../kernel/money.js';
import { NotThere, Refused, StaleEdit } from '../kernel/refusal.js';
import { hasText, type Translate } from './i18n.js';
import { refererPath } from './referer.js';
import { differenceOf, type Difference } from './stale-form.js';
import { KeyMissing } from './submission.js';
import { AreaClosed, CrossSite, InsideAlready, OthersPage, SignInNeeded, Throttled } from './web-errors.js';

export type ProblemKind = 'not-there' | 'closed' | 'refused' | 'stale' | 'sent-before' | 'incomplete' | 'cross-site'
  | 'others-page' | 'too-large' | 'form-too-large' | 'throttled' | 'busy' | 'away' | 'sign-in' | 'unexpected';

/** What went wrong, as far as a person may know. */
export interface Problem {
  kind: ProblemKind;
  status: number;
  error: unknown;
  /** Seconds. */
  retryAfter?: number;
}

/** What the page `errors/problem` shows; a script gets it as JSON. */
export interface ProblemView {
  title: string;
  text: string;
  /** What to do instead. */
  next: string;
  /** What was refused, one text each; the field beside it where it is about one. */
  refusals: { field: string | null; text: string }[];
  /** Both values of a stale edit, field by field. */
  differences: Difference[];
  /** Names the log's line; for unexpected faults only. */
  reference: string | null;
  /** Where the person came from. */
  back: string | null;
}

const STATUS: Record<ProblemKind, number> = {
  'not-there': 404, closed: 403, refused: 422, stale: 409, 'sent-before': 409, 'others-page': 409, incomplete: 400, 'cross-site': 403,
  'too-large': 413, 'form-too-large': 413, throttled: 429, busy: 503, away: 503, 'sign-in': 401, unexpected: 500,
};

const KINDS: [new (...args: never[]) => Error, ProblemKind][] = [
  [Refused, 'refused'], [NotThere, 'not-there'], [StaleEdit, 'stale'], [KeyReused, 'sent-before'], [KeyMissing, 'incomplete'],
  [AreaClosed, 'closed'], [CrossSite, 'cross-site'], [SignInNeeded, 'sign-in'], [InsideAlready, 'closed'], [OthersPage, 'others-page'], [Throttled, 'throttled'], [DatabaseUnavailable, 'busy'],
  // Nest's own for a file; what reads forms throws a plainer one.
  [PayloadTooLargeException, 'too-large'],
];

export function problemOf(error: unknown): Problem {
  const kind = KINDS.find(([type]) => error instanceof type)?.[1] ?? (isAway(error) ? 'away' : kindOfStatus(statusOf(error)));
  return { kind, status: STATUS[kind], error, retryAfter: retryAfterOf(kind, error) };
}

/** Seconds. */
function retryAfterOf(kind: ProblemKind, error: unknown): number | undefined {
  if (error instanceof Throttled) return Math.max(1, Math.ceil((error.until - Date.now()) / 1_000));
  return STATUS[kind] === 503 ? 5 : undefined;
}

/** A read that the database did not answer; a line that breaks while a file comes in has codes like these too. */
function isAway(error: unknown): boolean {
  if (error instanceof QueryFailedError) return verdictOn(error) !== 'give-up';
  const { code } = (error ?? {}) as { code?: unknown };
  return code === 'ECONNREFUSED' || code === 'NO_CONNECTION_FREE' || (code === 'ETIMEDOUT' && (error as { fatal?: unknown }).fatal === true);
}

/** The same in a person's words. Never holds anything of an unexpected error but the reference. */
export function problemView(problem: Problem, t: Translate, request: Request): ProblemView {
  const { kind, error } = problem;
  const params = error instanceof Throttled ? { time: localTimeAt(error.until + 59_999) } : {};
  return {
    title: t(`web:problems.${kind}.title`),
    text: t(`web:problems.${kind}.text`, params),
    next: t(`web:problems.${kind}.next`),
    refusals: error instanceof Refused
      ? error.refusals.map(({ field, reason, params: own }) => ({ field: field ?? null, text: t(reason, own) })) : [],
    differences: error instanceof StaleEdit ? differencesOf(error, t) : [],
    reference: kind === 'unexpected' ? request.requestId : null,
    // The page before it is another's.
    back: kind === 'others-page' ? null : refererPath(request),
  };
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' ? status : 500;
}

function kindOfStatus(status: number): ProblemKind {
  if (status === 413) return 'form-too-large';
  if (status === 429) return 'throttled';
  if (status === 403) return 'closed';
  if (status === 404 || status === 405) return 'not-there';
  if (status === 503) return 'busy';
  return status >= 400 && status < 500 ? 'incomplete' : 'unexpected';
}

/** The fields that differ and have a name in the catalogues (`web:stale-fields`); others mean nothing to a person. */
function differencesOf({ current, attempted }: StaleEdit, t: Translate): Difference[] {
  const now = (current ?? {}) as Record<string, unknown>;
  return Object.entries((attempted ?? {}) as Record<string, unknown>)
    .filter(([name]) => hasText(`web:stale-fields.${name}`))
    .flatMap(([name, value]) => differenceOf(t(`web:stale-fields.${name}`), shown(name, now[name], t), shown(name, value, t)));
}

/** As people write it: dates, amounts (fields in céntimos end in `Cents`), yes and no. */
function shown(name: string, value: unknown, t: Translate): string {
  // Null, and what is kept as a structure, which has no words.
  if (value === undefined || typeof value === 'object') return '';
  if (typeof value === 'number' && name.endsWith('Cents')) return formatSoles(value);
  if (typeof value === 'boolean') return t(value ? 'common:yes' : 'common:no');
  if (typeof value === 'string' && isLocalDate(value)) return formatLocalDate(value);
  return String(value);
}

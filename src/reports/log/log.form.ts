import { z } from 'zod';
import { choice } from '../../ledger/amount.form.js';
import { date, line, name, optionalDate, optionalId, optionalLine, optionalVersion, whole } from '../../shared/web/form-schemas.js';
import { longText } from '../framework/fields.form.js';
import { DEGREES, type LogKind } from './log-kinds.js';
import type { LogDraft } from './log-rules.js';

export const LONGEST_TEXT = 4_000;
const MOST_PEOPLE = 1_000_000;

const always = { title: name(200, 'log:errors.title'), about: longText(LONGEST_TEXT) };
const NOTHING = { place: null, people: null, resultId: null, likelihood: null, effect: null, measures: null };

const activity = z.object({
  ...always, startsOn: date('log:errors.starts-activity'), endsOn: optionalDate(), place: optionalLine(200),
  people: whole(0, MOST_PEOPLE).nullish().transform((count) => count ?? null), resultId: optionalId(),
// One day ends where it begins.
}).transform((told): LogDraft => ({ ...NOTHING, ...told, endsOn: told.endsOn ?? told.startsOn }));

const milestone = z.object({
  ...always, startsOn: date('log:errors.starts-milestone'), endsOn: optionalDate(), resultId: optionalId(),
}).transform((told): LogDraft => ({ ...NOTHING, ...told }));

const risk = z.object({
  ...always, startsOn: date('log:errors.starts-risk'), endsOn: optionalDate(), likelihood: choice(DEGREES, 'log:errors.likelihood'), effect: choice(DEGREES, 'log:errors.effect'),
  measures: z.string('log:errors.measures').max(LONGEST_TEXT, 'web:errors.too-long'),
}).transform((told): LogDraft => ({ ...NOTHING, ...told }));

export const LOG_FORMS = { activity, milestone, risk } satisfies Record<LogKind, z.ZodType<LogDraft>>;

/** What comes with a correction beside the entry itself. */
export const correctionForm = z.object({ reason: optionalLine(300), version: optionalVersion() });
export const withdrawalForm = z.object({ reason: line(300, 'log:errors.reason'), version: optionalVersion() });

import { z } from 'zod';
import { ticked } from '../shared/web/form-schemas.js';
import { MARK_STATUSES } from './attendance-mark.entity.js';
import type { Mark, MarkStatus, WantedMark } from './register-rules.js';

/**
 * `PERSON VERSION` and, where the page says what it showed, `STATUS MINUTES REASON` (`-` for no minutes): one hidden field a row, so that
 * twenty rows stay light. See `seenText`.
 */
const SEEN = /^([0-9a-f-]{36}) (\d{1,6})(?: ([a-z_]+) (\d{1,4}|-) ?(.*))?$/u;

const row = z.object({
  seen: z.string().regex(SEEN),
  status: z.enum(MARK_STATUSES).optional(),
  minutes: z.string().optional(),
  reason: z.string().optional(),
});

/**
 * The register as its page sends it: a script as a list `marks`, a form as fields numbered by row (`seen3`, `status3`),
 * which are short because they stand there a hundred times. Rows without a chosen status are left out.
 */
export const registerForm = z.preprocess(withRows, z.object({
  marks: z.array(row).max(100).transform((rows) => rows.flatMap(toWanted)),
  complete: ticked(),
}));

/** What a row says of the mark it shows. */
export function seenText(personId: string, version: number, shown: Mark | null): string {
  if (!shown) return `${personId} ${version}`;
  return `${personId} ${version} ${shown.status} ${shown.minutes ?? '-'} ${shown.reason ?? ''}`.trimEnd();
}

function withRows(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || 'marks' in body) return body;
  const fields = body as Record<string, unknown>;
  const numbers = Object.keys(fields).flatMap((name) => /^seen(\d{1,2})$/.exec(name)?.[1] ?? []);
  const marks = numbers.map((number) => Object.fromEntries(Object.keys(row.shape).map((name) => [name, fields[name + number]])));
  return { ...fields, marks };
}

function toWanted({ seen, status, minutes, reason }: z.output<typeof row>): WantedMark[] {
  if (!status) return [];
  const [, personId = '', version = '0', shownStatus, shownMinutes = '-', shownReason = ''] = SEEN.exec(seen) ?? [];
  const shown = isStatus(shownStatus)
    ? { status: shownStatus, minutes: shownMinutes === '-' ? null : Number(shownMinutes), reason: shownReason || null } : undefined;
  return [{ personId, version: Number(version), status, minutes: readMinutes(minutes), reason: reason ?? null, shown }];
}

function isStatus(text: string | undefined): text is MarkStatus {
  return MARK_STATUSES.includes(text as MarkStatus);
}

/** What is no number becomes NaN, which the rules refuse where minutes count. */
function readMinutes(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}

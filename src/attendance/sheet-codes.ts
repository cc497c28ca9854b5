import { createHash } from 'node:crypto';
import type { Id } from '../shared/kernel/ids.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { Mark, MarkStatus } from './register-rules.js';

/** What was keyed in from a sheet: marks by the number in front of the name, or what cannot be read in it. */
export type SheetReading = { ok: true; marks: Map<number, Mark> } | { ok: false; refusals: Refusal[] };

/** Consonants that no hand confuses with a digit or with each other. */
const LETTERS = 'BCDFHJKLMNPRTVWX';

/**
 * Three letters that stand on a printed sheet. They change with the session and with its names and their order, so that
 * the numbers of an old sheet cannot fall on other people.
 */
export function sheetCode(sessionId: Id, personIds: readonly Id[]): string {
  const digest = createHash('sha256').update([sessionId, ...personIds].join()).digest();
  return [0, 1, 2].map((at) => LETTERS[(digest[at] as number) % LETTERS.length]).join('');
}

/**
 * Reads `3 7 12, T5:10, J9: cita médica`: a number alone missed; a letter says another status, and after a colon stand
 * minutes, or for an excuse its reason up to the next comma. `0` says that nobody missed.
 * @param letters one letter for each status, in the order of the register's columns: `PTSJA`
 * @param count how many names the sheet has, and how many blank rows with a number follow them
 */
export function readSheet(text: string, letters: Readonly<Record<MarkStatus, string>>, { count, blank }: { count: number; blank: number }): SheetReading {
  const statuses = new Map(Object.entries(letters).map(([status, letter]) => [letter.toUpperCase(), status as MarkStatus]));
  const marks = new Map<number, Mark>();
  const refusals: Refusal[] = [];
  for (const entry of entriesOf(text, letters.excused)) {
    const read = readEntry(entry, statuses);
    if (!read) refusals.push(refusal('sheet-unreadable', { entry }));
    else if (read.number === 0 && read.mark.status === 'absent') continue;
    else if (read.number > count && read.number <= count + blank) refusals.push(refusal('sheet-blank', { number: read.number }));
    else if (read.number < 1 || read.number > count) refusals.push(refusal('sheet-number', { number: read.number, longest: count }));
    else if (marks.has(read.number)) refusals.push(refusal('sheet-twice', { number: read.number }));
    else marks.set(read.number, read.mark);
  }
  if (text.trim() === '') refusals.push(refusal('sheet-empty', {}));
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, marks };
}

/** Entries end at white space; an excuse with a reason ends at a comma, since reasons have spaces and numbers in them. */
function entriesOf(text: string, excuse: string): string[] {
  const pattern = new RegExp(`${excuse} ?\\d+ ?:[^,;\\n]*|[^\\s,;\\d]? ?\\d+(?: ?: ?\\d+)?(?=[\\s,;]|$)|[^\\s,;]+`, 'giu');
  return text.match(pattern)?.map((entry) => entry.trim()) ?? [];
}

function readEntry(entry: string, statuses: ReadonlyMap<string, MarkStatus>): { number: number; mark: Mark } | null {
  const match = /^(\p{L})? ?(\d{1,3})(?: ?: ?(.*))?$/u.exec(entry);
  if (!match) return null;
  const [, letter, number, detail = ''] = match;
  const status = letter ? statuses.get(letter.toUpperCase()) : 'absent';
  if (!status) return null;
  const timed = status === 'late' || status === 'left_early';
  if (detail !== '' && status !== 'excused' && !(timed && /^\d{1,3}$/.test(detail))) return null;
  const mark: Mark = {
    status, minutes: timed && detail !== '' ? Number(detail) : null, reason: status === 'excused' && detail !== '' ? detail : null,
  };
  return { number: Number(number), mark };
}

function refusal(reason: string, params: Record<string, string | number>): Refusal {
  return { field: 'codes', reason: `attendance:refusals.${reason}`, params };
}

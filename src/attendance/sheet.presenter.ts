import { surnamesFirst } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Flash } from '../shared/web/shell.js';
import { lettersOf } from './group-attendance.presenter.js';
import { markWords } from './mark-words.js';
import { headView } from './register.presenter.js';
import type { Mark, MarkStatus, WantedMark } from './register-rules.js';
import type { RosterRow, SessionHead } from './registers.repository.js';
import { readSheet, sheetCode } from './sheet-codes.js';

/** Rows for names written in by hand: somebody always brings her neighbour. */
const BLANK_ROWS = 3;
const STATUSES: readonly MarkStatus[] = ['present', 'late', 'left_early', 'excused', 'absent'];

/** What `attendance/sheet` prints. */
export function sheetView(t: Translate, head: SessionHead, roster: readonly RosterRow[], now: Instant): object {
  return {
    ...headView(t, head, localDateAt(now)), id: head.id, centreLine: [head.editionName, head.trainerName].filter(Boolean).join(' · '),
    code: codeOf(head, roster), columns: STATUSES.map((status) => ({ letter: lettersOf(t)[status], word: t(`attendance:status.${status}`) })),
    rows: [
      ...roster.map((row, index) => ({ number: String(index + 1), name: surnamesFirst(row) })),
      ...Array.from({ length: BLANK_ROWS }, (_, index) => ({ number: String(roster.length + index + 1), name: '' })),
    ],
  };
}

/** What `attendance/sheet-entry` shows. */
export function sheetEntryView(
  t: Translate, head: SessionHead, roster: readonly RosterRow[], { now, form, closed }: { now: Instant; form: FormView; closed: Refusal | null },
): object {
  const notice: Omit<Flash, 'link'> | null = closed && { kind: 'warning', text: t(closed.reason, closed.params) };
  return {
    ...headView(t, head, localDateAt(now)), id: head.id, form, notice,
    sheet: field(form, t, { name: 'sheet', label: 'attendance:sheet.code-label', hint: 'attendance:sheet.code-hint', width: 'short', maxlength: 3, focus: true }),
    codes: field(form, t, { name: 'codes', label: 'attendance:sheet.codes-label', hint: 'attendance:sheet.codes-hint', maxlength: 1_000 }),
    walkIns: field(form, t, { name: 'walkIns', type: 'textarea', rows: 3, label: 'attendance:sheet.walk-ins', hint: 'attendance:sheet.walk-ins-hint', optional: true }),
    names: roster.map((row) => surnamesFirst(row)), code: codeOf(head, roster),
  };
}

/** What `attendance/sheet-check` shows before anything is saved: who the numbers are. */
export function sheetCheckView(
  t: Translate, head: SessionHead, roster: readonly RosterRow[], { now, sheet, codes, marks, walkIns }: { now: Instant; sheet: string; codes: string; marks: readonly WantedMark[]; walkIns: readonly string[] },
): object {
  const wanted = new Map(marks.map((mark) => [mark.personId, mark]));
  const people = roster.map((row, index) => ({ row, who: `${index + 1}. ${surnamesFirst(row)}`, before: markOf(row), after: wanted.get(row.personId) }));
  const exceptions = people.flatMap(({ who, before, after }) => (after && after.status !== 'present' ? [{ label: who, text: changeWords(t, before, after) }] : []));
  const kept = people.filter(({ before, after }) => !after && before !== null && before.status !== 'present');
  return {
    ...headView(t, head, localDateAt(now)), id: head.id, sheet, codes, exceptions, walkIns, walkInsText: walkIns.join('\n'),
    kept: kept.length === 0 ? null : field(emptyForm(), t, {
      name: 'came', type: 'checkboxes', label: 'attendance:sheet.kept', hint: 'attendance:sheet.kept-hint',
      choices: kept.map(({ row, who, before }) => ({ value: row.personId, label: who, hint: t('attendance:sheet.was', { mark: markWords(t, before) }) })),
    }),
    present: t('attendance:sheet.present', { count: people.length - exceptions.length - kept.length }),
    changeUrl: `/sessions/${head.id}/sheet-entry?${new URLSearchParams({ sheet, codes, walkIns: walkIns.join('\n'), change: 'yes' }).toString()}`,
  };
}

/** The mark that stands in the register already; null: none. */
function markOf({ status, minutes, reason }: RosterRow): Mark | null {
  return status === null ? null : { status, minutes, reason };
}

/** What the sheet says, and beside it what stood there, where that was something else. */
function changeWords(t: Translate, before: Mark | null, after: Mark): string {
  const [was, words] = [markWords(t, before), markWords(t, after)];
  return before === null || was === words ? words : t('attendance:sheet.instead', { mark: words, was });
}

/** The three letters of the sheet as it would be printed now. */
export function codeOf(head: SessionHead, roster: readonly RosterRow[]): string {
  return sheetCode(head.id, roster.map(({ personId }) => personId));
}

/**
 * What was keyed in as marks for the register: the named numbers as they say, all others present unless they have a
 * mark already.
 * @param came those whose mark gives way to the sheet, which has them as present
 */
export function sheetMarks(t: Translate, codes: string, roster: readonly RosterRow[], came: readonly Id[] = []): { marks: WantedMark[] } | { refusals: Refusal[] } {
  const read = readSheet(codes, lettersOf(t), { count: roster.length, blank: BLANK_ROWS });
  if (!read.ok) return { refusals: read.refusals };
  const present: Mark = { status: 'present', minutes: null, reason: null };
  return {
    marks: roster.flatMap(({ personId, status, version }, index) => {
      const keyed = read.marks.get(index + 1);
      return keyed || status === null || came.includes(personId) ? [{ personId, version: version ?? 0, ...(keyed ?? present) }] : [];
    }),
  };
}

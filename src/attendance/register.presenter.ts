import { surnamesFirst } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { dayWords, hoursWords } from '../shared/web/date-words.js';
import type { FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Flash } from '../shared/web/shell.js';
import { markWords } from './mark-words.js';
import { seenText } from './register.form.js';
import { differs, proposedMark, type Mark, type MarkConflict, type MarkStatus, type WantedMark } from './register-rules.js';
import { CLOSES_AFTER_DAYS, opensAt, registerState, type RegisterState } from './register-window.js';
import type { Marker, RegisterRow, SessionHead } from './registers.repository.js';
import { lengthOf, startOf } from './session-times.js';

/** What was sent and could not be saved, to be shown again. */
export interface FailedRegister {
  marks: readonly WantedMark[];
  refusals: readonly Refusal[];
  conflicts: readonly MarkConflict[];
  markers: readonly Marker[];
}

export interface RegisterPage {
  t: Translate;
  head: SessionHead;
  roster: readonly RegisterRow[];
  now: Instant;
  accountId: Id;
  mayCorrect: boolean;
  failed?: FailedRegister;
}

type Checked = 'checked' | '';

interface RowView {
  i: number;
  number: number;
  id: Id;
  name: string;
  seen: string;
  /** `checked` for the status that the row shows, as the attribute wants it: a hundred conditions less a page. */
  present: Checked;
  late: Checked;
  left: Checked;
  excused: Checked;
  absent: Checked;
  minutes: number | null;
  reason: string | null;
  /** When she signed in, and at which PC. */
  arrived: string | null;
  workstation: string | null;
  /** Minutes that the clock proposes for a late arrival. */
  proposed: number | null;
  /** Where her consent is asked for that is missing. */
  consent: string | null;
  /** The page with the history of a mark that was changed. */
  history: string | null;
  conflict: ConflictView | null;
  error: string | null;
}

/** Both values of a stale edit, in words. */
export interface ConflictView {
  person: Id;
  name: string;
  text: string;
  keep: string;
  put: string;
  theirs: Mark & { version: number };
}

/** Everything that `attendance/register` shows. */
export function registerView(page: RegisterPage): object {
  const { t, head, now, failed } = page;
  const state = registerState(head, now);
  const writable = state === 'open' || (state === 'closed' && page.mayCorrect);
  const rows = state === 'not-yet' || state === 'cancelled' ? [] : rowsOf(page, writable);
  const counts = tallyOf(rows);
  return {
    ...headView(t, head, localDateAt(now)),
    id: head.id, groupId: head.groupId, back: `/sessions?date=${head.date}`, rows, writable, counts,
    names: state === 'not-yet' ? page.roster.map((row) => surnamesFirst(row)) : [],
    empty: page.roster.length === 0,
    walkIns: head.walkIns > 0 ? t('attendance:more.walk-ins', { count: head.walkIns }) : t('attendance:more.walk-in'),
    saved: head.registerSavedAt !== null, cancelled: state === 'cancelled',
    notice: noticeOf(page, state),
    words: head.registerSavedAt === null ? t(`attendance:register.${writable ? 'begin' : 'never'}`) : savedWords(t, head),
    form: failed ? formView(t, failed, rows) : null,
    account: page.accountId, now, start: startOf(head), length: lengthOf(head),
  };
}

/** What stands over every page of a session. */
export function headView(t: Translate, head: SessionHead, today: string): { title: string; eyebrow: string; lead: string } {
  const about = [t('attendance:session.number', { number: head.ordinal }), head.lessonTitle ?? t('attendance:session.review'), head.roomName].filter(Boolean).join(' · ');
  return {
    title: head.groupName,
    eyebrow: t('attendance:session.when', { day: dayWords(t, head.date, today), hours: hoursWords(t, head.startsAt, head.endsAt) }),
    lead: about,
  };
}

/** What a script is told of a conflict, and what the page shows of it. */
export function conflictViews(t: Translate, conflicts: readonly MarkConflict[], markers: readonly Marker[]): ConflictView[] {
  return conflicts.map(({ personId, mine, theirs }) => {
    const marker = markers.find((one) => one.personId === personId);
    const params = {
      name: marker?.markerName ?? t('attendance:conflict.somebody'), theirs: markWords(t, theirs),
      time: marker?.markedAt ? localTimeAt(marker.markedAt) : '–',
    };
    return {
      person: personId, name: marker ? surnamesFirst(marker) : '', text: t('attendance:conflict.text', params),
      keep: t('attendance:conflict.keep', { mark: markWords(t, theirs) }), put: t('attendance:conflict.put', { mark: markWords(t, mine) }),
      theirs: { ...(theirs ?? mine), version: theirs?.version ?? 0 },
    };
  });
}

/** @param proposing where nothing can be marked any more, nothing is proposed either */
function rowsOf(page: RegisterPage, proposing: boolean): RowView[] {
  const { t, head, failed } = page;
  const start = startOf(head);
  const length = lengthOf(head);
  const conflicts = new Map(failed && conflictViews(t, failed.conflicts, failed.markers).map((view) => [view.person, view]));
  // Only what she chose herself comes back: the rest may have been marked by somebody else since.
  const chosen = failed?.marks.filter((mark) => !mark.shown || differs(mark.shown, mark)) ?? [];
  const sent = new Map(chosen.map((mark) => [mark.personId, mark]));
  return page.roster.map((row, i) => {
    const recorded: Mark | null = row.status === null ? null : { status: row.status, minutes: row.minutes, reason: row.reason };
    const proposed = proposedMark(start, length, row.arrivedAt);
    // On a register that was taken, who joined the group since stands without a mark.
    const shown = recorded ?? (proposing && head.registerSavedAt === null ? proposed : null);
    return rowView(row, i, { shown: sent.get(row.personId) ?? shown, seen: shown, proposed: proposed.minutes }, {
      conflict: conflicts.get(row.personId) ?? null, error: errorOf(t, failed, row.personId),
      history: (row.version ?? 0) > 1 ? `/sessions/${head.id}/marks/${row.personId}` : null,
    });
  });
}

interface RowMarks {
  /** What the row has chosen. */
  shown: Mark | null;
  /** What the page would show had nobody chosen. */
  seen: Mark | null;
  proposed: number | null;
}

function rowView(row: RegisterRow, i: number, { shown, seen, proposed }: RowMarks, more: Pick<RowView, 'conflict' | 'error' | 'history'>): RowView {
  const version = row.version ?? 0;
  const is = (status: MarkStatus): Checked => (shown?.status === status ? 'checked' : '');
  return {
    i, number: i + 1, id: row.personId, name: surnamesFirst(row), seen: seenText(row.personId, version, seen),
    present: is('present'), late: is('late'), left: is('left_early'), excused: is('excused'), absent: is('absent'),
    minutes: Number.isNaN(shown?.minutes) ? null : shown?.minutes ?? null, reason: shown?.reason ?? null,
    arrived: row.arrivedAt === null ? null : localTimeAt(row.arrivedAt), workstation: row.workstation,
    proposed, consent: Number(row.consented) ? null : `/people/${row.personId}/consent`, ...more,
  };
}

function errorOf(t: Translate, failed: FailedRegister | undefined, personId: Id): string | null {
  const refusal = failed?.refusals.find(({ field }) => field?.endsWith(`:${personId}`));
  return refusal ? t(refusal.reason, refusal.params) : null;
}

/** The error summary: what is refused, and whom somebody else marked in the meantime. */
function formView(t: Translate, failed: FailedRegister, rows: readonly RowView[]): FormView {
  const whole = failed.refusals.filter(({ field }) => !field).map(({ reason, params }) => ({ href: '', text: t(reason, params) }));
  const ofRows = rows.flatMap(({ i, name, error, conflict }) => {
    if (conflict) return [{ href: `#n${i}`, text: t('attendance:conflict.summary', { name, text: conflict.text }) }];
    return error ? [{ href: `#n${i}`, text: t('attendance:register.error', { name, error }) }] : [];
  });
  return { values: {}, errors: {}, summary: [...whole, ...ofRows] };
}

function noticeOf({ t, head, mayCorrect, now }: RegisterPage, state: RegisterState): Omit<Flash, 'link'> | null {
  const today = localDateAt(now);
  if (state === 'cancelled') return { kind: 'warning', text: t('attendance:notice.cancelled', { reason: head.cancelReason ?? '' }) };
  if (state === 'not-yet') {
    const params = { day: dayWords(t, head.date, today), time: localTimeAt(opensAt(head)) };
    return { kind: 'info', text: t(`attendance:notice.not-yet${head.date === today ? '-today' : ''}`, params) };
  }
  if (state !== 'closed') return null;
  return { kind: 'info', text: t(mayCorrect ? 'attendance:notice.closed-corrected' : 'attendance:notice.closed', { days: CLOSES_AFTER_DAYS }) };
}

/** `Guardada el 23/11/2026 a las 15:34 por Rosa Quispe` */
function savedWords(t: Translate, { registerSavedAt, savedByName }: SessionHead): string {
  const at = registerSavedAt as Instant;
  return t('attendance:register.saved', {
    date: formatLocalDate(localDateAt(at)), time: localTimeAt(at), name: savedByName ?? t('attendance:conflict.somebody'),
  });
}

function tallyOf(rows: readonly RowView[]): { present: number; late: number; left: number; excused: number; absent: number } {
  const counts = { present: 0, late: 0, left: 0, excused: 0, absent: 0 };
  for (const row of rows) {
    for (const status of Object.keys(counts) as (keyof typeof counts)[]) if (row[status]) counts[status] += 1;
  }
  return counts;
}

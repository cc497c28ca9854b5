import { surnamesFirst } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import type { ListCell, ListContent } from '../shared/web/list-files.js';
import { dayWords, hoursWords, weekdaysWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import type { GroupHead, GroupMark, GroupPerson } from './group-attendance.repository.js';
import { attendanceOf, shareAttended, type Attendance } from './hours-attended.js';
import { markWords } from './mark-words.js';
import type { MarkStatus } from './register-rules.js';
import { sessionState } from './session-state.js';
import { lengthOf } from './session-times.js';
import type { SessionRow } from './sessions.repository.js';

export interface GroupAttendance {
  head: GroupHead;
  sessions: readonly SessionRow[];
  people: readonly GroupPerson[];
  marks: readonly GroupMark[];
}

export interface GridAsk {
  now: Instant;
  /** The viewer opens registers and plans sessions. */
  mayTake: boolean;
}

const STATUSES: readonly MarkStatus[] = ['present', 'late', 'left_early', 'excused', 'absent'];

/** What `attendance/group` shows: learners by sessions, with totals. */
export function groupView(t: Translate, attendance: GroupAttendance, ask: GridAsk): object {
  const { head } = attendance;
  return {
    id: head.id, title: head.name, eyebrow: head.editionName, lead: groupLine(t, head), ...gridView(t, attendance, ask),
    stats: { items: statsOf(t, [attendance], ask.now, 'attendance:group.share') }, legend: legendOf(t), csv: `/groups/${head.id}/attendance/exports`,
    planUrl: ask.mayTake ? `/groups/${head.id}/sessions` : null, heldUrl: ask.mayTake ? `/groups/${head.id}/held-sessions/new` : null,
  };
}

/** When a group meets, where, and who teaches it. */
export function groupLine(t: Translate, { days, startsAt, endsAt, roomName, trainerName }: GroupHead): string {
  return [`${weekdaysWords(t, days)}, ${hoursWords(t, startsAt, endsAt)}`, roomName, trainerName].filter(Boolean).join(' · ');
}

/** What `attendance/grid` shows of one group. */
export function gridView(t: Translate, { head, sessions, people, marks }: GroupAttendance, { now, mayTake }: GridAsk): object {
  const letters = lettersOf(t);
  const byCell = cellsOf(marks);
  const [coming, begun] = [sessions.filter((session) => isToCome(session, now)), sessions.filter((session) => !isToCome(session, now))];
  const view = (session: SessionRow): object => sessionView(t, session, { now, mayTake });
  return {
    gridId: `attendance-${head.id}`, group: head.name, any: sessions.length > 0, sessions: begun.map(view),
    coming: coming.length === 0 ? null : { words: t('attendance:group.coming', { count: coming.length }), open: begun.length === 0, sessions: coming.map(view) },
    people: people.map((person, index) => ({
      number: index + 1, name: surnamesFirst(person), href: `/people/${person.personId}`, former: !person.member,
      cells: begun.map((session) => cellView(t, letters, session, byCell.get(`${session.id}:${person.personId}`))),
      ...totalView(t, totalOf(person.personId, sessions, byCell)),
    })),
  };
}

/** What each letter says. */
export function legendOf(t: Translate): object[] {
  const letters = lettersOf(t);
  return STATUSES.map((status) => ({ letter: letters[status], word: t(`attendance:status.${status}`), status }));
}

/** Sessions without anything to see yet: they stand apart, so that the marks are not behind them. */
function isToCome(session: SessionRow, now: Instant): boolean {
  const state = sessionState(session, now);
  return state === 'upcoming' || (state === 'cancelled' && session.date > localDateAt(now));
}

function sessionView(t: Translate, session: SessionRow, { now, mayTake }: GridAsk): object {
  return {
    href: mayTake ? `/sessions/${session.id}/register` : null, day: formatLocalDate(session.date).slice(0, 5), about: dayWords(t, session.date, localDateAt(now)),
    cancelled: session.cancelledAt !== null, came: session.registerSavedAt === null ? null : session.came,
    state: t(`attendance:state-name.${sessionState(session, now)}`),
  };
}

/** The grid to take away, with full words. */
export function groupList(t: Translate, { sessions, people, marks }: GroupAttendance): ListContent {
  const byCell = cellsOf(marks);
  const headings = [t('attendance:columns.name'), ...sessions.map(({ date }) => formatLocalDate(date)), ...totalHeadings(t)];
  const rows = people.map((person) => [
    surnamesFirst(person), ...sessions.map(({ id }) => markCell(t, byCell.get(`${id}:${person.personId}`))), ...totalCells(totalOf(person.personId, sessions, byCell)),
  ]);
  return { headings, rows };
}

/** The grids of several groups as one list: a day is one column, whichever group met on it; a second time on a day is a column of its own. */
export function groupsList(t: Translate, groups: readonly GroupAttendance[]): ListContent {
  const ofGroups = groups.map((group) => ({ ...group, byColumn: byDay(group.sessions), byCell: cellsOf(group.marks) }));
  const columns = [...new Set(ofGroups.flatMap(({ byColumn }) => [...byColumn.keys()]))].sort();
  const headings = [
    t('attendance:columns.group'), t('attendance:columns.name'), ...columns.map((column) => formatLocalDate(column.slice(0, 10))), ...totalHeadings(t),
  ];
  const rows = ofGroups.flatMap(({ head, people, sessions, byColumn, byCell }) => people.map((person) => [
    head.name, surnamesFirst(person), ...columns.map((column) => markCell(t, byCell.get(`${byColumn.get(column)}:${person.personId}`))),
    ...totalCells(totalOf(person.personId, sessions, byCell)),
  ]));
  return { headings, rows };
}

/** Ids of sessions by their day, and by which of that day they are: `2026-11-23 0`. */
function byDay(sessions: readonly SessionRow[]): Map<string, Id> {
  const days = new Map<string, Id>();
  for (const { id, date } of sessions) {
    let nth = 0;
    while (days.has(`${date} ${nth}`)) nth += 1;
    days.set(`${date} ${nth}`, id);
  }
  return days;
}

function totalHeadings(t: Translate): string[] {
  return ['came', 'held', 'share', 'hours'].map((column) => t(`attendance:columns.${column}`));
}

function totalCells(total: Attendance): ListCell[] {
  return [total.came, total.held, shareAttended(total), hoursText(total.minutesAttended)];
}

function markCell(t: Translate, mark: GroupMark | undefined): string {
  return mark ? markWords(t, { ...mark, reason: null }) : '';
}

/** One letter for each status, in the viewer's language. */
export function lettersOf(t: Translate): Record<MarkStatus, string> {
  return Object.fromEntries(STATUSES.map((status) => [status, t(`attendance:letters.${status}`)])) as Record<MarkStatus, string>;
}

/** `13:30`, hours and minutes. */
function hoursText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

function cellsOf(marks: readonly GroupMark[]): Map<string, GroupMark> {
  return new Map(marks.map((mark) => [`${mark.sessionId}:${mark.personId}`, mark]));
}

function cellView(t: Translate, letters: Record<MarkStatus, string>, session: SessionRow, mark: GroupMark | undefined): object {
  if (session.cancelledAt !== null) return { kind: 'cancelled' };
  if (!mark) return { kind: 'none' };
  return { kind: mark.status, letter: letters[mark.status], word: markWords(t, { ...mark, reason: null }) };
}

function totalOf(personId: Id, sessions: readonly SessionRow[], byCell: ReadonlyMap<string, GroupMark>): Attendance {
  return attendanceOf(sessions.flatMap((session) => {
    const mark = byCell.get(`${session.id}:${personId}`);
    return mark ? [{ ...mark, length: lengthOf(session) }] : [];
  }));
}

function totalView(t: Translate, total: Attendance): { came: string; share: string; hours: string } {
  const share = shareAttended(total);
  return {
    came: t('attendance:group.came', { came: total.came, held: total.held }), share: share === null ? '–' : `${share} %`,
    hours: hoursText(total.minutesAttended),
  };
}

/** @param label says whose attendance it is */
export function statsOf(t: Translate, groups: readonly GroupAttendance[], now: Instant, label: string): object[] {
  const totals = groups.flatMap(({ people, sessions, marks }) => {
    const byCell = cellsOf(marks);
    return people.map(({ personId }) => totalOf(personId, sessions, byCell));
  });
  const sessions = groups.flatMap((group) => group.sessions);
  const sum = (part: (total: Attendance) => number): number => totals.reduce((all, total) => all + part(total), 0);
  const share = shareAttended({ held: sum(({ held }) => held), came: sum(({ came }) => came) });
  const saved = sessions.filter((session) => sessionState(session, now) === 'saved').length;
  const planned = sessions.filter(({ cancelledAt }) => cancelledAt === null).length;
  return [
    { label: t(label), value: share === null ? '–' : `${share} %` },
    { label: t('attendance:group.held'), value: saved, note: t('attendance:group.of', { count: planned }) },
    { label: t('attendance:group.hours'), value: hoursText(sum(({ minutesAttended }) => minutesAttended)) },
  ];
}

import { surnamesFirst } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt } from '../shared/kernel/local-date.js';
import type { ListContent } from '../shared/web/list-files.js';
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

const STATUSES: readonly MarkStatus[] = ['present', 'late', 'left_early', 'excused', 'absent'];

/** What `attendance/group` shows: learners by sessions, with totals. */
export function groupView(t: Translate, { head, sessions, people, marks }: GroupAttendance, now: Instant): object {
  const letters = lettersOf(t);
  const byCell = cellsOf(marks);
  const totals = people.map(({ personId }) => totalOf(personId, sessions, byCell));
  const [coming, begun] = [sessions.filter((session) => isToCome(session, now)), sessions.filter((session) => !isToCome(session, now))];
  const view = (session: SessionRow): object => sessionView(t, session, now);
  return {
    id: head.id, title: head.name, eyebrow: head.editionName,
    lead: [`${weekdaysWords(t, head.days)}, ${hoursWords(t, head.startsAt, head.endsAt)}`, head.roomName, head.trainerName].filter(Boolean).join(' · '),
    any: sessions.length > 0, sessions: begun.map(view),
    coming: coming.length === 0 ? null : { words: t('attendance:group.coming', { count: coming.length }), open: begun.length === 0, sessions: coming.map(view) },
    people: people.map((person, index) => ({
      number: index + 1, name: surnamesFirst(person), href: `/people/${person.personId}`, former: !person.member,
      cells: begun.map((session) => cellView(t, letters, session, byCell.get(`${session.id}:${person.personId}`))),
      ...totalView(t, totals[index] as Attendance),
    })),
    stats: { items: statsOf(t, totals, sessions, now) },
    legend: STATUSES.map((status) => ({ letter: letters[status], word: t(`attendance:status.${status}`), status })),
    csv: `/groups/${head.id}/attendance/exports`,
  };
}

/** Sessions without anything to see yet: they stand apart, so that the marks are not behind them. */
function isToCome(session: SessionRow, now: Instant): boolean {
  const state = sessionState(session, now);
  return state === 'upcoming' || (state === 'cancelled' && session.date > localDateAt(now));
}

function sessionView(t: Translate, session: SessionRow, now: Instant): object {
  return {
    href: `/sessions/${session.id}/register`, day: formatLocalDate(session.date).slice(0, 5), about: dayWords(t, session.date, localDateAt(now)),
    cancelled: session.cancelledAt !== null, came: session.registerSavedAt === null ? null : session.came,
    state: t(`attendance:state-name.${sessionState(session, now)}`),
  };
}

/** The grid to take away, with full words. */
export function groupList(t: Translate, { sessions, people, marks }: GroupAttendance): ListContent {
  const byCell = cellsOf(marks);
  const headings = [
    t('attendance:columns.name'), ...sessions.map(({ date }) => formatLocalDate(date)),
    t('attendance:columns.came'), t('attendance:columns.held'), t('attendance:columns.share'), t('attendance:columns.hours'),
  ];
  const rows = people.map((person) => {
    const total = totalOf(person.personId, sessions, byCell);
    const words = sessions.map(({ id }) => {
      const mark = byCell.get(`${id}:${person.personId}`);
      return mark ? markWords(t, { ...mark, reason: null }) : '';
    });
    return [surnamesFirst(person), ...words, total.came, total.held, shareAttended(total), hoursText(total.minutesAttended)];
  });
  return { headings, rows };
}

/** One letter for each status, in the viewer's language. */
export function lettersOf(t: Translate): Record<MarkStatus, string> {
  return Object.fromEntries(STATUSES.map((status) => [status, t(`attendance:letters.${status}`)])) as Record<MarkStatus, string>;
}

/** `13:30`, hours and minutes. */
export function hoursText(minutes: number): string {
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

function statsOf(t: Translate, totals: readonly Attendance[], sessions: readonly SessionRow[], now: Instant): object[] {
  const sum = (part: (total: Attendance) => number): number => totals.reduce((all, total) => all + part(total), 0);
  const share = shareAttended({ held: sum(({ held }) => held), came: sum(({ came }) => came) });
  const saved = sessions.filter((session) => sessionState(session, now) === 'saved').length;
  const planned = sessions.filter(({ cancelledAt }) => cancelledAt === null).length;
  return [
    { label: t('attendance:group.share'), value: share === null ? '–' : `${share} %` },
    { label: t('attendance:group.held'), value: saved, note: t('attendance:group.of', { count: planned }) },
    { label: t('attendance:group.hours'), value: hoursText(sum(({ minutesAttended }) => minutesAttended)) },
  ];
}


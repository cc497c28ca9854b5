import type { CentreCalendar } from '../centres/centre-calendar.js';
import { addDays, formatLocalDate, weekdayOf, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import type { Role } from '../shared/kernel/roles.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { WEEKDAYS } from '../shared/kernel/weekdays.js';
import { dateWords, dayWords, hoursWords, monthWords, shortWeekdayWord, spanWords, weekdayWord } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';
import { table, type TableView } from '../shared/web/tables.js';
import { CALENDAR_VIEWS, daysOfGrid, type CalendarSpan, type CalendarView } from './calendar-days.js';
import type { SessionRow } from './calendar.repository.js';
import { levelWord } from './courses.presenter.js';
import { editionHead, editionPath, opensTo } from './edition-tabs.js';
import type { EditionView } from './editions.repository.js';

/** What the wall and the clock of the centre show, and who looks at them. */
export interface Now {
  date: LocalDate;
  time: LocalTime;
  /** What a session leads to, all of them alike: its register for who takes registers, its group for a coach. */
  opens: 'register' | 'group' | null;
}

/** @returns what a session leads to for somebody */
export function opensFor(viewer: Viewer): Now['opens'] {
  if (hasRole(viewer, 'trainer', 'coordinator', 'administrator')) return 'register';
  return hasRole(viewer, 'coach') ? 'group' : null;
}

export interface CalendarParts {
  view: CalendarView;
  date: LocalDate;
  span: CalendarSpan;
  sessions: readonly SessionRow[];
  calendar: CentreCalendar;
  now: Now;
  /** Null for whoever teaches nothing; else whether only her own sessions are shown. */
  mine: boolean | null;
}

/** The calendar of a centre: the same sessions by week, by month or as a list. */
export function calendarView(t: Translate, parts: CalendarParts): object {
  const { view, date, span, now, mine, sessions } = parts;
  const url = (changes: { view?: CalendarView; date?: LocalDate; mine?: boolean }): string => {
    const wanted = { view, date, mine: mine ?? false, ...changes };
    return `/calendar?view=${wanted.view}&date=${wanted.date}${wanted.mine ? '&mine=yes' : ''}`;
  };
  return {
    period: view === 'week' ? spanWords(t, span.from, span.to) : monthWords(t, span.from),
    tabs: {
      label: t('courses:calendar.views'),
      items: CALENDAR_VIEWS.map((other) => ({ href: url({ view: other }), text: t(`courses:calendar.${other}`), current: other === view })),
    },
    previous: { href: url({ date: span.previous }), text: t(`courses:calendar.previous-${view}`) },
    next: { href: url({ date: span.next }), text: t(`courses:calendar.next-${view}`) },
    todayUrl: now.date >= span.from && now.date <= span.to ? null : url({ date: now.date }),
    filter: mine === null ? null : { href: url({ mine: !mine }), text: t(mine ? 'courses:calendar.show-all' : 'courses:calendar.show-mine') },
    words: t('courses:calendar.sessions', { count: sessions.filter((session) => !session.cancelled && isWithin(session, span)).length }),
    week: view === 'week' ? daysView(t, parts, 0) : null,
    month: view === 'month' ? { weekdays: WEEKDAYS.map((weekday) => weekdayWord(t, weekday)), days: daysView(t, parts, 3) } : null,
    list: view === 'list'
      ? sessionsTable(t, { id: 'sessions', caption: t('courses:calendar.sessions-of', { period: monthWords(t, span.from) }), sessions, now, group: true })
      : null,
  };
}

/** The sessions of an edition: those whose register is missing, those to come, then all of each group. */
export function editionSessionsView(t: Translate, edition: EditionView, sessions: readonly SessionRow[], now: Now & { roles: readonly Role[] }): object {
  const groups = [...new Map(sessions.map((session) => [session.groupId, session])).values()]
    .sort((a, b) => compareSpanish(a.groupName, b.groupName));
  const due = sessions.filter((session) => isDue(session, now));
  const soon = sessions.filter((session) => isWithin(session, { from: now.date, to: addDays(now.date, 6) }) && !isDue(session, now));
  const tableOf = (id: string, caption: string, rows: readonly SessionRow[], group: boolean): TableView | null => (
    rows.length === 0 ? null : sessionsTable(t, { id, caption, sessions: rows, now, group }));
  return {
    ...editionHead(t, edition, 'sessions', now.roles),
    groupsUrl: opensTo('groups', now.roles) ? editionPath(edition.id, 'groups') : null,
    // Whoever may look at groups may look at their attendance.
    attendanceUrl: opensTo('groups', now.roles) ? `/editions/${edition.id}/attendance` : null,
    due: tableOf('due', t('courses:sessions.due'), due, true),
    soon: tableOf('soon', t('courses:sessions.soon'), soon, true),
    groups: groups.map(({ groupId, groupName }, index) => {
      const own = sessions.filter((session) => session.groupId === groupId);
      const words = `${groupName} · ${t('courses:calendar.sessions', { count: own.filter(({ cancelled }) => !cancelled).length })}`;
      return { words, table: { ...tableOf(`group-${index + 1}`, words, own, false), captionHidden: true } };
    }),
  };
}

interface SessionsTable {
  id: string;
  caption: string;
  sessions: readonly SessionRow[];
  now: Now;
  /** False where all are of one group. */
  group: boolean;
}

/** Sessions one under the other, each with the way to its register. */
function sessionsTable(t: Translate, { id, caption, sessions, now, group }: SessionsTable): TableView {
  const columns = ['day', ...(group ? ['group'] : []), 'lesson', 'room', 'register'].map((name) => ({ text: t(`courses:calendar.columns.${name}`) }));
  return table({
    id, caption, columns,
    rows: sessions.map((session) => {
      const { href, badge } = stateOf(t, session, now);
      return [
        {
          text: `${shortWeekdayWord(t, weekdayOf(session.date))} ${formatLocalDate(session.date)}`, href,
          detail: hoursWords(t, session.startsAt, session.endsAt),
        },
        ...(group ? [{ text: session.groupName, detail: levelWord(t, session.level) }] : []),
        { text: session.lessonTitle ?? t('courses:calendar.review') }, { text: session.roomName, detail: session.trainerName },
        { badge: badge ?? { text: t('courses:calendar.to-come') } },
      ];
    }),
    empty: { title: t('courses:calendar.empty-title'), text: t('courses:calendar.empty-text'), icon: 'calendar' },
  });
}

/** @param most how many sessions a day shows before it says how many more there are; 0: all */
function daysView(t: Translate, { view, span, sessions, calendar, now }: CalendarParts, most: number): object[] {
  const days = daysOfGrid(span);
  return days.map((date) => {
    const own = sessions.filter((session) => session.date === date);
    const shown = most === 0 || own.length <= most + 1 ? own : own.slice(0, most);
    const holiday = calendar.holidays.find((day) => day.date === date);
    return {
      weekday: weekdayWord(t, weekdayOf(date)),
      number: Number(date.slice(8)),
      words: view === 'week' ? dateWords(t, date, false) : dayWords(t, date),
      today: date === now.date,
      outside: date < span.from || date > span.to,
      empty: own.length === 0 && !holiday,
      holiday: holiday ? { text: holiday.name ?? '', closed: holiday.closed } : null,
      sessions: shown.map((session) => sessionView(t, session, now)),
      more: own.length > shown.length
        ? { href: `/calendar?view=week&date=${date}`, text: t('courses:calendar.more', { count: own.length - shown.length }) } : null,
    };
  });
}

function sessionView(t: Translate, session: SessionRow, now: Now): object {
  return {
    startsAt: session.startsAt,
    hours: hoursWords(t, session.startsAt, session.endsAt),
    group: session.groupName,
    level: levelWord(t, session.level),
    room: session.roomName,
    trainer: session.trainerName,
    lesson: session.lessonTitle ?? t('courses:calendar.review'),
    members: t('courses:calendar.members', { count: session.members }),
    ...stateOf(t, session, now),
    cancelled: session.cancelled,
  };
}

/** Whether its register is there, is due or is not yet to be taken; and the page of the session, which is the same before and after. */
function stateOf(t: Translate, session: SessionRow, now: Now): { badge: { text: string; kind: string } | null; href: string | undefined } {
  const paths = { register: `/sessions/${session.id}/register`, group: `/groups/${session.groupId}` };
  const href = now.opens === null ? undefined : paths[now.opens];
  if (session.cancelled) return { badge: { text: t('courses:calendar.cancelled'), kind: 'danger' }, href };
  if (session.registerSaved) return { badge: { text: t('courses:calendar.saved'), kind: 'success' }, href };
  return { badge: isDue(session, now) ? { text: t('courses:calendar.due'), kind: 'warning' } : null, href };
}

/** Over, held, and without its register. */
function isDue(session: SessionRow, now: Now): boolean {
  const over = session.date < now.date || (session.date === now.date && session.endsAt <= now.time);
  return over && !session.cancelled && !session.registerSaved;
}

function isWithin({ date }: SessionRow, span: { from: LocalDate; to: LocalDate }): boolean {
  return span.from <= date && date <= span.to;
}

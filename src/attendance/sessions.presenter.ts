import type { Instant } from '../shared/kernel/clock.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { addDays, localDateAt, weekdayOf, type LocalDate } from '../shared/kernel/local-date.js';
import { listLinks } from '../shared/web/list-links.js';
import { addressWith } from '../shared/web/addresses.js';
import { dayWords, hoursWords, spanWords } from '../shared/web/date-words.js';
import type { HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { sessionState, type SessionState } from './session-state.js';
import type { SessionRow } from './sessions.repository.js';

export type SessionsTab = 'week' | 'to-take';

export interface SessionsPage {
  t: Translate;
  tab: SessionsTab;
  now: Instant;
  /** Monday of the week that is shown. */
  monday: LocalDate;
  sessions: readonly SessionRow[];
  toTake: number;
  /** Registers that nobody took in time and that only the coordination can still take. */
  closed: readonly SessionRow[];
  /** `mine` or `all` for a trainer, who may change it; null for who sees all anyway. */
  whose: 'mine' | 'all' | null;
}

const KINDS: Record<SessionState, string> = {
  upcoming: '', now: 'accent', 'to-take': 'warning', saved: 'success', cancelled: '', missed: 'danger',
};

/** What `attendance/sessions` shows. */
export function sessionsView({ t, tab, now, monday, sessions, toTake, closed, whose }: SessionsPage): object {
  const twins = twinNames([...sessions, ...closed]);
  const days = daysOf(t, sessions, now, twins);
  const url = (params: Record<string, string | null>): string => (
    addressWith('/sessions', { view: tab === 'week' ? null : tab, whose: whose === 'all' ? 'all' : null, ...params }));
  return {
    tabs: { label: t('attendance:sessions.views'), items: [
      { href: url({ view: null }), text: t('attendance:sessions.week'), current: tab === 'week' && monday === mondayOf(localDateAt(now)) },
      { href: url({ view: 'to-take' }), text: t('attendance:sessions.to-take'), current: tab === 'to-take', count: toTake },
    ] },
    lead: tab === 'week' ? spanWords(t, monday, addDays(monday, 6)) : t('attendance:sessions.to-take-lead'),
    days: tab === 'to-take' ? days.reverse() : days,
    closed: closed.length === 0 ? null : closed.map((session) => ({ ...sessionItem(t, session, now, twins), about: dayWords(t, session.date, localDateAt(now)) })).reverse(),
    empty: { title: t(`attendance:sessions.none.${tab}`), text: t(`attendance:sessions.none-text.${tab}`) },
    before: tab === 'week' ? url({ date: addDays(monday, -7) }) : null,
    after: tab === 'week' ? url({ date: addDays(monday, 7) }) : null,
    other: whose === null ? null : { href: url({ whose: whose === 'mine' ? 'all' : null }), text: t(`attendance:sessions.${whose === 'mine' ? 'show-all' : 'show-mine'}`) },
    files: sessions.length + closed.length > 0 ? listLinks(t, url(tab === 'week' ? { date: monday } : {}), {}) : null,
  };
}

function daysOf(t: Translate, sessions: readonly SessionRow[], now: Instant, twins: ReadonlySet<string>): object[] {
  const today = localDateAt(now);
  return [...groupBy(sessions, ({ date }) => date)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, ofDay]) => ({
    title: date === today ? t('attendance:sessions.today', { day: dayWords(t, date) }) : dayWords(t, date, today),
    items: ofDay.map((session) => sessionItem(t, session, now, twins)),
  }));
}

/** Names that several groups of a list have: each edition begins anew with its Grupo A. */
export function twinNames(sessions: readonly Pick<SessionRow, 'groupId' | 'groupName'>[]): ReadonlySet<string> {
  const groups = groupBy(sessions, ({ groupName }) => groupName);
  return new Set([...groups].filter(([, named]) => new Set(named.map(({ groupId }) => groupId)).size > 1).map(([name]) => name));
}

/**
 * A session as a line of what there is to do, in the words of the partial `tasks`; today's with the way to its room.
 * @param twins the names of the list that do not tell one group from another: they come with the edition
 */
export function sessionItem(t: Translate, session: SessionRow, now: Instant, twins: ReadonlySet<string>): HomeItem {
  const state = sessionState(session, now);
  const held = session.date === localDateAt(now) && state !== 'cancelled';
  const params = { came: session.came, marked: session.marked, count: session.marked };
  return {
    text: t('attendance:sessions.item', { group: session.groupName, hours: hoursWords(t, session.startsAt, session.endsAt) }),
    href: `/sessions/${session.id}/register`,
    about: [twins.has(session.groupName) ? session.editionName : null, session.lessonTitle ?? t('attendance:session.review'), session.roomName, session.trainerName, session.cancelReason].filter(Boolean).join(' · '),
    badge: { text: t(`attendance:state.${state}`, params), kind: KINDS[state] },
    ...(held ? { also: { href: `/sessions/${session.id}/room`, text: t('attendance:session.room') } } : {}),
  };
}

export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** The list of sessions to take away. @param about what they are */
export function sessionsList(t: Translate, sessions: readonly SessionRow[], now: Instant, about: string): ListContent {
  const headings = ['date', 'starts', 'ends', 'group', 'number', 'lesson', 'room', 'trainer', 'state', 'came', 'marked']
    .map((name) => t(`attendance:columns.${name}`));
  const rows = sessions.map((session) => [
    { date: session.date }, session.startsAt, session.endsAt, session.groupName, session.ordinal, session.lessonTitle ?? t('attendance:session.review'),
    session.roomName, session.trainerName, t(`attendance:state-name.${sessionState(session, now)}`), session.came, session.marked,
  ]);
  return { headings, rows, about };
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { dayWords, hoursWords } from '../shared/web/date-words.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { hasRole, type Viewer } from '../shared/web/viewer.js';
import { CLOSED_DAY_KEEPERS, mayCorrect } from './attendance.policy.js';
import { CallsRepository } from './calls.repository.js';
import { ClosedSessionsRepository } from './closed-sessions.repository.js';
import { countToCall } from './missed.js';
import { filterOf, seesAll } from './session-filter.js';
import { byUrgency, sessionState, takable } from './session-state.js';
import { sessionItem, twinNames } from './sessions.presenter.js';
import { SessionsRepository, type SessionRow } from './sessions.repository.js';

/** What the home of a trainer puts first: the session that is on, today's others, registers to take, calls to make. */
@Injectable()
export class AttendanceHome implements OnModuleInit {
  constructor(
    private readonly sections: HomeSections, private readonly sessions: SessionsRepository,
    private readonly calls: CallsRepository, private readonly closed: ClosedSessionsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['trainer', 'coordinator', 'coach'], order: 10, title: 'attendance:home.title', load: (viewer, t) => this.load(viewer, t),
    });
    this.sections.add({
      roles: CLOSED_DAY_KEEPERS, order: 12, title: 'attendance:home.calendar', load: (viewer, t) => this.closedDays(viewer, t),
    });
  }

  /** One query. */
  private async closedDays({ centreId }: Viewer, t: Translate): Promise<HomeItem[]> {
    const number = await this.closed.count(centreId, this.clock.now());
    if (number === 0) return [];
    return [{ text: t('attendance:home.closed'), about: t('attendance:home.closed-about'), href: `/centres/${centreId}/closed-sessions`, number }];
  }

  /** Two queries. */
  private async load(viewer: Viewer, t: Translate): Promise<HomeItem[]> {
    const now = this.clock.now();
    const today = localDateAt(now);
    const sessions = hasRole(viewer, 'trainer', 'coordinator') ? await this.sessions.comingAndToTake(filterOf(viewer), now) : [];
    const twins = twinNames(sessions);
    const ofToday = byUrgency(sessions.filter(({ date }) => date === today), now).map((session) => {
      const item = sessionItem(t, session, now, twins);
      return sessionState(session, now) === 'now' ? { ...item, text: t('attendance:home.take', { group: item.text }) } : item;
    });
    const next = ofToday.length > 0 ? undefined : sessions.find(({ date, cancelledAt }) => date > today && cancelledAt === null);
    const earlier = takable(sessions.filter(({ date }) => date < today), now, mayCorrect(viewer)).open.length;
    const toCall = await countToCall(this.calls, viewer.centreId, today);
    return [
      ...ofToday,
      ...(next ? [nextItem(t, next, today, seesAll(viewer) ? 'next' : 'next-own')] : []),
      ...(earlier > 0 ? [{ text: t('attendance:home.to-take'), about: t('attendance:home.to-take-about'), href: '/sessions?view=to-take', number: earlier }] : []),
      ...(toCall > 0 ? [{ text: t('attendance:home.calls'), about: t('attendance:home.calls-about'), href: '/calls', number: toCall }] : []),
    ];
  }
}

/** For a day without sessions: when and where it goes on. Who sees her own alone is not told that there are none. */
function nextItem(
  t: Translate, { id, groupName, startsAt, endsAt, date, lessonTitle, roomName }: SessionRow, today: LocalDate, words: 'next' | 'next-own',
): HomeItem {
  return {
    text: t(`attendance:home.${words}`, { group: groupName, day: dayWords(t, date, today), hours: hoursWords(t, startsAt, endsAt) }),
    about: [lessonTitle ?? t('attendance:session.review'), roomName].filter(Boolean).join(' · '),
    href: `/sessions/${id}/register`,
  };
}

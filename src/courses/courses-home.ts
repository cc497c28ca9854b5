import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { formatLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeFigure, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { PLANNERS } from './courses.policy.js';
import { isEarlyToStart, nextStep, type NextStep } from './edition-progress.js';
import { editionPath } from './edition-tabs.js';
import { statusBadge } from './editions.presenter.js';
import { EditionsRepository } from './editions.repository.js';

/** Steps that other parts of the home say already: people to place, registers to take, sessions of the day. */
const SAID_ELSEWHERE: readonly NextStep[] = ['level', 'place', 'register', 'teach', 'done'];

/** What each course of the centre waits for. */
@Injectable()
export class CoursesHome implements OnModuleInit {
  constructor(
    private readonly sections: HomeSections, private readonly repository: EditionsRepository, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.add({
      roles: PLANNERS, order: 25, title: 'courses:home.section', load: (viewer, t) => this.steps(viewer, t),
    });
    this.sections.add({
      roles: ['trainer'], order: 20, title: 'courses:trainer-hours.own-title', figures: ownHours, load: (viewer, t, { hours }) => hoursItems(t, viewer, hours ?? 0),
    });
  }

  private async steps(viewer: Viewer, t: Translate): Promise<HomeItem[]> {
    const instant = this.clock.now();
    const now = { date: localDateAt(instant), time: localTimeAt(instant) };
    const progress = await this.repository.progressOfAll(viewer.centreId, now);
    if (progress.length === 0) return [{ text: t('courses:home.none'), about: t('courses:home.none-about'), href: '/editions/new' }];
    return progress.flatMap((edition) => {
      const step = nextStep(edition.status, edition);
      if (SAID_ELSEWHERE.includes(step)) return [];
      const waits = step === 'start' && isEarlyToStart(edition.startsOn, now.date);
      return [{
        text: waits ? t('courses:home.starts', { day: formatLocalDate(edition.startsOn).slice(0, 5) }) : t(`courses:next.${step}.title`, { count: 0, day: '' }),
        about: edition.name, href: editionPath(edition.id, 'overview'),
        badge: { kind: '', ...statusBadge(t, edition.status) },
      }];
    });
  }
}

function ownHours({ accountId, centreId }: Viewer): Record<string, HomeFigure> {
  return { hours: { sql: 'SELECT COUNT(*) FROM trainer_hours h WHERE h.account_id = ? AND h.centre_id = ?', parameters: [accountId, centreId] } };
}

/** No group is formed with a trainer who has not said when she can. */
function hoursItems(t: Translate, { accountId }: Viewer, hours: number): HomeItem[] {
  return hours > 0 ? [] : [{ text: t('courses:home.own-hours'), about: t('courses:home.own-hours-about'), href: `/trainers/${accountId}/hours` }];
}

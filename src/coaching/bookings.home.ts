import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeFigure, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { whenWords, whereWords } from './booking-words.js';
import { BookingsRepository } from './bookings.repository.js';
import { MINE, NEW } from './own-booking.presenter.js';

/** What bookings put on homes: her next one on a learner's, or the offer to book where somebody coaches. */
@Injectable()
export class BookingsHome implements OnModuleInit {
  constructor(
    private readonly sections: HomeSections, private readonly bookings: BookingsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.add({ roles: ['learner'], order: 6, title: 'coaching:own.home.section', figures: coaches, load: (viewer, t, figures) => this.own(viewer, t, figures) });
  }

  /** One query. */
  private async own({ centreId, personId }: Viewer, t: Translate, figures: Readonly<Record<string, number>>): Promise<HomeItem[]> {
    if (personId === null) return [];
    const now = this.clock.now();
    const today = localDateAt(now);
    const next = await this.bookings.nextOf(centreId, personId, today, localTimeAt(now));
    if (next) {
      const about = t('coaching:own.home.next-about', { coach: next.coachName, where: whereWords(t, next) });
      return [{ text: t('coaching:own.home.next', { when: whenWords(t, next, today) }), about, href: MINE }];
    }
    const mine: HomeItem[] = figures.booked ? [{ text: t('coaching:own.title'), href: MINE }] : [];
    return figures.coaches ? [{ text: t('coaching:own.home.ask'), about: t('coaching:own.home.ask-about'), href: NEW }, ...mine] : mine;
  }
}

function coaches({ centreId, personId }: Viewer): Record<string, HomeFigure> {
  return {
    coaches: {
      sql: `SELECT COUNT(*) FROM coaches c WHERE c.centre_id = ? AND c.ended_at IS NULL
        AND EXISTS (SELECT 1 FROM coach_hours h WHERE h.coach_id = c.id)`,
      parameters: [centreId],
    },
    booked: { sql: 'SELECT COUNT(*) FROM bookings WHERE person_id = ? AND centre_id = ?', parameters: [personId, centreId] },
  };
}

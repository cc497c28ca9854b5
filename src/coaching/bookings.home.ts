import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeFigure, type HomeFigures, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { whenWords, whereWords } from './booking-words.js';
import { upcomingBookings, type UpcomingBooking } from './bookings.repository.js';
import { MINE, NEW } from './own-booking.presenter.js';

/** What bookings put on homes: her next one on a learner's, or the offer to book where somebody coaches. */
@Injectable()
export class BookingsHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['learner'], order: 6, title: 'coaching:own.home.section', figures: coaches, rows: (viewer) => this.upcoming(viewer),
      load: (_, t, figures, { upcoming = [] }) => this.own(t, figures, upcoming),
    });
  }

  private upcoming({ personId, centreId }: Viewer): Record<string, Selection> {
    const now = this.clock.now();
    const today = localDateAt(now);
    return personId === null ? {} : { upcoming: upcomingBookings(centreId, personId, today, localTimeAt(now)) };
  }

  private own(t: Translate, figures: HomeFigures, upcoming: readonly UpcomingBooking[]): HomeItem[] {
    const [next] = upcoming.toSorted((one, other) => (`${one.date} ${one.startsAt}` < `${other.date} ${other.startsAt}` ? -1 : 1));
    if (next) {
      const about = t('coaching:own.home.next-about', { coach: next.coachName, where: whereWords(t, next) });
      return [{ text: t('coaching:own.home.next', { when: whenWords(t, next, localDateAt(this.clock.now())) }), about, href: MINE }];
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

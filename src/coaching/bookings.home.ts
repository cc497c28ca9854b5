import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeFigure, type HomeFigures, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { whenWords, whereWords } from './booking-words.js';
import { comingSelection, soonest, type ComingRow } from './bookings.repository.js';
import { COACHING_MANAGERS, COACHING_ROLES } from './coaching.policy.js';
import { MINE, NEW } from './own-booking.presenter.js';

/** What bookings put on homes: a learner's next one, or the offer to book where somebody coaches; a coach's day and the desk's. */
@Injectable()
export class BookingsHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['learner'], order: 6, title: 'coaching:own.home.section', figures: offered, rows: (viewer) => this.coming(viewer),
      load: (_, t, figures, { coming = [] }) => ownItems(t, figures, coming, localDateAt(this.clock.now())),
    });
    this.sections.add({
      roles: COACHING_ROLES, order: 11, title: 'coaching:desk.home.section', figures: (viewer) => this.ownFigures(viewer),
      load: (_, t, { today = 0, later = 0 }) => [...counted(t, 'mine', today, '/coaching/my-day'), ...counted(t, 'mine-later', later, '/coaching/my-day')],
    });
    this.sections.add({
      roles: COACHING_MANAGERS, order: 12, title: 'coaching:desk.home.section', figures: (viewer) => this.deskFigures(viewer),
      load: (_, t, { today = 0 }) => counted(t, 'today', today, '/coaching'),
    });
  }

  private coming({ centreId, personId }: Viewer): Record<string, Selection> {
    const now = this.clock.now();
    return personId === null ? {} : { coming: comingSelection(centreId, personId, localDateAt(now), localTimeAt(now)) };
  }

  private ownFigures({ centreId, accountId }: Viewer): Record<string, HomeFigure> {
    const today = localDateAt(this.clock.now());
    const mine = `SELECT COUNT(*) FROM bookings b JOIN coaches k ON k.id = b.coach_id
      WHERE k.account_id = ? AND k.centre_id = ? AND b.status IN ('booked', 'arrived') AND b.date`;
    return { today: { sql: `${mine} = ?`, parameters: [accountId, centreId, today] }, later: { sql: `${mine} > ?`, parameters: [accountId, centreId, today] } };
  }

  private deskFigures({ centreId }: Viewer): Record<string, HomeFigure> {
    const today = localDateAt(this.clock.now());
    return { today: { sql: 'SELECT COUNT(*) FROM bookings WHERE centre_id = ? AND date = ? AND status <> \'cancelled\'', parameters: [centreId, today] } };
  }
}

function offered({ centreId, personId }: Viewer): Record<string, HomeFigure> {
  return {
    coaches: {
      sql: `SELECT COUNT(*) FROM coaches c WHERE c.centre_id = ? AND c.ended_at IS NULL
        AND EXISTS (SELECT 1 FROM coach_hours h WHERE h.coach_id = c.id)`,
      parameters: [centreId],
    },
    booked: { sql: 'SELECT COUNT(*) FROM bookings WHERE person_id = ? AND centre_id = ?', parameters: [personId, centreId] },
  };
}

function ownItems(t: Translate, { coaches, booked }: HomeFigures, coming: readonly ComingRow[], today: string): HomeItem[] {
  const next = soonest(coming);
  if (next) {
    const about = t('coaching:own.home.next-about', { coach: next.coachName, where: whereWords(t, next) });
    return [{ text: t('coaching:own.home.next', { when: whenWords(t, next, today) }), about, href: MINE }];
  }
  const mine: HomeItem[] = booked ? [{ text: t('coaching:own.title'), href: MINE }] : [];
  return coaches ? [{ text: t('coaching:own.home.ask'), about: t('coaching:own.home.ask-about'), href: NEW }, ...mine] : mine;
}

function counted(t: Translate, key: 'today' | 'mine' | 'mine-later', number: number, href: string): HomeItem[] {
  return number === 0 ? [] : [{ text: t(`coaching:desk.home.${key}`), href, number }];
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Selection } from '../shared/database/selections.js';
import { Clock, type Instant } from '../shared/kernel/clock.js';
import { HomeSections, type HomeFigure, type HomeItem, type HomeRows } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { dayPath } from './booking.presenter.js';
import { untilWords } from './booking-words.js';
import { COACHING_MANAGERS, COACHING_ROLES, COACHING_STAFF } from './coaching.policy.js';
import { misfitSelections, misfitsIn } from './misfits.repository.js';
import { WAITS } from './waits.presenter.js';

/** What coaching puts on the homes of staff: a coach's day; the desk's, what no longer fits in it, and who has an hour to answer. */
@Injectable()
export class DeskHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: COACHING_ROLES, order: 11, title: 'coaching:desk.home.section', figures: (viewer) => this.ownFigures(viewer),
      load: (_, t, { today = 0, later = 0 }) => [...counted(t, 'mine', today, '/coaching/my-day'), ...counted(t, 'mine-later', later, '/coaching/my-day')],
    });
    this.sections.add({
      roles: COACHING_MANAGERS, order: 12, title: 'coaching:desk.home.section', figures: (viewer) => this.deskFigures(viewer), rows: (viewer) => this.deskRows(viewer),
      load: (_, t, { today = 0 }, rows) => [...unfit(t, rows, this.clock.now()), ...counted(t, 'today', today, '/coaching')],
    });
    // Whoever of them is there can call her: an offer stands for two hours.
    this.sections.add({
      roles: COACHING_STAFF, order: 12, title: 'coaching:desk.home.waits', figures: (viewer) => this.offerFigures(viewer),
      load: (_, t, { offers = 0, answerBy = 0 }) => offered(t, offers, answerBy),
    });
  }

  private ownFigures({ centreId, accountId }: Viewer): Record<string, HomeFigure> {
    const today = this.clock.today();
    const mine = `SELECT COUNT(*) FROM bookings b JOIN coaches k ON k.id = b.coach_id
      WHERE k.account_id = ? AND k.centre_id = ? AND b.status IN ('booked', 'arrived') AND b.date`;
    return { today: { sql: `${mine} = ?`, parameters: [accountId, centreId, today] }, later: { sql: `${mine} > ?`, parameters: [accountId, centreId, today] } };
  }

  private deskFigures({ centreId }: Viewer): Record<string, HomeFigure> {
    const today = this.clock.today();
    return { today: { sql: 'SELECT COUNT(*) FROM bookings WHERE centre_id = ? AND date = ? AND status <> \'cancelled\'', parameters: [centreId, today] } };
  }

  private offerFigures({ centreId }: Viewer): Record<string, HomeFigure> {
    const now = this.clock.now();
    const open = 'FROM coaching_offers WHERE centre_id = ? AND answered_at IS NULL AND expires_at > ?';
    return {
      offers: { sql: `SELECT COUNT(*) ${open}`, parameters: [centreId, now] },
      answerBy: { sql: `SELECT MIN(expires_at) ${open}`, parameters: [centreId, now] },
    };
  }

  private deskRows({ centreId }: Viewer): Record<string, Selection> {
    return misfitSelections(centreId, this.clock.now());
  }
}

/** The first of them says on which day to look. */
function unfit(t: Translate, rows: HomeRows, now: Instant): HomeItem[] {
  const found = misfitsIn(rows, now);
  const [first] = found;
  return first ? [{ text: t('coaching:desk.home.unfit'), about: t('coaching:desk.home.unfit-about'), href: dayPath(first.booking.date), number: found.length }] : [];
}

function offered(t: Translate, number: number, answerBy: Instant): HomeItem[] {
  return number === 0 ? [] : [{ text: t('coaching:desk.home.offers'), about: t('coaching:desk.home.offers-about', { until: untilWords(t, answerBy) }), href: WAITS, number }];
}

function counted(t: Translate, key: 'today' | 'mine' | 'mine-later', number: number, href: string): HomeItem[] {
  return number === 0 ? [] : [{ text: t(`coaching:desk.home.${key}`), href, number }];
}

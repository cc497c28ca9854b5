import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeFigure, type HomeFigures, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { untilWords, whenWords, whereWords } from './booking-words.js';
import { comingSelection, soonest, type ComingRow } from './bookings.repository.js';
import { MINE, NEW } from './own-booking.presenter.js';
import { ofLearnerSelection, reasonsIn, type ProposedRow } from './proposals.repository.js';
import { openOffersSelection, type OpenOffer } from './waits.repository.js';

/** What coaching puts on a learner's home: the hour that is kept for her, her next one, that she waits, or the offer to book one. */
@Injectable()
export class BookingsHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    // Before everything else: it is kept for her for a few hours.
    this.sections.add({
      roles: ['learner'], order: 1, title: 'coaching:own.home.section', rows: (viewer) => this.offers(viewer),
      load: (_, t, __, { offers = [] }) => offerItems(t, offers, localDateAt(this.clock.now())),
    });
    this.sections.add({
      roles: ['learner'], order: 6, title: 'coaching:own.home.section', figures: (viewer) => this.figures(viewer), rows: (viewer) => this.rows(viewer),
      load: (_, t, figures, rows) => ownItems(t, figures, rows, localDateAt(this.clock.now())),
    });
  }

  private offers({ centreId, personId }: Viewer): Record<string, Selection> {
    return personId === null ? {} : { offers: openOffersSelection(centreId, personId, this.clock.now()) };
  }

  private figures({ centreId, personId }: Viewer): Record<string, HomeFigure> {
    const now = this.clock.now();
    return {
      coaches: {
        sql: `SELECT COUNT(*) FROM coaches c WHERE c.centre_id = ? AND c.ended_at IS NULL
          AND EXISTS (SELECT 1 FROM coach_hours h WHERE h.coach_id = c.id)`,
        parameters: [centreId],
      },
      booked: { sql: 'SELECT COUNT(*) FROM bookings WHERE person_id = ? AND centre_id = ?', parameters: [personId, centreId] },
      waits: {
        sql: `SELECT COUNT(*) FROM coaching_waits w WHERE w.person_id = ? AND w.ended_at IS NULL AND w.centre_id = ? AND w.to_date >= ?
          AND NOT EXISTS (SELECT 1 FROM coaching_offers o WHERE o.wait_id = w.id AND o.answered_at IS NULL AND o.expires_at > ?)`,
        parameters: [personId, centreId, localDateAt(now), now],
      },
    };
  }

  private rows({ centreId, personId }: Viewer): Record<string, Selection> {
    if (personId === null) return {};
    const now = this.clock.now();
    const today = localDateAt(now);
    return { coming: comingSelection(centreId, personId, today, localTimeAt(now)), proposed: ofLearnerSelection(centreId, today, personId) };
  }
}

function offerItems(t: Translate, offers: readonly OpenOffer[], today: string): HomeItem[] {
  return offers.map((offer) => ({
    text: t('coaching:waits.offered', { when: whenWords(t, offer, today), coach: offer.coachName }),
    about: t('coaching:waits.until', { until: untilWords(t, Number(offer.expiresAt)) }), href: MINE, button: t('coaching:own.home.answer'),
  }));
}

function ownItems(
  t: Translate, { coaches, booked, waits }: HomeFigures, { coming = [], proposed = [] }: { coming?: readonly ComingRow[]; proposed?: readonly ProposedRow[] }, today: string,
): HomeItem[] {
  const next = soonest(coming);
  if (next) {
    const about = t('coaching:own.home.next-about', { coach: next.coachName, where: whereWords(t, next) });
    return [{ text: t('coaching:own.home.next', { when: whenWords(t, next, today) }), about, href: MINE }];
  }
  const mine: HomeItem[] = waits ? [{ text: t('coaching:waits.waiting'), href: MINE }] : booked ? [{ text: t('coaching:own.title'), href: MINE }] : [];
  const [reason] = reasonsIn(proposed, today);
  const badge = reason && !waits ? { badge: { text: t('coaching:proposals.badge'), kind: 'accent' } } : {};
  const about = t(reason ? `coaching:proposals.to-her.${reason}` : 'coaching:own.home.ask-about');
  return coaches ? [{ text: t('coaching:own.home.ask'), about, href: NEW, ...badge }, ...mine] : mine;
}

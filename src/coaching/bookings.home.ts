import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeFigure, type HomeFigures, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { untilWords, whenWords, whereWords } from './booking-words.js';
import { comingSelection, soonest, type ComingRow } from './bookings.repository.js';
import { MINE, NEW } from './own-booking.presenter.js';
import { ofLearnerSelection, reasonsIn, type ProposedRow } from './proposals.repository.js';
import { openOffersSelection, ownWaits, type OpenOffer, type OwnWait } from './waits.repository.js';

/** What coaching puts on a learner's home: the hour that is kept for her, her next one, that she waits, or the offer to book one. */
@Injectable()
export class BookingsHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    // Before everything else: it is kept for her for a few hours.
    this.sections.add({
      roles: ['learner'], order: 1, title: 'coaching:own.home.section', rows: (viewer) => waitsOf(viewer, this.clock.today()),
      more: (viewer, _, { waits = [] }) => this.offers(viewer, waits), load: (_, t, __, { offers = [] }) => offerItems(t, offers, this.clock.today()),
    });
    this.sections.add({
      roles: ['learner'], order: 6, title: 'coaching:own.home.section', figures: ownFigures, rows: (viewer) => waitsOf(viewer, this.clock.today()),
      more: (viewer, figures, { waits = [] }) => ({ ...this.offers(viewer, waits), ...this.more(viewer, figures) }),
      load: (_, t, figures, { waits = [], offers = [], ...rows }) => ownItems(t, figures, { ...rows, waits: withoutOffer(waits, offers) }, this.clock.today()),
    });
  }

  /** An hour is kept for whoever waits. */
  private offers({ centreId, personId }: Viewer, waits: readonly OwnWait[]): Record<string, Selection> {
    return personId === null || waits.length === 0 ? {} : { offers: openOffersSelection(centreId, personId, this.clock.now()) };
  }

  /** When she comes next, if she ever booked; else why coaching is proposed to her, where there is any. */
  private more({ centreId, personId }: Viewer, { booked, coaches }: HomeFigures): Record<string, Selection> {
    if (personId === null) return {};
    const now = this.clock.now();
    const today = localDateAt(now);
    return {
      ...booked ? { coming: comingSelection(centreId, personId, today, localTimeAt(now)) } : {},
      ...coaches ? { proposed: ofLearnerSelection(centreId, today, personId) } : {},
    };
  }
}

function ownFigures({ centreId, personId }: Viewer): Record<string, HomeFigure> {
  return {
    coaches: {
      sql: `SELECT COUNT(*) FROM coaches c WHERE c.centre_id = ? AND c.ended_at IS NULL
        AND EXISTS (SELECT 1 FROM coach_hours h WHERE h.coach_id = c.id)`,
      parameters: [centreId],
    },
    booked: { sql: 'SELECT COUNT(*) FROM bookings WHERE person_id = ? AND centre_id = ?', parameters: [personId, centreId] },
  };
}

function waitsOf({ centreId, personId }: Viewer, today: LocalDate): Record<string, Selection> {
  return personId === null ? {} : { waits: ownWaits(centreId, personId, today) };
}

/** What she waits for without an hour that is kept. */
function withoutOffer(waits: readonly OwnWait[], offers: readonly OpenOffer[]): OwnWait[] {
  return waits.filter(({ id }) => !offers.some(({ waitId }) => waitId === id));
}

function offerItems(t: Translate, offers: readonly OpenOffer[], today: string): HomeItem[] {
  return offers.map((offer) => ({
    text: t('coaching:waits.offered', { when: whenWords(t, offer, today), coach: offer.coachName }),
    about: t('coaching:waits.until', { until: untilWords(t, Number(offer.expiresAt)) }), href: MINE, button: t('coaching:own.home.answer'),
  }));
}

function ownItems(
  t: Translate, { coaches, booked }: HomeFigures,
  { coming = [], proposed = [], waits }: { coming?: readonly ComingRow[]; proposed?: readonly ProposedRow[]; waits: readonly OwnWait[] }, today: string,
): HomeItem[] {
  const next = soonest(coming);
  if (next) {
    const about = t('coaching:own.home.next-about', { coach: next.coachName, where: whereWords(t, next) });
    return [{ text: t('coaching:own.home.next', { when: whenWords(t, next, today) }), about, href: MINE }];
  }
  const mine: HomeItem[] = waits.length > 0 ? [waitItem(t, waits)] : booked ? [{ text: t('coaching:own.title'), href: MINE }] : [];
  const [reason] = reasonsIn(proposed, today);
  const badge = reason && waits.length === 0 ? { badge: { text: t('coaching:proposals.badge'), kind: 'accent' } } : {};
  const about = t(reason ? `coaching:proposals.to-her.${reason}` : 'coaching:own.home.ask-about');
  return coaches ? [{ text: t('coaching:own.home.ask'), about, href: NEW, ...badge }, ...mine] : mine;
}

/** Somebody whose hour was given free again may still book it: that page looks. */
function waitItem(t: Translate, waits: readonly OwnWait[]): HomeItem {
  const lapsed = waits.some((wait) => Number(wait.lapsed) > 0);
  return lapsed ? { text: t('coaching:own.home.lapsed'), about: t('coaching:own.home.lapsed-about'), href: MINE } : { text: t('coaching:waits.waiting'), href: MINE };
}

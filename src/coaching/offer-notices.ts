import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import { formatLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { Channels } from '../shared/outbox/channels.js';
import { post } from '../shared/outbox/outbox.js';
import { dayWords } from '../shared/web/date-words.js';
import type { CoachingOffer } from './coaching-offer.entity.js';
import { howToReach, sayWords } from './reaching.js';
import { offerClaim, wakingFrom } from './reminder-rules.js';

/** Tells who waits that an hour is kept for her, in the unit of work that keeps it: when, where and until when, and never what about. */
@Injectable()
export class OfferNotices {
  constructor(@Inject(Channels) private readonly channels: Channels) {}

  /** Writes nothing where she may not be written to; she is called then, from the waiting list. */
  async tell(tx: Tx, offer: CoachingOffer): Promise<void> {
    const { id, centreId, date, startsAt, expiresAt } = offer;
    const reached = await howToReach(tx, offer, this.channels.names);
    if (!reached) return;
    const { t, centre, way } = reached;
    const until = t('coaching:offer-notice.until', { time: localTimeAt(expiresAt), date: formatLocalDate(localDateAt(expiresAt)).slice(0, 5) });
    const words = { centre, day: dayWords(t, date), time: startsAt, until };
    await post(tx, {
      ...way, subject: t('coaching:offer-notice.subject', words), body: `${t('coaching:offer-notice.body', words)} ${sayWords(reached, 'offer-notice')}`,
      centreId, claim: offerClaim(id), aboutId: id, dueAt: wakingFrom(tx.now), uselessAfter: expiresAt,
    });
  }
}

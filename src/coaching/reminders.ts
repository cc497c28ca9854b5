import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { contactIn, newestConsent } from '../people/contact-permission.js';
import { formatPhone } from '../people/contact.js';
import type { Tx } from '../shared/database/tx.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { Channels } from '../shared/outbox/channels.js';
import { callBack, post } from '../shared/outbox/outbox.js';
import { dayWords } from '../shared/web/date-words.js';
import { DEFAULT_LOCALE, isLocale, translator } from '../shared/web/i18n.js';
import { BookingEvents } from './booking-events.js';
import type { Booking } from './booking.entity.js';
import { reminderClaim, reminderDue, reminderWay } from './reminder-rules.js';

/**
 * Reminds people of their bookings: writes the message in the unit of work that books or moves, and calls it back in the
 * one that moves or cancels. It says when and where, and never what about.
 */
@Injectable()
export class Reminders implements OnModuleInit {
  constructor(private readonly events: BookingEvents, @Inject(Channels) private readonly channels: Channels) {}

  onModuleInit(): void {
    this.events.whenChanged(async (tx, kind, booking) => {
      if (kind === 'moved' || kind === 'cancelled') await callBack(tx, booking.id);
      if (kind === 'moved' || kind === 'booked') await this.remind(tx, booking);
    });
  }

  private async remind(tx: Tx, booking: Booking): Promise<void> {
    const due = reminderDue(booking, tx.now);
    if (due === null || this.channels.names.length === 0) return;
    const [reached] = await tx.manager.query<Reached[]>(REACHED, [booking.centreId, booking.personId]);
    const way = reached && reminderWay({ ...reached, allowed: contactIn(reached.covers) === true }, this.channels.names);
    if (!way) return;
    await post(tx, {
      ...way, ...wordsOf(booking, reached), centreId: booking.centreId, claim: reminderClaim(booking.id, booking), aboutId: booking.id,
      dueAt: due, uselessAfter: instantAt(booking.date, booking.startsAt),
    });
  }
}

interface Reached {
  phone: string | null;
  email: string | null;
  covers: string | null;
  locale: string | null;
  centre: string;
  centrePhone: string | null;
}

/** In the language in which she reads Minka. */
function wordsOf({ date, startsAt }: Booking, { locale, centre, centrePhone }: Reached): { subject: string; body: string } {
  const t = translator(isLocale(locale) ? locale : DEFAULT_LOCALE);
  const words = { centre, day: dayWords(t, date), time: startsAt };
  const cannot = centrePhone ? t('coaching:reminder.call', { phone: formatPhone(centrePhone) }) : t('coaching:reminder.tell');
  return { subject: t('coaching:reminder.subject', words), body: `${t('coaching:reminder.body', words)} ${cannot}` };
}

const REACHED = `
  SELECT p.phone, p.email, ${newestConsent('p.id', 'place.id')} AS covers, place.name AS centre, place.phone AS centrePhone,
    (SELECT a.locale FROM accounts a WHERE a.person_id = p.id AND a.kind = 'learner') AS locale
  FROM persons p JOIN centres place ON place.id = ? WHERE p.id = ?`;

import type { FlashMessage } from '../shared/web/flash.js';
import type { Translate } from '../shared/web/i18n.js';
import type { StandingBooking } from './standing-bookings.js';

/** The desk's page of a day, where bookings are moved. */
export function deskPath({ date }: Pick<StandingBooking, 'date'>): string {
  return `/coaching?date=${date}`;
}

/** What was saved; and where bookings are left behind, how many and where the first is. */
export function displacedFlash(saved: string, displaced: readonly StandingBooking[]): FlashMessage {
  const [first] = displaced;
  if (!first) return { key: saved };
  return {
    key: `${saved}-displaced`, params: { count: displaced.length }, kind: 'warning',
    link: { href: deskPath(first), key: 'coaching:coaches.displaced.link' },
  };
}

/** `3 reservas quedan fuera de estas horas`, as a link to the day of the first. */
export function displacedLink(t: Translate, key: string, displaced: readonly StandingBooking[]): { href: string; text: string } | null {
  const [first] = displaced;
  return first ? { href: deskPath(first), text: t(key, { count: displaced.length }) } : null;
}

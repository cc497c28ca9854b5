import type { FlashMessage } from '../shared/web/flash.js';
import type { Translate } from '../shared/web/i18n.js';
import { dayPath } from './booking.presenter.js';
import type { StandingBooking } from './misfits.js';

/** Of a booking that is left behind only the day matters: there it is moved. */
type Left = Pick<StandingBooking, 'date'>;

/** What was saved; and where bookings are left behind, how many and where the first is. */
export function displacedFlash(saved: string, displaced: readonly Left[]): FlashMessage {
  return leftBehind(`${saved}-displaced`, displaced) ?? { key: saved };
}

/** How many bookings are left behind and where the first is; null where none is. */
export function leftBehind(key: string, displaced: readonly Left[]): FlashMessage | null {
  const [first] = displaced;
  return first ? {
    key, params: { count: displaced.length }, kind: 'warning', link: { href: dayPath(first.date), key: 'coaching:coaches.displaced.link' },
  } : null;
}

/** `3 reservas quedan fuera de estas horas`, as a link to the day of the first. */
export function displacedLink(t: Translate, key: string, displaced: readonly Left[]): { href: string; text: string } | null {
  const [first] = displaced;
  return first ? { href: dayPath(first.date), text: t(key, { count: displaced.length }) } : null;
}

import type { LeftByClasses } from '../groups/class-followers.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { dayWords, listWords } from '../shared/web/date-words.js';
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

/** How many days are named one by one. */
const MOST_DAYS = 5;

/** `Con estos grupos ya no caben 2 asesorías reservadas: martes 1 de diciembre a las 09:00 y 10:30.` @param by what leaves them so: a draft of groups, or a change of what stands */
export function leftByClasses(t: Translate, by: 'by-groups' | 'by-change', displaced: readonly Pick<StandingBooking, 'date' | 'startsAt'>[], today: LocalDate): LeftByClasses | null {
  const [first] = displaced;
  if (!first) return null;
  const days = [...groupBy(displaced, ({ date }) => date)].map(([date, ofDay]) => (
    t('coaching:coaches.displaced.on', { day: dayWords(t, date, today), hours: listWords(t, [...new Set(ofDay.map(({ startsAt }) => startsAt))]) })));
  const more = days.length > MOST_DAYS ? [t('coaching:coaches.displaced.more-days', { count: days.length - MOST_DAYS })] : [];
  return {
    text: t(`coaching:coaches.displaced.${by}`, { count: displaced.length, days: [...days.slice(0, MOST_DAYS), ...more].join('; ') }),
    link: { href: dayPath(first.date), key: 'coaching:coaches.displaced.link' },
  };
}

/** `3 reservas quedan fuera de estas horas`, as a link to the day of the first. */
export function displacedLink(t: Translate, key: string, displaced: readonly Left[]): { href: string; text: string } | null {
  const [first] = displaced;
  return first ? { href: dayPath(first.date), text: t(key, { count: displaced.length }) } : null;
}

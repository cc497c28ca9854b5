import type { Instant } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { backOf, bookingPath } from './booking.presenter.js';
import { transitionFor } from './booking-states.js';
import { isOver, untilWords, whenWords } from './booking-words.js';
import type { BookingRow, EventRow } from './bookings.repository.js';
import type { CoachingActor } from './coaching.policy.js';
import type { BookingStatus } from './coaching-words.js';
import { NEW } from './own-booking.presenter.js';

/** How a booking stands that can be neither moved nor cancelled any more. */
export type Settled = Exclude<BookingStatus, 'booked'> | 'begun' | 'past';

/** @returns null while it can still be moved and cancelled */
export function settledAs(row: BookingRow, { side }: CoachingActor, now: Instant): Settled | null {
  if ('transition' in transitionFor('cancel', row, side, now)) return null;
  if (row.status !== 'booked') return row.status;
  return isOver(row, now) ? 'past' : 'begun';
}

/** What `coaching/settled` shows instead of asking: how the booking stands, since when and by whom where that is known, and where to go on. */
export function settledView(
  t: Translate, { actor, row, events, settled, now }: { actor: CoachingActor; row: BookingRow; events: readonly EventRow[]; settled: Settled; now: Instant },
): object {
  const staff = actor.side === 'staff';
  return {
    back: backOf(t, actor, row), lead: settled === 'cancelled' ? cancelledWords(t, actor, events) : null,
    facts: [
      ...(staff ? [{ label: t('coaching:desk.person'), text: row.name, href: `/people/${row.personId}` }] : []),
      { label: t('coaching:book.facts.when'), text: whenWords(t, row, localDateAt(now)) },
      { label: t('coaching:book.facts.coach'), text: row.coachName },
    ],
    next: t(`coaching:settled.next-${actor.side}.${settled}`), actions: waysOn(t, row, staff, settled),
  };
}

/** `La canceló usted el lunes 23 de noviembre a las 10:00.` */
function cancelledWords(t: Translate, actor: CoachingActor, events: readonly EventRow[]): string | null {
  const event = [...events].reverse().find(({ kind }) => kind === 'cancelled');
  if (!event) return null;
  const by = event.side === 'learner' ? 'herself' : event.by === null ? 'nobody' : 'staff';
  return t(`coaching:settled.by-${actor.side}.${by}`, { by: event.by, at: untilWords(t, event.happenedAt) });
}

/** Another hour for whoever has none any more; what was put down by mistake is taken back at the booking itself. */
function waysOn(t: Translate, { id, personId }: BookingRow, staff: boolean, settled: Settled): object[] {
  if (!staff) return [{ href: NEW, text: t('coaching:own.another') }];
  const again = { href: `/coaching/bookings/new?person=${personId}`, text: t('coaching:desk.again') };
  const itself = { href: bookingPath(id), text: t('coaching:settled.see') };
  return settled === 'cancelled' ? [again, { ...itself, kind: 'quiet' }] : [itself, { ...again, kind: 'quiet' }];
}

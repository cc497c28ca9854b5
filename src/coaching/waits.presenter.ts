import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import { dayWords } from '../shared/web/date-words.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { wishesQuery, wishFields, type AskedWishes } from './asked-wishes.js';
import { untilWords, whenWords } from './booking-words.js';
import { bookingForPath, DESK_NEW } from './desk-booking.presenter.js';
import type { FreeSlot } from './free-slots.js';
import { NEW } from './own-booking.presenter.js';
import { noticeWords, reachView } from './call-list.presenter.js';
import type { Side } from './coaching-words.js';
import { slotName } from './slot-choice.js';
import type { WaitRow } from './waits.repository.js';

export const WAITS = '/coaching/waits';

/** What `coaching/waits` shows: who waits, and what is offered to whom until when. */
export function waitsView(t: Translate, rows: readonly WaitRow[], now: Instant, side: Side): object {
  const back = side === 'staff' ? { href: '/coaching', text: t('coaching:desk.title') } : { href: '/coaching/mine', text: t('coaching:own.title') };
  return { back, waiting: rows.map((row) => waitView(t, row, now, side === 'staff')) };
}

/** One who waits. Her name for staff alone: she knows it. */
export function waitView(t: Translate, row: WaitRow, now: Instant, named: boolean): object {
  const today = localDateAt(now);
  const days = row.fromDate === row.toDate
    ? t('coaching:waits.day', { day: dayWords(t, row.fromDate, today) })
    : t('coaching:waits.days', { from: dayWords(t, row.fromDate, today), to: dayWords(t, row.toDate, today) });
  const side = named ? 'for-her' : 'herself';
  const offered = row.offerId !== null && row.date !== null && row.expiresAt !== null;
  const hour = { date: row.date as LocalDate, startsAt: row.startsAt as LocalTime, endsAt: row.endsAt as LocalTime };
  return {
    name: named ? row.name : null, href: `/people/${row.personId}`, days, side, withdrawUrl: `/coaching/waits/${row.id}/withdrawal`,
    lapsed: row.lapsed, free: row.free && freeView(t, row, row.free, today, named),
    offer: offered ? {
      words: t('coaching:waits.offered', { when: whenWords(t, hour, today), coach: row.coachName }),
      until: t('coaching:waits.until', { until: untilWords(t, row.expiresAt as Instant) }),
      reach: named ? offerReach(t, row) : null,
      acceptUrl: `/coaching/offers/${row.offerId}/acceptance`, declineUrl: `/coaching/offers/${row.offerId}/refusal`,
    } : null,
  };
}

/** An hour that she need not wait for: chosen already where it is booked. */
function freeView(t: Translate, { personId, topic, wishes }: WaitRow, slot: FreeSlot, today: LocalDate, named: boolean): object {
  const asked = { topic, wishes, from: null };
  const address = (page: string, more: Record<string, string | null>): string => (
    named ? `${DESK_NEW}${wishesQuery(asked, { ...more, person: personId })}` : `${NEW}/${page}${wishesQuery(asked, more)}`);
  return {
    words: t('coaching:waits.free', { when: whenWords(t, slot, today), coach: slot.coachName }),
    bookUrl: address('confirmation', { slot: slotName(slot) }), othersUrl: named ? null : address('hours', {}),
  };
}

/** From today, so many days. */
export const SPANS = ['1', '3', '7', '14'] as const;

/** What `coaching/form` shows of somebody who wants to wait. @param day the one that she has chosen already, or null */
export function waitFormView(
  t: Translate, { form, asked: { topic, wishes, from }, day, personId, back, name, free }:
  { form: FormView; asked: AskedWishes; day: LocalDate | null; personId: Id | null; back: string; name: string | null; free: boolean },
): object {
  const said = { personId, topic };
  return {
    form, back: { href: back, text: t('common:back') }, lead: name ? t('coaching:waits.for', { name }) : t('coaching:waits.lead'), action: '/coaching/waits',
    hidden: [...Object.entries(said).flatMap(([key, value]) => (value ? [{ name: key, value }] : [])), ...wishFields(wishes)],
    fields: [day ? dayField(t, form, day) : field(form, t, {
      name: 'days', type: 'radios', label: 'coaching:waits.how-long', value: '7',
      choices: SPANS.map((value) => ({ value, label: t(`coaching:waits.spans.${value}`) })),
    })],
    submit: t('coaching:waits.submit'),
    ...(free ? { cancelUrl: personId ? bookingForPath(personId) : `${NEW}/hours${wishesQuery({ topic, wishes, from })}`, cancel: t('coaching:waits.see-free') } : { cancelUrl: back }),
  };
}

/** How she hears of an offer, for staff. */
function offerReach(t: Translate, row: WaitRow): object {
  const reach = reachView(t, row);
  return { ...reach, notice: noticeWords(t, row.notice, reach.phone !== null) };
}

function dayField(t: Translate, form: FormView, day: LocalDate): Field {
  return field(form, t, { name: 'days', type: 'radios', label: 'coaching:waits.which-day', value: day, choices: [{ value: day, label: t('coaching:waits.one-day', { day: dayWords(t, day) }) }] });
}

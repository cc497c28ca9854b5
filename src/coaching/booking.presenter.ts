import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { field, type FormView } from '../shared/web/fields.js';
import { failedView, type FailedForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { differenceOf, type StaleView } from '../shared/web/stale-form.js';
import type { Viewer } from '../shared/web/viewer.js';
import { wishesQuery, wishFields, type AskedWishes } from './asked-wishes.js';
import { ACTS } from './booking.form.js';
import { isLate, possibleActs, type BookingAct } from './booking-states.js';
import { atWords, isOver, statusBadge, topicWords, whenWords, whereWords } from './booking-words.js';
import type { BookingRow, EventRow } from './bookings.repository.js';
import type { CoachingRules } from './coaching-settings.entity.js';
import { seesTopic, type CoachingActor } from './coaching.policy.js';
import type { FreeSlot } from './free-slots.js';
import { slotName } from './slot-choice.js';

export function bookingPath(id: Id): string {
  return `/coaching/bookings/${id}`;
}

export function dayPath(date: string): string {
  return `/coaching?date=${date}`;
}

/** Where somebody comes from who looks at a booking. */
export function backOf(t: Translate, { side }: CoachingActor, { date }: Pick<BookingRow, 'date'>): { href: string; text: string } {
  return side === 'learner' ? { href: '/coaching/mine', text: t('coaching:own.title') } : { href: dayPath(date), text: t('coaching:desk.title') };
}

/** One press each: what staff can say of a booking now; of an hour that is over, whether it was held. Another PC is offered where hers is the trouble. */
export function actButtons(t: Translate, row: BookingRow, now: Instant): { value: string; text: string; kind: string }[] {
  const possible = possibleActs(row, 'staff', now);
  return ACTS.filter((act) => act !== 'reseat' && !(act === 'arrive' && isOver(row, now)) && possible.includes(act)).map((act) => ({ value: act, text: t(`coaching:desk.acts.${act}`), kind: act === 'undo' ? 'quiet' : 'secondary' }));
}

/** What `coaching/booking` shows. */
export function bookingView(
  t: Translate, { actor, viewer, row, events, form, now, act }:
  { actor: CoachingActor; viewer: Viewer; row: BookingRow; events: readonly EventRow[]; form: FormView; now: Instant; act: BookingAct | null },
): object {
  const acts = possibleActs(row, actor.side, now);
  const staff = actor.side === 'staff';
  const topic = seesTopic(viewer, row) ? topicWords(t, row.topic) : null;
  return {
    form, overtaken: act && overtakenView(t, row, form, t(`coaching:desk.acts.${act}`)), back: backOf(t, actor, row), badge: statusBadge(t, row.status),
    facts: [
      ...(staff ? [{ label: t('coaching:desk.person'), text: row.name, href: `/people/${row.personId}` }] : []),
      { label: t('coaching:book.facts.when'), text: whenWords(t, row, localDateAt(now)) },
      { label: t('coaching:book.facts.coach'), text: row.coachName },
      { label: t('coaching:book.facts.where'), text: whereWords(t, row) },
      ...(topic ? [{ label: t('coaching:book.facts.topic'), text: topic }] : []),
      ...(staff ? [{ label: t('coaching:desk.through'), text: t(`coaching:desk.channels.${row.bookedThrough}`) }] : []),
    ],
    acts: staff ? { action: `${bookingPath(row.id)}/state`, version: row.version, page: 'booking', buttons: actButtons(t, row, now) } : null,
    moveUrl: acts.includes('move') ? `${bookingPath(row.id)}/move` : null,
    cancelUrl: acts.includes('cancel') ? `${bookingPath(row.id)}/cancellation` : null,
    cancelText: t(staff ? 'coaching:desk.cancel' : 'coaching:own.cancel.open'),
    notesUrl: viewer.accountId === row.coachAccountId ? `${bookingPath(row.id)}/notes` : null,
    againUrl: staff && row.status === 'cancelled' ? `/coaching/bookings/new?person=${row.personId}` : null,
    events: staff ? events.map((event) => eventWords(t, event)) : [],
  };
}

/** A form that failed. Where it came too late staff read what happened meanwhile, and by whom; the page under it shows how the booking stands now. */
export function failedForm(t: Translate, { side }: CoachingActor, events: readonly EventRow[], { form, status }: { form: FailedForm; status: number }): FormView {
  const last = events.at(-1);
  if (status !== 409 || side === 'learner' || !last) return failedView(form, t);
  return failedView({ ...form, faults: [{ field: '', reason: 'coaching:desk.changed-meanwhile', params: eventWords(t, last) }] }, t);
}

/** How a booking stands, over a form about it that came too late, and what it was to become; null over any other. */
export function overtakenView(t: Translate, row: BookingRow, { stale }: FormView, wanted: string): StaleView | null {
  return stale ? { differences: differenceOf(t('web:stale-fields.status'), standing(t, row), wanted) } : null;
}

/** `Reservada: el lunes 23 de noviembre a las 09:00` */
export function standing(t: Translate, { status, ...hour }: Pick<BookingRow, 'status' | 'date' | 'startsAt'>): string {
  return `${statusBadge(t, status).text}: ${atWords(t, hour)}`;
}

function eventWords(t: Translate, { kind, side, reason, late, reseated, happenedAt, by }: EventRow): { text: string; about: string } {
  const date = localDateAt(happenedAt);
  return {
    text: t(`coaching:desk.events.${kind === 'cancelled' && late > 0 ? 'cancelled-late' : reseated ? 'reseated' : kind}`),
    about: [t('coaching:desk.event-at', { date: formatLocalDate(date), time: localTimeAt(happenedAt) }), side === 'learner' ? t('coaching:desk.by-herself') : by, reason]
      .filter(Boolean).join(' · '),
  };
}

/** What `coaching/form` shows before a booking is cancelled: whether it is free of blame is said kindly, and what the rule is: the limit itself may lie before she booked. */
export function cancellationView(t: Translate, actor: CoachingActor, row: BookingRow, rules: CoachingRules, form: FormView, now: Instant): object {
  const when = whenWords(t, row, localDateAt(now));
  const late = isLate(row, rules, now);
  const key = actor.side === 'staff' ? (late ? 'staff-late' : 'staff') : late ? 'late' : 'in-time';
  return {
    form, overtaken: overtakenView(t, row, form, statusBadge(t, 'cancelled').text), back: backOf(t, actor, row), lead: t(`coaching:own.cancel.${key}`, { when, count: rules.freeCancelHours, name: row.name }),
    action: `${bookingPath(row.id)}/cancellation`, hidden: [{ name: 'version', value: String(row.version) }],
    fields: [field(form, t, { name: 'reason', label: 'coaching:own.cancel.reason', optional: true, maxlength: 200 })],
    submit: t('coaching:own.cancel.submit'), cancelUrl: backOf(t, actor, row).href, cancel: t('coaching:own.cancel.keep'),
  };
}

/** What `coaching/confirm-booking` shows before a booking is moved. */
export function moveView(t: Translate, { side }: CoachingActor, row: BookingRow, slot: FreeSlot, asked: AskedWishes, now: Instant): object {
  const today = localDateAt(now);
  return {
    back: { href: `${bookingPath(row.id)}/move${wishesQuery(asked)}`, text: t('coaching:book.other-hour') },
    facts: [
      ...(side === 'staff' ? [{ label: t('coaching:desk.person'), text: row.name }] : []),
      { label: t('coaching:own.move.before'), text: whenWords(t, row, today) },
      { label: t('coaching:own.move.after'), text: whenWords(t, slot, today) },
      { label: t('coaching:book.facts.coach'), text: slot.coachName },
      { label: t('coaching:book.facts.where'), text: whereWords(t, slot) },
    ],
    blameless: t('coaching:own.move.kept'), action: `${bookingPath(row.id)}/move`, submit: t('coaching:own.move.submit'), topic: null,
    hidden: [{ name: 'slot', value: slotName(slot) }, { name: 'version', value: String(row.version) }, ...wishFields(asked.wishes)],
  };
}

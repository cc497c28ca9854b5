import type { Person } from '../people/person.entity.js';
import { surnamesFirst } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { hoursWords } from '../shared/web/date-words.js';
import { field, type Choice, type FormView } from '../shared/web/fields.js';
import type { FlashMessage } from '../shared/web/flash.js';
import type { Translate } from '../shared/web/i18n.js';
import { hasWishes, wishesQuery, wishFields, type AskedWishes } from './asked-wishes.js';
import { nearDayWords, topicChoices, whenWords, whereWords } from './booking-words.js';
import type { BookingRow, WorkingPc } from './bookings.repository.js';
import type { BookableHours } from './bookings.service.js';
import type { FreeSlot } from './free-slots.js';
import { MOST_TIMES, type SeriesFault } from './series.service.js';
import { fewSlots, slotName, type SlotChoice } from './slot-choice.js';
import { fullDays, narrowerLinks } from './slots.presenter.js';

export const DESK_NEW = '/coaching/bookings/new';

export interface DeskBooking extends BookableHours {
  person: Pick<Person, 'id' | 'surnames' | 'givenNames'>;
  asked: AskedWishes;
  pcs: readonly WorkingPc[];
  nearest: readonly FreeSlot[];
  /** Of a series that could not be booked, the weeks for which it could not. */
  weeks: readonly SeriesFault[];
  form: FormView;
  now: Instant;
}

/** Where somebody is booked for. */
export function bookingForPath(personId: string): string {
  return `${DESK_NEW}?person=${personId}`;
}

/** What the desk tells whoever stands there or is on the phone: the day, the hour, with whom and at which PC. @param row the first of so many weeks */
export function bookedFlash(t: Translate, row: BookingRow, times: number, now: Instant): FlashMessage {
  const params = { name: row.name, count: times, when: whenWords(t, row, localDateAt(now)), coach: row.coachName, where: whereWords(t, row) };
  return { key: `coaching:desk.flash.${times > 1 ? 'series' : 'booked'}`, params };
}

/** What `coaching/desk-booking` shows: all on one page, the soonest hour chosen already. */
export function deskBookingView(t: Translate, { person, asked, slots, full, languages, pcs, nearest, weeks, form, now }: DeskBooking): object {
  const today = localDateAt(now);
  const choice = fewSlots(slots, asked.from, asked.day);
  const chosen = nearest.length > 0 ? undefined : slots.find((slot) => slotName(slot) === form.values.slot);
  const offered = nearest.length > 0 ? nearest : withChosen(choice.days.flatMap((day) => day.slots), chosen);
  const first = chosen ?? offered[0];
  const waitUrl = `/coaching/waits/new${wishesQuery(asked, { from: null, person: person.id })}`;
  const { wholeDay, ...links } = linksOf(t, { person, asked, languages }, choice);
  return {
    form, back: { href: '/coaching', text: t('coaching:desk.title') }, name: surnamesFirst(person), personUrl: `/people/${person.id}`,
    ...links,
    waitUrl, full: fullDays(t, { full, asked, more: choice.more, today, waitUrl }),
    weeks: weeks.map((fault) => weekView(t, fault, today)), action: '/coaching/bookings', hidden: hiddenOf(person.id, asked),
    fields: first && [
      {
        ...field({ ...form, values: { ...form.values, slot: slotName(first) } }, t, {
          name: 'slot', type: 'radios', label: nearest.length > 0 ? 'coaching:book.nearest' : 'coaching:desk.hours',
          choices: hourChoices(t, offered, today, nearest.length > 0 ? () => null : wholeDay),
        }),
        control: 'coaching/hour-choices',
      },
      field(form, t, { name: 'topic', type: 'select', label: 'coaching:book.facts.topic', choices: topicChoices(t), value: asked.topic ?? 'other', width: 'medium' }),
      field(pcStill(form, nearest), t, { name: 'workstationId', type: 'select', label: 'coaching:desk.pc', choices: pcChoices(t, pcs), value: '', width: 'medium' }),
      field(form, t, { name: 'times', type: 'select', label: 'coaching:desk.times', width: 'medium', value: '1', choices: timesChoices(t) }),
      field(form, t, {
        name: 'through', type: 'radios', label: 'coaching:desk.asks', inline: true, value: 'desk',
        choices: (['desk', 'phone'] as const).map((value) => ({ value, label: t(`coaching:desk.channels.${value}`) })),
      }),
    ],
  };
}

/** Where the same page leads to with other hours. */
function linksOf(t: Translate, { person, asked, languages }: Pick<DeskBooking, 'person' | 'asked' | 'languages'>, { days, more }: SlotChoice) {
  const here = (query: string): string => query.replace(`${DESK_NEW}?`, `${bookingForPath(person.id)}&`);
  const to = (changed: Record<string, string | null>): string => here(`${DESK_NEW}${wishesQuery(asked, changed)}`);
  return {
    narrower: narrowerLinks(t, asked, DESK_NEW, languages).map((link) => ({ ...link, href: here((link as { href: string }).href) })),
    moreUrl: more && to({ from: more }), soonestUrl: asked.from && to({ from: null }), allUrl: hasWishes(asked) ? bookingForPath(person.id) : null,
    /** All hours of a date; null where they are all there. */
    wholeDay: (date: LocalDate): object | null => {
      const hidden = days.find((day) => day.date === date)?.hidden ?? 0;
      return hidden === 0 ? null : { href: `${to({ day: date })}#slot`, text: t('coaching:book.whole-day', { count: hidden }) };
    },
  };
}

function weekView(t: Translate, { date, refusals, nearest }: SeriesFault, today: LocalDate): object {
  return {
    day: nearDayWords(t, date, today), why: refusals.map(({ reason, params }) => t(reason, params)),
    hours: nearest.map((slot) => ({ when: whenWords(t, slot, today), about: t('coaching:book.with', { coach: slot.coachName }) })),
  };
}

/** An hour that was chosen stays among those to choose from, wherever it came from. */
function withChosen(shown: readonly FreeSlot[], chosen: FreeSlot | undefined): readonly FreeSlot[] {
  if (!chosen || shown.includes(chosen)) return shown;
  return [...shown, chosen].sort((a, b) => (`${a.date} ${a.startsAt}` < `${b.date} ${b.startsAt}` ? -1 : 1));
}

/**
 * As `coaching/hour-choices` takes them: whoever hears the page gets the day with each hour.
 * @param wholeDay the link to all hours of a date; null where they are all there
 */
function hourChoices(t: Translate, slots: readonly FreeSlot[], today: LocalDate, wholeDay: (date: LocalDate) => object | null): Choice[] {
  return slots.map((slot, index) => ({
    value: slotName(slot), label: whenWords(t, slot, today), hint: t('coaching:desk.slot-about', { coach: slot.coachName, pc: slot.workstationLabel }),
    day: nearDayWords(t, slot.date, today), hours: hoursWords(t, slot.startsAt, slot.endsAt), first: slots[index - 1]?.date !== slot.date,
    more: slots[index + 1]?.date === slot.date ? null : wholeDay(slot.date),
  }));
}

/** A PC that was asked for stays so as long as all hours that are offered instead are at it. */
function pcStill(form: FormView, nearest: readonly FreeSlot[]): FormView {
  const elsewhere = nearest.some(({ workstationId }) => workstationId !== form.values.workstationId);
  return elsewhere ? { ...form, values: { ...form.values, workstationId: '' } } : form;
}

function pcChoices(t: Translate, pcs: readonly WorkingPc[]): Choice[] {
  return [{ value: '', label: t('coaching:desk.any-pc') }, ...pcs.map(({ id, label, roomName }) => ({ value: id, label: whereWords(t, { workstationLabel: label, roomName }) }))];
}

function timesChoices(t: Translate): Choice[] {
  return Array.from({ length: MOST_TIMES }, (_, index) => ({ value: String(index + 1), label: index === 0 ? t('coaching:desk.once') : t('coaching:desk.weeks', { count: index + 1 }) }));
}

function hiddenOf(personId: string, { wishes, from }: AskedWishes): { name: string; value: string }[] {
  return [{ name: 'personId', value: personId }, ...wishFields(wishes), ...(from ? [{ name: 'from', value: from }] : [])];
}

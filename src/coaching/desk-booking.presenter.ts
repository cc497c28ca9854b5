import type { Person } from '../people/person.entity.js';
import { surnamesFirst } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { wishesQuery, type AskedWishes } from './asked-wishes.js';
import { topicChoices, whenWords } from './booking-words.js';
import type { FreeSlot } from './free-slots.js';
import { fewSlots, slotName } from './slot-choice.js';
import { narrowerLinks } from './slots.presenter.js';

export const DESK_NEW = '/coaching/bookings/new';

export interface DeskBooking {
  person: Pick<Person, 'id' | 'surnames' | 'givenNames'>;
  asked: AskedWishes;
  slots: readonly FreeSlot[];
  nearest: readonly FreeSlot[];
  form: FormView;
  now: Instant;
}

/** Where somebody is booked for. */
export function bookingForPath(personId: string): string {
  return `${DESK_NEW}?person=${personId}`;
}

/** What `coaching/desk-booking` shows: all on one page, the soonest hour chosen already. */
export function deskBookingView(t: Translate, { person, asked, slots, nearest, form, now }: DeskBooking): object {
  const today = localDateAt(now);
  const choice = fewSlots(slots, asked.from);
  const offered = nearest.length > 0 ? nearest : choice.days.flatMap((day) => day.slots);
  const [first] = offered;
  const here = (address: string): string => address.replace(`${DESK_NEW}?`, `${bookingForPath(person.id)}&`);
  return {
    form, back: { href: '/coaching', text: t('coaching:desk.title') }, name: surnamesFirst(person), personUrl: `/people/${person.id}`,
    narrower: narrowerLinks(t, asked, DESK_NEW).map((link) => ({ ...link, href: here((link as { href: string }).href) })),
    moreUrl: choice.more && here(`${DESK_NEW}${wishesQuery(asked, { from: choice.more })}`),
    soonestUrl: asked.from && here(`${DESK_NEW}${wishesQuery(asked, { from: null })}`),
    allUrl: asked.wishes.sex || asked.wishes.part || asked.from ? bookingForPath(person.id) : null,
    waitUrl: `/coaching/waits/new${wishesQuery(asked, { from: null, person: person.id })}`,
    action: '/coaching/bookings', hidden: hiddenOf(person.id, asked),
    fields: first && [
      field({ ...form, values: { ...form.values, slot: slotName(first) } }, t, {
        name: 'slot', type: 'radios', label: nearest.length > 0 ? 'coaching:book.nearest' : 'coaching:desk.hours',
        choices: offered.map((slot) => ({
          value: slotName(slot), label: whenWords(t, slot, today), hint: t('coaching:desk.slot-about', { coach: slot.coachName, pc: slot.workstationLabel }),
        })),
      }),
      field(form, t, { name: 'topic', type: 'select', label: 'coaching:book.facts.topic', choices: topicChoices(t), value: asked.topic ?? 'other', width: 'medium' }),
      field(form, t, {
        name: 'through', type: 'radios', label: 'coaching:desk.asks', inline: true, value: 'desk',
        choices: (['desk', 'phone'] as const).map((value) => ({ value, label: t(`coaching:desk.channels.${value}`) })),
      }),
    ],
  };
}

function hiddenOf(personId: string, { wishes, from }: AskedWishes): { name: string; value: string }[] {
  const said = { personId, with: wishes.sex, part: wishes.part, from };
  return Object.entries(said).flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

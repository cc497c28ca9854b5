import { PARTS_OF_DAY } from '../shared/kernel/availability.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import type { Instant } from '../shared/kernel/clock.js';
import { hoursWords } from '../shared/web/date-words.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { StaleView } from '../shared/web/stale-form.js';
import { hasWishes, OTHER_LANGUAGES, wishesQuery, type AskedWishes } from './asked-wishes.js';
import { nearDayWords } from './booking-words.js';
import type { FreeSlot } from './free-slots.js';
import { fewSlots, slotName } from './slot-choice.js';

/** What `coaching/slots` shows: a few hours to choose from, each a link to the page that asks whether it is this one. */
export interface SlotsPage {
  asked: AskedWishes;
  slots: readonly FreeSlot[];
  now: Instant;
  /** Address of the page itself, and of the one that a chosen hour leads to. */
  here: string;
  next: string;
  back: { href: string; text: string };
  /** In which coaches speak; left out where none is chosen. */
  languages?: readonly string[];
  /** Dates on which no hour is left. */
  full?: readonly LocalDate[];
  /** The hours nearest to one that could not be had. */
  nearest?: readonly FreeSlot[];
  form?: FormView;
  /** Both values, where a booking was changed before it was to be moved. */
  overtaken?: StaleView | null;
  /** Where somebody goes who would rather wait; left out where she has an hour. */
  waitUrl?: string;
  /** The hour that is to be left for another. */
  before?: string;
  /** Said on top where the chosen hour went to somebody else meanwhile. */
  notice?: string;
}

export function slotsView(t: Translate, given: SlotsPage): object {
  const { asked, slots, now, here, next, back, nearest = [], form = emptyForm(), before = null, notice = null, waitUrl = null, full = [], languages = [], overtaken = null } = given;
  const today = localDateAt(now);
  const choice = fewSlots(slots, asked.from, asked.day);
  const lead = (slot: FreeSlot): string => `${next}${wishesQuery(asked, { from: null, slot: slotName(slot) })}`;
  return {
    form, back, before, notice, waitUrl, overtaken,
    nearest: daysView(t, byDate(nearest), today, lead),
    days: daysView(t, choice.days, today, lead, (date) => `${here}${wishesQuery(asked, { day: date })}#day-${date}`),
    narrower: narrowerLinks(t, asked, here, languages),
    full: waitUrl && fullDays(t, { full, asked, more: choice.more, today, waitUrl }),
    moreUrl: choice.more && `${here}${wishesQuery(asked, { from: choice.more })}`,
    soonestUrl: asked.from && `${here}${wishesQuery(asked, { from: null })}`,
    allUrl: hasWishes(asked) ? `${here}${wishesQuery({ ...asked, wishes: {}, from: null })}` : null,
  };
}

interface ShownDay {
  date: LocalDate;
  slots: readonly FreeSlot[];
  hidden?: number;
}

/** @param whole address of the same with all hours of a date */
function daysView(t: Translate, days: readonly ShownDay[], today: LocalDate, lead: (slot: FreeSlot) => string, whole?: (date: LocalDate) => string): object[] {
  return days.map(({ date, slots, hidden = 0 }) => ({
    id: whole ? `day-${date}` : null, day: nearDayWords(t, date, today),
    more: whole && hidden > 0 ? { href: whole(date), text: t('coaching:book.whole-day', { count: hidden }) } : null,
    slots: slots.map((slot) => ({ href: lead(slot), hours: hoursWords(t, slot.startsAt, slot.endsAt), about: t('coaching:book.with', { coach: slot.coachName }) })),
  }));
}

/**
 * The days among those shown on which no hour is left: she can wait for one to get free.
 * @param given.more from which date on there are more hours than are shown; null when these are all
 */
export function fullDays(
  t: Translate, { full, asked, more, today, waitUrl }: { full: readonly LocalDate[]; asked: AskedWishes; more: LocalDate | null; today: LocalDate; waitUrl: string },
): { day: string; href: string }[] {
  const shown = full.filter((date) => date >= (asked.from ?? today) && (more === null || date < more));
  return shown.map((date) => ({ day: nearDayWords(t, date, today), href: `${waitUrl}${waitUrl.includes('?') ? '&' : '?'}days=${date}` }));
}

function byDate(slots: readonly FreeSlot[]): { date: LocalDate; slots: FreeSlot[] }[] {
  return [...new Set(slots.map(({ date }) => date))].map((date) => ({ date, slots: slots.filter((slot) => slot.date === date) }));
}

/** With a woman or with anybody; in which part of the day; in another language that a coach speaks: each a link that takes the wish or lets go of it. */
export function narrowerLinks(t: Translate, asked: AskedWishes, here: string, languages: readonly string[] = []): object[] {
  const link = (name: 'with' | 'part' | 'language', value: string, text: string, current: boolean): object => ({
    href: `${here}${wishesQuery(asked, { [name]: current ? null : value, from: null })}`, text, current,
  });
  return [
    link('with', 'female', t('coaching:book.woman'), asked.wishes.sex === 'female'),
    ...PARTS_OF_DAY.map((part) => link('part', part, t(`coaching:book.parts.${part}`), asked.wishes.part === part)),
    ...OTHER_LANGUAGES.filter((language) => languages.includes(language) || asked.wishes.language === language)
      .map((language) => link('language', language, t(`coaching:book.languages.${language}`), asked.wishes.language === language)),
  ];
}

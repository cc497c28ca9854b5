import type { Instant } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { emptyForm, field } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { wishesQuery, wishFields, type AskedWishes } from './asked-wishes.js';
import { freeUntil } from './booking-states.js';
import { topicChoices, untilWords, whenWords, whereWords } from './booking-words.js';
import type { BookingRow } from './bookings.repository.js';
import type { CoachingRules } from './coaching-settings.entity.js';
import { COACHING_TOPICS } from './coaching-words.js';
import type { FreeSlot } from './free-slots.js';
import { aheadOf, ownLimitRefusals } from './own-limit.js';
import { slotName } from './slot-choice.js';

export const NEW = '/coaching/new';
export const MINE = '/coaching/mine';

/** What `coaching/ask` shows: the first choices, then what she can be helped with. */
export function askView(t: Translate): object {
  return {
    back: { href: '/', text: t('web:nav.home') },
    first: [
      { href: `${NEW}/hours`, text: t('coaching:book.soonest'), about: t('coaching:book.soonest-about'), icon: 'clock' },
      { href: `${NEW}/hours?with=female`, text: t('coaching:book.woman'), about: t('coaching:book.woman-about'), icon: 'person' },
    ],
    topics: COACHING_TOPICS.map((topic) => ({ href: `${NEW}/hours?topic=${topic}`, text: t(`coaching:coaches.topics.${topic}`) })),
  };
}

/** What `coaching/confirm-booking` shows: when, where, with whom, and until when she can still say no. */
export function confirmView(t: Translate, asked: AskedWishes, slot: FreeSlot, rules: Pick<CoachingRules, 'freeCancelHours'>, now: Instant): object {
  const today = localDateAt(now);
  const hidden = [{ name: 'slot', value: slotName(slot) }, ...(asked.topic ? [{ name: 'topic', value: asked.topic }] : []), ...wishFields(asked.wishes)];
  return {
    back: { href: `${NEW}/hours${wishesQuery(asked)}`, text: t('coaching:book.other-hour') },
    facts: [
      { label: t('coaching:book.facts.when'), text: whenWords(t, slot, today) },
      { label: t('coaching:book.facts.coach'), text: slot.coachName },
      { label: t('coaching:book.facts.where'), text: whereWords(t, slot) },
      ...(asked.topic ? [{ label: t('coaching:book.facts.topic'), text: t(`coaching:coaches.topics.${asked.topic}`) }] : []),
    ],
    blameless: blamelessWords(t, slot, rules, now), action: NEW, submit: t('coaching:book.submit'), hidden,
    topic: asked.topic ? null : field(emptyForm(), t, { name: 'topic', type: 'radios', label: 'coaching:book.topic-label', choices: topicChoices(t, slot.topics), value: 'other' }),
  };
}

/** What `coaching/settled` shows to whoever asks for an hour at which she has one already: that one, and where it stands. */
export function alreadyView(t: Translate, row: BookingRow, now: Instant): object {
  return {
    back: { href: '/', text: t('web:nav.home') }, lead: null,
    facts: [
      { label: t('coaching:book.facts.when'), text: whenWords(t, row, localDateAt(now)) },
      { label: t('coaching:book.facts.coach'), text: row.coachName },
      { label: t('coaching:book.facts.where'), text: whereWords(t, row) },
    ],
    next: t('coaching:already.next'), actions: [{ href: MINE, text: t('coaching:already.see') }, { href: NEW, text: t('coaching:own.another'), kind: 'quiet' }],
  };
}

/** What `coaching/settled` shows to whoever has as many hours to come as she can ask for by herself: those, and what else she can do. */
export function limitView(t: Translate, bookings: readonly BookingRow[], now: Instant): object {
  const ahead = aheadOf(bookings, now).reverse();
  return {
    back: { href: '/', text: t('web:nav.home') }, lead: null,
    facts: ahead.map((row) => ({ label: t('coaching:book.facts.when'), text: whenWords(t, row, localDateAt(now)) })),
    next: limitWords(t, bookings, now), actions: [{ href: MINE, text: t('coaching:already.see') }],
  };
}

/** Why she cannot ask for another hour by herself; null while she can. */
export function limitWords(t: Translate, bookings: readonly BookingRow[], now: Instant): string | null {
  const [refusal] = ownLimitRefusals(bookings, now);
  return refusal ? t(refusal.reason, refusal.params) : null;
}

/** Until when it can be cancelled free of blame, or that it is too soon for that. */
export function blamelessWords(t: Translate, slot: Pick<FreeSlot, 'date' | 'startsAt'>, rules: Pick<CoachingRules, 'freeCancelHours'>, now: Instant): string {
  const until = freeUntil(slot, rules);
  return until > now ? t('coaching:book.blameless-until', { until: untilWords(t, until) }) : t('coaching:book.blameless-soon', { count: rules.freeCancelHours });
}

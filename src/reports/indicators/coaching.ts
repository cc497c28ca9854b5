import type { CoachingFacts, LearnerFacts } from '../facts/learner-facts.js';
import type { IndicatorDefinition, Period, PersonSeen, Share } from './indicator.js';
import { dayPlace } from './places.js';
import { isWithin, NO_SHARES, OF_A_DAY } from './shares.js';

/** Who came to coaching, and what it changed. */
export const COACHING: readonly IndicatorDefinition[] = [
  {
    code: 'people-coached', version: 1, form: 'count', unit: 'people', level: 'individual', criteria: ['relevance', 'effectiveness'], proof: 'coaching',
    dimensions: OF_A_DAY, once: 'person', counts: { people: { name: 'coached' } }, shares: (person) => hoursOf(person, () => 1),
  },
  {
    code: 'coaching-hours', version: 1, form: 'count', unit: 'minutes', level: 'individual', criteria: ['efficiency'], proof: 'coaching',
    dimensions: OF_A_DAY, counts: { people: { name: 'coached' } }, shares: (person) => hoursOf(person, ({ minutes }) => minutes),
  },
  {
    code: 'coaching-confidence', version: 1, form: 'mean', unit: 'points', level: 'individual', criteria: ['effectiveness', 'impact'], proof: 'coaching',
    dimensions: OF_A_DAY, shares: ({ facts, period }) => facts.flatMap((one) => confidenceOf(one, period)),
  },
];

function hoursOf({ facts, period }: PersonSeen, valueOf: (hour: CoachingFacts) => number): readonly Share[] {
  let shares: Share[] | null = null;
  for (const { centreId, coaching } of facts) {
    for (const hour of coaching) {
      if (isWithin(period, hour.on)) (shares ??= []).push({ value: valueOf(hour), of: 0, at: dayPlace(centreId, hour.on), record: hour.bookingId });
    }
  }
  return shares ?? NO_SHARES;
}

/** From what she said first to what she said last, unless the last was said before the first; in the month of the last hour. */
function confidenceOf(one: LearnerFacts, period: Period): Share[] {
  const hours = one.coaching.filter(({ on }) => isWithin(period, on));
  const first = hours.findIndex(({ before }) => before !== null);
  const last = hours.findLastIndex(({ after }) => after !== null);
  const [before, after] = [hours[first]?.before ?? null, hours[last]?.after ?? null];
  if (before === null || after === null || first > last) return [];
  const { on, bookingId } = hours[last] as CoachingFacts;
  return [{ value: after - before, of: 1, at: dayPlace(one.centreId, on), record: bookingId }];
}

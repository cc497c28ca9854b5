import { came } from './attendance.js';
import { isHeldDuring } from '../../organisations/membership-rules.js';
import type { LearnerFacts } from '../facts/learner-facts.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Dimension, IndicatorDefinition, Period, PersonSeen, Share } from './indicator.js';
import { isOfficial, kindOf } from './own-values.js';
import { centrePlace } from './places.js';
import { firstCame, isUntil, NO_SHARES, OF_A_COURSE, OF_HERSELF } from './shares.js';

/** An official is of the municipality, not of a neighbourhood's organisation. */
const OF_AN_OFFICIAL = [...OF_HERSELF.filter((one) => one !== 'kind'), 'post'] as const satisfies readonly Dimension[];
const OF_AN_ORGANISATION = ['district', 'sector', 'organisationType', 'centre'] as const satisfies readonly Dimension[];

/** What reaches the organisations and the municipality, beyond single people. */
export const ORGANISATIONS: readonly IndicatorDefinition[] = [
  {
    code: 'organisations-reached', version: 1, form: 'count', unit: 'organisations', level: 'organisation', criteria: ['relevance', 'impact'], proof: 'organisations',
    dimensions: OF_AN_ORGANISATION,
  },
  {
    code: 'board-reach', version: 1, form: 'ratio', unit: 'people', level: 'organisation', criteria: ['effectiveness', 'sustainability'], proof: 'organisations',
    dimensions: OF_AN_ORGANISATION,
  },
  {
    code: 'officials-trained', version: 2, form: 'count', unit: 'people', level: 'society', criteria: ['effectiveness', 'undef_added_value'], proof: 'people',
    dimensions: [...OF_A_COURSE.filter((one) => one !== 'kind'), 'post'], once: 'person', counts: { people: { name: 'trained', where: { kind: 'official' } } },
    shares: (person) => (kindOf(person) === 'official' ? came(person) : NO_SHARES),
  },
  {
    code: 'official-posts-trained', version: 1, form: 'count', unit: 'posts', level: 'society', criteria: ['effectiveness', 'sustainability'], proof: 'organisations',
    dimensions: ['district', 'centre', 'post'],
  },
  {
    code: 'officials-in-post', version: 2, form: 'ratio', unit: 'people', level: 'society', criteria: ['sustainability'], proof: 'people',
    dimensions: OF_AN_OFFICIAL, once: 'person', shares: stillInPost,
  },
];

/** Of all who ever came as officials until the end of the period, those who hold a post of the municipality on its last day. */
function stillInPost({ facts, period }: PersonSeen): readonly Share[] {
  const first = firstDayOf(facts, period);
  if (first === null || !facts.some((one) => cameAsOfficial(one, period, first))) return NO_SHARES;
  const known = facts.filter(({ courses }) => courses.some((course) => isUntil(period, firstCame(course))));
  const lastDay = { from: period.to, to: period.to };
  const holds = facts.some(({ posts }) => posts.some((post) => isOfficial(post) && isHeldDuring(post, lastDay)));
  return known.map(({ centreId, learnerId }) => ({ value: holds ? 1 : 0, of: 1, at: centrePlace(centreId), record: learnerId }));
}

/** On the first day on which she came, or later, she held a post of the municipality; or no post says what she is registered as. */
function cameAsOfficial({ kind, posts }: LearnerFacts, { to }: Period, first: LocalDate): boolean {
  const official = posts.filter(isOfficial);
  return official.some((post) => isHeldDuring(post, { from: first, to })) || (kind === 'official' && official.length === 0);
}

function firstDayOf(facts: readonly LearnerFacts[], period: Period): LocalDate | null {
  const days = facts.flatMap(({ courses }) => courses.map(firstCame)).filter((on): on is LocalDate => isUntil(period, on));
  return days.sort()[0] ?? null;
}

import { kindOfPost, weightiest } from '../../organisations/kind-of-posts.js';
import { isHeldDuring } from '../../organisations/membership-rules.js';
import { type PostCode, POSTS } from '../../organisations/posts.js';
import type { ParticipantKind, Sex } from '../../people/person-words.js';
import { ageGroup } from '../../shared/kernel/age-groups.js';
import { ageOn } from '../../shared/kernel/local-date.js';
import type { LearnerFacts, PostFacts } from '../facts/learner-facts.js';
import { type Dimension, type Period, type PersonSeen, UNKNOWN } from './indicator.js';

const NOBODY_KNOWS: readonly string[] = [UNKNOWN];

/** What is known of a person herself, on the last day of the period: one value, or several where she is of several organisations or centres. */
export function ownValues(person: PersonSeen, dimension: Dimension): readonly string[] {
  return OWN[dimension](person);
}

/**
 * Rises with each change of what a value is read from: sums that are kept by older rules are counted anew then.
 * 2: as what somebody came follows the posts that she held in the period, and not those of today.
 */
export const OWN_VALUES_VERSION = 2;

/** As what she came in the period; of several posts and centres, what says most. */
export function kindOf({ facts, period }: Pick<PersonSeen, 'facts' | 'period'>): ParticipantKind | undefined {
  const kinds: ParticipantKind[] = [];
  for (const one of facts) putKinds(kinds, one, period);
  return kinds.length === 0 ? undefined : weightiest(kinds);
}

/**
 * What her posts of the period make her; what no post of hers says was said by hand, and holds on any day. Without a post in
 * it, what she is today. Asked a dozen times of each of a million people: without lists on the way.
 */
function putKinds(kinds: ParticipantKind[], { kind, posts }: LearnerFacts, period: Period): void {
  const before = kinds.length;
  let byHand = true;
  for (const post of posts) {
    const made = kindOfPost(post);
    if (made === kind) byHand = false;
    if (isHeldDuring(post, period)) kinds.push(made);
  }
  if (kinds.length === before || byHand) kinds.push(kind);
}

/** Her sex where she declared it. */
export function sexOf({ facts }: Pick<PersonSeen, 'facts'>): Sex | undefined {
  return facts.find(({ sex }) => sex !== null && sex !== 'undisclosed')?.sex ?? undefined;
}

const OWN: Record<Dimension, (person: PersonSeen) => readonly string[]> = {
  sex: (person) => known(sexOf(person)),
  age: ({ facts, period }) => {
    const born = facts.find(({ birthDate, birthYear }) => birthDate !== null || birthYear !== null);
    return [ageGroup(born ? ageOn(period.to, { date: born.birthDate, year: born.birthYear }) : null)];
  },
  access: ({ facts }) => known(lastKnown(facts, ({ access, diagnosedOn }) => (access === null ? null : [diagnosedOn ?? '', access]))),
  kind: (person) => known(kindOf(person)),
  centre: ({ facts }) => facts.map(({ centreId }) => centreId),
  level: ({ facts, period }) => known(lastKnown(facts, ({ levels }) => {
    const decided = levels.findLast(({ on }) => on <= period.to);
    return decided ? [decided.on, String(decided.level)] : null;
  })),
  district: (person) => ofPosts(person, ({ district }) => district),
  sector: (person) => ofPosts(person, ({ district, sector }) => (sector === null || district === null ? sector : `${district} · ${sector}`)),
  organisationType: (person) => ofPosts(person, ({ type }) => type),
  post: (person) => ofPosts(person, (post) => (isOfficial(post) ? post.post : null)),
  // These are said by each share of hers.
  course: () => NOBODY_KNOWS,
  month: () => NOBODY_KNOWS,
  actionKind: () => NOBODY_KNOWS,
};

/** A post of the municipality: what an official is trained for. */
export function isOfficial({ post, type }: PostFacts): boolean {
  return type === 'municipal_office' || (post in POSTS && POSTS[post as PostCode].kind === 'official');
}

function known(value: string | null | undefined): readonly string[] {
  return value === null || value === undefined ? NOBODY_KNOWS : [value];
}

/** What was said last, at whichever centre. */
function lastKnown(facts: readonly LearnerFacts[], say: (one: LearnerFacts) => readonly [on: string, value: string] | null): string | null {
  let last: readonly [string, string] | null = null;
  for (const one of facts) {
    const said = say(one);
    if (said && (last === null || said[0] > last[0])) last = said;
  }
  return last && last[1];
}

/** What her posts of the period say, each once. */
function ofPosts({ facts, period }: PersonSeen, say: (post: PostFacts) => string | null): readonly string[] {
  const values: string[] = [];
  for (const { posts } of facts) {
    for (const post of posts) {
      const value = isHeldDuring(post, period) ? say(post) : null;
      if (value !== null && !values.includes(value)) values.push(value);
    }
  }
  return values.length === 0 ? NOBODY_KNOWS : values;
}

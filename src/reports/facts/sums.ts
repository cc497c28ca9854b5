import type { Id } from '../../shared/kernel/ids.js';
import type { Dimension, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { newTally, type Cells } from '../indicators/tally.js';
import { OrganisationPosts } from '../measures/organisation-posts.js';
import { isReachCode, ReachTally, type HeldPost } from '../measures/organisation-reach.js';
import type { LearnerFacts } from './learner-facts.js';

/** Which sums are asked for. */
export interface SumsAsked {
  scope: Scope;
  definitions: readonly IndicatorDefinition[];
  dimensions: readonly Dimension[];
}

/** Everybody's facts, added up person by person. */
export interface Sums {
  /** @param facts of one person, at the centres of the scope */
  add(facts: readonly LearnerFacts[]): void;
  cells(): Cells;
  /** What they are so far. */
  part(): SumsPart;
}

/** Sums of some people, as plain values: threads tell them to each other. */
export interface SumsPart {
  cells: Cells;
  /** The posts of the period by organisation: it is only known what they come to when everybody is there. */
  posts: Map<Id, HeldPost[]>;
}

/** Sums of people, and of the organisations in which they hold posts. */
export function newSums(asked: SumsAsked): Sums {
  const { scope, definitions, dimensions } = asked;
  const people = newTally(definitions, scope, dimensions);
  const posts = definitions.some(({ code }) => isReachCode(code)) ? new OrganisationPosts(scope.period) : null;
  const part = (): SumsPart => ({ cells: people.cells, posts: posts?.byOrganisation ?? new Map() });
  return {
    add(facts) {
      people.add(facts);
      posts?.add(facts);
    },
    cells: () => cellsOf(asked, [part()]),
    part,
  };
}

/** The sums of everybody. @param parts which have nobody in common; they are left as they are */
export function cellsOf({ scope, definitions, dimensions }: SumsAsked, parts: readonly SumsPart[]): Cells {
  const cells: Cells = new Map();
  const posts = new OrganisationPosts(scope.period);
  for (const part of parts) {
    posts.join(part.posts);
    for (const [key, { value, of, people }] of part.cells) {
      const before = cells.get(key);
      cells.set(key, before ? { value: before.value + value, of: before.of + of, people: before.people + people } : { value, of, people });
    }
  }
  const reach = new ReachTally(definitions, scope.slice, dimensions, cells);
  for (const held of posts.organisations()) reach.add(held);
  return cells;
}

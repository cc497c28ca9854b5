import type { Dimension, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { newTally, type Cells } from '../indicators/tally.js';
import { OrganisationPosts } from '../measures/organisation-posts.js';
import { isReachCode, ReachTally } from '../measures/organisation-reach.js';
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
}

/** Sums of people, and of the organisations in which they hold posts: these are only known when everybody was added. */
export function newSums({ scope, definitions, dimensions }: SumsAsked): Sums {
  const people = newTally(definitions, scope, dimensions);
  const reach = definitions.filter(({ code }) => isReachCode(code));
  const posts = reach.length > 0 ? new OrganisationPosts(scope.period) : null;
  return {
    add(facts) {
      people.add(facts);
      posts?.add(facts);
    },
    cells() {
      if (!posts) return people.cells;
      const tally = new ReachTally(reach, scope.slice, dimensions);
      for (const held of posts.organisations()) tally.add(held);
      return new Map([...people.cells, ...tally.cells]);
    },
  };
}

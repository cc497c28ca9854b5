import type { LearnerFacts } from '../facts/learner-facts.js';
import type { Cell, Dimension, Figure, IndicatorDefinition, Scope } from './indicator.js';

/** Cells by `CODE`, and by `CODE|DIMENSION|VALUE` for the parts. */
export type Cells = Map<string, Cell>;

/** Adds people up, and takes them off again: both ways lead to the same cells. */
export interface Tally {
  readonly cells: Cells;
  /** @param facts of one person, at all centres of the scope */
  add(facts: readonly LearnerFacts[]): void;
  remove(facts: readonly LearnerFacts[]): void;
}

/** An empty tally of these indicators. */
export function newTally(definitions: readonly IndicatorDefinition[], scope: Scope, dimensions: readonly Dimension[] = []): Tally {
  throw new Error(`not yet: ${definitions.length} ${scope.centreIds.length} ${dimensions.length}`);
}

/** The figures that cells say, in the order of the definitions. */
export function figuresOf(definitions: readonly IndicatorDefinition[], cells: Cells): Figure[] {
  return definitions.map(({ code }) => ({ code, total: cells.get(code) ?? { value: 0, of: 0, people: 0 }, by: {} }));
}

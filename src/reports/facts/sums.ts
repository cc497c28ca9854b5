import type { Id } from '../../shared/kernel/ids.js';
import type { Dimension, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { type Cells, newTally, type Tally } from '../indicators/tally.js';
import { isReachCode, ReachTally, type OrganisationSum } from '../measures/organisation-reach.js';
import { OrganisationSums } from '../measures/organisation-sums.js';
import type { LearnerFacts } from './learner-facts.js';

/** Which sums are asked for. */
export interface SumsAsked {
  scope: Scope;
  definitions: readonly IndicatorDefinition[];
  dimensions: readonly Dimension[];
}

/** Sums of some people, as plain values: threads tell them to each other. */
export interface SumsPart {
  cells: Cells;
  /** By organisation: it is only known what they come to when everybody is there. */
  organisations: Map<Id, OrganisationSum>;
}

/** What some people come to, for several questions at once. */
export interface SumsOfSome {
  /** By question. */
  parts: readonly SumsPart[];
  /** Whose facts were written later than was asked for. */
  later: readonly Id[];
}

/** Adds people up for several questions, without those whose facts were written after a turn: they are only named. */
export class SumsUntil {
  private readonly sums: readonly Sums[];
  private readonly later: Id[] = [];

  constructor(asked: readonly SumsAsked[], private readonly turn: number) {
    this.sums = asked.map((one) => new Sums(one));
  }

  add(facts: readonly LearnerFacts[], turn: number): void {
    if (turn <= this.turn) for (const one of this.sums) one.add(facts);
    else if (facts[0]) this.later.push(facts[0].personId);
  }

  sum(): SumsOfSome {
    return { parts: this.sums.map((one) => one.part()), later: this.later };
  }
}

/** The cells of each question. @param sums which have nobody in common */
export function cellsOfAll(asked: readonly SumsAsked[], sums: readonly SumsOfSome[]): Cells[] {
  return asked.map((one, index) => cellsOf(one, sums.flatMap(({ parts }) => parts[index] ?? [])));
}

/** Sums of one question: of people, and of the organisations in which they hold posts. */
class Sums {
  private readonly people: Tally;
  private readonly organisations: OrganisationSums | null;

  constructor({ scope, definitions, dimensions }: SumsAsked) {
    this.people = newTally(definitions, scope, dimensions);
    this.organisations = definitions.some(({ code }) => isReachCode(code)) ? new OrganisationSums(scope.period) : null;
  }

  add(facts: readonly LearnerFacts[]): void {
    this.people.add(facts);
    this.organisations?.add(facts);
  }

  part(): SumsPart {
    return { cells: this.people.cells, organisations: this.organisations?.byOrganisation ?? new Map() };
  }
}

/** @param parts which have nobody in common; they are left as they are */
function cellsOf({ scope, definitions, dimensions }: SumsAsked, parts: readonly SumsPart[]): Cells {
  const cells: Cells = new Map();
  const organisations = new OrganisationSums(scope.period);
  for (const part of parts) {
    organisations.join(part.organisations);
    for (const [key, { value, of, people }] of part.cells) {
      const before = cells.get(key);
      cells.set(key, before ? { value: before.value + value, of: before.of + of, people: before.people + people } : { value, of, people });
    }
  }
  const reach = new ReachTally(definitions, scope.slice, dimensions, cells);
  for (const sum of organisations.organisations()) reach.add(sum);
  return cells;
}

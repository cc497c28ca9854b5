import { Injectable } from '@nestjs/common';
import { FactsRepository } from '../facts/facts.repository.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Dimension, Figure, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { canNarrow, figuresOf, newTally } from '../indicators/tally.js';

/** Says figures of the catalogue for a scope, each with the parts asked for. */
@Injectable()
export class FiguresService {
  constructor(private readonly facts: FactsRepository) {}

  /**
   * @param codes of the catalogue, in the order wanted; those that the slice cannot narrow are left out
   * @param dimensions by which each is split, where its definition allows it
   */
  async of(scope: Scope, codes: readonly string[], dimensions: readonly Dimension[] = []): Promise<Figure[]> {
    const definitions = codes.map((code) => CATALOGUE.get(code)).filter((one) => one !== undefined && one.shares !== undefined && canNarrow(one, scope.slice)) as IndicatorDefinition[];
    const tally = newTally(definitions, scope, dimensions);
    if (definitions.length > 0) await this.facts.eachPerson(scope.centreIds, (facts) => tally.add(facts));
    return figuresOf(definitions, tally.cells);
  }
}

import { Injectable } from '@nestjs/common';
import { FactsRepository } from '../facts/facts.repository.js';
import { KeptTallies } from '../facts/kept-tallies.service.js';
import { newSums } from '../facts/sums.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Dimension, Figure, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { canNarrow, figuresOf, type Cells } from '../indicators/tally.js';
import { MeasuresService, peopleFiguresFor } from '../measures/measures.service.js';
import { isReachCode } from '../measures/organisation-reach.js';

/** Says figures of the catalogue for a scope, each with the parts asked for. */
@Injectable()
export class FiguresService {
  constructor(private readonly facts: FactsRepository, private readonly kept: KeptTallies, private readonly measures: MeasuresService) {}

  /**
   * @param codes of the catalogue, in the order wanted; those that the slice cannot narrow are left out
   * @param dimensions by which each is split, where its definition allows it
   */
  of(scope: Scope, codes: readonly string[], dimensions: readonly Dimension[] = []): Promise<Figure[]> {
    return this.figures(scope, codes, dimensions, async (definitions) => {
      const sums = newSums({ scope, definitions, dimensions });
      if (definitions.length > 0) await this.facts.eachPerson(scope.centreIds, (facts) => sums.add(facts));
      return sums.cells();
    });
  }

  /**
   * The same from sums that are kept and followed, for what is asked for again and again of very many people. Writes: for a
   * job, not for a page that is looked at.
   * @param told how far it is, 0 to 1
   */
  ofKept(scope: Scope, codes: readonly string[], dimensions: readonly Dimension[], told?: (done: number) => void): Promise<Figure[]> {
    return this.figures(scope, codes, dimensions, (definitions) => this.kept.cells({ scope, definitions, dimensions }, told));
  }

  private async figures(scope: Scope, codes: readonly string[], dimensions: readonly Dimension[], sum: (definitions: readonly IndicatorDefinition[]) => Promise<Cells>): Promise<Figure[]> {
    const definitions = known(codes).filter((definition) => canNarrow(definition, scope.slice));
    const measured = definitions.filter((definition) => !isSummed(definition)).map(({ code }) => code);
    const summed = known([...definitions.map(({ code }) => code), ...peopleFiguresFor(measured)]).filter(isSummed);
    const ofPeople = figuresOf(summed, await sum(summed));
    const all = new Map([...ofPeople, ...await this.measures.of(scope, measured, dimensions, ofPeople)].map((figure) => [figure.code, figure]));
    return definitions.map(({ code }) => all.get(code)).filter((figure) => figure !== undefined);
  }
}

/** The codes of all figures that people make up: the others tell nothing of anybody. */
export const SUMMED: readonly string[] = [...CATALOGUE.values()].filter(isSummed).map(({ code }) => code);

/** Made up by people's facts: by themselves, or by the posts that they hold. */
function isSummed({ code, shares }: IndicatorDefinition): boolean {
  return shares !== undefined || isReachCode(code);
}

/** Each once. */
function known(codes: readonly string[]): IndicatorDefinition[] {
  return [...new Set(codes)].map((code) => CATALOGUE.get(code)).filter((one) => one !== undefined);
}

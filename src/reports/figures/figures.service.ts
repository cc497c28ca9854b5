import { Injectable } from '@nestjs/common';
import { FactsRepository } from '../facts/facts.repository.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Dimension, Figure, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { figuresOf, newTally } from '../indicators/tally.js';
import { MeasuresService, peopleFiguresFor, postsFor } from '../measures/measures.service.js';

/** Says figures of the catalogue for a scope, each with the parts asked for. */
@Injectable()
export class FiguresService {
  constructor(private readonly facts: FactsRepository, private readonly measures: MeasuresService) {}

  /**
   * @param codes of the catalogue, in the order wanted
   * @param dimensions by which each is split, where its definition allows it
   */
  async of(scope: Scope, codes: readonly string[], dimensions: readonly Dimension[] = []): Promise<Figure[]> {
    const definitions = known(codes);
    const measured = definitions.filter(({ shares }) => !shares).map(({ code }) => code);
    const ofPeople = known([...codes, ...peopleFiguresFor(measured)]).filter(({ shares }) => shares);
    const tally = newTally(ofPeople, scope, dimensions);
    const posts = postsFor(measured, scope);
    if (ofPeople.length > 0 || posts) {
      await this.facts.eachPerson(scope.centreIds, (facts) => {
        tally.add(facts);
        posts?.add(facts);
      });
    }
    const figures = figuresOf(ofPeople, tally.cells);
    const all = new Map([...figures, ...await this.measures.of(scope, measured, dimensions, { figures, posts })].map((figure) => [figure.code, figure]));
    return definitions.map(({ code }) => all.get(code)).filter((figure) => figure !== undefined);
  }
}

/** Each once. */
function known(codes: readonly string[]): IndicatorDefinition[] {
  return [...new Set(codes)].map((code) => CATALOGUE.get(code)).filter((one) => one !== undefined);
}

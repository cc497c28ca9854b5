import { Injectable } from '@nestjs/common';
import { FactsRepository } from '../facts/facts.repository.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Dimension, Figure, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { canNarrow, figuresOf, newTally } from '../indicators/tally.js';
import { MeasuresService, peopleFiguresFor } from '../measures/measures.service.js';

/** Says figures of the catalogue for a scope, each with the parts asked for. */
@Injectable()
export class FiguresService {
  constructor(private readonly facts: FactsRepository, private readonly measures: MeasuresService) {}

  /**
   * @param codes of the catalogue, in the order wanted; those that the slice cannot narrow are left out
   * @param dimensions by which each is split, where its definition allows it
   */
  async of(scope: Scope, codes: readonly string[], dimensions: readonly Dimension[] = []): Promise<Figure[]> {
    const definitions = known(codes).filter((definition) => canNarrow(definition, scope.slice));
    const measured = definitions.filter(({ shares }) => !shares).map(({ code }) => code);
    const figures = await this.ofPeople(scope, known([...definitions.map(({ code }) => code), ...peopleFiguresFor(measured)]).filter(({ shares }) => shares), dimensions);
    const all = new Map([...figures, ...await this.measures.of(scope, measured, dimensions, figures)].map((figure) => [figure.code, figure]));
    return definitions.map(({ code }) => all.get(code)).filter((figure) => figure !== undefined);
  }

  private async ofPeople(scope: Scope, definitions: readonly IndicatorDefinition[], dimensions: readonly Dimension[]): Promise<Figure[]> {
    const tally = newTally(definitions, scope, dimensions);
    if (definitions.length > 0) await this.facts.eachPerson(scope.centreIds, (facts) => tally.add(facts));
    return figuresOf(definitions, tally.cells);
  }
}

/** Each once. */
function known(codes: readonly string[]): IndicatorDefinition[] {
  return [...new Set(codes)].map((code) => CATALOGUE.get(code)).filter((one) => one !== undefined);
}

import { Injectable } from '@nestjs/common';
import { FactsRepository } from '../facts/facts.repository.js';
import { KeptTallies } from '../facts/kept-tallies.service.js';
import { sumEverybody } from '../facts/sum-everybody.js';
import { cellsOfAll, type SumsAsked } from '../facts/sums.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Dimension, Figure, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { canNarrow, figuresOf, type Cells } from '../indicators/tally.js';
import { MeasuresService, peopleFiguresFor } from '../measures/measures.service.js';
import { isReachCode } from '../measures/organisation-reach.js';

/** Which figures are asked for. */
export interface FiguresAsked {
  scope: Scope;
  /** Of the catalogue, in the order wanted; those that the slice cannot narrow are left out. */
  codes: readonly string[];
  /** By which each is split, where its definition allows it. */
  dimensions: readonly Dimension[];
}

/** What has to be found out for figures: some are measured, the others are sums over people. */
interface Wanted {
  asked: FiguresAsked;
  definitions: readonly IndicatorDefinition[];
  measured: readonly string[];
  summed: readonly IndicatorDefinition[];
}

/** Says figures of the catalogue for a scope, each with the parts asked for. */
@Injectable()
export class FiguresService {
  constructor(private readonly facts: FactsRepository, private readonly kept: KeptTallies, private readonly measures: MeasuresService) {}

  async of(scope: Scope, codes: readonly string[], dimensions: readonly Dimension[] = []): Promise<Figure[]> {
    const [figures = []] = await this.ofSeveral([{ scope, codes, dimensions }]);
    return figures;
  }

  /** The same of several questions, for which everybody is read but once. @param asked all of the same centres @returns the figures of each question */
  async ofSeveral(asked: readonly FiguresAsked[]): Promise<Figure[][]> {
    const all = asked.map(wantedFor);
    const counting = all.filter(({ summed }) => summed.length > 0).map(sumsOf);
    const cells = counting.length > 0 ? cellsOfAll(counting, await sumEverybody(this.facts, counting, Number.MAX_SAFE_INTEGER)) : [];
    return this.told(all, all.map(({ summed }) => (summed.length > 0 ? cells.shift() : null) ?? new Map()));
  }

  /**
   * The same from sums that are kept and followed, for what is asked for again and again of very many people: all in one
   * walk through the facts, as far as they are not kept yet. Writes: for a job, not for a page that is looked at.
   * @param told how far it is, 0 to 1
   * @returns the figures of each question
   */
  async ofKept(asked: readonly FiguresAsked[], told?: (done: number) => void): Promise<Figure[][]> {
    const all = asked.map(wantedFor);
    return this.told(all, await this.kept.cells(all.map(sumsOf), told));
  }

  /** @param cells of each */
  private async told(all: readonly Wanted[], cells: readonly Cells[]): Promise<Figure[][]> {
    const found: Figure[][] = [];
    for (const [index, wanted] of all.entries()) found.push(await this.withMeasures(wanted, cells[index] as Cells));
    return found;
  }

  private async withMeasures({ asked: { scope, dimensions }, definitions, measured, summed }: Wanted, cells: Cells): Promise<Figure[]> {
    const ofPeople = figuresOf(summed, cells);
    const all = new Map([...ofPeople, ...await this.measures.of(scope, measured, dimensions, ofPeople)].map((figure) => [figure.code, figure]));
    return definitions.map(({ code }) => all.get(code)).filter((figure) => figure !== undefined);
  }
}

function wantedFor(asked: FiguresAsked): Wanted {
  const definitions = known(asked.codes).filter((definition) => canNarrow(definition, asked.scope.slice));
  const measured = definitions.filter((definition) => !isSummed(definition)).map(({ code }) => code);
  return { asked, definitions, measured, summed: known([...definitions.map(({ code }) => code), ...peopleFiguresFor(measured)]).filter(isSummed) };
}

function sumsOf({ asked: { scope, dimensions }, summed }: Wanted): SumsAsked {
  return { scope, definitions: summed, dimensions };
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

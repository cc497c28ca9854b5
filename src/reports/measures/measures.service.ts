import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Dimension, Figure, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { canNarrow } from '../indicators/tally.js';
import { AccountSumsRepository } from './account-sums.repository.js';
import { costRows } from './costs.js';
import { MeasuresRepository } from './measures.repository.js';
import { divided, figureFromRows } from './part-rows.js';

/** The figures of people that measures are divided by, or say how much was used. */
const OF_PEOPLE: Readonly<Record<string, readonly string[]>> = {
  'cost-per-learner': ['people-trained'], 'cost-per-hour': ['hours'], 'seat-use': ['hours'],
};

/** Which figures of people have to be at hand to measure these. */
export function peopleFiguresFor(codes: readonly string[]): string[] {
  return [...new Set(codes.flatMap((code) => OF_PEOPLE[code] ?? []))];
}

/** Measures what people's facts do not make up: gifts, costs, seats, registers. Organisations and their posts are summed up with people (see `ReachTally`). */
@Injectable()
export class MeasuresService {
  constructor(
    private readonly repository: MeasuresRepository, private readonly accounts: AccountSumsRepository, private readonly clock: Clock,
  ) {}

  /**
   * Two queries.
   * @param codes of the catalogue, of definitions without shares; the answer is in their order
   * @param people the figures of `peopleFiguresFor(codes)`, of the same scope and dimensions
   */
  async of(scope: Scope, codes: readonly string[], dimensions: readonly Dimension[], people: readonly Figure[]): Promise<Figure[]> {
    const found = new Map<string, Figure>();
    const asked = codes.map((code) => CATALOGUE.get(code)).filter((one) => one !== undefined && canNarrow(one, scope.slice) && scope.centreIds.length > 0) as IndicatorDefinition[];
    for (const figure of await this.costs(scope, asked.filter(({ code }) => isCostCode(code)), dimensions, people)) found.set(figure.code, figure);
    for (const figure of await this.measured(scope, asked.filter(({ code }) => !found.has(code)), dimensions, people)) found.set(figure.code, figure);
    return codes.map((code) => found.get(code) ?? figureFromRows(code, []));
  }

  private async measured(scope: Scope, definitions: readonly IndicatorDefinition[], dimensions: readonly Dimension[], people: readonly Figure[]): Promise<Figure[]> {
    const asked = definitions.map(({ code, dimensions: known }) => (
      { code, source: code === 'seat-use' ? 'seats-kept' : code, dimensions: dimensions.filter((dimension) => known.includes(dimension)) }));
    const rows = await this.repository.rows(scope, asked, this.clock.now());
    return asked.map(({ code, source, dimensions: parts }) => {
      const figure = figureFromRows(code, rows.get(source) ?? []);
      if (code !== 'seat-use') return figure;
      const hours = figureOf(people, 'hours');
      return divided(code, { value: hours, of: figure, people: hours }, parts);
    });
  }

  private async costs({ centreIds, period, slice }: Scope, definitions: readonly IndicatorDefinition[], dimensions: readonly Dimension[], people: readonly Figure[]): Promise<Figure[]> {
    if (definitions.length === 0) return [];
    const centres = slice?.centre === undefined ? centreIds : centreIds.filter((id) => id === slice.centre);
    const cost = figureFromRows('cost', costRows(await this.accounts.sums(centres, period)));
    return definitions.map(({ code }) => {
      const by = figureOf(people, OF_PEOPLE[code]?.[0] ?? '');
      return divided(code, { value: cost, of: by, people: by }, dimensions.filter((dimension) => dimension === 'centre'));
    });
  }
}

function isCostCode(code: string): boolean {
  return code === 'cost-per-learner' || code === 'cost-per-hour';
}

function figureOf(people: readonly Figure[], code: string): Figure {
  const figure = people.find((one) => one.code === code);
  if (!figure) throw new Error(`measures need the figure ${code}`);
  return figure;
}

import { toldFigures } from '../disclosure/disclosure.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Cell, Dimension, Figure, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import type { ToldCell } from '../publishing/report-content.js';

/** A figure as the staff look at it, with all its cells. */
export interface SeenFigure extends FigureWith<Cell> {
  /** What stands in several parts of a dimension. */
  overlap: Partial<Record<Dimension, Cell>>;
}

/** A figure as it leaves the centre; cells that are not told are null. */
export type FigureForFile = FigureWith<ToldCell>;

interface FigureWith<AnyCell> {
  definition: IndicatorDefinition;
  total: AnyCell;
  by: readonly { dimension: Dimension; cells: readonly { value: string; cell: AnyCell }[] }[];
}

/** As it leaves the centre with others; all that leaves together must be given at once. */
export function toldTogether(figures: readonly Figure[], scope: Scope): FigureForFile[] {
  const asked = figures.map((figure) => ({ definition: definitionOf(figure.code), figure, slice: scope.slice ?? null, scope }));
  return toldFigures(asked).map(({ code, total, by }) => ({ definition: definitionOf(code), total, by }));
}

export function seenFigure({ code, total, by, overlap = {} }: Figure): SeenFigure {
  const dimensions = Object.keys(by) as Dimension[];
  return { definition: definitionOf(code), total, by: dimensions.map((dimension) => ({ dimension, cells: by[dimension] ?? [] })), overlap };
}

function definitionOf(code: string): IndicatorDefinition {
  const definition = CATALOGUE.get(code);
  if (!definition) throw new Error(`no indicator ${code}`);
  return definition;
}

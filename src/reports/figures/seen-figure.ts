import { toldFigures } from '../disclosure/disclosure.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Cell, Dimension, Figure, IndicatorDefinition, Slice } from '../indicators/indicator.js';
import type { ToldCell } from '../publishing/report-content.js';

/** A figure as somebody may see it: cells that are too small for her are null. */
export interface SeenFigure {
  definition: IndicatorDefinition;
  total: ToldCell;
  by: readonly { dimension: Dimension; cells: readonly { value: string; cell: ToldCell }[] }[];
  /** What stands in several parts of a dimension; nothing where cells are hidden. */
  overlap: Partial<Record<Dimension, Cell>>;
}

/** Of the catalogue's indicators. @param small whether small cells are seen; otherwise all that is seen together must be given at once */
export function seenFigures(figures: readonly Figure[], slice: Slice | undefined, small: boolean): SeenFigure[] {
  if (small) return figures.map(wholeFigure);
  const asked = figures.map((figure) => ({ definition: definitionOf(figure.code), figure, slice: slice ?? null }));
  return toldFigures(asked).map(({ code, total, by }) => ({ definition: definitionOf(code), total, by, overlap: {} }));
}

function wholeFigure({ code, total, by, overlap = {} }: Figure): SeenFigure {
  const dimensions = Object.keys(by) as Dimension[];
  return { definition: definitionOf(code), total, by: dimensions.map((dimension) => ({ dimension, cells: by[dimension] ?? [] })), overlap };
}

function definitionOf(code: string): IndicatorDefinition {
  const definition = CATALOGUE.get(code);
  if (!definition) throw new Error(`no indicator ${code}`);
  return definition;
}

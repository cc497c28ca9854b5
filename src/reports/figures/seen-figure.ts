import { hiddenGroups, tooFew } from '../../shared/kernel/small-cells.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Cell, Dimension, Figure, IndicatorDefinition } from '../indicators/indicator.js';
import type { ToldCell } from '../publishing/report-content.js';

/** A figure as somebody may see it: cells that are too small for her are null. */
export interface SeenFigure {
  definition: IndicatorDefinition;
  total: ToldCell;
  by: readonly { dimension: Dimension; cells: readonly { value: string; cell: ToldCell }[] }[];
  /** What stands in several parts of a dimension. */
  overlap: Partial<Record<Dimension, Cell>>;
}

/** All of it, for who sees small cells. */
export function wholeFigure({ code, total, by, overlap = {} }: Figure): SeenFigure {
  const definition = CATALOGUE.get(code) as IndicatorDefinition;
  const dimensions = Object.keys(by) as Dimension[];
  return { definition, total, by: dimensions.map((dimension) => ({ dimension, cells: by[dimension] ?? [] })), overlap };
}

/** As the viewer may see them. */
export function seenFigures(figures: readonly Figure[], small: boolean): SeenFigure[] {
  return figures.map((figure) => (small ? wholeFigure(figure) : toldFigure(figure)));
}

function toldFigure(figure: Figure): SeenFigure {
  const whole = wholeFigure(figure);
  const by = whole.by.map(({ dimension, cells }) => {
    const hides = hiddenGroups(cells.map(({ cell }) => cell?.people ?? 0));
    return { dimension, cells: cells.map(({ value, cell }, index) => ({ value, cell: hides[index] ? null : cell })) };
  });
  return { ...whole, total: tooFew(figure.total.people) ? null : figure.total, by, overlap: {} };
}

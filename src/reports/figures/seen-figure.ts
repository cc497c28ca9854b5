import type { Dimension, IndicatorDefinition } from '../indicators/indicator.js';
import type { ToldCell } from '../publishing/report-content.js';

/** A figure as somebody may see it: cells that are too small for her are null. */
export interface SeenFigure {
  definition: IndicatorDefinition;
  total: ToldCell;
  by: readonly { dimension: Dimension; cells: readonly { value: string; cell: ToldCell }[] }[];
}

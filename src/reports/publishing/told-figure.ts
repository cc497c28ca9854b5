import { toldFigures } from '../disclosure/disclosure.js';
import { DIMENSIONS, type Figure, type IndicatorDefinition, type Slice } from '../indicators/indicator.js';
import type { ReportFigure } from './report-content.js';

/** A figure that a report is to tell, narrowed or whole. */
export interface ToTell {
  definition: IndicatorDefinition;
  figure: Figure;
  slice: Slice | null;
}

/** The figures of a report as they may leave the centre: whatever leaves together is hidden together. In their order. */
export function reportFigures(asked: readonly ToTell[]): ReportFigure[] {
  const told = toldFigures(asked);
  return asked.map(({ definition: { code, version, form, unit, scale } }, index) => {
    const { total, by } = told[index] ?? { total: null, by: [] };
    return {
      code, version, form, unit, ...(scale === undefined ? {} : { scale }), total,
      by: DIMENSIONS.flatMap((dimension) => by.filter((parts) => parts.dimension === dimension)),
    };
  });
}

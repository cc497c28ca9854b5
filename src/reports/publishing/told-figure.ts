import { FEWEST, hiddenGroups } from '../../shared/kernel/small-cells.js';
import { DIMENSIONS, type Cell, type Figure, type IndicatorDefinition } from '../indicators/indicator.js';
import type { ReportFigure } from './report-content.js';

/** A figure as it may leave the centre: small cells hidden, and those by which they could be worked out. */
export function toldFigure({ code, total, by }: Figure, { version, form, unit, scale }: IndicatorDefinition): ReportFigure {
  return {
    code, version, form, unit, ...(scale === undefined ? {} : { scale }), total: isSmall(total) ? null : total,
    by: DIMENSIONS.flatMap((dimension) => {
      const cells = by[dimension];
      if (!cells) return [];
      const hidden = hiddenGroups(cells.map(({ cell }) => cell.people));
      return [{ dimension, cells: cells.map(({ value, cell }, index) => ({ value, cell: hidden[index] ? null : cell })) }];
    }),
  };
}

function isSmall({ people }: Cell): boolean {
  return people > 0 && people < FEWEST;
}

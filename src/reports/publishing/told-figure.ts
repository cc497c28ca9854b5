import type { Telling } from '../disclosure/counts.js';
import { toldFigures } from '../disclosure/disclosure.js';
import { DIMENSIONS, type Figure, type IndicatorDefinition, type Scope, type Slice } from '../indicators/indicator.js';
import type { ReportContent, ReportFigure } from './report-content.js';
import { isPart, isWhole } from './slices.js';

/** A figure that a report is to tell, narrowed or whole. */
export interface ToTell {
  definition: IndicatorDefinition;
  figure: Figure;
  slice: Slice | null;
}

/**
 * The figures of a report as they may leave the centre: whatever leaves together is hidden together, and nothing can be worked
 * out from it beside the reports before it. In their order.
 */
export function reportFigures(asked: readonly ToTell[], scope: Scope, earlier: readonly Telling[] = []): ReportFigure[] {
  const told = toldFigures(asked.map((one) => ({ ...one, scope })), earlier);
  return asked.map(({ definition: { code, version, form, unit, scale } }, index) => {
    const { total, by } = told[index] ?? { total: null, by: [] };
    return {
      code, version, form, unit, ...(scale === undefined ? {} : { scale }), total,
      by: DIMENSIONS.flatMap((dimension) => by.filter((parts) => parts.dimension === dimension)),
    };
  });
}

/** Every figure that a report tells, whole or narrowed by several dimensions; narrowed by one it is a part of the whole. */
export function toldInReport({ results, figures }: ReportContent): { figure: ReportFigure; slice: Slice | null }[] {
  const asked = results.flatMap(({ indicators }) => indicators).flatMap(({ figure, slice }) => (
    figure === null || (slice !== null && !isWhole(slice) && isPart(slice)) ? [] : [{ figure, slice: isWhole(slice) ? null : slice }]));
  return [...asked, ...figures.map((figure) => ({ figure, slice: null }))];
}

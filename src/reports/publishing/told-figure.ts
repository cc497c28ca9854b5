import type { Telling } from '../disclosure/counts.js';
import { toldFigures } from '../disclosure/disclosure.js';
import { DIMENSIONS, type Figure, type IndicatorDefinition, type Period, type Scope, type Slice } from '../indicators/indicator.js';
import type { ReportContent, ReportFigure } from './report-content.js';
import { toldOfTargets, type ToldTargetFigure } from './report-targets.js';
import { isPart, isWhole } from './slices.js';

/** A figure that a report is to tell, narrowed or whole. */
export interface ToTell {
  definition: IndicatorDefinition;
  figure: Figure;
  slice: Slice | null;
  /** Of which days, where they are not the report's. */
  period?: Period;
  /** Which of its cells an indicator of the project is. */
  headlines?: readonly Slice[];
}

/**
 * The figures of a report as they may leave the centre: whatever leaves together is hidden together, and nothing can be worked
 * out from it beside the reports before it. In their order.
 */
export function reportFigures(asked: readonly ToTell[], scope: Scope, earlier: readonly Telling[] = []): ReportFigure[] {
  const told = toldFigures(asked.map(({ period = scope.period, ...one }) => ({ ...one, scope: { ...scope, period } })), earlier);
  return asked.map(({ definition: { code, version, form, unit, scale } }, index) => {
    const { total, by } = told[index] ?? { total: null, by: [] };
    return {
      code, version, form, unit, ...(scale === undefined ? {} : { scale }), total,
      by: DIMENSIONS.flatMap((dimension) => by.filter((parts) => parts.dimension === dimension)),
    };
  });
}

/** Every figure that a report tells, whole or narrowed by several dimensions; narrowed by one it is a part of the whole, unless it is of other days. */
export function toldInReport({ results, figures, period }: ReportContent): ToldTargetFigure[] {
  const asked = results.flatMap(({ indicators }) => indicators).flatMap(({ figure, slice }) => (
    figure === null || (slice !== null && !isWhole(slice) && isPart(slice)) ? [] : [{ figure, slice: isWhole(slice) ? null : slice, period }]));
  const ofTargets = results.flatMap(({ indicators }) => indicators).flatMap(({ target, furtherTargets = [], slice }) => toldOfTargets([target, ...furtherTargets], slice, period));
  return [...asked, ...figures.map((figure) => ({ figure, slice: null, period })), ...ofTargets];
}

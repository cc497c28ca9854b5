import type { Framework, FrameworkIndicator } from '../framework/framework.js';
import type { IndicatorTarget } from '../framework/indicator-target.entity.js';
import { measuredDays } from '../framework/target-rules.js';
import { typedOfDays } from '../framework/typed-days.js';
import type { Period, Slice } from '../indicators/indicator.js';
import type { ReportFigure, ReportTarget } from './report-content.js';
import { targetsMeeting } from './report-periods.js';
import { figureKey, isWhole } from './slices.js';

/** A figure of the catalogue of other days than the report's, which a target is held against. */
export interface TargetFigure {
  code: string;
  slice: Slice | null;
  period: Period;
}

/** Names a figure of some days. */
export function targetFigureKey({ code, slice, period: { from, to } }: TargetFigure): string {
  return `${from}~${to}|${figureKey(code, slice ?? {})}`;
}

/** What has to be counted in other days than the report's, so that every target is held against its own. */
export function targetFigures({ project, results }: Framework, period: Period): TargetFigure[] {
  const asked = results.flatMap(({ indicators }) => indicators).flatMap(({ code, slice, targets }) => (code === null ? [] : targetsMeeting(targets, period).flatMap((target): TargetFigure[] => {
    const days = measuredDays(target, project, period.to);
    return days === null || isSame(days, period) ? [] : [{ code, slice: isWhole(slice) ? null : slice, period: days }];
  })));
  return [...new Map(asked.map((one) => [targetFigureKey(one), one])).values()];
}

/** What targets are held against: the report's own figure of the indicator, and those of other days by their keys. */
export interface TargetGround {
  project: { startsOn: string };
  period: Period;
  figure: ReportFigure | null;
  ofOtherDays: ReadonlyMap<string, ReportFigure>;
}

/** The targets that a report tells of an indicator, the one that it is measured against first. */
export function reportTargets(indicator: FrameworkIndicator, ground: TargetGround): ReportTarget[] {
  return targetsMeeting(indicator.targets, ground.period).map((target) => ({
    value: target.value, startsOn: target.startsOn, endsOn: target.endsOn, comment: target.comment, fromStart: target.fromStart, measured: measuredOf(indicator, target, ground),
  }));
}

function measuredOf({ code, slice, form, typed }: FrameworkIndicator, target: IndicatorTarget, { project, period, figure, ofOtherDays }: TargetGround): ReportTarget['measured'] {
  const days = measuredDays(target, project, period.to);
  if (days === null) return null;
  if (code !== null) {
    const found = isSame(days, period) ? figure : ofOtherDays.get(targetFigureKey({ code, slice: isWhole(slice) ? null : slice, period: days })) ?? null;
    return found && { ...days, figure: { ...found, by: [] }, typed: null };
  }
  const own = typedOfDays(typed, days, form);
  return own && { from: own.startsOn, to: own.endsOn, figure: null, typed: own.value };
}

function isSame(a: Period, b: Period): boolean {
  return a.from === b.from && a.to === b.to;
}

/** The figures of other days that a report told, for whoever tells of the same days next. */
export type ToldTargetFigure = Pick<TargetFigure, 'slice' | 'period'> & { figure: ReportFigure };

export function toldOfTargets(targets: readonly (ReportTarget | null)[], slice: Slice | null, period: Period): ToldTargetFigure[] {
  return targets.flatMap((target) => {
    const { from, to, figure } = target?.measured ?? {};
    return !figure || !from || !to || isSame({ from, to }, period) ? [] : [{ slice, period: { from, to }, figure }];
  });
}

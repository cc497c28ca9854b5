import type { Translate } from '../../shared/web/i18n.js';
import { bulletChart, pathChart, type ChartHead } from '../charts/charts.js';
import type { Speech, ToldIndicator, ToldResult } from './told-report.js';
import type { ToldStep } from './told-sections.js';

export function targetsHead(t: Translate): ChartHead {
  return { id: 'report-targets', title: t('reports:charts.targets'), description: t('reports:charts.targets-about') };
}

export function pathHead(t: Translate): ChartHead {
  return { id: 'report-path', title: t('reports:charts.path'), description: t('reports:charts.path-about') };
}

/** The indicators whose target can be drawn: one of more than nothing. */
export function aimedAt(results: readonly ToldResult[]): ToldIndicator[] {
  return results.flatMap(({ indicators }) => indicators).filter(({ numbers: { target } }) => target !== null && target > 0);
}

/** What was reached of each target, in percent of it, so that people and percent stand on one axis; null where nothing has a target. */
export async function drawTargets({ t }: Speech, indicators: readonly ToldIndicator[]): Promise<string | null> {
  const rows = indicators.flatMap(({ title, figure, target, targets, baseline, numbers }) => {
    const { measured, target: aim, baseline: began } = numbers;
    if (aim === null || aim <= 0) return [];
    const share = (value: number): number => Math.max(0, Math.min(MOST, (value / aim) * 100));
    return [{
      label: title, actual: { value: measured === null ? null : share(measured), text: counted(targets) ?? figure }, target: { value: 100, text: t('reports:charts.target', { value: targets[0]?.value ?? target }) },
      baseline: began === null ? null : { value: share(began), text: t('reports:charts.baseline', { value: String(baseline) }) },
    }];
  });
  return rows.length === 0 ? null : bulletChart({ ...targetsHead(t), rows, most: MOST });
}

/** What is held against the target, where that is not the figure. */
function counted([first]: ToldIndicator['targets']): string | null {
  return first?.counted?.value ?? null;
}

/** Whatever was surpassed by more ends at the edge. */
const MOST = 125;

export function drawPath({ t }: Speech, steps: readonly ToldStep[]): Promise<string> {
  return pathChart({
    ...pathHead(t),
    steps: steps.map(({ label, text, value, drop }) => ({ label, text, value, ...drop === null || drop === 0 ? {} : { drop: t('reports:charts.drop', { drop: Math.round(drop) }) } })),
  });
}

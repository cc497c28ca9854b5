import type { Refusal } from '../shared/kernel/refusal.js';
import { searchable } from '../shared/kernel/text.js';

/** As many PCs as one form may add: no room of a centre holds more. */
export const MOST_AT_ONCE = 60;

export interface LabelSeries {
  prefix: string;
  from: number;
  to: number;
}

/** `PC 01` … `PC 20`: numbers as wide as the largest, two digits at least. */
export function seriesLabels({ prefix, from, to }: LabelSeries): string[] {
  const width = Math.max(2, String(to).length);
  return Array.from({ length: to - from + 1 }, (_, index) => `${prefix} ${String(from + index).padStart(width, '0')}`);
}

export function seriesRefusals(series: LabelSeries, taken: readonly string[]): Refusal[] {
  if (series.to < series.from) return [{ field: 'to', reason: 'centres:refusals.series-backwards', params: { from: series.from } }];
  if (series.to - series.from >= MOST_AT_ONCE) return [{ field: 'to', reason: 'centres:refusals.series-long', params: { most: MOST_AT_ONCE } }];
  const labels = new Set(taken.map(searchable));
  const repeated = seriesLabels(series).filter((label) => labels.has(searchable(label)));
  const [first] = repeated;
  return first === undefined ? [] : [{ field: 'from', reason: 'centres:refusals.label-taken', params: { label: first } }];
}

/** The number after the highest that the room's labels end with, so that the next series is proposed. */
export function nextNumber(labels: readonly string[]): number {
  return Math.max(0, ...labels.map((label) => Number(/(\d{1,4})$/.exec(label)?.[1] ?? 0))) + 1;
}

import type { Cell, IndicatorDefinition } from './indicator.js';

/** What a cell says: the count, the ratio in per cent, or the mean; null where there is nothing to divide by. Not rounded. */
export function saidValue({ form, scale = 1 }: Pick<IndicatorDefinition, 'form' | 'scale'>, { value, of }: Pick<Cell, 'value' | 'of'>): number | null {
  if (form === 'count') return value * scale;
  if (of === 0) return null;
  return form === 'ratio' ? (100 * value) / of : (value / of) * scale;
}

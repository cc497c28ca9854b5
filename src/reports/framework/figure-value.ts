import type { ProjectIndicator } from './project-indicator.entity.js';

/** A number as somebody wrote it; `percent` where a percent sign stood behind it. */
export interface WrittenValue {
  value: number;
  percent: boolean;
}

export type ValueForm = ProjectIndicator['form'];

/** More is a slip of the hand, of either sign. */
export const MOST = 1_000_000_000;

/**
 * Reads a number as Peruvians write it: `1,250`, `1 250.5`, `64`, `64,5`, `64.5 %`, `-3`. A comma before exactly three
 * digits parts thousands, unless nothing but a zero stands before it; any other one parts decimals, as the keyboard of many writes them. Null for anything else; how much is
 * too much is for rules to say.
 */
export function parseValue(text: string): WrittenValue | null {
  const match = /^([-−]?)\s*([1-9]\d{0,2}(?:[,\s]\d{3})+|\d{1,15})(?:[.,](\d{1,4}))?\s*(%?)$/u.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = '', decimals, percent] = match;
  const value = Number(`${whole.replace(/\D/gu, '')}.${decimals ?? '0'}`) * (sign ? -1 : 1);
  return { value: value === 0 ? 0 : value, percent: percent === '%' };
}

/** `1,250`, `64.5 %`: at most four decimals, none that say nothing. */
export function formatValue(value: number, form: ValueForm): string {
  return form === 'ratio' ? `${valueDigits(value)} %` : valueDigits(value);
}

/** The same without its sign of percent, as a field holds it. */
export function valueDigits(value: number): string {
  const [whole = '0', decimals = ''] = String(Math.round(Math.abs(value) * 10_000) / 10_000).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, ',');
  return `${value < 0 ? '-' : ''}${grouped}${decimals ? `.${decimals}` : ''}`;
}

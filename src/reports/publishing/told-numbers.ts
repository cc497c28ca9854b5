import type { LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles } from '../../shared/kernel/money.js';
import type { Translate } from '../../shared/web/i18n.js';
import { cellNumber, cellWords, decimals, type Said } from '../figures/figure-words.js';
import type { Cell, Form, Period, Unit } from '../indicators/indicator.js';
import type { ToldCell } from './report-content.js';

/** A figure in words; a hidden one says so. */
export function figureSaid(t: Translate, cell: ToldCell, said: Said): string {
  return cell === null ? t('figures:hidden') : cellWords(t, cell, said);
}

/** A figure as a number in the unit in which targets are set: percent, soles, hours. */
export function numberOf(cell: Cell, said: Said): number | null {
  return cellNumber(cell, said);
}

/** How a number that somebody stated is said. */
export interface Stated {
  form: Form;
  /** Of the catalogue's figure; null for one that is typed in. */
  unit: Unit | null;
  /** As the project's keepers call it. */
  word: string;
}

/** `80 %`, `S/ 12.50`, `40 h`, `1,600`: a target, a baseline, or a figure that was typed in. */
export function statedWords(t: Translate, value: number, { form, unit }: Stated): string {
  if (form === 'ratio') return `${decimals(value, 1)} %`;
  if (unit === 'cents') return formatSoles(Math.round(value * 100));
  if (unit === 'minutes') return t('figures:hours', { hours: decimals(value, 1) });
  return decimals(value, 2);
}

interface Days {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

/**
 * Whether a target can be held against what an older report counts, which knows its own days alone: what was counted in other days than the target's says nothing of
 * it. A share or a mean of fewer days can, and so can a count from the target's first day on while its time runs.
 */
export function isMeasuredBy({ target, form }: { target: Days | null; form: Form }, { from, to }: Period): boolean {
  if (target === null) return false;
  return form !== 'count' || (target.startsOn === from && target.endsOn >= to);
}

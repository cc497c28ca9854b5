import { formatSoles } from '../../shared/kernel/money.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { Cell, IndicatorDefinition, Unit } from '../indicators/indicator.js';
import { saidValue } from '../indicators/said.js';

/** How a cell is said: what of its definition that takes. */
export type Said = Pick<IndicatorDefinition, 'form' | 'scale' | 'unit' | 'per'>;

/** `64 %`, `63.9 %`, `623`, `S/ 1,200.00`, `38.5 h`; a dash where there is nothing that it could be of. */
export function cellWords(t: Translate, cell: Cell, definition: Said): string {
  const said = saidValue(definition, cell);
  if (said === null) return t('figures:nothing');
  return definition.form === 'ratio' ? `${decimals(said, 1)} %` : amountWords(t, said, definition.unit);
}

/** What a chart draws of it, and a workbook reckons with: soles, hours, per cent; null where there is nothing. */
export function cellNumber(cell: Cell, definition: Said): number | null {
  const said = saidValue(definition, cell);
  return said === null || definition.form === 'ratio' ? said : scaled(said, definition.unit);
}

/** An amount of a unit: céntimos as soles, minutes as hours. */
export function amountWords(t: Translate, amount: number, unit: Unit): string {
  if (unit === 'cents') return formatSoles(Math.round(amount));
  if (unit === 'minutes') return t('figures:hours', { hours: decimals(scaled(amount, unit), 1) });
  return decimals(amount, 2);
}

/** What a mean is of is counted, whatever its unit is; minutes where it is of time. */
export function unitOfParts({ form, unit, per = 'people' }: Said): Unit {
  return form === 'mean' ? per : unit;
}

/** What a measure divides, in its own unit. */
export function dividedWords(t: Translate, value: number, { unit, scale = 1, per }: Said): string {
  return amountWords(t, per === undefined ? value * scale : value, unit);
}

/** Rounded, without zeros at the end: `1,342.7`. */
export function decimals(amount: number, digits: number): string {
  const [whole = '', behind] = String(Math.round(amount * 10 ** digits) / 10 ** digits).split('.');
  const thousands = whole.replace(/\B(?=(\d{3})+$)/gu, ',');
  return behind === undefined ? thousands : `${thousands}.${behind}`;
}

function scaled(amount: number, unit: Unit): number {
  if (unit === 'cents') return amount / 100;
  return unit === 'minutes' ? amount / 60 : amount;
}

import { formatSoles } from '../../shared/kernel/money.js';
import { monthWords } from '../../shared/web/date-words.js';
import type { Translate } from '../../shared/web/i18n.js';
import { UNKNOWN, type Cell, type Dimension, type Form, type Unit } from '../indicators/indicator.js';

/** How a cell is said: what of its definition that takes. */
export interface Said {
  form: Form;
  unit: Unit;
}

/** `64 %`, `63.9 %`, `623`, `S/ 1,200.00`, `38.5 h`; a dash where there is nothing that it could be of. */
export function cellWords(t: Translate, cell: Cell, { form, unit }: Said): string {
  if (form === 'count') return amountWords(t, cell.value, unit);
  if (cell.of === 0) return t('figures:nothing');
  return form === 'ratio' ? `${decimals((cell.value / cell.of) * 100)} %` : amountWords(t, cell.value / cell.of, unit);
}

/** What a chart draws of it; null where there is nothing. */
export function cellNumber({ value, of }: Cell, { form, unit }: Said): number | null {
  if (form === 'count') return scaled(value, unit);
  if (of === 0) return null;
  return form === 'ratio' ? (value / of) * 100 : scaled(value / of, unit);
}

/** An amount of a unit: céntimos as soles, minutes as hours. */
export function amountWords(t: Translate, amount: number, unit: Unit): string {
  if (unit === 'cents') return formatSoles(Math.round(amount));
  if (unit === 'minutes') return t('figures:hours', { hours: decimals(scaled(amount, unit)) });
  return decimals(amount);
}

/** One digit behind the point, none where it is 0. */
export function decimals(amount: number): string {
  return String(Math.round(amount * 10) / 10);
}

function scaled(amount: number, unit: Unit): number {
  if (unit === 'cents') return amount / 100;
  return unit === 'minutes' ? amount / 60 : amount;
}

/** Names of what only the records know: courses and centres by what stands for them in a slice. */
export type ValueNames = Partial<Record<Dimension, ReadonlyMap<string, string>>>;

/** What a value of a dimension is called: a district and a sector by itself. */
export function valueWords(t: Translate, dimension: Dimension, value: string, names: ValueNames = {}): string {
  if (value === UNKNOWN) return t('figures:unknown');
  if (dimension === 'month') return capital(monthWords(t, `${value}-01`));
  if (dimension === 'district') return value;
  if (dimension === 'sector') return t('figures:sector', { sector: value });
  if (dimension === 'organisationType') return t(`organisations:types.${value}`);
  return names[dimension]?.get(value) ?? (dimension === 'centre' ? value : t(`figures:values.${dimension}.${value}`));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

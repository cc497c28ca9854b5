import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { formatMoney, type Cents } from '../../shared/kernel/money.js';
import { valueDigits } from './figure-value.js';
import type { Project } from './project.entity.js';

/** At which rate a project's money is said in dollars: soles for one dollar, on a day. */
export type DollarRate = Pick<Project, 'dollarRate' | 'dollarRateOn'>;

/** Cents of a dollar, rounded; null where no rate with its day is stated. */
export function inDollars(cents: Cents, { dollarRate, dollarRateOn }: DollarRate): Cents | null {
  return dollarRate === null || dollarRate <= 0 || dollarRateOn === null ? null : Math.round(cents / dollarRate) + 0;
}

/** `US$ 1,234.50`; null where no rate with its day is stated. */
export function dollarWords(cents: Cents, project: DollarRate): string | null {
  const dollars = inDollars(cents, project);
  return dollars === null ? null : formatMoney('US$', dollars);
}

/** The rate and its day in digits: whatever is said in dollars states both. Null where there is none. */
export function rateWords({ dollarRate, dollarRateOn }: DollarRate): { rate: string; date: string } | null {
  return dollarRate === null || dollarRate <= 0 || dollarRateOn === null ? null : { rate: valueDigits(dollarRate), date: formatLocalDate(dollarRateOn) };
}

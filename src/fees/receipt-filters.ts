import { parseLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';
import type { FormFault } from '../shared/web/forms.js';
import { PAYMENT_METHODS, type PaymentMethod } from './payment.entity.js';

export const RECEIPT_STATES = ['counts', 'void'] as const;

/** Which receipts a list shows, as they stand in its address. */
export interface ReceiptFilters {
  from: LocalDate | null;
  to: LocalDate | null;
  method: PaymentMethod | null;
  state: (typeof RECEIPT_STATES)[number] | null;
  number: number | null;
}

/** Filters as they were typed: what could be read of them, what stands in their fields, and what is wrong there. */
export interface ReadReceiptFilters {
  filters: ReceiptFilters;
  values: Record<string, string>;
  faults: FormFault[];
}

/** Reads them from an address; what cannot be read filters nothing, and is named. A number may come with its series: `VES-000042`. */
export function readReceiptFilters(address: Record<string, unknown>): ReadReceiptFilters {
  const values = Object.fromEntries((['from', 'to', 'method', 'state', 'number'] as const).map((name) => [name, typed(address[name])]));
  const faults: FormFault[] = [];
  const read = <T>(field: string, reason: string, parse: (text: string) => T | null): T | null => {
    const text = values[field] ?? '';
    const value = text === '' ? null : parse(text);
    if (text !== '' && value === null) faults.push({ field, reason });
    return value;
  };
  const filters: ReceiptFilters = {
    from: read('from', 'web:errors.date', parseLocalDate), to: read('to', 'web:errors.date', parseLocalDate),
    method: read('method', 'web:errors.not-a-choice', (text) => PAYMENT_METHODS.find((known) => known === text) ?? null),
    state: read('state', 'web:errors.not-a-choice', (text) => RECEIPT_STATES.find((known) => known === text) ?? null),
    number: read('number', 'receipts:errors.number', numberOf),
  };
  if (filters.from && filters.to && filters.from > filters.to) faults.push({ field: 'to', reason: 'receipts:errors.order' });
  return { filters, values, faults };
}

/** The address of a list with these filters, and perhaps of one of its pages. */
export function receiptsAddress(filters: Partial<ReceiptFilters>, page = 1): string {
  const { from, to, method, state, number } = filters;
  return addressWith('/receipts', { from, to, method, state, number, page: pageNamed(page) });
}

function typed(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, 60) : '';
}

function numberOf(text: string): number | null {
  const digits = /^(?:[A-Za-z0-9]*-)?(\d{1,9})$/u.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

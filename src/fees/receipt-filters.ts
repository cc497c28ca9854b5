import { parseLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
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

/** Reads them from an address; what makes no sense there is left out. A number may come with its series: `VES-000042`. */
export function readReceiptFilters(address: Record<string, unknown>): ReceiptFilters {
  const { from, to, method, state, number } = address;
  const digits = /(\d{1,9})\s*$/u.exec(typeof number === 'string' ? number : '')?.[1];
  return {
    from: dateOf(from), to: dateOf(to),
    method: PAYMENT_METHODS.find((known) => known === method) ?? null,
    state: RECEIPT_STATES.find((known) => known === state) ?? null,
    number: digits === undefined ? null : Number(digits),
  };
}

/** The address of a list with these filters, and perhaps of one of its pages. */
export function receiptsAddress(filters: Partial<ReceiptFilters>, page = 1): string {
  const query = new URLSearchParams();
  for (const name of ['from', 'to', 'method', 'state', 'number'] as const) {
    const value = filters[name];
    if (value !== null && value !== undefined) query.set(name, String(value));
  }
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/receipts?${query.toString()}` : '/receipts';
}

function dateOf(text: unknown): LocalDate | null {
  return typeof text === 'string' ? parseLocalDate(text) : null;
}

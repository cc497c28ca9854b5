import { z } from 'zod';
import { amount } from '../ledger/amount.form.js';
import type { Cents } from '../shared/kernel/money.js';
import { id, line, optionalLine, soles, ticked, version, whole } from '../shared/web/form-schemas.js';
import { PAYMENT_METHODS } from './payment.entity.js';
import { DENOMINATIONS, MOST_PIECES, type Count } from './till-rules.js';

/** What somebody pays: `{personId, cents, …}` as the service asks for it. */
export const paymentForm = z.object({
  person: id('till:errors.person-missing'),
  amount: amount('till:errors.amount-missing'),
  method: z.enum(PAYMENT_METHODS),
  charges: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(id()).max(50)),
  operation: optionalLine(40),
  tendered: soles().optional(),
  keepRest: ticked(),
  otherOperation: ticked(),
}).transform(({ person, amount: cents, method, charges, operation, tendered, keepRest, otherOperation }) => (
  { personId: person, cents, method, chargeIds: charges, operationNumber: operation, tenderedCents: tendered ?? null, keepRest, otherOperation }));

export const openingForm = z.object({ float: soles('till:errors.float-missing'), bookMissing: ticked() });

/** The field of a note or coin: `n20000`. */
export function piecesField(cents: Cents): string {
  return `n${cents}`;
}

/** How many of each note and coin; what is left empty is none. */
export const countForm = z.object(Object.fromEntries(DENOMINATIONS.map((cents) => [piecesField(cents), whole(0, MOST_PIECES).optional()])))
  .transform((pieces): Count => Object.fromEntries(DENOMINATIONS.flatMap((cents) => {
    const number = pieces[piecesField(cents)];
    return number ? [[String(cents), number]] : [];
  })));

export const closingForm = z.object({ reason: optionalLine(300) });

export const voidForm = z.object({ reason: line(300, 'receipts:errors.reason') });

/** A boleta that another system issued for the same payment. */
export const voucherForm = z.object({
  series: z.string('receipts:errors.voucher-series').regex(/^[A-Za-z0-9]{1,10}$/u, 'receipts:errors.voucher-series').transform((text) => text.toUpperCase()),
  number: z.string('receipts:errors.voucher-number').regex(/^\d{1,20}$/u, 'receipts:errors.voucher-number'),
  version: version(),
});

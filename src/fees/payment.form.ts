import { z } from 'zod';
import { isTooMuch, parseSoles, type Cents } from '../shared/kernel/money.js';
import { id, line, optionalLine, ticked, whole } from '../shared/web/form-schemas.js';
import { PAYMENT_METHODS } from './payment.entity.js';
import { DENOMINATIONS, MOST_PIECES, type Count } from './till-rules.js';

/** What is wrong with an amount, so that whoever typed it knows what to change; null where nothing is. */
export function amountFault(text: string): string | null {
  const typed = text.trim();
  if (parseSoles(typed) !== null) return null;
  if (isTooMuch(typed)) return 'web:errors.money-too-much';
  if (/^(?:S\/\s*)?[-−–]/iu.test(typed)) return 'till:errors.negative';
  if (/^(?:S\/\s*)?\d+[.,]\d{3,}$/iu.test(typed)) return 'till:errors.decimals';
  return 'till:errors.not-an-amount';
}

/** An amount as people write it: `10`, `10.5`, `10,00`, `S/ 10`. Céntimos when read. */
function amount(missing: string): z.ZodType<Cents> {
  return z.string(missing).transform((text, context) => {
    const fault = amountFault(text);
    if (fault === null) return parseSoles(text) as Cents;
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });
}

/** What somebody pays: `{personId, cents, …}` as the service asks for it. */
export const paymentForm = z.object({
  person: id('till:errors.person-missing'),
  amount: amount('till:errors.amount-missing').refine((cents) => cents > 0, 'till:refusals.nothing'),
  method: z.enum(PAYMENT_METHODS),
  charges: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(id()).max(50)),
  operation: optionalLine(40),
  tendered: amount('').optional(),
  keepRest: ticked(),
}).transform(({ person, amount: cents, method, charges, operation, tendered, keepRest }) => (
  { personId: person, cents, method, chargeIds: charges, operationNumber: operation, tenderedCents: tendered ?? null, keepRest }));

export const openingForm = z.object({ float: amount('till:errors.float-missing'), bookMissing: ticked() });

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
  version: z.coerce.number('web:errors.invalid').int().min(1),
});

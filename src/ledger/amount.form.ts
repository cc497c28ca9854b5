import { z } from 'zod';
import { formatAmount, type Cents } from '../shared/kernel/money.js';
import { line, soles } from '../shared/web/form-schemas.js';

/** An amount of money that moves: more than nothing. */
export function amount(missing = 'ledger:errors.amount'): z.ZodType<Cents> {
  return soles(missing).refine((cents) => cents > 0, 'ledger:errors.zero');
}

/** One of a list; says which choice is missing where nothing was chosen. */
export function choice<T extends string>(choices: readonly [T, ...T[]], missing: string): z.ZodType<T> {
  return z.enum(choices, { error: ({ input }) => (input === undefined ? missing : undefined) }) as unknown as z.ZodType<T>;
}

/** `1,250.00`: an amount as it stands in a field, after its `S/`. */
export function amountText(cents: Cents): string {
  return formatAmount(cents);
}

/** Why something is taken back or refused. */
export const reasonForm = z.object({ reason: line(300, 'ledger:errors.reason') });

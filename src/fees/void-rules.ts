import { formatSoles, type Cents } from '../shared/kernel/money.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** A receipt that somebody wants to void, and what stands around it. */
export interface VoidGround {
  voided: boolean;
  /** Paid in cash, which has to leave a till. */
  cash: boolean;
  cents: Cents;
  /** What should be in the till of whoever voids it; null where she has none open. */
  inTill: Cents | null;
  /** What of the payment is credit now. */
  creditTaken: Cents;
  /** The credit that the person has. */
  credit: Cents;
}

/**
 * Why a receipt cannot be voided: it is already, what of it became credit was used meanwhile, or its cash cannot leave a
 * till. What was paid otherwise goes back by the way it came, and needs no till.
 */
export function voidRefusals({ voided, cash, cents, inTill, creditTaken, credit }: VoidGround): Refusal[] {
  if (voided) return [{ reason: 'receipts:refusals.voided' }];
  if (credit < creditTaken) return [{ reason: 'receipts:refusals.credit-used', params: { used: formatSoles(creditTaken - credit) } }];
  if (!cash) return [];
  if (inTill === null) return [{ reason: 'receipts:refusals.needs-till' }];
  return inTill < cents ? [{ reason: 'receipts:refusals.till-too-low', params: { cash: formatSoles(inTill) } }] : [];
}

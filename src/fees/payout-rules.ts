import { formatSoles, type Cents } from '../shared/kernel/money.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** Credit that somebody wants to hand back, and what stands around it. */
export interface PayoutGround {
  /** What the person has as credit. */
  credit: Cents;
  /** What it was on the page that asked. */
  seen: Cents;
  /** What should be in the till of whoever pays; null where she has none open. */
  inTill: Cents | null;
}

/** What keeps credit from being paid out in cash: it goes whole, as it was seen, out of an open till that holds it. */
export function payoutRefusals({ credit, seen, inTill }: PayoutGround): Refusal[] {
  if (credit === 0) return [{ reason: 'till:refusals.no-credit' }];
  if (seen !== credit) return [{ reason: 'till:refusals.credit-changed', params: { amount: formatSoles(credit) } }];
  if (inTill === null) return [{ reason: 'till:refusals.payout-needs-till' }];
  return inTill < credit ? [{ reason: 'till:refusals.payout-till-low', params: { cash: formatSoles(inTill) } }] : [];
}

import type { Cents } from '../shared/kernel/money.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { formatSoles } from '../shared/kernel/money.js';

/** What a waiver is measured by. */
export interface WaiverGround {
  /** What of the charge is open. */
  openCents: Cents;
  /** What the centre may waive in a month, and what it has waived in this one. */
  ceilingCents: Cents;
  waivedCents: Cents;
}

/** What may still be waived this month. Less than nothing is never left: a ceiling may have been lowered since. */
export function leftToWaive({ ceilingCents, waivedCents }: Pick<WaiverGround, 'ceilingCents' | 'waivedCents'>): Cents {
  return Math.max(0, ceilingCents - waivedCents);
}

/** Why so much cannot be asked for. */
export function requestRefusals(cents: Cents, { openCents }: Pick<WaiverGround, 'openCents'>): Refusal[] {
  if (openCents === 0) return [{ reason: 'fees:refusals.nothing-open' }];
  if (cents <= 0) return [{ field: 'cents', reason: 'fees:refusals.no-amount' }];
  return cents > openCents ? [{ field: 'cents', reason: 'fees:refusals.above-open', params: { open: formatSoles(openCents) } }] : [];
}

/** Why so much cannot be granted. */
export function grantRefusals(cents: Cents, ground: WaiverGround): Refusal[] {
  const refusals = requestRefusals(cents, ground);
  if (refusals.length > 0 || cents <= leftToWaive(ground)) return refusals;
  const params = { left: formatSoles(leftToWaive(ground)), ceiling: formatSoles(ground.ceilingCents) };
  return [{ field: 'cents', reason: 'fees:refusals.above-ceiling', params }];
}

import type { Refusal } from '../shared/kernel/refusal.js';
import type { FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';

/** What helps where money cannot be handed back: whoever has no open till is led to hers. */
const NEEDS_TILL: readonly string[] = ['receipts:refusals.needs-till', 'till:refusals.payout-needs-till'];

/**
 * What `fees/till/cannot` says before anybody is asked for what will be refused. What the form's summary says already is not said twice.
 * @param here the page that asks: whoever opens her till first comes back to it
 */
export function cannotView(t: Translate, { reason, params }: Refusal, { summary }: FormView, here: string): { text: string | null; tillUrl: string | null } {
  const text = t(reason, params);
  return { text: summary.some((line) => line.text === text) ? null : text, tillUrl: NEEDS_TILL.includes(reason) ? `/till?${new URLSearchParams({ back: here })}` : null };
}

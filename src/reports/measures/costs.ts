import { ledgerAccount } from '../../ledger/chart.js';
import type { AccountSum } from './account-sums.repository.js';
import type { PartRow } from './part-rows.js';

/** Whether what an account takes is a cost: what was spent, and the value of what came in kind (as in the statement of a month). */
export function isCost(account: string): boolean {
  return ledgerAccount(account)?.kind === 'expense';
}

/** What a period cost, as a whole and by centre. */
export function costRows(sums: readonly AccountSum[]): PartRow[] {
  const costs = sums.filter(({ account }) => isCost(account));
  const rowOf = (centreId: string | null, list: readonly AccountSum[]): PartRow => (
    { dimension: centreId === null ? null : 'centre', part: centreId, value: list.reduce((sum, { cents }) => sum + cents, 0), of: 0, people: 0 });
  return [rowOf(null, costs), ...[...new Set(costs.map(({ centreId }) => centreId))].map((id) => rowOf(id, costs.filter(({ centreId }) => centreId === id)))];
}

import { MONEY_READERS } from '../../ledger/money.policy.js';
import { hasRole, type Viewer } from '../../shared/web/viewer.js';
import type { ProofKind } from '../indicators/indicator.js';
import { FIGURE_READERS, PROOF_READERS } from '../reports.policy.js';

/** Whoever opens some figure to what is behind it: people for those who work with them, money for those who read the books. */
export const PROVERS = ['trainer', 'coordinator', 'treasurer', 'administrator'] as const;

/** Whether she may open figures with this kind of proof. */
export function mayOpen(viewer: Viewer, proof: ProofKind): boolean {
  return hasRole(viewer, ...(proof === 'receipts' || proof === 'entries' ? MONEY_READERS : PROOF_READERS));
}

/** Whether she may open a figure as it is today. */
export function readsFigures(viewer: Viewer): boolean {
  return hasRole(viewer, ...FIGURE_READERS);
}

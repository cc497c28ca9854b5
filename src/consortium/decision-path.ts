import type { Id } from '../shared/kernel/ids.js';

/** The page of a decision of the consortium. */
export function decisionPath(id: Id): string {
  return `/consortium/decisions/${id}`;
}

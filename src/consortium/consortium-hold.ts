import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import type { UnitOptions } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';

/** For a unit of work on one centre's consortium. */
export type ConsortiumOptions = UnitOptions & { centreId: Id };

/**
 * First of all in a unit that changes a consortium: what it decides by (who is a member, who holds a post, the last number of a
 * decision) is then nobody else's to change. People change it some times a month, so nobody waits.
 */
export function holdConsortium(tx: Tx, centreId: Id): Promise<void> {
  return hold(tx, `consortium:${centreId}`);
}

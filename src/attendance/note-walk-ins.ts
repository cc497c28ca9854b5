import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import type { Session } from './session.entity.js';
import { WalkIn } from './walk-in.entity.js';

/** Names that stand on a sheet below its list, in the unit of work that saves it. @returns their ids */
export async function noteWalkIns(tx: Tx, session: Session, names: readonly string[]): Promise<Id[]> {
  const rows = names.map((name) => ({
    id: newId(), sessionId: session.id, centreId: session.centreId, name, personId: null, notedAt: tx.now, notedBy: tx.actor.accountId, version: 1,
  }));
  if (rows.length > 0) await tx.insert(WalkIn, rows);
  return rows.map(({ id }) => id);
}

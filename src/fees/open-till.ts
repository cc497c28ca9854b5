import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Cents } from '../shared/kernel/money.js';
import { expectedCash, methodSums } from './till-cash.js';
import { TillSession } from './till-session.entity.js';

/** What is done at one person's till goes one after the other. The first statement of its unit. */
export function holdTill(tx: Tx, accountId: Id | null = tx.actor.accountId): Promise<void> {
  return hold(tx, `till:${accountId ?? 'nobody'}`);
}

/**
 * The actor's open till at a centre, if she has one. A count that stands is taken back: it was made before what comes now.
 * The unit must hold the till (`holdTill`).
 */
export async function tillToBookAt(tx: Tx, centreId: Id): Promise<TillSession | null> {
  const till = await openTill(tx, centreId);
  if (!till || till.countedCents === null) return till;
  return tx.update(TillSession, till, { countedCents: null, expectedCents: null, denominations: null });
}

export async function openTill(tx: Tx, centreId: Id): Promise<TillSession | null> {
  const { accountId } = tx.actor;
  return accountId === null ? null : tx.manager.findOneBy(TillSession, { openClaim: accountId, centreId });
}

/** What should be in the actor's open till; null where she has none. */
export async function cashInTill(tx: Tx, centreId: Id): Promise<Cents | null> {
  const till = await openTill(tx, centreId);
  return till && expectedCash(till, await methodSums(tx.manager, [till.id]));
}

import type { EntityManager } from 'typeorm';
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
  const till = await openTill(tx.manager, centreId, tx.actor.accountId);
  if (!till || till.countedCents === null) return till;
  return tx.update(TillSession, till, { countedCents: null, expectedCents: null, denominations: null });
}

/** Somebody's open till at a centre. One query. */
export async function openTill(manager: EntityManager, centreId: Id, accountId: Id | null): Promise<TillSession | null> {
  return accountId === null ? null : manager.findOneBy(TillSession, { openClaim: accountId, centreId });
}

/** What should be in somebody's open till; null where she has none. Two queries. */
export async function cashInTill(manager: EntityManager, centreId: Id, accountId: Id | null): Promise<Cents | null> {
  const till = await openTill(manager, centreId, accountId);
  return till && expectedCash(till, await methodSums(manager, [till.id]));
}

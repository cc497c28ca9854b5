import type { Instant } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import type { Tx } from '../database/tx.js';
import { OutboxMessage } from './outbox-message.entity.js';

/** A message that is to go out. */
export interface Letter {
  centreId: Id | null;
  /** What makes it this one message: whoever posts it again posts nothing. At most 120 characters. */
  claim: string;
  aboutId: Id | null;
  channel: 'sms' | 'email';
  recipient: string;
  subject?: string | null;
  body: string;
  dueAt: Instant;
  uselessAfter: Instant;
}

/**
 * Puts a message in line as part of a unit of work; it goes out after that, once. One that was called back before it went
 * is put in line again.
 * @returns false when it was there already
 */
export async function post(tx: Tx, letter: Letter): Promise<boolean> {
  const before = await tx.manager.findOneBy(OutboxMessage, { claim: letter.claim });
  if (!before) await tx.insert(OutboxMessage, [{ id: newId(), ...letter, status: 'waiting', createdAt: tx.now }]);
  else if (before.status === 'cancelled') await tx.update(OutboxMessage, before, { ...letter, status: 'waiting' });
  else return false;
  return true;
}

/** Takes back what has not gone out yet about a record that changed. @returns how many messages stay here for it */
export function callBack(tx: Tx, aboutId: Id): Promise<number> {
  return tx.execute("UPDATE outbox_messages SET status = 'cancelled', version = version + 1 WHERE about_id = ? AND status = 'waiting'", [aboutId]);
}

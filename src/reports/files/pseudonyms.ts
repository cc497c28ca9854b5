import { createHmac } from 'node:crypto';
import type { Id } from '../../shared/kernel/ids.js';

/**
 * Names that stand for people in one pack: made from a seed that is thrown away, so that nobody, Minka included, finds the
 * people behind them, and no two packs can be laid side by side.
 * @param purpose one for each file in which the same person must not be found again
 */
export function pseudonyms(seed: Buffer, purpose: string): (personId: Id) => string {
  return (personId) => createHmac('sha256', seed).update(`${purpose}\n${personId}`).digest('hex').slice(0, 16);
}

import type { Consent } from './consent.entity.js';

/**
 * Whether somebody may be called or written to, by her newest consent at a centre: not when she agreed to the use of
 * her data but not to that, nor when she took it back. Whom nobody has asked yet may be called: how else to ask her?
 */
export function mayBeContacted(newest: Pick<Consent, 'covers' | 'withdrawnAt'> | null): boolean {
  return newest === null || (newest.withdrawnAt === null && newest.covers.includes('contact'));
}

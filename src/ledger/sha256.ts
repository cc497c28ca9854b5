import { hash } from 'node:crypto';

/** The digest of a list in the ledger's canonical form (see `canonical-entry`): 64 hexadecimal digits. */
export function sha256(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex');
}

import { createHmac } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { codeFrom } from './card-code.js';
import { isWeakPin } from './secret-rules.js';

/** argon2id with OWASP's parameters: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of something that nobody knows, for names that are not there: so that they take as long as others. */
let nobody: Promise<string> | undefined;

export function hashSecret(secret: string): Promise<string> {
  return hash(secret.normalize('NFC'), COST);
}

/** Compares at the same cost whether there is a hash or not. */
export async function secretMatches(known: string | null, given: string): Promise<boolean> {
  nobody ??= hashSecret(createHmac('sha256', process.hrtime().join()).digest('hex'));
  const matches = await verify(known ?? await nobody, given.normalize('NFC').slice(0, 500));
  return known !== null && matches;
}

/**
 * A code, or a PIN of four digits, that is the same whenever the same form arrives again: it is derived from the
 * installation's secret and the form's key, so that it can be shown again and is kept nowhere.
 */
export function derivedCode(secret: string, label: string): string {
  return codeFrom(createHmac('sha256', secret).update(`code:${label}`).digest());
}

export function derivedPin(secret: string, label: string): string {
  for (let round = 0; ; round += 1) {
    const number = createHmac('sha256', secret).update(`pin:${label}:${round}`).digest().readUInt32BE() % 10_000;
    const pin = String(number).padStart(4, '0');
    if (!isWeakPin(pin)) return pin;
  }
}

/** What is kept of a code that was given at the desk. */
export function codeHash(secret: string, code: string): string {
  return createHmac('sha256', secret).update(`access-code:${code}`).digest('hex');
}

import type { Refusal } from '../shared/kernel/refusal.js';
import { searchable } from '../shared/kernel/text.js';

const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 200;

/** The first that anybody would try; the length rule keeps out the rest of the usual lists. */
const COMMON = ['1234567890', '0123456789', 'qwertyuiop', 'contrasena', 'password', 'democracia', 'administrador', 'villaelsalvador', 'minka'];

/** What speaks against a new password. @param names what it may not be made of: the sign-in name, the person's name */
export function passwordRefusals(password: string, names: readonly string[] = []): Refusal[] {
  if (password.length < SHORTEST_PASSWORD) return [{ field: 'password', reason: 'accounts:refusals.password-short', params: { minimum: SHORTEST_PASSWORD } }];
  if (password.length > LONGEST_PASSWORD) return [{ field: 'password', reason: 'accounts:refusals.password-long', params: { maximum: LONGEST_PASSWORD } }];
  return isGuessable(password, names) ? [{ field: 'password', reason: 'accounts:refusals.password-easy' }] : [];
}

/** Four to six digits. */
function isPin(text: string): boolean {
  return /^\d{4,6}$/.test(text);
}

/** True for 1111, 1234, 9876 and 1212: what anybody would try first. */
export function isWeakPin(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])));
  const onlyStep = steps.size === 1 && [-1, 0, 1].includes([...steps][0] as number);
  return onlyStep || pin === pin.slice(0, 2).repeat(pin.length / 2);
}

export function pinRefusals(pin: string): Refusal[] {
  if (!isPin(pin)) return [{ field: 'pin', reason: 'accounts:refusals.pin-form' }];
  return isWeakPin(pin) ? [{ field: 'pin', reason: 'accounts:refusals.pin-easy' }] : [];
}

/** The name to sign in with, as it is kept: small letters without accents. Null when it cannot be one. */
export function readLoginName(text: string): string | null {
  const name = text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
  return /^[a-z0-9][a-z0-9._-]{2,59}$/.test(name) ? name : null;
}

function isGuessable(password: string, names: readonly string[]): boolean {
  const folded = searchable(password).replace(/ /g, '');
  if (new Set(password).size < 5) return true;
  return [...COMMON, ...names.map((name) => searchable(name).replace(/ /g, ''))]
    .some((word) => word.length >= 4 && folded.includes(word) && folded.length - word.length < 6);
}

import { CODE_ALPHABET, typedCode } from '../shared/kernel/code-alphabet.js';

/**
 * Codes that people copy from paper: a learner's card, a code given at the desk. Seven characters and one that checks
 * them, so that a slip of the finger is found before anything is looked up.
 */
const FREE = 7;

/** Makes a code of random bytes. @param bytes at least seven */
export function codeFrom(bytes: Uint8Array): string {
  const values = Array.from(bytes.subarray(0, FREE), (byte) => byte & 31);
  if (values.length < FREE) throw new Error('a code needs seven bytes');
  return [...values, checkOf(values)].map((value) => CODE_ALPHABET[value]).join('');
}

/** The code as it is kept, from however it was typed: small letters, dashes, O for 0. Null when it cannot be one. */
export function readCode(text: string): string | null {
  const code = typedCode(text);
  const values = [...code].map((character) => CODE_ALPHABET.indexOf(character));
  if (values.length !== FREE + 1 || values.includes(-1)) return null;
  return checkOf(values.slice(0, FREE)) === values[FREE] ? code : null;
}

/** `K7QM-2R9D`: in two halves, as it is printed and said aloud. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** A weighted sum over GF(32): finds every wrong character and every swap of two neighbours. */
function checkOf(values: readonly number[]): number {
  return values.reduce((sum, value) => double(sum ^ value), 0);
}

/** Multiplies by the generator of GF(32), x^5 + x^2 + 1. */
function double(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? (shifted ^ 37) & 31 : shifted;
}

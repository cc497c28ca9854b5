import { CODE_ALPHABET, typedCode } from './code-alphabet.js';

const CODE_LENGTH = 16;

/** The code of a public page, of random bytes: 80 bits, which nobody finds by trying. @param bytes at least sixteen */
export function publicCodeFrom(bytes: Uint8Array): string {
  if (bytes.length < CODE_LENGTH) throw new Error('a public code needs sixteen bytes');
  return Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => CODE_ALPHABET[byte & 31]).join('');
}

/** The code as it is kept, from however it was typed or said. Null when it cannot be one. */
export function readPublicCode(text: string): string | null {
  if (text.length > 60) return null;
  const code = typedCode(text);
  return code.length === CODE_LENGTH && [...code].every((character) => CODE_ALPHABET.includes(character)) ? code : null;
}

/** `7K2M-9QRT-4B3C-XW8D`, as it is printed. */
export function spacedPublicCode(code: string): string {
  return code.replace(/(.{4})(?=.)/gu, '$1-');
}

/** Crockford's base 32, for what people copy from paper: no I, L, O, U, which they mistake for other characters. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code as it is kept, from however it was typed: small letters, spaces, dashes, O for 0. It may still be none. */
export function typedCode(text: string): string {
  return text.toUpperCase().replace(/[\s.–—-]+/gu, '').replace(/O/gu, '0').replace(/[IL]/gu, '1');
}

/**
 * What every text field goes through before it is looked at: white space trimmed and folded, what nobody can see taken
 * out (control characters, marks that turn the direction of writing, halves of characters), and at most two marks left on a letter.
 */
export function tidy(text: string): string {
  return text.normalize('NFD').replace(/\s+/gu, ' ').replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '').replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .normalize('NFC').trim();
}

/**
 * The form in which text is searched and compared on both engines: lower case, without accents (ñ becomes n),
 * letters and digits only, single spaces. LOWER() and collations differ between engines, so search columns hold this.
 */
export function searchable(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** Compares as Spanish sorts: ñ after n, accents and case aside. */
export const compareSpanish: (a: string, b: string) => number = new Intl.Collator('es', { sensitivity: 'base', numeric: true }).compare;

/** True when the text holds pictographs (emoji), which no name or address does. */
export function hasPictographs(text: string): boolean {
  return /\p{Extended_Pictographic}/u.test(text.replace(/[\d#*©®]/gu, ''));
}

/** True when the text can name somebody or something: it has a letter, and is no number, date or word of programs (`1e308`, `__proto__`, an id). */
export function canName(text: string): boolean {
  return /\p{L}/u.test(text) && !NO_NAME.some((form) => form.test(text.trim()));
}

/** The same for what people also call by a number: a room (`101`), a PC, a group. */
export function canLabel(text: string): boolean {
  return canName(text) || /^\d{1,4}(?:\s*-\s*\d{1,4})?$/u.test(text.trim());
}

const NO_NAME: readonly RegExp[] = [
  // A date, however possible it is.
  /^\d{1,4}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,4}$/u,
  /^[-+]?[\d.,]+e[-+]?\d+$/iu,
  /^[-+]?0x[\da-f]+$/iu,
  /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/iu,
  /^_|__|^(?:nan|null|undefined|\[object .*\])$/iu,
];

/** Words as a line begins with them: `del 1 de enero` becomes `Del 1 de enero`. */
export function begun(words: string): string {
  return words.charAt(0).toLocaleUpperCase('es') + words.slice(1);
}

/** A sentence as it goes on after a colon: `Enciende la PC` becomes `enciende la PC`; an abbreviation stays. */
export function goingOn(text: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** A text for programs: spaces that hold a line together are for people's eyes. */
export function plainSpaces(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

/** A text without what neither XML 1.0 nor a workbook can hold: control characters, halves of characters, and what is no character. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu, '');
}

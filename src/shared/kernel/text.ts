/** Trims and folds white space; what every text field goes through before it is looked at. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
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

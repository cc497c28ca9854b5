/** Small words inside a Spanish name. They are written small, except at its very beginning. */
const LINKS = new Set(['de', 'del', 'y', 'en', 'da', 'do', 'dos', 'di', 'von', 'van']);

/** Small only behind a link: `de la Cruz`, but `Quispe La Rosa` and `Asentamiento Humano El Brillante`. */
const ARTICLES = new Set(['la', 'las', 'lo', 'los', 'el']);

const ROMAN = /^(?:x{0,3}(?:ix|iv|v?i{0,3}))$/iu;

/** True for `de`, `la`, `y` and their like: words that belong to the name after them. */
export function isParticle(word: string): boolean {
  const lower = word.toLowerCase();
  return LINKS.has(lower) || ARTICLES.has(lower);
}

/**
 * Writes a name as people do: `HUAMÁN DE LA CRUZ` and `huamán de la cruz` become `Huamán de la Cruz`.
 * Words in mixed case stay as they are (`McGregor`); initials, numbers and Roman numerals (`II Etapa`) too.
 */
export function tidyCase(name: string): string {
  const words = name.split(' ');
  return words.map((word, index) => tidyWord(word, words[index - 1])).join(' ');
}

function tidyWord(word: string, before: string | undefined): string {
  const lower = word.toLowerCase();
  const upper = word.toUpperCase();
  if (before !== undefined && staysSmall(lower, before.toLowerCase())) return lower;
  if (ROMAN.test(word) && word === upper && word.length > 1) return word;
  if (!/\p{L}.*\p{L}/u.test(word)) return word.length === 1 && before !== undefined ? word : upper;
  return word === upper || word === lower ? capitalised(lower) : word;
}

function staysSmall(word: string, before: string): boolean {
  return LINKS.has(word) || (ARTICLES.has(word) && LINKS.has(before));
}

function capitalised(lower: string): string {
  return lower.replace(/(^|[-'’.(])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

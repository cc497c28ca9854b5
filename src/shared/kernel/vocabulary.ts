import { searchable } from './text.js';

/** Ways to write, in a cell or a field, that there is nothing to write. */
const NOTHING = new Set(['', 'no', 'no tiene', 'ninguno', 'ninguna', 'nada', 's n', 'sn', 's d', 'sd', 'n a', 'na', 'nd', 'no sabe',
  'no precisa', 'no indica', 'no declara', 'sin dato', 'sin datos', 'sin numero', 'sin celular', 'sin correo', 'none', 'x', 'xx', '0']);

/** True for an empty text and for `no tiene`, `s/n`, `-` and their like. */
export function saysNothing(text: string): boolean {
  return NOTHING.has(searchable(text));
}

/** Finds the code that a word stands for, whatever its case and accents; the code itself is a word too. */
export type Vocabulary<Code extends string> = (text: string) => Code | undefined;

/** @param words each code with the words for it, separated by commas */
export function vocabulary<Code extends string>(words: Readonly<Record<Code, string>>): Vocabulary<Code> {
  const codes = new Map<string, Code>();
  for (const code of Object.keys(words) as Code[]) {
    for (const word of [code, ...words[code].split(',')]) codes.set(searchable(word), code);
  }
  codes.delete('');
  return (text) => codes.get(searchable(text));
}

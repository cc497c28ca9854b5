/**
 * Words that tell what a discreet module is about, without accents and in lower case. Who lives with danger may be asked why
 * such a word stands on her certificate, in a message or in a browser's history.
 */
const TELLTALE = /\b(?:violen|agres|agredi|maltrat|abus|denunci|feminicid|acos[oa]|hostig|victim|golpe|machis|comisaria|linea 100|chat 100|centro(?:s)? (?:de )?emergencia mujer)[\p{L}\p{N}]*/u;

/** The first words in a text that name the topic of a discreet module, as they were typed; null when it is neutral. */
export function telltaleIn(text: string): string | null {
  // Accents are marks of their own while this is searched, so that what is found can be shown with them.
  const plain = [...text.normalize('NFC')].map((letter) => letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
  const found = TELLTALE.exec(plain.map((letter) => (letter.length === 1 ? letter : ' ')).join(''));
  return found ? [...text.normalize('NFC')].slice(found.index, found.index + found[0].length).join('') : null;
}

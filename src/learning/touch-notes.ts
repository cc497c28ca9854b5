/** Words of things that a phone lacks. */
const OF_COMPUTERS = /\b(?:mouse|teclados?|teclas?|enter|shift|ctrl|alt gr|tab|rueda)(?!\p{L})|botón (?:derecho|izquierdo)/iu;
/** What a finger does in its own way. */
const OF_CLICKS = /\b(?:clics?|arrastr\p{L}*)(?!\p{L})/iu;

/**
 * What somebody with a touch screen needs to be told beside a text of a lesson.
 * @returns `computer` where it speaks of mouse or keys, `click` where it speaks of clicks alone; null: it fits a finger too
 */
export function touchNote(text: string): 'computer' | 'click' | null {
  if (OF_COMPUTERS.test(text)) return 'computer';
  return OF_CLICKS.test(text) ? 'click' : null;
}

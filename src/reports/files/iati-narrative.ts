import { printable } from '../../shared/kernel/text.js';
import type { FileWords } from './told.js';
import { textElement, type Element } from './xml.js';

/** What an IATI activity says beside the report. */
export interface IatiNeeds {
  /** The organisation that reports and carries the project out. */
  reporter: string;
  /** What Minka says itself stands there in both languages; what people wrote, in theirs. */
  words: { es: FileWords; en: FileWords };
  /** Where the catalogue of indicators can be read, up to the code; null where Minka has no public address. */
  definitions: string | null;
}

/** A text in the activity's language; what cannot be printed at all gives way to something that can. */
export function narrative(text: string, otherwise: string): Element {
  return textElement('narrative', {}, [text, otherwise].find((one) => printable(one).trim() !== '') ?? NOTHING);
}

/** The standard wants no narrative without a text. */
const NOTHING = '—';

/** The same said by Minka in both languages. */
export function narratives({ es, en }: IatiNeeds['words'], say: (words: FileWords) => string): Element[] {
  return [textElement('narrative', { 'xml:lang': 'es' }, say(es)), textElement('narrative', { 'xml:lang': 'en' }, say(en))];
}

/** What stands there in English too; null where nobody wrote it. */
export function inEnglish(text: string | null | undefined): Element | null {
  return text === null || text === undefined || printable(text).trim() === '' ? null : textElement('narrative', { 'xml:lang': 'en' }, text);
}

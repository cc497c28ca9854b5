/** How many words and sentences a text has, and how easily it reads. */
export interface ReadingEase {
  words: number;
  sentences: number;
  syllables: number;
  /** 0 to 100 and a little beyond on either side; 70 to 80 reads "fairly easily", above 80 "easily". */
  ease: number;
}

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

/**
 * The reading ease of a Spanish text after Fernández Huerta (1959, "Medidas sencillas de lecturabilidad", in the corrected
 * reading of the formula): 206.84 − 60 · syllables/words − 1.02 · words/sentences. A new line ends a sentence as well.
 */
export function readingEase(text: string): ReadingEase {
  const parts = text.split(/[.!?…:;]+|\n+/u).map((part) => part.match(WORD) ?? []).filter((words) => words.length > 0);
  const words = parts.flat();
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  const ease = words.length === 0 ? 100 : 206.84 - 60 * (syllables / words.length) - 1.02 * (words.length / parts.length);
  return { words: words.length, sentences: parts.length, syllables, ease };
}

const SENTENCE = /[^.!?…:;\n]+(?:[.!?…:;]+|$)?/gu;
const FEWEST_WORDS = 5;

/** The sentence that reads least easily, null when none is longer than a few words. */
export function hardestSentence(text: string): { sentence: string; ease: number } | null {
  const sentences = (text.match(SENTENCE) ?? []).map((sentence) => ({ sentence: sentence.trim(), ...readingEase(sentence) }))
    .filter(({ words }) => words >= FEWEST_WORDS);
  const [hardest] = sentences.sort((one, other) => one.ease - other.ease);
  return hardest ? { sentence: hardest.sentence, ease: hardest.ease } : null;
}

/**
 * Syllables of a Spanish word: each open vowel (a, e, o) and each í or ú is the heart of one, other i and u lean on
 * a neighbour. A number counts one a digit, which is near enough to how it is read.
 */
export function syllablesIn(word: string): number {
  const lower = word.toLowerCase().normalize('NFC');
  const digits = lower.match(/\d/gu)?.length ?? 0;
  const spelt = lower.replace(/y(?![aeiouáéíóúü])/gu, 'i').replace(/([qg])u(?=[eiéí])/gu, '$1');
  const groups = spelt.match(/[aeiouáéíóúü]+/gu) ?? [];
  const hearts = groups.reduce((sum, group) => sum + Math.max(1, group.match(/[aeoáéóíú]/gu)?.length ?? 0), 0);
  return Math.max(1, hearts + digits);
}

import { editDistance } from '../shared/kernel/edit-distance.js';

/** How near two names are: the same words in any order, nearly the same, or others. */
export type Likeness = 'same' | 'like' | 'other';

/**
 * Compares two names by their sorted words (`nameTokens`). Like are: a slip of one or two letters in one word
 * (`Huamán`, `Guamán`), one letter in each of two words of at least four, and a name left out of at least four.
 */
export function likeness(a: readonly string[], b: readonly string[]): Likeness {
  const [onlyA, onlyB] = differing(a, b);
  const shared = a.length - onlyA.length;
  if (onlyA.length === 0 && onlyB.length === 0) return 'same';
  if (shared === 0) return 'other';
  if (onlyA.length + onlyB.length === 1) return shared >= 3 ? 'like' : 'other';
  if (onlyA.length === 2 && shared < 2) return 'other';
  return slips(onlyA, onlyB) ? 'like' : 'other';
}

/** Somebody whose name can be found by names like it. */
interface Entry<T> {
  value: T;
  tokens: readonly string[];
  birthYear: number | null;
}

/**
 * Finds names like a name among people of the same birth year without comparing everybody with everybody: like names
 * of three words and more share two words, so people are kept by pairs of their words (most share a common surname).
 * Where a year is not known, only the very same words count.
 */
export class NameIndex<T> {
  private readonly byPair = new Map<string, Entry<T>[]>();
  private readonly byName = new Map<string, Entry<T>[]>();

  add(tokens: readonly string[], birthYear: number | null, value: T): void {
    const entry = { value, tokens, birthYear };
    append(this.byName, tokens.join(' '), entry);
    if (birthYear === null) return;
    for (const key of pairsOf(tokens)) append(this.byPair, `${birthYear} ${key}`, entry);
  }

  /** @returns those with the same name, then those with a like one, in the order in which they were added */
  find(tokens: readonly string[], birthYear: number | null): { value: T; likeness: Exclude<Likeness, 'other'> }[] {
    const same = this.byName.get(tokens.join(' ')) ?? [];
    const found = same.filter((entry) => entry.birthYear === birthYear || entry.birthYear === null || birthYear === null)
      .map(({ value }) => ({ value, likeness: 'same' as const }));
    if (birthYear === null) return found;
    const near = new Set([...pairsOf(tokens)].flatMap((key) => this.byPair.get(`${birthYear} ${key}`) ?? []));
    const like = [...near].filter((entry) => likeness(entry.tokens, tokens) === 'like');
    return [...found, ...like.map(({ value }) => ({ value, likeness: 'like' as const }))];
  }
}

/** Every two words of a name. A name of only two words is like names of two words only, and they share one. */
function pairsOf(tokens: readonly string[]): Set<string> {
  if (tokens.length <= 2) return new Set(tokens);
  return new Set(tokens.flatMap((word, index) => tokens.slice(index + 1).map((other) => `${word} ${other}`)));
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

/** The words that only one of two sorted lists has. */
function differing(a: readonly string[], b: readonly string[]): [string[], string[]] {
  const onlyA: string[] = [];
  const onlyB: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left === right) { i += 1; j += 1; }
    else if (right === undefined || (left !== undefined && left < right)) { onlyA.push(left as string); i += 1; }
    else { onlyB.push(right); j += 1; }
  }
  return [onlyA, onlyB];
}

function slips(onlyA: readonly string[], onlyB: readonly string[]): boolean {
  const [a1, a2] = onlyA;
  const [b1, b2] = onlyB;
  if (!a1 || !b1 || onlyA.length !== onlyB.length || onlyA.length > 2) return false;
  if (!a2 || !b2) return isSlip(a1, b1, a1.length < 6 ? 1 : 2);
  return (isSlip(a1, b1, 1) && isSlip(a2, b2, 1)) || (isSlip(a1, b2, 1) && isSlip(a2, b1, 1));
}

function isSlip(a: string, b: string, letters: number): boolean {
  return Math.min(a.length, b.length) > 3 && editDistance(a, b, letters) <= letters;
}

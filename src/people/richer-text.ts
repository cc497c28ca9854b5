import { searchable } from '../shared/kernel/text.js';
import type { PersonName } from './person-names.js';

/**
 * Of two spellings of the same words the one that says more: lists drop accents far more often than they invent them.
 * The first wins a tie, and wins where the words differ.
 */
export function richerSpelling(first: string, second: string): string {
  return searchable(first) === searchable(second) && marks(second) > marks(first) ? second : first;
}

/** The same for both parts of a name whose words are the same, perhaps cut in another place. */
export function richerName(first: PersonName, second: PersonName): PersonName {
  const sameCut = searchable(first.surnames) === searchable(second.surnames);
  const marksOf = ({ surnames, givenNames }: PersonName) => marks(surnames) + marks(givenNames);
  if (!sameCut) return nameOf(marksOf(second) > marksOf(first) ? second : first);
  return { surnames: richerSpelling(first.surnames, second.surnames), givenNames: richerSpelling(first.givenNames, second.givenNames) };
}

function nameOf({ surnames, givenNames }: PersonName): PersonName {
  return { surnames, givenNames };
}

function marks(text: string): number {
  return text.normalize('NFD').match(/\p{M}/gu)?.length ?? 0;
}

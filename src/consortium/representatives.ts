import { givenNamesFirst, surnamesFirst, type PersonName } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import { searchable } from '../shared/kernel/text.js';

/** Somebody of an organisation, as far as a name in minutes goes. */
export interface NamedMember extends PersonName {
  personId: Id;
}

/**
 * Whom a name in the minutes means among the people of her organisation, written either way round.
 * @returns null for nobody, and where two share the name: the minutes do not say which
 */
export function personNamed(people: readonly NamedMember[], name: string): Id | null {
  const asked = searchable(name);
  const found = new Set(people.filter((person) => searchable(givenNamesFirst(person)) === asked || searchable(surnamesFirst(person)) === asked).map(({ personId }) => personId));
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

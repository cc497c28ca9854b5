import { inTurns } from '../shared/kernel/in-turns.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Likeness } from './like-names.js';
import { NameIndex } from './like-names.js';
import { nameTokens } from './person-names.js';

/** What must be known of a person to look for her double. */
export interface PossibleDouble {
  id: Id;
  surnames: string;
  givenNames: string;
  dni: string | null;
  birthDate: LocalDate | null;
  birthYear: number | null;
}

export type DuplicateReason = 'same-dni' | 'same-name' | 'like-name';

export interface DuplicatePair {
  /** The one that stood first in the list that was looked through. */
  first: Id;
  second: Id;
  why: DuplicateReason;
}

const STRONGEST_FIRST: readonly DuplicateReason[] = ['same-dni', 'same-name', 'like-name'];

/**
 * Finds people who may be one: the same DNI, or the same or a like name with the same birth year.
 * Two DNIs and two birth dates that both differ speak for two people. Ten thousand people take about a second, in which
 * others have their turn.
 * @returns every pair once, the surest first, then as people came
 */
export async function findDuplicates(people: readonly PossibleDouble[]): Promise<DuplicatePair[]> {
  const pairs: DuplicatePair[] = [];
  const byDni = new Map<string, PossibleDouble[]>();
  const names = new NameIndex<PossibleDouble>();
  await inTurns(people, (person) => {
    const twins = person.dni ? byDni.get(person.dni) ?? [] : [];
    for (const twin of twins) pairs.push({ first: twin.id, second: person.id, why: 'same-dni' });
    const tokens = nameTokens(person);
    for (const { value: other, likeness } of names.find(tokens, person.birthYear)) {
      if (!twins.includes(other) && mayBeOne(other, person)) pairs.push({ first: other.id, second: person.id, why: reasonOf(likeness) });
    }
    if (person.dni) byDni.set(person.dni, [...twins, person]);
    names.add(tokens, person.birthYear, person);
  });
  return pairs.sort((a, b) => STRONGEST_FIRST.indexOf(a.why) - STRONGEST_FIRST.indexOf(b.why));
}

/** False where both the DNIs and the birth dates of two people contradict each other. */
export function mayBeOne(a: Pick<PossibleDouble, 'dni' | 'birthDate'>, b: Pick<PossibleDouble, 'dni' | 'birthDate'>): boolean {
  const otherDni = a.dni !== null && b.dni !== null && a.dni !== b.dni;
  const otherBirth = a.birthDate !== null && b.birthDate !== null && a.birthDate !== b.birthDate;
  return !(otherDni && otherBirth);
}

function reasonOf(likeness: Exclude<Likeness, 'other'>): DuplicateReason {
  return likeness === 'same' ? 'same-name' : 'like-name';
}

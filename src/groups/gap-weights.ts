import type { Access } from '../people/person-words.js';

/** The traits by which people are compared; null where it is not known, or she prefers not to say. */
export interface Traits {
  sex: string | null;
  ageBand: AgeBand | null;
  /** How much access to a computer she has. */
  access: Access | null;
}

export type AgeBand = 'under-30' | '30-44' | '45-59' | '60-and-over';

type Trait = keyof Traits;

const TRAITS: readonly Trait[] = ['sex', 'ageBand', 'access'];

/** How many of which value, by trait; those who did not say are in no count. */
export type TraitCounts = Record<Trait, Map<string, number>>;

/** What a record says of somebody, as traits. */
export function traitsOf(record: { sex: string | null; age: number | null; access: Access | null }): Traits {
  const sex = record.sex === 'undisclosed' ? null : record.sex;
  return { sex, ageBand: ageBandOf(record.age), access: record.access };
}

export function ageBandOf(age: number | null): AgeBand | null {
  if (age === null) return null;
  if (age < 30) return 'under-30';
  if (age < 45) return '30-44';
  return age < 60 ? '45-59' : '60-and-over';
}

/**
 * How much people like somebody are missing among those present, compared with the registered: the sum, over sex, age and
 * access, of the share of her kind among the registered less its share among the present. Above 0 under-represented,
 * below 0 over-represented, in thousandths at most. What is not known, or of which nobody is there to compare, weighs 0.
 */
export function gapWeights(registered: readonly Traits[], present: readonly Traits[]): (person: Traits) => number {
  const [all, here] = [countTraits(registered), countTraits(present)];
  return (person) => gapWeight(all, here, person);
}

/** As gapWeights, from counts. */
export function gapWeight(registered: TraitCounts, present: TraitCounts, person: Traits): number {
  const sum = TRAITS.reduce((gap, trait) => {
    const value = person[trait];
    if (value === null) return gap;
    const [all, here] = [total(registered[trait]), total(present[trait])];
    if (all === 0 || here === 0) return gap;
    return gap + (registered[trait].get(value) ?? 0) / all - (present[trait].get(value) ?? 0) / here;
  }, 0);
  return Math.round(sum * 1000) / 1000;
}

export function countTraits(people: readonly Traits[]): TraitCounts {
  const counts: TraitCounts = { sex: new Map(), ageBand: new Map(), access: new Map() };
  for (const person of people) addTraits(counts, person);
  return counts;
}

/** Counts one more person. */
export function addTraits(counts: TraitCounts, person: Traits): void {
  for (const trait of TRAITS) {
    const value = person[trait];
    if (value !== null) counts[trait].set(value, (counts[trait].get(value) ?? 0) + 1);
  }
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

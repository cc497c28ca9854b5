import type { ProofKind } from '../indicators/indicator.js';

/** Kinds whose rows are of one person each, with her name. Answers of surveys are read without the names of those who gave them. */
const OF_PEOPLE: readonly ProofKind[] = ['people', 'enrolments', 'tests', 'coaching', 'actions'];

export function hasPeople(proof: ProofKind): boolean {
  return OF_PEOPLE.includes(proof);
}

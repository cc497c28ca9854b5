import type { FactsRepository } from './facts.repository.js';
import { areMonths } from './month-marks.js';
import { canSumInThreads, sumInThreads } from './sum-threads.js';
import { type SumsAsked, type SumsOfSome, SumsUntil } from './sums.js';

/** So many are added up sooner than threads are started. */
const SOME_PEOPLE = 20_000;

/**
 * Adds up everybody who is a learner at the centres of some questions: where they are very many, most of them in threads.
 * @param asked all of the same centres
 * @param turn whose facts were written later is named, not added
 * @param told how far it is, 0 to 1
 */
export async function sumEverybody(facts: FactsRepository, asked: readonly SumsAsked[], turn: number, told?: (done: number) => void): Promise<readonly SumsOfSome[]> {
  const sums = new SumsUntil(asked, turn);
  const marks = !asked.every(({ scope }) => areMonths(scope.period));
  const last = await facts.eachPerson(asked[0]?.scope.centreIds ?? [], (one, written) => sums.add(one, written), { most: canSumInThreads() ? SOME_PEOPLE : Infinity, marks });
  return last === null ? [sums.sum()] : [sums.sum(), ...await sumInThreads(facts.dataSource, last, { asked, turn, marks }, told)];
}

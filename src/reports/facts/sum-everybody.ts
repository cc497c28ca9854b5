import type { FactsRepository } from './facts.repository.js';
import { canSumInThreads, sumInThreads } from './sum-threads.js';
import { type SumsAsked, type SumsOfSome, SumsUntil } from './sums.js';

/** With fewer, starting threads takes longer than they save. */
const MANY_ROWS = 20_000;

/**
 * Adds up everybody who is a learner at the centres of some questions: very many in threads.
 * @param asked all of the same centres
 * @param turn whose facts were written later is named, not added
 * @param told how far it is, 0 to 1
 */
export async function sumEverybody(facts: FactsRepository, asked: readonly SumsAsked[], turn: number, told?: (done: number) => void): Promise<readonly SumsOfSome[]> {
  const centreIds = asked[0]?.scope.centreIds ?? [];
  const rows = await facts.countAt(centreIds);
  if (rows >= MANY_ROWS && canSumInThreads()) {
    let done = 0;
    return sumInThreads(facts.pages(centreIds), asked, turn, (page) => told?.(Math.min(1, (done += page.length) / rows)));
  }
  const sums = new SumsUntil(asked, turn);
  await facts.eachPerson(centreIds, (one, written) => sums.add(one, written), told);
  return [sums.sum()];
}

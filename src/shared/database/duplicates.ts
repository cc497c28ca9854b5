import { Refused, type Refusal } from '../kernel/refusal.js';
import { isDuplicate } from './retry-rules.js';

/**
 * For what a UNIQUE constraint decides: a rule explains it beforehand, and whoever loses the race that the rule cannot
 * see gets the same refusal instead of a fault. Goes around the unit of work.
 */
export async function refuseDuplicate<T>(refusal: Refusal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error)) throw new Refused(refusal);
    throw error;
  }
}

import { setImmediate } from 'node:timers/promises';

const ITEMS_A_TURN = 200;

/**
 * Does a work for each item, and lets others have their turn in between: a long list must not hold up the pages of the
 * whole centre.
 * @param report told after every turn how much is done, from 0 to 1
 */
export async function inTurns<T>(
  items: readonly T[], work: (item: T, index: number) => void, report: (done: number) => void = () => {},
): Promise<void> {
  for (let start = 0; start < items.length; start += ITEMS_A_TURN) {
    items.slice(start, start + ITEMS_A_TURN).forEach((item, offset) => work(item, start + offset));
    report(Math.min(1, (start + ITEMS_A_TURN) / items.length));
    await setImmediate();
  }
}

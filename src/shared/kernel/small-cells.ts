/** Fewer people than this are not told: who knows the centre would know who they are. */
export const FEWEST = 5;

/** Some, and too few to be told. */
export function tooFew(people: number): boolean {
  return people > 0 && people < FEWEST;
}

/**
 * Which of the groups that make up a total are not told: the small ones, and where what is hidden could be worked out, or
 * is still small together, the next smallest too.
 * @param hidden those that are not told already
 */
export function hiddenGroups(counts: readonly number[], hidden: readonly boolean[] = counts.map(() => false)): boolean[] {
  const hides = counts.map((count, index) => hidden[index] === true || tooFew(count));
  for (;;) {
    const told = counts.filter((count, index) => count > 0 && !hides[index]);
    const untold = counts.filter((count, index) => count > 0 && hides[index]);
    const safe = untold.length === 0 || (untold.length > 1 && sum(untold) >= FEWEST);
    if (safe || told.length === 0) return hides;
    hides[counts.findIndex((count, index) => !hides[index] && count === Math.min(...told))] = true;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import type { Count, Sum } from './counts.js';

/** Who tries this many steps in vain is taken to have found nothing: then more is hidden than would have to be. */
const MOST_STEPS = 3_000;
const DEEPEST = 10;

/** Looks for other worlds of which the same would be told. */
export class OtherWorlds {
  private readonly sumsOf = new Map<Count, Sum[]>();
  private steps = 0;

  constructor(sums: readonly Sum[], private readonly isHidden: (count: Count) => boolean) {
    for (const sum of sums) for (const count of new Set([sum.total, ...sum.parts])) this.sumsOf.set(count, [...this.sumsOf.get(count) ?? [], sum]);
  }

  sumsWith(count: Count): readonly Sum[] {
    return this.sumsOf.get(count) ?? [];
  }

  /**
   * Whether a count could be one more or one less, and all that is told the same: other hidden counts make up for it, no
   * sum is broken, and nobody disappears whom everybody knows to be there. If so, nobody can work it out.
   */
  couldDiffer(count: Count): boolean {
    this.steps = 0;
    return [1, -1].some((change) => this.mayChange(count, change) && this.makesUp(new Map([[count, change]])));
  }

  private makesUp(changes: Map<Count, number>): boolean {
    this.steps += 1;
    const broken = this.brokenBy(changes);
    if (!broken) return true;
    if (changes.size > DEEPEST || this.steps > MOST_STEPS) return false;
    const { sum, excess } = broken;
    for (const count of new Set([...sum.parts, sum.total])) {
      const change = count === sum.total ? excess : -excess;
      if (changes.has(count) || !this.mayChange(count, change)) continue;
      changes.set(count, change);
      if (this.makesUp(changes)) return true;
      changes.delete(count);
    }
    return false;
  }

  private brokenBy(changes: ReadonlyMap<Count, number>): { sum: Sum; excess: number } | null {
    for (const count of changes.keys()) {
      for (const sum of this.sumsWith(count)) {
        const excess = sum.parts.reduce((whole, part) => whole + (changes.get(part) ?? 0), 0) - (changes.get(sum.total) ?? 0);
        if (excess !== 0) return { sum, excess };
      }
    }
    return null;
  }

  /** Everybody knows that what is hidden is not nothing; of a rest, or of a numerator that is nothing, nobody does. */
  private mayChange(count: Count, change: number): boolean {
    const least = count.cells.length === 0 || count.number === 0 ? 0 : 1;
    return this.isHidden(count) && count.number + change >= least;
  }
}

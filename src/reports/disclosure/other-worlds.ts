import type { Count, Sum } from './counts.js';

/** Who tries this many steps in vain is taken to have found nothing: then more is hidden than would have to be. */
const MOST_STEPS = 1_000;
/** Whoever moves between two groups moves in every figure that counts those groups: a world in which one did has many changes. */
const DEEPEST = 80;

interface Way {
  count: Count;
  change: number;
}

/** Looks for other worlds of which the same would be told. */
export class OtherWorlds {
  private readonly sumsOf = new Map<Count, Sum[]>();
  private steps = 0;
  /** Where one order of trying leads nowhere, the other often does not. */
  private backwards = false;

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
    return [1, -1].filter((change) => this.mayChange(count, change)).some((change) => [false, true].some((backwards) => {
      [this.steps, this.backwards] = [0, backwards];
      return this.makesUp(new Map([[count, change]]));
    }));
  }

  private makesUp(changes: Map<Count, number>): boolean {
    this.steps += 1;
    const broken = this.brokenBy(changes);
    if (!broken) return true;
    if (changes.size > DEEPEST || this.steps > MOST_STEPS) return false;
    for (const { count, change } of this.backwards ? broken.toReversed() : broken) {
      changes.set(count, change);
      if (this.makesUp(changes)) return true;
      changes.delete(count);
    }
    return false;
  }

  /** The ways to make up for the sum that leaves the fewest of them; none where one cannot be made up for. Null when no sum is broken. */
  private brokenBy(changes: ReadonlyMap<Count, number>): Way[] | null {
    let fewest: Way[] | null = null;
    for (const count of changes.keys()) {
      for (const sum of this.sumsWith(count)) {
        const excess = sum.parts.reduce((whole, part) => whole + (changes.get(part) ?? 0), 0) - (changes.get(sum.total) ?? 0);
        if (excess === 0) continue;
        const ways = this.waysToMend(sum, excess, changes);
        if (fewest === null || ways.length < fewest.length) fewest = ways;
        if (fewest.length === 0) return fewest;
      }
    }
    return fewest;
  }

  private waysToMend({ total, parts }: Sum, excess: number, changes: ReadonlyMap<Count, number>): Way[] {
    return [...new Set([...parts, total])].filter((count) => !changes.has(count))
      .map((count) => ({ count, change: count === total ? excess : -excess })).filter(({ count, change }) => this.mayChange(count, change));
  }

  /** Everybody knows that what is hidden is not nothing; of a rest, or of a numerator that is nothing, nobody does. */
  private mayChange(count: Count, change: number): boolean {
    const least = count.cells.length === 0 || count.number === 0 ? 0 : 1;
    return this.isHidden(count) && count.number + change >= least;
  }
}

import type { Count, Sum } from './book.js';

/** Who tries this many steps in vain is taken to have found nothing: then more is hidden than would have to be. */
const MOST_STEPS = 400;
const DEEPEST = 60;

interface Broken {
  sum: Sum;
  /** By how many the parts are too many for the total. */
  excess: number;
}

/** Looks for other worlds of which the same would be told. */
export class OtherWorlds {
  private readonly sumsOf = new Map<Count, Sum[]>();
  private readonly restOf = new Map<Sum, Count>();
  private steps = 0;

  constructor(sums: readonly Sum[], private readonly isHidden: (count: Count) => boolean) {
    for (const sum of sums) {
      for (const count of new Set([sum.total, ...sum.parts])) this.sumsOf.set(count, [...this.sumsOf.get(count) ?? [], sum]);
      const rest = sum.parts.find(isRest);
      if (rest) this.restOf.set(sum, rest);
    }
  }

  sumsWith(count: Count): readonly Sum[] {
    return this.sumsOf.get(count) ?? [];
  }

  /** The sums in which what is hidden in some sums stands as well. */
  sumsAround(sums: readonly Sum[]): readonly Sum[] {
    const counts = new Set(sums.flatMap(({ total, parts }) => [total, ...parts].filter(this.isHidden)));
    return [...new Set([...counts].flatMap((count) => this.sumsWith(count)))];
  }

  /**
   * Whether a count could be one more or one less, and all that is told the same: other hidden counts make up for it, no
   * sum is broken, and nobody disappears whom everybody knows to be there. If so, nobody can work it out.
   */
  couldDiffer(count: Count): boolean {
    return [1, -1].some((change) => {
      this.steps = 0;
      return this.mayChange(count, change) && this.makesUp(new Map([[count, change]]));
    });
  }

  private makesUp(changes: Map<Count, number>): boolean {
    this.steps += 1;
    const broken = this.hardestBroken(changes);
    if (broken === null) return true;
    if (changes.size > DEEPEST) return false;
    for (const [count, change] of broken) {
      if (this.steps > MOST_STEPS) return false;
      changes.set(count, change);
      if (this.makesUp(changes)) return true;
      changes.delete(count);
    }
    return false;
  }

  /** What could mend the broken sum that the fewest changes mend, most room first; null where no sum is broken. */
  private hardestBroken(changes: ReadonlyMap<Count, number>): [Count, number][] | null {
    let hardest: [Count, number][] | null = null;
    for (const count of changes.keys()) {
      for (const sum of this.sumsWith(count)) {
        const broken = this.brokenIn(sum, changes);
        if (!broken) continue;
        const mending = this.mending(broken, changes);
        if (hardest === null || mending.length < hardest.length) hardest = mending;
        if (hardest.length === 0) return hardest;
      }
    }
    return hardest?.sort(([a], [b]) => this.sumsWith(a).length - this.sumsWith(b).length || b.number - a.number) ?? null;
  }

  private mending({ sum, excess }: Broken, changes: ReadonlyMap<Count, number>): [Count, number][] {
    return [...sum.parts, sum.total].flatMap((count): [Count, number][] => {
      const change = Math.sign(count === sum.total ? excess : -excess);
      return changes.has(count) || isRest(count) || !this.mayChange(count, change) ? [] : [[count, change]];
    });
  }

  /** A rest stands in one sum alone and follows whatever changes there, as long as it does not become less than nothing. */
  private brokenIn(sum: Sum, changes: ReadonlyMap<Count, number>): Broken | null {
    const excess = sum.parts.reduce((whole, part) => whole + (changes.get(part) ?? 0), 0) - (changes.get(sum.total) ?? 0);
    const rest = this.restOf.get(sum);
    const follows = rest !== undefined && !changes.has(rest) && rest.number - excess >= 0;
    return excess === 0 || follows ? null : { sum, excess };
  }

  /** Everybody knows that what is hidden is not nothing; of a rest, or of a numerator that is nothing, nobody does. */
  private mayChange(count: Count, change: number): boolean {
    const least = isRest(count) || count.number === 0 ? 0 : 1;
    return this.isHidden(count) && count.number + change >= least;
  }
}

/** A rest is told by no cell. */
function isRest({ cells }: Count): boolean {
  return cells.length === 0;
}

import type { Count, Sum } from './book.js';

/** Who tries this many steps in vain is taken to have found nothing: then more is hidden than would have to be. */
const MOST_STEPS = 400;
const DEEPEST = 60;

/** So many more are hidden for one at most. */
const MOST_MORE = 6;

/** Which of the counts that are told may be hidden as well, and how many. */
interface More {
  mayHide: (count: Count) => boolean;
  left: number;
}

const NO_MORE: More = { mayHide: () => false, left: 0 };

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

  /**
   * What would have to be hidden as well, so that a count could differ: as few as are found, the smallest first. Whoever hides them
   * has protected the count.
   * @returns null where nothing was found
   */
  wantedFor(count: Count, mayHide: (count: Count) => boolean): Count[] | null {
    for (let left = 1; left <= MOST_MORE; left += 1) {
      for (const change of [1, -1]) {
        this.steps = 0;
        const changes = new Map([[count, change]]);
        if (this.mayChange(count, change) && this.makesUp(changes, { mayHide, left })) return [...changes.keys()].filter((one) => !this.isHidden(one));
      }
    }
    return null;
  }

  private makesUp(changes: Map<Count, number>, more: More = NO_MORE): boolean {
    this.steps += 1;
    const broken = this.hardestBroken(changes, more);
    if (broken === null) return true;
    if (changes.size > DEEPEST) return false;
    for (const [count, change] of broken) {
      if (this.steps > MOST_STEPS) return false;
      changes.set(count, change);
      if (this.makesUp(changes, this.isHidden(count) ? more : { ...more, left: more.left - 1 })) return true;
      changes.delete(count);
    }
    return false;
  }

  /** What could mend the broken sum that the fewest changes mend: what is hidden first, most room first; then the smallest of what is told. Null where no sum is broken. */
  private hardestBroken(changes: ReadonlyMap<Count, number>, more: More): [Count, number][] | null {
    let hardest: [Count, number][] | null = null;
    for (const count of changes.keys()) {
      for (const sum of this.sumsWith(count)) {
        const broken = this.brokenIn(sum, changes);
        if (!broken) continue;
        const mending = this.mending(broken, changes, more);
        if (hardest === null || mending.length < hardest.length) hardest = mending;
        if (hardest.length === 0) return hardest;
      }
    }
    return hardest?.sort(([a], [b]) => this.inOrder(a, b)) ?? null;
  }

  private inOrder(a: Count, b: Count): number {
    const [aHidden, bHidden] = [this.isHidden(a), this.isHidden(b)];
    if (aHidden !== bHidden) return aHidden ? -1 : 1;
    return aHidden ? this.sumsWith(a).length - this.sumsWith(b).length || b.number - a.number : a.number - b.number;
  }

  private mending({ sum, excess }: Broken, changes: ReadonlyMap<Count, number>, { mayHide, left }: More): [Count, number][] {
    return [...sum.parts, sum.total].flatMap((count): [Count, number][] => {
      const change = Math.sign(count === sum.total ? excess : -excess);
      return changes.has(count) || isRest(count) || !this.mayChange(count, change, left > 0 && mayHide(count)) ? [] : [[count, change]];
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
  private mayChange(count: Count, change: number, isToBeHidden = false): boolean {
    const least = isRest(count) || count.number === 0 ? 0 : 1;
    return (isToBeHidden || this.isHidden(count)) && count.number + change >= least;
  }
}

/** A rest is told by no cell. */
function isRest({ cells }: Count): boolean {
  return cells.length === 0;
}

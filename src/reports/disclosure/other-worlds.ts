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

/** A sum in the world that is tried. */
interface Balance {
  sum: Sum;
  /** What stands in it alone and follows whatever changes there. */
  rest: Count | undefined;
  /** By how many the parts are too many for the total. */
  excess: number;
}

/** Looks for other worlds of which the same would be told. */
export class OtherWorlds {
  private readonly sumsOf = new Map<Count, Sum[]>();
  /** Where a count stands, and by how much a sum's excess grows with it. */
  private readonly placesOf = new Map<Count, { balance: Balance; weight: number }[]>();
  /** The world that is tried: by how much counts differ. */
  private readonly changes = new Map<Count, number>();
  private steps = 0;

  constructor(sums: readonly Sum[], private readonly isHidden: (count: Count) => boolean) {
    for (const sum of sums) {
      const balance = { sum, rest: sum.parts.find(isRest), excess: 0 };
      for (const count of new Set([sum.total, ...sum.parts])) {
        const weight = sum.parts.filter((part) => part === count).length - (sum.total === count ? 1 : 0);
        this.sumsOf.set(count, [...this.sumsOf.get(count) ?? [], sum]);
        this.placesOf.set(count, [...this.placesOf.get(count) ?? [], { balance, weight }]);
      }
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
    return [1, -1].some((change) => this.madeUpFor(count, change, NO_MORE) !== null);
  }

  /**
   * What would have to be hidden as well, so that a count could differ: as few as are found, the smallest first. Whoever hides them
   * has protected the count.
   * @returns null where nothing was found
   */
  wantedFor(count: Count, mayHide: (count: Count) => boolean): Count[] | null {
    for (let left = 1; left <= MOST_MORE; left += 1) {
      for (const change of [1, -1]) {
        const found = this.madeUpFor(count, change, { mayHide, left });
        if (found) return found.filter((one) => !this.isHidden(one));
      }
    }
    return null;
  }

  /** Which counts differ in a world that was found; null where none was. */
  private madeUpFor(count: Count, change: number, more: More): Count[] | null {
    if (!this.mayChange(count, change)) return null;
    this.steps = 0;
    this.change(count, change);
    const found = this.makesUp(more) ? [...this.changes.keys()] : null;
    for (const one of [...this.changes.keys()]) this.takeBack(one);
    return found;
  }

  private makesUp(more: More): boolean {
    this.steps += 1;
    const broken = this.hardestBroken(more);
    if (broken === null) return true;
    if (this.changes.size > DEEPEST) return false;
    for (const [count, change] of broken) {
      if (this.steps > MOST_STEPS) return false;
      this.change(count, change);
      if (this.makesUp(this.isHidden(count) ? more : { ...more, left: more.left - 1 })) return true;
      this.takeBack(count);
    }
    return false;
  }

  private change(count: Count, change: number): void {
    this.changes.set(count, change);
    for (const { balance, weight } of this.placesOf.get(count) ?? []) balance.excess += weight * change;
  }

  private takeBack(count: Count): void {
    const change = this.changes.get(count) ?? 0;
    this.changes.delete(count);
    for (const { balance, weight } of this.placesOf.get(count) ?? []) balance.excess -= weight * change;
  }

  /** What could mend the broken sum that the fewest changes mend: what is hidden first, most room first; then the smallest of what is told. Null where no sum is broken. */
  private hardestBroken(more: More): [Count, number][] | null {
    let hardest: [Count, number][] | null = null;
    for (const count of this.changes.keys()) {
      for (const { balance } of this.placesOf.get(count) ?? []) {
        if (!this.isBroken(balance)) continue;
        const mending = this.mending(balance, more, hardest?.length ?? Infinity);
        if (mending === null) continue;
        hardest = mending;
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

  /** @returns null where there are so many, or more */
  private mending({ sum, excess }: Balance, { mayHide, left }: More, so: number): [Count, number][] | null {
    const mending: [Count, number][] = [];
    for (const count of [...sum.parts, sum.total]) {
      const change = Math.sign(count === sum.total ? excess : -excess);
      if (this.changes.has(count) || isRest(count) || !this.mayChange(count, change, left > 0 && mayHide(count))) continue;
      mending.push([count, change]);
      if (mending.length >= so) return null;
    }
    return mending;
  }

  /** A rest follows whatever changes in its sum, as long as it does not become less than nothing. */
  private isBroken({ rest, excess }: Balance): boolean {
    return excess !== 0 && (rest === undefined || this.changes.has(rest) || rest.number - excess < 0);
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

import type { Count, Sum } from './counts.js';

/** Who tries this many steps in vain is taken to have found nothing: then more is hidden than would have to be. */
const MOST_STEPS = 3_000;
const DEEPEST = 10;

/** A count as it is in the world that is tried. */
interface Tried {
  count: Count;
  /** By how much it differs there; 0 where it does not. */
  change: number;
  /** The sums that it stands in, and how often their parts have it, less once where it is the total. */
  sums: { balance: Balance; times: number }[];
}

/** A sum in that world. */
interface Balance {
  /** By how much the parts come to more than the total. */
  excess: number;
  parts: Tried[];
  total: Tried;
}

/** Looks for other worlds of which the same would be told. */
export class OtherWorlds {
  private readonly sumsOf = new Map<Count, Sum[]>();
  private readonly tried = new Map<Count, Tried>();
  /** Those that differ in the world that is tried, in the order in which they were changed. */
  private readonly changed: Tried[] = [];
  private steps = 0;

  constructor(sums: readonly Sum[], private readonly isHidden: (count: Count) => boolean) {
    for (const sum of sums) {
      const total = this.triedOf(sum.total);
      const parts = [...new Set(sum.parts)].filter((part) => part !== sum.total).map((part) => this.triedOf(part));
      const balance = { excess: 0, parts, total };
      for (const one of [...parts, total]) {
        const times = sum.parts.filter((part) => part === one.count).length - (one === total ? 1 : 0);
        one.sums.push({ balance, times });
        const known = this.sumsOf.get(one.count);
        if (known) known.push(sum);
        else this.sumsOf.set(one.count, [sum]);
      }
    }
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
    const tried = this.triedOf(count);
    return [1, -1].some((change) => this.mayChange(count, change) && this.tries(tried, change));
  }

  /** Leaves everything as it was, whatever it finds. */
  private tries(one: Tried, change: number): boolean {
    this.changed.push(one);
    set(one, change);
    const found = this.makesUp();
    set(one, 0);
    this.changed.pop();
    return found;
  }

  private makesUp(): boolean {
    this.steps += 1;
    const broken = this.broken();
    if (!broken) return true;
    if (this.changed.length > DEEPEST || this.steps > MOST_STEPS) return false;
    const { parts, total, excess } = broken;
    for (const part of parts) if (this.helps(part, -excess)) return true;
    return this.helps(total, excess);
  }

  private helps(one: Tried, change: number): boolean {
    return one.change === 0 && this.mayChange(one.count, change) && this.tries(one, change);
  }

  private broken(): Balance | null {
    for (const { sums } of this.changed) for (const { balance } of sums) if (balance.excess !== 0) return balance;
    return null;
  }

  /** Everybody knows that what is hidden is not nothing; of a rest, or of a numerator that is nothing, nobody does. */
  private mayChange(count: Count, change: number): boolean {
    const least = count.cells.length === 0 || count.number === 0 ? 0 : 1;
    return count.number + change >= least && this.isHidden(count);
  }

  private triedOf(count: Count): Tried {
    let tried = this.tried.get(count);
    if (!tried) this.tried.set(count, tried = { count, change: 0, sums: [] });
    return tried;
  }
}

/** The sums that it stands in follow. */
function set(one: Tried, change: number): void {
  for (const { balance, times } of one.sums) balance.excess += (change - one.change) * times;
  one.change = change;
}

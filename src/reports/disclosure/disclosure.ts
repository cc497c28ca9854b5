import { FEWEST, tooFew } from '../../shared/kernel/small-cells.js';
import type { Cell, Dimension } from '../indicators/indicator.js';
import type { ToldCell } from '../publishing/report-content.js';
import type { Count, Nested, Sum } from './book.js';
import { type Asked, type CellNumber, countsOf, type Counted, type Telling } from './counts.js';
import { OtherWorlds } from './other-worlds.js';

/** A figure as it may leave the centre; null stands for a cell that is hidden. */
export interface ToldFigure {
  code: string;
  total: ToldCell;
  by: { dimension: Dimension; cells: { value: string; cell: ToldCell }[] }[];
}

/**
 * What may be told of figures that leave the centre together: cells of fewer than five people are hidden, and the smallest
 * others with which one of them could be worked out, be it from a total, from another figure that counts the same people, from a
 * ratio, from the same figure narrowed to some of them, or from what was told before of other days or of other centres.
 * Everything that leaves together must be asked for at once.
 * After Willenborg and de Waal, Elements of Statistical Disclosure Control (2001), secondary suppression: a cell is safe when there
 * is another world of which the same would be told. What was told before is one table with what is told now, of which some cells can
 * be hidden no more: linked tables are to be hidden together (ESSNet on Statistical Disclosure Control, task 8, research.cbs.nl/casc).
 * Of two tellings, who came in the days of the one and not in those of the other counts as a cell of its own.
 * @param earlier whatever left before of overlapping days and centres
 */
export function toldFigures(asked: readonly Asked[], earlier: readonly Telling[] = []): ToldFigure[] {
  const hidden = hiddenCells(countsOf(asked, earlier));
  let number = 0;
  const tell = (cell: Cell): ToldCell => (hidden.has(number++) ? null : cell);
  return asked.map(({ figure }) => ({
    code: figure.code, total: tell(figure.total),
    by: (Object.entries(figure.by) as [Dimension, { value: string; cell: Cell }[]][]).map(([dimension, parts]) => ({
      dimension, cells: parts.map(({ value, cell }) => ({ value, cell: tell(cell) })),
    })),
  }));
}

function hiddenCells(counted: Counted): ReadonlySet<CellNumber> {
  const hiding = new Hiding(counted);
  hiding.hideSmall();
  hiding.hideBetween();
  hiding.protectSmall();
  hiding.hideBetween();
  hiding.tellAgain();
  return hiding.hidden;
}

/** What a report is read for is hidden last: parts go first, then totals, then what its reader came for. */
const RANKS = [0, 1, 2] as const;
type Rank = (typeof RANKS)[number];

class Hiding {
  readonly hidden = new Set<CellNumber>();
  private readonly small: readonly Count[];
  private readonly worlds: OtherWorlds;
  private readonly taken: Count[] = [];
  /** What is out already. */
  private out: ReadonlySet<Count> = new Set();

  constructor(private readonly counted: Counted) {
    counted.cells.forEach(({ before }, cell) => { if (before === 'hidden') this.hidden.add(cell); });
    this.small = counted.counts.filter(({ number, guarded }) => guarded && tooFew(number));
    this.worlds = new OtherWorlds(counted.sums, this.isHidden);
  }

  hideSmall(): void {
    const { cells, sums } = this.counted;
    this.small.forEach(this.hide);
    for (const sum of sums) hideTogether(sum, this.isHidden, this.hide, (among) => this.next(among));
    this.out = alreadyOut(this.small, sums, cells);
  }

  /** Hides more groups of what lies between two numbers, where those that are hidden are too few together. */
  hideBetween(): void {
    for (let wanted = true; wanted;) {
      wanted = false;
      for (const nested of this.counted.nested) {
        if (isFarApart(nested, this.isHidden)) continue;
        const victim = nextBetween(nested, (count) => this.mayHide(count) && this.rankOf(count) === 0, this.isHidden);
        if (!victim) continue;
        this.hide(victim);
        wanted = true;
      }
    }
  }

  /** Hides as much more as every small number wants. What is hidden later takes away no other world that was found before. */
  protectSmall(): void {
    for (const count of this.small) {
      while (!this.isProtected(count)) {
        const more = this.wantedFor(count);
        if (more.length === 0) break;
        more.forEach(this.hide);
        this.taken.push(...more.filter((one) => this.rankOf(one) > 0));
      }
    }
  }

  /** What was hidden in vain, before something else was found that helps, is told again: what the reader came for first. */
  tellAgain(): void {
    const isSafe = (): boolean => this.counted.sums.every((sum) => isEnough(sum, this.isHidden)) && this.counted.nested.every((one) => isFarApart(one, this.isHidden)) && this.small.every((count) => this.isProtected(count));
    for (const one of this.taken.sort((a, b) => this.rankOf(b) - this.rankOf(a))) {
      if (!isSafe()) break;
      one.cells.forEach((cell) => { if (this.isNew(cell)) this.hidden.delete(cell); });
      if (!isSafe()) this.hide(one);
    }
  }

  private isProtected(count: Count): boolean {
    return this.out.has(count) || this.worlds.couldDiffer(count);
  }

  /** The fewest that are found to protect a count, and where none are found what lies nearest. */
  private wantedFor(count: Count): readonly Count[] {
    for (const rank of RANKS) {
      const wanted = this.worlds.wantedFor(count, (one) => this.mayHide(one) && this.rankOf(one) <= rank);
      if (wanted) return wanted;
    }
    const near = this.worlds.sumsWith(count);
    const victim = this.next(near, this.worlds.sumsAround(near)) ?? this.next(this.counted.sums);
    return victim ? [victim] : [];
  }

  /** The next to hide among sums, the nearest first; of higher rank only where nothing of lower rank is left. */
  private next(...lists: (readonly Sum[])[]): Count | null {
    for (const rank of RANKS) {
      for (const among of lists) {
        const found = nextToHide(among, (count) => this.mayHide(count) && this.rankOf(count) === rank, this.isHidden);
        if (found) return found;
      }
    }
    return null;
  }

  private rankOf({ cells }: Count): Rank {
    const own = cells.map((cell) => this.counted.cells[cell]);
    return own.some((cell) => cell?.headline) ? 2 : own.some((cell) => cell?.part === null) ? 1 : 0;
  }

  private isNew(cell: CellNumber): boolean {
    return this.counted.cells[cell]?.before === null;
  }

  private readonly isHidden = ({ cells }: Count): boolean => cells.every((cell) => this.hidden.has(cell));

  private readonly hide = ({ cells }: Count): void => cells.forEach((cell) => { if (this.isNew(cell)) this.hidden.add(cell); });

  private mayHide(count: Count): boolean {
    return count.number > 0 && !this.isHidden(count) && count.cells.every((cell) => this.counted.cells[cell]?.before !== 'told');
  }
}

/** What was given away before, whatever is hidden now: nothing is gained by hiding more. */
function alreadyOut(small: readonly Count[], sums: readonly Sum[], cells: Counted['cells']): ReadonlySet<Count> {
  if (cells.every(({ before }) => before === null)) return new Set();
  const untold = new OtherWorlds(sums, (count) => count.cells.every((cell) => cells[cell]?.before !== 'told'));
  return new Set(small.filter((count) => !untold.couldDiffer(count)));
}

/** Whether what is hidden of a total that is told is not too few together. */
function isEnough({ total, parts }: Sum, isHidden: (count: Count) => boolean): boolean {
  return isHidden(total) || !tooFew(parts.filter((part) => part.guarded && isHidden(part)).reduce((whole, { number }) => whole + number, 0));
}

/** What is hidden of a total that is told must not be too few together either. */
function hideTogether(sum: Sum, isHidden: (count: Count) => boolean, hide: (count: Count) => void, next: (among: readonly Sum[]) => Count | null): void {
  for (;;) {
    const untold = sum.parts.filter((part) => part.guarded && isHidden(part)).reduce((whole, { number }) => whole + number, 0);
    if (!tooFew(untold) || isHidden(sum.total)) return;
    const victim = next([sum]);
    if (!victim) return;
    hide(victim);
  }
}

/** Whether the groups that are hidden of two numbers, one inside the other, do not differ by too few people together: both are told, so that the others can be taken off. */
function isFarApart({ outer, inner, groups }: Nested, isHidden: (count: Count) => boolean): boolean {
  if (isHidden(outer) || isHidden(inner)) return true;
  return !tooFew(groups.filter((group) => isUntold(group, isHidden)).reduce((whole, group) => whole + between(group), 0));
}

/** The smallest inner group that is told, and of which somebody is left. */
function nextBetween({ groups }: Nested, mayHide: (count: Count) => boolean, isHidden: (count: Count) => boolean): Count | null {
  const candidates = groups.flatMap((group) => (group.inner && between(group) > 0 && !isUntold(group, isHidden) && mayHide(group.inner) ? [group.inner] : []));
  return candidates.sort((a, b) => a.number - b.number)[0] ?? null;
}

function isUntold({ outer, inner }: Nested['groups'][number], isHidden: (count: Count) => boolean): boolean {
  return isHidden(outer) || (inner !== null && isHidden(inner));
}

function between({ outer, inner }: Nested['groups'][number]): number {
  return outer.number - (inner?.number ?? 0);
}

/** The smallest part that may be hidden where nothing else makes up for what is hidden, else the smallest of all; a total where no part is left. */
function nextToHide(sums: readonly Sum[], mayHide: (count: Count) => boolean, isHidden: (count: Count) => boolean): Count | null {
  const alone = sums.filter(({ total, parts }) => [total, ...parts].filter(isHidden).length === 1);
  for (const among of [alone, sums]) {
    for (const candidates of [among.flatMap(({ parts }) => parts.filter(mayHide)), among.map(({ total }) => total).filter(mayHide)]) {
      const big = candidates.filter(({ number }) => number >= FEWEST);
      const [smallest] = (big.length > 0 ? big : candidates).sort((a, b) => a.number - b.number);
      if (smallest) return smallest;
    }
  }
  return null;
}

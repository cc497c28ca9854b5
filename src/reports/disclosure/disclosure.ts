import { FEWEST, tooFew } from '../../shared/kernel/small-cells.js';
import type { Cell, Dimension } from '../indicators/indicator.js';
import type { ToldCell } from '../publishing/report-content.js';
import { type Asked, type CellNumber, type Count, countsOf, type Counted, type Sum } from './counts.js';
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
 * ratio or from the same figure narrowed to some of them. Everything that leaves together must be asked for at once.
 * After Willenborg and de Waal, Elements of Statistical Disclosure Control (2001), secondary suppression: a cell is safe when there
 * is another world of which the same would be told.
 */
export function toldFigures(asked: readonly Asked[]): ToldFigure[] {
  const counted = countsOf(asked);
  const hidden = hiddenCells(counted);
  let number = 0;
  const tell = (cell: Cell): ToldCell => (hidden.has(number++) ? null : cell);
  return asked.map(({ figure }) => ({
    code: figure.code, total: tell(figure.total),
    by: (Object.entries(figure.by) as [Dimension, { value: string; cell: Cell }[]][]).map(([dimension, parts]) => ({
      dimension, cells: parts.map(({ value, cell }) => ({ value, cell: tell(cell) })),
    })),
  }));
}

function hiddenCells({ cells, counts, sums }: Counted): ReadonlySet<CellNumber> {
  const hidden = new Set<CellNumber>();
  const isHidden = (count: Count): boolean => count.cells.every((cell) => hidden.has(cell));
  const hide = (count: Count): void => count.cells.forEach((cell) => hidden.add(cell));
  const isWhole = (count: Count): boolean => count.cells.some((cell) => cells[cell]?.part === null);
  const next = (among: readonly Sum[], whole: boolean): Count | null => nextToHide(among, (count) => count.number > 0 && !isHidden(count) && isWhole(count) === whole, isHidden);
  const small = counts.filter(({ number, guarded }) => guarded && tooFew(number));
  small.forEach(hide);
  for (const sum of sums) hideTogether(sum, isHidden, hide, (among) => next(among, false) ?? next(among, true));
  // What is hidden later takes away no other world that was found before.
  const worlds = new OtherWorlds(sums, isHidden);
  for (const count of small) {
    while (!worlds.couldDiffer(count)) {
      const near = worlds.sumsWith(count);
      const around = worlds.sumsAround(near);
      // What a report is read for are its totals: they go last.
      const victim = next(near, false) ?? next(around, false) ?? next(near, true) ?? next(around, true) ?? next(sums, false) ?? next(sums, true);
      if (!victim) break;
      hide(victim);
    }
  }
  return hidden;
}

/** What is hidden of a total that is told must not be too few together either. */
function hideTogether(sum: Sum, isHidden: (count: Count) => boolean, hide: (count: Count) => void, next: (among: readonly Sum[]) => Count | null): void {
  for (;;) {
    const untold = sum.parts.filter((part) => part.guarded && isHidden(part)).reduce((whole, { number }) => whole + number, 0);
    if (!tooFew(untold) || isHidden(sum.total)) return;
    hide(next([sum]) ?? sum.total);
  }
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

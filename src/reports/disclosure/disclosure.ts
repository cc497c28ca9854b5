import { FEWEST, tooFew } from '../../shared/kernel/small-cells.js';
import type { Cell, Dimension } from '../indicators/indicator.js';
import type { ToldCell } from '../publishing/report-content.js';
import type { Count, Sum } from './book.js';
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

function hiddenCells({ cells, counts, sums }: Counted): ReadonlySet<CellNumber> {
  const hidden = new Set<CellNumber>();
  cells.forEach(({ before }, cell) => { if (before === 'hidden') hidden.add(cell); });
  const isHidden = (count: Count): boolean => count.cells.every((cell) => hidden.has(cell));
  const hide = (count: Count): void => count.cells.forEach((cell) => { if (cells[cell]?.before === null) hidden.add(cell); });
  const mayHide = (count: Count): boolean => count.number > 0 && !isHidden(count) && count.cells.every((cell) => cells[cell]?.before !== 'told');
  const isWhole = (count: Count): boolean => count.cells.some((cell) => cells[cell]?.part === null);
  const next = (among: readonly Sum[], whole: boolean): Count | null => nextToHide(among, (count) => mayHide(count) && isWhole(count) === whole, isHidden);
  const small = counts.filter(({ number, guarded }) => guarded && tooFew(number));
  small.forEach(hide);
  for (const sum of sums) hideTogether(sum, isHidden, hide, (among) => next(among, false) ?? next(among, true));
  // What is hidden later takes away no other world that was found before.
  const worlds = new OtherWorlds(sums, isHidden);
  const out = alreadyOut(small, sums, cells);
  const taken: Count[] = [];
  for (const count of small) {
    while (!out.has(count) && !worlds.couldDiffer(count)) {
      const near = worlds.sumsWith(count);
      const around = worlds.sumsAround(near);
      // What a report is read for are its totals: they go last.
      const victim = next(near, false) ?? next(around, false) ?? next(near, true) ?? next(around, true) ?? next(sums, false) ?? next(sums, true);
      if (!victim) break;
      hide(victim);
      if (isWhole(victim)) taken.push(victim);
    }
  }
  // What was hidden in vain, before something else was found that helps, is told again.
  const isSafe = (): boolean => sums.every((sum) => isEnough(sum, isHidden)) && small.every((count) => out.has(count) || worlds.couldDiffer(count));
  for (const whole of taken) {
    if (!isSafe()) break;
    whole.cells.forEach((cell) => { if (cells[cell]?.before === null) hidden.delete(cell); });
    if (!isSafe()) hide(whole);
  }
  return hidden;
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

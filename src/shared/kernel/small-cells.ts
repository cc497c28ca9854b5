import { sum } from './sum.js';

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

/** Which sums of a table are not told: of its rows, of its columns, of all. */
export interface HiddenSums {
  rows: readonly boolean[];
  columns: readonly boolean[];
  total: boolean;
}

/**
 * Which cells of a table of two ways are not told beside its sums: the small ones, others with which a row or a column
 * would give them away, and all of them, the empty ones too, where a small one could still be worked out by adding and
 * subtracting lines.
 * @param hidden those that are not told already
 */
export function hiddenCells(counts: readonly (readonly number[])[], sums: HiddenSums, hidden?: readonly (readonly boolean[])[]): boolean[][] {
  const hides = counts.map((row, i) => row.map((count, j) => hidden?.[i]?.[j] === true || tooFew(count)));
  for (let before = ''; before !== JSON.stringify(hides);) {
    before = JSON.stringify(hides);
    counts.forEach((row, i) => { if (!sums.rows[i]) hides[i] = hiddenGroups(row, hides[i]); });
    sums.columns.forEach((untold, j) => {
      if (untold) return;
      hiddenGroups(counts.map((row) => row[j] ?? 0), hides.map((row) => row[j] === true)).forEach((hide, i) => { (hides[i] as boolean[])[j] = hide; });
    });
  }
  return givesAway(counts, hides, sums) ? counts.map((row) => row.map(() => true)) : hides;
}

/**
 * True when a small cell follows from what is told. Rows and columns are the ends of lines that the hidden cells and sums
 * draw between them: exactly the cells whose two ends nothing else joins can be worked out (Gusfield 1988).
 */
function givesAway(counts: readonly (readonly number[])[], hides: readonly (readonly boolean[])[], { rows, columns, total }: HiddenSums): boolean {
  const cells = counts.flatMap((row, i) => row.flatMap((count, j) => (count > 0 && hides[i]?.[j] ? [{ ends: [`r${i}`, `c${j}`] as const, count }] : [])));
  const lines = [
    ...cells, ...rows.flatMap((untold, i) => (untold ? [{ ends: [`r${i}`, 'c'] as const }] : [])),
    ...columns.flatMap((untold, j) => (untold ? [{ ends: ['r', `c${j}`] as const }] : [])), ...(total ? [{ ends: ['r', 'c'] as const }] : []),
  ];
  return cells.some((cell) => tooFew(cell.count) && !joined(cell.ends, lines.filter((line) => line !== cell)));
}

function joined([from, to]: readonly [string, string], lines: readonly { ends: readonly [string, string] }[]): boolean {
  const reached = new Set([from]);
  for (let before = 0; before !== reached.size;) {
    before = reached.size;
    for (const { ends } of lines) if (ends.some((end) => reached.has(end))) ends.forEach((end) => reached.add(end));
  }
  return reached.has(to);
}

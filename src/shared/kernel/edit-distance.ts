/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make one text the other
 * (optimal string alignment). Stops as soon as more than `limit` are needed.
 * @returns the distance, or `limit + 1` when it is larger
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= b.length; column += 1) {
      next.push(cheapest(a, b, row, column, { beforeLast, last, next }));
    }
    if (Math.min(...next) > limit) return limit + 1;
    beforeLast = last;
    last = next;
  }
  return Math.min(last[b.length] as number, limit + 1);
}

function cheapest(a: string, b: string, row: number, column: number, rows: { beforeLast: number[]; last: number[]; next: number[] }): number {
  const same = a[row - 1] === b[column - 1];
  const left = (rows.next[column - 1] as number) + 1;
  const up = (rows.last[column] as number) + 1;
  const diagonal = (rows.last[column - 1] as number) + (same ? 0 : 1);
  const best = Math.min(left, up, diagonal);
  const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
  return swapped ? Math.min(best, (rows.beforeLast[column - 2] as number) + 1) : best;
}

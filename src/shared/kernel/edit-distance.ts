/**
 * How many letters must be put in, left out, changed or swapped with their neighbour to make one text the other
 * (optimal string alignment). Stops as soon as more than `limit` are needed.
 * @returns the distance, or `limit + 1` when it is larger
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const [left, right] = withoutEnds(a, b);
  if (left === '' || right === '') return Math.min(left.length + right.length, limit + 1);
  // One step mends what is left only when it is one letter, or two that are swapped: most pairs of names end here.
  if (limit === 1) return left.length === 1 && right.length === 1 || isSwap(left, right) ? 1 : 2;
  return aligned(left, right, limit);
}

/** Both texts without the beginning and the end that they share. */
function withoutEnds(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

function isSwap(a: string, b: string): boolean {
  return a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0];
}

function aligned(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min((next[column - 1] as number) + 1, (last[column] as number) + 1, (last[column - 1] as number) + cost);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, (beforeLast[column - 2] as number) + 1);
      next.push(best);
      least = Math.min(least, best);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = next;
  }
  return Math.min(last[b.length] as number, limit + 1);
}

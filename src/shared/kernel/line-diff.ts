/** A line of two texts laid side by side: in both, only in the older one, only in the newer one. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/**
 * What has to go from one text and to come into it to make the other one, by their longest common subsequence. What goes
 * stands before what comes in its place. Takes time and space as the product of both lengths: for texts of some hundred lines.
 */
export function lineDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  const common = commonLengths(before, after);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ kind: 'same', text: before[i] as string });
      [i, j] = [i + 1, j + 1];
    } else if (i < before.length && (j >= after.length || lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))) {
      lines.push({ kind: 'removed', text: before[i] as string });
      i += 1;
    } else {
      lines.push({ kind: 'added', text: after[j] as string });
      j += 1;
    }
  }
  return lines;
}

/** Leaves out what stayed the same but for a few lines around each change; `null` where lines were left out. */
export function changedParts(lines: readonly DiffLine[], around = 1): (DiffLine | null)[] {
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - around), index + around + 1).some(({ kind }) => kind !== 'same'));
  return lines.flatMap((line, index) => (near[index] ? [line] : index === 0 || near[index - 1] ? [null] : []));
}

/** How long the common subsequence of the rests of both is, from each place on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      (lengths[i] as Uint16Array)[j] = before[i] === after[j]
        ? lengthAt(lengths, i + 1, j + 1) + 1
        : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1));
    }
  }
  return lengths;
}

function lengthAt(lengths: readonly Uint16Array[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

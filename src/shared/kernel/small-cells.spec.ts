import fc from 'fast-check';
import { FEWEST, hiddenCells, hiddenGroups, tooFew } from './small-cells.js';

it('never leaves a small group to be worked out from the total', () => {
  fc.assert(fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 7 }), (counts) => {
    const hidden = hiddenGroups(counts);
    counts.forEach((count, index) => expect(count > 0 && count < FEWEST && !hidden[index]).toBe(false));
    const untold = counts.filter((count, index) => count > 0 && hidden[index]);
    const total = counts.reduce((sum, count) => sum + count, 0);
    // Unless the total itself is not told, or nothing is left to hide.
    if (total >= FEWEST && untold.length > 0) expect(untold.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(FEWEST);
    if (total >= FEWEST && untold.length > 0) expect(untold.length).toBeGreaterThan(1);
  }));
});

const PRIME = 1_000_003;

/** Who adds and subtracts lines: which of the unknowns follow from equations between them, by elimination. */
function solved(equations: readonly (readonly number[])[], unknowns: number): number[] {
  const rows = equations.map((line) => Array.from({ length: unknowns }, (_, at) => ((line[at] ?? 0) + PRIME) % PRIME));
  const inverse = (value: number): number => {
    let [power, base, exponent] = [1n, BigInt(value), BigInt(PRIME - 2)];
    for (; exponent > 0n; exponent >>= 1n, base = base * base % BigInt(PRIME)) if (exponent & 1n) power = power * base % BigInt(PRIME);
    return Number(power);
  };
  let rank = 0;
  for (let at = 0; at < unknowns; at += 1) {
    const pivot = rows.findIndex((row, index) => index >= rank && row[at] !== 0);
    if (pivot < 0) continue;
    [rows[rank], rows[pivot]] = [rows[pivot] as number[], rows[rank] as number[]];
    const factor = inverse((rows[rank] as number[])[at] as number);
    rows[rank] = (rows[rank] as number[]).map((value) => value * factor % PRIME);
    rows.forEach((row, index) => {
      const times = row[at] as number;
      if (index !== rank && times !== 0) rows[index] = row.map((value, other) => (value + (PRIME - times) * ((rows[rank] as number[])[other] as number)) % PRIME);
    });
    rank += 1;
  }
  return rows.flatMap((row) => (row.filter((value) => value !== 0).length === 1 ? [row.findIndex((value) => value !== 0)] : []));
}

describe('what is hidden of a table of two ways', () => {
  const table = fc.array(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9 })), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 });
  const total = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

  it('keeps every small cell from whoever adds and subtracts the lines that are told', () => {
    fc.assert(fc.property(table, (counts) => {
      const [rowSums, columnSums] = [counts.map(total), [0, 1, 2, 3].map((j) => total(counts.map((row) => row[j] as number)))];
      const sums = { rows: hiddenGroups(rowSums), columns: hiddenGroups(columnSums), total: tooFew(total(rowSums)) };
      const hides = hiddenCells(counts, sums);
      counts.forEach((row, i) => row.forEach((count, j) => expect(tooFew(count) && !hides[i]?.[j]).toBe(false)));
      // The unknowns: hidden cells, then the sums that are hidden.
      const cells = counts.flatMap((row, i) => row.flatMap((count, j) => (hides[i]?.[j] ? [{ i, j, count }] : [])));
      const names = [...cells.map(({ i, j }) => `${i},${j}`), ...sums.rows.flatMap((hide, i) => (hide ? [`r${i}`] : [])), ...sums.columns.flatMap((hide, j) => (hide ? [`c${j}`] : [])), ...(sums.total ? ['t'] : [])];
      const line = (parts: string[], whole: string): number[] => names.map((name) => (parts.includes(name) ? 1 : name === whole ? -1 : 0));
      const equations = [
        ...counts.map((_, i) => line([0, 1, 2, 3].map((j) => `${i},${j}`), `r${i}`)), ...[0, 1, 2, 3].map((j) => line([0, 1, 2].map((i) => `${i},${j}`), `c${j}`)),
        line([0, 1, 2].map((i) => `r${i}`), 't'), line([0, 1, 2, 3].map((j) => `c${j}`), 't'),
      ];
      const known = solved(equations, names.length);
      expect(cells.filter(({ count }, index) => tooFew(count) && known.includes(index))).toEqual([]);
    }), { numRuns: 1_000 });
  });

  it('tells what can be told', () => {
    const none = { rows: [false, false], columns: [false, false], total: false };
    expect(hiddenCells([[9, 7], [6, 8]], none)).toEqual([[false, false], [false, false]]);
    expect(hiddenCells([[9, 3], [6, 8]], none)).toEqual([[true, true], [true, true]]);
    expect(hiddenCells([[9, 3], [6, 0]], { rows: [false, false], columns: [false, true], total: false })).toEqual([[true, true], [true, true]]);
  });
});

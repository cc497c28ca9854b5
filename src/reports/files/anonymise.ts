import { groupBy } from '../../shared/kernel/group-by.js';

/** By these somebody could be recognised by who knows her: in the order in which they are given up, the last first. */
export const KNOWN_BY = ['sex', 'age', 'district', 'organisationType'] as const;
export type KnownBy = Record<(typeof KNOWN_BY)[number], string>;

/** Stands where a value would single people out. */
export const ANY = '*';

/** No fewer people may look alike in what anybody could know of them (k-anonymity, Samarati and Sweeney 1998). */
export const FEWEST_ALIKE = 5;

/** Ages in two broad bands before they are given up. */
const BROAD_AGES: Readonly<Record<string, string>> = { '6-11': '6-40', '12-18': '6-40', '19-24': '6-40', '25-40': '6-40', '41-59': '41+', '60+': '41+' };

/** From the whole of what is known to nothing: each step tells less than the one before. */
const STEPS: readonly ((known: KnownBy) => KnownBy)[] = [
  (known) => known,
  (known) => ({ ...known, organisationType: ANY }),
  (known) => ({ ...known, organisationType: ANY, age: BROAD_AGES[known.age] ?? ANY }),
  ({ sex, age }) => ({ sex, age: BROAD_AGES[age] ?? ANY, district: ANY, organisationType: ANY }),
  ({ sex }) => ({ sex, age: ANY, district: ANY, organisationType: ANY }),
  () => NOTHING,
];

const NOTHING: KnownBy = { sex: ANY, age: ANY, district: ANY, organisationType: ANY };

/**
 * The rows with so little of what people are known by that at least `fewest` of them look alike. Each keeps as much as it
 * can: those who are alike already stay as they are, the others are told in broader terms, step by step. Where too few are
 * left at the end, the smallest groups join them. Fewer than `fewest` rows in all are not told. The order stays, and which
 * row comes first makes no difference.
 * @param seenOf what is told of a row as it is and can be seen by others: those who are alike in it as well are looked for first, but nobody is left out for it
 */
export function anonymise<T extends KnownBy>(rows: readonly T[], fewest: number = FEWEST_ALIKE, seenOf: (row: T) => string = () => ''): T[] {
  const told = new Map<number, KnownBy>();
  let left = rows.map((row, index) => ({ index, row }));
  for (const step of STEPS) {
    const alike = [...groupBy(left, ({ row }) => `${keyOf(step(row))} ${seenOf(row)}`).values()];
    for (const { index, row } of alike.filter((group) => group.length >= fewest).flat()) told.set(index, step(row));
    left = alike.filter((group) => group.length < fewest).flat();
  }
  const last = left.map(({ index }) => index);
  for (const joining of last.length === 0 ? [] : smallestFirst(told)) {
    if (last.length >= fewest) break;
    last.push(...joining);
  }
  for (const index of last) told.set(index, NOTHING);
  return rows.length < fewest ? [] : rows.map((row, index) => ({ ...row, ...told.get(index) }));
}

/** The groups that are told already; of those of one size the first by name. */
function smallestFirst(told: ReadonlyMap<number, KnownBy>): number[][] {
  const groups = [...groupBy([...told], ([, known]) => keyOf(known))];
  return groups.toSorted(([a, one], [b, other]) => one.length - other.length || (a < b ? -1 : 1)).map(([, group]) => group.map(([index]) => index));
}

export function keyOf(known: KnownBy): string {
  return JSON.stringify(KNOWN_BY.map((name) => known[name]));
}

import { firstDayOf, monthsOf } from '../../ledger/book-months.js';
import { UNKNOWN, type Cell } from '../indicators/indicator.js';

/** What is of a month, `YYYY-MM`. */
interface OfMonth {
  value: string;
  cell: Cell;
}

/** In a month of which nothing is known a count is zero, and a ratio or a mean is of nothing. */
const NOTHING: Cell = { value: 0, of: 0, people: 0 };

/**
 * Every month from the first to the last, as a line over time needs it; those that have no cell of their own get an empty one.
 * Whatever has no month stands on no place of such a line and is left out.
 * @param cells in any order
 */
export function everyMonth(cells: readonly OfMonth[]): OfMonth[] {
  const known = new Map(cells.filter(({ value }) => value !== UNKNOWN).map(({ value, cell }) => [value, cell]));
  const months = [...known.keys()].sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  return monthsOf({ from: firstDayOf(first), to: firstDayOf(last) }).map((value) => ({ value, cell: known.get(value) ?? NOTHING }));
}

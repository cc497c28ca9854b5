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
  const known = new Map(cells.filter(({ value }) => value !== UNKNOWN).map(({ value, cell }) => [ordinalOf(value), cell]));
  if (known.size === 0) return [];
  const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
  return Array.from({ length: last - first + 1 }, (_, index) => ({ value: monthAt(first + index), cell: known.get(first + index) ?? NOTHING }));
}

/** Months counted from the year zero on. */
function ordinalOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthAt(ordinal: number): string {
  return `${String(Math.floor(ordinal / 12)).padStart(4, '0')}-${String((ordinal % 12) + 1).padStart(2, '0')}`;
}

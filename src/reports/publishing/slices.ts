import { DIMENSIONS, type Slice } from '../indicators/indicator.js';

/** Names a figure of the catalogue that is narrowed: the same for the same values, in whatever order they came. */
export function figureKey(code: string, slice: Slice): string {
  return [code, ...DIMENSIONS.flatMap((dimension) => (slice[dimension] === undefined ? [] : `${dimension}=${slice[dimension]}`))].join('|');
}

/** Whether the figure of a slice is a part of the whole figure already; one of no dimension is the whole. */
export function isPart(slice: Slice): boolean {
  return Object.keys(slice).length === 1;
}

/** Whether an indicator tells a figure of the catalogue as it is. */
export function isWhole(slice: Slice | null): boolean {
  return slice === null || Object.keys(slice).length === 0;
}

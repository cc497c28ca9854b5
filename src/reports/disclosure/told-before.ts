import type { Cell, Figure } from '../indicators/indicator.js';
import type { Asked, Telling } from './counts.js';
import type { ToldFigure } from './disclosure.js';

const NOBODY: Cell = { value: 0, of: 0, people: 0 };

/**
 * What left the centre before, as `toldFigures` wants it: the numbers that were told, and of cells that were hidden what the records say now.
 * @param now the same figures as of now, each with its scope
 */
export function toldBefore(now: readonly Asked[], told: readonly ToldFigure[]): Telling {
  const both = now.flatMap((asked, index) => { const was = told[index]; return was ? [{ asked: { ...asked, figure: asTold(asked.figure, was) }, was }] : []; });
  return { asked: both.map(({ asked }) => asked), told: both.map(({ was }) => was) };
}

function asTold(now: Figure, { total, by }: ToldFigure): Figure {
  return {
    code: now.code, total: total ?? now.total,
    by: Object.fromEntries(by.map(({ dimension, cells }) => {
      const parts = new Map(now.by[dimension]?.map(({ value, cell }) => [value, cell]));
      return [dimension, cells.map(({ value, cell }) => ({ value, cell: cell ?? parts.get(value) ?? NOBODY }))];
    })),
  };
}

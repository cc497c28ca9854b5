import { groupBy } from '../../shared/kernel/group-by.js';
import type { Cell, Dimension, Figure, IndicatorDefinition, Scope, Slice } from '../indicators/indicator.js';
import { Book, type Count, type Nested, type Noted, peopleOf, type Sum } from './book.js';
import type { ToldFigure } from './disclosure.js';

/** A figure that is to be told, with the others that are told together with it. */
export interface Asked {
  definition: IndicatorDefinition;
  figure: Figure;
  slice?: Slice | null;
  /** Of which days and at which centres; those of one scope, told without any before them, need not say it. */
  scope?: Pick<Scope, 'centreIds' | 'period'>;
  /** Which of its cells the reader came for, each as what narrows it, `{}` for the total: they are hidden last. */
  headlines?: readonly Slice[];
}

/** Figures that have left the centre already: what they told cannot be taken back. */
export interface Telling {
  /** Of the cells that were told the numbers that were told; of the others what the records say now. */
  asked: readonly Asked[];
  told: readonly ToldFigure[];
}

/** The place of a cell among all that are asked for: see `cellsOf`. */
export type CellNumber = number;

export interface NumberedCell {
  /** Null for the total. */
  part: { dimension: Dimension; value: string } | null;
  cell: Cell;
  /** What became of it in an earlier telling; null for what is to be told now. */
  before: 'told' | 'hidden' | null;
  /** The reader came for it. */
  headline: boolean;
}

export interface Counted {
  /** Those to be told first, in the order of the figures; then those of earlier tellings. */
  cells: readonly NumberedCell[];
  counts: readonly Count[];
  sums: readonly Sum[];
  nested: readonly Nested[];
}

/** All the counts that the asked figures tell, beside those that were told before, and how they hang together. */
export function countsOf(asked: readonly Asked[], earlier: readonly Telling[] = []): Counted {
  const tellings: { asked: readonly Asked[]; told: readonly ToldFigure[] | null }[] = [{ asked, told: null }, ...earlier];
  const cells: NumberedCell[] = [];
  const read = tellings.map((telling) => telling.asked.map((one, index) => cellsOf(one, telling.told?.[index] ?? null).map((numbered): ReadCell => {
    const more = { cell: cells.push(numbered) - 1, before: numbered.before, whole: numbered.part === null && !one.slice };
    return { ...numbered, quantities: quantities(one, numbered).map((quantity) => ({ ...quantity, ...more })) };
  })));
  const book = new Book(read.map((figures) => figures.flat().flatMap((cell) => cell.quantities)));
  read.forEach((figures, telling) => figures.forEach((list, index) => noteSums(book, telling, list, tellings[telling]?.asked[index]?.slice ?? {})));
  return { cells, ...book.closed() };
}

/** A cell with the numbers that it tells. */
interface ReadCell extends NumberedCell {
  quantities: Quantity[];
}

function cellsOf({ figure, headlines = [] }: Asked, told: ToldFigure | null): NumberedCell[] {
  const before = (cell: Cell | null | undefined): NumberedCell['before'] => (told === null ? null : cell ? 'told' : 'hidden');
  const parts = partsOf(figure).flatMap(([dimension, list]) => {
    const known = told && new Map(told.by.find((by) => by.dimension === dimension)?.cells.map(({ value, cell }) => [value, cell]));
    return list.map(({ value, cell }): NumberedCell => ({ part: { dimension, value }, cell, before: before(known?.get(value)), headline: headlines.some((slice) => slice[dimension] === value) }));
  });
  return [{ part: null, cell: figure.total, before: before(told?.total), headline: headlines.some((slice) => Object.keys(slice).length === 0) }, ...parts];
}

function partsOf({ by }: Figure): [Dimension, { value: string; cell: Cell }[]][] {
  return Object.entries(by) as [Dimension, { value: string; cell: Cell }[]][];
}

interface Quantity extends Noted {
  kind: 'people' | 'value' | 'of';
}

/** Beside the people of a cell: a ratio's numerator and denominator, and a denominator that counts people. */
function quantities({ definition: { code, counts, form, unit }, slice, scope }: Asked, { part, cell }: Pick<NumberedCell, 'part' | 'cell'>): Omit<Quantity, 'cell' | 'before' | 'whole'>[] {
  const narrowed = { ...slice, ...(part && { [part.dimension]: part.value }) };
  const ofPeople = unit === 'people' || unit === 'participations';
  const quantity = (kind: Quantity['kind'], number: number): Omit<Quantity, 'cell' | 'before' | 'whole'> => {
    const { name, where, inside = [] } = counts?.[kind] ?? { name: `${code}:${kind}` };
    return { kind, number, ofPeople: kind === 'people' || ofPeople, ...peopleOf(name, inside, scope, { ...where, ...narrowed }) };
  };
  return [
    quantity('people', cell.people),
    ...(form === 'ratio' && (ofPeople || cell.people > 0) ? [quantity('value', cell.value)] : []),
    ...((form === 'ratio' && ofPeople) || counts?.of ? [quantity('of', cell.of)] : []),
  ];
}

/** The parts of each dimension make up the total; a ratio's numerator and what is left make up its denominator. */
function noteSums(book: Book, telling: number, cells: readonly ReadCell[], slice: Slice): void {
  const parts = groupBy(cells.filter(({ part }) => part !== null && slice[part.dimension] === undefined), ({ part }) => part?.dimension as Dimension);
  for (const [dimension, split] of parts) {
    for (const total of cells[0]?.quantities ?? []) {
      book.noteParts(telling, total, dimension, split.flatMap(({ quantities: own }) => own.filter(({ kind }) => kind === total.kind)));
    }
  }
  for (const { quantities: own } of cells) {
    const [value, of] = (['value', 'of'] as const).map((kind) => own.find((one) => one.kind === kind));
    if (value && of) book.noteShare(telling, value, of);
  }
}

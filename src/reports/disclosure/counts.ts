import type { Cell, Dimension, Figure, IndicatorDefinition, Population, Slice } from '../indicators/indicator.js';

/** A figure that is to be told, with the others that are told together with it. */
export interface Asked {
  definition: IndicatorDefinition;
  figure: Figure;
  slice?: Slice | null;
}

/** The place of a cell among all that are asked for: see `cellsOf`. */
export type CellNumber = number;

export interface NumberedCell {
  asked: number;
  /** Null for the total. */
  part: { dimension: Dimension; value: string } | null;
  cell: Cell;
}

/** A number of people, or of what so few people did that it tells of them. One number, in however many cells it stands. */
export interface Count {
  number: number;
  /** The cells that tell it: it is hidden when they all are. None tell a rest, which can only be worked out. */
  cells: CellNumber[];
  /** Whether a small number must not come out. */
  guarded: boolean;
}

/** Parts that make up a total, so that one of them can be worked out from the others. What stands in several parts counts as known. */
export interface Sum {
  total: Count;
  parts: Count[];
}

export interface Counted {
  cells: readonly NumberedCell[];
  counts: readonly Count[];
  sums: readonly Sum[];
}

/** All the counts that the asked figures tell, and how they hang together. */
export function countsOf(asked: readonly Asked[]): Counted {
  const cells = asked.flatMap(cellsOf);
  const book = new Book();
  cells.forEach((numbered, number) => {
    for (const { population, count } of quantities(asked[numbered.asked] as Asked, numbered)) book.note(population, count, number);
  });
  asked.forEach((one) => noteSums(book, one));
  book.noteRests();
  return { cells, counts: [...book.counts.values(), ...book.rests], sums: [...book.sums.values()] };
}

function cellsOf({ figure }: Asked, asked: number): NumberedCell[] {
  const parts = (Object.entries(figure.by) as [Dimension, { value: string; cell: Cell }[]][]).flatMap(([dimension, list]) => (
    list.map(({ value, cell }): NumberedCell => ({ asked, part: { dimension, value }, cell }))));
  return [{ asked, part: null, cell: figure.total }, ...parts];
}

interface Quantity {
  kind: 'people' | 'value' | 'of';
  population: Population;
  count: number;
}

/** Beside the people of a cell: a ratio's numerator and denominator, and a denominator that counts people. */
function quantities(asked: Asked, { part, cell }: Pick<NumberedCell, 'part' | 'cell'>): Quantity[] {
  const { definition: { code, counts, form, unit }, slice } = asked;
  const narrowed = { ...slice, ...(part && { [part.dimension]: part.value }) };
  const quantity = (kind: Quantity['kind'], count: number): Quantity => {
    const { name, where } = counts?.[kind] ?? { name: `${code}:${kind}` };
    return { kind, count, population: { name, where: { ...where, ...narrowed } } };
  };
  const ofPeople = unit === 'people' || unit === 'participations';
  return [
    quantity('people', cell.people),
    ...(form === 'ratio' && (ofPeople || cell.people > 0) ? [quantity('value', cell.value)] : []),
    ...((form === 'ratio' && ofPeople) || counts?.of ? [quantity('of', cell.of)] : []),
  ];
}

/** The parts of each dimension make up the total; a ratio's numerator and what is left make up its denominator. */
function noteSums(book: Book, asked: Asked): void {
  const { figure } = asked;
  const totals = quantities(asked, { part: null, cell: figure.total });
  for (const [dimension, parts] of Object.entries(figure.by) as [Dimension, { value: string; cell: Cell }[]][]) {
    if (asked.slice?.[dimension] !== undefined) continue;
    const split = parts.map(({ value, cell }) => quantities(asked, { part: { dimension, value }, cell }));
    for (const total of totals) {
      const own = split.flatMap((list) => list.filter(({ kind }) => kind === total.kind));
      book.noteParts(total.population, dimension, own.map(({ population }) => population));
    }
  }
  for (const { part, cell } of cellsOf(asked, 0)) {
    const [value, of] = ['value', 'of'].map((kind) => quantities(asked, { part, cell }).find((one) => one.kind === kind));
    if (value && of) book.noteShare(value.population, of.population);
  }
}

class Book {
  readonly counts = new Map<string, Count>();
  readonly rests: Count[] = [];
  readonly sums = new Map<string, Sum>();
  private readonly populations = new Map<string, Population>();

  note(population: Population, number: number, cell: CellNumber): void {
    const key = keyOf(population);
    const known = this.counts.get(key);
    if (known) known.cells.push(cell);
    else this.counts.set(key, { number, cells: [cell], guarded: true });
    this.populations.set(key, population);
  }

  noteParts(whole: Population, dimension: Dimension, parts: readonly Population[]): void {
    const total = this.counts.get(keyOf(whole));
    const counts = parts.flatMap((part) => this.counts.get(keyOf(part)) ?? []);
    if (total && counts.length > 0) this.sums.set(`${keyOf(whole)}/${dimension}`, { total, parts: counts });
  }

  noteShare(value: Population, of: Population): void {
    const [part, total] = [this.counts.get(keyOf(value)), this.counts.get(keyOf(of))];
    if (part && total && part !== total) this.addRest(`${keyOf(of)}-${keyOf(value)}-share`, total, [part], false);
  }

  /** A figure beside one that is narrowed tells of those who are left; so do those narrowed to several values together. */
  noteRests(): void {
    const families = new Map<string, { total: Count; parts: Count[] }>();
    for (const [key, { name, where = {} }] of this.populations) {
      for (const dimension of Object.keys(where) as Dimension[]) {
        const { [dimension]: _, ...wider } = where;
        const parent = keyOf({ name, where: wider });
        const [total, part] = [this.counts.get(parent), this.counts.get(key)];
        if (!total || !part || this.sums.has(`${parent}/${dimension}`)) continue;
        this.addRest(`${parent}-${key}`, total, [part], true);
        const family = families.get(`${parent}/${dimension}`) ?? { total, parts: [] };
        family.parts.push(part);
        families.set(`${parent}/${dimension}`, family);
      }
    }
    for (const [key, { total, parts }] of families) if (parts.length > 1) this.addRest(`${key}-rest`, total, parts, true);
  }

  private addRest(key: string, total: Count, parts: Count[], guarded: boolean): void {
    const number = total.number - parts.reduce((sum, part) => sum + part.number, 0);
    // People who stand in several parts leave nothing that could be taken off.
    if (number < 0 || this.sums.has(key)) return;
    const rest: Count = { number, cells: [], guarded };
    this.rests.push(rest);
    this.sums.set(key, { total, parts: [...parts, rest] });
  }
}

function keyOf({ name, where = {} }: Population): string {
  return `${name}|${Object.entries(where).map(([dimension, value]) => `${dimension}=${value}`).sort().join('|')}`;
}

import type { LearnerFacts } from '../facts/learner-facts.js';
import { compareValues } from './dimension-order.js';
import { type Cell, type Dimension, DIMENSIONS, type Figure, type IndicatorDefinition, type PersonSeen, type Scope, type Share, type Slice, UNKNOWN } from './indicator.js';
import { ownValues } from './own-values.js';

/** Cells by `CODE`, and by `CODE|DIMENSION|VALUE` for the parts. A cell of nobody is not there. */
export type Cells = Map<string, Cell>;

/** Adds people up, and takes them off again: both ways lead to the same cells. */
export interface Tally {
  readonly cells: Cells;
  /** @param facts of one person; those of centres outside the scope are passed over */
  add(facts: readonly LearnerFacts[]): void;
  remove(facts: readonly LearnerFacts[]): void;
}

/**
 * A tally of these indicators. Those that the slice cannot narrow (see `canNarrow`), and those that people do not make up, stay empty.
 * @param cells to go on from, as a tally of the same indicators and scope left them
 */
export function newTally(definitions: readonly IndicatorDefinition[], scope: Scope, dimensions: readonly Dimension[] = [], cells: Cells = new Map()): Tally {
  return new PeopleTally(definitions, scope, dimensions, cells);
}

/** Whether an indicator can be narrowed to a slice: it knows all its dimensions. */
export function canNarrow({ dimensions }: IndicatorDefinition, slice: Slice = {}): boolean {
  return Object.keys(slice).every((dimension) => dimensions.includes(dimension as Dimension));
}

/** The figures that cells say, in the order of the definitions. */
export function figuresOf(definitions: readonly Pick<IndicatorDefinition, 'code'>[], cells: Cells): Figure[] {
  const figures = new Map(definitions.map(({ code }): [string, Figure] => [code, { code, total: cells.get(code) ?? NOTHING, by: {} }]));
  for (const [key, cell] of cells) {
    const { code, part } = readKey(key);
    const figure = figures.get(code);
    if (figure && part) (figure.by[part.dimension] ??= []).push({ value: part.value, cell });
  }
  return [...figures.values()].map(withOverlap);
}

/** The key of a part's cell. */
export function keyOf(code: string, dimension: Dimension, value: string): string {
  return `${code}|${dimension}|${value}`;
}

function readKey(key: string): { code: string; part: { dimension: Dimension; value: string } | null } {
  const [code = '', dimension, ...value] = key.split('|');
  return { code, part: dimension === undefined ? null : { dimension: dimension as Dimension, value: value.join('|') } };
}

const NOTHING: Cell = { value: 0, of: 0, people: 0 };

function withOverlap(figure: Figure): Figure {
  const overlap: Figure['overlap'] = {};
  for (const [dimension, parts] of Object.entries(figure.by) as [Dimension, { value: string; cell: Cell }[]][]) {
    parts.sort((a, b) => compareValues(dimension, a.value, b.value));
    const more = (of: (cell: Cell) => number): number => parts.reduce((sum, { cell }) => sum + of(cell), 0) - of(figure.total);
    const twice = { value: more(({ value }) => value), of: more(({ of }) => of), people: more(({ people }) => people) };
    if (twice.people !== 0 || twice.value !== 0 || twice.of !== 0) overlap[dimension] = twice;
  }
  return Object.keys(overlap).length === 0 ? figure : { ...figure, overlap };
}

/** A cell, and what the person in hand has made of it so far. */
interface Pile {
  key: string;
  cell: Cell;
  person: number;
  unit: number;
  value: number;
  of: number;
}

interface Line {
  code: string;
  shares: (person: PersonSeen) => readonly Share[];
  once: 'person' | 'record' | undefined;
  total: Pile;
  parts: Part[];
  /** By where a share is. */
  places: Map<Slice | undefined, Place>;
}

interface Part {
  dimension: Dimension;
  /** The dimension's place in `DIMENSIONS`. */
  place: number;
  /** The only value, where the scope is narrowed to one. */
  only: string | undefined;
  /** By the number of the value: see `numberOf`. */
  piles: (Pile | undefined)[];
}

/** To which cells the shares of one place go. */
interface Place {
  /** Parts of which the place itself says to which it belongs. */
  said: Pile[];
  /** The whole, and parts that the scope is narrowed to: once, as a person. */
  whole: Pile[];
  /** Parts in which she is with all her shares, for what she is herself. */
  own: Part[];
}

/** So many places a line knows the cells of; places that are not one object each time must not fill the memory. */
const MOST_PLACES = 100_000;

/**
 * Made for millions: cells are found by the object of a place and by the numbers of values, no key is put together where a
 * pile is known already, what is known of a person is asked for once, and what her shares come to is put once to the whole
 * and to the parts that she is in as a person.
 */
class PeopleTally implements Tally {
  private readonly lines: Line[];
  private readonly centres: ReadonlySet<string>;
  private readonly slice: { dimension: Dimension; wanted: string; place: number }[];
  /** Numbers of the values of each dimension, in the order in which they were met. */
  private readonly numbers: Map<string, number>[] = DIMENSIONS.map(() => new Map<string, number>());
  private readonly own: (readonly number[] | null)[] = DIMENSIONS.map(() => null);
  private person: PersonSeen;
  private turn = 0;
  private unit = 0;
  private sign: 1 | -1 = 1;
  private touched: Pile[] = [];

  constructor(definitions: readonly IndicatorDefinition[], private readonly scope: Scope, dimensions: readonly Dimension[], readonly cells: Cells) {
    this.centres = new Set(scope.centreIds);
    this.slice = (Object.entries(scope.slice ?? {}) as [Dimension, string][]).map(([dimension, wanted]) => ({ dimension, wanted, place: DIMENSIONS.indexOf(dimension) }));
    this.lines = definitions.flatMap((definition) => (definition.shares && canNarrow(definition, scope.slice) ? [{
      code: definition.code, shares: definition.shares, once: definition.once, total: this.pile(definition.code), places: new Map(),
      parts: dimensions.filter((one) => definition.dimensions.includes(one)).map((dimension): Part => (
        { dimension, place: DIMENSIONS.indexOf(dimension), only: scope.slice?.[dimension], piles: [] })),
    }] : []));
  }

  add(facts: readonly LearnerFacts[]): void {
    this.change(facts, 1);
  }

  remove(facts: readonly LearnerFacts[]): void {
    this.change(facts, -1);
    for (const { cell, key } of this.touched) {
      if (cell.people !== 0) continue;
      cell.value = 0;
      cell.of = 0;
      this.cells.delete(key);
    }
    this.touched = [];
  }

  private change(given: readonly LearnerFacts[], sign: 1 | -1): void {
    const facts = given.every(({ centreId }) => this.centres.has(centreId)) ? given : given.filter(({ centreId }) => this.centres.has(centreId));
    const [first] = facts;
    if (!first) return;
    this.person = { personId: first.personId, facts, period: this.scope.period, summed: true };
    this.own.fill(null);
    this.sign = sign;
    this.turn += 1;
    for (const line of this.lines) {
      const shares = line.shares(this.person);
      if (shares.length > 0) this.take(line, shares);
    }
  }

  private take(line: Line, shares: readonly Share[]): void {
    this.unit += 1;
    const [only] = shares;
    if (only === undefined || shares.length > 1) return this.takeAll(line, shares);
    if (!this.applies(only.at)) return;
    const place = line.places.get(only.at) ?? this.placeOf(line, only.at);
    for (const pile of place.said) this.once(pile, only.value, only.of);
    this.putOwn(line, place, only.value, only.of);
  }

  private takeAll(line: Line, shares: readonly Share[]): void {
    const { once } = line;
    const sum: Sum = { value: 0, of: 0 };
    const best: Sum = { value: 0, of: 0 };
    let place: Place | null = null;
    for (let index = 0; index < shares.length; index += 1) {
      const share = shares[index] as Share;
      const before = shares[index - 1];
      if (once === 'record' && before !== undefined && before.record !== share.record) {
        this.unit += 1;
        moveTo(sum, best);
      } else if (once !== undefined && before !== undefined && share.at !== undefined && before.at === share.at && before.value >= share.value && before.of >= share.of) continue;
      let { value, of } = share;
      for (let next = shares[index + 1]; once === undefined && next !== undefined && share.at !== undefined && next.at === share.at; next = shares[index + 1]) {
        value += next.value;
        of += next.of;
        index += 1;
      }
      if (!this.applies(share.at)) continue;
      place = line.places.get(share.at) ?? this.placeOf(line, share.at);
      for (const pile of place.said) this.heap(once, pile, value, of);
      best.value = once === undefined ? best.value + value : Math.max(best.value, value);
      best.of = once === undefined ? best.of + of : Math.max(best.of, of);
    }
    moveTo(sum, best);
    if (place) this.putOwn(line, place, sum.value, sum.of);
  }

  private applies(at: Slice | undefined): boolean {
    for (const { dimension, wanted, place } of this.slice) {
      const said = at?.[dimension];
      if (said === undefined ? !this.ownOf(dimension, place).includes(this.numberOf(place, wanted)) : said !== wanted) return false;
    }
    return true;
  }

  /** To the whole, and to the parts in which she is with all her shares. */
  private putOwn(line: Line, { whole, own }: Place, value: number, of: number): void {
    for (const pile of whole) this.once(pile, value, of);
    for (const part of own) {
      for (const number of this.ownOf(part.dimension, part.place)) this.once(part.piles[number] ?? this.pileOf(line, part, number), value, of);
    }
  }

  private once(pile: Pile, value: number, of: number): void {
    this.putPerson(pile);
    pile.cell.value += this.sign * value;
    pile.cell.of += this.sign * of;
  }

  private heap(once: Line['once'], pile: Pile, value: number, of: number): void {
    if (pile.person !== this.turn) {
      pile.person = this.turn;
      this.putPerson(pile);
    }
    if (once === undefined) {
      pile.cell.value += this.sign * value;
      pile.cell.of += this.sign * of;
    } else this.heapMore(pile, value, of);
  }

  /** Only by what it is more than what she made of this pile before. */
  private heapMore(pile: Pile, value: number, of: number): void {
    if (pile.unit !== this.unit) {
      pile.unit = this.unit;
      pile.value = 0;
      pile.of = 0;
    }
    const moreValue = Math.max(0, value - pile.value);
    const moreOf = Math.max(0, of - pile.of);
    pile.value += moreValue;
    pile.of += moreOf;
    pile.cell.value += this.sign * moreValue;
    pile.cell.of += this.sign * moreOf;
  }

  /** A cell of nobody is not among the cells: with its first person it comes there, again too. */
  private putPerson(pile: Pile): void {
    const { cell } = pile;
    if (cell.people === 0) this.cells.set(pile.key, cell);
    cell.people += this.sign;
    if (this.sign < 0) this.touched.push(pile);
  }

  private placeOf(line: Line, at: Slice | undefined): Place {
    if (line.places.size >= MOST_PLACES) line.places.clear();
    const place: Place = { said: [], whole: [line.total], own: [] };
    for (const part of line.parts) {
      const said = at?.[part.dimension];
      if (part.only !== undefined) place.whole.push(this.pileOf(line, part, this.numberOf(part.place, part.only)));
      else if (said !== undefined) place.said.push(this.pileOf(line, part, this.numberOf(part.place, said)));
      else place.own.push(part);
    }
    line.places.set(at, place);
    return place;
  }

  private ownOf(dimension: Dimension, place: number): readonly number[] {
    return this.own[place] ??= ownValues(this.person, dimension).map((value) => this.numberOf(place, value));
  }

  private numberOf(place: number, value: string): number {
    const numbers = this.numbers[place] as Map<string, number>;
    let number = numbers.get(value);
    if (number === undefined) numbers.set(value, number = numbers.size);
    return number;
  }

  private pileOf({ code }: Line, { dimension, place, piles }: Part, number: number): Pile {
    return piles[number] ??= this.pile(keyOf(code, dimension, [...(this.numbers[place] as Map<string, number>).keys()][number] ?? UNKNOWN));
  }

  private pile(key: string): Pile {
    return { key, cell: this.cells.get(key) ?? { value: 0, of: 0, people: 0 }, person: 0, unit: 0, value: 0, of: 0 };
  }
}

type Sum = Pick<Cell, 'value' | 'of'>;

function moveTo(sum: Sum, from: Sum): void {
  sum.value += from.value;
  sum.of += from.of;
  from.value = 0;
  from.of = 0;
}

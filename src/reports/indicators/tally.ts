import type { LearnerFacts } from '../facts/learner-facts.js';
import { compareValues } from './dimension-order.js';
import { type Cell, type Dimension, DIMENSIONS, type Figure, type IndicatorDefinition, type PersonSeen, type Scope, type Share, type Slice } from './indicator.js';
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
export function figuresOf(definitions: readonly IndicatorDefinition[], cells: Cells): Figure[] {
  const figures = new Map(definitions.map(({ code }): [string, Figure] => [code, { code, total: cells.get(code) ?? NOTHING, by: {} }]));
  for (const [key, cell] of cells) {
    const { code, part } = readKey(key);
    const figure = figures.get(code);
    if (figure && part) (figure.by[part.dimension] ??= []).push({ value: part.value, cell });
  }
  return [...figures.values()].map(withOverlap);
}

function keyOf(code: string, dimension: Dimension, value: string): string {
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
  total: Pile | null;
  parts: Part[];
}

interface Part {
  dimension: Dimension;
  /** The dimension's place in `DIMENSIONS`. */
  place: number;
  /** The only value, where the scope is narrowed to one. */
  only: string | undefined;
  piles: Map<string, Pile>;
}

/**
 * Made for millions: no key is put together where a pile is known already, what is known of a person is asked for once, and
 * what her shares come to is put once to the whole and to the parts that she is in as a person.
 */
class PeopleTally implements Tally {
  private readonly lines: Line[];
  private readonly centres: ReadonlySet<string>;
  private readonly slice: (readonly [Dimension, string, place: number])[];
  private readonly own: (readonly string[] | null)[] = DIMENSIONS.map(() => null);
  private person: PersonSeen;
  private turn = 0;
  private unit = 0;
  private sign: 1 | -1 = 1;
  private touched: Pile[] = [];

  constructor(definitions: readonly IndicatorDefinition[], private readonly scope: Scope, dimensions: readonly Dimension[], readonly cells: Cells) {
    this.centres = new Set(scope.centreIds);
    this.slice = (Object.entries(scope.slice ?? {}) as [Dimension, string][]).map(([dimension, value]) => [dimension, value, DIMENSIONS.indexOf(dimension)]);
    this.lines = definitions.flatMap((definition) => (definition.shares && canNarrow(definition, scope.slice) ? [{
      code: definition.code, shares: definition.shares, once: definition.once, total: null,
      parts: dimensions.filter((one) => definition.dimensions.includes(one)).map((dimension): Part => (
        { dimension, place: DIMENSIONS.indexOf(dimension), only: scope.slice?.[dimension], piles: new Map() })),
    }] : []));
  }

  add(facts: readonly LearnerFacts[]): void {
    this.change(facts, 1);
  }

  remove(facts: readonly LearnerFacts[]): void {
    this.change(facts, -1);
    for (const pile of this.touched) if (pile.cell.people === 0) this.forget(pile);
    this.touched = [];
  }

  private change(given: readonly LearnerFacts[], sign: 1 | -1): void {
    const facts = given.every(({ centreId }) => this.centres.has(centreId)) ? given : given.filter(({ centreId }) => this.centres.has(centreId));
    const [first] = facts;
    if (!first) return;
    this.person = { personId: first.personId, facts, period: this.scope.period };
    this.own.fill(null);
    this.sign = sign;
    this.turn += 1;
    for (const line of this.lines) {
      const shares = line.shares(this.person);
      if (shares.length > 0) this.take(line, shares);
    }
  }

  private take(line: Line, shares: readonly Share[]): void {
    const { once } = line;
    const sum: Sum = { value: 0, of: 0 };
    let best: Sum = { value: 0, of: 0 };
    let at: Slice | undefined;
    let applies = false;
    this.unit += 1;
    for (let index = 0; index < shares.length; index += 1) {
      const share = shares[index] as Share;
      const before = shares[index - 1];
      if (once === 'record' && before !== undefined && before.record !== share.record) {
        this.unit += 1;
        add(sum, best);
        best = { value: 0, of: 0 };
      } else if (once !== undefined && before !== undefined && share.at !== undefined && before.at === share.at && before.value >= share.value && before.of >= share.of) continue;
      let { value, of } = share;
      for (let next = shares[index + 1]; once === undefined && next !== undefined && share.at !== undefined && next.at === share.at; next = shares[index + 1]) {
        value += next.value;
        of += next.of;
        index += 1;
      }
      if (!this.applies(share.at)) continue;
      applies = true;
      at = share.at;
      this.putAt(line, at, value, of);
      if (once === undefined) add(sum, { value, of });
      else best = { value: Math.max(best.value, value), of: Math.max(best.of, of) };
    }
    if (applies) this.putOwn(line, at, add(sum, best));
  }

  private applies(at: Slice | undefined): boolean {
    for (const [dimension, wanted, place] of this.slice) {
      const said = at?.[dimension];
      if (said === undefined ? !this.ownOf(dimension, place).includes(wanted) : said !== wanted) return false;
    }
    return true;
  }

  /** To the parts of which the share itself says to which it belongs. */
  private putAt(line: Line, at: Slice | undefined, value: number, of: number): void {
    if (at === undefined) return;
    for (const part of line.parts) {
      const said = part.only === undefined ? at[part.dimension] : undefined;
      if (said !== undefined) this.heap(line, this.pileOf(line, part, said), value, of);
    }
  }

  /** To the whole, and to the parts in which she is with all her shares. */
  private putOwn(line: Line, at: Slice | undefined, sum: Sum): void {
    this.once(line.total ??= this.pile(line.code), sum);
    for (const part of line.parts) {
      if (part.only !== undefined) this.once(this.pileOf(line, part, part.only), sum);
      else if (at?.[part.dimension] === undefined) for (const value of this.ownOf(part.dimension, part.place)) this.once(this.pileOf(line, part, value), sum);
    }
  }

  private once(pile: Pile, { value, of }: Sum): void {
    const { cell } = pile;
    cell.people += this.sign;
    cell.value += this.sign * value;
    cell.of += this.sign * of;
    if (this.sign < 0) this.touched.push(pile);
  }

  private heap({ once }: Line, pile: Pile, value: number, of: number): void {
    if (pile.person !== this.turn) {
      pile.person = this.turn;
      pile.cell.people += this.sign;
      if (this.sign < 0) this.touched.push(pile);
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

  private ownOf(dimension: Dimension, place: number): readonly string[] {
    return this.own[place] ??= ownValues(this.person, dimension);
  }

  private pileOf({ code }: Line, { dimension, piles }: Part, value: string): Pile {
    let pile = piles.get(value);
    if (!pile) piles.set(value, pile = this.pile(keyOf(code, dimension, value)));
    return pile;
  }

  private pile(key: string): Pile {
    let cell = this.cells.get(key);
    if (!cell) this.cells.set(key, cell = { value: 0, of: 0, people: 0 });
    return { key, cell, person: 0, unit: 0, value: 0, of: 0 };
  }

  private forget({ key }: Pile): void {
    const { code, part } = readKey(key);
    const line = this.lines.find((one) => one.code === code);
    if (line && part) line.parts.find(({ dimension }) => dimension === part.dimension)?.piles.delete(part.value);
    else if (line) line.total = null;
    this.cells.delete(key);
  }
}

type Sum = Pick<Cell, 'value' | 'of'>;

function add(sum: Sum, { value, of }: Sum): Sum {
  sum.value += value;
  sum.of += of;
  return sum;
}

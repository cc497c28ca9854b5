import type { LearnerFacts } from '../facts/learner-facts.js';
import { compareValues } from './dimension-order.js';
import type { Cell, Dimension, Figure, IndicatorDefinition, PersonSeen, Scope, Share, Slice } from './indicator.js';
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
  parts: { dimension: Dimension; piles: Map<string, Pile> }[];
}

/** Made for millions: no key is put together where a pile is known already, and what is known of a person is asked for once. */
class PeopleTally implements Tally {
  private readonly lines: Line[];
  private readonly centres: ReadonlySet<string>;
  private readonly slice: (readonly [Dimension, string])[];
  private readonly own = new Map<Dimension, readonly string[]>();
  private person: PersonSeen;
  private turn = 0;
  private unit = 0;
  private sign: 1 | -1 = 1;
  private touched: Pile[] = [];

  constructor(definitions: readonly IndicatorDefinition[], private readonly scope: Scope, dimensions: readonly Dimension[], readonly cells: Cells) {
    this.centres = new Set(scope.centreIds);
    this.slice = Object.entries(scope.slice ?? {}) as [Dimension, string][];
    this.lines = definitions.flatMap((definition) => (definition.shares && canNarrow(definition, scope.slice) ? [{
      code: definition.code, shares: definition.shares, once: definition.once, total: null,
      parts: dimensions.filter((one) => definition.dimensions.includes(one)).map((dimension) => ({ dimension, piles: new Map<string, Pile>() })),
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
    this.own.clear();
    this.sign = sign;
    this.turn += 1;
    for (const line of this.lines) this.take(line, line.shares(this.person));
  }

  private take(line: Line, shares: readonly Share[]): void {
    this.unit += 1;
    for (let index = 0; index < shares.length; index += 1) {
      const { value, of, at, record } = shares[index] as Share;
      const before = shares[index - 1];
      let [values, ofs] = [value, of];
      if (line.once === undefined) {
        for (let next = shares[index + 1]; next !== undefined && at !== undefined && next.at === at; next = shares[index + 1]) {
          values += next.value;
          ofs += next.of;
          index += 1;
        }
      } else if (line.once === 'record' && before && before.record !== record) this.unit += 1;
      else if (before && at !== undefined && before.at === at && before.value >= value && before.of >= of) continue;
      if (this.applies(at)) this.put(line, at, values, ofs);
    }
  }

  private applies(at: Slice | undefined): boolean {
    for (const [dimension, wanted] of this.slice) {
      const said = at?.[dimension];
      if (said === undefined ? !this.ownOf(dimension).includes(wanted) : said !== wanted) return false;
    }
    return true;
  }

  private put(line: Line, at: Slice | undefined, value: number, of: number): void {
    this.heap(line, line.total ??= this.pile(line.code), value, of);
    for (const { dimension, piles } of line.parts) {
      const said = this.scope.slice?.[dimension] ?? at?.[dimension];
      if (said !== undefined) this.heap(line, this.part(line, dimension, piles, said), value, of);
      else for (const one of this.ownOf(dimension)) this.heap(line, this.part(line, dimension, piles, one), value, of);
    }
  }

  private heap({ once }: Line, pile: Pile, value: number, of: number): void {
    if (pile.person !== this.turn) {
      pile.person = this.turn;
      pile.cell.people += this.sign;
      if (this.sign < 0) this.touched.push(pile);
    }
    let [newValue, newOf] = [value, of];
    if (once) {
      if (pile.unit !== this.unit) {
        pile.unit = this.unit;
        pile.value = 0;
        pile.of = 0;
      }
      newValue = Math.max(0, value - pile.value);
      newOf = Math.max(0, of - pile.of);
      pile.value += newValue;
      pile.of += newOf;
    }
    pile.cell.value += this.sign * newValue;
    pile.cell.of += this.sign * newOf;
  }

  private ownOf(dimension: Dimension): readonly string[] {
    let values = this.own.get(dimension);
    if (!values) this.own.set(dimension, values = ownValues(this.person, dimension));
    return values;
  }

  private part({ code }: Line, dimension: Dimension, piles: Map<string, Pile>, value: string): Pile {
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

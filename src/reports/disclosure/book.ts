import { groupBy } from '../../shared/kernel/group-by.js';
import { DIMENSIONS, type Dimension, type Scope, type Slice } from '../indicators/indicator.js';
import type { CellNumber } from './counts.js';
import { fill, isInside, setsApart, spanned, type Span } from './spans.js';

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

/** A number of people and one of some of them, each told by the same groups: the difference is known of all, and of the groups that are told. */
export interface Nested {
  outer: Count;
  inner: Count;
  /** The groups; null where one has nobody of the inner number. */
  groups: readonly { outer: Count; inner: Count | null }[];
}

/** Whom a number counts, on which days and at which centres. */
export interface People {
  name: string;
  inside: readonly string[];
  where: Slice;
  span: Span;
  /** The same for the same people. */
  key: string;
}

export function peopleOf(name: string, inside: readonly string[], scope: Pick<Scope, 'centreIds' | 'period'> | undefined, narrowed: Slice): People {
  const { span, where } = spanned(scope, narrowed);
  return { name, inside, where, span, key: keyOf({ name, where, span }) };
}

/** A number that a cell tells. */
export interface Noted extends People {
  number: number;
  ofPeople: boolean;
  cell: CellNumber;
  before: 'told' | 'hidden' | null;
  /** Whether it is of a figure as a whole. */
  whole: boolean;
}

interface Entry extends People {
  count: Count;
  ofPeople: boolean;
  whole: boolean;
  /** Of several numbers of the same people at different times, which: its key has it behind it. */
  version: number;
}

/** Writes down how all numbers of several tellings hang together. */
export class Book {
  private readonly entries = new Map<string, Entry>();
  private readonly sums = new Map<string, Sum>();
  private readonly rests: Count[] = [];
  /** What each count is split into, by it and the dimension. */
  private readonly groups = new Map<string, readonly Entry[]>();
  private readonly nested: Nested[] = [];
  /** Counts that are split, by what and into what: what is left beside some parts are the others. */
  private readonly split = new Set<string>();

  /** @param tellings what each tells; the first is to be told, the others were before */
  constructor(tellings: readonly (readonly Noted[])[]) {
    tellings.forEach((notes, telling) => {
      const changed = new Set(notes.filter((note) => note.before === 'told' && this.saysAnother(note)).map(groupOf));
      // Where anything changed since, nobody knows of a number that is not told again whether it is the same still.
      for (const note of notes) this.note(note, note.before === 'told' && changed.has(groupOf(note)) ? telling : 0);
    });
  }

  noteParts(telling: number, whole: People, dimension: Dimension, parts: readonly People[]): void {
    const total = this.find(whole, telling);
    const entries = parts.flatMap((part) => this.find(part, telling) ?? []);
    if (!total || entries.length === 0) return;
    this.split.add(`${total.key}/${dimension}`);
    // What is told now comes first: an earlier telling of the same may lack groups that came since.
    if (!this.groups.has(`${total.key}/${dimension}`)) this.groups.set(`${total.key}/${dimension}`, entries);
    for (const entry of entries) if (entry.span !== total.span) this.split.add(`${total.key}/${entry.key}`);
    this.sums.set(`${telling}:${total.key}/${dimension}`, { total: total.count, parts: entries.map(({ count }) => count) });
  }

  noteShare(telling: number, value: People, of: People): void {
    const [part, total] = [this.find(value, telling), this.find(of, telling)];
    if (part && total && part !== total) this.addRest(`${total.key}-${part.key}-share`, total, [part], false);
  }

  /** All that was noted, with what can be worked out from it by taking one off another. */
  closed(): { counts: Count[]; sums: Sum[]; nested: Nested[] } {
    this.noteNarrowed();
    this.noteInside();
    this.noteSpans();
    this.noteChanges();
    return { counts: [...[...this.entries.values()].map(({ count }) => count), ...this.rests], sums: [...this.sums.values()], nested: this.nested };
  }

  private note({ name, inside, where, span, key, number, ofPeople, cell, whole }: Noted, version: number): void {
    const known = this.entries.get(versioned(key, version));
    if (known) known.count.cells.push(cell);
    else this.entries.set(versioned(key, version), { name, inside, where, span, key: versioned(key, version), ofPeople, whole, version, count: { number, cells: [cell], guarded: true } });
  }

  private saysAnother(note: Noted): boolean {
    const known = this.find(note, 0);
    return known !== undefined && known.count.number !== note.number;
  }

  private find({ key }: People, telling: number): Entry | undefined {
    return this.entries.get(versioned(key, telling)) ?? this.entries.get(key);
  }

  /** A figure beside one that is narrowed tells of those who are left; so do those narrowed to several values together. */
  private noteNarrowed(): void {
    const families = new Map<string, { total: Entry; parts: Entry[] }>();
    for (const part of [...this.entries.values()]) {
      for (const dimension of Object.keys(part.where) as Dimension[]) {
        const total = this.entries.get(versioned(keyOf({ ...part, where: { ...part.where, [dimension]: undefined } }), part.version));
        if (!total) continue;
        this.noteNested(total, part, dimension);
        if (this.split.has(`${total.key}/${dimension}`)) continue;
        this.addRest(`${total.key}-${part.key}`, total, [part], true);
        const family = families.get(`${total.key}/${dimension}`) ?? { total, parts: [] };
        family.parts.push(part);
        families.set(`${total.key}/${dimension}`, family);
      }
    }
    for (const [key, { total, parts }] of families) if (parts.length > 1) this.addRest(`${key}-rest`, total, parts, true);
  }

  /** Who took one step and not the next one. */
  private noteInside(): void {
    for (const part of [...this.entries.values()]) {
      for (const name of part.inside) {
        const total = this.entries.get(versioned(keyOf({ ...part, name }), part.version));
        if (!total) continue;
        this.addRest(`${total.key}-${part.key}-inside`, total, [part], true);
        this.noteNested(total, part);
      }
    }
  }

  /** @param narrowing by what the inner one is narrowed, and its groups with it */
  private noteNested(outer: Entry, inner: Entry, narrowing?: Dimension): void {
    for (const dimension of DIMENSIONS) {
      const [outside, within] = [outer, inner].map(({ key }) => this.groups.get(`${key}/${dimension}`));
      if (!outside || !within) continue;
      const groupKey = ({ where, span }: Entry): string => `${span.key}|${whereKey(narrowing ? { ...where, [narrowing]: undefined } : where)}`;
      const known = new Map(within.map((entry) => [groupKey(entry), entry.count]));
      this.nested.push({ outer: outer.count, inner: inner.count, groups: outside.map((entry) => ({ outer: entry.count, inner: known.get(groupKey(entry)) ?? null })) });
    }
  }

  /** Of the same people of longer and of shorter periods, of more and of fewer centres: who came beside those of the others. */
  private noteSpans(): void {
    const families = groupBy([...this.entries.values()].filter(({ ofPeople }) => ofPeople), ({ name, where }) => `${name}|${whereKey(where)}`);
    for (const family of families.values()) {
      if (family.length < 2) continue;
      for (const big of family) {
        const inside = family.filter((small) => isInside(small.span, big.span) && !this.split.has(`${big.key}/${small.key}`));
        for (const small of inside) this.addRest(`${big.key}-${small.key}-span`, big, [small], true);
        for (const set of setsApart([...new Map(inside.map(({ span }) => [span.key, span])).values()])) this.noteSet(big, set, inside);
      }
    }
  }

  private noteSet(big: Entry, set: readonly Span[], inside: readonly Entry[]): void {
    const parts = set.map((span) => inside.find((one) => one.span.key === span.key) as Entry);
    const key = `${big.key}-${set.map((span) => span.key).join('+')}`;
    if (fill(set, big.span)) this.sums.set(key, { total: big.count, parts: parts.map(({ count }) => count) });
    else this.addRest(key, big, parts, true);
  }

  /** Told again after few came or went, a number tells of these; the whole alone may, for an edition says what it corrects and why. */
  private noteChanges(): void {
    for (const after of [...this.entries.values()]) {
      if (after.version === 0) continue;
      const before = this.entries.get(keyOf(after));
      if (!before?.ofPeople || (before.whole && after.whole)) continue;
      const [more, fewer] = before.count.number > after.count.number ? [before, after] : [after, before];
      this.addRest(`${more.key}-${fewer.key}-change`, more, [fewer], true);
    }
  }

  private addRest(key: string, { count: total }: Entry, parts: readonly Entry[], guarded: boolean): void {
    const number = total.number - parts.reduce((sum, { count }) => sum + count.number, 0);
    // People who stand in several parts leave nothing that could be taken off.
    if (number < 0 || this.sums.has(key)) return;
    const rest: Count = { number, cells: [], guarded };
    this.rests.push(rest);
    this.sums.set(key, { total, parts: [...parts.map(({ count }) => count), rest] });
  }
}

/** The numbers that were told together for the same people, by whatever they were split. */
function groupOf({ name, span }: People): string {
  return `${name}|${span.key}`;
}

function keyOf({ name, where, span }: Pick<People, 'name' | 'where' | 'span'>): string {
  return `${name}|${span.key}|${whereKey(where)}`;
}

function versioned(key: string, version: number): string {
  return version === 0 ? key : `${key}#${version}`;
}

function whereKey(where: Slice): string {
  return Object.entries(where).filter(([, value]) => value !== undefined).map(([dimension, value]) => `${dimension}=${value}`).sort().join('|');
}

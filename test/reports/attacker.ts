import { loadSolver, type Solver } from '../../src/groups/forming/highs-solver.js';
import { type Column, LinearModel } from '../../src/groups/forming/linear-model.js';
import type { Asked, Telling } from '../../src/reports/disclosure/counts.js';
import type { ToldFigure } from '../../src/reports/disclosure/disclosure.js';
import { UNKNOWN, type Cell, type Dimension, type Figure, type IndicatorDefinition, type Slice } from '../../src/reports/indicators/indicator.js';
import { groupBy } from '../../src/shared/kernel/group-by.js';
import { addDays } from '../../src/shared/kernel/local-date.js';
import { tooFew } from '../../src/shared/kernel/small-cells.js';

const QUANTITIES = ['people', 'value', 'of'] as const;
type Quantity = (typeof QUANTITIES)[number];
type Columns = Record<Quantity, Column>;

/** A hidden number, or a difference of two, that is small. */
interface Secret {
  name: string;
  terms: [Column, number][];
}

/** A number that was told or hidden at some time, as the attacker reads it. */
interface Read {
  telling: number;
  code: string;
  whole: boolean;
  /** Whom it counts, but for days and centres. */
  who: string;
  days: [from: string, to: string];
  centres: readonly string[];
  cell: Cell;
  columns: Columns;
  counted: Quantity[];
}

const MOST = 500;

/**
 * Knows the definitions by heart, knows all that is told and how many stand in several parts, and asks a solver how small and how
 * large each hidden number could be. Nothing here is shared with what hides.
 */
export class Attacker {
  readonly secrets: Secret[] = [];
  private readonly model = new LinearModel();
  private readonly known = new Map<string, Columns>();

  static at(asked: readonly Asked[], told: readonly ToldFigure[]): Promise<Attacker> {
    return Attacker.with([{ asked, told }]);
  }

  /** With all that was told, one after the other. */
  static async with(tellings: readonly Telling[]): Promise<Attacker> {
    return new Attacker(await loadSolver(), tellings);
  }

  private readonly reads: Read[] = [];

  private constructor(private readonly solver: Solver, tellings: readonly Telling[]) {
    tellings.forEach(({ asked, told }, telling) => {
      this.known.clear();
      asked.forEach((one, index) => this.read(one, told[index] as ToldFigure, telling));
      asked.forEach((one) => this.addUp(one));
      const slices = new Map(asked.map(({ slice }) => [JSON.stringify(slice ?? {}), slice ?? {}]));
      for (const slice of slices.values()) this.compareFigures(slice);
      for (const { figure, slice } of asked) this.compareSlices(figure, slice ?? {});
    });
    for (const family of groupBy(this.reads, ({ who }) => who).values()) this.compareTellings(family);
  }

  /** The names of the small numbers that can be only what they are. */
  worksOut(): string[] {
    return this.secrets.filter(({ terms }) => this.extreme(terms, 1) === this.extreme(terms, -1)).map(({ name }) => name);
  }

  private read({ definition, figure, slice, scope }: Asked, { total, by }: ToldFigure, telling: number): void {
    const { code, form, unit } = definition;
    const ofPeople = unit === 'people' || unit === 'participations';
    const note = (part: Slice, cell: Cell, shown: Cell | null): void => {
      const [[dimension, value] = []] = Object.entries(part) as [Dimension, string][];
      const name = nameOf(code, slice, dimension, value);
      const column = (number: number, least: number): Column => (shown ? this.model.integer(number, number) : this.model.integer(least, MOST));
      const columns = { people: column(cell.people, 1), value: column(cell.value, 0), of: column(cell.of, 0) };
      this.known.set(name, columns);
      if (scope) this.reads.push({ ...placeOf(definition, scope, { ...slice, ...part }), telling, whole: dimension === undefined && !slice, cell, columns });
      if (form === 'ratio') this.model.atMost([[columns.value, 1], [columns.of, -1]], 0);
      if (form === 'count' && unit === 'people') this.same(columns.value, columns.people);
      if (form === 'ratio' && unit === 'people') this.same(columns.of, columns.people);
      if (!shown && tooFew(cell.people)) this.secrets.push({ name: `${name} people`, terms: [[columns.people, 1]] });
      if (!shown && form === 'ratio' && ofPeople && tooFew(cell.value)) this.secrets.push({ name: `${name} value`, terms: [[columns.value, 1]] });
      if ((code === 'women-share' || code === 'leaders-among-graduates') && tooFew(cell.of - cell.value)) this.secrets.push({ name: `${name} rest`, terms: [[columns.of, 1], [columns.value, -1]] });
    };
    note({}, figure.total, total);
    for (const { dimension, cells } of by) cells.forEach(({ value, cell }, index) => note({ [dimension]: value }, figure.by[dimension]?.[index]?.cell as Cell, cell));
  }

  private addUp({ definition: { code }, figure, slice }: Asked): void {
    const total = this.known.get(nameOf(code, slice)) as Columns;
    for (const [dimension, parts] of Object.entries(figure.by) as [Dimension, { value: string; cell: Cell }[]][]) {
      for (const quantity of QUANTITIES) {
        const twice = parts.reduce((sum, { cell }) => sum + cell[quantity], 0) - figure.total[quantity];
        const columns = parts.map(({ value }): [Column, number] => [(this.known.get(nameOf(code, slice, dimension, value)) as Columns)[quantity], 1]);
        this.model.equals([...columns, [total[quantity], -1]], twice);
      }
    }
  }

  /** What counts the same people, by the definitions' words. */
  private compareFigures(slice: Slice): void {
    for (const name of this.known.keys()) {
      const part = name.endsWith(']') ? '' : name.slice(name.indexOf(']') + 1);
      const at = (code: string): string => `${nameOf(code, slice)}${part}`;
      if (!name.startsWith(nameOf(name.slice(0, name.indexOf('[')), slice))) continue;
      this.match(at('women-share'), 'of', at('people-trained'), 'people');
      this.match(at('participations'), 'people', at('people-trained'), 'people');
      this.match(at('leaders-among-graduates'), 'of', at('graduates'), 'people');
    }
    const [trained, graduates] = [nameOf('people-trained', slice), nameOf('graduates', slice)];
    this.match(nameOf('women-share', slice), 'value', `${trained}.sex=female`, 'people');
    this.match(nameOf('women-share', { ...slice, kind: 'leader' }), 'value', `${nameOf('people-trained', { ...slice, kind: 'leader' })}.sex=female`, 'people');
    this.match(nameOf('leaders-trained', slice), 'people', `${trained}.kind=leader`, 'people');
    this.match(`${nameOf('women-share', slice)}.kind=leader`, 'of', nameOf('leaders-trained', slice), 'people');
    this.match(`${nameOf('women-share', slice)}.kind=leader`, 'value', `${nameOf('leaders-trained', slice)}.sex=female`, 'people');
    this.match(nameOf('leaders-among-graduates', slice), 'value', `${graduates}.kind=leader`, 'people');
    this.match(nameOf('retention', slice), 'of', `${graduates}.course=1`, 'people');
  }

  /** What is told of a part alone is what the part says. */
  private compareSlices(figure: Figure, slice: Slice): void {
    for (const [dimension, value] of Object.entries(slice)) {
      for (const quantity of QUANTITIES) this.match(nameOf(figure.code, slice), quantity, `${nameOf(figure.code)}.${dimension}=${value}`, quantity);
    }
  }

  /** The same numbers in several tellings, and those of longer and of shorter periods, of more and of fewer centres. */
  private compareTellings(family: readonly Read[]): void {
    for (const big of family) {
      for (const small of family) if (big.telling !== small.telling && isWithin(small, big)) this.compareTwo(big, small);
    }
    this.addUpPeriods(family);
  }

  private compareTwo(big: Read, small: Read): void {
    const equal = isWithin(big, small);
    if (equal && small.telling < big.telling) return;
    for (const quantity of big.counted.filter((one) => small.counted.includes(one))) {
      const [more, less] = [big.cell[quantity], small.cell[quantity]];
      const terms: [Column, number][] = [[big.columns[quantity], 1], [small.columns[quantity], -1]];
      // Where fewer were in the longer period, records changed meanwhile, and nobody knows how many of the shorter one.
      if (tooFew(equal ? Math.abs(more - less) : more - less) && !(equal && big.whole && small.whole)) this.secrets.push({ name: `${big.who} ${quantity} of ${big.days.join('~')}@${big.centres.join()} beside ${small.days.join('~')}@${small.centres.join()}`, terms });
      // Whoever sees that nothing else changed takes it that this did not either.
      if (equal ? !this.changed(big, small) : more < less) continue;
      if (!equal) this.model.atLeast(terms, 0);
    }
    if (equal && !this.changed(big, small)) for (const quantity of QUANTITIES) this.same(big.columns[quantity], small.columns[quantity]);
  }

  private changed(one: Read, other: Read): boolean {
    const at = (read: Read): Read[] => this.reads.filter(({ telling, code }) => telling === read.telling && code === read.code);
    return at(one).some((here) => at(other).some((there) => here.who === there.who && isWithin(here, there) && isWithin(there, here) && QUANTITIES.some((quantity) => here.cell[quantity] !== there.cell[quantity])));
  }

  /** Two periods that make up a third: whoever is counted in both counts as known. */
  private addUpPeriods(family: readonly Read[]): void {
    for (const big of family) {
      for (const first of family) {
        for (const second of family) {
          const meet = first.days[0] === big.days[0] && second.days[1] === big.days[1] && dayAfter(first.days[1]) === second.days[0];
          if (!meet || ![first, second].every((one) => isWithin(one, big) && isWithin({ ...big, days: one.days }, one))) continue;
          for (const quantity of big.counted) this.model.equals([[first.columns[quantity], 1], [second.columns[quantity], 1], [big.columns[quantity], -1]], first.cell[quantity] + second.cell[quantity] - big.cell[quantity]);
        }
      }
    }
  }

  private match(name: string, quantity: Quantity, otherName: string, otherQuantity: Quantity): void {
    const [one, other] = [this.known.get(name), this.known.get(otherName)];
    if (one && other) this.same(one[quantity], other[otherQuantity]);
  }

  private same(one: Column, other: Column): void {
    if (one !== other) this.model.equals([[one, 1], [other, -1]], 0);
  }

  private extreme(terms: [Column, number][], sign: 1 | -1): number {
    this.model.minimise({ terms, constant: 0 }, sign);
    const { values, status } = this.solver(this.model, { seconds: 20, start: new Map(), relaxed: false, onImproved: () => undefined, onBound: () => undefined, stopped: () => false });
    if (status !== 'optimal' || !values) throw new Error(`the attacker's model is ${status}`);
    return Math.round(terms.reduce((sum, [column, factor]) => sum + factor * (values[column] ?? 0), 0));
  }
}

function placeOf({ code, form, unit }: IndicatorDefinition, { centreIds, period }: NonNullable<Asked['scope']>, { month, centre, ...who }: Slice): Omit<Read, 'telling' | 'whole' | 'cell' | 'columns'> {
  const days: [string, string] = month === undefined || month === UNKNOWN ? [period.from, period.to] : [`${month}-01`, addDays(`${nextMonth(month)}-01`, -1)];
  const ofPeople = unit === 'people' || unit === 'participations';
  return {
    code, days, centres: centre === undefined ? centreIds : [centre], who: `${code}[${Object.entries(who).map((one) => one.join('=')).sort().join()}${month === UNKNOWN ? ',month' : ''}]`,
    counted: form === 'ratio' && ofPeople ? [...QUANTITIES] : ['people'],
  };
}

function nextMonth(month: string): string {
  return addDays(`${month}-28`, 5).slice(0, 7);
}

function dayAfter(day: string): string {
  return addDays(day, 1);
}

function isWithin(small: Pick<Read, 'days' | 'centres'>, big: Pick<Read, 'days' | 'centres'>): boolean {
  return small.days[0] >= big.days[0] && small.days[1] <= big.days[1] && small.centres.every((one) => big.centres.includes(one));
}

function nameOf(code: string, slice: Slice | null = {}, dimension?: Dimension, value?: string): string {
  const narrowed = Object.entries(slice ?? {}).map(([name, only]) => `${name}=${only}`).sort().join();
  return `${code}[${narrowed}]${dimension ? `.${dimension}=${value}` : ''}`;
}

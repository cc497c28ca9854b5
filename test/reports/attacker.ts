import { loadSolver, type Solver } from '../../src/groups/forming/highs-solver.js';
import { type Column, LinearModel } from '../../src/groups/forming/linear-model.js';
import type { Asked } from '../../src/reports/disclosure/counts.js';
import type { ToldFigure } from '../../src/reports/disclosure/disclosure.js';
import type { Cell, Dimension, Figure, Slice } from '../../src/reports/indicators/indicator.js';
import { tooFew } from '../../src/shared/kernel/small-cells.js';

const QUANTITIES = ['people', 'value', 'of'] as const;
type Quantity = (typeof QUANTITIES)[number];
type Columns = Record<Quantity, Column>;

/** A hidden number, or a difference of two, that is small. */
interface Secret {
  name: string;
  terms: [Column, number][];
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

  static async at(asked: readonly Asked[], told: readonly ToldFigure[]): Promise<Attacker> {
    return new Attacker(await loadSolver(), asked, told);
  }

  private constructor(private readonly solver: Solver, asked: readonly Asked[], told: readonly ToldFigure[]) {
    asked.forEach((one, index) => this.read(one, told[index] as ToldFigure));
    asked.forEach((one) => this.addUp(one));
    const slices = new Map(asked.map(({ slice }) => [JSON.stringify(slice ?? {}), slice ?? {}]));
    for (const slice of slices.values()) this.compareFigures(slice);
    for (const { figure, slice } of asked) this.compareSlices(figure, slice ?? {});
  }

  /** The names of the small numbers that can be only what they are. */
  worksOut(): string[] {
    return this.secrets.filter(({ terms }) => this.extreme(terms, 1) === this.extreme(terms, -1)).map(({ name }) => name);
  }

  private read({ definition: { code, form, unit }, figure, slice }: Asked, { total, by }: ToldFigure): void {
    const ofPeople = unit === 'people' || unit === 'participations';
    const note = (name: string, cell: Cell, shown: Cell | null): void => {
      const column = (number: number, least: number): Column => (shown ? this.model.integer(number, number) : this.model.integer(least, MOST));
      const columns = { people: column(cell.people, 1), value: column(cell.value, 0), of: column(cell.of, 0) };
      this.known.set(name, columns);
      if (form === 'ratio') this.model.atMost([[columns.value, 1], [columns.of, -1]], 0);
      if (form === 'count' && unit === 'people') this.same(columns.value, columns.people);
      if (form === 'ratio' && unit === 'people') this.same(columns.of, columns.people);
      if (!shown && tooFew(cell.people)) this.secrets.push({ name: `${name} people`, terms: [[columns.people, 1]] });
      if (!shown && form === 'ratio' && ofPeople && tooFew(cell.value)) this.secrets.push({ name: `${name} value`, terms: [[columns.value, 1]] });
      if ((code === 'women-share' || code === 'leaders-among-graduates') && tooFew(cell.of - cell.value)) this.secrets.push({ name: `${name} rest`, terms: [[columns.of, 1], [columns.value, -1]] });
    };
    note(nameOf(code, slice), figure.total, total);
    for (const { dimension, cells } of by) cells.forEach(({ value, cell }, index) => note(nameOf(code, slice, dimension, value), figure.by[dimension]?.[index]?.cell as Cell, cell));
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

function nameOf(code: string, slice: Slice | null = {}, dimension?: Dimension, value?: string): string {
  const narrowed = Object.entries(slice ?? {}).map(([name, only]) => `${name}=${only}`).sort().join();
  return `${code}[${narrowed}]${dimension ? `.${dimension}=${value}` : ''}`;
}

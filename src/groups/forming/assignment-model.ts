import type { ModelData } from 'highs';
import type { Level } from '../../shared/kernel/levels.js';
import { adjacentLevels, LEVELS } from '../../shared/kernel/levels.js';
import type { Arrangement } from './arrangement.js';
import { emptyArrangement } from './arrangement.js';
import type { FormingProblem, Slot } from './problem.js';
import { mostGuests } from './problem.js';
import type { Aggregation, Flows, LearnerClass } from './learner-classes.js';
import { flowsOf, seatsOf } from './learner-classes.js';
import type { Column, Sum } from './linear-model.js';
import { LinearModel } from './linear-model.js';
import { seatLearners } from './seating.js';

/** How many of a class sit in a pool, in groups of one level. */
interface Flow {
  classIndex: number;
  pool: number;
  level: Level;
  column: Column;
}

/** How many learners of one level sit in a slot, should a group of some level stand there; guests when the levels differ. */
interface Intake {
  slot: number;
  level: Level;
  from: Level;
  column: Column;
  /** The yes or no of the group that takes them. */
  group: Column;
  most: number;
}

type Terms = Sum['terms'];

/**
 * The aggregated assignment as a linear programme: by slot and level whether a group stands there, by slot and trainer
 * whether she teaches it, by slot and level how many it takes, and by class and pool how many sit there: never one
 * unknown a learner. Guests are learners one level off the group's own.
 */
export class AssignmentModel {
  readonly lp = new LinearModel();
  readonly flows: Flow[] = [];
  readonly intakes: Intake[] = [];
  /** [slot][level]: a group of that level stands there. */
  private readonly group: Map<Level, Column>[];
  private readonly teaches: Map<number, Column>[];

  /**
   * @param mixing whether groups may take guests
   * @param tight whether each flow is tied to its groups: dear rows that change no whole solution, but bring the bound of
   * the relaxation near; without them it only counts seats
   */
  constructor(
    readonly problem: FormingProblem, readonly aggregation: Aggregation,
    private readonly mixing: boolean, private readonly tight = true,
  ) {
    this.group = problem.slots.map((slot, index) => this.groupColumns(slot, index));
    this.teaches = problem.slots.map((slot, index) => this.trainerColumns(slot, index));
    problem.slots.forEach((slot, index) => this.addIntakes(slot, index));
    aggregation.classes.forEach((_, index) => this.addFlows(index));
    this.addBalances();
    this.addExclusions();
  }

  data(): ModelData {
    return this.lp.data();
  }

  /** Whether a group stands in a slot, as a sum of 0 or 1. */
  groupAt(slot: number): Terms {
    return [...(this.group[slot]?.values() ?? [])].map((column) => [column, 1]);
  }

  /** How many learners sit where, by slot and level. */
  seated(belongs: (intake: Intake) => boolean): Terms {
    return ones(this.intakes.filter(belongs));
  }

  /** Reads a solution: the groups, their trainers, and the people by their classes. */
  arrangementOf(values: ArrayLike<number>): Arrangement {
    const arrangement = emptyArrangement(this.problem);
    const on = (column: Column): boolean => Math.round(values[column] ?? 0) === 1;
    this.problem.slots.forEach((_, slot) => {
      for (const [level, column] of this.group[slot] ?? []) if (on(column)) arrangement.levels[slot] = level;
      for (const [trainer, column] of this.teaches[slot] ?? []) if (on(column)) arrangement.trainers[slot] = trainer;
    });
    return { ...arrangement, seats: this.aggregation.fine ? this.seatsByFlow(values) : this.seatsByIntake(values) };
  }

  /** What describes an arrangement, by column; those added for single criteria are for HiGHS to work out. */
  startFrom(arrangement: Arrangement): Map<Column, number> {
    const values = new Map<Column, number>();
    this.problem.slots.forEach((_, slot) => {
      for (const [level, column] of this.group[slot] ?? []) values.set(column, arrangement.levels[slot] === level ? 1 : 0);
      for (const [trainer, column] of this.teaches[slot] ?? []) values.set(column, arrangement.trainers[slot] === trainer ? 1 : 0);
    });
    for (const { slot, level, from, column } of this.intakes) {
      values.set(column, arrangement.levels[slot] !== level ? 0 : arrangement.seats.filter((seat, index) => (
        seat === slot && this.problem.learners[index]?.level === from)).length);
    }
    const flows = flowsOf(this.aggregation.classes, arrangement);
    for (const { classIndex, pool, level, column } of this.flows) {
      const slots = this.aggregation.pools[pool]?.filter((slot) => arrangement.levels[slot] === level) ?? [];
      values.set(column, slots.reduce((sum, slot) => sum + (flows[classIndex]?.get(slot) ?? 0), 0));
    }
    return values;
  }

  /** Leaves nothing open but who sits in which of an arrangement's groups. */
  holdGroups(arrangement: Arrangement): void {
    this.problem.slots.forEach((_, slot) => {
      for (const [level, column] of this.group[slot] ?? []) this.lp.fix(column, arrangement.levels[slot] === level ? 1 : 0);
      for (const [trainer, column] of this.teaches[slot] ?? []) this.lp.fix(column, arrangement.trainers[slot] === trainer ? 1 : 0);
    });
  }

  private groupColumns(slot: Slot, index: number): Map<Level, Column> {
    if (slot.fixed) return new Map([[slot.fixed.level, this.lp.integer(1, 1)]]);
    const coming = new Set(this.problem.learners.flatMap((learner, who) => (this.problem.reach[who]?.includes(index) ? [learner.level] : [])));
    return new Map(LEVELS.filter((level) => coming.has(level)).map((level) => [level, this.lp.yesOrNo()]));
  }

  private trainerColumns(slot: Slot, index: number): Map<number, Column> {
    if (slot.fixed) return new Map();
    const columns = new Map(slot.trainers.map((trainer) => [trainer, this.lp.yesOrNo()]));
    const trainers = [...columns.values()].map((column): [Column, number] => [column, 1]);
    this.lp.equals([...trainers, ...this.groupAt(index).map(([column]): [Column, number] => [column, -1])], 0);
    return columns;
  }

  private addIntakes(slot: Slot, index: number): void {
    for (const [level, group] of this.group[index] ?? []) {
      const own = this.addIntake(index, level, level, group, slot.free);
      const visiting = this.mixing ? mostGuests(slot) : 0;
      const guests = visiting > 0 ? adjacentLevels(level).map((from) => this.addIntake(index, level, from, group, visiting)) : [];
      const all = ones([own, ...guests]);
      this.lp.atMost([...all, [group, -slot.free]], 0);
      if (!slot.fixed) this.lp.atLeast([...all, [group, -Math.max(1, this.problem.input.options.minimumSize)]], 0);
      if (guests.length > 0) this.lp.atMost([...ones(guests), [own.column, -1]], slot.lead);
    }
  }

  private addIntake(slot: number, level: Level, from: Level, group: Column, most: number): Intake {
    const intake = { slot, level, from, group, most, column: this.lp.integer(0, most) };
    if (from !== level) this.lp.atMost([[intake.column, 1], [group, -most]], 0);
    this.intakes.push(intake);
    return intake;
  }

  /** Flows of coarse classes come out whole by themselves: with whole intakes they are a transport problem. */
  private addFlows(classIndex: number): void {
    const { level: from, members, reach } = this.aggregation.classes[classIndex] as LearnerClass;
    const supply: Terms = [];
    for (const pool of reach) {
      for (const level of [from, ...adjacentLevels(from)]) {
        const intakes = this.intakesOf(pool, level, from);
        if (intakes.length === 0) continue;
        const column = this.aggregation.fine ? this.lp.integer(0, members.length) : this.lp.continuous(0, members.length);
        const ties = intakes.map(({ group, most }): [Column, number] => [group, -Math.min(most, members.length)]);
        if (this.tight) this.lp.atMost([[column, 1], ...ties], 0);
        this.flows.push({ classIndex, pool, level, column });
        supply.push([column, 1]);
      }
    }
    this.lp.atMost(supply, members.length);
  }

  /** What flows into a pool is what its slots take in. */
  private addBalances(): void {
    this.aggregation.pools.forEach((_, pool) => {
      for (const level of LEVELS) {
        for (const from of [level, ...adjacentLevels(level)]) {
          const intakes = this.intakesOf(pool, level, from);
          if (intakes.length === 0) continue;
          const flows = this.flows.filter((flow) => (
            flow.pool === pool && flow.level === level && this.aggregation.classes[flow.classIndex]?.level === from));
          this.lp.equals([...ones(flows), ...ones(intakes).map(([column]): [Column, number] => [column, -1])], 0);
        }
      }
    });
  }

  private addExclusions(): void {
    const { problem, lp } = this;
    for (const set of problem.roomSets) lp.atMost(set.flatMap((slot) => this.groupAt(slot)), 1);
    problem.trainerSets.forEach((sets, trainer) => {
      for (const set of sets.filter((clashing) => clashing.length > 1)) {
        const columns = set.map((slot) => this.teaches[slot]?.get(trainer));
        lp.atMost(columns.flatMap((column): Terms => (column === undefined ? [] : [[column, 1]])), 1);
      }
    });
    const { maximumGroups } = problem.input.options;
    if (maximumGroups !== null) lp.atMost(problem.slots.flatMap((_, slot) => this.groupAt(slot)), maximumGroups);
  }

  private intakesOf(pool: number, level: Level, from: Level): Intake[] {
    const slots = this.aggregation.pools[pool] ?? [];
    return this.intakes.filter((intake) => intake.level === level && intake.from === from && slots.includes(intake.slot));
  }

  private seatsByIntake(values: ArrayLike<number>): (number | null)[] {
    const quotas = this.problem.slots.map(() => LEVELS.map(() => 0));
    for (const { slot, from, column } of this.intakes) {
      const counts = quotas[slot];
      if (counts) counts[from] = (counts[from] ?? 0) + Math.round(values[column] ?? 0);
    }
    return seatLearners(this.problem, quotas);
  }

  private seatsByFlow(values: ArrayLike<number>): (number | null)[] {
    const flows: Flows = this.aggregation.classes.map(() => new Map<number, number>());
    for (const { classIndex, pool, column } of this.flows) {
      const slot = this.aggregation.pools[pool]?.[0];
      const count = Math.round(values[column] ?? 0);
      const counts = flows[classIndex];
      if (count > 0 && slot !== undefined) counts?.set(slot, (counts.get(slot) ?? 0) + count);
    }
    return seatsOf(this.problem, this.aggregation.classes, flows);
  }
}

function ones(columns: readonly { column: Column }[]): Terms {
  return columns.map(({ column }) => [column, 1]);
}

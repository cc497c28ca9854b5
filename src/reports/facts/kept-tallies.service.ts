import { Inject, Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { sha256 } from '../../ledger/sha256.js';
import { inChunks, places } from '../../shared/database/sql.js';
import { SYSTEM, type Tx } from '../../shared/database/tx.js';
import { LONGEST_DEADLINE, UnitOfWork } from '../../shared/database/unit-of-work.js';
import { Clock, type Instant } from '../../shared/kernel/clock.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { localDateAt } from '../../shared/kernel/local-date.js';
import type { Cell } from '../indicators/indicator.js';
import { OWN_VALUES_VERSION } from '../indicators/own-values.js';
import { newTally, type Cells } from '../indicators/tally.js';
import { FactChange } from './fact-change.entity.js';
import { FactState } from './fact-state.entity.js';
import { FactsRepository } from './facts.repository.js';
import type { LearnerFacts } from './learner-facts.js';
import { KeptCell } from './kept-cell.entity.js';
import { KeptTally } from './kept-tally.entity.js';
import { followReach, keptFactsOf, type ChangedPerson } from './reach-changes.js';
import { sumEverybody } from './sum-everybody.js';
import { cellsOfAll, type SumsAsked, type SumsOfSome, SumsUntil } from './sums.js';

const CHANGES_AT_ONCE = 500;
const CELLS_AT_ONCE = 1_000;
/** With more changes than this, counting anew is quicker. */
const MOST_CHANGES = 200_000;
/** How often it is begun anew when somebody leaves meanwhile. */
const COUNTS = 3;

/** What all facts are when they are summed. */
interface FactsAt {
  turn: number;
  drawnAt: Instant;
}

/**
 * Sums of everybody's facts, counted once and then followed: of each change since, the facts before are taken off and those
 * after are added. So a report over a million people is refreshed by the thousand whose facts changed. `recount` proves
 * that both ways lead to the same cells.
 */
@Injectable()
export class KeptTallies {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    private readonly facts: FactsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The cells of each question, as of the facts that are kept now. Those that are not kept yet are counted in one walk
   * through the facts of their centres; who asks of nothing that people make up has no walk. Writes: not for a page that is only looked at.
   * @param told how far the counting is, 0 to 1
   * @throws Error while not everybody's facts are there
   */
  async cells(asked: readonly SumsAsked[], told: (done: number) => void = () => {}): Promise<Cells[]> {
    const questions = new Map(asked.filter(({ definitions }) => definitions.length > 0).map((one) => [keyOf(one), one]));
    const found = new Map<string, Cells>();
    for (const [key, one] of questions) {
      const cells = await this.followed(key, one);
      if (cells) found.set(key, cells);
    }
    const missing = [...questions].filter(([key]) => !found.has(key));
    for (const same of groupBy(missing, ([, { scope }]) => [...scope.centreIds].sort().join()).values()) {
      const { at, cells } = await this.counted(same.map(([, one]) => one), told);
      for (const [index, [key]] of same.entries()) {
        found.set(key, cells[index] as Cells);
        await this.keepAnew(key, at, cells[index] as Cells);
      }
    }
    return asked.map((one) => found.get(keyOf(one)) ?? new Map());
  }

  /** Counts from all facts, and keeps nothing: what the kept cells must be equal to. */
  async recount(asked: SumsAsked): Promise<Cells> {
    return (await this.counted([asked])).cells[0] as Cells;
  }

  /** Lets go of sums that nobody has asked for since a day, and of the changes that none of the others needs. */
  async tidy(usedSince: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await tx.execute('DELETE FROM kept_cells WHERE tally_id IN (SELECT id FROM kept_tallies WHERE used_on < ?)', [usedSince]);
      await tx.execute('DELETE FROM kept_tallies WHERE used_on < ?', [usedSince]);
      const [row] = await tx.manager.query<{ turn: number | null }[]>('SELECT MIN(turn) AS turn FROM kept_tallies');
      await tx.execute(
        'DELETE FROM fact_changes WHERE turn <= ?', [row?.turn ?? (await tx.manager.findOneBy(FactState, { code: 'facts' }))?.turn ?? 0]);
    }, { actor: SYSTEM, deadline: LONGEST_DEADLINE });
  }

  private async factsAt(): Promise<FactsAt | null> {
    const state = await this.dataSource.manager.findOneBy(FactState, { code: 'facts' });
    return state && state.drawingFrom === null && state.drawnAt !== null ? { turn: state.turn, drawnAt: state.drawnAt } : null;
  }

  /** The kept cells of a question with what changed since; null where none are kept or they cannot be followed. */
  private async followed(scope: string, asked: SumsAsked): Promise<Cells | null> {
    const [at, kept] = [await this.factsAt(), await this.dataSource.manager.findOneBy(KeptTally, { scope })];
    return at && kept && kept.drawnAt === at.drawnAt && at.turn - kept.turn <= MOST_CHANGES ? this.follow(asked, kept, at) : null;
  }

  /** @returns null where changes are gone that it would have to follow, or another process was quicker */
  private async follow(asked: SumsAsked, kept: KeptTally, at: FactsAt): Promise<Cells | null> {
    const rows = await this.dataSource.query<(Cell & { cell: string })[]>(`SELECT cell, value, ${this.quoted('of')}, people FROM kept_cells WHERE tally_id = ?`, [kept.id]);
    const before = new Map(rows.map(({ cell, value, of, people }) => [cell, { value: Number(value), of: Number(of), people: Number(people) }]));
    const today = this.clock.today();
    if (kept.turn === at.turn) {
      if (kept.usedOn !== today) await this.unitOfWork.run((tx) => tx.execute('UPDATE kept_tallies SET used_on = ? WHERE id = ?', [today, kept.id]), { actor: SYSTEM });
      return before;
    }
    const tally = newTally(asked.definitions, asked.scope, asked.dimensions, new Map([...before].map(([key, cell]) => [key, { ...cell }])));
    const changed = new Map<Id, ChangedPerson>();
    let followed = 0;
    for await (const { personId, before: was, after: is } of this.changes(kept.turn, at.turn)) {
      tally.remove(was);
      tally.add(is);
      changed.set(personId, { before: changed.get(personId)?.before ?? was, after: is });
      followed += 1;
    }
    if (followed !== at.turn - kept.turn) return null;
    await followReach(this.dataSource, asked, changed, (ids) => this.factsOf(ids, at.turn), tally.cells);
    return await this.keepFollowed(kept, at, before, tally.cells) ? tally.cells : null;
  }

  /** @param asked of the same centres */
  private async counted(asked: readonly SumsAsked[], told?: (done: number) => void): Promise<{ at: FactsAt; cells: Cells[] }> {
    for (let attempt = 0; attempt < COUNTS; attempt += 1) {
      const at = await this.factsAt();
      const cells = at && await this.count(asked, at, told);
      if (at && cells) return { at, cells };
    }
    throw new Error('not all facts were there while they were summed up');
  }

  /** @returns null where the facts as they were at the beginning cannot be told any more */
  private async count(asked: readonly SumsAsked[], at: FactsAt, told?: (done: number) => void): Promise<Cells[] | null> {
    const sums = await sumEverybody(this.facts, asked, at.turn, told);
    const before = await this.before(asked, at, new Set(sums.flatMap(({ later }) => later)));
    return before && cellsOfAll(asked, [...sums, before]);
  }

  /**
   * Those whose facts changed while the others were counted, as they were at the beginning of it.
   * @returns null where somebody may have left meanwhile, so that she was not met, or changes are not there any more
   */
  private async before(asked: readonly SumsAsked[], at: FactsAt, later: ReadonlySet<Id>): Promise<SumsOfSome | null> {
    const sums = new SumsUntil(asked, at.turn);
    const added = new Set<Id>();
    for await (const { personId, before, after } of this.changes(at.turn, Number.MAX_SAFE_INTEGER)) {
      if (after.length < before.length) return null;
      if (!later.has(personId) || added.has(personId)) continue;
      added.add(personId);
      sums.add(before, at.turn);
    }
    return added.size === later.size && (await this.factsAt())?.drawnAt === at.drawnAt ? sums.sum() : null;
  }

  /** The facts of people as they were at a turn: whose facts changed since, as they were before that. */
  private async factsOf(personIds: readonly Id[], turn: number): Promise<Map<Id, readonly LearnerFacts[]>> {
    const found = await keptFactsOf(this.dataSource, personIds);
    const then = new Map<Id, readonly LearnerFacts[]>([...found].filter(([, kept]) => kept.turn <= turn).map(([id, { facts }]) => [id, facts]));
    if (then.size === personIds.length) return then;
    const asked = new Set(personIds);
    for await (const { personId, before } of this.changes(turn, Number.MAX_SAFE_INTEGER)) if (asked.has(personId) && !then.has(personId)) then.set(personId, before);
    return then;
  }

  /** Changes after one turn until another, in their order. */
  private async* changes(after: number, until: number): AsyncGenerator<FactChange> {
    for (let last = after; last < until;) {
      const page = await this.dataSource.manager.find(FactChange, { where: { turn: MoreThan(last) }, order: { turn: 'ASC' }, take: CHANGES_AT_ONCE });
      for (const change of page) if (change.turn <= until) yield change;
      if (page.length < CHANGES_AT_ONCE) return;
      last = page.at(-1)?.turn ?? until;
    }
  }

  private async keepAnew(scope: string, { turn, drawnAt }: FactsAt, cells: Cells): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await tx.execute('DELETE FROM kept_cells WHERE tally_id IN (SELECT id FROM kept_tallies WHERE scope = ?)', [scope]);
      await tx.execute('DELETE FROM kept_tallies WHERE scope = ?', [scope]);
      const id = newId();
      await tx.insert(KeptTally, [{ id, scope, turn, drawnAt, usedOn: localDateAt(tx.now) }]);
      await insertCells(tx, id, cells);
    }, { actor: SYSTEM, deadline: LONGEST_DEADLINE });
  }

  /** Only what differs is written. @returns false where the sums were brought up to date by somebody else meanwhile */
  private async keepFollowed(kept: KeptTally, { turn }: FactsAt, before: Cells, after: Cells): Promise<boolean> {
    const changed = new Map([...after].filter(([key, cell]) => !sameCell(before.get(key), cell)));
    const gone = [...before.keys()].filter((key) => !after.has(key) || changed.has(key));
    return this.unitOfWork.run(async (tx) => {
      if (await tx.execute('UPDATE kept_tallies SET turn = ?, used_on = ? WHERE id = ? AND turn = ?', [turn, localDateAt(tx.now), kept.id, kept.turn]) === 0) return false;
      for (const lot of inChunks(gone)) await tx.execute(`DELETE FROM kept_cells WHERE tally_id = ? AND cell IN (${places(lot)})`, [kept.id, ...lot]);
      await insertCells(tx, kept.id, changed);
      return true;
    }, { actor: SYSTEM });
  }

  private quoted(name: string): string {
    return this.dataSource.driver.escape(name);
  }
}

async function insertCells(tx: Tx, tallyId: Id, cells: Cells): Promise<void> {
  for (const lot of inChunks([...cells], CELLS_AT_ONCE)) await tx.insert(KeptCell, lot.map(([cell, counted]) => ({ tallyId, cell, ...counted })));
}

function sameCell(before: Cell | undefined, after: Cell): boolean {
  return before !== undefined && before.value === after.value && before.of === after.of && before.people === after.people;
}

/** The same for the same question, however its parts were put. */
function keyOf({ scope, definitions, dimensions }: SumsAsked): string {
  return sha256([
    [...scope.centreIds].sort(), scope.period.from, scope.period.to, Object.entries(scope.slice ?? {}).map(([name, value]) => [name, value as string]).sort(),
    [...dimensions], OWN_VALUES_VERSION, definitions.map(({ code, version }) => [code, version]),
  ]);
}

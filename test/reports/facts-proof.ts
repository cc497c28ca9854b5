import { drawFacts } from '../../src/reports/facts/draw-facts.js';
import { FactChange } from '../../src/reports/facts/fact-change.entity.js';
import { FactState } from '../../src/reports/facts/fact-state.entity.js';
import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { SELECT_KEPT, type KeptFacts } from '../../src/reports/facts/fact-writes.js';
import { keptForm } from '../../src/reports/facts/kept-facts.js';
import type { LearnerFacts } from '../../src/reports/facts/learner-facts.js';
import { seatsAgree } from '../../src/reports/facts/seat-sums.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { TestApp } from '../helpers/app.js';

/** Holds the kept facts against the records, byte by byte, whenever it is asked. */
export class FactsProof {
  /** What somebody holds who took everybody's facts once, and follows their changes since. */
  private readonly follower = new Map<Id, string>();
  private turn = 0;

  private constructor(private readonly test: TestApp, private readonly keeper: FactsKeeper) {}

  static async begin(test: TestApp): Promise<FactsProof> {
    const proof = new FactsProof(test, test.app.get(FactsKeeper));
    await proof.keeper.catchUp();
    for (const [personId, facts] of byPerson(await proof.drawn())) proof.follower.set(personId, JSON.stringify(facts));
    proof.turn = (await test.dataSource.manager.findOneByOrFail(FactState, { code: 'facts' })).turn;
    return proof;
  }

  /** Catches up, and expects all ways to the facts to lead to the same. @returns whose facts changed, a change each */
  async check(): Promise<Id[]> {
    await this.keeper.catchUp();
    return this.checkKept();
  }

  async checkKept(): Promise<Id[]> {
    const drawn = await this.drawn();
    const kept = await this.test.dataSource.query<KeptFacts[]>(`${SELECT_KEPT} ORDER BY person_id, centre_id`);
    expect(kept.map(({ facts, marks }) => ({ facts, marks }))).toEqual(drawn.map(keptForm));
    expect(kept.map(({ id, personId, centreId }) => [id, personId, centreId])).toEqual(drawn.map(({ learnerId, personId, centreId }) => [learnerId, personId, centreId]));
    const centres = await this.test.dataSource.query<{ id: Id }[]>('SELECT id FROM centres');
    for (const { id } of centres) expect(await seatsAgree(this.test.dataSource, id)).toBe(true);
    const changes = await this.changes();
    this.follow(changes, drawn);
    return changes.map(({ personId }) => personId);
  }

  private async changes(): Promise<FactChange[]> {
    const all = await this.test.dataSource.manager.find(FactChange, { order: { turn: 'ASC' } });
    return all.filter(({ turn }) => turn > this.turn);
  }

  private follow(changes: readonly FactChange[], drawn: readonly LearnerFacts[]): void {
    for (const { turn, personId, before, after } of changes) {
      expect(turn).toBe(this.turn + 1);
      expect(this.follower.get(personId) ?? '[]').toBe(JSON.stringify(before));
      expect(JSON.stringify(after)).not.toBe(JSON.stringify(before));
      if (after.length > 0) this.follower.set(personId, JSON.stringify(after));
      else this.follower.delete(personId);
      this.turn = turn;
    }
    expect([...this.follower].sort()).toEqual([...byPerson(drawn)].map(([personId, facts]) => [personId, JSON.stringify(facts)]).sort());
  }

  async drawn(): Promise<LearnerFacts[]> {
    const learners = await this.test.dataSource.query<{ id: Id }[]>('SELECT id FROM learners');
    return drawFacts(this.test.dataSource, learners.map(({ id }) => id));
  }

  /** Of a person at the centre of the tests. */
  async of(personId: Id): Promise<LearnerFacts> {
    const facts = (await this.drawn()).find((one) => one.personId === personId && one.centreId === this.test.centre.id);
    if (!facts) throw new Error('nobody knows her');
    return facts;
  }
}

function byPerson(list: readonly LearnerFacts[]): Map<Id, LearnerFacts[]> {
  const people = new Map<Id, LearnerFacts[]>();
  for (const facts of list) people.set(facts.personId, [...people.get(facts.personId) ?? [], facts]);
  return people;
}

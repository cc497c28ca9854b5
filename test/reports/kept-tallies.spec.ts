import { Centre } from '../../src/centres/centre.entity.js';
import { Membership } from '../../src/organisations/membership.entity.js';
import { Organisation } from '../../src/organisations/organisation.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { FactChange } from '../../src/reports/facts/fact-change.entity.js';
import { FactState } from '../../src/reports/facts/fact-state.entity.js';
import { FactsRepository } from '../../src/reports/facts/facts.repository.js';
import { KeptTallies } from '../../src/reports/facts/kept-tallies.service.js';
import { keptForm } from '../../src/reports/facts/kept-facts.js';
import { KeptTally } from '../../src/reports/facts/kept-tally.entity.js';
import type { LearnerFacts } from '../../src/reports/facts/learner-facts.js';
import { LearnerFactsRow } from '../../src/reports/facts/learner-facts.entity.js';
import type { SumsAsked } from '../../src/reports/facts/sums.js';
import { CATALOGUE } from '../../src/reports/indicators/catalogue.js';
import { DIMENSIONS } from '../../src/reports/indicators/indicator.js';
import type { Cells } from '../../src/reports/indicators/tally.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { TravelClock } from '../../src/shared/kernel/clock.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { seededRandom } from '../../src/shared/kernel/random.js';
import { ENGINES, openTestDatabase, type TestDatabase } from '../helpers/databases.js';
import { CENTRES, MIDDLE, randomPerson } from './random-facts.js';

const TODAY = Date.parse('2026-11-26T15:00:00Z');
const asked: SumsAsked = { scope: { centreIds: CENTRES, period: MIDDLE }, definitions: [...CATALOGUE.values()], dimensions: DIMENSIONS };
const women: SumsAsked = { ...asked, scope: { ...asked.scope, slice: { sex: 'female' } } };

describe.each(ENGINES)('sums that are kept, on %s', (engine) => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let tallies: KeptTallies;
  /** By person, as they are kept. */
  let people: Map<Id, LearnerFacts[]>;
  let turn: number;

  beforeEach(async () => {
    database = await openTestDatabase(engine);
    const clock = new TravelClock(TODAY);
    unitOfWork = new UnitOfWork(database.dataSource, clock);
    tallies = new KeptTallies(database.dataSource, unitOfWork, new FactsRepository(database.dataSource), clock);
    people = new Map();
    turn = 0;
    await unitOfWork.run((tx) => tx.insert(FactState, [{ code: 'facts', turn: 0, followedUntil: TODAY, drawingFrom: null, drawnAt: TODAY }]), { actor: SYSTEM });
    await unitOfWork.run(async (tx) => {
      await tx.insert(Centre, [{ id: CENTRES[0] as Id, name: 'Centro', shortName: 'C', district: '-', createdAt: tx.now }]);
      await tx.insert(Organisation, ['o0', 'o1', 'o2'].map((id) => ({ id, centreId: CENTRES[0] as Id, name: id, searchName: id, type: 'other' as const, createdAt: tx.now })));
    }, { actor: SYSTEM });
    for (let seed = 1; seed <= 40; seed += 1) await change(somebody(seed));
  });

  afterEach(() => database.close());

  const execute = (sql: string, values: unknown[]): Promise<number> => unitOfWork.run((tx) => tx.execute(sql, values), { actor: SYSTEM });

  /** An organisation is of one centre, one kind and one place, whoever holds a post in it. */
  const inOnePlace = (facts: LearnerFacts): LearnerFacts => ({
    ...facts, posts: facts.centreId === CENTRES[0] ? facts.posts.map((post) => ({ ...post, type: 'traders', district: null, sector: post.organisationId === 'o1' ? '2' : null })) : [],
  });
  const somebody = (seed: number): LearnerFacts[] => randomPerson(seed).map(inOnePlace);

  /** What the keeper does when a person's facts are others. */
  async function change(after: LearnerFacts[]): Promise<void> {
    const personId = (after[0] as LearnerFacts).personId;
    const before = people.get(personId) ?? [];
    const isNew = !people.has(personId);
    people.set(personId, after);
    turn += 1;
    await unitOfWork.run(async (tx) => {
      // Facts tell of posts that stand on record, be they over: so whose they are is found there.
      if (isNew) {
        await tx.insert(Person, [{ id: personId, surnames: 'Quispe', givenNames: 'Rosa', searchName: 'quispe rosa', createdAt: tx.now }]);
        await tx.insert(Membership, ['o0', 'o1', 'o2'].map((organisationId) => ({ id: newId(), personId, organisationId, post: 'member', createdAt: tx.now })));
      }
      await tx.execute("UPDATE fact_states SET turn = ? WHERE code = 'facts'", [turn]);
      await tx.insert(FactChange, [{ id: newId(), turn, personId, before, after, at: tx.now }]);
      await tx.execute('DELETE FROM learner_facts WHERE person_id = ?', [personId]);
      await tx.insert(LearnerFactsRow, after.map((facts) => ({ id: facts.learnerId, personId, centreId: facts.centreId, ...keptForm(facts), turn, drawnAt: tx.now })));
    }, { actor: SYSTEM });
  }

  /** Her records became another's. */
  async function leave(personId: Id): Promise<void> {
    const before = people.get(personId) as LearnerFacts[];
    people.delete(personId);
    turn += 1;
    await unitOfWork.run(async (tx) => {
      await tx.execute("UPDATE fact_states SET turn = ? WHERE code = 'facts'", [turn]);
      await tx.insert(FactChange, [{ id: newId(), turn, personId, before, after: [], at: tx.now }]);
      await tx.execute('DELETE FROM learner_facts WHERE person_id = ?', [personId]);
    }, { actor: SYSTEM });
  }

  /** The same person with what another one did. */
  function changed(personId: Id, seed: number): LearnerFacts[] {
    const before = people.get(personId) as LearnerFacts[];
    return randomPerson(seed).slice(0, before.length).map((facts, index) => inOnePlace({ ...facts, personId, learnerId: before[index]?.learnerId as Id, centreId: before[index]?.centreId as Id }));
  }

  const inOrder = (cells: Cells): [string, unknown][] => [...cells].sort(([a], [b]) => (a < b ? -1 : 1));
  const cellsOf = async (question: SumsAsked): Promise<Cells> => (await tallies.cells([question]))[0] as Cells;
  const agrees = async (question = asked): Promise<void> => expect(inOrder(await cellsOf(question))).toEqual(inOrder(await tallies.recount(question)));

  it('are what counting anew says, whatever changed since', async () => {
    const chance = seededRandom(7);
    for (let round = 0; round < 3; round += 1) {
      await agrees();
      await agrees(women);
      const known = [...people.keys()];
      for (let index = 0; index < 8; index += 1) await change(changed(known[Math.floor(chance() * known.length)] as Id, 1_000 + round * 50 + index));
      await change(somebody(2_000 + round));
    }
    await agrees();
  });

  it('are followed, not counted again, and written only where they differ', async () => {
    await cellsOf(asked);
    const [first] = await database.dataSource.manager.find(KeptTally);
    await change(changed([...people.keys()][3] as Id, 77));
    await execute('UPDATE learner_facts SET facts = ?', ['{"posts":[],"courses":[]}']);
    // Nothing could be counted from such facts: what changed is enough.
    expect((await cellsOf(asked)).size).toBeGreaterThan(100);
    const kept = await database.dataSource.manager.find(KeptTally);
    expect(kept).toEqual([{ ...first, turn }]);
    expect((await cellsOf(asked)).get('registered')?.people).toBeGreaterThan(0);
  });

  it('of several questions are counted in one walk, those that are kept left out, and the same question asked once', async () => {
    const facts = new FactsRepository(database.dataSource);
    const walking = new FactsRepository(database.dataSource);
    const walks: (readonly string[])[] = [];
    walking.eachPerson = (centreIds, take, reading) => {
      walks.push(centreIds);
      return facts.eachPerson(centreIds, take, reading);
    };
    const several = new KeptTallies(database.dataSource, unitOfWork, walking, new TravelClock(TODAY));
    const [first] = CENTRES;
    const elsewhere: SumsAsked = { ...asked, scope: { ...asked.scope, centreIds: [first as string] } };
    const nothing: SumsAsked = { ...asked, definitions: [] };
    expect([await several.cells([nothing]), walks]).toEqual([[new Map()], []]);
    await several.cells([women]);
    const questions = [asked, women, { ...asked }, { ...asked, dimensions: [] }, elsewhere, nothing];
    const found = await several.cells(questions);
    expect(walks).toEqual([CENTRES, CENTRES, [first]]);
    for (const [index, question] of questions.entries()) expect(inOrder(found[index] as Cells)).toEqual(inOrder(await tallies.recount(question)));
    expect(await several.cells(questions)).toHaveLength(questions.length);
    expect(walks).toHaveLength(3);
  });

  it('are counted anew where changes are gone, and after all facts were drawn anew', async () => {
    await cellsOf(asked);
    await change(changed([...people.keys()][3] as Id, 78));
    await execute('DELETE FROM fact_changes WHERE turn = ?', [turn]);
    await agrees();
    await execute('UPDATE fact_states SET drawn_at = ?', [TODAY + 1]);
    await execute('DELETE FROM learner_facts WHERE person_id = ?', [[...people.keys()][0]]);
    await agrees();
  });

  it('add whoever changed during the counting as she was before it', async () => {
    const facts = new FactsRepository(database.dataSource);
    const racing = new FactsRepository(database.dataSource);
    let changes = 0;
    racing.eachPerson = async (centreIds, take, reading) => {
      for (const id of [...people.keys()].slice(0, 5)) await change(changed(id, 300 + (changes += 1)));
      return facts.eachPerson(centreIds, take, reading);
    };
    const before = inOrder(await tallies.recount(asked));
    const raced = new KeptTallies(database.dataSource, unitOfWork, racing, new TravelClock(TODAY));
    expect(inOrder((await raced.cells([asked]))[0] as Cells)).toEqual(before);
    // And what changed meanwhile is followed afterwards.
    await agrees();
  });

  it('are begun anew where somebody leaves during the counting, and never told without her by chance', async () => {
    const facts = new FactsRepository(database.dataSource);
    const racing = new FactsRepository(database.dataSource);
    const leaving = [...people.keys()];
    racing.eachPerson = async (centreIds, take, reading) => {
      const [gone] = leaving.splice(0, 1);
      if (leaving.length > 38) await leave(gone as Id);
      return facts.eachPerson(centreIds, take, reading);
    };
    const raced = new KeptTallies(database.dataSource, unitOfWork, racing, new TravelClock(TODAY));
    expect(inOrder((await raced.cells([asked]))[0] as Cells)).toEqual(inOrder(await tallies.recount(asked)));
    await execute('UPDATE fact_states SET drawing_from = ?', ['p']);
    await expect(tallies.recount(asked)).rejects.toThrow('not all facts');
  });

  it('let go of what nobody asks for, and of changes that nobody needs', async () => {
    await cellsOf(asked);
    await change(changed([...people.keys()][1] as Id, 5));
    await tallies.tidy('2026-11-26');
    expect(await database.dataSource.manager.countBy(FactChange, {})).toBe(1);
    await agrees();
    await tallies.tidy('2026-11-27');
    expect([await database.dataSource.manager.countBy(KeptTally, {}), await database.dataSource.manager.countBy(FactChange, {})]).toEqual([0, 0]);
    await agrees();
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/app.entities.js';
import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { recountFacts } from '../../src/reports/facts/recount-facts.js';
import { openDatabase } from '../../src/shared/database/data-source.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { LONGEST_DEADLINE, UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { TravelClock } from '../../src/shared/kernel/clock.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { addClassroom, type Classroom } from '../attendance/classroom.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { withMariadb } from '../helpers/databases.js';
import { FactsProof } from './facts-proof.js';

withMariadb('several processes that keep the facts', () => {
  let test: TestApp;
  let room: Classroom;
  let proof: FactsProof;
  let elsewhere: DataSource;
  let first: FactsKeeper;

  beforeAll(async () => {
    test = await startApp({ engine: 'mariadb' });
    room = await addClassroom(test, { count: 12 });
    elsewhere = await openDatabase({ url: `${process.env.MINKA_TEST_MARIADB}/${String(test.dataSource.options.database)}`, folder: '', poolSize: 4 }, { entities, migrations });
    first = test.app.get(FactsKeeper);
  });
  afterAll(async () => {
    await elsewhere.destroy();
    await test.close();
  });

  /** As another process has it: connections and a memory of its own. */
  const another = (): FactsKeeper => new FactsKeeper(elsewhere, new UnitOfWork(elsewhere, test.clock), test.clock);
  const mark = (personId: Id): Promise<void> => test.unitOfWork.run((tx) => tx.insert(AttendanceMark, [{
    id: newId(), sessionId: room.session.id, personId, centreId: test.centre.id, status: 'present', markedAt: tx.now }]), { actor: SYSTEM });

  it('draw everybody once, whoever begins', async () => {
    await Promise.all([first.catchUp(), another().catchUp(), another().catchUp()]);
    proof = await FactsProof.begin(test);
    expect(await proof.checkKept()).toEqual([]);
  });

  it('keep each change once and lose none, while people write', async () => {
    const keepers = [first, another(), another()];
    let writing = true;
    const keep = keepers.map(async (keeper) => {
      while (writing) await keeper.catchUp();
      await keeper.catchUp();
    });
    for (const { id } of room.people) {
      await mark(id);
      await pause(5);
    }
    writing = false;
    await Promise.all(keep);
    expect((await proof.checkKept()).sort()).toEqual(room.people.map(({ id }) => id).sort());
    await another().catchUp();
    expect(await proof.checkKept()).toEqual([]);
  }, 60_000);

  it('find what is committed long after the time that it bears', async () => {
    const late = await room.join('Zúñiga', 'Rosa');
    await first.catchUp();
    let commit = (): void => undefined;
    const waiting = new Promise<void>((resolve) => { commit = resolve; });
    const unit = test.unitOfWork.run(async (tx) => {
      await tx.insert(AttendanceMark, [{ id: newId(), sessionId: room.session.id, personId: late.id, centreId: test.centre.id, status: 'present', markedAt: tx.now }]);
      await waiting;
    }, { actor: SYSTEM });
    await pause(100);
    test.clock.advance(LONGEST_DEADLINE);
    const other = await room.join('Zárate', 'Ana');
    await first.catchUp();
    expect(await first.asOf()).toBe(test.clock.now());
    commit();
    await unit;
    await first.catchUp();
    expect((await proof.checkKept()).sort()).toEqual([late.id, other.id, late.id].sort());
  });

  it('lose nothing to a process whose clock is ahead: it goes by the time of the database', async () => {
    const ahead = 3_600_000;
    const fast = new TravelClock(test.clock.now() + ahead);
    const realNow = Date.now;
    const keeper = new FactsKeeper(elsewhere, new UnitOfWork(elsewhere, fast), fast);
    Date.now = () => realNow() + ahead;
    try {
      await keeper.catchUp();
    } finally {
      Date.now = realNow;
    }
    // The clock of the database has not stood still as the test's has.
    expect(Math.abs(Number(await keeper.asOf()) - test.clock.now())).toBeLessThan(60_000);
  });

  it('draw everybody anew where the facts say that they hold what is still to come', async () => {
    const said = test.clock.now() + 3_600_000;
    await test.unitOfWork.run((tx) => tx.execute('UPDATE fact_states SET followed_until = ?', [said]), { actor: SYSTEM });
    await room.join('Yupanqui', 'Sara');
    await first.catchUp();
    expect(await first.asOf()).toBe(test.clock.now());
    expect(await recountFacts(test.dataSource, another())).toMatchObject({ differing: [] });
    await mark((await room.join('Yupanqui', 'Luz')).id);
    await first.catchUp();
    expect(await recountFacts(test.dataSource, another())).toMatchObject({ differing: [] });
  });
});

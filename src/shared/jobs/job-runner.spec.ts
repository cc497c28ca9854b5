import { jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { ENGINES, openTestDatabase, type TestDatabase } from '../../../test/helpers/databases.js';
import { SYSTEM } from '../database/tx.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { SystemClock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { JobRunner, type JobHandler, type OnFailed } from './job-runner.js';
import { Job } from './job.entity.js';

describe.each(ENGINES)('a job that is no longer its worker\'s, on %s', (engine) => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    unitOfWork = new UnitOfWork(database.dataSource, new SystemClock());
  });
  afterAll(() => database.close());

  const found = (id: Id): Promise<Job> => database.dataSource.manager.findOneByOrFail(Job, { id });
  const change = (sql: string, id: Id): Promise<number> => unitOfWork.run((tx) => tx.execute(`UPDATE jobs SET ${sql} WHERE id = ?`, [id]), { actor: SYSTEM });
  const perform = async (handler: JobHandler, onFailed?: OnFailed): Promise<Job> => {
    const runner = new JobRunner(database.dataSource, unitOfWork, new SystemClock());
    const kind = newId();
    runner.register(kind, handler, onFailed);
    const id = await unitOfWork.run((tx) => runner.enqueue(tx, { kind, centreId: newId(), subjectId: newId() }), { actor: SYSTEM });
    await runner.wake();
    return found(id);
  };

  it('is done when it was done', async () => {
    expect(await perform(async () => 5)).toMatchObject({ status: 'done', result: 5, progress: 100 });
  });

  it('stays cancelled when its work comes to an end all the same', async () => {
    expect(await perform(({ id }) => change("status = 'cancelled', version = version + 1", id))).toMatchObject({ status: 'cancelled', result: null });
  });

  it('is left to the worker that has taken it up meanwhile, with what that one says of it', async () => {
    const kept = { status: 'running', progress: 40, step: 'other', result: null };
    const takenOver = (id: Id): Promise<number> => change("attempts = 2, progress = 40, step = 'other', version = version + 1, lease_until = 99999999999999", id);
    expect(await perform(async ({ id }, report) => {
      await takenOver(id);
      report(10, 'mine');
      await pause(200);
    })).toMatchObject(kept);
    const onFailed = jest.fn(async () => undefined);
    expect(await perform(async ({ id }) => {
      await takenOver(id);
      throw new Error('cut off');
    }, onFailed)).toMatchObject(kept);
    expect(onFailed).not.toHaveBeenCalled();
  });

  it.each([['fast', 3_600_000, 30_000, 'running'], ['slow', -3_600_000, -1_000, 'done']])('goes by the database\'s clock, where its own is %s', async (_, ahead, left, status) => {
    const kind = newId();
    const runner = new JobRunner(database.dataSource, unitOfWork, new SystemClock());
    const real = Date.now.bind(Date);
    runner.register(kind, async () => 5);
    const id = await unitOfWork.run((tx) => runner.enqueue(tx, { kind, centreId: newId(), subjectId: newId() }), { actor: SYSTEM });
    await change(`status = 'running', attempts = 1, version = version + 1, lease_until = ${real() + left}`, id);
    jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
    await runner.wake().finally(() => jest.restoreAllMocks());
    expect((await found(id)).status).toBe(status);
  });

  it('is kept for as long as the work lasts, however silent, and the work is told when it is lost', async () => {
    const every = globalThis.setInterval;
    jest.spyOn(globalThis, 'setInterval').mockImplementation(((tick: () => void) => every(tick, 50)) as never);
    const seen: boolean[] = [];
    await perform(async ({ id }, _report, signal) => {
      await change('lease_until = 5', id);
      await until(async () => (await found(id)).leaseUntil > Date.now());
      seen.push((await found(id)).leaseUntil > Date.now());
      await change('version = version + 1, lease_until = 99999999999999', id);
      await until(async () => signal.aborted);
      seen.push(signal.aborted);
    }).finally(() => jest.restoreAllMocks());
    expect(seen).toEqual([true, true]);
  });
});

/** Or until it has had time enough. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100 && !await holds(); tries += 1) await pause(50);
}

import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { Centre } from '../../src/centres/centre.entity.js';
import { CertificateSeries } from '../../src/certificates/certificate-series.entity.js';
import { Account } from '../../src/accounts/account.entity.js';
import { isDuplicate } from '../../src/shared/database/retry-rules.js';
import { SYSTEM, type Tx } from '../../src/shared/database/tx.js';
import { KeyReused, UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { TravelClock } from '../../src/shared/kernel/clock.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { Refused, StaleEdit } from '../../src/shared/kernel/refusal.js';
import { ENGINES, openTestDatabase, type TestDatabase } from '../helpers/databases.js';

const NOW = Date.UTC(2026, 10, 23, 15);

describe.each(ENGINES)('unit of work on %s', (engine) => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    dataSource = database.dataSource;
    unitOfWork = new UnitOfWork(dataSource, new TravelClock(NOW));
  });

  afterAll(() => database.close());

  const centre = (name: string): Centre => ({
    id: newId(), name, shortName: name.slice(0, 20), district: 'Villa El Salvador', address: null, phone: null, createdAt: NOW, version: 1,
  });
  const named = (name: string): Promise<Centre[]> => dataSource.manager.findBy(Centre, { name });
  const add = (name: string) => (tx: Tx): Promise<void> => tx.insert(Centre, centre(name));

  it('commits what the body wrote, with its trail', async () => {
    const row = centre('Committed');
    await unitOfWork.run((tx) => tx.insert(Centre, row), { actor: SYSTEM });
    const [kept] = await named('Committed');
    expect(kept).toEqual(row);
    const trail = await dataSource.query('SELECT * FROM audit_entries WHERE entity_id = ?', [row.id]);
    expect(trail).toHaveLength(1);
    expect(JSON.parse(trail[0].values_after)).toMatchObject({ name: 'Committed' });
  });

  it('leaves nothing of a body that refuses', async () => {
    const refused = unitOfWork.run(async (tx) => {
      await add('Refused')(tx);
      throw new Refused({ reason: 'common:no' });
    }, { actor: SYSTEM });
    await expect(refused).rejects.toBeInstanceOf(Refused);
    expect(await named('Refused')).toEqual([]);
  });

  it('keeps a commit that runs beside a rollback', async () => {
    const slow = unitOfWork.run(async (tx) => {
      await add('Rolled back')(tx);
      await pause(30);
      throw new Refused({ reason: 'common:no' });
    }, { actor: SYSTEM }).catch(() => 'refused');
    const quick = unitOfWork.run(add('Kept beside it'), { actor: SYSTEM });
    await Promise.all([slow, quick]);
    expect(await named('Rolled back')).toEqual([]);
    expect(await named('Kept beside it')).toHaveLength(1);
  });

  it('shows readers only what is committed', async () => {
    let seenInside = -1;
    let seenOutside = -1;
    await unitOfWork.run(async (tx) => {
      await add('Unseen')(tx);
      seenInside = await tx.manager.countBy(Centre, { name: 'Unseen' });
      seenOutside = (await named('Unseen')).length;
    }, { actor: SYSTEM });
    expect([seenInside, seenOutside, (await named('Unseen')).length]).toEqual([1, 0, 1]);
  });

  it('keeps every acknowledged unit of many interleaved ones, and nothing of those that fail', async () => {
    const label = `Many ${newId().slice(-6)} `;
    const outcomes = await Promise.all(Array.from({ length: 120 }, (_, index) => unitOfWork.run(async (tx) => {
      await add(`${label}${index}`)(tx);
      await pause(index % 3);
      if (index % 3 === 0) throw new Refused({ reason: 'common:no' });
      return index;
    }, { actor: SYSTEM, deadline: 60_000 }).catch(() => null)));
    const rows: { name: string }[] = await dataSource.query('SELECT name FROM centres WHERE name LIKE ?', [`${label}%`]);
    const acknowledged = outcomes.filter((index) => index !== null).map((index) => `${label}${index}`);
    expect(rows.map(({ name }) => name).sort()).toEqual(acknowledged.sort());
    expect(acknowledged).toHaveLength(80);
  });

  it('answers a replay of one key as the first time, once written', async () => {
    const submission = { key: newId(), bodyHash: 'a'.repeat(64) };
    const name = `Replayed ${submission.key}`;
    const send = (): Promise<{ name: string }> => unitOfWork.run(async (tx) => {
      await add(name)(tx);
      return { name };
    }, { actor: SYSTEM, submission, deadline: 60_000 });
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    expect(new Set(answers.map((answer) => answer.name))).toEqual(new Set([name]));
    expect(await named(name)).toHaveLength(1);
  });

  it('refuses the same key with another body', async () => {
    const key = newId();
    await unitOfWork.run(add(`First ${key}`), { actor: SYSTEM, submission: { key, bodyHash: 'a'.repeat(64) } });
    const again = unitOfWork.run(add(`Second ${key}`), { actor: SYSTEM, submission: { key, bodyHash: 'b'.repeat(64) } });
    await expect(again).rejects.toBeInstanceOf(KeyReused);
    expect(await named(`Second ${key}`)).toEqual([]);
  });

  it('keeps nothing of a key whose body refused, so that it can be sent again', async () => {
    const submission = { key: newId(), bodyHash: 'c'.repeat(64) };
    await expect(unitOfWork.run(() => {
      throw new Refused({ reason: 'common:no' });
    }, { actor: SYSTEM, submission })).rejects.toBeInstanceOf(Refused);
    expect(await unitOfWork.run(() => Promise.resolve('done'), { actor: SYSTEM, submission })).toBe('done');
  });

  it('answers a twin that the quicker one has made impossible', async () => {
    const row = centre(`Twins ${newId()}`);
    await unitOfWork.run((tx) => tx.insert(Centre, row), { actor: SYSTEM });
    const submission = { key: newId(), bodyHash: 'd'.repeat(64) };
    const rename = async (tx: Tx): Promise<string> => {
      const found = await tx.manager.findOneByOrFail(Centre, { id: row.id });
      await pause(20);
      await tx.update(Centre, { ...found, version: 1 }, { name: `Renamed ${row.id}` });
      return 'renamed';
    };
    const answers = await Promise.all([1, 2, 3].map(() => unitOfWork.run(rename, { actor: SYSTEM, submission })));
    expect(answers).toEqual(['renamed', 'renamed', 'renamed']);
  });

  it('refuses an edit of what somebody changed since', async () => {
    const row = centre('Stale');
    await unitOfWork.run((tx) => tx.insert(Centre, row), { actor: SYSTEM });
    const edited = await unitOfWork.run((tx) => tx.update(Centre, row, { name: 'Edited' }), { actor: SYSTEM });
    expect(edited.version).toBe(2);
    const stale = unitOfWork.run((tx) => tx.update(Centre, row, { name: 'Lost' }), { actor: SYSTEM });
    await expect(stale).rejects.toBeInstanceOf(StaleEdit);
    expect(await named('Edited')).toHaveLength(1);
  });

  it('looks again when another one was quicker to make the row or to change it', async () => {
    const series = `S${newId().slice(-8)}`;
    const next = async (tx: Tx): Promise<void> => {
      const before = await tx.manager.findOneBy(CertificateSeries, { code: series });
      const place = await tx.manager.findOneByOrFail(Centre, { name: 'Raced' });
      await pause(20);
      if (!before) await tx.insert(CertificateSeries, { code: series, lastNumber: 1 });
      await tx.update(Centre, place, { district: `${place.district}+` });
    };
    await unitOfWork.run(add('Raced'), { actor: SYSTEM });
    await Promise.all(Array.from({ length: 6 }, () => unitOfWork.run(next, { actor: SYSTEM, deadline: 60_000 })));
    const [raced] = await named('Raced');
    expect([raced?.district, raced?.version]).toEqual(['Villa El Salvador++++++', 7]);
  });

  it('throws a duplicate that a new look does not mend', async () => {
    const row = centre('Twice');
    let runs = 0;
    await unitOfWork.run((tx) => tx.insert(Centre, row), { actor: SYSTEM });
    const again = unitOfWork.run((tx) => {
      runs += 1;
      return tx.insert(Centre, row);
    }, { actor: SYSTEM });
    expect(isDuplicate(await again.catch((error: unknown) => error))).toBe(true);
    expect(runs).toBe(engine === 'embedded' ? 1 : 5);
  });

  it('keeps secrets out of the trail', async () => {
    const account: Partial<Account> = { id: newId(), kind: 'staff', displayName: 'Rosa', pinHash: 'hash-of-a-pin', createdAt: NOW };
    await unitOfWork.run((tx) => tx.insert(Account, [account]), { actor: SYSTEM });
    const [entry] = await dataSource.query('SELECT values_after FROM audit_entries WHERE entity_id = ?', [account.id]);
    expect(entry.values_after).not.toContain('hash-of-a-pin');
  });

  it('finds no lost update when counters race', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 2, max: 8 }), async (writers) => {
      const row = centre(`Race ${newId()}`);
      await unitOfWork.run((tx) => tx.insert(Centre, row), { actor: SYSTEM });
      await Promise.all(Array.from({ length: writers }, () => unitOfWork.run(async (tx) => {
        await tx.execute('UPDATE centres SET version = version + 1 WHERE id = ?', [row.id]);
      }, { actor: SYSTEM, deadline: 60_000 })));
      const [kept] = await named(row.name);
      expect(kept?.version).toBe(1 + writers);
    }), { numRuns: 10, seed: 7 });
  });
});

it('refuses a write outside a unit of work on the embedded engine', async () => {
  const database = await openTestDatabase('embedded');
  try {
    await expect(database.dataSource.query("DELETE FROM centres")).rejects.toThrow('UnitOfWork');
  } finally {
    await database.close();
  }
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

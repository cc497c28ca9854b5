import Sqlite from 'better-sqlite3';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/fees/proof/verify-ledger.command.js';
import { appendEntries, appendEntry, reverseEntry } from '../../src/ledger/append-entries.js';
import { ACCOUNT } from '../../src/ledger/chart.js';
import { moved } from '../../src/ledger/entry-rules.js';
import { verifyBook } from '../../src/ledger/proof/verify-book.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { SystemClock } from '../../src/shared/kernel/clock.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { UsageError } from '../../src/shared/kernel/usage-error.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { ENGINES, openTestDatabase, type TestDatabase } from '../helpers/databases.js';

const TABLES = ['ledger_entries', 'ledger_lines'];

describe.each(ENGINES)('verify-ledger, on %s', (engine) => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let environment: NodeJS.ProcessEnv;
  let centreId: string;
  let shortName: string;
  let turn = 0;

  beforeAll(async () => {
    database = await openTestDatabase(engine, { fresh: true });
    unitOfWork = new UnitOfWork(database.dataSource, new SystemClock());
    environment = { DATABASE_URL: database.settings.url, MINKA_DATA: database.settings.folder };
    // Whoever tampers has the rights to do so.
    for (const table of TABLES) for (const action of ['update', 'delete']) await tamper(`DROP TRIGGER ${table}_no_${action}`);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    turn += 1;
    shortName = `C${turn}`;
    centreId = newId();
    await unitOfWork.run(async (tx) => {
      await tx.insert(Centre, [{ id: centreId, name: `Centro ${turn}`, shortName, district: '-', createdAt: tx.now }]);
      await appendEntries(tx, centreId, Array.from({ length: 30 }, (_, index) => (
        { kind: 'opening' as const, reference: 'opening', lines: moved(ACCOUNT.fund, ACCOUNT.safe, 100 + index) })));
    }, { actor: SYSTEM });
  });

  /** As somebody does who goes past Minka. */
  async function tamper(sql: string, parameters: unknown[] = []): Promise<void> {
    if (engine === 'mariadb') return void await database.dataSource.query(sql, parameters);
    const file = new Sqlite(join(database.settings.folder, 'minka.sqlite'));
    file.pragma('foreign_keys = OFF');
    file.prepare(sql).run(...parameters);
    file.close();
  }
  const command = (...words: string[]): Promise<string> => run(['--centre', shortName, ...words], environment, () => undefined);
  const broken = async (...words: string[]): Promise<string> => {
    const error = await command(...words).then(() => null, (caught: unknown) => caught);
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  };

  it('says that a book holds, and its last hash, while Minka goes on', async () => {
    const { hash } = await unitOfWork.run((tx) => appendEntry(tx, centreId, { kind: 'opening', reference: 'opening', lines: moved(ACCOUNT.fund, ACCOUNT.safe, 5) }), { actor: SYSTEM });
    expect(await command()).toContain(`${shortName}: 31 entries hold, the last with hash ${hash}`);
    expect(await command('--anchor', `31:${hash}`)).toContain('31 entries hold');
    expect(await broken('--anchor', `31:${'0'.repeat(64)}`)).toContain('entry 31 has another hash than the one that was published');
  });

  it.each<[string, string, string]>([
    ['a changed amount', "UPDATE ledger_lines SET cents = cents + 1 WHERE centre_id = ? AND entry_number = 7 AND place = 0", 'entry 7 was changed'],
    ['a changed date', "UPDATE ledger_entries SET date = '2026-01-01' WHERE centre_id = ? AND number = 9", 'entry 9 was changed'],
    ['a removed line', 'DELETE FROM ledger_lines WHERE centre_id = ? AND entry_number = 12 AND place = 1', 'entry 12 was changed'],
    ['a changed balance', 'UPDATE ledger_balances SET debit_cents = debit_cents + 1 WHERE centre_id = ? AND debit_cents > 0', 'a kept balance is not the sum'],
    ['a book that says it is shorter', 'UPDATE ledger_books SET last_number = 29 WHERE centre_id = ?', 'entry 30 is the last one'],
    ['a number below all', 'UPDATE ledger_entries SET number = -5 WHERE centre_id = ? AND number = 3', 'entry -5 is there a second time, or has no place'],
  ])('names the first broken row: %s', async (_, sql, said) => {
    await tamper(sql, [centreId]);
    expect(await broken()).toContain(`${shortName}: BROKEN: ${said}`);
  });

  it('names what is missing and what was added', async () => {
    await tamper('DELETE FROM ledger_lines WHERE centre_id = ? AND entry_number = 20', [centreId]);
    await tamper('DELETE FROM ledger_entries WHERE centre_id = ? AND number = 20', [centreId]);
    expect(await broken()).toContain('BROKEN: entry 20 is missing');
    await tamper('UPDATE ledger_entries SET number = 20 WHERE centre_id = ? AND number = 30', [centreId]);
    expect(await broken()).toContain('BROKEN: entry 20 does not follow the one before');
  });

  it('proves a long book part by part, and stops at a fault in any of them', async () => {
    await unitOfWork.run((tx) => appendEntries(tx, centreId, Array.from({ length: 10_020 }, () => (
      { kind: 'opening' as const, reference: 'opening', lines: moved(ACCOUNT.fund, ACCOUNT.safe, 7) }))), { actor: SYSTEM, deadline: 60_000 });
    const done: number[] = [];
    expect(await verifyBook(database.dataSource, centreId, { onProgress: (number) => void done.push(number) })).toMatchObject({ entries: 10_050, fault: null });
    expect(done).toEqual([5_000, 10_000, 10_050]);
    await tamper("UPDATE ledger_entries SET memo = 'x' WHERE centre_id = ? AND number = 5007", [centreId]);
    expect(await broken()).toContain('BROKEN: entry 5007 was changed');
  }, 60_000);

  it('takes an entry that is reversed while it reads', async () => {
    const [first] = await database.dataSource.query<{ id: string }[]>('SELECT id FROM ledger_entries WHERE centre_id = ? AND number = 2', [centreId]);
    let done = false;
    const proof = await verifyBook(database.dataSource, centreId, {
      onProgress: async () => {
        if (done) return;
        done = true;
        await unitOfWork.run((tx) => reverseEntry(tx, centreId, first?.id as string, { reference: 'opening', memo: 'Error' }), { actor: SYSTEM });
      },
    });
    expect(proof).toMatchObject({ entries: 31, fault: null });
  });

  it('tells who does not know how to ask', async () => {
    await expect(run(['--anchor', 'x'], environment)).rejects.toThrow('verify-ledger [--centre');
    await expect(run(['--centre', 'NADA'], environment)).rejects.toThrow('there is no centre NADA');
    await expect(run([], { MINKA_DATA: mkdtempSync(join(tmpdir(), 'minka-test-')) })).rejects.toThrow('there is no embedded database');
  });
});

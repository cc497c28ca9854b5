import { appendEntries, appendEntry, reverseEntry, type EntryDraft } from '../../src/ledger/append-entries.js';
import { firstHash, hashOf } from '../../src/ledger/canonical-entry.js';
import { ACCOUNT } from '../../src/ledger/chart.js';
import { moved } from '../../src/ledger/entry-rules.js';
import { LedgerBalance } from '../../src/ledger/ledger-balance.entity.js';
import { LedgerBook } from '../../src/ledger/ledger-book.entity.js';
import { LedgerEntry } from '../../src/ledger/ledger-entry.entity.js';
import { LedgerLine } from '../../src/ledger/ledger-line.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { Refused } from '../../src/shared/kernel/refusal.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';

const opening = (cents: number, more: Partial<EntryDraft> = {}): EntryDraft => (
  { kind: 'opening', reference: 'opening', lines: moved(ACCOUNT.fund, ACCOUNT.safe, cents), ...more });

describe.each(ENGINES)('the ledger, on %s', (engine) => {
  let world: TestApp;
  let centreId: string;

  beforeAll(async () => {
    world = await startApp({ engine });
  });
  beforeEach(async () => {
    centreId = (await world.addCentre('Centro del libro')).id;
  });
  afterAll(() => world.close());

  const append = (...drafts: EntryDraft[]): Promise<LedgerEntry[]> => world.unitOfWork.run((tx) => appendEntries(tx, centreId, drafts), { actor: SYSTEM });
  const entries = (): Promise<LedgerEntry[]> => world.dataSource.manager.find(LedgerEntry, { where: { centreId }, order: { number: 'ASC' } });
  const reasons = async (work: Promise<unknown>): Promise<string[]> => {
    const error = await work.then(() => null, (caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refused);
    return (error as Refused).refusals.map(({ reason }) => reason);
  };

  it('numbers and chains what many write at once, and keeps the sums', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => append(opening(100 + index), opening(1, { kind: 'other-income' }))));
    const rows = await entries();
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    let previous = firstHash(centreId);
    for (const row of rows) {
      const lines = await world.dataSource.manager.find(LedgerLine, { where: { entryId: row.id }, order: { place: 'ASC' } });
      expect(row.previousHash).toBe(previous);
      previous = hashOf(centreId, { ...row, lines: lines.map(({ accountCode, cents }) => ({ account: accountCode, cents })) });
      expect(row.hash).toBe(previous);
    }
    expect(await world.dataSource.manager.findOneByOrFail(LedgerBook, { centreId })).toMatchObject({ lastNumber: 40, lastHash: previous, closedThrough: '' });
    const safe = await world.dataSource.manager.findOneByOrFail(LedgerBalance, { centreId, accountCode: ACCOUNT.safe });
    expect(safe).toMatchObject({ month: rows[0]?.date.slice(0, 7), debitCents: 2_190 + 20, creditCents: 0 });
  });

  it('takes an entry back once, by its opposite', async () => {
    const [entry] = await append(opening(5_000));
    const reverse = (): Promise<LedgerEntry> => world.unitOfWork.run(
      (tx) => reverseEntry(tx, centreId, entry?.id as string, { reference: 'opening', memo: 'Se contó mal' }), { actor: SYSTEM });
    expect(await reverse()).toMatchObject({ number: 2, kind: 'reversal', reverses: 1, memo: 'Se contó mal' });
    expect(await reasons(reverse())).toEqual(['ledger:refusals.reversed']);
    const balances = await world.dataSource.manager.findBy(LedgerBalance, { centreId });
    expect(balances.map(({ debitCents, creditCents }) => debitCents - creditCents)).toEqual([0, 0]);
  });

  it('takes nothing for a day to come or a closed month, and then nothing at all is booked', async () => {
    await append(opening(1));
    await world.unitOfWork.run((tx) => tx.execute("UPDATE ledger_books SET closed_through = '2026-10' WHERE centre_id = ?", [centreId]), { actor: SYSTEM });
    expect(await reasons(append(opening(2), opening(3, { date: '2026-10-31' })))).toEqual(['ledger:refusals.month-closed']);
    expect(await reasons(append(opening(2, { date: '2027-01-01' })))).toEqual(['ledger:refusals.to-come']);
    expect((await append(opening(4, { date: '2026-11-01' }))).map(({ number }) => number)).toEqual([2]);
  });

  it.each([
    ['one line', [{ account: ACCOUNT.safe, cents: 0 }]], ['lines that do not balance', [{ account: ACCOUNT.safe, cents: 2 }, { account: ACCOUNT.fund, cents: -1 }]],
    ['an account that is not there', [{ account: '9999', cents: 2 }, { account: ACCOUNT.fund, cents: -2 }]],
    ['parts of a céntimo', [{ account: ACCOUNT.safe, cents: 0.5 }, { account: ACCOUNT.fund, cents: -0.5 }]],
  ])('never takes %s', async (_, lines) => {
    await expect(append({ kind: 'opening', reference: 'x', lines })).rejects.toThrow('does not hold');
  });

  it('is neither changed nor shortened, whoever asks', async () => {
    await world.unitOfWork.run((tx) => appendEntry(tx, centreId, opening(100)), { actor: SYSTEM });
    const before = await world.dataSource.query<object[]>('SELECT * FROM ledger_entries');
    // One column beside the id and the unique keys is enough to tell whether a row was written over.
    const over = "SELECT id, centre_id, number, kind, date, reference, 'x', reverses, sealed, recorded_at, recorded_by, salt, previous_hash, hash FROM ledger_entries";
    for (const sql of [
      "UPDATE ledger_entries SET memo = 'x'", 'DELETE FROM ledger_entries', 'UPDATE ledger_lines SET cents = 1', 'DELETE FROM ledger_lines',
      `REPLACE INTO ledger_entries ${over}`, `REPLACE INTO ledger_entries ${over.replace('SELECT id', "SELECT 'another'")}`, 'REPLACE INTO ledger_lines SELECT * FROM ledger_lines',
    ]) {
      await expect(world.unitOfWork.run((tx) => tx.execute(sql, []), { actor: SYSTEM })).rejects.toThrow('append-only');
    }
    expect(await world.dataSource.query('SELECT * FROM ledger_entries')).toEqual(before);
  });
});

import { CreditPayout } from '../../src/fees/credit-payout.entity.js';
import { PaymentsService } from '../../src/fees/payments.service.js';
import { PersonCredit } from '../../src/fees/person-credit.entity.js';
import { feesFaults } from '../../src/fees/proof/fees-faults.js';
import { TillSession } from '../../src/fees/till-session.entity.js';
import { appendEntry } from '../../src/ledger/append-entries.js';
import { ACCOUNT } from '../../src/ledger/chart.js';
import { moved } from '../../src/ledger/entry-rules.js';
import { verifyBook } from '../../src/ledger/proof/verify-book.js';
import type { Person } from '../../src/people/person.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addTill, type TillWorld } from './till-world.js';

describe.each(ENGINES)('credit handed back, on %s', (engine) => {
  let test: TestApp;
  let world: TillWorld;
  let treasurer: Visitor;
  let administrator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    world = await addTill(test, { count: 4 });
    treasurer = await test.signInAs(world.treasurer);
    administrator = await test.signIn('administrator');
    for (const index of [0, 1, 2]) await test.app.get(PaymentsService).record(test.centre.id, world.asked(index, { cents: 1_500, keepRest: true, method: index === 1 ? 'yape' : 'cash', operationNumber: index === 1 ? '77' : null }), { actor: world.actor });
  });
  afterAll(() => test.close());

  const at = (index: number): Person => world.room.people[index] as Person;
  const path = (index: number): string => `/people/${at(index).id}/payout`;
  const creditOf = async (index: number): Promise<number> => (await test.dataSource.manager.findOneBy(PersonCredit, { personId: at(index).id }))?.cents ?? 0;
  const refused = async (visitor: Visitor, index: number, seen: string, words: string): Promise<void> => {
    const answer = await visitor.post(path(index), { seen });
    expect({ status: answer.status, words: wordsOf(answer) }).toEqual({ status: 422, words: expect.stringContaining(words) });
  };

  it('is offered at the till to whoever has some, and to nobody else', async () => {
    expect((await treasurer.get(`/till?person=${at(0).id}`)).text).toContain(`href="${path(0)}"`);
    expect((await treasurer.get(`/till?person=${at(3).id}`)).text).not.toContain('/payout"');
    expect((await treasurer.get(path(3))).headers.location).toBe(`/till?person=${at(3).id}`);
    const { result, queries } = await countQueries(() => treasurer.get(path(0)));
    expect(queries).toBeLessThanOrEqual(8);
    expect(wordsOf(result)).toContain('Alva, Rosa María tiene S/ 5.00 de saldo a favor');
  });

  it('is refused without a till, where it is not what was seen, and where nothing makes sense', async () => {
    // Nothing is promised to whoever has no open till, and nothing asked.
    const asked = await administrator.get(path(0));
    expect(wordsOf(asked)).toMatch(/tiene S\/ 5\.00 de saldo a favor\. Abra su caja antes de devolver: .* Abrir mi caja$/u);
    expect([asked.text.includes('name="seen"'), asked.text.includes(`href="/till?back&#x3D;${encodeURIComponent(path(0))}"`)]).toEqual([false, true]);
    await refused(administrator, 0, '500', 'Abra su caja antes de devolver');
    await refused(treasurer, 0, '499', 'Su saldo a favor cambió: ahora es S/ 5.00');
    await refused(treasurer, 3, '0', 'No tiene saldo a favor');
    for (const seen of ['todo', '', '5e9', '-500']) await refused(treasurer, 0, seen, 'Su saldo a favor cambió');
    expect((await treasurer.post(`/people/${newId()}/payout`, { seen: '500' })).status).toBe(404);
    await administrator.post('/till', { float: '0' });
    await refused(administrator, 0, '500', 'En su caja hay S/ 0.00');
    expect([await creditOf(0), await test.dataSource.manager.count(CreditPayout)]).toEqual([500, 0]);
  });

  it('leaves the till and the book once, however often it is sent, with a slip to sign', async () => {
    const before = await world.accounts();
    const form = { seen: '500', _key: newId() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => treasurer.post(path(0), form)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
    const after = await world.accounts();
    expect([(after[ACCOUNT.till] ?? 0) - (before[ACCOUNT.till] ?? 0), (after[ACCOUNT.learnersCredit] ?? 0) - (before[ACCOUNT.learnersCredit] ?? 0)]).toEqual([-500, 500]);
    expect(await creditOf(0)).toBe(0);
    const slip = String(answers[0]?.headers.location);
    const { result, queries } = await countQueries(() => treasurer.get(slip));
    expect(queries).toBeLessThanOrEqual(8);
    expect(wordsOf(result)).toMatch(/Devolución de saldo N\.° \d+ .*S\/ 5\.00.*Rosa María Alva: recibí S\/ 5\.00 en efectivo/u);
    const [, entry = ''] = /href="(\/ledger\/entries\/\d+)"/u.exec(result.text) ?? [];
    expect((await treasurer.get(entry)).text).toContain(`href="${slip}"`);
    await refused(treasurer, 0, '500', 'No tiene saldo a favor');
    // It stands with her fees, and her payment with its receipt, for whoever may open them and for whoever may not.
    const [fees, told] = [await treasurer.get(`/people/${at(0).id}/fees`), await (await test.signIn('coordinator')).get(`/people/${at(0).id}/fees`)];
    for (const page of [fees, told]) expect(wordsOf(page)).toMatch(/Pago -S\/ 10\.00 .* VES-000001.*Saldo devuelto.*23\/11\/2026 Devolución de saldo N\.° \d+ S\/ 5\.00/u);
    expect([fees, told].map(({ text }) => [text.includes(`href="${slip}"`), text.includes('href="/receipts/')])).toEqual([[true, true], [false, false]]);
  });

  it('is one of two who hand it back at the same moment, each at a till of her own', async () => {
    await test.unitOfWork.run((tx) => tx.execute('UPDATE till_sessions SET float_cents = 2000 WHERE account_id = ?', [administrator.account?.id]), { actor: SYSTEM });
    const both = await Promise.all([treasurer, administrator].map((visitor) => visitor.post(path(1), { seen: '500' })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
    await test.unitOfWork.run((tx) => tx.execute('UPDATE till_sessions SET float_cents = 0 WHERE account_id = ?', [administrator.account?.id]), { actor: SYSTEM });
    expect(await creditOf(1)).toBe(0);
  });

  it('keeps the receipt whose credit is gone from being voided', async () => {
    const [receipt] = await test.dataSource.query<{ id: string }[]>('SELECT id FROM receipts WHERE person_id = ?', [at(0).id]);
    const answer = await treasurer.post(`/receipts/${receipt?.id}/void`, { reason: 'x' });
    expect([answer.status, wordsOf(answer)]).toEqual([422, expect.stringContaining('o se le devolvieron, S/ 5.00')]);
  });

  it('counts where the till is counted, and takes a count back that was made before', async () => {
    const count = (): Promise<unknown> => treasurer.post(`/till-sessions/${world.tillId}/count`, { n100: '1' });
    await count();
    expect((await test.dataSource.manager.findOneByOrFail(TillSession, { id: world.tillId })).countedCents).toBe(100);
    expect((await treasurer.post(path(2), { seen: '500' })).status).toBe(303);
    expect((await test.dataSource.manager.findOneByOrFail(TillSession, { id: world.tillId })).countedCents).toBeNull();
    await count();
    const paidHere = (await test.dataSource.manager.findBy(CreditPayout, { tillSessionId: world.tillId })).reduce((sum, { cents }) => sum + cents, 0);
    expect((await test.dataSource.manager.findOneByOrFail(TillSession, { id: world.tillId })).expectedCents).toBe(5_000 + 3_000 - paidHere);
  });

  it('is proved with the books, and a refund that nobody got is found', async () => {
    expect(await feesFaults(test.dataSource, test.centre.id)).toEqual([]);
    expect((await verifyBook(test.dataSource, test.centre.id))?.fault).toBeNull();
    for (const sql of ['UPDATE credit_payouts SET cents = 1', 'DELETE FROM credit_payouts']) {
      await expect(test.unitOfWork.run((tx) => tx.execute(sql, []), { actor: SYSTEM })).rejects.toThrow('kept as it was written');
    }
    await test.unitOfWork.run((tx) => appendEntry(tx, test.centre.id, { kind: 'refund', reference: 'payout:x', lines: moved(ACCOUNT.till, ACCOUNT.learnersCredit, 100) }), { actor: SYSTEM });
    expect((await feesFaults(test.dataSource, test.centre.id)).join()).toMatch(/every refund of the ledger was paid out.*what all have as credit/u);
  });

  it('is nobody else\'s', async () => {
    const [payout] = await test.dataSource.manager.find(CreditPayout);
    const elsewhere = await test.signIn('treasurer', { centre: await test.addCentre('Otro Centro') });
    for (const visitor of [elsewhere, await test.signIn('coordinator'), await test.signIn('trainer')]) {
      expect([(await visitor.get(path(2))).status, (await visitor.post(path(2), { seen: '500' })).status, (await visitor.get(`/payouts/${payout?.id}`)).status]).toEqual([404, 404, 404]);
    }
  });
});

import type { Centre } from '../../src/centres/centre.entity.js';
import { feesFaults } from '../../src/fees/proof/fees-faults.js';
import { PaymentsService } from '../../src/fees/payments.service.js';
import { Receipt } from '../../src/fees/receipt.entity.js';
import { MoneySettings } from '../../src/ledger/money-settings.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { CentrePages } from '../../src/statements/centre-pages.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addTill, type TillWorld } from './till-world.js';

describe.each(ENGINES)('two centres whose short names have the same letters, on %s', (engine) => {
  let test: TestApp;
  let centres: Centre[];
  let tills: TillWorld[];

  beforeAll(async () => {
    test = await startApp({ engine });
    centres = [test.centre, await test.addCentre('Villa El Sol')];
    tills = [];
    for (const { id } of centres) tills.push(await addTill(test, { centreId: id, count: 4 }));
  });
  afterAll(() => test.close());

  const pay = (at: number, person: number): Promise<unknown> => test.app.get(PaymentsService).record(centres[at]?.id as string, (tills[at] as TillWorld).asked(person), { actor: (tills[at] as TillWorld).actor });
  const numbersOf = async (at: number): Promise<string[]> => (
    (await test.dataSource.manager.find(Receipt, { where: { centreId: centres[at]?.id as string }, order: { issuedAt: 'ASC', number: 'ASC' } })).map(({ series, number }) => `${series}-${number}`));
  const rename = (at: number, shortName: string): Promise<unknown> => (
    test.unitOfWork.run((tx) => tx.execute('UPDATE centres SET short_name = ? WHERE id = ?', [shortName, centres[at]?.id]), { actor: SYSTEM }));

  it('number their receipts each without a gap, also where both begin at once', async () => {
    await Promise.all([pay(1, 0), pay(0, 0), pay(1, 1), pay(0, 1)]);
    expect([await numbersOf(0), await numbersOf(1)]).toEqual([['VES-1', 'VES-2'], ['VES2-1', 'VES2-2']]);
    for (const { id } of centres) expect(await feesFaults(test.dataSource, id)).toEqual([]);
  });

  it('keep their letters when one of them is called something else', async () => {
    await rename(0, 'Sur');
    await Promise.all([pay(1, 2), pay(0, 2)]);
    expect([await numbersOf(0), await numbersOf(1)]).toEqual([['VES-1', 'VES-2', 'VES-3'], ['VES2-1', 'VES2-2', 'VES2-3']]);
  });

  it('have each an address of its own for their public accounts', async () => {
    const pages = test.app.get(CentrePages);
    const [first, second] = [await pages.addressOf(centres[0]?.id as string), await pages.addressOf(centres[1]?.id as string)];
    expect([first, second]).toEqual(['/accounts-of/VES', '/accounts-of/VES2']);
    await test.unitOfWork.run(async (tx) => {
      const rules = { waiverCeilingCents: 0, expenseApprovalCents: 0, decision: null, accountsPublic: true, version: 1 };
      for (const { id } of centres) await tx.insert(MoneySettings, { id: newId(), centreId: id, ...rules });
    }, { actor: SYSTEM });
    expect((await test.visitor().get(second)).text).toContain('Villa El Sol');
    expect((await test.visitor().get(first.toLowerCase())).text).not.toContain('Villa El Sol');
    for (const odd of ['VES3', 'VES%00', '%F0%9F%98%80', "VES'", '..%2fmonths', 'A'.repeat(3000)]) expect((await test.visitor().get(`/accounts-of/${odd}`)).status).toBe(404);
  });
});

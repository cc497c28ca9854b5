import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { MoneySettings } from './money-settings.entity.js';

describe.each(ENGINES)('the rules of the money, %s', (engine) => {
  let test: TestApp;
  let administrator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    administrator = await test.signIn('administrator');
  });
  afterAll(() => test.close());

  const values = { expenseApproval: '350', waiverCeiling: '120,50', accountsPublic: 'yes', decision: '2026-04' };

  it('start with what suits most, and are the administrator\'s', async () => {
    const page = await administrator.get('/ledger/settings');
    expect(page.text).toMatch(/name="expenseApproval"[^>]*value="200.00"/u);
    expect(page.text).toContain('name="version" value="0"');
    for (const role of ['treasurer', 'coordinator', 'funder'] as const) {
      const other = await test.signIn(role);
      expect([(await other.get('/ledger/settings')).status, (await other.post('/ledger/settings', { ...values, version: '0' })).status]).toEqual([403, 403]);
    }
  });

  it.each([['-1'], ['10.005'], ['mucho'], ['']])('take no %j for an amount, and keep what was typed', async (waiverCeiling) => {
    const answer = await administrator.post('/ledger/settings', { ...values, waiverCeiling, version: '0' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#waiverCeiling"');
    expect(answer.text).toMatch(/name="expenseApproval"[^>]*value="350"/u);
    expect(await test.dataSource.manager.countBy(MoneySettings, {})).toBe(0);
  });

  it('are saved once, and never over newer ones', async () => {
    expect((await administrator.post('/ledger/settings', { ...values, version: '0' })).status).toBe(303);
    expect(await test.dataSource.manager.findOneByOrFail(MoneySettings, { centreId: test.centre.id })).toMatchObject(
      { expenseApprovalCents: 35_000, waiverCeilingCents: 12_050, decision: '2026-04', version: 1 });
    const stale = await administrator.post('/ledger/settings', { ...values, accountsPublic: undefined, waiverCeiling: '0', version: '0' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('Máximo de exoneraciones al mes 120.50 0');
    expect(stale.text).toContain('name="version" value="1"');
    expect((await administrator.post('/ledger/settings', { expenseApproval: '350', waiverCeiling: '0', version: '1' })).status).toBe(303);
    expect(Boolean((await test.dataSource.manager.findOneByOrFail(MoneySettings, {})).accountsPublic)).toBe(false);
  });
});

import { strFromU8, unzipSync } from 'fflate';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { closeThrough, entriesOf, moneyIn } from '../../../test/ledger/money.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { countQueries } from '../../shared/database/query-count.js';
import { appendEntries } from '../append-entries.js';
import { moved } from '../entry-rules.js';

type Form = Record<string, string | undefined>;

describe.each(ENGINES)('the books, %s', (engine) => {
  let test: TestApp;
  let treasurer: Visitor;
  let administrator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    [treasurer, administrator] = [await test.signIn('treasurer'), await test.signIn('administrator')];
  });
  afterAll(() => test.close());

  it('are empty at first, and begin once with what there is', async () => {
    expect(wordsOf(await treasurer.get('/ledger'))).toContain('El libro todavía está vacío');
    expect(wordsOf(await treasurer.get('/ledger/trial-balance'))).toContain('no se movió nada');
    expect(wordsOf(await treasurer.post('/ledger/openings', { date: '01/09/2026' }))).toContain('Escriba al menos un monto');
    const opened = await treasurer.post('/ledger/openings', { date: '01/09/2026', 'account-1011': '500,00', 'account-1041': '1,5' });
    expect([opened.status, opened.headers.location]).toEqual([303, '/ledger/entries/1']);
    expect(await moneyIn(test, '1011', '1041', '5011')).toEqual([50_000, 150, -50_150]);
    expect(wordsOf(await treasurer.post('/ledger/openings', { date: '01/09/2026', 'account-1011': '1' }))).toContain('ya está en el libro');
    await closeThrough(test, '2026-09');
  });

  it.each<[string, string, Form, string, string]>([
    ['a negative amount', 'transfers', { amount: '-1' }, 'amount', 'no puede ser negativo'], ['nothing', 'transfers', { amount: '0' }, 'amount', 'mayor que cero'],
    ['three decimals', 'transfers', { amount: '1.234' }, 'amount', 'como máximo dos decimales'], ['one account twice', 'transfers', { to: '1011' }, 'to', 'dos cuentas distintas'],
    ['more than there is', 'transfers', { amount: '500.01' }, 'from', 'Ahí solo hay S/ 500.00 y se necesitan S/ 500.01'],
    ['a day to come', 'transfers', { date: '24/11/2026' }, 'date', 'todavía no llega'], ['a closed month', 'transfers', { date: '30/09/2026' }, 'date', 'ya está cerrado'],
    ['a till', 'transfers', { from: '1012' }, 'from', 'no está en la lista'], ['no word of what it is', 'other-income', { memo: '' }, 'memo', 'de qué es'],
    ['nothing', 'other-income', { amount: '0.00' }, 'amount', 'mayor que cero'], ['a closed month', 'other-income', { date: '01/09/2026' }, 'date', 'ya está cerrado'],
  ])('refuse %s on %s beside the field, and nothing is booked', async (_, path, more, name, words) => {
    const before = (await entriesOf(test)).length;
    const answer = await treasurer.post(`/ledger/${path}`, { from: '1011', to: '1041', account: '1011', amount: '10', date: '20/11/2026', memo: 'Rifa', ...more });
    expect([answer.status, answer.text.includes(`href="#${name}"`), wordsOf(answer).includes(words)]).toEqual([422, true, true]);
    expect((await entriesOf(test)).length).toBe(before);
  });

  it('move money and take it in, and an administrator takes back what was made by hand, with a reason', async () => {
    const transfer = await treasurer.post('/ledger/transfers', { from: '1011', to: '1041', amount: '10,00', date: '20/11/2026' });
    expect(wordsOf(await treasurer.get(String(transfer.headers.location)))).toContain('1041 Cuenta bancaria S/ 10.00');
    const income = await treasurer.post('/ledger/other-income', { account: '1051', amount: '35.5', date: '20/11/2026', memo: 'Rifa' });
    expect(await moneyIn(test, '1011', '1041', '1051', '7591')).toEqual([49_000, 1_150, 3_550, -3_550]);
    const path = String(income.headers.location);
    expect((await treasurer.get(path)).text).not.toContain('/reversal"');
    expect((await treasurer.post(`${path}/reversal`, { reason: 'x' })).status).toBe(404);
    expect((await administrator.post(`${path}/reversal`, { reason: '' })).status).toBe(422);
    const reversed = await administrator.post(`${path}/reversal`, { reason: 'Era del vecino' });
    expect(wordsOf(await administrator.get(String(reversed.headers.location)))).toContain('Extorna el Asiento 3');
    expect(wordsOf(await administrator.get(path))).toContain('Extornado por el Asiento 4');
    expect(wordsOf(await administrator.post(`${path}/reversal`, { reason: 'Otra vez' }))).toContain('ya fue extornado');
    expect(wordsOf(await administrator.post('/ledger/entries/4/reversal', { reason: 'Al revés' }))).toContain('desde su propia página');
    // Nobody is asked for what would be refused.
    for (const number of [3, 4]) expect((await administrator.get(`/ledger/entries/${number}/reversal`)).headers.location).toBe(`/ledger/entries/${number}`);
    expect((await treasurer.get('/ledger/openings/new')).headers.location).toBe('/ledger/entries/1');
    expect(await moneyIn(test, '1051', '7591')).toEqual([0, 0]);
  });

  it('are read entry by entry, page by page without counting, by kind, month and account', async () => {
    await test.unitOfWork.run((tx) => appendEntries(tx, test.centre.id, Array.from({ length: 60 }, (_, index) => (
      { kind: 'charge' as const, reference: `charge:${index}`, date: '2026-10-05', lines: moved('7011', '1211', 1_000) }))), { actor: SYSTEM });
    const numbers = async (path: string): Promise<number[]> => [...(await treasurer.get(path)).text.matchAll(/\/ledger\/entries\/(\d+)"/gu)].map(([, number]) => Number(number));
    const first = await numbers('/ledger?month=2026-10&kind=charge&account=1211');
    expect([first.length, first[0], first.at(-1)]).toEqual([50, 64, 15]);
    expect(await numbers('/ledger?month=2026-10&kind=charge&account=1211&before=15')).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
    expect(await numbers('/ledger?month=2026-11')).toEqual([4, 3, 2]);
    expect(await numbers('/ledger?account=1041')).toEqual([2, 1]);
    expect(await numbers('/ledger?kind=opening')).toEqual([1]);
    expect(wordsOf(await treasurer.get('/ledger?month=2020-01'))).toContain('No hay asientos así');
    expect(await numbers('/ledger?month=x&kind=y&account=z&before=no')).toHaveLength(50);
    for (const path of ['/ledger', '/ledger/entries/2', '/ledger/accounts', '/ledger/accounts/1011', '/ledger/trial-balance', '/ledger/transfers/new']) {
      expect([path, (await countQueries(() => treasurer.get(path))).queries <= 8]).toEqual([path, true]);
    }
  });

  it('show an account with its running balance, the trial balance, and what each account is for', async () => {
    const ledger = wordsOf(await treasurer.get('/ledger/accounts/1011?month=2026-11'));
    expect(ledger).toContain('Saldo anterior S/ 500.00 2 20/11/2026 Traslado de dinero S/ 10.00 S/ 490.00 Saldo al final S/ 490.00');
    expect(wordsOf(await treasurer.get('/ledger/accounts/7011?month=2026-10'))).toContain('Saldo al final S/ 600.00');
    expect(wordsOf(await treasurer.get('/ledger/trial-balance?month=2026-11'))).toContain('Total S/ 0.00 S/ 81.00 S/ 81.00 S/ 1,101.50 S/ 1,101.50');
    expect(wordsOf(await treasurer.get('/ledger/accounts'))).toContain('1011 Caja general El dinero en efectivo que se guarda en el centro S/ 490.00');
    expect((await treasurer.get('/ledger/accounts/9999')).status).toBe(404);
    for (const number of ['0', '-1', '1e3', '999', 'x']) expect((await treasurer.get(`/ledger/entries/${number}`)).status).toBe(404);
  });

  it('leave as files, with amounts as numbers', async () => {
    for (const path of ['/ledger', '/ledger/accounts/1011', '/ledger/trial-balance']) {
      const types = await Promise.all(['xlsx', 'csv', 'pdf'].map(async (as) => (await treasurer.get(`${path}?as=${as}`)).headers['content-type']));
      expect(types.map((type) => /spreadsheetml|csv|pdf/u.exec(type as string)?.[0])).toEqual(['spreadsheetml', 'csv', 'pdf']);
    }
    expect((await treasurer.get('/ledger?month=2026-11&as=csv')).text).toContain('2;20/11/2026;Traslado de dinero;;1011;Caja general;;10\r\n');
    const xlsx = await treasurer.send(treasurer.request().get('/ledger/trial-balance?as=xlsx').responseType('blob'));
    expect(strFromU8(unzipSync(new Uint8Array(xlsx.body as Buffer))['xl/worksheets/sheet1.xml'] as Uint8Array)).toContain('<v>1101.5</v>');
  });

  it('are read by who keeps the money and by the coordination, of their own centre', async () => {
    const coordinator = await test.signIn('coordinator');
    expect([(await coordinator.get('/ledger')).status, (await coordinator.get('/ledger/transfers/new')).status, (await coordinator.get('/ledger/entries/1/reversal')).status]).toEqual([200, 403, 404]);
    for (const role of ['trainer', 'coach', 'learner', 'funder'] as const) expect((await (await test.signIn(role)).get('/ledger')).status).toBe(403);
    const other = await test.signIn('treasurer', { centre: await test.addCentre('Otro') });
    expect((await other.get('/ledger/entries/1')).status).toBe(404);
    expect(wordsOf(await other.get('/ledger'))).toContain('El libro todavía está vacío');
  });
});

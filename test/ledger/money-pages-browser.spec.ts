import type { Browser } from 'playwright-core';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAt, lookAtPages, openAs, openBrowser } from '../helpers/browser.js';


inBrowser('the pages of expenses, contributions and the book, in a browser', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let administrator: Visitor;
  const pages: Record<string, string> = {};

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    browser = await openBrowser();
    address = addressOf(test);
    administrator = await test.signIn('administrator', { displayName: 'Carmen Córdova Zúñiga' });
    const treasurer = await test.signIn('treasurer', { displayName: 'Irma Choque Peña' });
    const post = async (path: string, form: Record<string, string>): Promise<string> => {
      const answer = await treasurer.post(path, form);
      expect([path, answer.status]).toEqual([path, 303]);
      return String(answer.headers.location);
    };
    await post('/ledger/openings', { date: '01/09/2026', 'account-1011': '1500', 'account-1041': '2300.50' });
    await post('/ledger/transfers', { from: '1041', to: '1011', amount: '200', date: '02/09/2026', memo: 'Retiro para gastos menudos' });
    const spend = (more: Record<string, string>): Promise<string> => post('/expenses', {
      category: '6561', amount: '48.50', date: '05/11/2026', paidFrom: '1011', supplier: 'Librería El Cuaderno', documentKind: 'boleta', documentNumber: 'B001-22',
      description: 'Papel, plumones y tinta', ...more,
    });
    Object.assign(pages, { booked: await spend({}), owed: await spend({ paidFrom: 'owed', documentNumber: 'B001-23' }) });
    pages.waiting = await spend({ amount: '350', category: '6341', supplier: 'Servicio Técnico Quispe', documentNumber: 'F001-450', description: 'Reparación del proyector' });
    const alliance = pages.alliance = await post('/alliances', { ally: 'Universidad Tecnológica del Cono Sur', startsOn: '01/09/2026', endsOn: '15/01/2027' });
    await post(`${alliance}/promises`, { kind: 'training-hours', quantity: '40', unit: 'horas', unitValue: '15' });
    pages.promised = /\/contributions\/new\?promise[^"]*/u.exec((await treasurer.get(alliance)).text)?.[0].replaceAll('&#x3D;', '=') ?? '';
    const promise = pages.promised.split('=')[1] as string;
    pages.contribution = await post('/contributions', { promise, date: '10/11/2026', quantity: '31.5', note: 'Parte de horas firmado' });
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it('are clean', () => lookAtPages({ browser, address }, administrator, {
    home: '/', expenses: '/expenses', 'expense-new': '/expenses/new', ...pages, payment: `${pages.owed}/payment`, 'expense-reversal': `${pages.booked}/reversal`,
    contributions: '/contributions', money: '/contributions/new?money=yes', 'in-kind': '/contributions/new', alliances: '/alliances', 'alliance-new': '/alliances/new',
    'promise-new': `${pages.alliance}/promises/new`, journal: '/ledger', entry: '/ledger/entries/2', chart: '/ledger/accounts', account: '/ledger/accounts/1011?month=2026-11',
    trial: '/ledger/trial-balance', transfer: '/ledger/transfers/new', opening: '/ledger/openings/new', income: '/ledger/other-income/new', settings: '/ledger/settings',
    'entry-reversal': '/ledger/entries/2/reversal',
  }), 240_000);

  it.each([1280, 360])('are clean where something is missing, at %i px', async (width) => {
    const context = await openAs(browser, address, administrator, { viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto('/expenses/new');
    await page.getByRole('button', { name: 'Registrar el gasto' }).click();
    await page.getByRole('alert').waitFor();
    await lookAt(page, 'expense-failed');
    await context.close();
  }, 240_000);
});

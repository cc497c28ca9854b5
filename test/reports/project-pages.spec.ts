import type { Browser } from 'playwright-core';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAtPages, openBrowser } from '../helpers/browser.js';
import { FrameworkRepository } from '../../src/reports/framework/framework.repository.js';


inBrowser('the pages of projects, in a browser', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let keeper: Visitor;
  const pages: Record<string, string> = { list: '/projects', new: '/projects/new' };

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    browser = await openBrowser();
    address = addressOf(test);
    keeper = await test.signIn('administrator', { displayName: 'Carmen Córdova Zúñiga' });
    const post = async (path: string, form: Record<string, string>): Promise<string> => {
      const answer = await keeper.post(path, form);
      expect([path, answer.status]).toEqual([path, 303]);
      return String(answer.headers.location);
    };
    const project = await post('/projects', {
      title: 'Red de Democracia Digital', funder: 'UNDEF', startsOn: '01/01/2026', endsOn: '31/12/2027', budget: '825000', dollarRate: '3.75', dollarRateOn: '02/01/2026', status: 'running',
      centres: test.centre.id, ready: 'digital-literacy-and-democracy', iatiOrganisation: 'PE-RUC-20123456789', iatiActivity: 'RDD', summary: 'Capacita a lideresas y líderes del sur de Lima.',
    });
    const { results } = await test.app.get(FrameworkRepository).framework(project.split('/').at(-1) as string);
    const own = results.flatMap(({ indicators }) => indicators).find(({ code }) => code === null);
    const indicator = `${project}/indicators/${own?.id}`;
    await post(`${indicator}/baseline`, { value: '0 %', on: '01/01/2026', source: 'Nadie había presentado pedidos', version: '1' });
    await post(`${indicator}/baseline/correction`, { value: '5 %', on: '01/01/2026', source: 'Archivo municipal', reason: 'Apareció un pedido respondido', version: '2' });
    await post(`${indicator}/figures`, { startsOn: '01/01/2026', endsOn: '30/06/2026', value: '42 %', source: 'Cargos de la mesa de partes' });
    Object.assign(pages, {
      project, indicator, edit: `${indicator}/edit`, correction: `${indicator}/baseline/correction`, target: `${indicator}/targets/new`, figure: `${indicator}/figures/new`,
      removal: `${project}/results/${results[0]?.id}/removal`, catalogue: `${project}/results/${results[0]?.id}/indicators/new`, computed: `${project}/results/${results[0]?.id}/indicators/new?code=attendance`,
    });
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it('are accessible and fit a desk and a phone', () => lookAtPages({ browser, address }, keeper, Object.fromEntries(Object.entries(pages).map(([name, path]) => [`project-${name}`, path]))), 120_000);
});

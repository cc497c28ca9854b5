import type { Browser } from 'playwright-core';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAt, lookAtPages, openAs, openBrowser } from '../helpers/browser.js';
import { addFigures } from './figures-centre.js';

const YEAR = 'from=2025-01-01&to=2025-12-31';

inBrowser('the pages of the path, in a browser', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let trainer: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    browser = await openBrowser();
    address = addressOf(test);
    await addFigures(test, 700, (await test.addCentre('Aparte')).id);
    trainer = await test.signIn('trainer', { displayName: 'Carmen Córdova Zúñiga' });
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it('are accessible and fit a desk and a phone', () => lookAtPages({ browser, address }, trainer, {
    'gaps-board': `/gaps?${YEAR}`, 'gaps-drop': `/gaps/came-2?${YEAR}`, 'gaps-empty': '/gaps?from=2021-01-01&to=2021-02-01', 'gaps-home': '/',
  }), 120_000);

  it('are accessible where what was asked cannot be', async () => {
    const context = await openAs(browser, address, trainer, { viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    await page.goto('/gaps?from=2025-03-02&to=2025-03-01');
    await lookAt(page, 'gaps-bad');
    await context.close();
  });
});

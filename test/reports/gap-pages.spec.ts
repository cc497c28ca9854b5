import type { Browser } from 'playwright-core';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAt, openAs, openBrowser } from '../helpers/browser.js';
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

  it.each([1280, 360])('are accessible and fit a window of %d, also without scripts', async (width) => {
    const pages: [string, Visitor, string][] = [
      ['board', trainer, `/gaps?${YEAR}`], ['drop', trainer, `/gaps/came-2?${YEAR}`], ['bad', trainer, '/gaps?from=2025-03-02&to=2025-03-01'], ['empty', trainer, '/gaps?from=2021-01-01&to=2021-02-01'],
      ['home', trainer, '/'],
    ];
    for (const [name, visitor, path] of pages) {
      const context = await openAs(browser, address, visitor, { viewport: { width, height: 800 }, javaScriptEnabled: name !== 'drop' });
      const page = await context.newPage();
      await page.goto(path);
      if (name !== 'drop') await lookAt(page, `gaps-${name}`);
      await context.close();
    }
  }, 120_000);
});

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';
import { Village } from './village.js';

inBrowser('finding anybody, in a browser', () => {
  let minka: TestApp;
  let browser: Browser;
  let trainer: Visitor;
  let zoila: string;

  beforeAll(async () => {
    minka = await startApp({ engine: 'embedded' });
    browser = await openBrowser();
    trainer = await minka.signIn('trainer');
    const village = new Village(minka);
    [zoila] = await village.people([
      { surnames: 'Yupanqui Ñahui', givenNames: 'Zoila', birth: '1960' }, { surnames: 'Quispe Poma', givenNames: 'Ana', birth: '1961' },
      { surnames: 'Quispe Inga', givenNames: 'Luz', birth: '1962' },
    ]) as [string];
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await minka.close();
  });

  async function on(path: string, work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
    const context = await openAs(browser, addressOf(minka), trainer, options);
    const page = await context.newPage();
    await page.goto(path);
    await work(page);
    await context.close();
  }
  const pathOf = (page: Page): string => new URL(page.url()).pathname;

  it('takes two keys more than the name, from any page', async () => {
    await on('/calendar', async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('yupanqui');
      await page.waitForSelector('[role="option"][aria-selected="true"]');
      await Promise.all([page.waitForURL('**/people/*'), page.keyboard.press('Enter')]);
      expect(pathOf(page)).toBe(`/people/${zoila}`);
      expect(await violationsOf(page)).toEqual([]);
    });
  }, 30_000);

  it('opens the only one for whoever is quicker than the answer, and lists several', async () => {
    await on('/calendar', async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('zoila');
      await Promise.all([page.waitForURL('**/people/*'), page.keyboard.press('Enter')]);
      expect(pathOf(page)).toBe(`/people/${zoila}`);
      await page.keyboard.press('/');
      await page.keyboard.type('quispe');
      await Promise.all([page.waitForURL('**/people?q=quispe'), page.keyboard.press('Enter')]);
      expect(pathOf(page)).toBe('/people');
    });
  }, 30_000);

  it('leads to the list of people without JavaScript, and fits on a phone', async () => {
    await on('/calendar', async (page) => {
      expect(await overflows(page)).toBe(false);
      await page.fill('#find-anybody', 'yupanqui');
      await page.press('#find-anybody', 'Enter');
      expect(new URL(page.url()).search).toBe('?q=yupanqui');
      expect(await page.textContent('main')).toContain('Yupanqui Ñahui, Zoila');
    }, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  }, 30_000);
});

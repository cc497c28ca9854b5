import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { addGraduates } from '../certificates/graduates.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { addressOf, inBrowser, lookAt, openAs, openBrowser } from '../helpers/browser.js';

/** Browsers are slow on a busy machine; nothing here measures time. */
const PATIENCE = 240_000;

/** The day before a funder's visit: from a ready framework to a signed report, its proof and its files. */
inBrowser('a report to a funder', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  const faults: string[] = [];

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    address = addressOf(test);
    await addGraduates(test, { count: 12, deedsOf: (index) => ({ came: index < 8 ? 9 : 4, finished: 3 }) });
    browser = await openBrowser();
  }, PATIENCE);
  afterAll(async () => {
    await browser?.close();
    await test.close();
  });

  const check = async (page: Page, name: string): Promise<void> => {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await lookAt(page, `report-${name}`);
    }
  };
  const press = async (page: Page, name: string): Promise<void> => {
    await Promise.all([page.waitForNavigation(), page.getByRole('main').getByRole('button', { name, exact: true }).click()]);
  };
  const follow = async (page: Page, href: string): Promise<void> => {
    await Promise.all([page.waitForNavigation(), page.locator(`main a[href*="${href}"]`).first().click()]);
  };
  const take = async (page: Page, href: string): Promise<Buffer> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`main a[href$="${href}"]`).first().click()]);
    return readFileSync(await download.path());
  };

  it('goes from a ready framework to what was signed, its proof and its files', async () => {
    const administrator = await test.signIn('administrator', { displayName: 'Carmen Córdova Zúñiga' });
    const context = await openAs(browser, address, administrator, { viewport: { width: 1280, height: 800 }, acceptDownloads: true });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`); });

    await page.goto('/projects');
    await check(page, 'no-project');
    await follow(page, '/projects/new');
    for (const [id, value] of Object.entries({ title: 'Red de Democracia Digital', funder: 'UNDEF', startsOn: '1/11/2026', endsOn: '31/10/2028', budget: '825000', iatiOrganisation: 'PE-RUC-20123456789', iatiActivity: 'RDD' })) {
      await page.locator(`#${id}`).fill(value);
    }
    await check(page, 'new-project');
    await press(page, 'Crear el proyecto');
    expect(await page.locator('main').innerText()).toContain('Lideresas y líderes capacitados');
    await check(page, 'framework');

    await page.goto(`${page.url()}/reports`);
    await check(page, 'no-report');
    await follow(page, '/reports/new');
    await page.locator('#startsOn').fill('1/11/2026');
    await page.locator('#endsOn').fill('22/11/2026');
    await check(page, 'new-report');
    await press(page, 'Reunir las cifras');
    // The page looks again by itself while the figures are gathered.
    await page.getByRole('link', { name: 'Firmar y publicar' }).last().waitFor({ timeout: 60_000 });
    const report = page.url();
    await check(page, 'draft');
    expect(await page.locator('main').innerText()).toMatch(/Lideresas y líderes capacitados[^]{0,120}\b12\b/);

    await follow(page, '/figures/leaders-trained');
    await check(page, 'figure');
    if (!page.url().includes('/proof')) await follow(page, '/figures/leaders-trained/proof');
    expect(await page.locator('main a[href^="/people/"]').count()).toBe(12);
    await check(page, 'proof');

    await page.goto(report);
    await follow(page, '/publication');
    await check(page, 'question');
    await press(page, 'Firmar y publicar');
    expect(await page.locator('main').innerText()).toMatch(/Carmen Córdova Zúñiga firmó el 23\/11\/2026/);
    await check(page, 'published');
    expect((await take(page, '/pdf?lang=es')).subarray(0, 5).toString()).toBe('%PDF-');
    const iati = (await take(page, '/files/iati')).toString('utf8');
    expect(iati).toContain('<iati-activities version="2.03"');
    expect(iati).toContain('PE-RUC-20123456789-RDD');
    await context.close();

    const funder = await openAs(browser, address, await test.signIn('funder'), { viewport: { width: 360, height: 800 } });
    const home = await funder.newPage();
    home.on('console', (message) => { if (message.type() === 'error') faults.push(`${home.url()}: ${message.text()}`); });
    await home.goto('/');
    await check(home, 'funder-home');
    await follow(home, new URL(report).pathname);
    expect(await home.locator('main').innerText()).toContain('Red de Democracia Digital');
    await check(home, 'funder-report');
    expect(await home.locator('main a[href*="/proof"]').count()).toBe(0);
    await funder.close();
    expect(faults).toEqual([]);
  }, PATIENCE);
});

import type { Browser, Page } from 'playwright-core';
import { Charge } from '../../src/fees/charge.entity.js';
import { Payment } from '../../src/fees/payment.entity.js';
import { DENOMINATIONS } from '../../src/fees/till-rules.js';
import type { Person } from '../../src/people/person.entity.js';
import { refreshSearchWords } from '../../src/people/search-words.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { addTill, type TillWorld } from '../fees/till-world.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAt, openAs, openBrowser } from '../helpers/browser.js';

/** Browsers are slow on a busy machine; nothing here measures time. */
const PATIENCE = 120_000;

/** The treasurer serves a queue with the keyboard alone, and closes her till. */
inBrowser('the queue at the till', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let world: TillWorld;
  let treasurer: Visitor;
  const faults: string[] = [];

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    address = addressOf(test);
    world = await addTill(test, { count: 12 });
    await test.unitOfWork.run((tx) => refreshSearchWords(tx, world.room.people.map(({ id }) => id)), { actor: SYSTEM });
    treasurer = await test.signInAs(world.treasurer);
    browser = await openBrowser();
  }, PATIENCE);
  afterAll(async () => {
    await browser?.close();
    await test.close();
  });

  const open = async (width: number, path: string, javaScriptEnabled = true): Promise<Page> => {
    const context = await openAs(browser, address, treasurer, { viewport: { width, height: 800 }, javaScriptEnabled });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(path);
    return page;
  };
  const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.id');
  const charge = (index: number): Promise<Charge> => test.dataSource.manager.findOneByOrFail(Charge, { personId: (world.room.people[index] as Person).id });

  it('serves five people with the keyboard alone, three acts each', async () => {
    const page = await open(1280, '/till');
    let acts = 0;
    for (const [index, name] of ['alva', 'apaza', 'cárdenas', 'ccori', 'chávez'].entries()) {
      expect(await focused(page)).toBe('till-search');
      await page.keyboard.type(name);
      acts += 1;
      await Promise.all([page.waitForURL(/person=/), page.keyboard.press('Enter')]);
      acts += 1;
      expect(await focused(page)).toBe('amount');
      await Promise.all([page.waitForURL(/receipt=/), page.keyboard.press('Enter')]);
      acts += 1;
      expect(await page.locator('.till-receipt').textContent()).toContain(`VES-00000${index + 1}`);
      expect((await charge(index)).openCents).toBe(0);
    }
    expect(acts).toBe(15);
    expect(await test.dataSource.manager.count(Payment)).toBe(5);
    await page.context().close();
  }, PATIENCE);

  it.each([1280, 360])('has clear pages at %s px', async (width) => {
    const page = await open(width, '/till');
    await lookAt(page, 'queue');
    await page.getByRole('link', { name: 'Condori, Rosa María' }).click();
    await lookAt(page, 'payer');
    await page.locator('#amount').fill('25');
    await page.keyboard.press('Enter');
    await page.locator('.error-summary').waitFor();
    await lookAt(page, 'payer-refused');
    await page.locator('#amount').fill(width === 360 ? '2' : '3');
    await page.locator('#tendered').fill('10');
    await Promise.all([page.waitForURL(/receipt=/), page.getByRole('button', { name: 'Cobrar' }).click()]);
    await lookAt(page, 'receipt-written');
    await page.getByRole('link', { name: 'Ver el recibo' }).click();
    await page.waitForURL(/receipts\//);
    await lookAt(page, 'receipt');
    await page.getByRole('link', { name: 'Anular el recibo' }).click();
    await lookAt(page, 'void');
    const receipts = ['/receipts', '/till-sessions', `/till-sessions/${world.tillId}`];
    for (const path of receipts) {
      await page.goto(path);
      await lookAt(page, path.split('/').filter(Boolean).slice(0, 2).join('-').slice(0, 16));
    }
    await page.context().close();
  }, PATIENCE);

  it('works without JavaScript', async () => {
    const page = await open(360, '/till', false);
    await page.locator('#till-search').fill('flores');
    await page.keyboard.press('Enter');
    await page.waitForURL(/person=/);
    await page.getByRole('button', { name: 'Cobrar' }).click();
    await page.waitForURL(/receipt=/);
    expect((await charge(6)).openCents).toBe(0);
    await page.context().close();
  }, PATIENCE);

  it.each([360, 1280])('is counted at %s px, the sums shown while they are typed', async (width) => {
    const page = await open(width, `/till-sessions/${world.tillId}/count`);
    // At 1280 px it is counted again: what was written at 360 px stands there.
    if (width === 1280) expect(await page.locator('#n1000').inputValue()).toBe('5');
    await page.locator('#n20000').selectText();
    for (const cents of DENOMINATIONS) {
      expect(await focused(page)).toBe(`n${cents}`);
      await page.keyboard.press('Delete');
      await page.keyboard.type({ 5000: '1', 1000: '5', 20: '2' }[cents] ?? '');
      await page.keyboard.press('Enter');
    }
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Listo, ya conté');
    expect(page.url()).toMatch(/count$/u);
    expect(await page.locator('[data-total]').textContent()).toBe('S/\u00a0100.40');
    await lookAt(page, 'count');
    for (const cents of DENOMINATIONS) if (await page.locator(`#n${cents}`).inputValue() === '') await page.locator(`#n${cents}`).fill('1');
    await page.getByRole('button', { name: 'Listo, ya conté' }).click();
    await page.waitForURL(/closing/);
    await lookAt(page, 'closing');
    if (width === 360) {
      await page.context().close();
      return;
    }
    await page.locator('#reason').fill('Di mal un vuelto');
    await page.getByRole('button', { name: 'Cerrar la caja' }).click();
    await page.waitForURL(new RegExp(`${world.tillId}$`));
    await lookAt(page, 'closed');
    // The sheet that is signed is one page, whatever notes and coins there were.
    expect((await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/gu)).toHaveLength(1);
    await page.goto('/till');
    await lookAt(page, 'open');
    await page.context().close();
    expect(faults).toEqual([]);
  }, PATIENCE);
});

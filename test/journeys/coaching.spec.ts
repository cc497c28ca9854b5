import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Booking } from '../../src/coaching/booking.entity.js';
import { refreshSearchWords } from '../../src/people/search-words.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { addCoachingCentre, type CoachingCentre } from '../coaching/coaching-centre.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';

/** Browsers are slow on a busy machine; nothing here measures time. */
const PATIENCE = 120_000;

/** A learner books with her thumb, somebody at the desk with the keyboard: each with as few acts as were promised. */
inBrowser('booking coaching', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let place: CoachingCentre;
  const faults: string[] = [];

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    address = `http://127.0.0.1:${(test.app.getHttpServer().address() as AddressInfo).port}`;
    place = await addCoachingCentre(test, { coaches: 2 });
    await test.unitOfWork.run((tx) => refreshSearchWords(tx, place.people.map(({ id }) => id)), { actor: SYSTEM });
    browser = await openBrowser();
  }, PATIENCE);
  afterAll(async () => {
    await browser?.close();
    await test.close();
  });

  const check = async (page: Page): Promise<void> => {
    expect([page.url(), await violationsOf(page), await overflows(page)]).toEqual([page.url(), [], false]);
  };
  const open = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto('/');
    return page;
  };
  const booked = (index: number): Promise<Booking | null> => test.dataSource.manager.findOneBy(Booking, { personId: place.people[index]?.id as string });

  it.each([[true], [false]])('takes a learner four presses on a phone, with JavaScript: %s', async (javaScriptEnabled) => {
    const index = javaScriptEnabled ? 0 : 1;
    const learner = await test.signIn('learner', { personId: place.people[index]?.id as string });
    const context = await openAs(browser, address, learner, { viewport: { width: 360, height: 740 }, hasTouch: true, javaScriptEnabled });
    const page = await open(context);
    let taps = 0;
    const tap = async (name: string | RegExp, role: 'link' | 'button' = 'link'): Promise<void> => {
      if (javaScriptEnabled) await check(page);
      const from = page.url();
      await page.getByRole(role, { name }).first().tap();
      taps += 1;
      await page.waitForURL((url) => url.href !== from);
    };
    await tap('Pedir asesoría');
    await tap('Con una mujer');
    await tap(/10:30 a 11:15|11:15 a 12:00/u);
    await tap('Sí, reservar', 'button');
    expect([taps, new URL(page.url()).pathname]).toEqual([4, '/coaching/mine']);
    expect(await page.getByText('Su hora quedó reservada').isVisible()).toBe(true);
    if (javaScriptEnabled) await check(page);
    expect(await booked(index)).toMatchObject({ date: '2026-11-23', status: 'booked', bookedThrough: 'self' });
    await context.close();
  }, PATIENCE);

  it('takes the desk a name and two Enters', async () => {
    const context = await openAs(browser, address, await test.signIn('coordinator'), { viewport: { width: 1280, height: 800 } });
    const page = await open(context);
    await page.getByRole('link', { name: 'Asesoría', exact: true }).first().click();
    await page.waitForURL('**/coaching');
    await check(page);
    await page.keyboard.type('quispe');
    await page.getByRole('option', { name: /Quispe 3/u }).waitFor();
    const place3 = await page.getByRole('option').evaluateAll((options) => options.findIndex(({ textContent }) => textContent?.includes('Quispe 3')));
    for (let step = 0; step <= place3; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/coaching/bookings/new?person=*');
    await check(page);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/coaching?date=*');
    await check(page);
    expect(await page.getByText('Quispe 3, Rosa ya tiene su hora reservada').isVisible()).toBe(true);
    expect(await booked(2)).toMatchObject({ status: 'booked', bookedThrough: 'desk' });
    await page.getByRole('button', { name: 'Llegó Quispe 3, Rosa' }).click();
    await page.getByText('Quispe 3, Rosa llegó.').waitFor();
    expect(await booked(2)).toMatchObject({ status: 'arrived' });
    await context.close();
    expect(faults).toEqual([]);
  }, PATIENCE);
});

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { WaitsService } from '../../src/coaching/waits.service.js';
import { refreshSearchWords } from '../../src/people/search-words.js';
import { Diagnosis } from '../../src/placement/diagnosis.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { addCoachingCentre, type CoachingCentre } from '../coaching/coaching-centre.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';

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
    address = addressOf(test);
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
    const last = await page.getByRole('button', { name: 'Sí, reservar' }).boundingBox();
    // In sight without scrolling.
    expect(await page.evaluate('window.scrollY')).toBe(0);
    expect((last?.y ?? Infinity) + (last?.height ?? 0)).toBeLessThanOrEqual(740);
    // And nothing that she says yes to lies under it.
    const said = await page.getByText('sin problema se cancela').boundingBox();
    expect((said?.y ?? Infinity) + (said?.height ?? 0)).toBeLessThanOrEqual(last?.y ?? 0);
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

  it.each([1280, 360])('shows who waits, what no longer fits, whom to offer it and a series that cannot be, at %i px', async (width) => {
    const centre = await test.addCentre(`Centro ${width}`);
    const { people, offered } = await troubledCentre(test, centre.id);
    const context = await openAs(browser, address, await test.signIn('coordinator', { centre }), { viewport: { width, height: 800 } });
    const page = await open(context);
    expect(await page.getByRole('link', { name: 'Asesorías que ya no caben' }).isVisible()).toBe(true);
    const [waiting] = people.slice(-1) as [Id];
    for (const path of ['/', '/coaching?date=2026-11-24', '/coaching/waits', `/coaching/waits/new?person=${waiting}`, '/coaching/proposals', '/coaching/call-list?date=2026-11-24']) {
      await page.goto(path);
      await check(page);
    }
    await page.goto(`/coaching/waits/new?person=${offered}`);
    await page.getByRole('button', { name: 'Esperar' }).click();
    await page.getByText('Esos días todavía hay horas libres').first().waitFor();
    await check(page);
    await page.goto(`/coaching/bookings/new?person=${waiting}`);
    await page.getByLabel('¿Cuántas semanas').selectOption('3');
    await page.getByRole('button', { name: 'Reservar', exact: true }).click();
    await page.getByRole('heading', { name: 'Semanas que no se pueden' }).waitFor();
    await check(page);
    await context.close();
    const learner = await openAs(browser, address, await test.signIn('learner', { personId: offered, centre }), { viewport: { width, height: 740 } });
    const home = await open(learner);
    await check(home);
    await home.getByRole('link', { name: 'Responder' }).click();
    await home.waitForURL('**/coaching/mine');
    await check(home);
    await home.getByRole('button', { name: 'Sí, la tomo' }).click();
    await home.getByText('La hora quedó reservada').waitFor();
    await check(home);
    await learner.close();
    expect(faults).toEqual([]);
  }, PATIENCE);
});

/** One hour a day: next Monday is offered to one who waited, another waits for it; tomorrow's PC broke; somebody fears the computer. */
async function troubledCentre(test: TestApp, centreId: Id): Promise<{ people: Id[]; offered: Id }> {
  const place = await addCoachingCentre(test, { centreId, bookingsADay: 1, people: 5 });
  const people = place.people.map(({ id }) => id) as [Id, Id, Id, Id, Id];
  const [bookings, waits] = [test.app.get(BookingsService), test.app.get(WaitsService)];
  const [first, offered, second, unfit, fearful] = people;
  const full = await bookings.book(place.desk, { personId: first, wishes: {}, date: '2026-11-30', startsAt: '15:00', topic: 'email' });
  for (const personId of [offered, second]) await waits.ask(place.desk, { personId, fromDate: '2026-11-30', toDate: '2026-11-30', wishes: {}, topic: 'email' });
  await bookings.cancel(place.desk, full, { version: 1 });
  const left = await bookings.book(place.desk, { personId: unfit, wishes: {}, date: '2026-11-24', startsAt: '11:00', topic: 'email' });
  const { workstationId } = await test.dataSource.manager.findOneByOrFail(Booking, { id: left });
  await test.unitOfWork.run(async (tx) => {
    await tx.update(Workstation, place.workstations.find(({ id }) => id === workstationId) as Workstation, { outOfOrderSince: 1 });
    await tx.insert(Diagnosis, [{ id: newId(), personId: fearful, centreId, startedAt: 1, completedAt: 2, askedBy: null, answers: { fear: 'much' } } as never]);
  }, { actor: SYSTEM });
  return { people, offered };
}

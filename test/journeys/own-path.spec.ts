import type { Browser, Page } from 'playwright-core';
import { Arrival } from '../../src/attendance/arrival.entity.js';
import { Learner } from '../../src/people/learner.entity.js';
import { QUESTIONS } from '../../src/placement/diagnosis-questions.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { addClassroom, type Classroom } from '../attendance/classroom.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';

/** Browsers are slow on a busy machine; nothing here measures time. */
const PATIENCE = 180_000;
const WIDTHS = [1280, 360];

/** The learner's own path: her group, her name and her PIN at a PC of the centre, the survey, the test, and what comes of it. */
inBrowser('a learner finds her level by herself', () => {
  let world: TestApp;
  let room: Classroom;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    world = await startApp({ engine: 'embedded' });
    room = await addClassroom(world, { count: 3 });
    await world.unitOfWork.run((tx) => tx.execute('DELETE FROM consents WHERE person_id = ?', [room.people[0]?.id]), { actor: SYSTEM });
    const coordinator = await world.signIn('coordinator');
    expect((await coordinator.post(`/people/${room.people[0]?.id}/pin`, { pin: '5072' })).status).toBe(303);
    const [, code = ''] = /code-word--large">([^<]+)</.exec((await coordinator.post(`/stations/${room.workstation.id}/codes`)).text) ?? [];
    browser = await openBrowser();
    page = await (await openAs(browser, addressOf(world), null)).newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => faults.push(error.message));
    // A wrong PIN and an empty answer are answered with 422, which the browser notes as well.
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('422') && faults.push(message.text()));
    await page.goto('/station/registration');
    await look();
    await page.fill('input[name=code]', code);
    await next();
  }, PATIENCE);

  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  /** Every page of the path is clean for axe, contrast included, and fits its window, at a desk and on a phone. */
  async function look(): Promise<void> {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 760 });
      const at = `${new URL(page.url()).pathname} at ${width} px`;
      expect([at, await violationsOf(page), await overflows(page)]).toEqual([at, [], false]);
    }
  }

  async function next(button = 'main form button[type=submit]'): Promise<void> {
    await page.locator(button).first().click();
    await page.waitForLoadState();
  }

  it('signs in with her group, her name and her PIN', async () => {
    await look();
    await page.click(`main a[href$="/station/groups/${room.group.id}"]`);
    await look();
    await page.click(`main a[href$="/people/${room.people[0]?.id}"]`);
    await look();
    await page.fill('input[name=pin]', '1');
    await next();
    await look();
    await page.fill('input[name=pin]', '5072');
    await next();
    await look();
    expect(await world.dataSource.manager.countBy(Arrival, { personId: room.people[0]?.id })).toBe(1);
  }, PATIENCE);

  it('agrees to the use of her data, and answers the survey, one question a page', async () => {
    await page.click('main a[href="/placement"]');
    await look();
    await page.check('input[value=contact]');
    await next();
    for (const { code } of QUESTIONS) {
      expect(page.url()).toContain(`/placement/questions/${code}`);
      await look();
      await page.locator('main .choice input, main input[type=text]').first().check().catch(() => undefined);
      await next();
    }
    expect(page.url()).toMatch(/\/placement\/test$/);
    await look();
  }, PATIENCE);

  it('takes the test and leaves what she cannot do, to a kind result', async () => {
    await next();
    const kinds = new Set<string>();
    for (let item = 0; item < 20 && page.url().endsWith('/placement/item'); item += 1) {
      const kind = await page.getAttribute('form[data-activity]', 'data-activity') ?? '';
      if (!kinds.has(kind)) await look();
      kinds.add(kind);
      // An empty answer is asked for once more; the test goes on with what she leaves.
      await next(item % 2 === 0 ? 'button[name=left]' : 'main .actions button[type=submit]');
      if (await page.locator('[data-error-summary]').count() > 0) {
        if (item < 2) await look();
        await next('button[name=left]');
      }
    }
    expect(page.url()).toMatch(/\/placement\/result$/);
    await look();
    expect(kinds.size).toBeGreaterThan(2);
    await page.click('main .actions a');
    await look();
    expect(await world.dataSource.manager.countBy(Learner, { personId: room.people[0]?.id, placementStage: 'to-confirm' })).toBe(1);
  }, PATIENCE);

  it('met no fault of a script on the way', () => {
    expect(faults).toEqual([]);
  });
});

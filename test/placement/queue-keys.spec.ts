import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Learner } from '../../src/people/learner.entity.js';
import { refreshSearchWords } from '../../src/people/search-words.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser } from '../helpers/browser.js';
import { addLearner, marksBelow } from '../helpers/learners.js';

inBrowser('the queue of placement by keys, in a browser', () => {
  let world: TestApp;
  let trainer: Visitor;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    world = await startApp({ engine: 'embedded' });
    trainer = await world.signIn('trainer');
    for (const surnames of ['Aguilar', 'Benites', 'Ccori', 'Dávila']) {
      const { personId } = await addLearner(world, { surnames });
      await trainer.post(`/placement/queue/${personId}/checklist`, marksBelow(2));
      await world.unitOfWork.run((tx) => refreshSearchWords(tx, [personId]), { actor: SYSTEM });
      world.clock.advance(1_000);
    }
    browser = await openBrowser();
    context = await openAs(browser, addressOf(world), trainer, { viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await world.close();
  });

  const pointed = async (): Promise<string> => (await page.locator('a:focus').textContent()) ?? '';

  async function confirm(): Promise<void> {
    const back = page.waitForResponse((response) => response.request().method() === 'GET' && response.url().includes('/placement/queue'));
    await page.locator('a:focus').press('c');
    await back;
    await page.waitForLoadState();
  }

  it('stands on the next person after a confirmation, and never again on who was passed over', async () => {
    await page.goto('/placement/queue?stage=to-confirm');
    expect(await pointed()).toContain('Aguilar');
    await page.keyboard.press('ArrowDown');
    await confirm();
    expect(await pointed()).toContain('Ccori');
    await page.keyboard.press('ArrowDown');
    // The last: then the one before.
    await confirm();
    expect(await pointed()).toContain('Ccori');
    // Her page, and back without a decision.
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/placement\/queue\/[0-9a-f-]+$/u);
    await page.goto('/placement/queue?stage=to-confirm');
    expect(await pointed()).toContain('Ccori');
    expect(await world.dataSource.manager.countBy(Learner, { placementStage: 'placed' })).toBe(2);
  });

  it('begins with the first when the page is opened anew', async () => {
    await page.goto('/placement/queue?stage=to-confirm');
    expect(await pointed()).toContain('Aguilar');
  });

  it('comes back to what was searched for', async () => {
    await page.goto('/placement/queue?stage=to-confirm&q=ccori');
    await confirm();
    expect(new URL(page.url()).search).toBe('?q=ccori');
  });
});

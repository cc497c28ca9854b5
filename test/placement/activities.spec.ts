import type { Browser, BrowserContext, Page } from 'playwright-core';
import { activitySchema } from '../../src/activities/activity-kinds.js';
import { itemBank } from '../../src/placement/item-bank.js';
import type { Item } from '../../src/placement/item-schemas.js';
import { serveActivities, type ServedActivities } from '../helpers/activity-pages.js';
import { inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';
import { EXAMPLES } from '../fixtures/activities.js';
import { KEYS_ALONE, reach } from '../activities/keys-alone.js';
import { BY_TOUCH, HANDS } from './hands.js';

const bank = itemBank();

inBrowser('the activities in a browser', () => {
  let served: ServedActivities;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    served = await serveActivities((code) => bank.find(code) as Item);
    browser = await openBrowser();
    context = await openAs(browser, served.address, null);
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  }, 60_000);

  beforeEach(() => faults.splice(0));

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  const finish = async (button = '.actions .button'): Promise<string | null> => {
    await page.locator(button).first().click();
    await page.waitForLoadState();
    return page.textContent('p');
  };

  it.each(Object.keys(HANDS))('%s: whoever can do it is told so', async (code) => {
    await page.goto(`/${code}`, { waitUntil: 'load' });
    await HANDS[code]?.(page);
    expect(await finish()).toBe('right 1');
    expect(faults).toEqual([]);
  }, 20_000);

  it.each(Object.keys(KEYS_ALONE))('%s: can be done by keys alone, from Tab to Enter', async (code) => {
    await page.goto(`/${code}`, { waitUntil: 'load' });
    await KEYS_ALONE[code]?.(page);
    await reach(page, '.actions .button');
    await page.keyboard.press('Enter');
    await page.locator('form').waitFor({ state: 'detached' });
    expect(await page.textContent('p')).toBe('right 1');
  }, 20_000);

  it('can be done with a finger on a phone', async () => {
    const phone = await openAs(browser, served.address, null, { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });
    const desk = page;
    page = await phone.newPage();
    for (const code of Object.keys(BY_TOUCH)) {
      await page.goto(`/${code}`, { waitUntil: 'load' });
      await BY_TOUCH[code]?.(page);
      expect({ code, said: await finish() }).toEqual({ code, said: 'right 1' });
    }
    page = desk;
    await phone.close();
  }, 60_000);

  it('formats what was selected, though a box to type in lies on the way to the button', async () => {
    await page.goto('/W2-underline-date', { waitUntil: 'load' });
    await page.evaluate("document.querySelector('main').before(document.createElement('input'))");
    // A PC that has much to do tells of what was selected when it is selected no more.
    await page.evaluate("window.addEventListener('selectionchange', (event) => event.stopPropagation(), { capture: true })");
    await KEYS_ALONE['W2-underline-date']?.(page);
    expect(await finish()).toBe('right 1');
  }, 20_000);

  it('brings no window forward for whoever passes by with Tab, and lets the lure of an advert cost', async () => {
    await page.goto('/D1-front-window', { waitUntil: 'load' });
    for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press('Tab');
    expect(await page.inputValue('input[name=trace]')).toBe('');
    await page.goto('/I1-close-advert', { waitUntil: 'load' });
    await page.click('[data-window=advert] .mock-window__body button');
    expect(await finish()).toBe('wrong 0');
  }, 20_000);

  it('knows the keys for every kind of activity that there is', () => {
    const known = new Set([...Object.keys(KEYS_ALONE).map((code) => (bank.find(code) as Item).kind), ...EXAMPLES.map(({ kind }) => kind)]);
    expect(activitySchema.options.map(({ shape }) => shape.kind.value).filter((kind) => !known.has(kind))).toEqual([]);
  });

  it('knows hands for every kind that is done in the browser', () => {
    const kinds = new Set(Object.keys(HANDS).map((code) => (bank.find(code) as Item).kind));
    expect(bank.items.map(({ kind }) => kind).filter((kind) => !kinds.has(kind) && kind !== 'web-form')).toEqual([]);
  });

  it('lets her leave any of them', async () => {
    for (const code of ['D0-double-click', 'D2-move-file', 'I3-attach-file']) {
      await page.goto(`/${code}`);
      expect(await finish('[name=left]')).toBe('not_done 0');
    }
  }, 20_000);

  it('tells a text that was typed off from one that was pasted', async () => {
    await page.goto('/W2-copy-paste', { waitUntil: 'load' });
    await page.locator('#answer').pressSequentially(await page.inputValue('#source'));
    expect(await finish()).toBe('partly 0.5');
  }, 20_000);

  it('can be used by everybody, on a phone too', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const kinds = new Map(bank.items.map((item) => [`${item.kind} ${'gesture' in item.shown ? item.shown.gesture : ''}`, item.code]));
    for (const code of kinds.values()) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`/${code}`, { waitUntil: 'load' });
        expect({ code, violations: await violationsOf(page), overflows: await overflows(page) }).toEqual({ code, violations: [], overflows: false });
      }
    }
  }, 120_000);

  it('says without scripts what cannot be done, and sends the rest as plain forms', async () => {
    const bare = await openAs(browser, served.address, null, { javaScriptEnabled: false });
    page = await bare.newPage();
    await page.goto('/D0-double-click');
    expect(await page.textContent('noscript:has(.activity__notice)')).toContain('No lo sé, seguir');
    for (const code of ['D0-click-flower', 'W0-type-name', 'W1-save-file', 'I3-attach-file', 'I3-false-message', 'W2-print-menu']) {
      await page.goto(`/${code}`);
      await HANDS[code]?.(page);
      expect({ code, said: await finish() }).toEqual({ code, said: 'right 1' });
    }
    await bare.close();
  }, 60_000);
});

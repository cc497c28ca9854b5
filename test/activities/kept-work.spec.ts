import type { Browser, Page } from 'playwright-core';
import type { Activity } from '../../src/activities/activity-kinds.js';
import { itemBank } from '../../src/placement/item-bank.js';
import { EXAMPLES, example } from '../fixtures/activities.js';
import { serveActivities, type ServedActivities } from '../helpers/activity-pages.js';
import { inBrowser, openAs, openBrowser } from '../helpers/browser.js';
import { HANDS } from '../placement/hands.js';
import { BY_POINTER } from './hands.js';

const bank = itemBank();
const find = (code: string): Activity => (bank.find(code) as Activity | undefined) ?? example(code);
const ways = { ...HANDS, ...BY_POINTER };
const codes = [...Object.keys(HANDS), ...EXAMPLES.map(({ code }) => code)].filter((code) => ways[code] && find(code).kind !== 'make-password');

inBrowser('what stands in an activity', () => {
  let served: ServedActivities;
  let browser: Browser;

  beforeAll(async () => {
    served = await serveActivities(find);
    browser = await openBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  const told = async (page: Page): Promise<string | null> => {
    await page.locator('.actions .button').first().click();
    await page.locator('form').waitFor({ state: 'detached' });
    return page.textContent('p');
  };

  /** Once the page has come back. Not polled for as code: the page's own rules forbid code that comes as text. */
  const kept = (page: Page): Promise<void> => page.locator('form:not([action$="/keep"])').waitFor();

  it('stands there again when the page comes back: done, it is still done', async () => {
    const page = await (await openAs(browser, served.address, null)).newPage();
    for (const code of codes) {
      await page.goto(`/${code}`, { waitUntil: 'load' });
      await ways[code]?.(page);
      await page.evaluate(`document.querySelector('form').action = '/${code}/keep'`);
      await page.locator('.actions .button').first().click();
      await kept(page);
      await page.waitForLoadState('load');
      expect({ code, told: await told(page) }).toEqual({ code, told: 'right 1' });
    }
  }, 120_000);

  it('keeps no password', async () => {
    const code = bank.items.find(({ kind }) => kind === 'make-password')?.code as string;
    const page = await (await openAs(browser, served.address, null)).newPage();
    await page.goto(`/${code}`);
    await page.fill('#answer', 'tres palabras largas');
    await page.evaluate(`document.querySelector('form').action = '/${code}/keep'`);
    await page.locator('.actions .button').first().click();
    await kept(page);
    expect(await page.inputValue('#answer')).toBe('');
  }, 30_000);

  it.each([
    ['clicks of a mouse', {}, (page: Page, what: string) => clickWithoutMoving(page, what)],
    ['taps on a phone', { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } }, (page: Page, what: string) => page.tap(what)],
  ] as const)('is taken up and put down by %s', async (_, options, press) => {
    const page = await (await openAs(browser, served.address, null, options)).newPage();
    await page.goto('/D2-sort-files', { waitUntil: 'load' });
    await press(page, '[data-piece=hall]');
    expect(await page.getAttribute('[data-piece=hall]', 'aria-pressed')).toBe('true');
    expect(await page.textContent('[data-said]')).toMatch(/^Tiene en la mano: /);
    await press(page, '[data-place=music]');
    expect(await page.locator('[data-place=music] [data-piece=hall]').count()).toBe(1);
    // She changes her mind, and puts others where something lies already.
    for (const [piece, place] of [['hall', '[data-place=images]'], ['party', '[data-piece=hall]'], ['letter', '[data-place=documents] [data-drop]'], ['anthem', '[data-place=music]']] as const) {
      await press(page, `[data-piece=${piece}]`);
      await press(page, place);
    }
    expect(await told(page)).toBe('right 1');
  }, 30_000);
});

async function clickWithoutMoving(page: Page, what: string): Promise<void> {
  await page.hover(what);
  await page.mouse.down();
  await page.mouse.up();
}

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { example, EXAMPLES } from '../fixtures/activities.js';
import { serveActivities, type ServedActivities } from '../helpers/activity-pages.js';
import { inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';
import { BY_KEYBOARD, BY_POINTER } from './hands.js';

/** What a page may weigh over the wire once its style is there: itself and its own script (bytes). */
const HEAVIEST = 60_000;

inBrowser('activities of practice in a browser', () => {
  let served: ServedActivities;
  let browser: Browser;
  const faults: string[] = [];

  beforeAll(async () => {
    served = await serveActivities(example);
    browser = await openBrowser();
  }, 60_000);

  beforeEach(() => faults.splice(0));

  afterAll(async () => {
    await browser?.close();
    served?.close();
  });

  const open = async (options: Parameters<typeof openAs>[3] = {}): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await openAs(browser, served.address, null, options);
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
    return { context, page };
  };
  const told = async (page: Page): Promise<string | null> => {
    await page.locator('form').waitFor({ state: 'detached' });
    return page.textContent('p');
  };

  it.each(EXAMPLES.map(({ code }) => code))('%s: can be done with the keyboard alone', async (code) => {
    const { context, page } = await open();
    await page.goto(`/${code}`, { waitUntil: 'load' });
    await BY_KEYBOARD[code]?.(page);
    expect(await page.evaluate("document.activeElement.matches('.actions .button:not([name])')")).toBe(true);
    await page.keyboard.press('Enter');
    expect(await told(page)).toBe('right 1');
    expect(faults).toEqual([]);
    await context.close();
  }, 20_000);

  it.each([
    ['with a mouse', {}],
    ['with a finger on a phone', { hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } }],
    ['without scripts', { javaScriptEnabled: false }],
  ])('can be done %s', async (_, options) => {
    const { context, page } = await open(options);
    for (const code of Object.keys(BY_POINTER)) {
      await page.goto(`/${code}`, { waitUntil: 'load' });
      await BY_POINTER[code]?.(page);
      await page.click('.actions .button');
      expect({ code, told: await told(page) }).toEqual({ code, told: 'right 1' });
    }
    expect(faults).toEqual([]);
    await context.close();
  }, 60_000);

  it('can be used by everybody, large and small, light and dark', async () => {
    const { context, page } = await open({ viewport: { width: 360, height: 740 } });
    for (const { code } of EXAMPLES) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`/${code}`, { waitUntil: 'load' });
        expect({ code, violations: await violationsOf(page), overflows: await overflows(page) }).toEqual({ code, violations: [], overflows: false });
      }
    }
    await context.close();
  }, 60_000);

  it('weigh little', async () => {
    const { context, page } = await open();
    await page.goto('/ballot', { waitUntil: 'networkidle' });
    for (const { code } of EXAMPLES) {
      await page.goto(`/${code}`, { waitUntil: 'networkidle' });
      const weight = await page.evaluate<number>("performance.getEntries().reduce((sum, { transferSize }) => sum + (transferSize ?? 0), 0)");
      expect({ code, light: weight < HEAVIEST, weight }).toEqual({ code, light: true, weight });
    }
    await context.close();
  }, 60_000);

  const keys = async (options: Parameters<typeof openAs>[3] = {}): Promise<Page> => {
    const { page } = await open(options);
    await page.goto('/keys', { waitUntil: 'load' });
    return page;
  };

  it('keys: says which key to look for next, and forgives slips', async () => {
    const page = await keys();
    const said = (): Promise<string | null> => page.textContent('[data-said]');
    await page.keyboard.press('x');
    expect(await said()).toBe('Esa es otra tecla. Busque: a.');
    // A capital is the same key; Shift on its way there is no slip.
    await page.keyboard.press('Shift+A');
    expect(await said()).toBe('Muy bien: a. Ahora busque: Espacio.');
    await page.keyboard.press('Enter');
    expect(await said()).toBe('Esa es otra tecla. Busque: Espacio.');
    for (const key of ['Space', 'Backspace', 'Enter']) await page.keyboard.press(key);
    expect(await said()).toBe('Ya presionó todas. Ahora elija Listo.');
    expect(await page.inputValue('[name=trace]')).toBe('{"pressed":["k1","k2","k3","k4"],"slips":2}');
    await page.context().close();
  }, 20_000);

  it('keys: does not send the form while the last key is still held down', async () => {
    const page = await keys();
    for (const key of ['a', 'Space', 'Backspace']) await page.keyboard.press(key);
    for (let held = 0; held < 5; held += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    expect(new URL(page.url()).pathname).toBe('/keys');
    expect(await page.textContent('[data-said]')).toBe('Ya presionó todas. Ahora elija Listo.');
    await page.context().close();
  }, 20_000);

  it('keys: takes an accent and its letter for the letter with its accent', async () => {
    const page = await keys();
    await page.evaluate("document.querySelector('[data-id=k1]').dataset.key = 'á'");
    const strike = (key: string): Promise<void> => page.dispatchEvent('#keys-here', 'keydown', { key });
    await strike('Dead');
    await strike('a');
    expect(await page.textContent('[data-said]')).toContain('Muy bien');
    await page.context().close();
  }, 20_000);

  it('keys: leaves Tab to go on with, and the browser its own keys', async () => {
    const page = await keys();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.matches('.actions .button')")).toBe(true);
    expect(await page.textContent('[data-said]')).toBe('');
    await page.context().close();
  }, 20_000);

  it('keys: takes the drawn keys from a finger, and sends a mouse to the keyboard', async () => {
    const mouse = await keys();
    await mouse.click('[data-id=k1]');
    expect(await mouse.textContent('[data-said]')).toBe('Esta vez use su teclado. Busque ahí: a.');
    await mouse.context().close();
    const phone = await keys({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });
    for (const id of ['k1', 'k2', 'k3', 'k4']) await phone.tap(`[data-id=${id}]`);
    await phone.tap('.actions .button');
    expect(await told(phone)).toBe('right 1');
    await phone.context().close();
  }, 30_000);

  it('keys: says without a script that it cannot be done here', async () => {
    const page = await keys({ javaScriptEnabled: false });
    expect(await page.textContent('noscript:has(.activity__notice)')).toContain('No lo sé, seguir');
    await page.click('[name=left]');
    expect(await told(page)).toBe('not_done 0');
    await page.context().close();
  }, 20_000);
});

import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';

const PAGES = ['/styleguide', '/styleguide/form', '/styleguide/charts', '/styleguide/confirm', '/styleguide/station', '/styleguide/print', '/styleguide/error'];

inBrowser('the look, in a browser', () => {
  let minka: TestApp;
  let browser: Browser;
  let address: string;
  let trainer: Visitor;

  beforeAll(async () => {
    minka = await startApp({ engine: 'embedded' });
    trainer = await minka.signIn('trainer');
    browser = await openBrowser();
    address = addressOf(minka);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await minka.close();
  });

  /** A page in a window of its own, closed afterwards. */
  async function on<T>(path: string, work: (page: Page) => Promise<T>, { width = 1280, dark = false, script = true } = {}): Promise<T> {
    const context = await openAs(browser, address, trainer, {
      viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light', javaScriptEnabled: script,
    });
    const page = await context.newPage();
    try {
      await page.goto(path);
      return await work(page);
    } finally {
      await context.close();
    }
  }

  it.each([...PAGES.flatMap((path) => [[path, 1280, false], [path, 390, true]] as const), ['/styleguide', 360, false] as const])(
    '%s is for everybody at %i px (dark: %s)', async (path, width, dark) => {
      await on(path, async (page) => {
        expect(await violationsOf(page)).toEqual([]);
        expect(await overflows(page)).toBe(false);
      }, { width, dark });
    }, 30_000);

  it('charts break no rule of the content policy, and follow the colours of the dark', async () => {
    const colours = await Promise.all([false, true].map((dark) => on('/styleguide/charts', async (page) => {
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      await page.addInitScript("addEventListener('securitypolicyviolation', ({ violatedDirective }) => console.error(violatedDirective))");
      await page.reload({ waitUntil: 'load' });
      expect(complaints).toEqual([]);
      expect(await page.locator('svg.chart__picture').count()).toBe(5);
      return page.evaluate<string>("getComputedStyle(document.querySelector('.chart__fill--primary')).fill");
    }, { dark })));
    expect(colours).toEqual(['rgb(14, 70, 80)', 'rgb(143, 208, 214)']);
  }, 30_000);

  it('weighs at most 100 kB and 8 requests on a first visit, 15 kB on the next one', async () => {
    const context = await openAs(browser, address, trainer);
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    let requests = 0;
    let bytes = 0;
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      requests += 1;
      bytes += encodedDataLength;
    });
    await page.goto('/styleguide/form', { waitUntil: 'networkidle' });
    expect(requests).toBeLessThanOrEqual(8);
    expect(bytes).toBeLessThan(100_000);
    bytes = 0;
    await page.goto('/styleguide/form', { waitUntil: 'networkidle' });
    expect(bytes).toBeLessThan(15_000);
    await context.close();
  }, 30_000);

  it('a failed form: the summary has the focus, and leads to its fields', async () => {
    await on('/styleguide/form', async (page) => {
      expect(await page.title()).toMatch(/^Error: /);
      expect(await page.evaluate('document.activeElement.className')).toBe('error-summary');
      await page.click('.error-summary a[href="#often"]');
      expect(await page.evaluate('document.activeElement.id')).toBe('often');
    });
  }, 30_000);

  /** Counts the forms that a page sends, without leaving it. */
  const countSent = async (page: Page): Promise<() => number> => {
    let sent = 0;
    await page.route('**/styleguide', async (route) => {
      sent += 1;
      await route.fulfill({ status: 204 });
    });
    return () => sent;
  };

  it('a form goes once, however often its button is pressed', async () => {
    await on('/styleguide/form', async (page) => {
      const sent = await countSent(page);
      const button = page.locator('main form button[type="submit"]');
      await button.dispatchEvent('click');
      await button.dispatchEvent('click');
      // The sign that it is under way comes a moment later, where the answer has not come by then.
      await page.waitForSelector('main form button[type="submit"][aria-disabled="true"]');
      expect(sent()).toBe(1);
    });
  }, 30_000);

  it('a key that is held down presses nothing', async () => {
    await on('/styleguide/form', async (page) => {
      const sent = await countSent(page);
      // Pressed before the button has the focus, as by whoever comes from another page with the key still down.
      await page.keyboard.down('Enter');
      await page.locator('main form button[type="submit"]').focus();
      await page.keyboard.down('Enter');
      await page.waitForTimeout(200);
      expect(sent()).toBe(0);
      await page.keyboard.up('Enter');
      await page.keyboard.press('Enter');
      await page.waitForTimeout(200);
      expect(sent()).toBe(1);
    });
  }, 30_000);

  it('a dialog opens over the page, and is a page of its own without JavaScript', async () => {
    await on('/styleguide', async (page) => {
      await page.click('[data-dialog]');
      expect(await page.isVisible('dialog[open]')).toBe(true);
      expect(await violationsOf(page)).toEqual([]);
      await page.click('dialog [data-dialog-close]');
      expect(await page.isVisible('dialog[open]')).toBe(false);
    });
    await on('/styleguide', async (page) => {
      await page.click('[data-dialog]');
      expect(new URL(page.url()).pathname).toBe('/styleguide/confirm');
    }, { script: false });
  }, 30_000);

  it('the quick-find shows what it finds, by the keyboard alone', async () => {
    await on('/styleguide', async (page) => {
      await page.fill('#q', 'quispe');
      await page.waitForSelector('[role="option"]');
      expect(await page.textContent('main [data-quick-find-words]')).toBe('2 personas encontradas');
      await page.keyboard.press('ArrowDown');
      expect(await page.getAttribute('#q', 'aria-activedescendant')).toBe('found-1-0');
      expect(await page.getAttribute('#found-1-0', 'aria-selected')).toBe('true');
      await page.keyboard.press('Escape');
      expect(await page.isVisible('main [role="listbox"]')).toBe(false);
      expect(await violationsOf(page)).toEqual([]);
    });
  }, 30_000);

  it('says how far long work is', async () => {
    await on('/styleguide', async (page) => {
      const before = await page.textContent('[data-progress-words]');
      await page.waitForResponse('**/styleguide/progress');
      await page.waitForTimeout(100);
      expect(await page.textContent('[data-progress-words]')).not.toBe(before);
    });
  }, 30_000);

  it('opens the browser’s store once the page is there, not before', async () => {
    await on('/styleguide', async (page) => {
      await page.addInitScript(`
        const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (...args) { window.storedAt ??= performance.now(); set.apply(this, args); };`);
      await page.reload();
      while (await page.evaluate('window.storedAt') === undefined) await page.waitForTimeout(20);
      expect(await page.evaluate("storedAt - performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")).toBeGreaterThanOrEqual(0);
    });
  }, 30_000);

  it('warns after a quiet time, and signs out', async () => {
    await on('/styleguide', async (page) => {
      await page.route('**/styleguide', async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace(/data-quiet-warn="\d+" data-quiet-out="\d+"/, 'data-quiet-warn="1" data-quiet-out="4"');
        await route.fulfill({ response, body });
      });
      await page.reload();
      await page.waitForSelector('[data-quiet][open]');
      expect(await page.textContent('[data-quiet-left]')).toMatch(/^[123]$/);
      await page.click('[data-quiet-stay]');
      expect(await page.isVisible('[data-quiet][open]')).toBe(false);
      await page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/sign-out'));
    });
  }, 30_000);
});

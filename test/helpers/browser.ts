import type { Server } from 'node:http';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { TestApp, Visitor } from './app.js';
import { serveAxe, violationsOf } from './axe.js';
import { CHROMIUM, openBrowser } from './chromium.js';

/** `describe` where a browser is installed. */
export const inBrowser: typeof describe | typeof describe.skip = CHROMIUM ? describe : describe.skip;

export { openBrowser, violationsOf };

/** Where a browser reaches the application of a test. */
export function addressOf({ app }: TestApp): string {
  return serveAxe(app.getHttpServer() as Server);
}

/** A window of its own in which this visitor is signed in. */
export async function openAs(browser: Browser, address: string, visitor: Visitor | null, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: address, locale: 'es-PE', ...options });
  const { hostname } = new URL(address);
  if (visitor) await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: '/' })));
  return context;
}

/** True when the page is wider than its window, which nobody should have to scroll. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
}

/** Where to put pictures of pages, for whoever wants to look at them. */
const PICTURES = process.env.MINKA_PICTURES;

/** Looks at a page as it stands: nothing is wrong with it, and nobody has to scroll sideways. With `MINKA_PICTURES` it leaves a picture of it. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const title = `${name}-${page.viewportSize()?.width ?? 0}`;
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${title}.png`, fullPage: true });
  expect([title, await violationsOf(page), await overflows(page)]).toEqual([title, [], false]);
}

/** The window of a desk, then that of a phone. */
const WIDTHS = [1280, 360];

/** Opens each page as one visitor, by its name, and looks at it in either window. */
export async function lookAtPages({ browser, address }: { browser: Browser; address: string }, visitor: Visitor | null, pages: Readonly<Record<string, string>>): Promise<void> {
  const context = await openAs(browser, address, visitor);
  const page = await context.newPage();
  for (const [name, path] of Object.entries(pages)) {
    const answer = await page.goto(path);
    expect([name, answer?.status()]).toEqual([name, 200]);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await lookAt(page, name);
    }
  }
  await context.close();
}

/** Waits until a text says what is expected of it. */
export async function expectSoon(read: () => Promise<string>, expected: RegExp): Promise<void> {
  const until = Date.now() + 12_000;
  let text = await read();
  while (!expected.test(text) && Date.now() < until) {
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    text = await read();
  }
  expect(text.trim()).toMatch(expected);
}

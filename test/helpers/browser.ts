import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { TestApp, Visitor } from './app.js';
import { CHROMIUM, openBrowser } from './chromium.js';

/** `describe` where a browser is installed. */
export const inBrowser: typeof describe | typeof describe.skip = CHROMIUM ? describe : describe.skip;

export { openBrowser };

/** Where a browser reaches the application of a test. */
export function addressOf({ app }: TestApp): string {
  return `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`;
}

/** A window of its own in which this visitor is signed in. */
export async function openAs(browser: Browser, address: string, visitor: Visitor | null, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: address, locale: 'es-PE', ...options });
  const { hostname } = new URL(address);
  if (visitor) await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: '/' })));
  return context;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe is asked: what is wrong alone. What passes is many times as long, and reading it took longer than the looking. */
const ASKED = JSON.stringify({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'], preload: false, elementRef: false,
});

/** What axe finds wrong with a page, contrast included: one line each, none when all is well. */
export async function violationsOf(page: Page): Promise<string[]> {
  if (!await page.evaluate('"axe" in window')) await page.evaluate(`${axe};0`);
  return page.evaluate<string[]>(`axe.run(document, ${ASKED}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`);
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

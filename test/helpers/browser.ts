import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Visitor } from './app.js';
import { CHROMIUM, openBrowser } from './chromium.js';

/** `describe` where a browser is installed. */
export const inBrowser: typeof describe | typeof describe.skip = CHROMIUM ? describe : describe.skip;

export { openBrowser };

/** A window of its own in which this visitor is signed in. */
export async function openAs(browser: Browser, address: string, visitor: Visitor | null, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: address, locale: 'es-PE', ...options });
  const { hostname } = new URL(address);
  if (visitor) await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: '/' })));
  return context;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation { id: string; nodes: { html: string }[] }

/** What axe finds wrong with a page, contrast included: one line each, none when all is well. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await page.evaluate<{ violations: Violation[] }>(`axe.run(document, ${JSON.stringify({ runOnly: rules })})`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** True when the page is wider than its window, which nobody should have to scroll. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
}

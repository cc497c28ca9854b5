import { readFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe is asked: what is wrong alone. What passes is many times as long, and reading it took longer than the looking. */
const ASKED = JSON.stringify({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'], preload: false, elementRef: false,
});

const PATH = '/axe-of-the-tests.js';
const serving = new Map<string, Server>();

/**
 * Has a server under test give axe to its own pages: handed over by the driver, page after page, it takes longer to get there
 * than to look, and the browser reads it anew each time.
 * @returns where a browser reaches the server
 */
export function serveAxe(server: Server): string {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (serving.get(origin) === server) return origin;
  serving.set(origin, server);
  const answers = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (request.url === PATH) response.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'public, max-age=31536000, immutable' }).end(axe);
    else for (const answer of answers) answer(request, response);
  });
  return origin;
}

/** What axe finds wrong with a page, contrast included: one line each, none when all is well. */
export async function violationsOf(page: Page): Promise<string[]> {
  if (!await page.evaluate('"axe" in window')) {
    if (serving.has(new URL(page.url()).origin)) await page.addScriptTag({ url: PATH });
    else await page.evaluate(`${axe};0`);
  }
  return page.evaluate<string[]>(`axe.run(document, ${ASKED}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`);
}

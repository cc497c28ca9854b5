import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { PROJECT_ROOT } from '../../src/shared/web/project-root.js';
import { textOfPdf } from './pdf-text.js';

/** A page or a file, as whoever looks for a word in it reads it. */
export interface Crawled {
  path: string;
  pattern: string;
  status: number;
  text: string;
}

/** They never end, or end the visit. */
const LEFT_OUT = /\/events$|^\/exit$|^\/sign-out/u;
/** The addresses that can be asked for, as the table of who may use what has them, which its own test holds against the routes. */
function knownPatterns(): string[] {
  const table = readFileSync(join(PROJECT_ROOT, 'test', 'who-may-use-what.txt'), 'utf8');
  return [...table.matchAll(/^GET\s+(\S+)/gmu)].map(([, path]) => path as string);
}

/** Of a kind of which one says little. */
const OFTEN = 60;

/**
 * Follows every link from a visitor's home on, one of each kind of address, files and all that lies in them.
 * @param often kinds of which many are looked at
 */
export async function crawl(address: string, cookie: string, often: readonly string[] = []): Promise<Crawled[]> {
  const kinds = knownPatterns().map((pattern) => ({ pattern, like: new RegExp(`^${pattern.replace(/[.]/gu, '\\.').replace(/:\w+/gu, '[^/]+')}$`, 'u'), left: often.includes(pattern) ? OFTEN : 1 }))
    // What is named stands before what could be anything.
    .sort((a, b) => (a.pattern.match(/:/gu)?.length ?? 0) - (b.pattern.match(/:/gu)?.length ?? 0));
  const waiting = ['/'];
  const asked = new Set<string>();
  const crawled: Crawled[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const [bare = ''] = path.split('?');
    const kind = kinds.find(({ like }) => like.test(bare));
    if (!kind || kind.left === 0 || asked.has(path) || LEFT_OUT.test(bare)) continue;
    kind.left -= 1;
    asked.add(path);
    const answer = await fetch(`${address}${path}`, { headers: { cookie }, redirect: 'manual' });
    const body = Buffer.from(await answer.arrayBuffer());
    const text = await readable(body);
    crawled.push({ path, pattern: kind.pattern, status: answer.status, text });
    if (answer.headers.get('content-type')?.startsWith('text/html')) waiting.push(...linksIn(text));
    const to = answer.headers.get('location');
    if (to?.startsWith('/')) waiting.push(to);
  }
  return crawled;
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/href="(\/[^"#]*)/gu)].map(([, path = '']) => path.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
}

/** Of a zip (a workbook is one) the texts of all its files, of a PDF its words. */
async function readable(body: Buffer): Promise<string> {
  if (body.subarray(0, 4).toString('latin1') === '%PDF') return textOfPdf(body).join(' ');
  if (body.subarray(0, 2).toString('latin1') !== 'PK') return body.toString();
  const parts = await Promise.all(Object.values(unzipSync(body)).map((part) => readable(Buffer.from(part))));
  return parts.join('\n');
}

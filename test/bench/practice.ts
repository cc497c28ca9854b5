import { randomUUID } from 'node:crypto';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openBrowser, WHOLE_CHROMIUM } from '../helpers/chromium.js';
import type { Hello } from './bench.js';
import { practicePath, type BenchPractice } from './load-learning.js';
import { practiceStarts } from './practice-starts.js';
import { atMost, type Verdict } from './verdicts.js';

/** What a practice's page may weigh and take to start. */
const PRACTICE_BARS = { bytes: 60_000, milliseconds: 200, slowdown: 6 } as const;

/** What any page takes, with nothing to read and nothing to run: no practice can be shown sooner by this browser on this machine. */
const FLOOR = 'static page of 5 kB';

/** Each page is opened so often; the middle one counts. */
const TIMES = 3;

export interface PracticeFigures {
  kind: string;
  /** Where its first task is. */
  path: string;
  /** All that an empty browser fetches for the page, and what is fetched by one that has shown a page of the lesson before. */
  coldBytes: number;
  ownBytes: number;
  /** On a PC six times slower, from the press that leads to it until it can be used; null for the page with nothing to it. */
  startMilliseconds: number | null;
  /** The same where it is opened by its address, as a page: from the first byte of the answer until it is painted with its scripts run. */
  usableMilliseconds: number;
  /** All CPU that the page's thread took to show it, painting included, times the slowdown: says more than the clock where others share the machine. */
  workMilliseconds: number;
}

interface Sighting extends Pick<PracticeFigures, 'usableMilliseconds' | 'workMilliseconds'> {
  bytes: number;
}

/** Opens the first task of each kind in a slow browser, as a learner does who comes from her lesson; first of all a page with nothing to it, at `floor`. */
export async function benchPractice({ port, data, cookies }: Hello, floor: string, say: (text: string) => void): Promise<PracticeFigures[]> {
  if (!WHOLE_CHROMIUM) throw new Error('Practice is measured in Chromium, which is not installed here.');
  const origin = `http://127.0.0.1:${port}`;
  const browser = await openBrowser(WHOLE_CHROMIUM);
  const figures = new Map<string, PracticeFigures>([[FLOOR, { kind: FLOOR, path: '/', startMilliseconds: null, ...await sightings(browser, floor, null, ['/', '/']) }]]);
  for (const practice of data.practices) {
    await post(origin, cookies.practiser, `${practicePath(practice)}/rounds`, {});
    for (let task = await taskAt(origin, cookies.practiser, practice); task; task = await taskAt(origin, cookies.practiser, practice)) {
      if (!figures.has(task.kind)) {
        figures.set(task.kind, { kind: task.kind, path: practicePath(practice), startMilliseconds: null, ...await sightings(browser, origin, cookies.practiser, [`/learning/${practice.lesson}`, practicePath(practice)]) });
        say(`  ${task.kind}`);
      }
      await post(origin, cookies.practiser, task.action, { left: 'yes' });
    }
  }
  say('  from press to press');
  const starts = await practiceStarts(browser, origin, cookies.practiser, data.practices, PRACTICE_BARS.slowdown);
  await browser.close();
  return [...figures.values()].map((each) => ({ ...each, startMilliseconds: starts.get(each.kind) ?? null }));
}

export function practiceVerdicts(figures: readonly PracticeFigures[]): Verdict[] {
  const worst = (bar: string, part: 'coldBytes' | 'startMilliseconds', limit: number): Verdict => {
    const found = figures.filter(({ kind }) => kind !== FLOOR).reduce((one, other) => ((other[part] ?? Infinity) > (one[part] ?? Infinity) ? other : one));
    const verdict = atMost(`practice: ${bar}`, found[part] ?? Infinity, limit, 0);
    return { ...verdict, measured: `${verdict.measured} (${found.kind})` };
  };
  return [
    worst('bytes of a page and all that it needs', 'coldBytes', PRACTICE_BARS.bytes),
    worst(`ms from the press, ${PRACTICE_BARS.slowdown} × slower, until the task can be used`, 'startMilliseconds', PRACTICE_BARS.milliseconds),
  ];
}

interface Task {
  kind: string;
  action: string;
}

/** The task where the round stands; null once it is over. */
async function taskAt(origin: string, cookie: string, practice: BenchPractice): Promise<Task | null> {
  const html = await (await fetch(`${origin}${practicePath(practice)}`, { headers: { cookie } })).text();
  // After a round the page brings along the first task of the next one.
  const [, action, kind] = /action="([^"]+)" data-activity="([^"]+)"/u.exec(html.replace(/<template.*/su, '')) ?? [];
  return action && kind ? { action, kind } : null;
}

async function post(origin: string, cookie: string, path: string, fields: Record<string, string>): Promise<void> {
  const headers = { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': randomUUID() };
  const { status } = await fetch(`${origin}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' });
  if (status !== 303) throw new Error(`${path} answered ${status}`);
}

async function sightings(browser: Browser, origin: string, cookie: string | null, [before, page]: [string, string]): Promise<Omit<PracticeFigures, 'kind' | 'path' | 'startMilliseconds'>> {
  const cold = await sight(browser, origin, cookie, { paths: [page], slowdown: 1 });
  const quick = await sight(browser, origin, cookie, { paths: [before, page], slowdown: 1 });
  const slow: Sighting[] = [];
  for (let time = 0; time < TIMES; time += 1) slow.push(await sight(browser, origin, cookie, { paths: [before, page], slowdown: PRACTICE_BARS.slowdown }));
  const middle = (part: keyof Sighting): number => slow.map((each) => each[part]).sort((one, other) => one - other)[Math.floor(TIMES / 2)] as number;
  return {
    coldBytes: cold.bytes, ownBytes: quick.bytes, usableMilliseconds: middle('usableMilliseconds'),
    workMilliseconds: quick.workMilliseconds * PRACTICE_BARS.slowdown,
  };
}

/** Shows pages one after the other in a browser without a cache; what the last one took. */
async function sight(browser: Browser, origin: string, cookie: string | null, { paths, slowdown }: { paths: string[]; slowdown: number }): Promise<Sighting> {
  const context = await browser.newContext({ baseURL: origin, locale: 'es-PE' });
  const [name, value] = cookie?.split('=') ?? [];
  if (name && value) await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/' }]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  for (const path of paths) {
    bytes = 0;
    await page.goto(path, { waitUntil: 'networkidle' });
  }
  const sighting = { bytes, workMilliseconds: await workOf(devtools), ...await timesOf(page) };
  await context.close();
  return sighting;
}

/** CPU milliseconds that the page's thread has worked since it began to show the page. */
async function workOf(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/** Scripts are modules: they have run when the document's content is loaded. */
function timesOf(page: Page): Promise<Omit<Sighting, 'bytes' | 'workMilliseconds'>> {
  return page.evaluate(`(() => {
    const [page] = performance.getEntriesByType('navigation');
    const painted = performance.getEntriesByName('first-contentful-paint')[0];
    const ready = page.domContentLoadedEventEnd - page.responseStart;
    return { usableMilliseconds: Math.max(ready, (painted ? painted.startTime : 0) - page.responseStart) };
  })()`);
}

import type { Browser, Page } from 'playwright-core';
import { practicePath, type BenchPractice } from './load-learning.js';

/** Each kind is come to so often; the middle one counts. */
const TIMES = 3;
/** Milliseconds that somebody looks at a task before she presses, at the least. */
const LOOKING = 500;

/**
 * Presses through practices in a slow browser as a learner does, who leaves each task for the next one.
 * @returns by kind, the milliseconds from the press until the task that follows stands painted with its script at work
 */
export async function practiceStarts(
  browser: Browser, origin: string, cookie: string, practices: readonly BenchPractice[], slowdown: number,
): Promise<Map<string, number>> {
  const found = new Map<string, number[]>();
  const kinds = new Map<string, string[]>();
  const wanted = ({ practice }: BenchPractice): boolean => kinds.get(practice)?.some((kind) => (found.get(kind)?.length ?? 0) < TIMES) ?? true;
  for (let time = 0; time < TIMES; time += 1) {
    for (const practice of practices) {
      if (!wanted(practice)) continue;
      const starts = await roundOf(browser, origin, cookie, { practice, slowdown });
      kinds.set(practice.practice, starts.map(({ kind }) => kind));
      for (const { kind, milliseconds } of starts) found.set(kind, [...found.get(kind) ?? [], milliseconds]);
    }
  }
  return new Map([...found].map(([kind, all]) => [kind, all.sort((one, other) => one - other)[Math.floor(all.length / 2)] as number]));
}

interface Start {
  kind: string;
  milliseconds: number;
}

async function roundOf(
  browser: Browser, origin: string, cookie: string, { practice, slowdown }: { practice: BenchPractice; slowdown: number },
): Promise<Start[]> {
  const context = await browser.newContext({ baseURL: origin, locale: 'es-PE' });
  const [name, value] = cookie.split('=') as [string, string];
  await context.addCookies([{ name, value, domain: new URL(origin).hostname, path: '/' }]);
  const page = await context.newPage();
  await page.goto(`/learning/${practice.lesson}`, { waitUntil: 'networkidle' });
  await page.goto(practicePath(practice), { waitUntil: 'networkidle' });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const starts: Start[] = [];
  for (let start = await press(page, 'form[action$="/rounds"] button'); start.kind !== ''; start = await press(page, 'button[name=left]')) starts.push(start);
  await context.close();
  return starts;
}

/** @returns the kind of the task that follows, empty after the last one */
async function press(page: Page, button: string): Promise<Start> {
  await page.waitForTimeout(LOOKING);
  return page.evaluate<Start>(`(${PRESSED})(${JSON.stringify(button)})`);
}

/** Painted: the frame after the one in which all was there has begun, and what was to be done for it is done. */
const PRESSED = `(button) => new Promise((resolve) => {
  const pressed = performance.now();
  const before = document.querySelector('main');
  const there = () => {
    const main = document.querySelector('main');
    return main !== before && !main.hasAttribute('aria-busy');
  };
  const watch = new MutationObserver(() => {
    if (!there()) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => resolve({
        kind: document.querySelector('[data-activity]')?.dataset.activity ?? '', milliseconds: performance.now() - pressed,
      });
      painted.port2.postMessage(null);
    });
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
  before.querySelector(button).click();
})`;

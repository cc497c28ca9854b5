import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { activityView } from '../../src/activities/activity.presenter.js';
import { activityPictures } from '../../src/activities/pictures.js';
import { scoreActivity, type Submitted } from '../../src/activities/scoring.js';
import { itemBank } from '../../src/placement/item-bank.js';
import type { Item } from '../../src/placement/item-schemas.js';
import { assetsMiddleware, assetUrl } from '../../src/shared/web/assets.js';
import { translator } from '../../src/shared/web/i18n.js';
import { securityHeaders } from '../../src/shared/web/security-headers.js';
import { render } from '../../src/shared/web/view-engine.js';
import { inBrowser, openAs, openBrowser, overflows, violationsOf } from '../helpers/browser.js';
import { HANDS } from './hands.js';

const bank = itemBank();

/** Each item on a page of its own, under the application's own headers; what is sent is scored and told. */
function serve(): Promise<Server> {
  const app = express().use(securityHeaders()).use(assetsMiddleware()).use(express.urlencoded({ extended: true }));
  app.get('/favicon.ico', (_request, response) => void response.status(204).end());
  app.get('/:code', (request, response) => {
    const item = bank.find(request.params.code) as Item;
    const activity = activityView(item, { t: translator('es'), locale: 'es', pictures: activityPictures(), seed: 3 });
    const body = render('activities/frame', { action: `/${item.code}`, activity }, { locale: 'es', layout: null });
    response.send(`<!doctype html><html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>${item.code}</title><link rel="stylesheet" href="${assetUrl('css/app.css')}"></head><body><main>${body}</main></body></html>`);
  });
  app.post('/:code', (request, response) => {
    const { score, outcome } = scoreActivity(bank.find(request.params.code) as Item, request.body as Submitted);
    response.send(`<p>${outcome} ${score}</p>`);
  });
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });
}

inBrowser('the activities in a browser', () => {
  let server: Server;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let address: string;
  const faults: string[] = [];

  beforeAll(async () => {
    server = await serve();
    browser = await openBrowser();
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    context = await openAs(browser, address, null);
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  }, 60_000);

  beforeEach(() => faults.splice(0));

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const finish = async (button = '.actions .button'): Promise<string | null> => {
    await page.locator(button).first().click();
    await page.waitForLoadState();
    return page.textContent('p');
  };

  it.each(Object.keys(HANDS))('%s: whoever can do it is told so', async (code) => {
    await page.goto(`/${code}`, { waitUntil: 'load' });
    await HANDS[code]?.(page);
    expect(await finish()).toBe('right 1');
    expect(faults).toEqual([]);
  }, 20_000);

  it('knows hands for every kind that is done in the browser', () => {
    const kinds = new Set(Object.keys(HANDS).map((code) => (bank.find(code) as Item).kind));
    expect(bank.items.map(({ kind }) => kind).filter((kind) => !kinds.has(kind) && kind !== 'web-form')).toEqual([]);
  });

  it('lets her leave any of them', async () => {
    for (const code of ['D0-double-click', 'D2-move-file', 'I3-attach-file']) {
      await page.goto(`/${code}`);
      expect(await finish('[name=left]')).toBe('not_done 0');
    }
  }, 20_000);

  it('tells a text that was typed off from one that was pasted', async () => {
    await page.goto('/W2-copy-paste', { waitUntil: 'load' });
    await page.locator('#answer').pressSequentially(await page.inputValue('#source'));
    expect(await finish()).toBe('partly 0.5');
  }, 20_000);

  it('can be used by everybody, on a phone too', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    const kinds = new Map(bank.items.map((item) => [`${item.kind} ${'gesture' in item.shown ? item.shown.gesture : ''}`, item.code]));
    for (const code of kinds.values()) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`/${code}`, { waitUntil: 'load' });
        expect({ code, violations: await violationsOf(page), overflows: await overflows(page) }).toEqual({ code, violations: [], overflows: false });
      }
    }
  }, 120_000);

  it('says without scripts what cannot be done, and sends the rest as plain forms', async () => {
    const bare = await openAs(browser, address, null, { javaScriptEnabled: false });
    page = await bare.newPage();
    await page.goto('/D0-double-click');
    expect(await page.textContent('noscript')).toContain('No lo sé, seguir');
    for (const code of ['D0-click-flower', 'W0-type-name', 'W1-save-file', 'I3-attach-file', 'I3-false-message', 'W2-print-menu']) {
      await page.goto(`/${code}`);
      await HANDS[code]?.(page);
      expect({ code, said: await finish() }).toEqual({ code, said: 'right 1' });
    }
    await bare.close();
  }, 60_000);
});

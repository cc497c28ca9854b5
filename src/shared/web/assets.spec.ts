import express from 'express';
import request from 'supertest';
import { assetUrl, assetsMiddleware } from './assets.js';

const app = express().use(assetsMiddleware()).use((_request, response) => void response.status(418).end());

describe('assets', () => {
  it('are kept for ever under an address that holds their hash', async () => {
    const response = await request(app).get(assetUrl('css/app.css')).expect(200);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(response.text).toMatch(/^\s*@layer reset, tokens, base, layout, components, utilities;/);
    expect(response.text).toMatch(/url\(\/assets\/[0-9a-f]{8}\/fonts\/atkinson-hyperlegible-next-latin\.woff2\)/);
  });

  it('come compressed to who can read that', async () => {
    const packed = await request(app).get(assetUrl('css/app.css')).set('Accept-Encoding', 'gzip, deflate, br, zstd');
    expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(packed.text).toContain('@layer');
    const plain = await request(app).get(assetUrl('css/app.css')).set('Accept-Encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  it('of an older page are answered, but not kept', async () => {
    const response = await request(app).get(assetUrl('css/app.css').replace(/[0-9a-f]{8}/, '00000000')).expect(200);
    expect(response.headers['cache-control']).toBe('no-cache');
  });

  it('hold one script for every page, each part in a scope of its own', async () => {
    const { text, headers } = await request(app).get(assetUrl('js/app.js')).expect(200);
    expect(headers['content-type']).toContain('text/javascript');
    expect(text).not.toMatch(/^export|^import/m);
    expect(() => new Function(text)).not.toThrow();
  });

  it.each(['js/register.js', 'js/practice.js'])('hold in %s all that it imports', async (name) => {
    const { text } = await request(app).get(assetUrl(name)).expect(200);
    expect(text).not.toMatch(/^import/m);
    expect(() => new Function(text)).not.toThrow();
  });

  it('give an activity as a function, which a page runs that names it and a practice runs when its task is there', async () => {
    const { text } = await request(app).get(assetUrl('js/activities/drag.js')).expect(200);
    expect(text).toMatch(/^export default function start\(\) \{$/m);
    expect(text).not.toMatch(/^import /m);
    const asked = (inPlace: string | undefined): number => {
      const found: string[] = [];
      const document = {
        body: { dataset: { inPlace } }, addEventListener: () => undefined,
        querySelector: (one: string) => void found.push(one), querySelectorAll: (all: string) => (found.push(all), []),
      };
      new Function('document', text.replace('export default', ''))(document);
      return found.length;
    };
    expect([asked('yes'), asked(undefined) > 0]).toEqual([0, true]);
  });

  it('keep what only the staff and lessons need out of everybody\'s styles', async () => {
    const [everybody, office, learning] = await Promise.all(['css/app.css', 'css/office.css', 'css/learning.css'].map(async (name) => (await request(app).get(assetUrl(name))).text));
    expect(office).toContain('.register');
    expect(learning).toMatch(/\.activity[^]*\.lesson-page/);
    expect(everybody).not.toMatch(/\.register|\.activity|\.lesson-page/);
  });

  it('that are not there get a short answer, and other addresses go on', async () => {
    await request(app).get('/assets/00000000/css/none.css').expect(404);
    await request(app).get('/assets/00000000/../package.json').expect(404);
    await request(app).post(assetUrl('css/app.css')).expect(418);
    expect(() => assetUrl('css/none.css')).toThrow('css/none.css');
  });

  it('weigh at most 50 kB together on a first visit', async () => {
    const names = ['css/app.css', 'js/app.js', 'fonts/atkinson-hyperlegible-next-latin.woff2', 'pictures/icon.svg'];
    const sizes = await Promise.all(names.map(async (name) => {
      const { headers } = await request(app).get(assetUrl(name)).set('Accept-Encoding', 'br');
      return Number(headers['content-length']);
    }));
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(50_000);
  });
});

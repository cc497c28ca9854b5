import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCALES } from '../shared/web/i18n.js';
import { activityPictures, readPictures } from './pictures.js';

const pictures = [...activityPictures().values()];

describe('the drawings', () => {
  it('have no scripts, colours or addresses of their own', () => {
    for (const { name, svg } of pictures) {
      expect({ name, svg }).toEqual({ name, svg: expect.stringMatching(/^<svg [^>]*viewBox="0 0 64 64"[^>]*currentColor.*<\/svg>$/su) as unknown });
      expect(svg).not.toMatch(/<script|style=|href|#[0-9a-f]{3}/iu);
    }
  });

  it('are left to the words on what holds them', () => {
    for (const { name, svg } of pictures) expect({ name, svg }).toEqual({ name, svg: expect.stringMatching(/^<svg aria-hidden="true" /u) as unknown });
  });

  it('are told in every language', () => {
    expect(pictures.length).toBeGreaterThan(20);
    for (const { name, alt } of pictures) expect({ name, told: Object.keys(alt).sort() }).toEqual({ name, told: [...LOCALES].sort() });
  });
});

describe('readPictures', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pictures-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a drawing that is not there', '{ "wi-fi": "Ondas" }', ['pictures.json: wi-fi: there is no drawing wi-fi.svg']],
    ['words in one language', '{ "wifi": { "es": "Ondas" } }', [expect.stringMatching(/^pictures\.json: wifi: /u)]],
    ['no JSON', '[', [expect.stringMatching(/^pictures\.json: cannot be read: /u)]],
    ['nothing', '{ "wifi": "Ondas" }', []],
  ])('names the place of %s', (_, content, expected) => {
    const faults: string[] = [];
    writeFileSync(join(folder, 'pictures.json'), content);
    readPictures(join(folder, 'pictures.json'), faults);
    expect(faults).toEqual(expected);
  });
});

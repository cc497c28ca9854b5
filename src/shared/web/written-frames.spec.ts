import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asWritten } from './written-frames.js';

describe('a line of a stack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-frames-'));
  const built = join(folder, 'dist');
  const url = pathToFileURL(join(built, 'one.js')).href;

  beforeAll(() => {
    mkdirSync(built);
    // The second compiled line was the fifth.
    writeFileSync(join(built, 'one.js.map'), JSON.stringify({ version: 3, sources: ['../src/one.ts'], names: [], mappings: 'AAAA;AAIA' }));
    writeFileSync(join(built, 'broken.js.map'), '{"version":3,');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['of a function', `at save (${url}:2:1)`, `at save (${join(folder, 'src', 'one.ts')}:5:1)`],
    ['of a module', `at async ${url}:2:1`, `at async ${join(folder, 'src', 'one.ts')}:5:1`],
  ])('%s says where it was written', (_, frame, written) => expect(asWritten(frame)).toBe(written));

  it.each([
    ['without a map', `at save (${url.replace('one', 'other')}:2:1)`],
    ['with half a map', `at save (${url.replace('one', 'broken')}:2:1)`],
    ['of Node', 'at node:internal/process/task_queues:95:5'],
    ['of a package', 'at Object.run (/srv/node_modules/some/index.js:3:4)'],
  ])('%s stays as it is', (_, frame) => expect(asWritten(frame)).toBe(frame));
});

import { basename } from 'node:path';
import { specsByFolder, TOGETHER, togetherFiles } from './together/domains.js';

describe('the tests that run together', () => {
  it('leave no folder of specs out, and run none twice', () => {
    expect(Object.values(TOGETHER).flat().sort()).toEqual([...specsByFolder().keys()].sort());
  });

  it('have a file for each set', () => {
    expect(togetherFiles().map((file) => basename(file, '.together.ts')).sort()).toEqual(Object.keys(TOGETHER).sort());
  });
});

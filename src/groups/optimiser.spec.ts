import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { transformFile } from '@swc/core';
import { formingInstance } from '../../test/bench/group-instances.js';
import { proposalFaults } from '../../test/groups/proposal-faults.js';
import { edition } from '../../test/groups/small-edition.js';
import { Refused } from '../shared/kernel/refusal.js';
import type { FormingProgress, Proposal } from './group-forming.js';
import { proposeGroups, secondsFor } from './optimiser.js';

const INPUT = formingInstance({ learners: 40, hours: 6, trainers: 2, organisations: 10, seed: 1 });

describe('proposing groups', () => {
  it('refuses what cannot give a proposal', async () => {
    await expect(proposeGroups(edition([], []))).rejects.toThrow(Refused);
  });

  it('runs in this thread where the compiled worker is not there', async () => {
    const told: FormingProgress[] = [];
    const proposal = await proposeGroups(INPUT, { seconds: 3, onProgress: (progress) => told.push(progress) });
    expect([told[0]?.step, proposalFaults(INPUT, proposal)]).toEqual(['greedy', []]);
  });

  it('gives the greedy proposal when it is stopped before it begins', async () => {
    const proposal = await proposeGroups(INPUT, { signal: AbortSignal.abort() });
    expect([proposal.status, proposalFaults(INPUT, proposal)]).toEqual(['cancelled', []]);
  });

  it.each([[60, 9, 1.8], [300, 18, 18], [5, 2, 1.5], [2000, 60, 18]])('gives %d learners and %d hours %d seconds', (learners, hours, seconds) => {
    expect(secondsFor(formingInstance({ learners, hours, trainers: 1, organisations: 1, seed: 1 }))).toBe(seconds);
  });
});

describe('the worker, compiled as the build compiles it', () => {
  const root = process.cwd();
  const folder = join(root, 'node_modules', '.cache', `minka-optimiser-${process.pid}`);

  beforeAll(async () => {
    for (const part of ['src/groups', 'src/groups/forming', 'src/shared/kernel']) {
      for (const file of await readdir(join(root, part))) {
        if (file.endsWith('.spec.ts') || !file.endsWith('.ts')) continue;
        const { code } = await transformFile(join(root, part, file), { sourceMaps: false });
        const target = join(folder, part, file.replace(/\.ts$/, '.js'));
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, code);
      }
    }
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function inProcess(options: string): Promise<{ proposal: Proposal; steps: string[]; turns: number; milliseconds: number }> {
    await writeFile(join(folder, 'input.json'), JSON.stringify(formingInstance(
      { learners: 200, hours: 15, trainers: 5, organisations: 40, seed: 2 }, { organisations: 'together' })));
    await writeFile(join(folder, 'run.js'), `
      import { readFileSync } from 'node:fs';
      import { proposeGroups } from ${JSON.stringify(pathToFileURL(join(folder, 'src/groups/optimiser.js')).href)};
      const input = JSON.parse(readFileSync(new URL('./input.json', import.meta.url), 'utf8'));
      const steps = [];
      let turns = 0;
      const counting = setInterval(() => { turns += 1; }, 10);
      const started = Date.now();
      const onProgress = ({ step }) => steps.push(step);
      const proposal = await proposeGroups(input, { onProgress, ...(${options}) });
      clearInterval(counting);
      process.stdout.write(JSON.stringify({ proposal, steps, turns, milliseconds: Date.now() - started }));`);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'run.js')], { maxBuffer: 10_000_000 });
    return JSON.parse(stdout) as { proposal: Proposal; steps: string[]; turns: number; milliseconds: number };
  }

  it('tells its progress, ends in time, and leaves this thread free', async () => {
    const { proposal, steps, turns, milliseconds } = await inProcess('{ seconds: 3 }');
    expect(steps[0]).toBe('greedy');
    expect(steps.length).toBeGreaterThan(1);
    expect(proposal.groups.length).toBeGreaterThan(0);
    expect(milliseconds).toBeLessThan(8000);
    expect(turns).toBeGreaterThan(20);
  }, 60_000);

  it('stops while HiGHS runs', async () => {
    const { proposal, milliseconds } = await inProcess('{ seconds: 40, signal: AbortSignal.timeout(2500) }');
    expect(proposal.status).toBe('cancelled');
    expect(milliseconds).toBeLessThan(30_000);
  }, 60_000);
});

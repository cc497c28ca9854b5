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
import { warmOptimiser } from './optimiser-warmth.js';
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

  it('has people to warm up with', async () => {
    await expect(warmOptimiser()).resolves.toBeUndefined();
  });

  it.each([[60, 9, 8], [300, 18, 18], [5, 2, 8], [2000, 60, 18]])('gives %d learners and %d hours %d seconds', (learners, hours, seconds) => {
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

  /** Runs in a process of its own; `stop` ends the search. @param onProgress what is done at each `step`, as source text */
  async function inProcess(onProgress: string): Promise<{ proposal: Proposal; steps: string[] }> {
    await writeFile(join(folder, 'input.json'), JSON.stringify(formingInstance(
      { learners: 200, hours: 15, trainers: 5, organisations: 40, seed: 2 }, { organisations: 'together' })));
    await writeFile(join(folder, 'run.js'), `
      import { readFileSync } from 'node:fs';
      import { proposeGroups } from ${JSON.stringify(pathToFileURL(join(folder, 'src/groups/optimiser.js')).href)};
      const input = JSON.parse(readFileSync(new URL('./input.json', import.meta.url), 'utf8'));
      const steps = [];
      const controller = new AbortController();
      const stop = () => controller.abort();
      const onProgress = ({ step }) => { steps.push(step); ${onProgress} };
      const proposal = await proposeGroups(input, { onProgress, seconds: 600, signal: controller.signal });
      process.stdout.write(JSON.stringify({ proposal, steps }));
      process.exit();`);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'run.js')], { maxBuffer: 10_000_000 });
    return JSON.parse(stdout) as { proposal: Proposal; steps: string[] };
  }

  // Ten minutes are more than the slowest machine needs to get beyond the first proposal, and the search is not over that early:
  // it is ended by a timer of this thread, which fires while the worker searches.
  it('tells its progress, leaves this thread free, and stops while HiGHS runs', async () => {
    const { proposal, steps } = await inProcess("if (step !== 'greedy') setTimeout(stop, 0);");
    expect(steps[0]).toBe('greedy');
    expect(steps.length).toBeGreaterThan(1);
    expect(proposal.groups.length).toBeGreaterThan(0);
    expect(proposal.status).toBe('cancelled');
  }, 300_000);

  it('keeps the first proposal when it is stopped at once', async () => {
    const { proposal } = await inProcess('stop();');
    expect(proposal.status).toBe('cancelled');
    expect(proposal.groups.length).toBeGreaterThan(0);
  }, 300_000);
});

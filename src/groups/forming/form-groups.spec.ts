import fc from 'fast-check';
import { bruteForce } from '../../../test/groups/brute-force.js';
import { formingInputs, inputsWithFixedGroups } from '../../../test/groups/forming-arbitraries.js';
import { overlooked, proposalFaults } from '../../../test/groups/proposal-faults.js';
import { edition, hour, learner, MORNING } from '../../../test/groups/small-edition.js';
import { formingInstance } from '../../../test/bench/group-instances.js';
import type { FormingInput, FormingProgress, Proposal, StartGroup } from '../group-forming.js';
import { formingRefusals } from '../forming-rules.js';
import { formGroups } from './form-groups.js';

/** Far more than such inputs need: the searches below end with a proof. */
const SECONDS = 60;

async function run(input: FormingInput, seconds = SECONDS, from: readonly StartGroup[] = []): Promise<{ first: Proposal; last: Proposal; told: FormingProgress[] }> {
  const told: FormingProgress[] = [];
  const last = await formGroups(input, { from, deadline: Date.now() + seconds * 1000, cancelled: () => false, onProgress: (progress) => told.push(progress) });
  return { first: told[0]?.proposal ?? last, last, told };
}

const valuesOf = ({ criteria }: Proposal): Record<string, number> => Object.fromEntries(criteria.map(({ criterion, value }) => [criterion, value]));

/** Positive when `a` is better, in the order of the criteria. */
function compare(input: FormingInput, a: Proposal, b: Proposal): number {
  for (const [index, { criterion, value }] of a.criteria.entries()) {
    const more = criterion === 'placed' || (criterion === 'organisations' && input.options.organisations === 'together');
    const difference = value - (b.criteria[index]?.value ?? 0);
    if (difference !== 0) return more ? difference : -difference;
  }
  return 0;
}

describe('forming groups', () => {
  it('finds what trying every seating finds, and proves it', async () => {
    await fc.assert(fc.asyncProperty(formingInputs({ learners: 5, hours: 3, seats: 4 }), async (input) => {
      expect(formingRefusals(input)).toEqual([]);
      const { last } = await run(input);
      const { organisations, ...others } = bruteForce(input);
      expect(valuesOf(last)).toEqual(input.options.organisations === 'indifferent' ? others : { ...others, organisations });
      expect([last.status, last.gap]).toEqual(['optimal', 0]);
      expect(proposalFaults(input, last)).toEqual([]);
    }), { numRuns: 40 });
  }, 120_000);

  it('keeps every rule, fixed groups included, and is never worse than its greedy start', async () => {
    await fc.assert(fc.asyncProperty(inputsWithFixedGroups({ learners: 24, hours: 6, seats: 8 }), async (input) => {
      expect(formingRefusals(input)).toEqual([]);
      const { first, last, told } = await run(input, 2);
      for (const { proposal } of told) expect(proposalFaults(input, proposal)).toEqual([]);
      expect(proposalFaults(input, last)).toEqual([]);
      expect(compare(input, last, first)).toBeGreaterThanOrEqual(0);
      for (const { value, bound, gap } of last.criteria) expect(gap).toBe(Math.abs(bound - value));
    }), { numRuns: 40 });
  }, 240_000);

  it('leaves no free seat that the rules allow to somebody without one: neither at first nor on the way nor at last', async () => {
    await fc.assert(fc.asyncProperty(inputsWithFixedGroups({ learners: 24, hours: 6, seats: 8 }), async (input) => {
      const { last, told } = await run(input, 2);
      for (const { proposal } of told) expect(overlooked(input, proposal)).toEqual([]);
      expect(overlooked(input, last)).toEqual([]);
    }), { numRuns: 60 });
  }, 240_000);

  it('takes guests from both neighbouring levels into one group', async () => {
    const people = ([1, 1, 1, 0, 2] as const).map((level, index) => learner(`p${index}`, level, ['mwf-morning']));
    const { first, last } = await run(edition(people, [hour('h', MORNING, 6)]));
    expect([first, last].map(({ notPlaced, groups }) => [notPlaced, groups[0]?.level, groups[0]?.offLevelIds])).toEqual([[[], 1, ['p3', 'p4']], [[], 1, ['p3', 'p4']]]);
  });

  it('tells the greedy proposal first, then only better ones', async () => {
    const input = formingInstance({ learners: 60, hours: 9, trainers: 3, organisations: 20, seed: 4 });
    const { told, last } = await run(input, 5);
    expect(told[0]?.step).toBe('greedy');
    told.slice(1).forEach(({ proposal }, index) => expect(compare(input, proposal, told[index]?.proposal as Proposal)).toBeGreaterThanOrEqual(0));
    expect(compare(input, last, told[told.length - 1]?.proposal as Proposal)).toBe(0);
  }, 30_000);

  it('goes on from what an earlier search found, and forgets it where it breaks a rule by now', async () => {
    const input = formingInstance({ learners: 60, hours: 9, trainers: 3, organisations: 20, seed: 4 });
    const { first: plain, last: found } = await run(input);
    expect(compare(input, found, plain)).toBeGreaterThan(0);
    const { first } = await run(input, 0, found.groups);
    expect(compare(input, first, found)).toBe(0);
    const [taken] = found.groups;
    const other = { ...input, occupied: [{ days: 127, startsAt: '00:00', endsAt: '24:00', roomId: taken?.roomId ?? null, trainerId: null }] };
    const { first: instead } = await run(other, 0, found.groups);
    expect([instead.groups, proposalFaults(other, instead)]).toEqual([[], []]);
  }, 60_000);

  it('stops when it is told to, with the best so far', async () => {
    const input = formingInstance({ learners: 120, hours: 12, trainers: 4, organisations: 30, seed: 2 }, { organisations: 'together' });
    const told: FormingProgress[] = [];
    const proposal = await formGroups(input, {
      deadline: Date.now() + SECONDS * 1000, cancelled: () => told.length > 1, onProgress: (progress) => { told.push(progress); },
    });
    expect([proposal.status, proposalFaults(input, proposal)]).toEqual(['cancelled', []]);
    expect(proposal.gap).toBeGreaterThan(0);
  }, 30_000);
});

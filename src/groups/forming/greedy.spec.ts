import fc from 'fast-check';
import { formingInstance } from '../../../test/bench/group-instances.js';
import { inputsWithFixedGroups } from '../../../test/groups/forming-arbitraries.js';
import { overlooked } from '../../../test/groups/proposal-faults.js';
import { edition, hour, LATER_MORNING, learner, MORNING } from '../../../test/groups/small-edition.js';
import { faultsOf } from './arrangement-faults.js';
import { emptyArrangement, scoresOf } from './arrangement.js';
import { plainBounds } from './bounds.js';
import { settleCompanions } from './companions.js';
import { greedyArrangement } from './greedy.js';
import { formingProblem } from './problem.js';
import { proposalOf } from './proposal.js';
import { quotasOf, seatLearners } from './seating.js';

describe('the greedy start', () => {
  it('keeps every rule', () => {
    fc.assert(fc.property(inputsWithFixedGroups({ learners: 30, hours: 8, seats: 8 }), (input) => {
      const problem = formingProblem(input);
      const arrangement = greedyArrangement(problem, 1000, 20);
      expect(faultsOf(problem, arrangement)).toEqual([]);
      expect(overlooked(input, proposalOf(problem, arrangement, plainBounds(problem, arrangement), 'greedy'))).toEqual([]);
    }));
  });

  it('keeps every rule when it has no time at all', () => {
    const problem = formingProblem(formingInstance({ learners: 80, hours: 12, trainers: 4, organisations: 20, seed: 3 }, { organisations: 'together' }));
    expect(faultsOf(problem, greedyArrangement(problem, 0))).toEqual([]);
  });

  it('bears an edition far larger than any centre', () => {
    const input = formingInstance({ learners: 3000, hours: 120, trainers: 30, organisations: 300, seed: 5 }, { organisations: 'apart' });
    const problem = formingProblem(input);
    const arrangement = greedyArrangement(problem);
    expect(faultsOf(problem, arrangement)).toEqual([]);
    expect(scoresOf(problem, arrangement).placed).toBeGreaterThan(0);
  });

  it('opens no group where nobody can come', () => {
    const problem = formingProblem(edition([learner('rosa', 0, ['evenings'])], [hour('h', MORNING), hour('l', LATER_MORNING)]));
    expect(greedyArrangement(problem)).toEqual(emptyArrangement(problem));
  });
});

describe('seating by quotas', () => {
  it('fills the same quotas with the greatest sum of gap weights', () => {
    fc.assert(fc.property(inputsWithFixedGroups({ learners: 20, hours: 6, seats: 5 }), (input) => {
      const problem = formingProblem(input);
      const arrangement = greedyArrangement(problem, 1000, 5);
      const quotas = quotasOf(problem, arrangement);
      const seats = seatLearners(problem, quotas);
      expect(quotasOf(problem, { ...arrangement, seats })).toEqual(quotas);
      // Nobody left out weighs more than somebody whose seat she could have.
      problem.learners.forEach((out, index) => {
        if (seats[index] !== null) return;
        problem.learners.forEach((seated, other) => {
          const hers = seats[other] !== null && seated.level === out.level && problem.reach[index]?.includes(seats[other] ?? -1);
          if (hers) expect(seated.gapWeight).toBeGreaterThanOrEqual(out.gapWeight);
        });
      });
    }));
  });
});

describe('settling companions', () => {
  it.each(['together', 'apart'] as const)('%s: breaks no rule, seats as many on the same levels, and never does worse', (organisations) => {
    fc.assert(fc.property(inputsWithFixedGroups({ learners: 24, hours: 6, seats: 6 }), (input) => {
      const plain = formingProblem({ ...input, options: { ...input.options, organisations: 'indifferent' } });
      const start = greedyArrangement(plain, 1000, 5);
      const problem = formingProblem({ ...input, options: { ...input.options, organisations } });
      const settled = settleCompanions(problem, start, Date.now() + 1000);
      const [before, after] = [scoresOf(problem, start), scoresOf(problem, settled)];
      expect(faultsOf(problem, settled)).toEqual([]);
      expect([after.placed, after.levels]).toEqual([before.placed, before.levels]);
      if (organisations === 'together') expect(after.organisations).toBeGreaterThanOrEqual(before.organisations);
      else expect(after.organisations).toBeLessThanOrEqual(before.organisations);
    }), { numRuns: 40 });
  });
});

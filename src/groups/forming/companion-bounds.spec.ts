import fc from 'fast-check';
import { bruteForce } from '../../../test/groups/brute-force.js';
import { formingInputs } from '../../../test/groups/forming-arbitraries.js';
import { formingInstance } from '../../../test/bench/group-instances.js';
import { edition, fixedGroup, hour, learner, MORNING, SATURDAY } from '../../../test/groups/small-edition.js';
import type { FormingInput } from '../group-forming.js';
import { mostCompanions } from './companion-bounds.js';
import { formingProblem } from './problem.js';

const M = ['mwf-morning'] as const;
const of = (organisationId: string, names: string, level: 0 | 1 | 2 | 3 = 0, bands: Parameters<typeof learner>[2] = [...M]) => (
  names.split(' ').map((name) => learner(name, level, bands, { organisationId })));
const together = (input: FormingInput): FormingInput => ({ ...input, options: { ...input.options, organisations: 'together' } });
const boundOf = (input: FormingInput, placed: number): number => mostCompanions(formingProblem(together(input)), placed);

describe('how many companions there can be', () => {
  it.each<[string, FormingInput, number, number]>([
    ['one organisation in one group', edition(of('x', 'a b c'), [hour('h', MORNING)]), 3, 2],
    ['two organisations', edition([...of('x', 'a b'), ...of('y', 'c d')], [hour('h', MORNING, 4)]), 4, 2],
    ['no more than the seats of a slot hold', edition([...of('x', 'a b'), ...of('y', 'c d')], [hour('h', MORNING, 3)]), 3, 1],
    ['no more than so many placed hold', edition([...of('x', 'a b c'), ...of('y', 'd e f')], [hour('h', MORNING, 6)]), 4, 2],
    ['not at hours that do not meet', edition([...of('x', 'a'), ...of('x', 'b', 0, ['sat-morning'])], [hour('h', MORNING), hour('s', SATURDAY)]), 2, 0],
    ['not at levels too far apart', edition([...of('x', 'a'), ...of('x', 'b', 3)], [hour('h', MORNING)]), 2, 0],
    ['one group at a time in a room', edition([...of('x', 'a b'), ...of('y', 'c d', 3)], [hour('h', MORNING), hour('i', MORNING)]), 2, 1],
    ['those who join one in a fixed group', { ...edition(of('x', 'a b'), []), fixedGroups: [fixedGroup('g', 0, MORNING, ['a'])] }, 1, 1],
  ])('%s', (_, input, placed, expected) => {
    expect(boundOf(input, placed)).toBe(expected);
  });

  it('is never less than trying every seating finds', () => {
    fc.assert(fc.property(formingInputs({ learners: 5, hours: 3, seats: 4 }), (input) => {
      const best = bruteForce(together(input));
      expect(boundOf(input, best.placed)).toBeGreaterThanOrEqual(best.organisations);
    }), { numRuns: 200 });
  });

  it('says something where seats are short', () => {
    const input = formingInstance({ learners: 300, hours: 18, trainers: 6, organisations: 61, seed: 1 }, { organisations: 'together' });
    // A group takes guests of both neighbouring levels: more can sit together than at two.
    expect(boundOf(input, 292)).toBeLessThan(110);
  });
});

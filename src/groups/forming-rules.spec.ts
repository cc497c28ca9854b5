import { edition, fixedGroup, hour, learner, MORNING } from '../../test/groups/small-edition.js';
import { formingRefusals } from './forming-rules.js';
import type { FormingInput } from './group-forming.js';

const ROSA = learner('rosa', 0, ['mwf-morning']);
const GOOD = edition([ROSA], [hour('h', MORNING)]);
const FIXED = fixedGroup('g', 0, MORNING, ['rosa']);

describe('what groups can be formed from', () => {
  it.each<[string, FormingInput, string[]]>([
    ['one learner, one hour, one trainer', GOOD, []],
    ['learners who cannot come', edition([learner('rosa', 0, null)], [hour('h', MORNING)]), []],
    ['only a fixed group', { ...edition([ROSA], []), trainers: [], fixedGroups: [FIXED] }, []],
    ['no learners', edition([], [hour('h', MORNING)]), ['no-learners']],
    ['no hours', edition([ROSA], []), ['no-hours']],
    ['no trainers', { ...GOOD, trainers: [] }, ['no-trainers']],
    ['nothing at all', { ...edition([], []), trainers: [] }, ['no-learners']],
    ['a smallest size of nobody', edition([ROSA], [hour('h', MORNING)], { minimumSize: 0 }), ['minimum-size']],
    ['half a person', edition([ROSA], [hour('h', MORNING)], { minimumSize: 2.5 }), ['minimum-size']],
    ['more than any room has', edition([ROSA], [hour('h', MORNING)], { minimumSize: 4 }), ['minimum-above-seats']],
    ['no groups wanted', edition([ROSA], [hour('h', MORNING)], { maximumGroups: 0 }), ['maximum-groups']],
    ['fewer groups than are fixed', {
      ...edition([ROSA], [hour('h', MORNING)], { maximumGroups: 1 }), fixedGroups: [FIXED, { ...FIXED, id: 'g2', memberIds: [] }],
    }, ['maximum-below-fixed']],
    ['an hour on no day', edition([ROSA], [hour('h', { ...MORNING, days: 0 })]), ['hour-without-time']],
    ['an hour that ends before it begins', edition([ROSA], [hour('h', { ...MORNING, endsAt: '08:00' })]), ['hour-without-time']],
    ['a room without PCs', edition([ROSA], [hour('h', MORNING, 0), hour('i', MORNING, 5)]), ['seats']],
    ['a room of 21 PCs', edition([ROSA], [hour('h', MORNING, 21)]), ['seats']],
    ['a learner twice', edition([ROSA, ROSA], [hour('h', MORNING)]), ['named-twice']],
    ['an hour twice', edition([ROSA], [hour('h', MORNING), hour('h', MORNING)]), ['named-twice']],
    ['a learner in two fixed groups', { ...GOOD, fixedGroups: [FIXED, { ...FIXED, id: 'g2' }] }, ['named-twice']],
  ])('%s', (_, input, expected) => {
    expect(formingRefusals(input).map(({ reason }) => reason)).toEqual(expected.map((reason) => `groups:refusals.${reason}`));
  });
});

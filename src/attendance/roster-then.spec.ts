import { rosterThen, type GroupMove } from './roster-then.js';

const move = (personId: string, fromGroupId: string | null, toGroupId: string | null): GroupMove => ({ personId, fromGroupId, toGroupId });

describe('who was in a group when a session was held', () => {
  it.each<[string, GroupMove[], { off: string[]; on: string[] }]>([
    ['nobody moved', [], { off: [], on: [] }],
    ['somebody got a seat later', [move('ana', null, 'A')], { off: ['ana'], on: [] }],
    ['somebody came from another group later', [move('ana', 'B', 'A')], { off: ['ana'], on: [] }],
    ['somebody went to another group since', [move('ana', 'A', 'B')], { off: [], on: ['ana'] }],
    ['somebody withdrew since', [move('ana', 'A', null)], { off: [], on: ['ana'] }],
    ['somebody left and came back', [move('ana', 'A', 'B'), move('ana', 'B', 'A')], { off: [], on: ['ana'] }],
    ['somebody came and left', [move('ana', null, 'A'), move('ana', 'A', 'B')], { off: ['ana'], on: [] }],
    ['a reason was kept and nobody moved', [move('ana', 'A', 'A'), move('luz', null, null)], { off: [], on: [] }],
    ['others moved among other groups', [move('ana', 'B', 'C')], { off: ['ana'], on: [] }],
  ])('%s', (_, moves, wanted) => {
    const { off, on } = rosterThen('A', moves);
    expect({ off: [...off], on }).toEqual(wanted);
  });
});

import { twinNames } from './sessions.presenter.js';

describe('the names of groups in a list of sessions', () => {
  it.each<[string, [groupId: string, groupName: string][], string[]]>([
    ['none where there is nothing', [], []],
    ['none where each name is one group\'s, however often it meets', [['a', 'Grupo A'], ['a', 'Grupo A'], ['b', 'Grupo B']], []],
    ['those that two groups have', [['a', 'Grupo A'], ['b', 'Grupo B'], ['c', 'Grupo A']], ['Grupo A']],
  ])('do not tell apart: %s', (_, sessions, expected) => {
    expect([...twinNames(sessions.map(([groupId, groupName]) => ({ groupId, groupName })))]).toEqual(expected);
  });
});

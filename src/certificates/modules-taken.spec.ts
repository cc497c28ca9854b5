import { modulesTaken, practicesOfModules } from './modules-taken.js';

describe('the practices that count for a group', () => {
  const byModule = new Map([['1A', new Set(['mouse', 'keyboard'])], ['1B', new Set(['letter', 'keyboard'])], ['1C', new Set<string>()]]);

  it.each<[string, [string | null, string | null][], string[]]>([
    ['its own module, before the first session', [['1A', null]], ['mouse', 'keyboard']],
    ['what was taught after it', [['1A', '1A'], ['1A', '1B']], ['mouse', 'keyboard', 'letter']],
    ['what was taught where it has none of its own', [[null, '1B']], ['letter', 'keyboard']],
    ['all of the course where nothing is known', [[null, null]], ['mouse', 'keyboard', 'letter']],
    ['none where its module has none', [['1C', null]], []],
  ])('%s', (_, rows, practices) => {
    const taken = modulesTaken(rows.map(([ownModule, taught]) => ({ groupId: 'g', ownModule, taught })));
    expect([...practicesOfModules(byModule, taken.get('g'))]).toEqual(practices);
  });

  it('all of the course for somebody without a group', () => {
    expect(practicesOfModules(byModule, undefined).size).toBe(3);
  });
});

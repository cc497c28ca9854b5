import { hoursOfModules, modulesTaken, practicesOfModules, type ModulesTaken } from './modules-taken.js';

const HOURS: Record<string, number> = { '1A': 12, '1B': 14, '1C': 10 };
const hoursOf = (module: string | null): number | null => (module === null ? null : HOURS[module] as number);

function takenBy(rows: readonly [own: string | null, taught: string | null][]): ModulesTaken | undefined {
  return modulesTaken(rows.map(([ownModule, taught]) => ({ groupId: 'g', ownModule, ownHours: hoursOf(ownModule), taught, taughtHours: hoursOf(taught) }))).get('g');
}

describe('the practices that count for a group', () => {
  const byModule = new Map([['1A', new Set(['mouse', 'keyboard'])], ['1B', new Set(['letter', 'keyboard'])], ['1C', new Set<string>()]]);

  it.each<[string, [string | null, string | null][], string[]]>([
    ['its own module, before the first session', [['1A', null]], ['mouse', 'keyboard']],
    ['what was taught after it', [['1A', '1A'], ['1A', '1B']], ['mouse', 'keyboard', 'letter']],
    ['what was taught where it has none of its own', [[null, '1B']], ['letter', 'keyboard']],
    ['all of the course where nothing is known', [[null, null]], ['mouse', 'keyboard', 'letter']],
    ['none where its module has none', [['1C', null]], []],
  ])('%s', (_, rows, practices) => {
    expect([...practicesOfModules(byModule, takenBy(rows))]).toEqual(practices);
  });

  it('all of the course for somebody without a group', () => {
    expect(practicesOfModules(byModule, undefined).size).toBe(3);
  });
});

describe('the hours that a certificate says', () => {
  it.each<[string, [string | null, string | null][], number]>([
    ['of its own module alone', [['1A', '1A']], 12],
    ['of each module that was taught, once', [['1A', '1A'], ['1A', '1B']], 26],
    ['of what was taught where it has none of its own', [[null, '1B'], [null, '1C']], 24],
    ['of the whole course where nothing is known', [[null, null]], 36],
  ])('%s', (_, rows, hours) => {
    expect(hoursOfModules(takenBy(rows), 36)).toBe(hours);
  });

  it('of the whole course for somebody without a group', () => {
    expect(hoursOfModules(undefined, 36)).toBe(36);
  });
});

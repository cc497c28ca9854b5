import { biggestGaps, ofHundred } from './biggest-gaps.js';
import { DROPS, type GapPath, type GroupPath } from './gap-path.js';

/** Everybody goes on to `came`; so many of them complete course 1, and nobody goes further. */
function group(value: string, came: number, completed: number): GroupPath {
  const steps = [came, came, came, came, came, completed, 0, 0];
  return { value, steps, lost: DROPS.map((_, index) => Number(steps[index]) - Number(steps[index + 1])) };
}

function found(...groups: GroupPath[]): [string, string, string, number][] {
  const path: GapPath = { whole: group('', 0, 0), sides: [{ side: 'sex', groups }] };
  return biggestGaps(path).map(({ drop, behind, ahead, missed }) => [drop, behind.value, ahead.value, missed]);
}

describe('the biggest gaps', () => {
  it('say who takes a step least often beside who takes it most often, and whom that costs', () => {
    expect(found(group('female', 50, 18), group('male', 25, 13), group('other', 20, 8))).toEqual([['completed-1', 'female', 'male', 8]]);
    expect(ofHundred({ value: 'female', before: 50, after: 18 })).toBe(36);
  });

  it.each<[string, GroupPath[]]>([
    ['equal groups', [group('female', 50, 25), group('male', 20, 10)]],
    ['less than ten points', [group('female', 100, 50), group('male', 100, 59)]],
    ['fewer than ten people', [group('female', 50, 25), group('male', 9, 9)]],
    ['fewer than three whom it costs', [group('female', 10, 8), group('male', 10, 10)]],
    ['those of whom it is not known', [group('female', 50, 25), group('unknown', 50, 50)]],
    ['a group alone', [group('female', 50, 25)]],
  ])('are none of %s', (_, groups) => {
    expect(found(...groups)).toEqual([]);
  });
});

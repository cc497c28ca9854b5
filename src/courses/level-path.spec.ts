import type { Level } from '../shared/kernel/levels.js';
import { pathFor, type LevelledModule } from './level-path.js';

const COURSE_1: LevelledModule[] = [
  { code: '1A', levelNeeded: 0, levelReached: 1 }, { code: '1B', levelNeeded: 1, levelReached: 2 }, { code: '1C', levelNeeded: 2, levelReached: 3 },
];
const COURSE_2: LevelledModule[] = [{ code: '2A', levelNeeded: 3, levelReached: 3 }, { code: '2B', levelNeeded: 3, levelReached: 3 }];

describe('the way of a level through a course', () => {
  it.each<[Level, string | null, string | null]>([
    [0, '1A–1A', null], [1, '1A–1B', null], [2, '1B–1C', null], [3, null, '2A–2B'],
  ])('level %d', (level, first, second) => {
    const words = [COURSE_1, COURSE_2].map((modules) => {
      const path = pathFor(modules, level);
      return path && `${path.from.code}–${path.to.code}`;
    });
    expect(words).toEqual([first, second]);
  });

  it('leads nowhere without modules', () => {
    expect(pathFor([], 1)).toBeNull();
  });
});

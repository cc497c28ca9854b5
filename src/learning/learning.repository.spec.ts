import { ownLessonsFrom, type FoundLessons } from './learning.repository.js';

const lesson = (code: string, [courseOrdinal, moduleOrdinal, ordinal]: [number, number, number]): FoundLessons['lessons'][number] => ({
  code, courseOrdinal, moduleOrdinal, ordinal, title: code, aim: '', moduleCode: '', moduleTitle: '', courseCode: 'C1', discreet: 0, step: null, seenAt: null, finishedAt: null,
  status: 'running', endsOn: '2026-12-18',
});

const TODAY = '2026-11-26';

describe('own lessons', () => {
  it('stand in the order in which they are taught, whatever the order they were found in', () => {
    const lessons = [lesson('2A-01', [2, 1, 1]), lesson('1B-01', [1, 2, 1]), lesson('1A-02', [1, 1, 2]), lesson('1A-01', [1, 1, 1])];
    expect(ownLessonsFrom({ lessons, planned: [], opened: [] }, TODAY).map(({ code }) => code)).toEqual(['1A-01', '1A-02', '1B-01', '2A-01']);
  });

  it('stand once for whoever is in two groups of a course', () => {
    const lessons = [lesson('1A-01', [1, 1, 1]), lesson('1A-01', [1, 1, 1])];
    expect(ownLessonsFrom({ lessons, planned: [], opened: [] }, TODAY)).toHaveLength(1);
  });

  it('are open once their day has come, or the trainer has opened them', () => {
    const lessons = [lesson('1A-01', [1, 1, 1]), lesson('1A-02', [1, 1, 2]), lesson('1A-03', [1, 1, 3])];
    const own = ownLessonsFrom({ lessons, planned: [{ code: '1A-01', date: TODAY }, { code: '1A-03', date: '2026-12-01' }], opened: [{ code: '1A-02' }, { code: '2A-01' }] }, TODAY);
    expect(own.map(({ opened, opensOn }) => [opened, opensOn])).toEqual([[true, null], [true, null], [false, '2026-12-01']]);
  });

  it.each([['closed', '2026-12-18', true], ['running', '2026-11-25', true], ['running', '2026-11-26', false]] as const)(
    'are all open once their course is over: %s until %s: %p', (status, endsOn, over) => {
      const lessons = [{ ...lesson('1A-01', [1, 1, 1]), status, endsOn }];
      expect(ownLessonsFrom({ lessons, planned: [], opened: [] }, TODAY)).toMatchObject([{ opened: over, over }]);
    });

  it('are not over for whoever takes their course once more', () => {
    const lessons = [lesson('1A-01', [1, 1, 1]), { ...lesson('1A-01', [1, 1, 1]), status: 'closed' as const }];
    expect(ownLessonsFrom({ lessons, planned: [], opened: [] }, TODAY)).toMatchObject([{ over: false }]);
  });
});

import { ownLessonsFrom, type FoundLessons } from './learning.repository.js';

const lesson = (code: string, [courseOrdinal, moduleOrdinal, ordinal]: [number, number, number]): FoundLessons['lessons'][number] => ({
  code, courseOrdinal, moduleOrdinal, ordinal, title: code, aim: '', moduleCode: '', moduleTitle: '', discreet: 0, step: null, seenAt: null, finishedAt: null,
});

describe('own lessons', () => {
  it('stand in the order in which they are taught, whatever the order they were found in', () => {
    const lessons = [lesson('2A-01', [2, 1, 1]), lesson('1B-01', [1, 2, 1]), lesson('1A-02', [1, 1, 2]), lesson('1A-01', [1, 1, 1])];
    expect(ownLessonsFrom({ lessons, reached: [], opened: [] }).map(({ code }) => code)).toEqual(['1A-01', '1A-02', '1B-01', '2A-01']);
  });

  it('stand once for whoever is in two groups of a course', () => {
    const lessons = [lesson('1A-01', [1, 1, 1]), lesson('1A-01', [1, 1, 1])];
    expect(ownLessonsFrom({ lessons, reached: [], opened: [] })).toHaveLength(1);
  });

  it('are open once their day has come, or the trainer has opened them', () => {
    const lessons = [lesson('1A-01', [1, 1, 1]), lesson('1A-02', [1, 1, 2]), lesson('1A-03', [1, 1, 3])];
    const own = ownLessonsFrom({ lessons, reached: [{ code: '1A-01' }], opened: [{ code: '1A-02' }, { code: '2A-01' }] });
    expect(own.map(({ opened }) => opened)).toEqual([true, true, false]);
  });
});

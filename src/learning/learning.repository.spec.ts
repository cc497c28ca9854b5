import type { CourseLesson } from '../courses/course-lessons.js';
import { instantAt } from '../shared/kernel/local-date.js';
import { nextLesson } from './lesson.presenter.js';
import { ownLessonsFrom, type FoundLessons, type OwnLesson } from './learning.repository.js';

const lesson = (code: string, [courseOrdinal, moduleOrdinal, ordinal]: [number, number, number]): CourseLesson => ({
  courseCode: `C${courseOrdinal}`, code, courseOrdinal, moduleOrdinal, ordinal, title: code, aim: '', moduleCode: '', moduleTitle: '', discreet: false,
});
const course: FoundLessons['courses'][number] = { courseCode: 'C1', contentVersion: '1', edits: 0, status: 'running', endsOn: '2026-12-18' };

const TODAY = '2026-11-26';
const NOON = instantAt(TODAY, '12:00');

function own(lessons: readonly CourseLesson[], found: Partial<FoundLessons> = {}): OwnLesson[] {
  return ownLessonsFrom({ courses: [course], progress: [], planned: [], opened: [], ...found }, lessons, TODAY);
}

describe('own lessons', () => {
  it('stand in the order in which they are taught, whatever the order they were found in', () => {
    const lessons = [lesson('2A-01', [2, 1, 1]), lesson('1B-01', [1, 2, 1]), lesson('1A-02', [1, 1, 2]), lesson('1A-01', [1, 1, 1])];
    expect(own(lessons).map(({ code }) => code)).toEqual(['1A-01', '1A-02', '1B-01', '2A-01']);
  });

  it('stand once for whoever is in two groups of a course', () => {
    const same = lesson('1A-01', [1, 1, 1]);
    expect(own([same, same], { courses: [course, course] })).toHaveLength(1);
  });

  it('are open once their day has come, or the trainer has opened them', () => {
    const lessons = [lesson('1A-01', [1, 1, 1]), lesson('1A-02', [1, 1, 2]), lesson('1A-03', [1, 1, 3])];
    const planned = [{ code: '1A-01', date: TODAY }, { code: '1A-03', date: '2026-12-03' }, { code: '1A-03', date: '2026-12-01' }];
    const found = own(lessons, { planned, opened: [{ code: '1A-02', openedAt: NOON }, { code: '2A-01', openedAt: NOON }] });
    expect(found.map(({ opened, opensOn }) => [opened, opensOn])).toEqual([[true, null], [true, null], [false, '2026-12-01']]);
  });

  it.each<[string, Partial<FoundLessons>, string | null]>([
    ['what was begun last', { progress: [{ code: '1A-01', step: 2, seenAt: 5, finishedAt: null }, { code: '1A-02', step: 2, seenAt: 9, finishedAt: null }] }, '1A-02'],
    ['the first that is open', { opened: [{ code: '1A-02', openedAt: NOON - 86_400_000 }, { code: '1A-03', openedAt: NOON - 86_400_000 }] }, '1A-02'],
    ['nothing while none is', {}, null],
    ["the session's lesson on its day, whatever she missed or began before", {
      planned: [{ code: '1A-01', date: '2026-11-24' }, { code: '1A-03', date: TODAY }], progress: [{ code: '1A-01', step: 2, seenAt: 5, finishedAt: null }],
    }, '1A-03'],
    ['what the trainer opened today after it', { planned: [{ code: '1A-02', date: TODAY }], opened: [{ code: '1A-03', openedAt: NOON }] }, '1A-03'],
    ['what she missed, once she is through with that of today', {
      planned: [{ code: '1A-01', date: '2026-11-24' }, { code: '1A-02', date: TODAY }], progress: [{ code: '1A-02', step: 9, seenAt: 5, finishedAt: 6 }],
    }, '1A-01'],
  ])('come next: %s', (_, found, code) => {
    const lessons = [lesson('1A-01', [1, 1, 1]), lesson('1A-02', [1, 1, 2]), lesson('1A-03', [1, 1, 3])];
    expect(nextLesson(own(lessons, found))?.code ?? null).toBe(code);
  });

  it('say how far she is in them', () => {
    const lessons = [lesson('1A-01', [1, 1, 1]), lesson('1A-02', [1, 1, 2])];
    const progress = [{ code: '1A-02', step: 3, seenAt: 5, finishedAt: null }];
    expect(own(lessons, { progress })).toMatchObject([{ step: null, seenAt: null, finishedAt: null }, { step: 3, seenAt: 5, finishedAt: null }]);
  });

  it.each([['closed', '2026-12-18', true], ['running', '2026-11-25', true], ['running', '2026-11-26', false]] as const)(
    'are all open once their course is over: %s until %s: %p', (status, endsOn, over) => {
      expect(own([lesson('1A-01', [1, 1, 1])], { courses: [{ ...course, status, endsOn }] })).toMatchObject([{ opened: over, over }]);
    });

  it('are open, and not over, for whoever takes their course once more', () => {
    expect(own([lesson('1A-01', [1, 1, 1])], { courses: [{ ...course, status: 'closed' }, course] })).toMatchObject([{ opened: true, over: false }]);
  });
});

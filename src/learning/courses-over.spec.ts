import { translator } from '../shared/web/i18n.js';
import { coursesOverItems, type CourseOver } from './courses-over.js';
import type { OwnLesson } from './learning.repository.js';

const course = (courseCode: string, changes: Partial<CourseOver> = {}): CourseOver => (
  { courseCode, title: `Curso ${courseCode}`, endsOn: '2026-10-30', sessions: 18, practices: 9, ...changes });
const lesson = (courseCode: string, changes: Partial<OwnLesson> = {}): OwnLesson => ({
  code: `${courseCode}-01`, title: '', aim: '', moduleCode: '', moduleTitle: '', courseCode, over: true, discreet: false, opened: true, opensOn: null, ofToday: false,
  step: 1, seenAt: 1, finishedAt: 1, ...changes,
});

const items = (courses: CourseOver[], lessons: OwnLesson[]) => coursesOverItems(translator('es'), courses, lessons).map(({ text, about, href }) => [text, about, href]);
const AGAIN = ['Repetir lecciones y prácticas', 'Siguen abiertas para usted, las veces que quiera', '/learning'];

describe('a course that is over', () => {
  it('says what she did, and that she may repeat it', () => {
    expect(items([course('C1', { sessions: '18' })], [lesson('C1'), lesson('C1', { finishedAt: null })])).toEqual([
      ['Su curso terminó: Curso C1', 'Usted vino a 18 sesiones, terminó 1 lección y terminó 9 prácticas.', undefined], AGAIN,
    ]);
  });

  it.each<[string, Partial<CourseOver>, string]>([
    ['only sessions', { practices: 0 }, 'Usted vino a 18 sesiones.'], ['nothing on record', { sessions: 0, practices: '0' }, 'Gracias por haber sido parte.'],
  ])('leaves out what there is none of: %s', (_, changes, about) => {
    expect(items([course('C1', changes)], [])[0]?.[1]).toBe(about);
  });

  it('stands once for who took it twice, the newest course first', () => {
    expect(items([course('C1'), course('C2', { endsOn: '2026-11-20' }), course('C1', { endsOn: '2025-10-30' })], []).map(([text]) => text))
      .toEqual(['Su curso terminó: Curso C2', 'Su curso terminó: Curso C1', AGAIN[0]]);
  });

  it('is left out while she takes it once more, or when there is none', () => {
    expect(items([course('C1')], [lesson('C1', { over: false })])).toEqual([]);
    expect(items([], [])).toEqual([]);
  });
});

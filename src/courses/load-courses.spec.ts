import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENGINES, openTestDatabase, type TestDatabase } from '../../test/helpers/databases.js';
import { SystemClock } from '../shared/kernel/clock.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { readCourses } from './course-content.js';
import type { CourseContent } from './course-outline.js';
import { Course } from './course.entity.js';
import { readLesson } from './lesson-content.js';
import { Lesson } from './lesson.entity.js';
import { loadCourses } from './load-courses.js';

describe('the courses of the seeds', () => {
  const courses = readCourses();

  it('are the two courses with their modules', () => {
    expect(courses.map(({ code, modules }) => [code, modules.map((module) => module.code)]))
      .toEqual([['C1', ['1A', '1B', '1C']], ['C2', ['2A', '2B']]]);
  });

  it('lead from level to level', () => {
    const [first, second] = courses as [CourseContent, CourseContent];
    expect(first.modules.map(({ levelNeeded, levelReached }) => [levelNeeded, levelReached])).toEqual([[0, 1], [1, 2], [2, 3]]);
    expect(second.levelNeeded).toBe(first.levelReached);
  });

  it('have lessons enough', () => {
    const count = (content: CourseContent): number[] => content.modules.map(({ lessons }) => lessons.length);
    expect(courses.map(count)).toEqual([[6, 6, 6], [9, 9]]);
  });

  it('ask questions that are not answered by the place or the length of what is right', () => {
    const lessons = courses.flatMap(({ files }) => [...files.lessons.values()]).map((source) => readLesson(source)).flatMap((read) => (read.ok ? [read.lesson.questions] : []));
    const orders = lessons.map((questions) => questions.map(({ right }) => right).join(''));
    for (const order of new Set(orders)) expect([order, orders.filter((one) => one === order).length <= 3, new Set(order).size > 1]).toEqual([order, true, true]);
    const questions = lessons.flat();
    const ranks = questions.map(({ options, right }) => options.filter((other) => other.length > (options[right - 1] as string).length).length);
    for (const rank of [0, 2]) expect(ranks.filter((one) => one === rank).length / questions.length).toBeLessThan(0.45);
    for (const place of [1, 2, 3]) expect(questions.filter(({ right }) => right === place).length / questions.length).toBeLessThan(0.4);
  });

  it('never name what the prevention lessons are about', () => {
    expect(JSON.stringify(courses)).not.toMatch(/violencia|agres|maltrat|abus|denunci/iu);
  });
});

describe('faulty content', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-courses-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['broken JSON', '{', /C9\/course\.json: .*JSON/u],
    ['a missing title', JSON.stringify({ ...aCourse(), title: undefined }), /C9\/course\.json: title: /u],
    ['a lesson of no length', JSON.stringify(aCourse({ minutes: 0 })), /C9\/course\.json: modules\.0\.lessons\.0\.minutes: /u],
    ['lessons that do not fill the hours', JSON.stringify(aCourse({ minutes: 90 })), /C9\/course\.json: modules\.0: hours: /u],
    ['one code twice', JSON.stringify(aCourse({ code: 'C9' })), /C9\/course\.json: the code C9 is used twice/u],
    ['an unknown prerequisite', JSON.stringify({ ...aCourse(), prerequisite: 'C0' }), /C9\/course\.json: prerequisite: .*C0/u],
  ])('with %s is refused by file and fault', (_, source, complaint) => {
    mkdirSync(join(folder, 'C9'), { recursive: true });
    writeFileSync(join(folder, 'C9', 'course.json'), source);
    expect(() => readCourses(folder)).toThrow(complaint);
  });

  it('with one practice in two courses is refused by file and fault', () => {
    for (const code of ['C8', 'C9']) {
      mkdirSync(join(folder, code, 'practice'), { recursive: true });
      writeFileSync(join(folder, code, 'course.json'), JSON.stringify(aCourse()).replace(/(?<=")C?9(?=[A"-])/gu, (nine) => nine.replace('9', code === 'C8' ? '8' : '9')));
      writeFileSync(join(folder, code, 'practice', 'el-mouse.json'), '{}');
    }
    expect(() => readCourses(folder)).toThrow(/C9\/practice\/el-mouse\.json: the code el-mouse is used twice/u);
    rmSync(join(folder, 'C8'), { recursive: true });
  });
});

describe.each(ENGINES)('loading courses, %s', (engine) => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    unitOfWork = new UnitOfWork(database.dataSource, new SystemClock());
  });
  afterAll(() => database.close());

  it('writes them once', async () => {
    const answers = await Promise.all([loadCourses(unitOfWork), loadCourses(unitOfWork)]);
    expect(answers.flat().sort()).toEqual(['C1', 'C2']);
    expect(await loadCourses(unitOfWork)).toEqual([]);
    expect(await database.dataSource.manager.count(Lesson)).toBe(36);
    expect(await database.dataSource.manager.findOneBy(Course, { code: 'C2' }))
      .toMatchObject({ prerequisiteCode: 'C1', contentVersion: expect.stringMatching(/^[0-9a-f]{16}$/u) });
  });

  it('takes over a new order, a new title and a lesson less', async () => {
    const [first] = readCourses() as [CourseContent];
    const [module, ...rest] = first.modules as [CourseContent['modules'][number]];
    const [one, two, three] = module.lessons as [Lesson, Lesson, Lesson];
    const lessons = [three, { ...two, title: 'El mouse' }];
    const modules = [...rest, { ...module, lessons }];
    const codes = new Set(modules.flatMap((taught) => taught.lessons.map(({ code }) => code)));
    const files = { ...first.files, lessons: new Map([...first.files.lessons].filter(([code]) => codes.has(code))) };
    const changed = { ...first, contentVersion: 'later', files, modules };
    expect(await loadCourses(unitOfWork, [changed])).toEqual(['C1']);
    const stored = await database.dataSource.manager.find(Lesson, { where: { moduleCode: '1A' }, order: { ordinal: 'ASC' } });
    expect(stored.map(({ code, title }) => [code, title])).toEqual([[three.code, three.title], [two.code, 'El mouse']]);
    expect(await database.dataSource.manager.findOneBy(Lesson, { code: one.code })).toBeNull();
    expect(await loadCourses(unitOfWork)).toEqual(['C1']);
    expect(await database.dataSource.manager.count(Lesson)).toBe(36);
  });
});

function aCourse(lesson: object = {}): object {
  const levels = { levelNeeded: 0, levelReached: 1, hours: 2 };
  const lessons = [{ code: '9A-01', title: 'Uno', aim: 'Hace algo.', minutes: 120, ...lesson }];
  return {
    code: 'C9', ordinal: 9, title: 'Curso', aim: 'Aprender.', ...levels, prerequisite: null,
    modules: [{ code: '9A', title: 'Parte', aim: 'Empezar.', ...levels, lessons }],
  };
}

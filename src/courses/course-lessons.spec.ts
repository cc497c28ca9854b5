import { ENGINES, openTestDatabase, type TestDatabase } from '../../test/helpers/databases.js';
import { Centre } from '../centres/centre.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { SystemClock } from '../shared/kernel/clock.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { readCourses } from './course-content.js';
import { CourseLessons, type FoundCourse } from './course-lessons.js';
import type { CourseContent } from './course-outline.js';
import { LessonEdit } from './lesson-edit.entity.js';
import { loadCourses } from './load-courses.js';
import { contentEdits } from './taught-title.js';

const [FIRST] = readCourses() as [CourseContent];

describe.each(ENGINES)('the lessons of courses, %s', (engine) => {
  let database: TestDatabase;
  let unitOfWork: UnitOfWork;
  let processes: readonly CourseLessons[];
  const [here, elsewhere] = [newId(), newId()];

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    unitOfWork = new UnitOfWork(database.dataSource, new SystemClock());
    await loadCourses(unitOfWork);
    await unitOfWork.run((tx) => tx.insert(Centre, [here, elsewhere].map((id) => (
      { id, name: id, shortName: id.slice(-6), district: 'Lurín', address: null, phone: null, createdAt: 1, version: 1 }))), { actor: SYSTEM });
  });
  beforeEach(() => {
    processes = [new CourseLessons(database.dataSource), new CourseLessons(database.dataSource)];
  });
  afterAll(() => database.close());

  /** What each process says of a centre's first lesson, and with how many queries. */
  async function asked(centreId: Id): Promise<{ titles: string[]; aims: string[]; queries: number[] }> {
    const found = await database.dataSource.query<FoundCourse[]>(
      `SELECT c.code AS courseCode, c.content_version AS contentVersion, ${contentEdits('x.id')} AS edits FROM centres x CROSS JOIN courses c WHERE c.code = 'C1' AND x.id = ?`,
      [centreId]);
    const answers = [];
    for (const process of processes) answers.push(await countQueries(() => process.of(centreId, found)));
    return {
      titles: answers.map(({ result }) => result[0]?.title ?? ''), aims: answers.map(({ result }) => result[0]?.aim ?? ''), queries: answers.map(({ queries }) => queries),
    };
  }

  const edit = (ordinal: number, changes: Partial<LessonEdit>): Promise<void> => unitOfWork.run((tx) => tx.insert(LessonEdit, {
    id: newId(), lessonCode: '1A-01', centreId: here, ordinal, source: '', title: null, aim: null, basedOn: '', reason: null, createdAt: 1, createdBy: null, ...changes,
  }), { actor: SYSTEM });
  const { title, aim } = FIRST.modules[0]?.lessons[0] as { title: string; aim: string };
  const shipped = { titles: [title, title], aims: [aim, aim] };

  it('are read once, in the order in which they are taught', async () => {
    const lessons = await processes[0]?.of(here, [{ courseCode: 'C1', contentVersion: FIRST.contentVersion, edits: 0 }]);
    expect(lessons?.map(({ code }) => code)).toEqual(FIRST.modules.flatMap((module) => module.lessons.map(({ code }) => code)));
    expect(await asked(here)).toEqual({ ...shipped, queries: [0, 1] });
    expect(await asked(here)).toEqual({ ...shipped, queries: [0, 0] });
  });

  it('carry what a centre has made of them from its next request on, in every process, there alone', async () => {
    expect([await asked(here), await asked(elsewhere)]).toMatchObject([shipped, shipped]);
    await edit(1, { title: 'Lo nuestro', aim: 'Prende la PC.' });
    expect(await asked(here)).toEqual({ titles: ['Lo nuestro', 'Lo nuestro'], aims: ['Prende la PC.', 'Prende la PC.'], queries: [1, 1] });
    expect(await asked(here)).toMatchObject({ queries: [0, 0] });
    expect(await asked(elsewhere)).toEqual({ ...shipped, queries: [0, 0] });
    await edit(2, { source: null });
    expect(await asked(here)).toEqual({ ...shipped, queries: [1, 1] });
  });

  it('are read anew by every process when another version of the course has come', async () => {
    expect(await asked(elsewhere)).toMatchObject(shipped);
    const modules = FIRST.modules.map((module) => ({ ...module, lessons: module.lessons.map((lesson) => ({ ...lesson, title: `${lesson.title} ya` })) }));
    await loadCourses(unitOfWork, [{ ...FIRST, contentVersion: 'later', modules }]);
    expect(await asked(elsewhere)).toEqual({ ...shipped, titles: [`${title} ya`, `${title} ya`], queries: [1, 1] });
  });
});

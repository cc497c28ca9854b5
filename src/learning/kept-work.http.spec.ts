import { addClassroom, type Classroom } from '../../test/attendance/classroom.js';
import { startApp, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Session } from '../attendance/session.entity.js';
import { LessonTextsRepository } from '../courses/lesson-texts.repository.js';
import type { PracticeContent } from '../courses/practice-content.js';
import { SYSTEM } from '../shared/database/tx.js';
import { PracticeRound } from './practice-round.entity.js';
import { PracticeStep } from './practice-step.entity.js';

const LESSON = '2A-04';
const PRACTICE = 'solicitud-informacion';
const PATH = `/learning/${LESSON}/practice/${PRACTICE}`;

describe.each(ENGINES)('what stands in a task of a practice, %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let rosa: Visitor;
  let practice: PracticeContent;
  let form: number;

  beforeAll(async () => {
    test = await startApp({ engine });
    room = await addClassroom(test, { count: 1 });
    await test.unitOfWork.run(async (tx) => {
      await tx.update(Session, room.session, { lessonCode: LESSON });
      await tx.execute("UPDATE editions SET course_code = 'C2' WHERE id = ?", [room.edition.id]);
    }, { actor: SYSTEM });
    rosa = await test.signIn('learner', { personId: room.people[0]?.id as string });
    practice = await test.app.get(LessonTextsRepository).practice(PRACTICE);
    form = 1 + practice.tasks.findIndex(({ kind }) => kind === 'web-form');
    await rosa.post(`${PATH}/rounds`, {});
    for (let task = 1; task < form; task += 1) await rosa.post(`${PATH}/tasks/${task}`, { left: 'yes' });
  });
  afterAll(() => test.close());

  const fields = (): string[] => {
    const task = practice.tasks[form - 1];
    return task?.kind === 'web-form' ? task.shown.fields.filter(({ type }) => type === 'text').map(({ id }) => `field-${id}`) : [];
  };
  const shown = async (): Promise<string> => (await rosa.get(PATH)).text;

  it('is there again after a help, which is asked for in the middle of it', async () => {
    const [name = ''] = fields();
    expect(await shown()).toContain(`formaction="${PATH}/tasks/${form}/help"`);
    await rosa.post(`${PATH}/tasks/${form}/help`, { [name]: 'Rosa <Quispe>' });
    expect(await shown()).toMatch(new RegExp(`name="${name}"[^>]* value="Rosa &lt;Quispe&gt;"`, 'u'));
    expect(await shown()).toContain('lesson-page__help"');
  });

  it('is there again after a wrong answer', async () => {
    const [name = '', other = ''] = fields();
    await rosa.post(`${PATH}/tasks/${form}`, { [name]: 'Rosa Quispe', [other]: 'sin terminar' });
    expect(await shown()).toMatch(new RegExp(`name="${other}"[^>]* value="sin terminar"`, 'u'));
  });

  it('is kept while she works, unless the page is older than what she sent', async () => {
    const [name = ''] = fields();
    const sent = /data-draft="([^"]+)"/u.exec(await shown())?.[1]?.replace('&#x3D;', '=') as string;
    expect((await rosa.post(sent, { [name]: 'Rosa Quispe Poma' })).status).toBe(204);
    expect(await shown()).toContain('value="Rosa Quispe Poma"');
    await rosa.post(sent.replace(/\d+$/u, '0'), { [name]: 'de antes' });
    expect(await shown()).toContain('value="Rosa Quispe Poma"');
    expect(await test.dataSource.manager.findOneByOrFail(PracticeStep, { ordinal: form })).toMatchObject({ attempts: 1, helps: 1 });
  });

  it('is forgotten with the task', async () => {
    await rosa.post(`${PATH}/tasks/${form}`, { left: 'yes' });
    expect((await test.dataSource.manager.findOneByOrFail(PracticeStep, { ordinal: form })).draft).toBeNull();
    expect((await rosa.post(`${PATH}/tasks/${form}/draft?sent=2`, { x: 'tarde' })).status).toBe(204);
    expect((await test.dataSource.manager.findOneByOrFail(PracticeStep, { ordinal: form })).draft).toBeNull();
  });

  it('counts as practised when all was done but one; what was left can be taken up', async () => {
    for (let task = form + 1; task <= practice.tasks.length; task += 1) await rosa.post(`${PATH}/tasks/${task}`, { left: 'yes' });
    expect(await shown()).toContain(`Le faltan ${practice.tasks.length} tareas. Puede hacerlas cuando quiera.`);
    const round = (): Promise<PracticeRound> => test.dataSource.manager.findOneByOrFail(PracticeRound, { practiceCode: PRACTICE });
    expect(await round()).toMatchObject({ practisedAt: null });
    expect((await round()).finishedAt).not.toBeNull();
    await rosa.post(`${PATH}/rounds/left`, {});
    expect(await shown()).toContain('Tarea 1 de');
    expect(await round()).toMatchObject({ finishedAt: null, round: 1 });
    await test.unitOfWork.run((tx) => tx.execute("UPDATE practice_steps SET outcome = 'done' WHERE ordinal > 1", []), { actor: SYSTEM });
    await rosa.post(`${PATH}/tasks/1`, { left: 'yes' });
    expect((await round()).practisedAt).not.toBeNull();
    expect(await shown()).toContain('Le falta una tarea');
  });
});

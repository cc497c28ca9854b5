import { addClassroom, type Classroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Session } from '../attendance/session.entity.js';
import { SYSTEM } from '../shared/database/tx.js';
import { countQueries } from '../shared/database/query-count.js';
import { OpenedLesson } from './opened-lesson.entity.js';
import { watchRoom } from './room-watch.js';

describe.each(ENGINES)("the trainer's room, %s", (engine) => {
  let test: TestApp;
  let room: Classroom;
  let trainer: Visitor;
  let learner: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    room = await addClassroom(test, { count: 20 });
    await test.unitOfWork.run((tx) => tx.update(Session, room.session, { lessonCode: '1A-01' }), { actor: SYSTEM });
    trainer = await test.signIn('trainer');
    learner = await test.signIn('learner', { personId: room.people[3]?.id as string });
  });
  afterAll(() => test.close());

  const path = (): string => `/sessions/${room.session.id}/room`;

  it('shows who is where, with the plan beside it', async () => {
    await learner.post('/learning/1A-01/1', {});
    const page = await trainer.get(path());
    expect(wordsOf(page)).toMatch(/Trabajando 1|1 Trabajando/);
    expect(wordsOf(page)).toContain('Ccori, Rosa María Parte 2 de 9');
    expect(wordsOf(page)).toContain('Plan de la sesión');
    expect(page.text.match(/room__seat--not-begun/g)).toHaveLength(19);
  });

  it('puts first who has not gone on for long', async () => {
    test.clock.advance(7 * 60_000);
    const words = wordsOf(await trainer.get(path()));
    expect(words).toContain('hace 7 minutos Necesita ayuda');
    expect(words.indexOf('Ccori')).toBeLessThan(words.indexOf('Alva'));
  });

  it('opens the next lesson for the group, once', async () => {
    expect((await learner.get('/learning/1A-02')).headers.location).toBe('/learning');
    await trainer.post(`${path()}/lessons/1A-02`, {});
    await trainer.post(`${path()}/lessons/1A-02`, {});
    expect((await test.dataSource.manager.find(OpenedLesson)).map(({ lessonCode }) => lessonCode).sort()).toEqual(['1A-01', '1A-02']);
    expect((await learner.get('/learning/1A-02')).status).toBe(200);
    expect(wordsOf(await trainer.get(path()))).toContain('El mouse: señalar, elegir y mover');
  });

  it('shows who is at another lesson as being there, not as somebody who has not begun', async () => {
    const page = await trainer.get(`${path()}?lesson=1A-02`);
    expect(wordsOf(page)).toMatch(/Ccori, Rosa María Conocer la computadora y encenderla hace 7 minutos En otra lección/);
    expect(page.text.match(/room__seat--elsewhere/g)).toHaveLength(1);
    expect(page.text.match(/room__seat--not-begun/g)).toHaveLength(19);
    expect((await trainer.get(`${path()}?lesson=1A-01`)).text).not.toContain('room__seat--elsewhere');
  });

  it('closes again what was opened by a slip, unless somebody is in it, and lets the trainer look at another lesson', async () => {
    await trainer.post(`${path()}/lessons/1A-03`, {});
    const slip = await trainer.get(path());
    expect(slip.text).toContain(`action="${path()}/lessons/1A-03/closing"`);
    expect(slip.text).toContain(`href="${path()}?lesson&#x3D;1A-02"`);
    await trainer.post(`${path()}/lessons/1A-03/closing`, {});
    expect((await learner.get('/learning/1A-03')).headers.location).toBe('/learning');
    await learner.post('/learning/1A-02/1', {});
    await trainer.post(`${path()}/lessons/1A-02/closing`, {});
    expect(wordsOf(await trainer.get(path()))).toContain('Alguien ya empezó esa lección');
    expect((await learner.get('/learning/1A-02')).status).toBe(200);
    const back = await trainer.get(`${path()}?lesson=1A-01`);
    expect(back.text).toContain(`data-room="${path()}/events?lesson&#x3D;1A-01"`);
    expect(wordsOf(back)).toContain('Conocer la computadora y encenderla');
  });

  it('leaves out who is marked as not having come, unless she is seen at work, and says how many', async () => {
    const marked = (index: number, status: string): object => ({ seen: `${room.people[index]?.id} 0`, status, reason: 'Salud' });
    await trainer.postJson(`/sessions/${room.session.id}/register`, { marks: [marked(3, 'absent'), marked(7, 'absent'), marked(8, 'excused'), marked(9, 'present')] });
    const page = await trainer.get(`${path()}?lesson=1A-01`);
    expect(wordsOf(page)).toContain('2 personas no vinieron, según la asistencia.');
    expect(wordsOf(page)).toContain('Ccori, Rosa María');
    expect(page.text.match(/room__seat--not-begun/g)).toHaveLength(17);
    expect(wordsOf(page)).toMatch(/Sin empezar 17/);
  });

  it('leads to the register only who may open it', async () => {
    expect((await trainer.get(path())).text).toContain('/register"');
    const coach = await (await test.signIn('coach')).get(path());
    expect([coach.status, coach.text.includes('/register"')]).toEqual([200, false]);
  });

  it('is closed to strangers, and opens no lesson of another course', async () => {
    const other = await test.signIn('trainer', { centre: await test.addCentre('Otro') });
    for (const address of [path(), `${path()}/events`]) expect((await other.get(address)).status).toBe(404);
    expect((await other.post(`${path()}/lessons/1A-03`, {})).status).toBe(404);
    expect((await trainer.post(`${path()}/lessons/2B-01`, {})).status).toBe(404);
    expect((await learner.get(path())).status).toBe(404);
  });

  it('costs the same whatever the number of people', async () => {
    const { queries } = await countQueries(() => trainer.get(path()));
    expect(queries).toBeLessThanOrEqual(8);
  });
});

describe('what a room sends', () => {
  const read = async (looks: string[], fails = false): Promise<string> => {
    let text = '';
    const look = (): Promise<string> => (looks.length > 0 ? Promise.resolve(looks.shift() as string) : fails ? Promise.reject(new Error('gone')) : Promise.resolve('c'));
    for await (const part of watchRoom(look, { every: 1, lasts: 300 })) text += String(part);
    return text;
  };

  it('is what changed, line by line, and a sign of life', async () => {
    const text = await read(['a\nb', 'a\nb', 'c']);
    expect(text).toMatch(/^event: room\ndata: a\ndata: b\n\n: still here\n\nevent: room\ndata: c\n\n(: still here\n\n)+$/);
  });

  it('ends when it cannot look any more', async () => {
    expect(await read(['a'], true)).toBe('event: room\ndata: a\n\n');
  });
});

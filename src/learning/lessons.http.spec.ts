import type { Response } from 'supertest';
import { addClassroom, sessionOf, type Classroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { solve } from '../../test/helpers/solve.js';
import type { Activity } from '../activities/activity-kinds.js';
import { Session } from '../attendance/session.entity.js';
import { LessonTextsRepository } from '../courses/lesson-texts.repository.js';
import { SYSTEM } from '../shared/database/tx.js';
import { countQueries } from '../shared/database/query-count.js';
import { newId } from '../shared/kernel/ids.js';
import { LessonAnswer } from './lesson-answer.entity.js';
import { LessonProgress } from './lesson-progress.entity.js';
import { PracticeRound } from './practice-round.entity.js';
import { PracticeStep } from './practice-step.entity.js';
import { stopsOf } from './lesson-stops.js';

const LESSON = '1A-01';

describe.each(ENGINES)('lessons of a learner, %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let learner: Visitor;
  let stops: number;
  let steps: number;

  beforeAll(async () => {
    test = await startApp({ engine });
    room = await addClassroom(test, { count: 4 });
    await test.unitOfWork.run((tx) => tx.update(Session, room.session, { lessonCode: LESSON }), { actor: SYSTEM });
    const [first] = room.people as [Classroom['people'][number]];
    learner = await test.signIn('learner', { personId: first.id, displayName: 'Rosa Alva' });
    const { content } = await test.app.get(LessonTextsRepository).lesson(test.centre.id, LESSON);
    stops = stopsOf(content as never).length;
    steps = content?.steps.length ?? 0;
  });
  afterAll(() => test.close());

  it('stand on her home as one big next step, and in a list', async () => {
    const home = await learner.get('/');
    expect(home.text).toContain(`href="/learning/${LESSON}"`);
    expect(home.text).toContain('Conocer la computadora y encenderla');
    const list = await learner.get('/learning');
    expect(list.text).toContain('0 de 6 lecciones terminadas');
    expect(list.text.match(/Se abre el día de su sesión/g)?.length).toBe(17);
  });

  it('are taken step by step, each on record as it is left', async () => {
    const begin = await learner.get(`/learning/${LESSON}`);
    expect(begin.text).toContain('Al terminar, usted:');
    expect((await learner.get(`/learning/${LESSON}/1`)).text).toMatch(/Parte 1 de \d+[^]*<img class="lesson-page__picture" src="\/course-pictures\//);
    const answer = await learner.post(`/learning/${LESSON}/1`, {});
    expect([answer.status, answer.headers.location]).toEqual([303, `/learning/${LESSON}/2`]);
    expect(await progress()).toMatchObject({ step: 2, finishedAt: null });
    expect((await learner.get('/')).text).toContain(`href="/learning/${LESSON}/2"`);
  });

  it('take nothing away from who goes back', async () => {
    await learner.post(`/learning/${LESSON}/3`, {});
    await learner.post(`/learning/${LESSON}/1`, {});
    expect((await progress())?.step).toBe(4);
  });

  it('are sent once, however often the button is pressed', async () => {
    const key = 'the-same-key-twice';
    const answers = await Promise.all([learner.post(`/learning/${LESSON}/2`, { _key: key }), learner.post(`/learning/${LESSON}/2`, { _key: key })]);
    expect(answers.map(({ headers }) => headers.location)).toEqual([`/learning/${LESSON}/3`, `/learning/${LESSON}/3`]);
  });

  it('ask three questions, kindly', async () => {
    const number = stops - 2;
    const { content } = await test.app.get(LessonTextsRepository).lesson(test.centre.id, LESSON);
    const right = content?.questions[0]?.right as number;
    const path = `/learning/${LESSON}/${number}`;
    expect((await learner.get(path)).text).toContain(content?.questions[0]?.ask);
    expect((await learner.post(path, {})).headers.location).toBe(path);
    const wrong = right % 3 + 1;
    const again = await learner.post(path, { answer: wrong });
    expect(again.headers.location).toBe(`${path}?not=${wrong}`);
    const page = await learner.get(again.headers.location as string);
    expect(wordsOf(page)).toContain('Todavía no es esa');
    // What she tried is marked, and stays so when she sends nothing.
    expect(page.text.match(/answer-\d-about">Ya probó esta/gu)).toEqual([`answer-${wrong}-about">Ya probó esta`]);
    expect((await learner.post(`${path}?not=${wrong}`, {})).headers.location).toBe(`${path}?not=${wrong}`);
    for (const odd of ['?not=9', '?not[]=1', '?not=']) expect((await learner.get(`${path}${odd}`)).text).not.toContain('Ya probó esta');
    const answer = await learner.post(`${path}?not=${wrong}`, { answer: right });
    expect(answer.headers.location).toBe(`/learning/${LESSON}/${number + 1}`);
    expect((await learner.get(`/learning/${LESSON}/${number + 1}`)).text).toContain('¡Muy bien!');
    expect(await test.dataSource.manager.findOneBy(LessonAnswer, { question: 1 })).toMatchObject({ attempts: 2, rightAtOnce: false });
  });

  it('end with what she can do now', async () => {
    const { content } = await test.app.get(LessonTextsRepository).lesson(test.centre.id, LESSON);
    for (const index of [1, 2]) await learner.post(`/learning/${LESSON}/${stops - 2 + index}`, { answer: content?.questions[index]?.right });
    expect((await progress())?.finishedAt).not.toBeNull();
    expect((await learner.get(`/learning/${LESSON}/end`)).text).toMatch(/Terminó la lección[^]*Todavía falta practicar[^]*href="\/learning\/1A-01\/practice\//u);
    expect((await learner.get('/learning')).text).toContain('1 de 6 lecciones terminadas');
  });

  it('are practised task by task, with helps, as often as she likes', async () => {
    const path = (await learner.get(`/learning/${LESSON}/${steps + 1}`)).headers.location as string;
    expect(path).toMatch(/\/practice\//);
    expect((await learner.get(path)).text).toContain('Empezar a practicar');
    await learner.post(`${path}/rounds`, {});
    expect((await learner.get(path)).text).toContain('Tarea 1 de');
    await learner.post(`${path}/tasks/1/help`, {});
    const helped = wordsOf(await learner.get(path));
    const [task] = (await test.app.get(LessonTextsRepository).practice(path.split('/').at(-1) as string)).tasks;
    // Beneath what is asked, in words for a mouse and for a finger.
    for (const told of [task?.ask, task?.touch?.ask, task?.helps[0]]) expect(helped).toContain(told);
    expect((await learner.post(`${path}/tasks/1`, {})).headers.location).toBe(path);
    const rounds = await test.dataSource.manager.find(PracticeRound);
    expect(await test.dataSource.manager.findBy(PracticeStep, { roundId: rounds[0]?.id })).toMatchObject([{ ordinal: 1, attempts: 0, helps: 1, outcome: 'trying' }]);
    // Whoever leaves one learns how it is done.
    await learner.post(`${path}/tasks/1`, { left: 'yes' });
    expect(wordsOf(await learner.get(path))).toContain(`puede hacerla después. Así se hace: ${task?.helps.at(-1)}`);
    for (let number = 2; number <= (rounds[0]?.tasks ?? 0); number += 1) await learner.post(`${path}/tasks/${number}`, { left: 'yes' });
    expect((await learner.get(path)).text).toContain('Practicar otra vez');
    await learner.post(`${path}/rounds`, {});
    expect((await learner.get(path)).text).toContain('Tarea 1 de');
    expect(await test.dataSource.manager.count(PracticeRound)).toBe(2);
    expect((await test.dataSource.manager.find(PracticeRound)).map(({ practisedAt }) => practisedAt)).toEqual([null, null]);
  });

  it('bring the first task of a practice along, just as it stands once the round is on record', async () => {
    const ines = await test.signIn('learner', { personId: room.people[3]?.id as string });
    const { content } = await test.app.get(LessonTextsRepository).lesson(test.centre.id, LESSON);
    for (const code of content?.practice ?? []) {
      const path = `/learning/${LESSON}/practice/${code}`;
      const brought = /<template data-first-task>([^]*?)<\/template>/u.exec((await ines.get(path)).text)?.[1] as string;
      const begun = await ines.send(ines.request().post(`${path}/rounds`).set('x-in-place', 'yes').type('form').send({ _key: newId() }));
      const lines = (html: string): string[] => html.replace(/name="_key" value="[^"]*"|<script[^]*?<\/script>/gu, '').split('\n').map((line) => line.trim()).filter(Boolean);
      // Its draft is kept only once there is a round to keep it in.
      const there = lines(/<main[^>]*>([^]*)<\/main>/u.exec(begun.text)?.[1] as string).join('\n').replace(/ data-draft="[^"]*"/u, '');
      expect(lines(brought).join('\n')).toBe(there);
      expect(brought).toContain('data-activity=');
    }
  });

  it('answer the script that asks for what follows in place with that at once, with what became of the answer in it', async () => {
    const path = (await learner.get(`/learning/${LESSON}/${steps + 1}`)).headers.location as string;
    const inPlace = (to: string, fields: object): Promise<Response> => (
      learner.send(learner.request().post(`${path}${to}`).set('x-in-place', 'yes').type('form').send({ _key: newId(), ...fields })));
    await learner.post(`${path}/rounds`, {});
    const next = await inPlace('/tasks/1', {});
    expect([next.status, next.headers.location]).toEqual([200, undefined]);
    expect(next.text.trim()).toMatch(/^<title>[^<]+<\/title>\s*<main[^]*<\/main>$/u);
    expect(wordsOf(next)).toContain('Tarea 1 de');
    expect(next.text).toContain('class="flash');
    // Said there, it is not said once more on the page that comes next.
    expect((await learner.get(path)).text).not.toContain('class="flash');
    expect((await inPlace('/tasks/99', { left: 'yes' })).status).toBe(404);
  });

  it('are tried by whoever teaches them, and nothing of it is on record', async () => {
    const trainer = await test.signIn('trainer');
    const { content } = await test.app.get(LessonTextsRepository).lesson(test.centre.id, LESSON);
    const code = content?.practice[0] as string;
    const { tasks } = await test.app.get(LessonTextsRepository).practice(code);
    const before = await test.dataSource.manager.count(PracticeRound);
    const path = `/lessons/${LESSON}/practice/${code}`;
    expect((await trainer.get(`/lessons/${LESSON}`)).text).toContain(`href="${path}/1"`);
    const first = await trainer.get(`${path}/1`);
    expect(first.text).toContain('nada queda guardado');
    expect(first.text).toContain(tasks[0]?.helps[1]);
    expect((await trainer.post(`${path}/1`, {})).headers.location).toBe(`${path}/1`);
    expect((await trainer.post(`${path}/1`, solve(tasks[0] as Activity))).headers.location).toBe(`${path}/2`);
    expect((await trainer.get(`${path}/2`)).text).toContain('¡Muy bien!');
    expect((await trainer.post(`${path}/${tasks.length}`, { left: 'yes' })).headers.location).toBe(`/lessons/${LESSON}`);
    for (const wrong of [`${path}/0`, `${path}/9`, `${path}/x`, `/lessons/${LESSON}/practice/no/1`]) expect([wrong, (await trainer.get(wrong)).status]).toEqual([wrong, 404]);
    expect((await learner.get(`${path}/1`)).status).toBe(404);
    expect(await test.dataSource.manager.count(PracticeRound)).toBe(before);
    expect((await trainer.get('/lessons/2B-06/practice/servicios-en-el-mapa/1')).text).toContain('action="/exit"');
  });

  it('do without what is not open to her', async () => {
    for (const path of ['2B-06', '9Z-99', `${LESSON}/0`, `${LESSON}/99`, `${LESSON}/x`, `${LESSON}/practice/mouse-basico`, `${LESSON}/practice/no`]) {
      expect([path, (await learner.get(`/learning/${path}`)).status]).toEqual([path, 404]);
    }
    expect((await learner.post('/learning/1A-02/1', {})).status).toBe(404);
    for (const path of ['1A-02', '1A-02/1']) expect([path, (await learner.get(`/learning/${path}`)).headers.location]).toEqual([path, '/learning']);
    expect((await learner.get('/learning')).text).toMatch(/todavía no está abierta\. Se abre el día de su sesión/u);
    const planned = sessionOf(room.group, { lessonCode: '1A-02', date: '2026-11-30', ordinal: 3 });
    await test.unitOfWork.run((tx) => tx.insert(Session, planned), { actor: SYSTEM });
    expect((await learner.get('/learning')).text).toContain('Se abre el lunes 30 de noviembre');
    const stranger = await test.signIn('learner', { personId: room.people[1]?.id as string, centre: await test.addCentre('Otro') });
    expect((await stranger.get(`/learning/${LESSON}`)).status).toBe(404);
    expect((await (await test.signIn('trainer')).get('/learning')).status).toBe(403);
  });

  it('have a quick way out where they are discreet, and only there', async () => {
    for (const path of ['/', '/learning', `/learning/${LESSON}`, `/learning/${LESSON}/1`]) expect((await learner.get(path)).text).not.toContain('action="/exit"');
    const discreet = sessionOf(room.group, { lessonCode: '2B-06', startsAt: '15:00', ordinal: 2 });
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Session, discreet);
      await tx.execute("UPDATE editions SET course_code = 'C2' WHERE id = ?", [room.edition.id]);
    }, { actor: SYSTEM });
    const page = await learner.get('/learning/2B-06/1');
    expect(page.text).toContain('action="/exit"');
    expect(page.text).toContain('No borra el historial');
    expect(page.text).toContain('href="/free-help"');
    // What goes wrong beside it, or before anybody knows which lesson it is, has it as well.
    for (const path of ['2B-06/99', '2B-06/practice/no', '9Z-99']) {
      const lost = await learner.get(`/learning/${path}`);
      expect([path, lost.status, lost.text.includes('action="/exit"')]).toEqual([path, 404, true]);
    }
    expect((await learner.post('/learning/2B-06/practice/servicios-en-el-mapa/tasks/99', { left: 'yes' })).text).toContain('action="/exit"');
    expect((await learner.get('/people')).text).not.toContain('action="/exit"');
    const help = await test.visitor().get('/free-help');
    expect(help.text).toMatch(/action="\/exit"[^]*href="tel:100"[^]*href="https:\/\/chat100\./u);
    expect(help.text).toMatch(/<title>Ayuda gratis/u);
    expect(page.text).not.toMatch(/<title>[^<]*(violen|agres|línea 100)/i);
    expect((await learner.get(`/learning/${LESSON}`)).status).toBe(404);
    const out = await learner.post('/exit', {});
    expect([out.status, out.headers.location]).toEqual([303, '/exit']);
    expect((await learner.get('/exit')).text).toContain('http-equiv="refresh"');
    expect((await learner.get('/learning')).headers.location).toContain('/sign-in');
  });

  it('cost few queries, however many there are', async () => {
    const other = await test.signIn('learner', { personId: room.people[2]?.id as string });
    for (const path of ['/', '/learning', '/learning/2B-06', '/learning/2B-06/1', '/learning/2B-06/print']) {
      const { result, queries } = await countQueries(() => other.get(path));
      expect([path, result.status]).toEqual([path, 200]);
      expect(queries).toBeLessThanOrEqual(8);
      // Who she is, and all that her home says.
      if (path === '/') expect(queries).toBe(2);
    }
  });

  it('remember how she reads best', async () => {
    const other = await test.signIn('learner', { personId: null });
    await other.post('/reading', { print: 'large' });
    await other.post('/reading', { contrast: 'high' });
    expect((await other.get('/')).text).toMatch(/data-print="large" data-contrast="high"/);
    await other.post('/reading', { print: 'normal' });
    expect((await other.get('/')).text).toMatch(/data-print="normal" data-contrast="high"/);
  });

  const progress = (): Promise<LessonProgress | null> => test.dataSource.manager.findOneBy(LessonProgress, { lessonCode: LESSON });
});

describe.each(ENGINES)('a lesson that somebody has open twice, %s', (engine) => {
  it('goes on, though both pages are sent at the same moment', async () => {
    const test = await startApp({ engine });
    const room = await addClassroom(test, { count: 1 });
    await test.unitOfWork.run((tx) => tx.update(Session, room.session, { lessonCode: LESSON }), { actor: SYSTEM });
    const learner = await test.signIn('learner', { personId: room.people[0]?.id as string });
    const { content } = await test.app.get(LessonTextsRepository).lesson(test.centre.id, LESSON);
    const question = stopsOf(content as never).length - 2;
    const practice = `/learning/${LESSON}/practice/${content?.practice[0]}`;
    const paths: [string, object][] = [
      [`/learning/${LESSON}/1`, {}], [`/learning/${LESSON}/${question}`, { answer: 1 }], [`${practice}/rounds`, {}],
      [`${practice}/tasks/1/help`, {}], [`${practice}/tasks/1`, { left: 'yes' }],
    ];
    for (const [path, form] of paths) {
      const answers = await Promise.all(Array.from({ length: 6 }, () => learner.post(path, { ...form })));
      expect([path, answers.map(({ status }) => status)]).toEqual([path, Array.from({ length: 6 }, () => 303)]);
    }
    expect(await test.dataSource.manager.findOneByOrFail(LessonAnswer, {})).toMatchObject({ attempts: 6 });
    expect(await test.dataSource.manager.countBy(PracticeRound, {})).toBe(1);
    await test.close();
  });
});

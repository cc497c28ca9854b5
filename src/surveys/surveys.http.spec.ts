import { addClassroom, type Classroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Edition } from '../courses/edition.entity.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import { SurveyAnswer } from './survey-answer.entity.js';

describe.each(ENGINES)('surveys, %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let learner: Visitor;
  let trainer: Visitor;
  let coordinator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    room = await addClassroom(test, { count: 8 });
    learner = await test.signIn('learner', { personId: of(0) });
    trainer = await test.signIn('trainer');
    coordinator = await test.signIn('coordinator');
  });
  beforeEach(() => test.unitOfWork.run(async (tx) => {
    for (const answer of await tx.manager.find(SurveyAnswer)) await tx.remove(SurveyAnswer, answer);
    await tx.update(Edition, await tx.manager.findOneByOrFail(Edition, { id: room.edition.id }), { status: 'running' });
  }, { actor: SYSTEM }));
  afterAll(() => test.close());

  const of = (index: number): string => room.people[index]?.id as string;
  const close = (): Promise<void> => test.unitOfWork.run(async (tx) => {
    await tx.update(Edition, await tx.manager.findOneByOrFail(Edition, { id: room.edition.id }), { status: 'closed' });
  }, { actor: SYSTEM });
  const path = (moment: string, question: string): string => `/survey/${room.edition.id}/${moment}/${question}`;
  const known = (index = 0): Promise<SurveyAnswer[]> => test.dataSource.manager.find(SurveyAnswer, { where: { personId: of(index) }, order: { moment: 'ASC' } });
  const paper = (moment: string): string => `/surveys/${room.edition.id}/paper?moment=${moment}&group=${room.group.id}`;

  it('ask a learner at the start how sure she feels, once', async () => {
    expect(wordsOf(await learner.get('/'))).toContain('Una pregunta corta para empezar');
    expect((await learner.get('/survey')).headers.location).toBe(path('start', 'confidence'));
    const question = await learner.get(path('start', 'confidence'));
    expect(wordsOf(question)).toContain('Quien le enseña no ve qué contestó usted');
    expect(question.text.match(/type="radio"/g)).toHaveLength(5);
    const blank = await learner.post(path('start', 'confidence'));
    expect([blank.status, wordsOf(blank)]).toEqual([422, expect.stringContaining('Elija una carita')]);
    for (const answer of ['0', '6', '2.5', 'x']) expect((await learner.post(path('start', 'confidence'), { answer })).status).toBe(422);
    const answered = await learner.post(path('start', 'confidence'), { answer: '2' });
    expect([answered.status, answered.headers.location]).toEqual([303, '/']);
    expect(await known()).toMatchObject([{ moment: 'start', way: 'self', confidence: 2, answeredOn: '2026-11-23', finishedAt: test.clock.now() }]);
    expect(wordsOf(await learner.get('/'))).not.toContain('Una pregunta corta');
    expect((await learner.post(path('start', 'confidence'), { answer: '5' })).status).toBe(404);
    expect(wordsOf(await learner.get('/survey'))).toContain('no hay preguntas');
  });

  it('ask at the end for one thing after the other, keep each answer at once, and go on where she left', async () => {
    expect((await learner.get(path('end', 'course'))).status).toBe(404);
    await close();
    expect(wordsOf(await learner.get('/'))).toContain('Cuéntenos qué le pareció el curso');
    expect((await learner.post(path('end', 'confidence'), { answer: '4' })).headers.location).toBe(path('end', 'course'));
    expect((await learner.post(path('end', 'course'), { answer: '5' })).headers.location).toBe(path('end', 'trainer'));
    expect((await learner.get('/survey')).headers.location).toBe(path('end', 'trainer'));
    expect((await learner.post(path('end', 'trainer'), { pass: 'yes' })).headers.location).toBe(path('end', 'hours'));
    expect((await learner.post(path('end', 'hours'), { answer: '3' })).headers.location).toBe(path('end', 'comment'));
    expect((await learner.post(path('end', 'comment'), { answer: 'a'.repeat(301) })).status).toBe(422);
    expect((await learner.post(path('end', 'comment'), { answer: 'Que sea más largo' })).headers.location).toBe('/');
    expect(await known()).toMatchObject([{ moment: 'end', confidence: 4, courseFace: 5, trainerFace: null, hoursFace: 3, comment: 'Que sea más largo', finishedAt: expect.any(Number) }]);
  });

  it('keep an answer that was sent twice once, and two at once', async () => {
    const form = { answer: '3', _key: newId() };
    for (let press = 1; press <= 2; press += 1) {
      const { status, headers } = await learner.post(path('start', 'confidence'), form);
      expect([status, headers.location]).toEqual([303, '/']);
    }
    expect(await known()).toHaveLength(1);
    await close();
    const both = await Promise.all(['2', '4'].map((answer) => learner.post(path('end', 'confidence'), { answer })));
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect((await known()).filter(({ moment }) => moment === 'end')).toHaveLength(1);
  });

  it('are not in the way of somebody who would rather not answer', async () => {
    const form = { pass: 'yes', _key: newId() };
    for (let press = 1; press <= 2; press += 1) expect((await learner.post(`/survey/${room.edition.id}/start/refusal`, form)).status).toBe(303);
    expect(await known()).toMatchObject([{ declined: true, confidence: null }]);
    expect(wordsOf(await learner.get('/'))).not.toContain('Una pregunta corta');
    expect(wordsOf(await coordinator.get('/surveys'))).toContain('0 de 8');
  });

  it('are entered from paper for a group on one page; what was said is not shown again, and nobody is overwritten', async () => {
    await learner.post(path('start', 'confidence'), { answer: '2' });
    const sheet = await trainer.get(paper('start'));
    expect(sheet.text.match(/class="input paper__face"/g)).toHaveLength(7);
    const bad = await trainer.post(paper('start'), { answeredOn: '23/11/2026', [`confidence-${of(1)}`]: '7', [`confidence-${of(2)}`]: '4' });
    expect([bad.status, wordsOf(bad)]).toEqual([422, expect.stringContaining('Apaza, Rosa María: escriba un número del 1 al 5')]);
    expect(bad.text).toContain('value="4"');
    expect(await known(2)).toEqual([]);
    expect(wordsOf(await trainer.post(paper('start'), { answeredOn: '23/11/2026' }))).toContain('No hay nada escrito');
    expect(wordsOf(await trainer.post(paper('start'), { answeredOn: '24/11/2026', [`confidence-${of(1)}`]: '1' }))).toContain('todavía no llega');
    const saved = await trainer.post(paper('start'), { answeredOn: '23/11/2026', [`confidence-${of(0)}`]: '5', [`confidence-${of(1)}`]: '1', [`confidence-${of(2)}`]: '4' });
    expect(saved.status).toBe(303);
    expect(await known(0)).toMatchObject([{ confidence: 2, way: 'self' }]);
    expect(await known(1)).toMatchObject([{ confidence: 1, way: 'paper', enteredBy: trainer.account?.id }]);
    const after = await trainer.get(paper('start'));
    expect(wordsOf(after)).toContain('De 1 personas no, porque ya habían contestado');
    expect(after.text.match(/Ya contestó/g)).toHaveLength(3);
    expect(after.text.match(/class="input paper__face"/g)).toHaveLength(5);
  });

  it('are added up by fives, and never by name: who looks before and after one answer learns nothing of it; words are for the coordination alone', async () => {
    await close();
    const enter = (indexes: number[]): Promise<unknown> => coordinator.post(paper('end'), {
      answeredOn: '23/11/2026',
      ...Object.fromEntries(indexes.flatMap((index) => [[`confidence-${of(index)}`, '4'], [`course-${of(index)}`, '5'], [`trainer-${of(index)}`, '1'], [`comment-${of(index)}`, `Palabra ${index}`]])),
    });
    await enter([0, 1, 2, 3]);
    const shown = wordsOf(await trainer.get(`/surveys/${room.edition.id}`));
    expect(shown).toContain('El curso — — — — — 4 —');
    expect(shown).toContain('Al terminar — — — — — 4 —');
    expect(shown).toContain('de 5 en 5 respuestas');
    await enter([4]);
    const more = wordsOf(await trainer.get(`/surveys/${room.edition.id}`));
    expect(more).toContain('El curso 0 0 0 0 5 5 5.0');
    expect(more).not.toContain('Palabra');
    expect(more).not.toContain('Apaza');
    test.clock.advance(1_000);
    await enter([5, 6]);
    const later = wordsOf(await coordinator.get(`/surveys/${room.edition.id}`));
    expect(later).toContain('El curso 0 0 0 0 5 7 5.0');
    expect(later).toContain('«Palabra 4»');
    expect(later).not.toContain('«Palabra 5»');
  });

  it('keep what was said out of the trail', async () => {
    await learner.post(path('start', 'confidence'), { answer: '2' });
    const [{ id }] = await known() as [SurveyAnswer];
    const trail = await test.dataSource.manager.findBy(AuditEntry, { entityId: id });
    expect(trail).toMatchObject([{ valuesAfter: { confidence: '•••' } }]);
  });

  it('are found by nobody else', async () => {
    const centre = await test.addCentre('Otro Lugar');
    const [stranger] = (await addClassroom(test, { count: 1, centreId: centre.id, name: 'Grupo Z' })).people;
    const other = await test.signIn('learner', { personId: stranger?.id ?? null, centre });
    const elsewhere = await test.signIn('coordinator', { centre });
    await close();
    expect((await other.get(path('end', 'confidence'))).status).toBe(404);
    expect((await other.post(path('end', 'confidence'), { answer: '1' })).status).toBe(404);
    expect((await trainer.get(paper('end'))).status).toBe(404);
    expect((await trainer.post(paper('end'), { answeredOn: '23/11/2026' })).status).toBe(404);
    expect((await learner.get('/surveys')).status).toBe(403);
    for (const address of [`/surveys/${room.edition.id}`, paper('start')]) expect((await elsewhere.get(address)).status).toBe(404);
    expect((await elsewhere.post(paper('start'), { answeredOn: '23/11/2026', [`confidence-${of(0)}`]: '1' })).status).toBe(404);
    expect(await test.dataSource.manager.count(SurveyAnswer)).toBe(0);
  });

  it('take eight queries at most', async () => {
    for (const [visitor, address] of [[learner, '/'], [learner, path('start', 'confidence')], [coordinator, '/surveys'], [coordinator, `/surveys/${room.edition.id}`], [coordinator, paper('start')]] as const) {
      const { result, queries } = await countQueries(() => visitor.get(address));
      expect([address, result.status, queries <= 8]).toEqual([address, 200, true]);
    }
  });
});

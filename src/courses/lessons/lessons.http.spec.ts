import { CODE, LessonForms, type Form, type PickedFile } from '../../../test/courses/lesson-forms.js';
import { addClassroom } from '../../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { pngOf } from '../../../test/fixtures/pictures.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { Session } from '../../attendance/session.entity.js';
import { StoredFilePart } from '../../shared/files/stored-file-part.entity.js';
import { StoredFile } from '../../shared/files/stored-file.entity.js';
import { countQueries } from '../../shared/database/query-count.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { readLesson } from '../lesson-content.js';
import type { LessonEdit } from '../lesson-edit.entity.js';
import { LessonText } from '../lesson-text.entity.js';
import { loadCourses } from '../load-courses.js';
import { draftOf, draftValues } from './lesson-draft.js';

const PNG = pngOf(120_000);
/** The same as a phone sends it. */
const TOLD = pngOf(120_000, { tEXt: 'GPS 12.2133 S 76.9367 W' });

describe.each(ENGINES)('lessons of a centre, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let trainer: Visitor;
  let lessons: LessonForms;

  beforeAll(async () => {
    test = await startApp({ engine });
    await loadCourses(test.unitOfWork);
    lessons = new LessonForms(test);
    coordinator = await test.signIn('coordinator', { displayName: 'Maruja Torres' });
    trainer = await test.signIn('trainer', { displayName: 'Elena Ccori' });
  });
  afterAll(() => test.close());

  const taught = (code?: string, centreId?: Id): ReturnType<LessonForms['taught']> => lessons.taught(code, centreId);
  const edits = (code?: string): Promise<LessonEdit[]> => lessons.edits(code);
  const send = (changes: Form = {}, how: { code?: string; by?: Visitor; files?: PickedFile[] } = {}): ReturnType<Visitor['get']> => lessons.send(changes, { by: coordinator, ...how });

  describe('are shown to the staff', () => {
    it('with steps, answers, plan and sources at the foot, in few queries', async () => {
      const { queries, result } = await countQueries(() => trainer.get(`/lessons/${CODE}`));
      expect(queries).toBeLessThanOrEqual(8);
      const words = wordsOf(result);
      expect(words).toContain('Conozca las cuatro partes');
      expect(words).toContain('a) La CPU, con su botón de encender. Correcta');
      expect(words).toContain('0:15 – 0:30');
      expect(words).not.toContain('Cambiar esta lección');
      expect((await trainer.get('/courses/C1')).text).toContain(`href="/lessons/${CODE}"`);
      expect(wordsOf(await coordinator.get(`/lessons/${CODE}`))).toContain('Cambiar esta lección');
      const sourced = wordsOf(await trainer.get('/lessons/2A-01'));
      expect(sourced.indexOf('De dónde salen los datos')).toBeGreaterThan(sourced.indexOf('Tres preguntas'));
    });

    it('on paper: for learners without plan and answers, for the trainer with the plan', async () => {
      const sheet = wordsOf(await trainer.get(`/lessons/${CODE}/print`));
      expect(sheet).toContain('Conozca las cuatro partes');
      expect(sheet).not.toMatch(/Correcta|papelógrafo/u);
      const plan = wordsOf(await trainer.get(`/lessons/${CODE}/plan/print`));
      expect(plan).toContain('papelógrafo');
    });

    it.each([['', 'Al empezar · 5 pasos', null, 1], ['1', '1 de 5', 0, 2], ['2', '2 de 5', 1, 3], ['5', '5 de 5', 4, null], ['99', '5 de 5', 4, null], ['-3', 'Al empezar', null, 1], ['abc', 'Al empezar', null, 1]])(
      'on the wall, step "%s"', async (step, place, previous, next) => {
        const answer = await trainer.get(`/lessons/${CODE}/projector?step=${step}`);
        expect(wordsOf(answer)).toContain(place);
        expect(answer.text).toContain('<title>Pantalla para la sala');
        expect(answer.text).not.toContain('masthead');
        const link = (way: string): string | undefined => new RegExp(`href="[^"]*step&#x3D;(\\d+)" rel="${way}"`, 'u').exec(answer.text)?.[1];
        expect([link('prev') ?? null, link('next') ?? null]).toEqual([previous === null ? null : String(previous), next === null ? null : String(next)]);
      });

    it('never to learners; for changing them not to trainers', async () => {
      const learner = await test.signIn('learner');
      for (const path of ['', '/print', '/plan/print', '/projector', '/edit', '/history', '/upgrade']) {
        expect([path, (await learner.get(`/lessons/${CODE}${path}`)).status]).toEqual([path, 404]);
      }
      for (const path of ['/edit', '/history', '/upgrade']) expect([path, (await trainer.get(`/lessons/${CODE}${path}`)).status]).toEqual([path, 404]);
      expect((await trainer.get('/lessons/9Z-99')).status).toBe(404);
    });
  });

  describe('are edited', () => {
    it('from a form that holds all of it', async () => {
      const { queries, result } = await countQueries(() => coordinator.get(`/lessons/${CODE}/edit`));
      expect(queries).toBeLessThanOrEqual(8);
      expect(result.status).toBe(200);
      const { content } = await taught();
      for (const value of Object.values(draftValues(draftOf(content))).flat().filter((one) => !one.includes('\n'))) {
        expect(result.text).toContain(value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;'));
      }
    });

    it('and looked at without being saved', async () => {
      const answer = await send({ act: 'preview', 'steps.0.title': 'Mire las cuatro partes', 'steps.0.text': 'Mire **bien**.' });
      expect(answer.status).toBe(200);
      expect(wordsOf(answer)).toContain('Todavía no está guardado');
      expect(answer.text).toContain('<p>Mire <strong>bien</strong>.</p>');
      expect(await edits()).toEqual([]);
    });

    it.each([
      ['add.0', ['Conozca las cuatro partes', '', 'Encienda la computadora']], ['down.0', ['Encienda la computadora', 'Conozca las cuatro partes', 'Entre con su PIN']],
      ['remove.1', ['Conozca las cuatro partes', 'Entre con su PIN', 'Salga de su cuenta']],
    ])('step by step: %s', async (act, titles) => {
      const answer = await send({ act });
      expect(answer.status).toBe(200);
      expect([0, 1, 2].map((index) => new RegExp(`name="steps\\.${index}\\.title"[^>]*value="([^"]*)"`, 'u').exec(answer.text)?.[1])).toEqual(titles);
      expect(await edits()).toEqual([]);
    });

    it.each<[string, Form, string, string]>([
      ['a script', { 'steps.1.text': 'Lea.\n<script>alert(1)</script>' }, '#steps.1.text', 'no puede llevar código HTML'],
      ['a link that runs', { intro: '[ver](javascript:alert(1))' }, '#intro', 'no es seguro'],
      ['no right answer', { 'questions.2.right': '' }, '#questions.2.right', 'Elija cuál de las tres'],
      ['an empty step', { 'steps.3.text': '' }, '#steps.3.text', 'Falta escribir esto'],
      ['no reason', { reason: ' ' }, '#reason', 'Escriba por qué'],
      ['a picture of another course', { 'steps.0.picture': `${'ab'.repeat(32)}.png` }, '#steps.0.picture', 'Elija otra'],
    ])('but not saved with %s, and what was typed stays', async (_, changes, href, message) => {
      const answer = await send(changes);
      expect(answer.status).toBe(422);
      expect(wordsOf(answer)).toContain(message);
      expect(answer.text).toContain(`href="${href}"`);
      expect(answer.text).not.toContain('<script>alert');
      for (const value of Object.values(changes).flat().filter((one) => /^[\w ,]+$/u.test(one.trim()))) expect(answer.text).toContain(value);
      expect(await edits()).toEqual([]);
    });

    it('with advice about what reads hard, which names the sentence, and can be saved all the same', async () => {
      const hard = 'La administración gubernamental posibilita transformaciones institucionales significativas permanentemente.';
      const changes = Object.fromEntries([0, 1, 2, 3, 4].map((index) => [`steps.${index}.text`, `${hard} `.repeat(6)]));
      const answer = await send({ ...changes, act: 'preview' }, { code: '1A-03' });
      expect(wordsOf(answer)).toContain(`La frase más difícil: «${hard}»`);
      expect((await send(changes, { code: '1A-03' })).status).toBe(303);
    });

    it('and saved as a version more, for this centre alone, who, when and why', async () => {
      const other = await test.addCentre('Villa María del Triunfo');
      const answer = await send({ 'steps.0.title': 'Mire las cuatro partes' });
      expect([answer.status, answer.headers.location]).toEqual([303, `/lessons/${CODE}`]);
      expect((await taught()).content?.steps[0]?.title).toBe('Mire las cuatro partes');
      expect((await taught(CODE, other.id)).content?.steps[0]?.title).toBe('Conozca las cuatro partes');
      expect(await edits()).toMatchObject([{ ordinal: 1, createdBy: coordinator.account?.id, reason: 'Puse nuestros nombres.', basedOn: await lessons.shipped() }]);
      const history = wordsOf(await coordinator.get(`/lessons/${CODE}/history`));
      expect(history).toContain('Versión 1 Es la que se enseña ahora');
      expect(history).toContain('Maruja Torres Puse nuestros nombres.');
      const version = wordsOf(await coordinator.get(`/lessons/${CODE}/history/1`));
      expect(version).toContain('− Antes: Paso 1: Conozca las cuatro partes + Ahora: Paso 1: Mire las cuatro partes');
    });

    it('with a title and an aim of the centre\'s own, which stand wherever the lesson is named, there alone', async () => {
      const own = { title: 'Nuestra primera hora en la PC', aim: 'Prende y apaga la PC de nuestro local.' };
      const room = await addClassroom(test, { count: 1 });
      await test.unitOfWork.run((tx) => tx.update(Session, room.session, { lessonCode: '1A-05' }), { actor: SYSTEM });
      const preview = await send({ ...own, act: 'preview' }, { code: '1A-05' });
      expect(wordsOf(preview)).toContain(`Todavía no está guardado. ${own.title} ${own.aim}`);
      expect((await send(own, { code: '1A-05' })).headers.location).toBe('/lessons/1A-05');
      const learner = await test.signIn('learner', { personId: room.people[0]?.id ?? null });
      const seen: [Visitor, string][] = [
        [coordinator, '/lessons/1A-05'], [coordinator, '/lessons/1A-05/edit'], [coordinator, '/lessons/1A-05/history'], [coordinator, '/courses/C1'],
        [trainer, '/'], [trainer, '/sessions'], [trainer, `/sessions/${room.session.id}/register`], [trainer, `/sessions/${room.session.id}/room`],
        [trainer, `/groups/${room.group.id}`], [trainer, '/calendar'], [learner, '/'], [learner, '/learning'], [learner, '/learning/1A-05'],
      ];
      for (const [who, path] of seen) expect({ path, named: wordsOf(await who.get(path)).includes(own.title) }).toEqual({ path, named: true });
      expect(wordsOf(await learner.get('/'))).toContain(own.aim);
      expect(wordsOf(await coordinator.get('/lessons/1A-05/history/1'))).toContain(`+ Ahora: Título: ${own.title} + Ahora: Qué podrá hacer: ${own.aim}`);
      const stranger = await test.signIn('coordinator', { centre: await test.addCentre('Lurín') });
      for (const path of ['/lessons/1A-05', '/courses/C1']) expect(wordsOf(await stranger.get(path))).not.toContain(own.title);
      await send({ title: '', aim: '' }, { code: '1A-05' });
      expect(await taught('1A-05')).toMatchObject({ title: 'Carpetas y archivos: guardar y volver a encontrar' });
      expect(wordsOf(await learner.get('/learning'))).not.toContain(own.title);
    });

    it('once, however often the form is sent', async () => {
      const before = (await edits()).length;
      const form = { ...await lessons.form(), _key: newId(), 'steps.1.title': 'Encienda la PC' };
      const answers = await Promise.all([1, 2, 3].map(() => coordinator.post(`/lessons/${CODE}/edit`, form)));
      expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
      expect(await edits()).toHaveLength(before + 1);
    });

    it('by two at once: the second one sees both and can go on', async () => {
      const ordinal = (await edits()).length;
      const second = await test.signIn('coordinator');
      const answers = await Promise.all([
        send({ 'steps.2.title': 'Entre con su número' }), send({ 'steps.2.title': 'Escriba su PIN' }, { by: second })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
      const stale = answers.find(({ status }) => status === 409);
      expect(wordsOf(stale as never)).toMatch(/− Antes: Paso 3: .* \+ Ahora: Paso 3: /u);
      expect(stale?.text).toContain(`name="based" value="${ordinal + 1}"`);
      expect(await edits()).toHaveLength(ordinal + 1);
      expect((await send({ 'steps.2.title': 'Escriba su PIN', based: String(ordinal + 1) }, { by: second })).status).toBe(303);
      expect((await taught()).content?.steps[2]?.title).toBe('Escriba su PIN');
    });

    it('back to any version, and to the one that Minka brings', async () => {
      const ordinal = (await edits()).length;
      const back = await coordinator.post(`/lessons/${CODE}/history/1/return`, { based: String(ordinal) });
      expect(back.headers.location).toBe(`/lessons/${CODE}`);
      expect((await taught()).content?.steps[1]?.title).toBe('Encienda la computadora');
      expect((await coordinator.post(`/lessons/${CODE}/history/1/return`, { based: String(ordinal) })).status).toBe(409);
      expect((await coordinator.post(`/lessons/${CODE}/shipped`, { based: String(ordinal + 1) })).status).toBe(303);
      expect((await taught()).content?.steps[0]?.title).toBe('Conozca las cuatro partes');
      expect((await edits()).at(-1)).toMatchObject({ ordinal: ordinal + 2, source: null });
      expect(wordsOf(await coordinator.get(`/lessons/${CODE}`))).toContain('la lección que trae Minka');
      expect((await coordinator.get(`/lessons/${CODE}/history/99`)).status).toBe(404);
      expect((await coordinator.get(`/lessons/${CODE}/history/x`)).status).toBe(404);
    });

    it('never in the database itself', async () => {
      await expect(test.dataSource.query('UPDATE lesson_edits SET ordinal = 9')).rejects.toThrow();
      await expect(test.dataSource.query('DELETE FROM lesson_edits')).rejects.toThrow();
    });
  });

  describe('that a centre changed, after an upgrade', () => {
    const code = '1A-02';
    const upgrade = async (title: string): Promise<void> => {
      const before = await test.dataSource.manager.findOneByOrFail(LessonText, { lessonCode: code });
      const read = readLesson(before.source);
      const old = read.ok ? read.lesson.steps[0]?.title as string : '';
      await test.unitOfWork.run((tx) => tx.update(LessonText, before, { source: before.source.replace(`## ${old}`, `## ${title}`) }), { actor: SYSTEM });
    };

    it('stay, and the page shows what Minka brings now', async () => {
      expect((await send({ 'steps.1.title': 'Lo nuestro' }, { code })).status).toBe(303);
      expect((await coordinator.get(`/lessons/${code}/upgrade`)).status).toBe(303);
      await upgrade('Lo nuevo de Minka');
      expect((await taught(code)).content?.steps[1]?.title).toBe('Lo nuestro');
      expect((await coordinator.get(`/lessons/${code}`)).text).toContain(`href="/lessons/${code}/upgrade"`);
      const page = wordsOf(await coordinator.get(`/lessons/${code}/upgrade`));
      expect(page).toContain('+ Ahora: Paso 1: Lo nuevo de Minka');
      expect(page).toContain('+ Ahora: Paso 2: Lo nuestro');
    });

    it('are kept knowingly, or let go', async () => {
      expect((await coordinator.post(`/lessons/${code}/upgrade`, { based: '1' })).status).toBe(303);
      expect((await coordinator.get(`/lessons/${code}`)).text).not.toContain('/upgrade"');
      expect((await taught(code)).content?.steps[1]?.title).toBe('Lo nuestro');
      await upgrade('Lo más nuevo');
      expect((await coordinator.post(`/lessons/${code}/shipped`, { based: '2' })).status).toBe(303);
      expect((await taught(code)).content?.steps[0]?.title).toBe('Lo más nuevo');
      expect(await edits(code)).toHaveLength(3);
    });
  });

  describe('with pictures of their own', () => {
    const code = '1A-04';

    it('keep them in parts, once, and show them to the centre alone', async () => {
      const files = [{ field: 'steps.0.file', name: 'nuestra sala ñ.png', body: TOLD }, { field: 'steps.1.file', name: 'otra.png', body: PNG }];
      const answer = await send({ 'steps.0.alt': 'Nuestra sala con sus veinte computadoras', 'steps.1.alt': 'Nuestra sala con sus veinte computadoras' }, { code, files });
      expect(answer.status).toBe(303);
      const stored = await test.dataSource.manager.findOneByOrFail(StoredFile, { centreId: test.centre.id });
      expect(stored).toMatchObject({ name: 'nuestra sala ñ.png', type: 'image/png', bytes: PNG.length });
      expect(await test.dataSource.manager.count(StoredFilePart)).toBe(3);
      const url = `/centre-pictures/${stored.hash}.png`;
      expect((await trainer.get(`/lessons/${code}`)).text).toContain(`src="${url}"`);
      const picture = await (await test.signIn('learner')).get(url);
      expect(picture.headers).toMatchObject({
        'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'cache-control': 'private, max-age=31536000, immutable', 'content-security-policy': "default-src 'none'; sandbox",
      });
      expect(Buffer.compare(picture.body as Buffer, PNG)).toBe(0);
      const stranger = await test.signIn('coordinator', { centre: await test.addCentre('Otro centro') });
      expect((await stranger.get(url)).status).toBe(404);
      expect((await test.visitor().get(url)).status).toBe(303);
    });

    it.each([
      ['a web page that says it is a picture', 'foto.png', Buffer.from('<!doctype html><script>alert(1)</script>'), 'no es una imagen PNG'],
      ['a drawing with a script', 'dibujo.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'no es una imagen PNG'],
      ['half a picture', 'media.png', PNG.subarray(0, 60_000), 'no es una imagen PNG'],
      ['an empty file', 'vacia.png', Buffer.alloc(0), 'no es una imagen PNG'],
      ['more than 1 MB', 'grande.png', Buffer.concat([PNG, Buffer.alloc(1_048_576)]), 'pesa más de 1 MB'],
      ['50 MB', 'enorme.png', Buffer.concat([PNG, Buffer.alloc(50 * 1_048_576)]), 'pesa más de 1 MB'],
    ])('refuse %s at its field, and keep what was typed', async (_, name, body, message) => {
      const before = await test.dataSource.manager.count(StoredFile);
      const answer = await send({ 'steps.0.title': 'Lo que escribí' }, { code, files: [{ field: 'steps.0.file', name, body }] });
      expect(answer.status).toBe(422);
      expect(wordsOf(answer)).toContain(message);
      expect(answer.text).toContain('href="#steps.0.file"');
      expect(answer.text).toContain('value="Lo que escribí"');
      expect(await test.dataSource.manager.count(StoredFile)).toBe(before);
    });

    it.each<[string, Form, number]>([
      ['a list of a thousand million places', { 'steps[999999999][title]': 'x' }, 400], ['a list of a million places', { 'steps[999999]': 'x' }, 400],
      ['the prototype of every object', { 'a[__proto__][b]': 'y' }, 200], ['a row far away', { 'steps.99999.title': 'z' }, 200],
    ])('are not taken in by a form with %s', async (_, changes, status) => {
      const answer = await send({ ...changes, act: 'preview' }, { code });
      expect(answer.status).toBe(status);
      expect(({} as { b?: string }).b).toBeUndefined();
    });

    it('are asked for by their hash alone', async () => {
      expect((await coordinator.get('/centre-pictures/..%2f..%2fetc')).status).toBe(404);
    });
  });
});

import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { pngOf } from '../../../test/fixtures/pictures.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { countQueries } from '../../shared/database/query-count.js';
import { newId } from '../../shared/kernel/ids.js';
import { readCourses } from '../course-content.js';
import type { CourseContent } from '../course-outline.js';
import { Course } from '../course.entity.js';
import { LessonTextsRepository } from '../lesson-texts.repository.js';
import { Lesson } from '../lesson.entity.js';
import { draftOf, draftValues } from '../lessons/lesson-draft.js';
import { loadCourses } from '../load-courses.js';
import { openPackage, packCourse } from './course-package.js';

const [FIRST, SECOND] = readCourses() as [CourseContent, CourseContent];
const PNG = pngOf(60_000);

/** Bytes of a download: supertest gathers what it does not know as text unless told. */
function take(visitor: Visitor, path: string): Promise<Buffer> {
  const asked = visitor.request().get(path).buffer(true).parse((response, done) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => done(null, Buffer.concat(chunks)));
  });
  return visitor.send(asked).then((response) => response.body as Buffer);
}

describe.each(ENGINES.map((engine) => [engine, ENGINES.find((other) => other !== engine) ?? engine] as const))('a course that travels from %s to %s', (from, to) => {
  let home: TestApp;
  let away: TestApp;
  let sender: Visitor;
  let receiver: Visitor;

  beforeAll(async () => {
    [home, away] = [await startApp({ engine: from }), await startApp({ engine: to })];
    await loadCourses(home.unitOfWork);
    sender = await home.signIn('coordinator');
    receiver = await away.signIn('administrator');
  });
  afterAll(async () => {
    await home.close();
    await away.close();
  });

  const bring = async (body: Buffer): Promise<string> => {
    const sent = await receiver.upload('/course-packages', 'file', { name: 'curso.zip', body });
    expect(sent.status).toBe(303);
    return sent.headers.location as string;
  };
  const stored = (code: string): Promise<Course | null> => away.dataSource.manager.findOneBy(Course, { code });
  const taught = (code: string): ReturnType<LessonTextsRepository['lesson']> => away.app.get(LessonTextsRepository).lesson(away.centre.id, code);

  it('comes out as it is, with its licence and its authors', async () => {
    expect((await sender.get('/courses/C1')).text).toContain('href="/courses/C1/package"');
    const answer = await sender.get('/courses/C1/package');
    expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'content-disposition': expect.stringContaining('curso-C1.zip') });
    const opened = await openPackage(await take(sender, '/courses/C1/package'));
    expect('course' in opened && opened.course.content).toEqual(FIRST);
  });

  it('is not brought in before it was looked at, nor in part', async () => {
    const fault = packCourse({ content: { ...FIRST, files: { ...FIRST.files, lessons: new Map([...FIRST.files.lessons, ['1A-01', '---\nlesson: 1A-01\n']]) } }, photos: new Map() }, 'x');
    const refused = await receiver.upload('/course-packages', 'file', { name: 'malo.zip', body: fault });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain('lessons/1A-01.md 1 El archivo no empieza con sus datos');
    const early = await receiver.upload('/course-packages', 'file', { name: 'curso.zip', body: packCourse({ content: SECOND, photos: new Map() }, 'x') });
    expect(wordsOf(early)).toContain('sigue al curso C1, que no está aquí');
    expect(wordsOf(await receiver.upload('/course-packages', 'file', { name: 'grande.zip', body: Buffer.alloc(21 * 1_048_576) }))).toContain('pesa más de 20 MB');
    expect((await receiver.post('/course-packages')).status).toBe(422);
    const path = await bring(await take(sender, '/courses/C1/package'));
    const { queries, result } = await countQueries(() => receiver.get(path));
    expect(queries).toBeLessThanOrEqual(8);
    expect(wordsOf(result)).toContain('Este curso es nuevo aquí');
    expect(await stored('C1')).toBeNull();
  });

  it('is taken once under one key, and no other in its place', async () => {
    const key = newId();
    const first = packCourse({ content: FIRST, photos: new Map() }, 'x');
    const other = packCourse({ content: FIRST, photos: new Map() }, 'y');
    const send = (body: Buffer): Promise<{ status: number; headers: Record<string, string> }> => (
      receiver.send(receiver.request().post('/course-packages').set('idempotency-key', key).attach('file', body, 'curso.zip')));
    const [one, again] = [await send(first), await send(first)];
    expect([one.status, again.headers.location]).toEqual([303, one.headers.location]);
    expect((await send(other)).status).toBe(409);
  });

  it('goes into an empty installation and is the same there', async () => {
    for (const code of ['C1', 'C2']) {
      const path = await bring(await take(sender, `/courses/${code}/package`));
      const form = { _key: newId() };
      const answers = await Promise.all([receiver.post(`${path}/confirmation`, form), receiver.post(`${path}/confirmation`, form)]);
      expect(answers.map(({ headers }) => headers.location)).toEqual([`/courses/${code}`, `/courses/${code}`]);
    }
    expect((await stored('C1'))?.contentVersion).toBe(FIRST.contentVersion);
    expect((await stored('C2'))?.contentVersion).toBe(SECOND.contentVersion);
    expect(await away.dataSource.manager.count(Lesson)).toBe(36);
    expect(await openPackage(await take(receiver, '/courses/C2/package'))).toMatchObject({ course: { content: { contentVersion: SECOND.contentVersion } } });
    const again = await bring(await take(sender, '/courses/C1/package'));
    expect(wordsOf(await receiver.get(again))).toContain('No hay nada que traer');
    expect(await loadCourses(away.unitOfWork)).toEqual([]);
  });

  it('brings a centre\'s own lessons and photographs along', async () => {
    const { content } = await home.app.get(LessonTextsRepository).lesson(home.centre.id, '1A-01');
    const form = { ...draftValues(draftOf(content)), 'steps.0.title': 'Nuestra sala', 'steps.0.alt': 'La sala de Villa El Salvador', based: '0', reason: 'Nuestra sala.', act: 'save' };
    const sending = sender.request().post('/lessons/1A-01/edit').field('_key', newId());
    for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) sending.field(name, one);
    expect((await sender.send(sending.attach('steps.0.file', PNG, 'sala.png'))).status).toBe(303);

    const path = await bring(await take(sender, '/courses/C1/package?own=yes'));
    const plan = wordsOf(await receiver.get(path));
    expect(plan).toContain('Conocer la computadora y encenderla 1A-01 Cambia');
    // Whoever changed it is named beside those who wrote it; of a course that a centre left as it was it is no author.
    expect(plan).toContain(`Lo escribieron Minka, ${home.centre.name}`);
    expect(await openPackage(await take(sender, '/courses/C2/package?own=yes'))).toMatchObject({ course: { content: { authors: 'Minka' } } });
    expect((await receiver.post(`${path}/confirmation`)).status).toBe(303);
    const lesson = await taught('1A-01');
    expect(lesson.content?.steps[0]?.title).toBe('Nuestra sala');
    const picture = await receiver.get(`/centre-pictures/${lesson.content?.steps[0]?.picture?.name}`);
    expect(Buffer.compare(picture.body as Buffer, PNG)).toBe(0);
  });

  it('stays over a restart and an upgrade, until an administrator wants Minka\'s again', async () => {
    const lessons = new Map([...FIRST.files.lessons].map(([code, source]) => [code, source.replace(/^version: \d+/mu, 'version: 9')]));
    const upgraded = { ...FIRST, contentVersion: 'next', files: { ...FIRST.files, lessons } };
    expect([await loadCourses(away.unitOfWork), await loadCourses(away.unitOfWork, [upgraded])]).toEqual([[], []]);
    expect((await taught('1A-01')).content?.steps[0]?.title).toBe('Nuestra sala');
    const { result: page, queries } = await countQueries(() => receiver.get('/courses/C1'));
    expect([wordsOf(page), queries <= 8]).toEqual([expect.stringContaining('Este curso vino en un paquete el'), true]);
    expect(page.text).toContain('href="/courses/C1/shipped"');
    expect(wordsOf(await receiver.get('/courses/C1/shipped'))).toContain('Conocer la computadora y encenderla 1A-01 Cambia');
    expect((await receiver.post('/courses/C1/shipped')).headers.location).toBe('/courses/C1');
    expect((await taught('1A-01')).content?.steps[0]?.title).toBe('Conozca las cuatro partes');
    expect(wordsOf(await receiver.get('/courses/C1'))).not.toContain('vino en un paquete');
    for (const answer of [await receiver.get('/courses/C1/shipped'), await receiver.post('/courses/C1/shipped'), await receiver.get('/courses/C9/shipped')]) expect(answer.status).toBe(404);
    expect(await loadCourses(away.unitOfWork, [upgraded])).toEqual(['C1']);
    expect(await loadCourses(away.unitOfWork)).toEqual([]);
  });

  it('that changes nothing but names stays over a restart too', async () => {
    const [module, ...rest] = SECOND.modules;
    const renamed = packCourse({ content: { ...SECOND, title: 'Voz y barrio', modules: [{ ...module as CourseContent['modules'][number], title: 'Nuestra voz' }, ...rest] }, photos: new Map() }, 'x');
    const path = await bring(renamed);
    expect(wordsOf(await receiver.get(path))).toMatch(new RegExp(`«${SECOND.title}» pasa a ser «Voz y barrio» [^]*«${module?.title}» pasa a ser «Nuestra voz»`, 'u'));
    expect((await receiver.post(`${path}/confirmation`)).status).toBe(303);
    expect(await loadCourses(away.unitOfWork)).toEqual([]);
    expect((await stored('C2'))?.title).toBe('Voz y barrio');
    expect(wordsOf(await receiver.get('/courses/C2'))).toContain('Nuestra voz');
    // What a package brings just as Minka does is Minka's again: the next upgrade changes it.
    const later = { ...SECOND, title: 'Voz y barrio', contentVersion: (await stored('C2'))?.contentVersion ?? '' };
    expect(await loadCourses(away.unitOfWork, [later])).toEqual([]);
    expect(await loadCourses(away.unitOfWork)).toEqual(['C2']);
  });

  it('is refused with codes of another course', async () => {
    const stranger = { ...FIRST, code: 'C7' };
    const refused = await receiver.upload('/course-packages', 'file', { name: 'otro.zip', body: packCourse({ content: stranger, photos: new Map() }, 'x') });
    expect(wordsOf(refused)).toContain('El código 1A-01 se usa dos veces, o ya es de otro curso');
    expect(wordsOf(refused)).toContain('ya es de otro curso');
  });

  it('is called at a centre as its coordinator wants, with a history, and travels under that name', async () => {
    const path = '/courses/C1/titles';
    const form = { title0: 'Nuestro curso', aim0: '', title1: FIRST.modules[0]?.title ?? '', aim1: 'Usar la <b>compu</b>', based: '0', reason: 'Así le dicen aquí' };
    expect((await sender.get('/courses/C1')).text).toContain(`href="${path}"`);
    expect(wordsOf(await sender.post(path, { ...form, reason: '' }))).toContain('Por qué lo cambia');
    const saved = await sender.post(path, form);
    expect([saved.status, saved.headers.location]).toEqual([303, '/courses/C1']);
    const page = await sender.get('/courses/C1');
    expect(page.text).toContain('Usar la &lt;b&gt;compu&lt;/b&gt;');
    expect(wordsOf(page)).toMatch(new RegExp(`Nuestro curso ${FIRST.aim}[^]*${FIRST.modules[0]?.title}`, 'u'));
    for (const [where, words] of [['/courses', 'Nuestro curso'], ['/editions/new', 'Nuestro curso'], ['/lessons/1A-02', 'Nuestro curso']] as const) {
      expect([where, wordsOf(await sender.get(where)).includes(words)]).toEqual([where, true]);
    }
    // Who saves over it is shown both, and nothing is lost.
    const stale = await sender.post(path, { ...form, title0: 'Otro nombre' });
    expect([stale.status, wordsOf(stale)]).toEqual([409, expect.stringMatching(/Nuestro curso Otro nombre/u)]);
    expect((await sender.post(path, { ...form, title0: 'Otro nombre', based: '2' })).status).toBe(303);
    const { result: history, queries } = await countQueries(() => sender.get(`${path}/history`));
    expect([queries <= 8, wordsOf(history)]).toEqual([true, expect.stringMatching(/Otro nombre[^]*Así le dicen aquí[^]*Nuestro curso/u)]);
    expect(history.text.match(/\/return"/gu)).toHaveLength(1);
    expect((await sender.post(`${path}/1/return`, { based: '3' })).status).toBe(303);
    expect((await sender.post(`${path}/1/return`, { based: '3' })).status).toBe(409);
    const opened = await openPackage(await take(sender, '/courses/C1/package?own=yes'));
    expect('course' in opened && [opened.course.content.title, opened.course.content.modules[0]?.aim]).toEqual(['Nuestro curso', 'Usar la <b>compu</b>']);
    // Emptied, it is Minka's again, and a course that another centre teaches never changed.
    expect((await sender.post(path, { ...form, title0: '', aim1: '', based: '4' })).status).toBe(303);
    expect(wordsOf(await sender.get('/courses/C1'))).toContain(FIRST.title);
    const neighbour = await home.signIn('coordinator', { centre: await home.addCentre('Otro') });
    expect(wordsOf(await neighbour.get(`${path}/history`))).toContain('Aquí estarán los cambios de su centro');
    const trainer = await home.signIn('trainer');
    for (const closed of [path, `${path}/history`]) expect((await trainer.get(closed)).status).toBe(404);
    expect((await sender.get('/courses/C9/titles')).status).toBe(404);
  });

  it('refuses names that tell what the discreet module is about, at their fields', async () => {
    const path = '/courses/C2/titles';
    const answer = await sender.post(path, { title2: 'Prevenir la violencia', aim0: 'Contra el maltrato', reason: 'Más claro', based: '0' });
    expect([answer.status, wordsOf(answer)]).toEqual([422, expect.stringContaining('No diga aquí de qué trata ese módulo: «violencia»')]);
    for (const shown of ['href="#title2"', 'href="#aim0"', 'value="Prevenir la violencia"']) expect(answer.text).toContain(shown);
    expect(wordsOf(await sender.get(`${path}/history`))).toContain('Aquí estarán los cambios de su centro');
    expect((await sender.post(path, { title2: 'Confianza y equidad', reason: 'Más corto', based: '0' })).status).toBe(303);
  });

  it('is for administrators to bring in, and for whoever answers for a centre to take', async () => {
    const trainer = await home.signIn('trainer');
    expect((await sender.get('/course-packages')).status).toBe(403);
    expect((await trainer.get('/courses/C1/package')).status).toBe(404);
    expect((await trainer.get('/courses/C1')).text).not.toContain('/package');
    expect((await sender.get('/courses/C9/package')).status).toBe(404);
    expect((await receiver.get(`/course-packages/${newId()}`)).status).toBe(404);
  });
});

import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { textOfPdf } from '../../test/helpers/pdf-text.js';
import { tellEdition, type EditionStory } from '../../test/groups/edition-story.js';
import { Edition } from '../courses/edition.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { Placement } from '../placement/placement.entity.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { EnrolmentMove } from './enrolment-move.entity.js';
import { Enrolment } from './enrolment.entity.js';

describe.each(ENGINES)('enrolments, %s', (engine) => {
  let test: TestApp;
  let trainer: Visitor;
  let story: EditionStory;
  let base: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer');
    // Two of twelve cannot be taken all at once: one has no level yet, one knows what the course teaches.
    story = await tellEdition(test, { people: 12, levelOf: (index) => (index === 0 ? null : index === 1 ? 3 : ((index % 3) as 0 | 1 | 2)) });
    base = `/editions/${story.edition.id}/enrolments`;
  });
  afterAll(() => test.close());

  const enrolled = (): Promise<Enrolment[]> => test.dataSource.manager.findBy(Enrolment, { editionId: story.edition.id });

  it('starts with an empty list that offers the first step', async () => {
    const answer = await trainer.get(base);
    expect(wordsOf(answer)).toContain('Aquí estarán las personas inscritas');
    expect(answer.text).toContain(`href="${base}/new"`);
  });

  it('says how many fit, and enrols them with one button, once', async () => {
    expect(wordsOf(await trainer.get(`${base}/new`))).toContain('10 personas del centro tienen un nivel para este curso');
    const form = { everybody: 'yes', _key: newId() };
    const first = await trainer.post(base, form);
    const again = await trainer.post(base, form);
    expect([first.status, first.headers.location, again.status]).toEqual([303, base, 303]);
    expect(await enrolled()).toHaveLength(10);
    expect(wordsOf(await trainer.get(base))).toContain('Se inscribió a 10 personas');
    // Who is left has no level yet: that is said, and leads to where they get one.
    const rest = await trainer.get(`${base}/new`);
    expect(wordsOf(rest)).toMatch(/\d+ personas? esperan? su diagnóstico o su prueba/);
    expect(rest.text).toContain('href="/placement/queue"');
  });

  it('enrols one by one who has no level yet, and leads from the list to placement', async () => {
    const [first] = story.people;
    expect(wordsOf(await trainer.get(`${base}/new?show=all&q=alva`))).toContain('Se le ubica por nivel después');
    expect((await trainer.post(base, { people: first?.id })).status).toBe(303);
    const page = await trainer.get(`${base}?show=without-level`);
    expect(page.text).toContain(`href="/placement/queue/${first?.id}"`);
    expect(wordsOf(page)).toContain('Ubicar por nivel');
  });

  it('withdraws with a reason, keeps the trace, and takes her in again', async () => {
    const [one] = await enrolled();
    const path = `/enrolments/${one?.id}/withdrawal`;
    const empty = await trainer.post(path, { reason: ' ' });
    expect([empty.status, wordsOf(empty).includes('Escriba el motivo')]).toEqual([422, true]);
    expect((await trainer.post(path, { reason: 'Se mudó a Huancayo' })).headers.location).toBe(base);
    expect(await test.dataSource.manager.findOneBy(Enrolment, { id: one?.id })).toMatchObject({ status: 'withdrawn', groupId: null });
    expect(await test.dataSource.manager.findOneBy(EnrolmentMove, { enrolmentId: one?.id })).toMatchObject({ reason: 'Se mudó a Huancayo', toGroupId: null });
    expect(wordsOf(await trainer.get(`${base}?show=withdrawn`))).toContain('Volver a inscribir');
    await trainer.post(`/enrolments/${one?.id}/return`);
    expect(await test.dataSource.manager.findOneBy(Enrolment, { id: one?.id })).toMatchObject({ status: 'enrolled', endedAt: null });
  });

  it('refuses nobody, nonsense, strangers and editions that take nobody', async () => {
    const nobody = await trainer.post(base, {});
    expect([nobody.status, wordsOf(nobody).includes('Marque al menos a una persona')]).toEqual([422, true]);
    expect((await trainer.post(base, { people: 'x' })).status).toBe(422);
    expect((await trainer.post(base, { people: newId() })).status).toBe(404);
    const planned = await tellEdition(test, { people: 1, status: 'planned' });
    const answer = await trainer.post(`/editions/${planned.edition.id}/enrolments`, { people: planned.people[0]?.id });
    expect([answer.status, wordsOf(answer).includes('todavía no están abiertas')]).toEqual([422, true]);
  });

  it('shows nothing of another centre', async () => {
    const other = await test.addCentre('Lurín');
    const theirs = await tellEdition(test, { centreId: other.id, people: 1 });
    for (const path of ['', '/new']) {
      expect((await trainer.get(`/editions/${theirs.edition.id}/enrolments${path}`)).status).toBe(404);
    }
    expect((await trainer.post(`/editions/${theirs.edition.id}/enrolments`, { everybody: 'yes' })).status).toBe(404);
    expect((await trainer.post(base, { people: theirs.people[0]?.id })).status).toBe(404);
    expect((await trainer.get('/enrolments/nothing/withdrawal')).status).toBe(404);
  });

  it('is read by a coach, written by others, closed to learners', async () => {
    const coach = await test.signIn('coach');
    expect((await coach.get(base)).text).not.toContain('/withdrawal');
    expect((await coach.post(base, { everybody: 'yes' })).status).toBe(404);
    expect((await trainer.get(base)).text).toContain(`action="${base}/exports"`);
    for (const looker of [coach, await test.signIn('treasurer')]) {
      const page = await looker.get(base);
      expect([page.status, page.text.includes(`${base}/exports`)]).toEqual([200, false]);
    }
    expect((await coach.post(`${base}/exports`)).status).toBe(404);
    expect((await (await test.signIn('learner')).get(base)).status).toBe(404);
  });

  it('can be taken away as a file', async () => {
    const answer = await trainer.post(`${base}/exports`);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.text.split('\r\n')).toHaveLength(13);
  });

  it('can be taken away as it is filtered, which stands in its heading and in the trail', async () => {
    const filtered = await trainer.get(`${base}?show=without-level`);
    expect(filtered.text).toContain(`<form method="post" action="${base}/exports">`);
    expect(filtered.text.match(/<input type="hidden" name="show" value="without-level">/gu)).toHaveLength(3);
    const csv = await trainer.post(`${base}/exports`, { show: 'without-level', as: 'csv' });
    expect(csv.text.trim().split('\r\n')).toEqual([expect.stringMatching(/^Apellidos y nombres;/u), expect.stringMatching(/^Alva Ccori, Rosa María;/u)]);
    expect(decodeURIComponent(String(csv.headers['content-disposition']))).toContain('Inscripciones, Curso 1 de verano 2026-11-23.csv');
    const pdf = await trainer.post(`${base}/exports`, { show: 'without-level', as: 'pdf' });
    expect(textOfPdf(pdf.body as Buffer).join(' ')).toContain('Sin nivel · 1 fila');
    expect(wordsOf(await (await test.signIn('coordinator')).get('/audit?entity=taken_lists'))).toContain('Curso 1 de verano · Sin nivel');
    // Nothing is to be taken where nobody is shown.
    expect((await trainer.get(`${base}?show=completed`)).text).not.toContain('/exports');
  });

  it('asks at most 8 queries, however many there are', async () => {
    for (const path of [base, `${base}?show=waiting`, `${base}/new`, `${base}/new?show=all&q=alva`]) {
      const { queries } = await countQueries(() => trainer.get(path));
      expect({ path, few: queries <= 8 }).toEqual({ path, few: true });
    }
  });

  const secondCourse = async (name: string): Promise<Edition> => {
    const edition = { ...story.edition, id: newId(), courseCode: 'C2', name, version: 1, status: 'open' as const };
    await test.unitOfWork.run((tx) => tx.insert(Edition, edition), { actor: SYSTEM });
    return edition;
  };

  it('warns of who neither took the course before nor has the level it leads to, and enrols her for a reason', async () => {
    const unplaced = story.people[0];
    const edition = await secondCourse('Curso 2');
    const address = `/editions/${edition.id}/enrolments`;
    expect(wordsOf(await trainer.get(`${address}/new?show=all`))).toMatch(/no llevó «Alfabetización digital básica» .* Por qué se inscribe a quien no llevó/);
    const refused = await trainer.post(address, { people: unplaced?.id, show: 'all' });
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('no llevó el curso que va antes')]);
    expect(refused.text).toMatch(new RegExp(`value="${unplaced?.id}" checked`));
    expect(await test.dataSource.manager.countBy(Enrolment, { editionId: edition.id })).toBe(0);
    expect((await trainer.post(address, { people: unplaced?.id, reason: 'Trabaja con computadora' })).status).toBe(303);
    const [enrolment] = await test.dataSource.manager.findBy(Enrolment, { editionId: edition.id });
    expect(await test.dataSource.manager.findOneBy(EnrolmentMove, { enrolmentId: enrolment?.id })).toMatchObject({ reason: 'Trabaja con computadora', fromGroupId: null, toGroupId: null });
  });

  it('asks no reason of who finished the course before, nor of who was placed at the level it leads to', async () => {
    const edition = await secondCourse('Curso 2, otra vez');
    await test.unitOfWork.run(async (tx) => {
      await tx.execute("UPDATE enrolments SET status = 'completed' WHERE edition_id = ? AND person_id = ?", [story.edition.id, story.people[3]?.id]);
      await tx.insert(Placement, [{
        id: newId(), personId: story.people[3]?.id as Id, centreId: test.centre.id, level: 3, decidedAt: tx.now + 1, reason: 'Curso 1',
      }]);
    }, { actor: SYSTEM });
    expect((await trainer.post(`/editions/${edition.id}/enrolments`, { everybody: 'yes' })).status).toBe(303);
    const enrolled = await test.dataSource.manager.findBy(Enrolment, { editionId: edition.id });
    expect(enrolled.map(({ personId }) => personId).sort()).toEqual([story.people[1]?.id, story.people[3]?.id].sort());
  });
});

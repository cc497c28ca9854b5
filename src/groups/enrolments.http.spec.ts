import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { tellEdition, type EditionStory } from '../../test/groups/edition-story.js';
import { countQueries } from '../shared/database/query-count.js';
import { newId } from '../shared/kernel/ids.js';
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
    expect(wordsOf(await trainer.get(`${base}/new`))).toContain('No hay nadie más por inscribir');
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
    for (const path of ['', '/new', '/list.csv']) {
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
    expect((await (await test.signIn('learner')).get(base)).status).toBe(404);
  });

  it('can be taken away as a file', async () => {
    const answer = await trainer.get(`${base}/list.csv`);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.text.split('\r\n')).toHaveLength(13);
  });

  it('asks at most 8 queries, however many there are', async () => {
    for (const path of [base, `${base}?show=waiting`, `${base}/new`, `${base}/new?show=all&q=alva`]) {
      const { queries } = await countQueries(() => trainer.get(path));
      expect({ path, few: queries <= 8 }).toEqual({ path, few: true });
    }
  });
});

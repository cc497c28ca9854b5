import { ENGINES } from '../../test/helpers/databases.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { Village } from '../../test/people/village.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { translator } from '../shared/web/i18n.js';
import { newConsent } from './consent-texts.js';
import { Placement } from '../placement/placement.entity.js';
import { newId } from '../shared/kernel/ids.js';
import { SYSTEM } from '../shared/database/tx.js';

const t = translator('es');

describe.each(ENGINES)('finding people, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let village: Village;
  let oasis: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    village = new Village(test);
    oasis = await village.organisation({ name: 'Comedor Popular Oasis de Villa', registerNumber: '0403-2020' });
    const lomo = await village.organisation({ name: 'Vaso de Leche Lomo de Corvina' });
    await village.people([
      { surnames: 'Ñahui Quispe', givenNames: 'Ana', dni: '07661234', phone: '987654321', sex: 'F', birth: '1967', organisationId: oasis, post: 'Presidenta' },
      { surnames: 'Núñez de la Cruz', givenNames: 'Rosa María', dni: '41234567', birth: '1958', organisationId: lomo, post: 'Socia' },
      { surnames: 'Ortiz Huamán', givenNames: 'Ana', birth: '04/01/1970', consent: newConsent('signed', '2026-11-20', []) },
      { surnames: 'Quispe Zúñiga', givenNames: 'Máximo', sex: 'M', organisationId: oasis, post: 'Delegado', birth: '1980' },
    ]);
    const far = await test.addCentre('Lurín');
    await new Village(test, far.id).person({ surnames: 'Quispe Lejos', givenNames: 'Eva', dni: '70000001', birth: '1970' });
  });
  afterAll(() => test.close());

  const listed = async (query: string, visitor = coordinator): Promise<string[]> => {
    const { text } = await visitor.get(`/people?${query}`);
    return [...text.matchAll(/<th scope="row"><span><a href="\/people\/[0-9a-f-]{36}">([^<]+)</gu)].map(([, name]) => name as string);
  };
  const quick = async (q: string, visitor = coordinator): Promise<{ results: { href: string; text: string; detail: string }[]; words: string }> => (
    (await visitor.get(`/people?q=${encodeURIComponent(q)}&format=json`)).body as never);

  it('lists surnames first, ñ after n', async () => {
    expect(await listed('')).toEqual(['Núñez de la Cruz, Rosa María', 'Ñahui Quispe, Ana', 'Ortiz Huamán, Ana', 'Quispe Zúñiga, Máximo']);
  });

  it.each([
    ['quis', ['Quispe Zúñiga, Máximo', 'Ñahui Quispe, Ana']],
    ['nahui', ['Ñahui Quispe, Ana']],
    ['ana ortiz', ['Ortiz Huamán, Ana']],
    ['0766', ['Ñahui Quispe, Ana']],
    ['987 65', ['Ñahui Quispe, Ana']],
    ['oasis', ['Ñahui Quispe, Ana', 'Quispe Zúñiga, Máximo']],
    ['maximo oasis', ['Quispe Zúñiga, Máximo']],
    ['0403-2020', ['Ñahui Quispe, Ana', 'Quispe Zúñiga, Máximo']],
    ['lejos', []],
    ['70000001', []],
    ["' OR 1=1 --", []],
    ['%', []],
  ])('finds %s', async (q, names) => {
    expect(await listed(`q=${encodeURIComponent(q)}`)).toEqual(names);
  });

  it('answers the quick-find with a line about each', async () => {
    const { results, words } = await quick('quis');
    expect(results.map(({ text, detail }) => [text, detail])).toEqual([
      ['Quispe Zúñiga, Máximo', 'Delegado · Comedor Popular Oasis de Villa'],
      ['Ñahui Quispe, Ana', 'DNI 07661234 · Presidenta · Comedor Popular Oasis de Villa'],
    ]);
    expect(words).toBe(t('people:list.found', { count: 2 }));
    expect((await quick('zzz')).results).toEqual([]);
  });

  it('finds anybody by three letters more than tell her apart, at most', async () => {
    for (const name of ['nun', 'nah', 'ort', 'max']) expect((await quick(name)).results).toHaveLength(1);
  });

  it('filters', async () => {
    await test.unitOfWork.run((tx) => tx.manager.query('SELECT id, person_id AS personId FROM learners').then(async (rows: { personId: string }[]) => {
      await tx.insert(Placement, {
        id: newId(), personId: rows[0]?.personId as string, centreId: test.centre.id, level: 1, proposedLevel: null, testId: null, decidedAt: tx.now,
        decidedBy: null, reason: null,
      });
    }), { actor: SYSTEM });
    expect(await listed('organisation=none')).toEqual(['Ortiz Huamán, Ana']);
    const home = await coordinator.get('/');
    expect(wordsOf(home)).toContain(t('people:home.without-organisation'));
    expect(await listed('consent=none')).not.toContain('Ortiz Huamán, Ana');
    expect(await listed('level=none')).toHaveLength(3);
    expect(wordsOf(await coordinator.get('/people'))).toContain(t('levels:names.1'));
    expect(await listed('kind=member')).toEqual(['Núñez de la Cruz, Rosa María', 'Ortiz Huamán, Ana']);
    expect(await listed(`organisation=${oasis}`)).toEqual(['Ñahui Quispe, Ana', 'Quispe Zúñiga, Máximo']);
    expect(wordsOf(await coordinator.get(`/people?organisation=${oasis}`))).toContain('Comedor Popular Oasis de Villa');
    expect(await listed('kind=nonsense&page=-3&organisation=x')).toHaveLength(4);
    expect(await listed('page=99')).toEqual([]);
  });

  it('leaves out who no longer comes, but finds her', async () => {
    const id = await village.person({ surnames: 'Yupanqui Tello', givenNames: 'Irma', birth: '1960' });
    await coordinator.post(`/people/${id}/departure`);
    expect(await listed('')).not.toContain('Yupanqui Tello, Irma');
    expect(await listed('gone=yes')).toEqual(['Yupanqui Tello, Irma']);
    expect(await listed('q=yupan')).toEqual(['Yupanqui Tello, Irma']);
    await coordinator.post(`/people/${id}/return`);
    expect(await listed('gone=yes')).toEqual([]);
    expect(await listed('')).toContain('Yupanqui Tello, Irma');
  });

  it('gives the list away as a file, as it is filtered, and keeps who took it', async () => {
    for (const [as, type] of [['xlsx', 'spreadsheetml.sheet'], ['pdf', 'application/pdf']]) {
      const file = await coordinator.post('/people/exports', { q: 'oasis', as });
      expect([file.status, file.headers['content-type']]).toEqual([200, expect.stringContaining(type as string)]);
      expect((await coordinator.post('/organisations/exports', { as })).headers['content-type']).toContain(type);
    }
    const answer = await coordinator.post('/people/exports', { q: 'oasis' });
    expect(answer.headers['content-disposition']).toContain('2026-11-23.csv');
    const [heading, first, ...others] = answer.text.split('\r\n');
    expect(heading).toBe('\uFEFFApellidos y nombres;DNI;Sexo;Fecha de nacimiento;Celular;Correo;N.° RUOS;Organización;Cargo;Cuándo puede venir;¿Usa computadora?;Nivel;Consentimiento');
    expect(first).toMatch(/^Ñahui Quispe, Ana;07661234;Mujer;1967;987 654 321;;0403-2020-RUOS;Comedor Popular Oasis de Villa;Presidenta;;;.*;No$/u);
    expect(others.filter(Boolean)).toHaveLength(1);
    const entry = await test.dataSource.manager.findOneByOrFail(AuditEntry, { entity: 'taken_lists' });
    expect(entry).toMatchObject({ actorId: coordinator.account?.id, valuesAfter: { list: 'people', about: 'oasis', rows: 2 } });
    expect((await (await test.signIn('trainer')).post('/people/exports')).status).toBe(403);
  });

  it('shows no numbers to a coach, and lets none be guessed at', async () => {
    const coach = await test.signIn('coach');
    const { text } = await coach.get('/people');
    expect(text).toContain('Ñahui Quispe, Ana');
    expect(text).not.toContain('07661234');
    expect(text).not.toContain('/people/new');
    expect(await listed('q=0766', coach)).toEqual([]);
    expect(await listed('q=07661234', coach)).toEqual(['Ñahui Quispe, Ana']);
    expect((await quick('nahui', coach)).results[0]?.detail).toBe('Presidenta · Comedor Popular Oasis de Villa');
    const id = (await quick('nahui', coach)).results[0]?.href as string;
    const page = wordsOf(await coach.get(id));
    expect(page).toContain(t('people:page.age', { count: 59 }));
    for (const hidden of ['07661234', '987 654 321', '1967', t('people:consent.title-short')]) expect(page).not.toContain(hidden);
    expect((await coach.get(`${id}/edit`)).status).toBe(404);
    expect((await coach.get('/people/new')).status).toBe(403);
  });

  it.each(['learner', 'funder'] as const)('is closed to a %s', async (role) => {
    expect((await (await test.signIn(role)).get('/people')).status).toBe(403);
  });

  it('asks the database no more for many than for few', async () => {
    const queries = async (path: string): Promise<number> => (await countQueries(() => coordinator.get(path))).queries;
    const few = [await queries('/people'), await queries('/people?q=ana'), await queries('/people?q=ana&format=json')];
    await village.people(Array.from({ length: 60 }, (_, index) => ({ surnames: `Anaya ${'ABCDEFGHIJ'[index % 10]}`, givenNames: 'Ana', birth: String(1940 + index), organisationId: oasis })));
    expect([await queries('/people'), await queries('/people?q=ana'), await queries('/people?q=ana&format=json')]).toEqual(few);
    expect(Math.max(...few)).toBeLessThanOrEqual(8);
    expect(await listed('q=ana&page=2')).toHaveLength(30);
    expect(wordsOf(await coordinator.get('/people?q=ana'))).toContain('Del 1 al 30, de 62');
  });
});

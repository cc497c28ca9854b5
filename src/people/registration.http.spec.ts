import { ENGINES } from '../../test/helpers/databases.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { Village } from '../../test/people/village.js';
import { Membership } from '../organisations/membership.entity.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { newId } from '../shared/kernel/ids.js';
import { translator } from '../shared/web/i18n.js';
import { Consent } from './consent.entity.js';
import { Learner } from './learner.entity.js';
import { Person } from './person.entity.js';

const t = translator('es');

const ANA = { dni: '07661234', surnames: 'HUAMÁN QUISPE', givenNames: 'ana maría', birth: '04/01/1967', sex: 'female' };

describe.each(ENGINES)('registering somebody, %s', (engine) => {
  let test: TestApp;
  let trainer: Visitor;
  let village: Village;
  let oasis: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer');
    village = new Village(test);
    oasis = await village.organisation({ name: 'Comedor Popular Oasis de Villa', registerNumber: '0403-2020' });
    await village.organisations([{ name: 'Comedor Los Jazmines', registerNumber: '0001-2020' }, { name: 'Comedor Los Jazmines', registerNumber: '0002-2020' }]);
  });
  afterAll(() => test.close());

  const people = (): Promise<number> => test.dataSource.manager.count(Person);

  it('takes the whole page and says so on hers', async () => {
    const answer = await trainer.post('/people', {
      ...ANA, phone: '987 654 321', email: 'ANA@ejemplo.pe', motherTongue: 'quechua', computerUse: 'never', availability: ['mwf-morning', 'sat-afternoon'],
      organisation: 'Comedor Popular Oasis de Villa', post: 'Presidenta', since: '01/03/2025', consentHow: 'signed', consentOn: '23/11/2026', consentCovers: 'contact',
    });
    expect(answer.status).toBe(303);
    const page = await trainer.get(answer.headers.location as string);
    const words = wordsOf(page);
    for (const said of [
      t('people:flash.registered', { name: 'Ana María Huamán Quispe' }), 'Lideresa', 'DNI 07661234', '04/01/1967 · 59 años', '987 654 321', 'ana@ejemplo.pe',
      'Quechua', 'Nunca', `${t('people:bands.mwf-morning')} · ${t('people:bands.sat-afternoon')}`, 'Presidenta', t('organisations:posts-held.from', { since: '01/03/2025' }),
      t('people:consent.valid'), t('people:consent.given.signed', { date: '23/11/2026', version: '1' }), t('people:consent.purposes.contact'),
      `${t('people:consent.without')} ${t('people:consent.purposes.pictures')}`,
    ]) expect(words).toContain(said);
    expect(page.text).toContain(`href="/people/new?organisation&#x3D;${oasis}"`);
    const [id] = (answer.headers.location as string).split('/').slice(-1);
    const learner = await test.dataSource.manager.findOneByOrFail(Learner, { personId: id });
    expect(learner).toMatchObject({ kind: 'leader', centreId: test.centre.id });
    expect(await test.dataSource.manager.findOneByOrFail(Membership, { personId: id })).toMatchObject({ post: 'president', board: true, since: '2025-03-01' });
    expect(await test.dataSource.manager.findOneByOrFail(Consent, { personId: id })).toMatchObject({ covers: ['training', 'reports', 'contact'], how: 'signed' });
    const trail = await test.dataSource.manager.findBy(AuditEntry, { entityId: id });
    expect(trail).toMatchObject([{ entity: 'persons', action: 'insert', actorId: trainer.account?.id }]);
    const { queries } = await countQueries(() => trainer.get(`/people/${id}`));
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('opens with the organisation that was left', async () => {
    expect((await trainer.get(`/people/new?organisation=${oasis}`)).text).toContain('value="Comedor Popular Oasis de Villa"');
    expect((await trainer.get('/people/new?organisation=nothing')).status).toBe(200);
    expect((await countQueries(() => trainer.get('/people/new'))).queries).toBeLessThanOrEqual(8);
  });

  it.each([
    ['nothing at all', {}, ['surnames', 'givenNames'], 'people:refusals.surnames-missing'],
    ['a day that is not', { ...ANA, dni: '', birth: '31/02/1970' }, ['birth'], 'people:refusals.birth-impossible'],
    ['a child of five', { ...ANA, dni: '', birth: '2022' }, ['birth'], 'people:refusals.birth-too-young'],
    ['somebody from the future', { ...ANA, dni: '', birth: '01/01/2030' }, ['birth'], 'people:refusals.birth-future'],
    ['a name of 300 characters', { ...ANA, dni: '', surnames: 'A'.repeat(300) }, ['surnames'], 'people:refusals.name-length'],
    ['an emoji', { ...ANA, dni: '', givenNames: 'Ana 😀' }, ['givenNames'], 'people:refusals.name-pictures'],
    ['a DNI of seven', { ...ANA, dni: '7661234' }, ['dni'], 'people:refusals.dni-length'],
    ['a phone of six', { ...ANA, dni: '', phone: '123456' }, ['phone'], 'people:refusals.phone-length'],
    ['an unknown organisation', { ...ANA, dni: '', organisation: 'Club que no está' }, ['organisation'], 'people:refusals.organisation-unknown'],
    ['an organisation of two', { ...ANA, dni: '', organisation: 'Comedor Los Jazmines' }, ['organisation'], 'people:refusals.organisation-several'],
    ['a post without an organisation', { ...ANA, dni: '', post: 'Presidenta' }, ['organisation'], 'people:refusals.organisation-missing'],
    ['consent to come', { ...ANA, dni: '', birth: '1999', consentHow: 'signed', consentOn: '24/11/2026' }, ['consentOn'], 'people:refusals.consent-future'],
    ['a post to come', { ...ANA, dni: '', birth: '1999', organisation: 'Oasis de Villa', post: 'Vocal', since: '24/11/2026' }, ['since'], 'organisations:refusals.since-future'],
    ['a code that is not', { ...ANA, dni: '', sex: 'dragón' }, ['sex'], 'people:refusals.sex-unknown'],
    ['lists instead of words', { surnames: ['a', 'b'], givenNames: { x: 'y' } }, ['surnames'], 'web:errors.invalid'],
  ])('refuses %s, and keeps what was typed', async (_, form, fields, reason) => {
    const before = await people();
    const answer = await trainer.post('/people', form);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`<title>Error: ${t('people:registration.title')}`);
    for (const field of fields) expect(answer.text).toContain(`href="#${field}"`);
    const count = reason.includes('dni') ? 7 : 6;
    expect(wordsOf(answer)).toContain(t(reason, { count, longest: 100, youngest: 6 }));
    if ('givenNames' in form && form.givenNames === 'ana maría') expect(answer.text).toContain('value="ana maría"');
    expect(await people()).toBe(before);
  });

  it('shows who has the DNI', async () => {
    const answer = await trainer.post('/people', { ...ANA, surnames: 'Rojas', givenNames: 'Eva' });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toContain(t('people:refusals.dni-taken'));
    expect(wordsOf(answer)).toContain(`${t('people:registration.dni-owner')} Huamán Quispe, Ana María`);
  });

  it('asks whether somebody like her is another', async () => {
    const twin = { surnames: 'Guamán Quispe', givenNames: 'Ana María', birth: '1967' };
    const before = await people();
    const asked = await trainer.post('/people', twin);
    expect(asked.status).toBe(422);
    expect(wordsOf(asked)).toContain(t('people:refusals.double-first'));
    expect(wordsOf(asked)).toContain('Huamán Quispe, Ana María DNI 07661234 · 04/01/1967');
    expect(await people()).toBe(before);
    expect((await trainer.post('/people', { ...twin, notDouble: 'yes' })).status).toBe(303);
    expect(await people()).toBe(before + 1);
  });

  it('registers once what is sent twice, and refuses another form under the same key', async () => {
    const form = { _key: newId(), surnames: 'Poma Inga', givenNames: 'Luz', birth: '1971' };
    const before = await people();
    const [first, second] = await Promise.all([trainer.post('/people', form), trainer.post('/people', form)]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.location).toBe(first.headers.location);
    expect(await people()).toBe(before + 1);
    expect((await trainer.post('/people', { ...form, birth: '1972' })).status).toBe(409);
    expect((await trainer.send(trainer.request().post('/people').type('form').send({ surnames: 'A' }))).status).toBe(400);
  });

  it('asks about a double that is registered at the same moment', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => trainer.post('/people', { surnames: 'Cjuno Sulca', givenNames: 'Nieves', birth: '1961' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422]);
  });

  it('takes no nought for a year, and keeps nothing that nobody sees', async () => {
    expect((await trainer.post('/people', { surnames: 'Tito', givenNames: 'Ada', birth: '0' })).status).toBe(422);
    const answer = await trainer.post('/people', { surnames: 'Ti\u0000to\u202e Inga', givenNames: `Ada${'\u0301'.repeat(90)}`, birth: '1962' });
    const person = await test.dataSource.manager.findOneByOrFail(Person, { id: (answer.headers.location as string).split('/').at(-1) });
    expect([person.surnames, person.givenNames]).toEqual(['Tito Inga', 'Adá\u0301']);
  });

  it('lets only one of two have a DNI', async () => {
    const both = await Promise.all(['Choque', 'Tello'].map((surnames) => (
      trainer.post('/people', { surnames, givenNames: 'Irma', dni: '33333334', birth: '1950' }))));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  describe('who is known at another centre', () => {
    let far: Awaited<ReturnType<TestApp['addCentre']>>;
    let id: string;
    const her = { surnames: 'Ticona Mamani', givenNames: 'Flor', dni: '40404040', birth: '1970' };

    beforeAll(async () => {
      far = await test.addCentre('Lurín');
      id = await new Village(test, far.id).person({ ...her, birth: '03/05/1970', email: 'flor@ejemplo.pe' });
    });

    it('stays unseen: her page, her DNI, her name', async () => {
      for (const path of ['', '/edit', '/dni', '/consent', '/departure', '/consent/withdrawal', '/posts/new']) {
        expect((await trainer.get(`/people/${id}${path}`)).status).toBe(404);
      }
      for (const path of ['', '/dni', '/consent', '/departure', '/return', '/consent/withdrawal', '/posts']) {
        expect((await trainer.post(`/people/${id}${path}`, { ...her, personVersion: 1, learnerVersion: 1, kind: 'leader' })).status).toBe(404);
      }
      const answer = await trainer.post('/people', { ...her, surnames: 'Otra' });
      expect(answer.status).toBe(422);
      expect(wordsOf(answer)).toContain(t('people:refusals.dni-elsewhere'));
      expect(wordsOf(answer)).not.toContain('Ticona');
      expect((await trainer.post('/people', { ...her, birth: '1971' })).status).toBe(422);
    });

    it('is taken over by whoever knows her name and year, and only when asked', async () => {
      const asked = await trainer.post('/people', { ...her, phone: '999888777' });
      expect(wordsOf(asked)).toContain(t('people:registration.link-title'));
      expect(asked.text).not.toContain('flor@ejemplo.pe');
      const before = await people();
      const linked = await trainer.post('/people', { ...her, phone: '999888777', link: 'yes', organisation: 'Oasis de Villa' });
      expect(linked.headers.location).toBe(`/people/${id}`);
      expect(await people()).toBe(before);
      const words = wordsOf(await trainer.get(`/people/${id}`));
      for (const said of ['03/05/1970', '999 888 777', 'flor@ejemplo.pe', 'Comedor Popular Oasis de Villa']) expect(words).toContain(said);
      expect(wordsOf(await trainer.get('/people?q=ticona'))).toContain('Ticona Mamani, Flor');
      const there = await test.signIn('trainer', { centre: far });
      expect(wordsOf(await there.get('/people?q=ticona'))).toContain('Ticona Mamani, Flor');
      expect(wordsOf(await there.get(`/people/${id}`))).not.toContain('Oasis');
    });
  });
});

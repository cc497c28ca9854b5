import { ENGINES } from '../../test/helpers/databases.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { Village } from '../../test/people/village.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { Learner } from '../people/learner.entity.js';
import { newId } from '../shared/kernel/ids.js';
import { translator } from '../shared/web/i18n.js';
import { Membership } from './membership.entity.js';
import { Organisation } from './organisation.entity.js';

const t = translator('es');

const OASIS = {
  name: 'COMEDOR POPULAR Oasis de Villa', registerNumber: '403-2020', address: 'Mz. A Lt. 24 Sector 7', district: 'V.E.S.',
  recognisedOn: '07/04/2020', mandateEndsOn: '23/01/2027',
};

describe.each(ENGINES)('organisations, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let village: Village;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    village = new Village(test);
  });
  afterAll(() => test.close());

  const add = async (form: object): Promise<string> => (await coordinator.post('/organisations', form as never)).headers.location as string;
  const listed = async (query: string): Promise<string[]> => {
    const { text } = await coordinator.get(`/organisations?${query}`);
    return [...text.matchAll(/<th scope="row"><span><a href="\/organisations\/[0-9a-f-]{36}">([^<]+)</gu)].map(([, name]) => name as string);
  };

  it('are added, read as lists write them, and shown', async () => {
    expect(wordsOf(await coordinator.get('/organisations'))).toContain(t('organisations:list.empty'));
    const path = await add(OASIS);
    expect(path).toMatch(/^\/organisations\/[0-9a-f-]{36}$/u);
    const words = wordsOf(await coordinator.get(path));
    for (const said of [t('organisations:flash.added'), 'Comedor popular Comedor Popular Oasis de Villa', '0403-2020-RUOS', 'Sector 7', 'Villa El Salvador', '23/01/2027']) {
      expect(words).toContain(said);
    }
  });

  it('of a name that is there already are asked about once, and not where their numbers tell them apart', async () => {
    const before = await test.dataSource.manager.count(Organisation);
    const form = { name: 'Comedor Los Álamos', type: 'soup_kitchen' };
    const first = await add(form);
    const again = await coordinator.post('/organisations', { ...form, name: 'comedor los alamos' });
    expect([again.status, again.text.includes('name="another"'), again.text.includes(`href="${first}"`)]).toEqual([422, true, true]);
    expect(wordsOf(again)).toContain('Ya hay una organización con este nombre');
    expect(await test.dataSource.manager.count(Organisation)).toBe(before + 1);
    expect(await add({ ...form, another: 'yes' })).toMatch(/^\/organisations\//u);
    expect(await add({ name: 'Comedor Oasis de Villa', type: 'soup_kitchen', registerNumber: '0404-2020-RUOS' })).toMatch(/^\/organisations\//u);
  });

  it.each([
    ['nothing', {}, 'name', 'name-missing'],
    ['the number of another', { name: 'Otra', registerNumber: '0403-2020-RUOS' }, 'registerNumber', 'register-number-taken'],
    ['a number of another form', { name: 'Otra', registerNumber: '12' }, 'registerNumber', 'register-number-form'],
    ['a day that is not', { name: 'Otra', mandateEndsOn: '31/02/2027' }, 'mandateEndsOn', 'date-impossible'],
    ['a mandate before its beginning', { name: 'Otra', recognisedOn: '01/01/2025', mandateEndsOn: '01/01/2024' }, 'mandateEndsOn', 'mandate-before-recognition'],
    ['a name of 300 characters', { name: 'A'.repeat(300) }, 'name', 'name-length'],
    ['an emoji', { name: 'Club 😀' }, 'name', 'name-pictures'],
    ['a type that is not', { name: 'Otra', type: 'banda' }, 'type', 'type-unknown'],
  ])('refuse %s, and keep what was typed', async (_, form, field, reason) => {
    const before = await test.dataSource.manager.count(Organisation);
    const answer = await coordinator.post('/organisations', form);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="#${field}"`);
    expect(wordsOf(answer)).toContain(t(`organisations:refusals.${reason}`, { longest: 160 }));
    expect(await test.dataSource.manager.count(Organisation)).toBe(before);
  });

  it('are added once by a form sent twice', async () => {
    const form = { _key: newId(), name: 'Club de Madres Micaela' };
    const both = await Promise.all([coordinator.post('/organisations', form), coordinator.post('/organisations', form)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(await test.dataSource.manager.countBy(Organisation, { name: 'Club de Madres Micaela' })).toBe(1);
  });

  it('are found and filtered, sorted as people count', async () => {
    await village.organisations([
      { name: 'Junta Vecinal Ñusta Grupo 10', sector: '2', mandateEndsOn: '2026-11-22' },
      { name: 'Junta Vecinal Ñusta Grupo 9', sector: '10', mandateEndsOn: '2026-12-31' },
      { name: 'Junta Vecinal Nogales', sector: '2', registerNumber: '0777-2021' },
    ]);
    expect(await listed('type=neighbours_board')).toEqual(['Junta Vecinal Nogales', 'Junta Vecinal Ñusta Grupo 9', 'Junta Vecinal Ñusta Grupo 10']);
    expect(await listed('mandate=ended')).toEqual(['Junta Vecinal Ñusta Grupo 10']);
    expect(await listed('mandate=ending')).toEqual(['Junta Vecinal Ñusta Grupo 9']);
    expect(await listed('q=nusta+vec&sector=2')).toEqual(['Junta Vecinal Ñusta Grupo 10']);
    expect(await listed('q=0777')).toEqual(['Junta Vecinal Nogales']);
    expect(await listed('q=zzz')).toEqual([]);
    expect(await listed('q=%25')).toEqual([]);
    const home = wordsOf(await coordinator.get('/'));
    expect(home).toContain(t('organisations:home.ended'));
    expect(home).toContain(t('organisations:home.ending'));
  });

  it('are changed, and not over somebody else’s change', async () => {
    const path = await add({ name: 'Asociación Los Mártires', address: 'Mz. B' });
    const form = { name: 'Asociación Los Mártires', type: 'traders', address: 'Mz. B Lt. 2', version: '1' };
    expect((await coordinator.post(path, form)).headers.location).toBe(path);
    const stale = await coordinator.post(path, { ...form, address: 'Mz. C' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('Dirección Mz. B Lt. 2 Mz. C');
    expect((await coordinator.post(path, { ...form, address: 'Mz. C', version: '2' })).status).toBe(303);
    const id = path.split('/').at(-1);
    expect(await test.dataSource.manager.findOneByOrFail(Organisation, { id })).toMatchObject({ address: 'Mz. C', type: 'traders', version: 3 });
    expect(await test.dataSource.manager.countBy(AuditEntry, { entity: 'organisations', entityId: id, action: 'update' })).toBe(2);
    const failed = await coordinator.post(path, { ...form, name: '', version: '3' });
    expect(failed.status).toBe(422);
    expect(failed.text).toContain('name="version" value="3"');
  });

  it('find their people again under a new name', async () => {
    const id = await village.organisation({ name: 'Vaso de Leche Antiguo' });
    await village.person({ surnames: 'Sulca Rojas', givenNames: 'Doris', organisationId: id });
    await coordinator.post(`/organisations/${id}`, { name: 'Vaso de Leche Renovado', version: '1' });
    expect(wordsOf(await coordinator.get('/people?q=renovado'))).toContain('Sulca Rojas, Doris');
    expect(wordsOf(await coordinator.get('/people?q=antiguo'))).not.toContain('Sulca Rojas, Doris');
  });

  it('tell by their type what their people come as: officials while it is an office of the municipality', async () => {
    const id = await village.organisation({ name: 'Subgerencia de la Mujer', type: 'Club de madres' });
    const personId = await village.person({ surnames: 'Alarcón Vega', givenNames: 'Inés', organisationId: id, post: 'Vocal' });
    const kind = async (): Promise<string> => (await test.dataSource.manager.findOneByOrFail(Learner, { personId })).kind;
    const before = await kind();
    expect(before).not.toBe('official');
    const change = async (type: string, version: number): Promise<number> => (
      await coordinator.post(`/organisations/${id}`, { name: 'Subgerencia de la Mujer', type, version: String(version) })).status;
    expect([await change('municipal_office', 1), await kind()]).toEqual([303, 'official']);
    expect([await change('mothers_club', 2), await kind()]).toEqual([303, before]);
  });

  describe('posts', () => {
    let organisation: string;
    let person: string;

    beforeAll(async () => {
      organisation = await village.organisation({ name: 'Club de Madres Santa Rosa', mandateEndsOn: '2026-10-01' });
      person = await village.person({ surnames: 'Tello Ayala', givenNames: 'Gladys', sex: 'F' });
    });

    const post = async (): Promise<Membership> => test.dataSource.manager.findOneByOrFail(Membership, { personId: person, organisationId: organisation });

    it('are taken on, by way of the organisation', async () => {
      expect(wordsOf(await coordinator.get(`/organisations/${organisation}/posts/new?q=tello`))).toContain('Tello Ayala, Gladys');
      const form = await coordinator.get(`/people/${person}/posts/new?organisation=${organisation}`);
      expect(form.text).toContain('value="Club de Madres Santa Rosa"');
      const added = await coordinator.post(`/people/${person}/posts`, { organisation: 'club de madres santa rosa', post: 'Presidenta', since: '01/10/2024' });
      expect(added.headers.location).toBe(`/people/${person}`);
      expect(await post()).toMatchObject({ post: 'president', board: true, since: '2024-10-01', until: null });
      const words = wordsOf(await coordinator.get(`/organisations/${organisation}`));
      expect(words).toContain(t('organisations:page.ended', { date: '01/10/2026' }));
      expect(words).toContain(`${t('organisations:page.board')} Presidenta Tello Ayala, Gladys · ${t('organisations:posts-held.from', { since: '01/10/2024' })}`);
      expect(wordsOf(await coordinator.get(`/people/${person}`))).toContain(`Presidenta ${t('organisations:mandates.ended-badge')}`);
    });

    it.each([
      ['the same once more', { organisation: 'Santa Rosa', post: 'Presidenta' }, 'post', 'organisations:refusals.post-held'],
      ['no organisation', { post: 'Vocal' }, 'organisation', 'people:refusals.organisation-missing'],
      ['one that is not there', { organisation: 'Nada' }, 'organisation', 'people:refusals.organisation-unknown'],
      ['a beginning to come', { organisation: 'Club de Madres Santa Rosa', post: 'Vocal', since: '01/01/2027' }, 'since', 'organisations:refusals.since-future'],
    ])('refuse %s', async (_, form, field, reason) => {
      const answer = await coordinator.post(`/people/${person}/posts`, form);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(`href="#${field}"`);
      expect(wordsOf(answer)).toContain(t(reason));
    });

    it('are corrected', async () => {
      const { id } = await post();
      const base = `/people/${person}/posts/${id}`;
      expect((await coordinator.get(`${base}/edit`)).text).toContain('value="Presidenta"');
      const wrong = await coordinator.post(base, { version: '1', post: 'Tesorera', since: '01/10/2024', until: '01/09/2024' });
      expect(wordsOf(wrong)).toContain(t('organisations:refusals.until-before-since'));
      expect((await coordinator.post(base, { version: '1', post: 'Tesorera', since: '02/10/2024' })).status).toBe(303);
      expect((await coordinator.post(base, { version: '1', post: 'Vocal' })).status).toBe(409);
      expect(await post()).toMatchObject({ post: 'treasurer', since: '2024-10-02' });
    });

    it('end on a day, and stay in the history', async () => {
      const { id } = await post();
      const base = `/people/${person}/posts/${id}`;
      expect((await coordinator.get(`${base}/end?back=organisation`)).text).toContain('value="23/11/2026"');
      expect((await coordinator.post(`${base}/end`, { until: '31/02/2026', version: '2' })).status).toBe(422);
      const late = await coordinator.post(`${base}/end`, { until: '22/11/2026', back: 'organisation', version: '1' });
      expect([late.status, wordsOf(late)]).toEqual([409, expect.stringContaining('— 22/11/2026')]);
      const ended = await coordinator.post(`${base}/end`, { until: '22/11/2026', back: 'organisation', version: '2' });
      expect(ended.headers.location).toBe(`/organisations/${organisation}`);
      expect(wordsOf(await coordinator.get(`/organisations/${organisation}`))).toContain(`${t('organisations:page.past')} Tesorera Tello Ayala, Gladys`);
      expect(wordsOf(await coordinator.get(`/people/${person}`))).toContain(t('people:page.past-posts'));
    });

    it('are taken out when they were a mistake', async () => {
      const { id } = await post();
      expect(wordsOf(await coordinator.get(`/people/${person}/posts/${id}/removal`))).toContain('Santa Rosa');
      const late = await coordinator.post(`/people/${person}/posts/${id}/removal`, { version: '2' });
      expect([late.status, wordsOf(late)]).toEqual([409, expect.stringContaining('Tesorera (02/10/2024 – 22/11/2026)')]);
      expect((await coordinator.post(`/people/${person}/posts/${id}/removal`, { version: '3' })).status).toBe(303);
      expect(await test.dataSource.manager.countBy(Membership, { id })).toBe(0);
      await coordinator.post(`/people/${person}/posts`, { organisation: 'club de madres santa rosa', post: 'Fiscal' });
      const undated = `/people/${person}/posts/${(await post()).id}/removal`;
      const words = wordsOf(await coordinator.post(undated, { version: '9' }));
      expect([words.includes('Fiscal'), words.includes('…')]).toEqual([true, false]);
      expect((await coordinator.post(undated, { version: '1' })).status).toBe(303);
      for (const act of ['edit', 'removal']) expect((await coordinator.get(`/people/${person}/posts/${id}/${act}`)).headers.location).toBe(`/people/${person}`);
      expect((await coordinator.post(`/people/${person}/posts/${id}/removal`, { version: '3' })).headers.location).toBe(`/people/${person}`);
    });
  });

  it('of another centre are not there', async () => {
    const far = await test.addCentre(`Lurín ${engine}`);
    const foreign = new Village(test, far.id);
    const id = await foreign.organisation({ name: 'Comedor Lejano' });
    const stranger = await foreign.person({ surnames: 'Lejos Inga', givenNames: 'Eva', organisationId: id });
    const { id: postId } = await test.dataSource.manager.findOneByOrFail(Membership, { personId: stranger });
    const own = await village.person({ surnames: 'Cerca Inga', givenNames: 'Eva' });
    for (const path of ['', '/edit', '/posts/new']) expect((await coordinator.get(`/organisations/${id}${path}`)).status).toBe(404);
    expect((await coordinator.post(`/organisations/${id}`, { name: 'Mío', version: 1 })).status).toBe(404);
    for (const person of [stranger, own]) {
      for (const act of ['', '/end', '/removal']) {
        expect((await coordinator.post(`/people/${person}/posts/${postId}${act}`, { until: '22/11/2026', version: 1 })).status).toBe(404);
      }
    }
    expect((await coordinator.post(`/people/${own}/posts`, { organisation: 'Comedor Lejano' })).status).toBe(422);
    expect(wordsOf(await coordinator.get(`/people/${own}/posts/new?organisation=${id}`))).not.toContain('Lejano');
    expect(await listed('q=lejano')).toEqual([]);
    expect((await coordinator.get('/organisations/x')).status).toBe(404);
  });

  it('ask the database no more for many than for few', async () => {
    const path = `/organisations/${await village.organisation({ name: 'Comedor Grande' })}`;
    const queries = async (address: string): Promise<number> => (await countQueries(() => coordinator.get(address))).queries;
    const few = [await queries('/organisations'), await queries(path)];
    await village.people(Array.from({ length: 40 }, (_, index) => ({ surnames: `Poma ${index % 2 ? 'A' : 'B'}`, givenNames: 'Luz', organisationId: path.split('/').at(-1) as string })));
    await village.organisations(Array.from({ length: 60 }, (_, index) => ({ name: `Comedor ${index}` })));
    expect([await queries('/organisations'), await queries(path)]).toEqual(few);
    expect(Math.max(...few)).toBeLessThanOrEqual(8);
  });

  it.each([['coach', 200, 404], ['treasurer', 200, 404], ['learner', 403, 404], ['funder', 403, 404]] as const)('%s: list %i, change %i', async (role, list, change) => {
    const visitor = await test.signIn(role);
    expect((await visitor.get('/organisations')).status).toBe(list);
    expect((await visitor.post(`/organisations/${newId()}`, { name: 'x' })).status).toBe(change);
    expect((await visitor.post('/organisations', { name: 'x' })).status).toBe(403);
  });

  it('let a person come as what her posts say, from the first to the last', async () => {
    const office = await village.organisation({ name: 'Subgerencia de Participación', type: 'Oficina municipal' });
    const club = await village.organisation({ name: 'Club de Madres Sol Naciente' });
    const rosa = await village.person({ surnames: 'Lizana Curi', givenNames: 'Rosa', birth: '1980', sex: 'F' });
    const kind = async (id = rosa): Promise<string> => (await test.dataSource.manager.findOneByOrFail(Learner, { personId: id })).kind;
    const take = async (organisation: string, post: string): Promise<string> => {
      const before = new Set((await test.dataSource.manager.findBy(Membership, { personId: rosa })).map(({ id }) => id));
      expect((await coordinator.post(`/people/${rosa}/posts`, { organisation, post })).status).toBe(303);
      return (await test.dataSource.manager.findBy(Membership, { personId: rosa })).find(({ id }) => !before.has(id))?.id as string;
    };
    expect(await kind()).toBe('member');
    const president = await take('Club de Madres Sol Naciente', 'Presidenta');
    expect(await kind()).toBe('leader');
    const helper = await take('Subgerencia de Participación', 'Jardinera');
    expect(await kind()).toBe('official');
    await coordinator.post(`/people/${rosa}/posts/${helper}/end`, { until: '22/11/2026', version: '1' });
    expect(await kind()).toBe('leader');
    const { version } = await test.dataSource.manager.findOneByOrFail(Membership, { id: president });
    await coordinator.post(`/people/${rosa}/posts/${president}`, { post: 'Socia', version: String(version) });
    expect(await kind()).toBe('member');

    const made = await coordinator.post('/people', { surnames: 'Poma Inga', givenNames: 'Luis', birth: '1975', organisation: 'Subgerencia de Participación', post: 'Vigilante' });
    expect(await kind(made.headers.location?.split('/')[2] as string)).toBe('official');

    const words = wordsOf(await coordinator.get(`/organisations/${office}`));
    for (const said of ['Jardinera', 'Vigilante', t('organisations:page.vacant'), t('organisations:page.past'), 'Lizana Curi, Rosa']) expect(words).toContain(said);
    for (const unsaid of ['board', 'no-board']) expect(words).not.toContain(t(`organisations:page.${unsaid}`));
    expect(words).not.toContain(t('organisations:fields.mandateEndsOn'));
    expect(wordsOf(await coordinator.get(`/organisations/${office}/edit`))).not.toContain(t('organisations:fields.mandateEndsOn'));
    expect(wordsOf(await coordinator.get(`/organisations/${club}`))).toContain(t('organisations:page.board'));
  });
});

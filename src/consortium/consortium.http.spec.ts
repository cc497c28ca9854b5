import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Village } from '../../test/people/village.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { MergingService } from '../people/merging.service.js';
import { moveRecords } from '../people/move-records.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { translator } from '../shared/web/i18n.js';
import { ConsortiumMember } from './consortium-member.entity.js';
import { ConsortiumPost } from './consortium-post.entity.js';
import { ConsortiumShare } from './consortium-share.entity.js';

const t = translator('es');

describe.each(ENGINES)('the organisations of a consortium, %s', (engine) => {
  let test: TestApp;
  let administrator: Visitor;
  let coordinator: Visitor;
  let treasurer: Visitor;
  let village: Village;
  const organisations: Id[] = [];
  const members: Id[] = [];
  let ana: Id;
  let luz: Id;

  beforeAll(async () => {
    test = await startApp({ engine });
    [administrator, coordinator, treasurer] = await Promise.all([test.signIn('administrator'), test.signIn('coordinator'), test.signIn('treasurer')]);
    village = new Village(test);
    organisations.push(...await village.organisations([{ name: 'Comedor Las Flores' }, { name: 'Junta Vecinal Sector 2' }, { name: 'Club de Madres Micaela' }]));
    [ana, luz] = await village.people([
      { surnames: 'Quispe Huamán', givenNames: 'Ana', dni: '40111222', organisationId: organisations[0], post: 'Presidenta', phone: '987654321' },
      { surnames: 'Ramos Inga', givenNames: 'Luz', dni: '40111223', organisationId: organisations[0], post: 'Socia' },
    ]) as [Id, Id];
  });
  afterAll(() => test.close());

  const shares = (costs: readonly string[], decisions = costs): Record<string, unknown> => ({
    costShare: Object.fromEntries(members.map((id, index) => [id, costs[index]])), decisionShare: Object.fromEntries(members.map((id, index) => [id, decisions[index]])),
  });
  const refused = async (path: string, form: Record<string, unknown>, field: string, reason: string, params = {}): Promise<void> => {
    const answer = await administrator.post(path, form);
    expect({ status: answer.status, text: wordsOf(answer) }).toEqual({ status: 422, text: expect.stringContaining(t(`consortium:refusals.${reason}`, params)) });
    expect(answer.text).toContain(`href="#${field}"`);
  };

  it('begin with an empty page that leads on', async () => {
    expect(wordsOf(await administrator.get('/consortium'))).toContain(t('consortium:members.empty'));
    expect((await administrator.get('/consortium')).text).toContain('href="/consortium/members/new"');
    expect((await treasurer.get('/consortium')).text).not.toContain('href="/consortium/members/new"');
    expect(wordsOf(await administrator.get('/consortium/posts/new'))).toContain(t('consortium:posts.no-members'));
  });

  it('join, each once', async () => {
    const form = { _key: newId(), organisation: 'Comedor Las Flores', since: '01/03/2026' };
    const both = await Promise.all([administrator.post('/consortium/members', form), administrator.post('/consortium/members', form)]);
    expect(both.map(({ headers }) => headers.location)).toEqual([both[0]?.headers.location, both[0]?.headers.location]);
    const others = [await administrator.post('/consortium/members', { organisation: 'Junta Vecinal Sector 2', since: '2026-03-01' }), await administrator.post('/consortium/members', { organisation: 'club de madres micaela', since: '01/06/2026' })];
    members.push(...[both[0], ...others].map((answer) => String(answer?.headers.location).split('/').at(-1) as string));
    expect(await test.dataSource.manager.count(ConsortiumMember)).toBe(3);
    await refused('/consortium/members', { organisation: 'Comedor Las Flores', since: '01/04/2026' }, 'organisation', 'member-already');
    await refused('/consortium/members', { organisation: 'Comedor Las Flores', since: '01/04/2036' }, 'since', 'since-far');
    const unknown = await administrator.post('/consortium/members', { organisation: 'Banda de música', since: 'ayer' });
    expect(unknown.status).toBe(422);
    expect(unknown.text).toContain('value="Banda de música"');
    expect(unknown.text).toContain('href="#since"');
  });

  it('that are put in by two at once are one member', async () => {
    const [id] = await village.organisations([{ name: 'Asociación Los Algarrobos' }]);
    const answers = await Promise.all(['01/03/2026', '02/03/2026'].map((since) => administrator.post('/consortium/members', { organisation: 'Asociación Los Algarrobos', since })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    const found = await test.dataSource.manager.findBy(ConsortiumMember, { organisationId: id });
    expect(found).toHaveLength(1);
    const { id: memberId, since } = found[0] as ConsortiumMember;
    expect((await administrator.post(`/consortium/members/${memberId}`, { version: '1', since, until: '30/06/2026' })).status).toBe(303);
    expect(wordsOf(await administrator.get('/consortium'))).toMatch(/Organizaciones que ya salieron[^]*Asociación Los Algarrobos · del 0[12]\/03\/2026 al 30\/06\/2026/u);
    const gone = await administrator.get(`/consortium/members/${memberId}`);
    expect(wordsOf(gone)).toMatch(/Ya no es miembro: salió del consorcio el 30\/06\/2026.*tuvo un cargo.*No llegó a tener participación/u);
    expect(wordsOf(gone)).not.toMatch(/Todavía no|Parte de los costos/u);
    expect(gone.text).not.toMatch(/posts\/new|parts\/edit/u);
  });

  it('have shares that the page sums, with a warning until they are 100.00 %', async () => {
    const said = 'Las participaciones de hoy no suman 100.00 %.';
    expect(wordsOf(await treasurer.get('/consortium'))).toContain(`${said} Parte de los costos: suma 0.00 %, faltan 100.00 %. Parte de las decisiones: suma 0.00 %, faltan 100.00 %.`);
    // What does not make up the whole is asked about first, beside its column, with everything kept.
    const off = { since: '01/06/2026', ...shares(['50', '25,5', '24.49'], ['50', '25', '26']) };
    const asked = await administrator.post('/consortium/parts', off);
    expect([asked.status, asked.text.includes('value="25,5"'), asked.text.includes('id="incomplete"'), asked.text.includes(`href="#costShare[${members[0]}]"`)]).toEqual([422, true, true, true]);
    for (const words of ['suman 99.99 %: faltan 0.01 %', 'suman 101.00 %: sobran 1.00 %']) expect(wordsOf(asked)).toContain(words);
    expect((await administrator.get('/consortium/parts/edit')).text).not.toContain('id="incomplete"');
    expect((await administrator.post('/consortium/parts', { since: '01/06/2026', ...shares(['50', '25,5', '24.49']), incomplete: 'yes' })).headers.location).toBe('/consortium');
    expect(wordsOf(await treasurer.get('/consortium'))).toContain(`${said} Parte de los costos: suma 99.99 %, faltan 0.01 %. Parte de las decisiones: suma 99.99 %, faltan 0.01 %.`);
    expect((await administrator.post('/consortium/parts', { since: '01/06/2026', ...shares(['50', '25.5', '24.50 %']) })).status).toBe(303);
    const words = wordsOf(await treasurer.get('/consortium'));
    expect(words).not.toContain('no suman');
    expect(words).toContain('Suma de hoy 100.00 % 100.00 %');
    expect(words).toMatch(/Club de Madres Micaela 01\/06\/2026 24\.50 % 24\.50 %/u);
  });

  it('split equally what sums exactly, by one press and a look', async () => {
    const { text } = await administrator.get('/consortium/parts/edit?fill=equal');
    const fields = [...text.matchAll(/name="(costShare\[[^"]+\])"[^>]*value="([\d.]+)"/gu)].map(([, , value]) => Number(value));
    expect(fields).toEqual([33.34, 33.33, 33.33]);
    expect(text).toContain('value="23/11/2026"');
    // The members stand by name: club, comedor, junta.
    const values = [...text.matchAll(/name="((?:cost|decision)Share\[[^"]+\])"[^>]*value="([\d.]+)"/gu)].map(([, name, value]) => [name as string, value as string]);
    expect((await administrator.post('/consortium/parts', { since: '23/11/2026', ...Object.fromEntries(values) })).status).toBe(303);
    expect(wordsOf(await treasurer.get('/consortium'))).toContain('Suma de hoy 100.00 % 100.00 %');
  });

  it('are not set over what somebody else has set meanwhile, unless she says so again', async () => {
    const seen = /name="seen" value="(\d+)"/u.exec((await administrator.get('/consortium/parts/edit')).text)?.[1];
    const count = await test.dataSource.manager.count(ConsortiumShare);
    expect(Number(seen)).toBe(count);
    const stale = await administrator.post('/consortium/parts', { since: '23/11/2026', ...shares(['30', '40', '30']), seen: String(count - 1) });
    expect([stale.status, await test.dataSource.manager.count(ConsortiumShare)]).toEqual([409, count]);
    // Both values stand beside each other, and the form below keeps what was typed.
    expect(wordsOf(stale)).toMatch(/33\.33 40/u);
    expect(/name="seen" value="(\d+)"/u.exec(stale.text)?.[1]).toBe(seen);
    expect(stale.text).toMatch(/name="costShare\[[^"]+" autocomplete="off" value="40"/u);
  });

  it('keep the history of their shares, and write nothing where nothing differs', async () => {
    const of = (): Promise<ConsortiumShare[]> => test.dataSource.manager.find(ConsortiumShare, { where: { memberId: members[2] as Id }, order: { ordinal: 'ASC' } });
    expect((await of()).map(({ ordinal, since, costShare }) => [ordinal, since, costShare])).toEqual([[1, '2026-06-01', 2_449], [2, '2026-06-01', 2_450], [3, '2026-11-23', 3_334]]);
    const count = await test.dataSource.manager.count(ConsortiumShare);
    const again = await administrator.post('/consortium/parts', { since: '23/11/2026', ...shares(['33.33', '33.33', '33.34']) });
    expect(wordsOf(await administrator.get(String(again.headers.location)))).toContain(t('consortium:flash.parts-same'));
    expect(await test.dataSource.manager.count(ConsortiumShare)).toBe(count);
    const words = wordsOf(await coordinator.get(`/consortium/members/${members[2]}`));
    expect(words).toMatch(/23\/11\/2026 33\.34 % 33\.34 % 23\/11\/2026[^]*01\/06\/2026 24\.50 %[^]*01\/06\/2026 24\.49 %/u);
    const runner = test.dataSource.createQueryRunner();
    await runner.startTransaction();
    await expect(runner.query('UPDATE consortium_shares SET cost_share = 1')).rejects.toThrow('append-only');
    await expect(runner.query('DELETE FROM consortium_shares')).rejects.toThrow('append-only');
    await runner.rollbackTransaction();
    await runner.release();
  });

  it.each([
    ['three decimals', ['33.333', '33', '33'], 'web:errors.percent'], ['more than all', ['101', '0', '0'], 'web:errors.percent'], ['less than nothing', ['-1', '0', '0'], 'web:errors.percent'],
    ['nothing', ['', '0', '0'], 'consortium:missing.share'],
  ])('refuse a share of %s, beside its field and with what was typed', async (_, costs, reason) => {
    const answer = await administrator.post('/consortium/parts', { since: '01/12/2026', ...shares(costs, ['50', '25', '25']) });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="#costShare[${members[0]}]"`);
    expect(wordsOf(answer)).toContain(t(reason));
    expect(answer.text).toMatch(new RegExp(`name="decisionShare\\[${members[0]}\\]"[^>]*value="50"`, 'u'));
  });

  it('refuse shares of a day on which one was no member, by name', async () => {
    await refused('/consortium/parts', { since: '01/05/2026', ...shares(['50', '25', '25']) }, 'since', 'parts-outside', { names: 'Club de Madres Micaela' });
    expect((await administrator.post('/consortium/parts', { since: '01/12/2026', costShare: { [newId()]: '100' } })).status).toBe(404);
  });

  it('name somebody of their own to speak to', async () => {
    const path = `/consortium/members/${members[0]}`;
    const stranger = await village.person({ surnames: 'Ticona Arango', givenNames: 'Gladys' });
    await refused(path, { version: '1', since: '01/03/2026', contact: stranger }, 'contact', 'stranger');
    expect((await administrator.post(path, { version: '1', since: '01/03/2026', contact: ana })).headers.location).toBe(path);
    expect(wordsOf(await coordinator.get(path))).toContain('Persona de contacto Ana Quispe Huamán Celular 987 654 321');
    expect(wordsOf(await treasurer.get(path))).not.toContain('987 654 321');
    const stale = await administrator.post(path, { version: '1', since: '02/03/2026', contact: '' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('Desde 01/03/2026 02/03/2026');
    expect(await test.dataSource.manager.countBy(AuditEntry, { entity: 'consortium_members', action: 'update', entityId: members[0] })).toBe(1);
  });

  it('give posts to their people, and are told of mandates that end', async () => {
    const path = `/consortium/members/${members[0]}/posts`;
    await refused(path, { post: 'president', person: ana, since: '01/01/2026' }, 'since', 'post-before-member');
    await refused(path, { post: 'president', person: ana, since: '01/04/2026', until: '31/03/2026' }, 'until', 'until-before-since');
    expect((await administrator.post(path, { post: 'king', person: ana, since: '01/04/2026' })).status).toBe(422);
    expect((await administrator.post(path, { post: 'president', person: ana, since: '01/04/2026', until: '31/12/2026' })).headers.location).toBe('/consortium/posts');
    await refused(path, { post: 'president', person: luz, since: '01/12/2026' }, 'post', 'post-taken');
    await refused(path, { post: 'president', person: ana, since: '01/12/2026' }, 'person', 'post-held');
    await administrator.post(path, { post: 'treasurer', person: luz, since: '01/04/2026', until: '22/11/2026' });
    const notice = t('consortium:posts.ending', { post: 'Presidencia', name: 'Ana Quispe Huamán', date: '31/12/2026' });
    const words = wordsOf(await coordinator.get('/consortium/posts'));
    for (const said of [notice, 'Tesorería: vacante desde el 23/11/2026', 'Presidencia Quispe Huamán, Ana Comedor Las Flores 01/04/2026 Vence el 31/12/2026', 'Secretaría Vacante', 'Tesorería Vacante']) expect(words).toContain(said);
    const { result, queries } = await countQueries(() => administrator.get('/'));
    expect(wordsOf(result)).toContain(notice);
    expect(wordsOf(result)).toContain(t('consortium:home.vacant'));
    expect(queries).toBeLessThanOrEqual(8);
    expect(wordsOf(await coordinator.get('/'))).not.toContain(notice);
    const leaving = { version: '2', since: '01/03/2026', until: '30/11/2026', contact: ana };
    await refused(`/consortium/members/${members[0]}`, leaving, 'until', 'posts-after');
  });

  it('have posts corrected and taken away, not over somebody else’s change', async () => {
    const post = await test.dataSource.manager.findOneByOrFail(ConsortiumPost, { post: 'treasurer' });
    const path = `/consortium/posts/${post.id}`;
    const form = { version: '1', post: 'treasurer', person: luz, since: '01/04/2026', until: '31/03/2028' };
    expect((await administrator.post(path, form)).headers.location).toBe('/consortium/posts');
    const stale = await administrator.post(path, { ...form, until: '31/03/2027' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('Fin del mandato 31/03/2028 31/03/2027');
    expect(wordsOf(await administrator.get(`${path}/removal`))).toContain('Tesorería, Ramos Inga, Luz');
    const late = await administrator.post(`${path}/removal`, { version: '1' });
    expect([late.status, wordsOf(late)]).toEqual([409, expect.stringMatching(/Tesorería Ramos Inga, Luz, [^·]*31\/03\/2028/u)]);
    expect((await administrator.post(`${path}/removal`, { version: '2' })).status).toBe(303);
    expect((await administrator.post(`${path}/removal`, { version: '2' })).headers.location).toBe('/consortium/posts');
    expect(wordsOf(await administrator.get('/consortium/posts'))).toContain('Eso ya se había quitado antes');
    expect(await test.dataSource.manager.countBy(ConsortiumPost, { post: 'treasurer' })).toBe(0);
    expect(await test.dataSource.manager.countBy(AuditEntry, { entity: 'consortium_posts', action: 'remove', entityId: post.id })).toBe(1);
  });

  it('are taken away as files, with a trail', async () => {
    const csv = await treasurer.post('/consortium/exports', { as: 'csv' });
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text).toContain('Comedor Las Flores;01/03/2026;Quispe Huamán, Ana;33.33;33.33');
    expect((await treasurer.post('/consortium/exports', { as: 'pdf' })).headers['content-type']).toBe('application/pdf');
    expect(await test.dataSource.manager.countBy(AuditEntry, { entity: 'taken_lists' })).toBe(2);
  });

  it('stand in the trail in words', async () => {
    const words = wordsOf(await coordinator.get('/audit?entity=consortium_shares'));
    for (const said of ['Creó: participación en el consorcio', 'Miembro del consorcio Comedor Las Flores', 'Parte de los costos 33.33 %', 'Desde 23/11/2026']) expect(words).toContain(said);
    expect(wordsOf(await coordinator.get('/audit?entity=consortium_members'))).toContain('Cambió: miembro del consorcio: Comedor Las Flores');
  });

  it('are each centre’s own', async () => {
    const stranger = await test.signIn('administrator', { centre: await test.addCentre('Otro') });
    expect(wordsOf(await stranger.get('/consortium'))).toContain(t('consortium:members.empty'));
    for (const path of [`/consortium/members/${members[0]}`, `/consortium/members/${members[0]}/edit`, `/consortium/members/${members[0]}/posts/new`, '/consortium/members/nonsense']) {
      expect((await stranger.get(path)).status).toBe(404);
    }
    expect((await stranger.post(`/consortium/members/${members[0]}`, { version: '1', since: '01/03/2026' })).status).toBe(404);
    expect((await stranger.post(`/consortium/members/${members[0]}/posts`, { post: 'auditor', person: ana, since: '01/04/2026' })).status).toBe(404);
  });

  it('take eight queries a page at most', async () => {
    for (const path of ['/consortium', `/consortium/members/${members[0]}`, `/consortium/members/${members[0]}/edit`, '/consortium/posts', '/consortium/parts/edit']) {
      const { result, queries } = await countQueries(() => administrator.get(path));
      expect(result.status).toBe(200);
      expect(queries).toBeLessThanOrEqual(8);
    }
  });

  it('go along when two records of a person or of an organisation become one', async () => {
    const [one, other] = await village.people([
      { surnames: 'Flores Rojas', givenNames: 'Rosa', dni: '40999111', organisationId: organisations[1] }, { surnames: 'Flores Rojas', givenNames: 'Rosa', organisationId: organisations[1] },
    ]) as [Id, Id];
    const path = `/consortium/members/${members[1]}`;
    await administrator.post(path, { version: '1', since: '01/03/2026', contact: other });
    await administrator.post(`${path}/posts`, { post: 'secretary', person: other, since: '01/04/2026', until: '31/03/2027' });
    await administrator.post(`${path}/posts`, { post: 'delegate', person: one, since: '01/04/2026', until: '31/12/2026' });
    await administrator.post(`${path}/posts`, { post: 'delegate', person: other, since: '01/05/2026' });
    await test.app.get(MergingService).merge({ keptId: one, mergedId: other }, {}, { kept: 1, merged: 1 }, { centreId: test.centre.id, actor: SYSTEM });
    const posts = await test.dataSource.manager.findBy(ConsortiumPost, { personId: one });
    expect(posts.map(({ post, since, until }) => [post, since, until]).sort()).toEqual([['delegate', '2026-04-01', null], ['secretary', '2026-04-01', '2027-03-31']]);
    expect(await test.dataSource.manager.countBy(ConsortiumPost, { personId: other })).toBe(0);
    expect(await test.dataSource.manager.findOneByOrFail(ConsortiumMember, { id: members[1] as Id })).toMatchObject({ contactPersonId: one });
    const target = await village.organisation({ name: 'Junta Vecinal Sector Dos' });
    await test.unitOfWork.run((tx) => moveRecords(tx, test.dataSource.getMetadata(Organisation), organisations[1] as Id, target), { actor: SYSTEM });
    expect(await test.dataSource.manager.findOneByOrFail(ConsortiumMember, { id: members[1] as Id })).toMatchObject({ organisationId: target });
  });
});

import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Village } from '../../test/people/village.js';
import { countQueries } from '../shared/database/query-count.js';
import { StoredFile } from '../shared/files/stored-file.entity.js';
import { StoredFiles } from '../shared/files/stored-files.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { translator } from '../shared/web/i18n.js';
import { ConsortiumDecision } from './consortium-decision.entity.js';
import { decisionState } from './decision-rules.js';
import { DecisionsRepository } from './decisions.repository.js';
import { ConsortiumMember } from './consortium-member.entity.js';
import { ConsortiumMembersService } from './members.service.js';

const t = translator('es');
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n');

describe.each(ENGINES)('the decisions of a consortium, %s', (engine) => {
  let test: TestApp;
  let administrator: Visitor;
  let treasurer: Visitor;
  const members: Id[] = [];

  beforeAll(async () => {
    test = await startApp({ engine });
    [administrator, treasurer] = await Promise.all([test.signIn('administrator'), test.signIn('treasurer')]);
    const village = new Village(test);
    const service = test.app.get(ConsortiumMembersService);
    const options = { actor: { accountId: null, centreId: test.centre.id }, centreId: test.centre.id };
    const names = ['Comedor Las Flores', 'Junta Vecinal Sector 2', 'Club de Madres Micaela', 'Asociación Los Algarrobos', 'Vaso de Leche Virgen del Carmen'];
    for (const [index, organisationId] of (await village.organisations(names.map((name) => ({ name })))).entries()) {
      members.push(await service.add({ organisationId, since: index === 4 ? '2026-07-01' : '2025-01-01' }, options));
    }
    await service.setParts({ since: '2026-07-01', parts: members.map((memberId) => ({ memberId, costShare: 2_000, decisionShare: 2_000 })), incomplete: false }, options);
  });
  afterAll(() => test.close());

  const decision = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    title: 'Cuota de diez soles', body: 'Cada curso cuesta diez soles.\nNadie se queda fuera por eso.', heldOn: '15/07/2026', convocation: 'first', present: members.slice(0, 3),
    votesFor: '2', votesAgainst: '0', abstentions: '1', ...more,
  });
  const record = async (more: Record<string, unknown> = {}): Promise<string> => {
    const answer = await administrator.post('/consortium/decisions', decision(more));
    expect({ status: answer.status, said: answer.status === 303 ? '' : wordsOf(answer) }).toEqual({ status: 303, said: '' });
    return String(answer.headers.location);
  };
  const all = (): Promise<ConsortiumDecision[]> => test.dataSource.manager.find(ConsortiumDecision, { order: { year: 'ASC', number: 'ASC' } });

  it('begin with an empty page that leads on', async () => {
    expect(wordsOf(await administrator.get('/consortium/decisions'))).toContain(t('consortium:decisions.empty'));
    const { text } = await administrator.get('/consortium/decisions/new');
    expect(text).toContain('Más de la mitad de los miembros: 3 de 5');
  });

  it('go on record with the next number, who was there and how they voted', async () => {
    const path = await record();
    const words = wordsOf(await treasurer.get(path));
    for (const said of [
      'Acuerdo N.° 1-2026', 'Cuota de diez soles', 'Vigente', '15/07/2026', 'Más de la mitad de los miembros: 3 de 5', '3 de 5 organizaciones, con el 60.00 % de las decisiones',
      '2 a favor, 0 en contra, 1 abstención', t('consortium:decision.adopted'), 'Club de Madres Micaela Comedor Las Flores Junta Vecinal Sector 2',
    ]) expect(words).toContain(said);
    expect(words).not.toContain('Algarrobos');
    expect((await treasurer.get(path)).text).not.toContain('?replaces');
  });

  it('once by a form sent twice, and each with a number of its own when many come at once', async () => {
    const form = decision({ _key: newId(), title: 'Dos veces' });
    const both = await Promise.all([administrator.post('/consortium/decisions', form), administrator.post('/consortium/decisions', form)]);
    expect(both[1]?.headers.location).toBe(both[0]?.headers.location);
    const many = await Promise.all(Array.from({ length: 8 }, (_, index) => administrator.post('/consortium/decisions', decision({ title: `Acuerdo ${index}`, votesFor: index % 2 ? '1' : '2', abstentions: index % 2 ? '2' : '1' }))));
    expect(many.map(({ status }) => status)).toEqual(Array(8).fill(303));
    await record({ heldOn: '10/05/2025', title: 'Del año anterior', present: members.slice(0, 3) });
    expect((await all()).map(({ year, number }) => `${number}-${year}`)).toEqual(['1-2025', ...Array.from({ length: 10 }, (_, index) => `${index + 1}-2026`)]);
  });

  it('go on record once when they are sent from two pages, at once too, and lead whoever sends them again to the one there is', async () => {
    const words = { title: 'Desde dos pestañas', body: 'Se pinta el local.\nPaga el consorcio.' };
    const sent = await Promise.all(Array.from({ length: 6 }, () => administrator.post('/consortium/decisions', decision(words))));
    expect(sent.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422, 422, 422]);
    const path = String(sent.find(({ status }) => status === 303)?.headers.location);
    const again = await administrator.post('/consortium/decisions', decision({ ...words, title: ' desde DOS  pestañas', body: 'Se pinta  el local. Paga el consorcio.', votesFor: '3', abstentions: '0' }));
    expect([again.status, wordsOf(again)]).toEqual([422, expect.stringContaining('ya está registrado con esa fecha y esas palabras: es el N.° 11-2026')]);
    expect(again.text).toMatch(new RegExp(`id="title-error">.*<a href="${path}">`, 'u'));
    expect(again.text).toContain('href="#title"');
    expect(again.text).toMatch(/name="votesFor"[^>]* value="3"/u);
    expect((await all()).filter(({ title }) => title === words.title)).toHaveLength(1);
  });

  it('keep all that was typed where somebody is ticked whom the consortium does not know', async () => {
    const answer = await administrator.post('/consortium/decisions', decision({ title: 'Con una desconocida', present: [...members.slice(0, 2), newId()], representatives: { [String(members[0])]: 'Ana Quispe' } }));
    expect([answer.status, wordsOf(answer)]).toEqual([422, expect.stringContaining(t('consortium:refusals.not-a-member'))]);
    for (const kept of ['href="#present"', 'value="Con una desconocida"', 'value="Ana Quispe"', 'id="present-error"']) expect(answer.text).toContain(kept);
    expect(answer.text.match(/name="present"[^>]* checked/gu)).toHaveLength(2);
  });

  it.each<[string, Record<string, unknown>, string, string, object]>([
    ['an assembly to come', { heldOn: '24/11/2026' }, 'heldOn', 'held-future', {}],
    ['a day without members', { heldOn: '31/12/2024' }, 'heldOn', 'no-members', {}],
    ['too few', { present: 'FIRST', votesFor: '1', abstentions: '0' }, 'present', 'no-quorum-first', { needed: 3, members: 5, present: 1 }],
    ['nobody', { present: undefined, votesFor: '0', abstentions: '0', convocation: 'second' }, 'present', 'no-quorum-second', {}],
    ['more votes than present', { votesFor: '9' }, 'votesFor', 'votes', { votes: 10, present: 3 }],
    ['one who was no member yet', { heldOn: '30/06/2026', present: 'ALL', votesFor: '5', abstentions: '0' }, 'present', 'no-member-then', { names: 'Vaso de Leche Virgen del Carmen' }],
  ])('refuse %s, give no number and keep what was typed', async (_, more, field, reason, params) => {
    const count = await test.dataSource.manager.count(ConsortiumDecision);
    const present = more.present === 'FIRST' ? members[0] : more.present === 'ALL' ? members : more.present;
    const answer = await administrator.post('/consortium/decisions', decision({ ...more, ...('present' in more ? { present } : {}) }));
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toContain(t(`consortium:refusals.${reason}`, params as never));
    expect(answer.text).toContain(`href="#${field}"`);
    expect(answer.text).toContain('value="Cuota de diez soles"');
    expect(answer.text).toContain('Nadie se queda fuera por eso.');
    expect(await test.dataSource.manager.count(ConsortiumDecision)).toBe(count);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no title', { title: '' }, 'title'], ['no text', { body: ' ' }, 'body'], ['a text of 9,000 letters', { body: 'a'.repeat(9_000) }, 'body'], ['half a vote', { votesFor: '1.5' }, 'votesFor'],
    ['less than no vote', { votesFor: '-1' }, 'votesFor'], ['a day that is not', { heldOn: '31/02/2026' }, 'heldOn'], ['another convocation', { convocation: 'third' }, 'convocation'], ['somebody who is no member', { present: 'x' }, 'present'],
  ])('refuse %s', async (_, more, field) => {
    const answer = await administrator.post('/consortium/decisions', decision(more));
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(new RegExp(`href="#${field}`, 'u'));
  });

  it('are neither changed nor removed in the database, nor is who was there', async () => {
    const runner = test.dataSource.createQueryRunner();
    await runner.startTransaction();
    for (const sql of [
      "UPDATE consortium_decisions SET title = 'x'", 'DELETE FROM consortium_decisions', 'UPDATE consortium_attendances SET member_id = member_id', 'DELETE FROM consortium_attendances',
    ]) await expect(runner.query(sql)).rejects.toThrow('append-only');
    await runner.rollbackTransaction();
    await runner.release();
  });

  it('are corrected by a new one that names the one it replaces, once', async () => {
    const old = await record({ title: 'Tope de exoneraciones', body: 'Cien soles al mes' });
    const id = old.split('/').at(-1) as Id;
    const page = await administrator.get(old);
    expect(page.text).toContain(`href="/consortium/decisions/new?replaces&#x3D;${id}"`);
    const form = await administrator.get(`/consortium/decisions/new?replaces=${id}`);
    expect(form.text).toContain('value="Tope de exoneraciones"');
    expect(form.text.match(/name="present"[^>]* checked/gu)).toHaveLength(3);
    const early = await administrator.post('/consortium/decisions', decision({ replaces: id, heldOn: '14/07/2026' }));
    expect(early.status).toBe(422);
    expect(early.text).toContain(`name="replaces" value="${id}"`);
    expect(wordsOf(early)).toContain(t('consortium:refusals.before-replaced'));
    const replacement = await record({ replaces: id, title: 'Tope de exoneraciones', body: 'Ciento veinte soles al mes' });
    const words = wordsOf(await treasurer.get(old));
    expect(words).toContain('Reemplazado');
    expect(words).toContain('Ya no vale: lo reemplaza el acuerdo N.° 13-2026');
    expect(wordsOf(await treasurer.get(replacement))).toContain('Reemplaza al acuerdo N.° 12-2026');
    // Nobody is asked for what will be refused.
    expect((await administrator.get(`/consortium/decisions/new?replaces=${id}`)).headers.location).toBe(old);
    const twice = await administrator.post('/consortium/decisions', decision({ replaces: id }));
    expect(twice.status).toBe(422);
    expect(wordsOf(twice)).toContain(t('consortium:refusals.replaced-already'));
    const inForce = (await test.app.get(DecisionsRepository).all(test.centre.id)).filter((one) => decisionState(one) === 'in-force').map(({ number, year }) => `${number}-${year}`);
    expect(inForce).toContain('13-2026');
    expect(inForce).not.toContain('12-2026');
    expect(inForce).toHaveLength(9);
  });

  it('carry the signed minutes, recognised by their bytes, for those alone who may read the decision', async () => {
    const upload = (body: Buffer, name: string): ReturnType<Visitor['send']> => {
      const sending = administrator.request().post('/consortium/decisions').field('_key', newId());
      for (const [field, value] of Object.entries(decision({ title: 'Con acta' }))) for (const one of [value].flat()) sending.field(field, String(one));
      return administrator.send(sending.attach('file', body, name));
    };
    for (const [body, reason] of [[Buffer.from('<html>'), 'wrong'], [Buffer.concat([PDF, Buffer.alloc(5 * 1_024 * 1_024)]), 'large']] as const) {
      const refused = await upload(body, 'acta.pdf');
      expect(refused.status).toBe(422);
      expect(wordsOf(refused)).toContain(t(`common:document.${reason}`));
      expect(refused.text).toContain('value="Con acta"');
    }
    const recorded = await upload(PDF, 'Acta 13 – julio.pdf');
    const path = String(recorded.headers.location);
    expect(wordsOf(await treasurer.get(path))).toContain('Descargar el acta Acta 13 – julio.pdf');
    const file = await treasurer.get(`${path}/document`);
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(file.headers['content-disposition']).toContain('attachment');
    expect(Buffer.from(file.body as Buffer).equals(PDF)).toBe(true);
    const stranger = await test.signIn('administrator', { centre: await test.addCentre('Otro') });
    expect((await stranger.get(`${path}/document`)).status).toBe(404);
    expect((await stranger.get(path)).status).toBe(404);
    const [kept] = await test.dataSource.manager.findBy(StoredFile, { keptFor: 'office' });
    await expect(test.app.get(StoredFiles).byHash(test.centre.id, String(kept?.hash))).rejects.toThrow('not there');
    expect((await treasurer.get(`/consortium/decisions/${newId()}/document`)).status).toBe(404);
  });

  it('are found and filtered, and taken away as they are filtered', async () => {
    const listed = async (query: string): Promise<string> => wordsOf(await treasurer.get(`/consortium/decisions?${query}`));
    expect(await listed('q=tope')).toContain('2 acuerdos');
    expect(await listed('q=tope&state=in-force')).toContain('1 acuerdo');
    expect(await listed('state=rejected')).toContain('4 acuerdos');
    expect(await listed('year=2025')).toContain('Del año anterior N.° 1-2025 10/05/2025 3 de 4');
    expect(await listed('q=zzz')).toContain(t('consortium:decisions.none-found'));
    expect(await listed('year=abc&state=x&page=-3')).toContain('15 acuerdos');
    const csv = await treasurer.post('/consortium/decisions/exports', { as: 'csv', q: 'tope' });
    expect(csv.text.trim().split('\r\n')).toHaveLength(3);
    expect(csv.text).toContain('Tope de exoneraciones;13;2026;15/07/2026;5;3;2;0;1;Vigente');
    const xlsx = await treasurer.post('/consortium/decisions/exports', { as: 'xlsx' });
    expect(xlsx.headers['content-type']).toContain('spreadsheetml');
    expect((await treasurer.post('/consortium/decisions/exports', { as: 'pdf' })).headers['content-type']).toBe('application/pdf');
  });

  it('take eight queries a page at most, and are not for everybody', async () => {
    const path = `/consortium/decisions/${(await all())[0]?.id}`;
    for (const address of ['/consortium/decisions', path, '/consortium/decisions/new']) {
      const { result, queries } = await countQueries(() => administrator.get(address));
      expect(result.status).toBe(200);
      expect(queries).toBeLessThanOrEqual(8);
    }
    // Without a member there is nobody who could decide.
    const elsewhere = await test.signIn('administrator', { centre: await test.addCentre('Sin organizaciones') });
    expect((await elsewhere.get('/consortium/decisions/new')).headers.location).toBe('/consortium');
    for (const role of ['trainer', 'coach', 'funder', 'learner'] as const) expect((await (await test.signIn(role)).get(path)).status).not.toBe(200);
    expect((await treasurer.get('/consortium/decisions/new')).status).not.toBe(200);
    expect((await treasurer.post('/consortium/decisions', decision())).status).not.toBe(303);
  });

  it('say who spoke for whom, as the minutes do, and take nobody for one that was not there', async () => {
    const [first, second, , absent] = members as [Id, Id, Id, Id];
    // Each organisation stands once, with who spoke for it beside it.
    const form = wordsOf(await administrator.get('/consortium/decisions/new'));
    expect(form).toMatch(/Club de Madres Micaela Quién la representó , Club de Madres Micaela Comedor Las Flores Quién la representó , Comedor Las Flores/u);
    const path = await record({ title: 'Con sus voceras', representatives: { [first]: ' Ana  Quispe Huamán ', [second]: '' } });
    expect(wordsOf(await treasurer.get(path))).toMatch(/Club de Madres Micaela Comedor Las Flores · la representó Ana Quispe Huamán Junta Vecinal Sector 2/u);
    const numbered = await administrator.post('/consortium/decisions', decision({ representatives: { [first]: '12345' } }));
    expect([numbered.status, /href="#[^"]*representatives[^"]*"/u.test(numbered.text)]).toEqual([422, true]);
    const refused = await administrator.post('/consortium/decisions', decision({ representatives: { [absent]: 'Luz Ramos Inga' } }));
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('Asociación Los Algarrobos: si alguien la representó, márquela')]);
    const [, id = ''] = /href="#([^"]*representatives[^"]*)"/u.exec(refused.text) ?? [];
    expect(refused.text).toMatch(new RegExp(`id="${id.replaceAll('[', '\\[').replaceAll(']', '\\]')}"[^>]*value="Luz Ramos Inga"`, 'u'));
    expect((await administrator.get(`/consortium/decisions/new?replaces=${path.split('/').at(-1)}`)).text).toContain('value="Ana Quispe Huamán"');
  });

  it('know her who spoke for her organisation where she is on record, and propose her while one writes', async () => {
    const [first, second] = members as [Id, Id];
    const { organisationId } = await test.dataSource.manager.findOneByOrFail(ConsortiumMember, { id: first });
    const ana = await new Village(test).person({ surnames: 'Ccori Luna', givenNames: 'Ana', organisationId, post: 'presidenta' });
    expect((await administrator.get('/consortium/decisions/new')).text).toContain('<option value="Ana Ccori Luna">');
    const path = await record({ title: 'Con su presidenta', representatives: { [first]: 'ana ccori luna', [second]: 'Ana Ccori Luna' } });
    const { text } = await treasurer.get(path);
    // Of another organisation she is not: there the name is a name.
    expect(text.match(/<a href="\/people\/[^"]+">[^<]+<\/a>/gu)).toEqual([`<a href="/people/${ana}">ana ccori luna</a>`]);
    expect((await treasurer.get(`/people/${ana}`)).status).toBe(200);
    expect((await administrator.get(`/consortium/decisions/new?replaces=${path.split('/').at(-1)}`)).text).toContain('value="ana ccori luna"');
  });
});

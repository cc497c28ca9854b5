import type { Response } from 'supertest';
import { In } from 'typeorm';
import { jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { Organisation } from '../organisations/organisation.entity.js';
import { Learner } from '../people/learner.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM, Tx } from '../shared/database/tx.js';
import { JobRunner } from '../shared/jobs/job-runner.js';
import { newId } from '../shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { inventOrganisations, inventPeople, organisationsCsv, peopleCsv, type InventedPerson } from '../../seeds/demo/invented.js';
import { ImportChoice } from './import-choice.entity.js';
import { ImportRow } from './import-row.entity.js';
import { Import } from './import.entity.js';

const DATA = '../shared/data';

/** Ids, codes and the names of encodings, none of which is a word that a clerk knows. */
const UNSAID = /[0-9a-f]{8}-[0-9a-f]{4}|\b(?:member|president|secretary|treasurer|auditor|female|male|leader|official|weekly|daily|windows-1252|utf-8)\b|undefined|NaN/;
const organisations = inventOrganisations(12, 3, 2026);
let firstDni = 10_000_001;

describe.each(ENGINES)('importing lists on %s', (engine) => {
  let world: TestApp;
  let clerk: Visitor;
  let people: InventedPerson[];
  const centres = new Map<Visitor, string>();

  beforeAll(async () => {
    world = await startApp({ engine });
  });

  beforeEach(async () => {
    // A centre and people of its own for each test: one application serves them all.
    const centre = await world.addCentre(`Centro ${newId().slice(-6)}`);
    clerk = await world.signIn('coordinator', { centre });
    centres.set(clerk, centre.id);
    people = inventPeople(60, 5, 2026, firstDni += 1_000, organisations);
  });

  afterAll(() => world.close());

  /** Sends a list and waits until it is planned. @returns its page's path */
  async function send(body: Buffer, name = 'lista.csv'): Promise<string> {
    const sent = await clerk.upload('/imports', 'file', { name, body });
    expect(sent.status).toBe(303);
    await world.app.get(JobRunner).wake();
    return sent.headers.location as string;
  }

  async function confirm(path: string): Promise<void> {
    expect((await clerk.post(`${path}/confirmation`)).status).toBe(303);
    await world.app.get(JobRunner).wake();
  }

  const here = (entity: typeof Organisation | typeof Learner): Promise<number> => world.dataSource.manager.countBy(entity, { centreId: centreOf(clerk) });
  const centreOf = (visitor: Visitor): string => centres.get(visitor) as string;

  const counts = async (path: string): Promise<Import['counts']> => (
    (await world.dataSource.manager.findOneByOrFail(Import, { id: path.split('/')[2] as string })).counts);

  it('writes nothing before the confirmation, everything after it, and nothing the second time', async () => {
    const first = await send(organisationsCsv(organisations, 'V.E.S.'), 'organizaciones.csv');
    expect(await here(Organisation)).toBe(0);
    expect(wordsOf(await clerk.get('/imports'))).toMatch(/Lista de personas\. Hacen falta los apellidos y nombres.* También sirven: DNI, Sexo/u);
    expect(wordsOf(await clerk.get(first))).toContain('Registrar 12 organizaciones');
    expect(wordsOf(await clerk.get('/'))).toContain('Listas por confirmar');
    await confirm(first);
    expect(wordsOf(await clerk.get('/'))).not.toContain('Listas por confirmar');
    expect(await here(Organisation)).toBe(12);
    // The same list again has nothing to confirm, and so nobody's home asks for it; it is thrown away after a question.
    const twice = await send(organisationsCsv(organisations, 'V.E.S.'), 'organizaciones.csv');
    expect(wordsOf(await clerk.get(twice))).toContain('No hay nada que registrar ni que cambiar');
    expect(wordsOf(await clerk.get('/'))).not.toContain('Listas por confirmar');
    expect((await clerk.get(twice)).text).toContain(`href="${twice}/cancellation"`);
    expect(wordsOf(await clerk.get(`${twice}/cancellation`))).toMatch(/¿Descartar la lista\?.*organizaciones\.csv/u);
    expect((await clerk.post(`${twice}/cancellation`)).headers.location).toBe('/imports');
    const late = [
      await clerk.get(twice), await clerk.get(`${twice}/columns`), await clerk.get(`${twice}/cancellation`),
      ...await Promise.all(['choices', 'columns', 'confirmation', 'cancellation'].map((act) => clerk.post(`${twice}/${act}`))),
    ];
    expect(late.map(({ headers }) => headers.location)).toEqual(late.map(() => '/imports'));
    expect(wordsOf(await clerk.get('/imports'))).toContain('Esa lista ya se había descartado');

    const second = await send(peopleCsv(people), 'representantes.csv');
    expect(await counts(second)).toMatchObject({ rows: 60, new: 60 });
    expect(await here(Learner)).toBe(0);
    await confirm(second);
    await confirm(second);
    expect(await here(Learner)).toBe(60);
    expect(wordsOf(await clerk.get(second))).toContain('Registrada');

    const again = await send(peopleCsv(people));
    expect(await counts(again)).toMatchObject({ rows: 60, here: 60, new: 0 });
    const audits = await world.dataSource.query('SELECT COUNT(*) AS n FROM audit_entries WHERE entity = ?', ['persons']);
    await confirm(again);
    expect(await here(Learner)).toBe(60);
    expect(await world.dataSource.query('SELECT COUNT(*) AS n FROM audit_entries WHERE entity = ?', ['persons'])).toEqual(audits);
  });

  it('shows what was read and what changes in words, and says on the button what it will do', async () => {
    await confirm(await send(organisationsCsv(organisations, 'VES')));
    const first = await send(peopleCsv(people));
    const [one] = people;
    const asRead = wordsOf(await clerk.get(`${first}?status=new`));
    expect(asRead).toContain(`DNI: ${one?.dni} Fecha de nacimiento: ${one?.birthDate}`);
    expect(asRead).toContain(`Organización: ${one?.organisation.name} (${one?.organisation.registerNumber})`);
    expect(asRead).not.toMatch(UNSAID);
    expect(asRead).toContain('60 Nuevas');
    await confirm(first);
    const done = wordsOf(await clerk.get(first));
    expect(done).toContain('Se registraron 60 personas.');
    expect(done).not.toContain('Se registrarán');

    const nothing = await send(peopleCsv(people));
    expect(wordsOf(await clerk.get(nothing))).not.toContain('Registrar 0');
    const changed = people.map((each, index) => ({
      ...each, ...(index < 2 ? { post: each.post === 'Socia' ? 'Presidenta' : 'Socia', organisation: organisations[index + 5] as typeof each.organisation } : {}),
      ...(index === 2 ? { post: 'Fiscal', sex: each.sex === 'F' ? 'M' as const : 'F' as const, computerUse: 'Cada semana' } : {}),
      // A slip in a name, the same birth and no DNI: she may be the one who is here.
      ...(index === 3 ? { dni: '', surnames: each.surnames.replace(/.$/u, 'x') } : {}),
    }));
    const path = await send(peopleCsv(changed));
    expect(wordsOf(await clerk.get(`${path}?status=changed`))).toContain('y actualizar 3');
    for (const status of ['new', 'changed', 'here', 'doubtful', 'repeated', 'faulty']) {
      expect(wordsOf(await clerk.get(`${path}?status=${status}`))).not.toMatch(UNSAID);
    }
    await clerk.post(`${path}/choices`, { [`5:like-person`]: 'skip' });
    await world.app.get(JobRunner).wake();
    const words = wordsOf(await clerk.get(`${path}?status=changed`));
    expect(words).toContain('Actualizar 3 personas');
    expect(words).toContain('Cargo : ');
  });

  it('keeps what is chosen for long lists, and nothing that is no choice of theirs', async () => {
    await confirm(await send(organisationsCsv(organisations, 'VES')));
    await confirm(await send(peopleCsv(people)));
    const twins = inventPeople(900, 5, 2026, firstDni += 1_000, organisations).map((each, index) => {
      const { surnames, givenNames, birthDate } = people[index % 60] as InventedPerson;
      return { ...each, surnames: surnames.replace(/.$/u, 'x'), givenNames, birthDate, dni: '' };
    });
    const path = await send(peopleCsv(twins));
    const id = path.split('/')[2] as string;
    const all = await world.dataSource.manager.findBy(ImportRow, { importId: id });
    const open = all.flatMap(({ rowNumber, detail }) => (detail?.doubts ?? []).filter(({ options }) => options.length > 0).map((doubt) => ({ rowNumber, ...doubt })));
    const chosen = Object.fromEntries(open.map(({ rowNumber, code, options }) => [`${rowNumber}:${code}`, options.at(-1) as string]));
    const odd = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`${index + 2}:${'k'.repeat(10)}`, 'v'.repeat(90)]));
    expect((await clerk.post(`${path}/choices`, odd)).status).toBe(303);
    expect((await clerk.post(`${path}/choices`, { '2:like-person': 'x'.repeat(200_000) })).status).toBe(303);
    expect(await world.dataSource.manager.countBy(ImportChoice, { importId: id })).toBe(0);
    expect(open.length).toBeGreaterThan(10);
    for (const times of [1, 2]) {
      expect([times, (await clerk.post(`${path}/choices`, chosen)).status]).toEqual([times, 303]);
      expect(await world.dataSource.manager.countBy(ImportChoice, { importId: id })).toBe(open.length);
    }
    await world.app.get(JobRunner).wake();
    // The rows that are left out stay doubtful; the next one of each person is asked about in their place.
    const left = await world.dataSource.manager.findBy(ImportRow, { importId: id, rowNumber: In(open.map(({ rowNumber }) => rowNumber)) });
    expect(new Set(left.flatMap(({ detail }) => (detail?.doubts ?? []).map((doubt) => doubt.chosen)))).toEqual(new Set(['skip']));
    expect((await counts(path))?.doubtful).toBe(open.length * 2);
  });

  it('leads to those who went in without their organisation, until they have one', async () => {
    const twins = organisations.map((each, index) => ({ ...each, ...(index < 2 ? { name: 'Junta Vecinal Unión' } : {}) }));
    await confirm(await send(organisationsCsv(twins, 'VES')));
    const unclear = people.slice(0, 1).map((each) => ({ ...each, organisation: { ...organisations[0] as InventedPerson['organisation'], name: 'Junta Vecinal Unión', registerNumber: '' } }));
    const path = await send(peopleCsv(unclear));
    expect(await counts(path)).toMatchObject({ doubtful: 1, adds: 1 });
    await confirm(path);
    const done = await clerk.get(`${path}?status=doubtful`);
    expect(wordsOf(done)).toContain('Falta su organización');
    expect(wordsOf(done)).not.toContain('antes de confirmar');
    const link = /href="(\/people\/[\w-]+\/posts\/new)"/.exec(done.text)?.[1] as string;
    expect((await clerk.get(link)).status).toBe(200);
    expect(await counts(await send(peopleCsv(unclear)))).toMatchObject({ doubtful: 1, here: 0, adds: 0, updates: 0 });
    expect((await clerk.post(link.replace('/new', ''), { organisation: `Junta Vecinal Unión · ${twins[0]?.registerNumber}`, post: 'Socia' })).status).toBe(303);
    expect(wordsOf(await clerk.get(`${path}?status=doubtful`))).not.toContain('Falta su organización');
    expect(await counts(await send(peopleCsv(unclear)))).toMatchObject({ doubtful: 0, here: 1 });
  });

  it('asks for the organisations first where none is here, and compares again afterwards', async () => {
    const path = await send(peopleCsv(people));
    const words = wordsOf(await clerk.get(path));
    expect(words).toContain('Envíe primero la lista de organizaciones; después vuelva aquí y pulse «Comparar otra vez».');
    expect(words).not.toMatch(/corríjalas en el archivo|No hay nada que registrar/);
    await confirm(await send(organisationsCsv(organisations.slice(0, 1), 'VES')));
    expect(wordsOf(await clerk.get(path))).toContain('Muchas filas de esta lista nombran organizaciones que no están en este centro.');
    await confirm(await send(organisationsCsv(organisations, 'VES')));
    expect((await clerk.post(`${path}/choices`)).headers.location).toBe(path);
    await world.app.get(JobRunner).wake();
    expect(wordsOf(await clerk.get(path))).not.toMatch(/Envíe primero|que no están en este centro/);
    expect(await counts(path)).toMatchObject({ new: 60 });
  });

  it('registers what is chosen on the page that is confirmed, kept or not', async () => {
    const twins = organisations.map((each, index) => ({ ...each, ...(index < 2 ? { name: 'Junta Vecinal Unión' } : {}) }));
    await confirm(await send(organisationsCsv(twins, 'VES')));
    const unclear = people.slice(0, 1).map((each) => ({ ...each, organisation: { ...organisations[0] as InventedPerson['organisation'], name: 'Junta Vecinal Unión', registerNumber: '' } }));
    const path = await send(peopleCsv(unclear));
    const { text } = await clerk.get(`${path}?status=doubtful`);
    // The first button is what the key Enter presses: it must not register anything.
    const buttons = [...text.matchAll(/<button[^>]*form="choices"[^>]*>/g)].map(([button]) => button.includes(`formaction="${path}/confirmation"`));
    expect(buttons).toEqual([false, true]);
    const [, name, option] = /type="radio"[^>]*name="([^"]+)" value="([\w-]{36})"/.exec(text) as RegExpExecArray;
    expect((await clerk.post(`${path}/confirmation`, { [name as string]: option })).status).toBe(303);
    await world.app.get(JobRunner).wake();
    expect(await world.dataSource.query('SELECT organisation_id AS id FROM memberships WHERE organisation_id = ?', [option])).toEqual([{ id: option }]);
  });

  it('shows faulty rows with the reason, gives them back as a file, and takes that file again', async () => {
    await confirm(await send(organisationsCsv(organisations, 'VES')));
    const dirty = people.map((one, index) => (index < 3 ? { ...one, dni: '1234567' } : one));
    const path = await send(peopleCsv(dirty));
    expect(await counts(path)).toMatchObject({ faulty: 3, new: 57 });
    expect(wordsOf(await clerk.get(`${path}?status=faulty`))).toContain('1234567');
    await confirm(path);
    const file = await clerk.post(`${path}/left-out`);
    expect(file.headers['content-disposition']).toContain('filas-por-corregir.csv');
    const corrected = Buffer.from(file.text.replaceAll(';1234567;', ';').replace(/;F;/g, ';;F;').replace(/;M;/g, ';;M;'));
    const back = await send(corrected);
    expect(await counts(back)).toMatchObject({ rows: 3, faulty: 0 });
  });

  it('asks which column is what where headings do not tell, and takes the answer', async () => {
    const path = await send(Buffer.from('a;b\nQuispe Poma, Rosa;12345678\n'));
    expect((await clerk.get(path)).headers.location).toBe(`${path}/columns`);
    expect((await clerk.get(`${path}/columns`)).text).toContain('href="/imports">Cancelar');
    const none = await clerk.post(`${path}/columns`, { kind: 'people', shown: 'people' });
    expect(none.status).toBe(422);
    expect((await clerk.post(`${path}/columns`, { kind: 'people', shown: 'people', fullName: '0', dni: '1' })).status).toBe(303);
    await world.app.get(JobRunner).wake();
    expect(wordsOf(await clerk.get(path))).toContain('Quispe Poma');
    expect((await clerk.get(`${path}/columns`)).text).toContain(`href="${path}">Cancelar`);
  });

  it('gives a list back that could not be written, and says why; it can be tried again', async () => {
    const path = await send(organisationsCsv(organisations, 'VES'));
    const runner = world.app.get(JobRunner);
    const id = path.split('/')[2] as string;
    const state = async (): Promise<string> => (await world.dataSource.manager.findOneByOrFail(Import, { id })).status;
    const { insert } = Tx.prototype;
    Tx.prototype.insert = function (this: Tx, entity: never, rows: never): Promise<void> {
      return entity === Organisation ? Promise.reject(new Error('no room on the disk')) : insert.call(this, entity, rows);
    } as typeof insert;
    await confirm(path);
    Tx.prototype.insert = insert;
    expect(await state()).toBe('planned');
    expect(wordsOf(await clerk.get(path))).toContain('El trabajo se detuvo por una falla');

    const wake = jest.spyOn(runner, 'wake').mockResolvedValue();
    await clerk.post(`${path}/confirmation`);
    wake.mockRestore();
    expect((await clerk.post(`${path}/cancellation`)).headers.location).toBe(path);
    expect(wordsOf(await clerk.get(path))).toContain('se está registrando en este momento');
    await world.unitOfWork.run((tx) => tx.execute("UPDATE jobs SET attempts = 3, status = 'running', lease_until = 0 WHERE subject_id = ? AND status = 'waiting'", [id]), { actor: SYSTEM });
    await runner.wake();
    expect(await state()).toBe('planned');
    expect(wordsOf(await clerk.get(path))).toContain('se interrumpió varias veces');

    await confirm(path);
    expect([await state(), await here(Organisation)]).toEqual(['done', 12]);
    expect(wordsOf(await clerk.get(path))).not.toContain('se interrumpió');
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'está vacío'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'imagen'],
    ['a spreadsheet', Buffer.from('504b0304140006000800000021', 'hex'), 'archivo'],
    ['a program', Buffer.from('4d5a90000300000004000000', 'hex'), 'no es una lista que se pueda leer'],
    ['headings alone', Buffer.from('DNI;Apellidos y nombres\n'), 'ninguna fila'],
    ['too much', Buffer.alloc(50 * 1024 * 1024, 'a;b\n'), 'pesa demasiado'],
  ])('refuses %s in plain words', async (_name, body, words) => {
    const refused = await clerk.upload('/imports', 'file', { name: 'lista.csv', body });
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain(words);
  });

  it('bears a form without a file, the same form twice, and a stranger', async () => {
    expect((await clerk.upload('/imports', 'file', { name: 'x.csv', body: Buffer.alloc(0) })).status).toBe(422);
    const named = await clerk.upload('/imports', 'file', { name: 'lista\u0085.csv', body: Buffer.from('a;b') });
    expect([named.status, wordsOf(named).includes('El nombre del archivo tiene un signo que no se puede leer')]).toEqual([422, true]);
    const key = newId();
    const body = organisationsCsv(organisations, 'VES');
    const once = (): Promise<Response> => clerk.send(clerk.request().post('/imports').field('_key', key).attach('file', body, 'o.csv'));
    const [one, two] = [await once(), await once()];
    expect([one.status, two.headers.location]).toEqual([303, one.headers.location]);
    expect(await world.dataSource.manager.countBy(Import, { centreId: centreOf(clerk) })).toBe(1);
    const elsewhere = await world.signIn('coordinator', { centre: await world.addCentre('Villa María del Triunfo') });
    for (const path of ['', '/columns']) expect((await elsewhere.get(`${one.headers.location}${path}`)).status).toBe(404);
    for (const path of ['/confirmation', '/left-out']) expect((await elsewhere.post(`${one.headers.location}${path}`)).status).toBe(404);
  });

  it('shows a preview in few queries', async () => {
    const path = await send(organisationsCsv(organisations, 'VES'));
    const { result, queries } = await countQueries(() => clerk.get(`${path}?status=new`));
    expect(result.status).toBe(200);
    expect(queries).toBeLessThanOrEqual(8);
  });

  if (existsSync(DATA)) {
    it('gives 61 organisations and 615 people of the two real-shaped lists', async () => {
      const first = await send(readFileSync(`${DATA}/organizaciones.csv`), 'organizaciones.csv');
      expect(await counts(first)).toMatchObject({ rows: 64, new: 61, repeated: 3 });
      await confirm(first);
      const second = await send(readFileSync(`${DATA}/representantes.csv`), 'representantes.csv');
      expect(await counts(second)).toMatchObject({ rows: 661, faulty: 25, repeated: 21, records: 615 });
      await confirm(second);
      expect(await here(Learner)).toBe(615);
      const again = await send(readFileSync(`${DATA}/representantes.csv`));
      expect(await counts(again)).toMatchObject({ new: 0, changed: 0 });
    }, 60_000);
  }
});

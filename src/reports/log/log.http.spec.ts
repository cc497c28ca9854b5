import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { textOfPdf } from '../../../test/helpers/pdf-text.js';
import { addSmallProject } from '../../../test/reports/small-project.js';
import { countQueries } from '../../shared/database/query-count.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { StoredFilePart } from '../../shared/files/stored-file-part.entity.js';
import { newId } from '../../shared/kernel/ids.js';
import { translator } from '../../shared/web/i18n.js';
import { LogAttachment } from './log-attachment.entity.js';
import { LogCorrection } from './log-correction.entity.js';
import { LogEntry } from './log-entry.entity.js';
import { isIn } from './log-rules.js';
import { LogRepository } from './log.repository.js';

const t = translator('es');
const PDF = { name: 'acta.pdf', body: Buffer.from('%PDF-1.4 acta de la asamblea') };
type Form = Record<string, string>;

describe.each(ENGINES)('the log of a project, %s', (engine) => {
  let test: TestApp;
  let [keeper, funder]: Visitor[] = [];
  let projectId: string;
  let path: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    projectId = (await addSmallProject(test)).project.id;
    path = `/projects/${projectId}/log`;
    keeper = await test.signIn('coordinator', { displayName: 'Elena Mamani Ccori' });
    funder = await test.signIn('funder');
  });
  afterAll(() => test.close());

  const as = (visitor: Visitor | undefined): Visitor => visitor as Visitor;
  const activity = (more: Form = {}): Form => ({ kind: 'activity', title: 'Asamblea con dirigentas', startsOn: '03/11/2026', place: 'Local comunal del sector 3', people: '24', about: 'Se acordó el horario.', ...more });
  const risk = (more: Form = {}): Form => ({ kind: 'risk', title: 'Cortes de luz', startsOn: '05/11/2026', likelihood: 'high', effect: 'medium', measures: 'Se pidió un generador a la municipalidad.', ...more });
  const milestone = (more: Form = {}): Form => ({ kind: 'milestone', title: 'Segundo centro abierto', startsOn: '15/11/2026', ...more });
  const write = async (form: Form): Promise<string> => {
    const answer = await as(keeper).post(path, form);
    expect([answer.status, answer.status === 303 ? '' : wordsOf(answer)]).toEqual([303, '']);
    return String(answer.headers.location);
  };
  const entryOf = (at: string): Promise<LogEntry> => test.dataSource.manager.findOneByOrFail(LogEntry, { id: at.split('/').at(-1) });

  it('begins empty, with words that lead on', async () => {
    const words = wordsOf(await as(keeper).get(path));
    expect(words).toContain('Todavía no hay nada anotado');
    expect(words).toContain('Anotar un riesgo');
    expect(wordsOf(await as(funder).get(path))).not.toContain('Anotar un riesgo');
    expect((await as(keeper).get(`/projects/${projectId}`)).text).toContain(`href="${path}"`);
  });

  it.each<[string, () => Form, string]>([
    ['without a title', () => activity({ title: '' }), 'Escriba de qué se trata'], ['of a day to come', () => activity({ startsOn: '01/12/2026' }), 'Ese día todavía no llega'],
    ['that ends before it begins', () => activity({ endsOn: '01/11/2026' }), 'Termina antes de empezar'], ['before the project', () => activity({ startsOn: '01/11/2025' }), 'fuera de la duración'],
    ['with an odd number of people', () => activity({ people: 'veinte' }), 'Cuántas personas'], ['without what is done', () => risk({ measures: '' }), 'Escriba qué se hace al respecto'],
    ['without a likelihood', () => risk({ likelihood: '' }), 'Elija qué tan probable es'], ['with a date that is none', () => milestone({ startsOn: '31/02/2026' }), 'fecha'],
    ['of an activity that there is not', () => activity({ resultId: newId() }), 'parte'],
  ])('refuses an entry %s in clear words, and loses nothing', async (_, form, words) => {
    const answer = await as(keeper).post(path, { about: 'Texto largo que no se pierde', ...form(), ...(form().about ? {} : { about: 'Texto largo que no se pierde' }) });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toContain(words);
    expect(answer.text).toContain(form().about ?? 'Texto largo que no se pierde');
  });

  it('keeps each kind, with its documents, and answers what was sent twice once', async () => {
    const sent = await as(keeper).upload(path, 'file', PDF, activity());
    expect(sent.status).toBe(303);
    const at = String(sent.headers.location);
    expect((await as(keeper).upload(`${at}/attachments`, 'file', { name: 'lista.pdf', body: Buffer.from('%PDF-1.4 lista') })).status).toBe(303);
    expect(wordsOf(await as(keeper).upload(`${at}/attachments`, 'file', PDF))).toContain('Ese documento ya está adjunto');
    expect(wordsOf(await as(keeper).upload(`${at}/attachments`, 'file', { name: 'x.exe', body: Buffer.from('MZ') }))).toContain(t('common:document.wrong'));
    expect(wordsOf(await as(keeper).post(`${at}/attachments`))).toContain('Elija el archivo');
    const key = newId();
    const twice = [await as(keeper).post(path, { ...risk(), _key: key }), await as(keeper).post(path, { ...risk(), _key: key })];
    expect(new Set(twice.map(({ headers }) => headers.location)).size).toBe(1);
    await write(milestone());
    const { result, queries } = await countQueries(() => as(funder).get(at));
    expect(queries).toBeLessThanOrEqual(8);
    const words = wordsOf(result);
    for (const said of ['Asamblea con dirigentas', '03/11/2026', 'Local comunal del sector 3', '24', 'Se acordó el horario.', 'acta.pdf', 'lista.pdf', 'Elena Mamani Ccori']) expect(words).toContain(said);
    expect(words).not.toContain('Adjuntar');
    const list = await countQueries(() => as(funder).get(path));
    expect(list.queries).toBeLessThanOrEqual(8);
    expect(wordsOf(list.result)).toMatch(/Segundo centro abierto Hito Previsto para el 15\/11\/2026 No se alcanzó a tiempo.*Cortes de luz Probabilidad: Alta. Efecto: Medio. Riesgo Visto el 05\/11\/2026 Abierto/);
  });

  it('is narrowed by kind and period, and leaves as three kinds of file', async () => {
    expect(wordsOf(await as(funder).get(`${path}?kind=risk`))).not.toContain('Asamblea con dirigentas');
    expect(wordsOf(await as(funder).get(`${path}?to=02/11/2026`))).toContain('No hay nada así en la bitácora');
    expect(wordsOf(await as(funder).get(`${path}?from=10/11/2026&to=01/11/2026`))).toContain('El periodo termina antes de empezar');
    expect((await as(funder).get(`${path}?kind=odd&from=x`)).status).toBe(200);
    const csv = (await as(funder).get(`${path}?kind=activity&as=csv`)).text;
    expect(csv).toContain('Asamblea con dirigentas');
    expect(csv).toContain('acta.pdf, lista.pdf');
    expect(csv).not.toContain('Cortes de luz');
    const bytes = async (as_: string): Promise<Buffer> => (await as(funder).send(as(funder).request().get(`${path}?as=${as_}`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    }))).body as Buffer;
    expect((await bytes('xlsx')).subarray(0, 2).toString()).toBe('PK');
    expect(textOfPdf(await bytes('pdf')).join(' ')).toContain('Cortes de luz');
  });

  it('finds in the database what the rule says of a period', async () => {
    await write(milestone({ title: 'Sala equipada', startsOn: '20/02/2026', endsOn: '10/03/2026' }));
    await write(risk({ title: 'Lluvias', startsOn: '15/01/2026', endsOn: '20/02/2026' }));
    await write(milestone({ title: 'Feria', startsOn: '20/12/2026' }));
    const all = await test.dataSource.manager.findBy(LogEntry, { projectId });
    const days = ['2026-01-01', '2026-01-20', '2026-02-20', '2026-03-10', '2026-04-01', '2026-11-03', '2026-11-15', '2026-12-20', '2026-12-31'];
    for (const [index, from] of days.entries()) {
      for (const to of days.slice(index)) {
        const found = await test.app.get(LogRepository).rows(projectId, { kind: null, from, to }, { limit: 100, offset: 0 });
        expect([from, to, found.map(({ id }) => id).sort()]).toEqual([from, to, all.filter((entry) => isIn(entry, { from, to })).map(({ id }) => id).sort()]);
      }
    }
  });

  it('keeps what an entry said before, refuses an old page with both values, and never removes anything', async () => {
    const at = await write(activity({ title: 'Taller de correo', people: '42' }));
    expect((await as(keeper).get(`${at}/edit`)).text).toContain('value="42"');
    expect((await as(keeper).post(at, activity({ title: 'Taller de correo', people: '24', reason: 'Las cifras estaban al revés', version: '1' }))).status).toBe(303);
    const words = wordsOf(await as(funder).get(at));
    expect(words).toContain('Cuántas personas vinieron: 42 Las cifras estaban al revés Elena Mamani Ccori, 23/11/2026');
    const stale = await as(keeper).post(at, activity({ title: 'Taller de correo', people: '99', version: '1' }));
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toMatch(/24.*99/);
    expect((await entryOf(at)).people).toBe(24);
    expect((await as(keeper).post(at, activity({ title: '', version: '2' }))).status).toBe(422);
    const [correction] = await test.dataSource.manager.findBy(LogCorrection, { entryId: (await entryOf(at)).id });
    for (const [sql, id] of [
      ['DELETE FROM log_entries WHERE id = ?', (await entryOf(at)).id], ['UPDATE log_entries SET written_at = 1 WHERE id = ?', (await entryOf(at)).id],
      ["UPDATE log_corrections SET reason = 'x' WHERE id = ?", correction?.id], ['DELETE FROM log_corrections WHERE id = ?', correction?.id],
    ]) await expect(test.unitOfWork.run((tx) => tx.execute(String(sql), [id]), { actor: SYSTEM })).rejects.toThrow();
  });

  it('tells nobody but its keepers of how few people came, on no page and in no file', async () => {
    const at = await write(activity({ title: 'Visita a una familia', people: '3' }));
    expect((await as(keeper).post(at, activity({ title: 'Visita a una familia', people: '4', reason: 'Faltaba una', version: '1' }))).status).toBe(303);
    const [own, read, list] = [wordsOf(await as(keeper).get(at)), wordsOf(await as(funder).get(at)), wordsOf(await as(funder).get(path))];
    expect([own.includes('Cuántas personas vinieron 4'), own.includes('Cuántas personas vinieron: 3')]).toEqual([true, true]);
    expect([read.includes('Cuántas personas vinieron menos de 5'), read.includes('Cuántas personas vinieron: menos de 5'), list.includes('vinieron menos de 5 personas')]).toEqual([true, true, true]);
    for (const visitor of [keeper, funder]) expect((await as(visitor).get(`${path}?as=csv`)).text).toMatch(/Visita a una familia;[^\n]*;menos de 5;/u);
  });

  it('calls a document by the name under which it came with this entry', async () => {
    const body = Buffer.from('%PDF-1.4 lista');
    for (const name of ['lista-de-Juana.pdf', 'lista.pdf']) {
      const at = String((await as(keeper).upload(path, 'file', { name, body }, activity({ title: 'Reparto' }))).headers.location);
      const words = wordsOf(await as(keeper).get(at));
      expect([name, words.includes(name), words.includes('Juana')]).toEqual([name, true, name.includes('Juana')]);
    }
  });

  it('withdraws with a reason what was wrong, which stays in sight', async () => {
    const at = await write(activity({ title: 'Taller que no fue' }));
    expect((await as(keeper).get(`${at}/withdrawal`)).status).toBe(200);
    expect((await as(keeper).post(`${at}/withdrawal`, { reason: '', version: '1' })).status).toBe(422);
    expect((await as(keeper).post(`${at}/withdrawal`, { reason: 'Se anotó en otro proyecto', version: '9' })).status).toBe(409);
    expect((await as(keeper).post(`${at}/withdrawal`, { reason: 'Se anotó en otro proyecto', version: '1' })).status).toBe(303);
    expect(wordsOf(await as(funder).get(at))).toContain('Retirado (Elena Mamani Ccori, 23/11/2026): Se anotó en otro proyecto');
    expect(wordsOf(await as(keeper).post(at, activity({ version: '2' })))).toContain('ya no cambia');
    expect(wordsOf(await as(keeper).post(`${at}/withdrawal`, { reason: 'Otra vez', version: '2' }))).toContain('ya no cambia');
    for (const page of ['withdrawal', 'edit']) expect((await as(keeper).get(`${at}/${page}`)).headers.location).toBe(at);
  });

  it('says in clear words of a document that it was withdrawn, or that its bytes are gone', async () => {
    const at = String((await as(keeper).upload(path, 'file', { name: 'foto.pdf', body: Buffer.from('%PDF-1.4 foto') }, activity({ title: 'Feria' }))).headers.location);
    const [attachment] = await test.dataSource.manager.findBy(LogAttachment, { entryId: (await entryOf(at)).id });
    const document = `${at}/attachments/${attachment?.id}`;
    expect((await as(funder).get(document)).status).toBe(200);
    await test.unitOfWork.run((tx) => tx.execute('DELETE FROM stored_file_parts WHERE file_id = ?', [attachment?.fileId]), { actor: SYSTEM });
    expect(await test.dataSource.manager.countBy(StoredFilePart, { fileId: attachment?.fileId })).toBe(0);
    const gone = await as(funder).get(document);
    expect([gone.status, wordsOf(gone).includes('El archivo «foto.pdf» fue borrado.')]).toEqual([404, true]);
    expect(wordsOf(await as(funder).get(at))).toContain('Ya no está');
    expect((await as(keeper).post(`${document}/withdrawal`, { reason: 'Era de otra feria', version: '1' })).status).toBe(303);
    expect(wordsOf(await as(funder).get(document))).toContain('Era de otra feria');
    expect(wordsOf(await as(keeper).post(`${document}/withdrawal`, { reason: 'Otra vez', version: '2' }))).toContain('ya está retirado');
    expect((await as(keeper).get(`${document}/withdrawal`)).headers.location).toBe(at);
  });

  it('is not there for another centre, and only keepers write', async () => {
    const at = await write(activity({ title: 'Reunión' }));
    const stranger = await test.signIn('administrator', { centre: await test.addCentre('San Juan') });
    const trainer = await test.signIn('trainer');
    for (const address of [path, at, `${at}/edit`, `${at}/withdrawal`, `${path}/new?kind=risk`, `${path}?as=csv`]) expect([address, (await stranger.get(address)).status]).toEqual([address, 404]);
    for (const visitor of [stranger, as(funder), trainer]) {
      for (const [address, form] of [[path, activity()], [at, activity({ version: '1' })], [`${at}/withdrawal`, { reason: 'x', version: '1' }]] as const) expect((await visitor.post(address, form)).status).toBe(404);
    }
    expect((await as(keeper).get(`${path}/new?kind=odd`)).status).toBe(404);
    expect((await as(keeper).get(`${path}/${newId()}`)).status).toBe(404);
  });
});

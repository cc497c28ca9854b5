import { createHash } from 'node:crypto';
import { addClassroom, type Classroom } from '../../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { textOfPdf } from '../../../test/helpers/pdf-text.js';
import { addSmallProject, typeFigure, type SmallProject } from '../../../test/reports/small-project.js';
import { countQueries } from '../../shared/database/query-count.js';
import { StoredFile } from '../../shared/files/stored-file.entity.js';
import { StoredFilePart } from '../../shared/files/stored-file-part.entity.js';
import { JobRunner } from '../../shared/jobs/job-runner.js';
import { newId } from '../../shared/kernel/ids.js';
import { translator } from '../../shared/web/i18n.js';
import { ReportSignature } from './report-signature.entity.js';
import { Report } from './report.entity.js';

const t = translator('es');
const NOVEMBER = { startsOn: '01/11/2026', endsOn: '22/11/2026' };

describe.each(ENGINES)('the reports of a project, %s', (engine) => {
  let test: TestApp;
  let [administrator, colleague, coordinator, funder]: Visitor[] = [];
  let small: SmallProject;
  let classroom: Classroom;

  beforeAll(async () => {
    test = await startApp({ engine });
    classroom = await addClassroom(test);
    small = await addSmallProject(test);
    await signIn();
  });
  afterAll(() => test.close());

  const signIn = async (): Promise<void> => {
    administrator = await test.signIn('administrator', { displayName: 'Elena Mamani Ccori' });
    colleague = await test.signIn('administrator', { displayName: 'Julia Ramos Poma' });
    coordinator = await test.signIn('coordinator');
    funder = await test.signIn('funder');
  };
  const as = (visitor: Visitor | undefined): Visitor => visitor as Visitor;
  const list = (): string => `/projects/${small.project.id}/reports`;
  const settled = (): Promise<void> => test.app.get(JobRunner).wake();
  const draft = async (form: Record<string, unknown> = NOVEMBER, path = list()): Promise<string> => {
    const answer = await as(coordinator).post(path, form);
    expect({ status: answer.status, said: answer.status === 303 ? '' : wordsOf(answer) }).toEqual({ status: 303, said: '' });
    await settled();
    return String(answer.headers.location);
  };
  const find = (path: string): Promise<Report> => test.dataSource.manager.findOneByOrFail(Report, { id: path.split('/')[2] });
  const publish = async (path: string, visitor = as(administrator)): ReturnType<Visitor['post']> => visitor.post(`${path}/publication`, { digest: (await find(path)).digest });

  it('begin with an empty list that leads on, and refuse periods that cannot be in clear words', async () => {
    expect(wordsOf(await as(administrator).get(list()))).toContain(t('reports:list.empty-title'));
    expect((await as(administrator).get(`${list()}/new`)).status).toBe(200);
    for (const [form, reason] of [
      [{ startsOn: '22/11/2026', endsOn: '01/11/2026' }, 'ends-before'], [{ startsOn: '01/12/2026', endsOn: '05/12/2026' }, 'future'], [{ startsOn: '01/11/2026', endsOn: '05/12/2026' }, 'not-over'],
      [{ startsOn: '01/11/2025', endsOn: '05/12/2025' }, 'outside'],
    ] as const) {
      const answer = await as(coordinator).post(list(), form);
      expect(answer.status).toBe(422);
      expect(wordsOf(answer)).toContain(t(`reports:refusals.${reason}`));
      expect(answer.text).toContain(`value="${form.startsOn}"`);
    }
    expect((await as(coordinator).post(list(), { startsOn: '31/02/2026', endsOn: '' })).status).toBe(422);
  });

  it('are gathered as a draft, which can be read by who keeps the project and by nobody else', async () => {
    const path = await draft();
    const { result, queries } = await countQueries(() => as(administrator).get(path));
    const words = wordsOf(result);
    for (const said of ['Democracia digital en Lima Sur', 'Propuestas presentadas al municipio', 'Personas inscritas', t('reports:page.draft'), t('reports:page.intact'), 'Hasta ahora, 66.7 % del avance previsto', 'US$ 32,000.00']) expect(words).toContain(said);
    expect(queries).toBeLessThanOrEqual(8);
    expect((await as(funder).get(path)).status).toBe(404);
    expect((await as(funder).get(`${path}/content`)).status).toBe(404);
    expect(wordsOf(await as(funder).get(list()))).toContain(t('reports:list.empty-title'));
    expect((await as(coordinator).post(`${path}/publication`, { digest: 'x' })).status).toBe(404);
    const form = { version: (await find(path)).version, _key: newId() };
    // The same form once more finds nothing, and is answered as before.
    for (let press = 1; press <= 2; press += 1) expect((await as(administrator).post(`${path}/removal`, form)).headers.location).toBe(list());
    expect((await as(administrator).get(path)).status).toBe(404);
    for (const late of [await as(coordinator).get(`${path}/removal`), await as(coordinator).post(`${path}/removal`, { version: form.version })]) {
      expect([late.status, late.headers.location]).toEqual([303, list()]);
    }
    expect((await as(funder).get(`${path}/removal`)).status).toBe(404);
  });

  it('are not signed for figures that nobody saw: a draft that was gathered anew meanwhile is shown again', async () => {
    const path = await draft();
    const seen = (await find(path)).digest;
    await typeFigure(test, small.typedIndicatorId, 5);
    expect((await as(coordinator).post(`${path}/refresh`)).status).toBe(303);
    await settled();
    expect((await find(path)).digest).not.toBe(seen);
    const answer = await as(administrator).post(`${path}/publication`, { digest: seen });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toContain(t('reports:refusals.changed'));
    expect((await find(path)).status).toBe('draft');
    const { version } = await find(path);
    expect((await as(administrator).post(`${path}/removal`, { version: version - 1 })).status).toBe(409);
    expect((await as(administrator).post(`${path}/removal`, { version })).status).toBe(303);
  });

  it('are published once where two administrators sign at the same time, and never change again', async () => {
    const path = await draft();
    const answers = await Promise.all([publish(path), publish(path, as(colleague))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    const report = await find(path);
    expect(report).toMatchObject({ status: 'published', edition: 1 });
    expect(await test.dataSource.manager.countBy(ReportSignature, { reportId: report.id })).toBe(1);
    for (const sql of ["UPDATE reports SET why = 'x' WHERE id = ?", 'DELETE FROM reports WHERE id = ?', "UPDATE report_signatures SET name = 'x' WHERE report_id = ?"]) {
      await expect(test.unitOfWork.run((tx) => tx.execute(sql, [report.id]), { actor: { accountId: null, centreId: null } })).rejects.toThrow();
    }
    expect((await as(coordinator).post(`${path}/refresh`)).status).toBe(422);
    expect((await as(coordinator).post(`${path}/removal`, { version: report.version })).status).toBe(422);
    expect(wordsOf(await as(coordinator).post(list(), NOVEMBER))).toContain(t('reports:refusals.reported'));
  });

  it('are read by a funder, with the hash that their content has', async () => {
    const [path = ''] = /\/reports\/[\w-]{36}/.exec((await as(funder).get(list())).text) ?? [];
    const page = await as(funder).get(path);
    // She may not choose these days on the figure's own page.
    expect([page.text.includes('href="/definitions/registered"'), page.text.includes('href="/figures/')]).toEqual([true, false]);
    const words = wordsOf(page);
    expect(words).toMatch(/(Elena Mamani Ccori|Julia Ramos Poma) firmó el 23\/11\/2026/);
    const { body, text } = await as(funder).get(`${path}/content`);
    const digest = createHash('sha256').update(text ?? JSON.stringify(body)).digest('hex');
    expect(digest).toBe((await find(path)).digest);
    expect(words).toContain(digest);
    expect((await as(funder).get(`${path}/correction`)).status).toBe(404);
    const pdf = await as(funder).send(as(funder).request().get(`${path}/pdf?lang=en`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
    }));
    expect(textOfPdf(pdf.body as Buffer).join(' ')).toContain('Results framework');
    const names = await Promise.all(['lang=es', 'lang=es&template=undef', 'lang=en', 'lang=en&template=undef'].map(async (query) => (await as(funder).get(`${path}/pdf?${query}`)).headers['content-disposition']));
    expect(new Set(names).size).toBe(4);
  });

  it('are corrected by another edition that says why, and shows what changed; the one before stays readable', async () => {
    const [path = ''] = /\/reports\/[\w-]{36}/.exec((await as(funder).get(list())).text) ?? [];
    expect((await as(coordinator).post(`${path}/correction`, { why: '' })).status).toBe(422);
    await typeFigure(test, small.typedIndicatorId, 6);
    const next = await draft({ why: 'Faltaba una propuesta de setiembre.' }, `${path}/correction`);
    const changed = wordsOf(await as(administrator).get(next));
    expect(changed).toContain('Corrige la edición 1: Faltaba una propuesta de setiembre.');
    expect(changed).toMatch(/Propuestas presentadas al municipio Cifra ingresada 5 6/);
    const twin = await draft({ why: 'La misma propuesta, otra vez.' }, `${path}/correction`);
    expect((await publish(next)).status).toBe(303);
    expect(wordsOf(await publish(twin, as(colleague)))).toContain(t('reports:refusals.edition-meanwhile'));
    expect(await find(next)).toMatchObject({ edition: 2, status: 'published' });
    const old = wordsOf(await as(funder).get(path));
    expect(old).toContain(t('reports:page.replaced', { edition: 2 }));
    expect(old).toContain(t('reports:page.intact'));
  });

  it('say that what is kept is not what was signed any more', async () => {
    const [path = ''] = /\/reports\/[\w-]{36}/.exec((await as(funder).get(list())).text) ?? [];
    const { fileId } = await find(path);
    const [part] = await test.dataSource.manager.findBy(StoredFilePart, { fileId: String(fileId) });
    const body = Buffer.from(String(part?.body), 'base64').toString('utf8').replace('"Propuestas', '"propuestas');
    await test.unitOfWork.run((tx) => tx.execute('UPDATE stored_file_parts SET body = ? WHERE id = ?', [Buffer.from(body).toString('base64'), part?.id]), { actor: { accountId: null, centreId: null } });
    const words = wordsOf(await as(funder).get(path));
    expect(words).toContain(t('reports:page.broken'));
    expect(words).not.toContain(t('reports:page.intact'));
  });

  it('tell which registers a period lacks, and go on without them where she decides so', async () => {
    test.clock.advance(4 * 3_600_000);
    await signIn();
    const period = { startsOn: '01/11/2026', endsOn: '23/11/2026' };
    const asked = await as(coordinator).post(list(), period);
    const page = await as(coordinator).get(String(asked.headers.location));
    expect(wordsOf(page)).toContain('hay una sesión cuya asistencia nadie registró');
    expect(page.text).toContain(`href="/sessions/${classroom.session.id}/register"`);
    for (const odd of ['startsOn=2000-01-01&endsOn=2999-12-31', 'startsOn=2026-01-01&endsOn=2026-01-31']) expect(String((await as(coordinator).get(`${list()}/missing?${odd}`)).headers.location)).toBe(`${list()}/new?${odd}`);
    const path = await draft({ ...period, missing: 'known' });
    expect(wordsOf(await as(administrator).get(path))).toContain(t('reports:summary.missing', { count: 1 }));
  });

  it('say plainly that their content is gone, until a draft is gathered anew', async () => {
    const path = await draft({ startsOn: '01/11/2026', endsOn: '20/11/2026' });
    const { fileId, digest } = await find(path);
    await test.unitOfWork.run((tx) => tx.execute('DELETE FROM stored_file_parts WHERE file_id = ?', [fileId]), { actor: { accountId: null, centreId: null } });
    for (const address of [path, `${path}/content`, `${path}/pdf`, `${path}/files/csv`]) {
      const gone = await as(administrator).get(address);
      expect([gone.status, wordsOf(gone).includes(t('reports:gone.draft'))]).toEqual([410, true]);
    }
    expect((await as(administrator).post(`${path}/publication`, { digest })).status).toBe(404);
    test.clock.advance(1_000);
    expect((await as(coordinator).post(`${path}/refresh`)).status).toBe(303);
    await settled();
    expect(wordsOf(await as(administrator).get(path))).toContain(t('reports:sections.summary'));
    const refreshed = await find(path);
    expect(refreshed).toMatchObject({ status: 'draft' });
    expect(await test.dataSource.manager.countBy(StoredFile, { id: String(fileId) })).toBe(0);
    // Who began it is told, so that two drafts of one period are told apart.
    expect(wordsOf(await as(coordinator).get(list()))).toMatch(/Lo empezó \S+/u);
    expect((await as(coordinator).post(`${path}/removal`, { version: refreshed.version })).status).toBe(303);
    expect(await test.dataSource.manager.countBy(StoredFile, { id: String(refreshed.fileId) })).toBe(0);
  });

  it('are not there for another centre', async () => {
    const other = await test.addCentre('San Juan');
    const stranger = await test.signIn('administrator', { centre: other });
    const [path = ''] = /\/reports\/[\w-]{36}/.exec((await as(funder).get(list())).text) ?? [];
    for (const address of [list(), `${list()}/new`, `${list()}/missing?startsOn=2026-11-01&endsOn=2026-11-22`, path, `${path}/content`, `${path}/pdf`, `${path}/correction`, `/reports/${newId()}`]) {
      expect({ address, status: (await stranger.get(address)).status }).toEqual({ address, status: 404 });
    }
    for (const act of ['refresh', 'removal', 'publication', 'correction']) expect((await stranger.post(`${path}/${act}`, { why: 'Porque sí, y nada más.' })).status).toBe(404);
    expect((await stranger.post(list(), NOVEMBER)).status).toBe(404);
  });
});

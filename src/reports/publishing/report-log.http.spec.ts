import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import type { Response } from 'supertest';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { found, HAS_IATI_SCHEMA, ruleFaults, schemaFaults } from '../../../test/helpers/iati.js';
import { textOfPdf } from '../../../test/helpers/pdf-text.js';
import { addSmallProject } from '../../../test/reports/small-project.js';
import { countQueries } from '../../shared/database/query-count.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { StoredFilePart } from '../../shared/files/stored-file-part.entity.js';
import { JobRunner } from '../../shared/jobs/job-runner.js';
import { newId } from '../../shared/kernel/ids.js';
import { translator } from '../../shared/web/i18n.js';
import { LogAttachment } from '../log/log-attachment.entity.js';
import { Report } from './report.entity.js';
import { ReportsRepository } from './reports.repository.js';
import { verifyReports } from './verify-reports.js';

const t = translator('es');
const MINUTES = Buffer.from('%PDF-1.4 acta de la asamblea');

describe.each(ENGINES)('a report that tells the log, %s', (engine) => {
  let test: TestApp;
  let [administrator, coordinator, funder]: Visitor[] = [];
  let [log, path] = ['', ''];

  const as = (visitor: Visitor | undefined): Visitor => visitor as Visitor;
  const settled = (): Promise<void> => test.app.get(JobRunner).wake();
  const find = (): Promise<Report> => test.dataSource.manager.findOneByOrFail(Report, { id: path.split('/')[2] });
  const bytesOf = async (visitor: Visitor | undefined, address: string): Promise<Buffer> => (await as(visitor).send(as(visitor).request().get(address).buffer(true).parse(asBytes))).body as Buffer;

  beforeAll(async () => {
    test = await startApp({ engine });
    const { project } = await addSmallProject(test);
    await test.unitOfWork.run((tx) => tx.execute("UPDATE projects SET iati_organisation = 'PE-RUC-20123456789', iati_activity = 'DD' WHERE id = ?", [project.id]), { actor: SYSTEM });
    administrator = await test.signIn('administrator', { displayName: 'Elena Mamani Ccori' });
    coordinator = await test.signIn('coordinator');
    funder = await test.signIn('funder');
    log = `/projects/${project.id}/log`;
    await as(coordinator).upload(log, 'file', { name: 'acta.pdf', body: MINUTES }, { kind: 'activity', title: 'Asamblea con dirigentas', startsOn: '03/11/2026', people: '24', place: 'Sector 3' });
    await as(coordinator).post(log, { kind: 'activity', title: 'Visita de tres', startsOn: '04/11/2026', people: '3' });
    await as(coordinator).post(log, { kind: 'risk', title: 'Cortes de luz', startsOn: '05/11/2026', likelihood: 'high', effect: 'medium', measures: 'Se pidió un generador.' });
    await as(coordinator).post(log, { kind: 'milestone', title: 'Segundo centro abierto', startsOn: '15/11/2026' });
    const wrong = await as(coordinator).post(log, { kind: 'activity', title: 'Taller de otro proyecto', startsOn: '06/11/2026' });
    await as(coordinator).post(`${String(wrong.headers.location)}/withdrawal`, { reason: 'Era de otro', version: '1' });
    path = String((await as(coordinator).post(`/projects/${project.id}/reports`, { startsOn: '01/11/2026', endsOn: '22/11/2026' })).headers.location);
    await settled();
  }, 90_000);
  afterAll(() => test.close());

  it('says on its page what happened, in sentences and entry by entry', async () => {
    const { result, queries } = await countQueries(() => as(coordinator).get(path));
    expect(queries).toBeLessThanOrEqual(8);
    const words = wordsOf(result);
    for (const said of ['En el periodo se realizaron 2 actividades.', 'Un hito no se alcanzó a tiempo: «Segundo centro abierto».', 'queda un riesgo abierto: «Cortes de luz»', 'Lugar: Sector 3.', 'Cuántas personas vinieron: 24.', 'menos de 5', 'Qué se hace: Se pidió un generador.', 'acta.pdf']) expect(words).toContain(said);
    expect(words).not.toContain('Taller de otro proyecto');
  });

  it('keeps in its draft what no record says, through a refresh, and refuses what is old or too long', async () => {
    expect((await as(funder).get(`${path}/texts`)).status).toBe(404);
    expect((await as(coordinator).get(`${path}/texts`)).text).toContain((await find()).digest);
    const former = String((await find()).digest);
    const tooLong = await as(coordinator).post(`${path}/texts`, { digest: former, lessons: 'a'.repeat(3_001), gender: 'Turnos con cuidado.' });
    expect([tooLong.status, tooLong.text.includes('Turnos con cuidado.')]).toEqual([422, true]);
    expect((await as(coordinator).post(`${path}/texts`, { digest: former, lessons: 'Empezar antes.', lessonsEnglish: 'Begin earlier.' })).status).toBe(303);
    const report = await find();
    expect(report.digest).not.toBe(former);
    expect(wordsOf(await as(coordinator).get(path))).toContain('Lecciones aprendidas Empezar antes.');
    const stale = await as(coordinator).post(`${path}/texts`, { digest: former, lessons: 'Otra cosa.' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toMatch(/Empezar antes\..*Otra cosa\./);
    expect(wordsOf(await as(administrator).post(`${path}/publication`, { digest: former }))).toContain(t('reports:refusals.changed'));
    await as(coordinator).post(`${path}/refresh`);
    await settled();
    expect(wordsOf(await as(coordinator).get(path))).toContain('Lecciones aprendidas Empezar antes.');
  });

  it('is published with them, and then takes nothing more', async () => {
    expect((await as(administrator).post(`${path}/publication`, { digest: (await find()).digest })).status).toBe(303);
    expect(wordsOf(await as(coordinator).post(`${path}/texts`, { digest: (await find()).digest, lessons: 'Tarde.' }))).toContain(t('reports:refusals.published'));
    expect(wordsOf(await as(funder).get(path))).toContain('Empezar antes.');
  });

  it('says the same on paper under the funder\'s headings, in the workbook and in IATI', async () => {
    const paper = textOfPdf(await bytesOf(funder, `${path}/pdf?lang=en&template=undef`)).join(' ').replace(/\s+/gu, ' ');
    for (const said of ['VII. Problems and solutions', 'Cortes de luz (risk open). What was done: Se pidió un generador.', 'VIII. Lessons learned Begin earlier.', 'IX. Sustainability Nothing was reported.', '2 activities were carried out']) expect(paper).toContain(said);
    const book = Object.values(unzipSync(new Uint8Array(await bytesOf(funder, `${path}/files/xlsx`)))).map((part) => strFromU8(part)).join(' ');
    for (const said of ['Asamblea con dirigentas', 'Se pidió un generador.', 'Empezar antes.']) expect(book).toContain(said);
    const xml = String(await bytesOf(funder, `${path}/files/iati`));
    expect(ruleFaults(xml, test.clock.now())).toEqual([]);
    if (HAS_IATI_SCHEMA) expect(schemaFaults(xml)).toEqual([]);
    expect(found(xml, '//description[@type="4"]/narrative[@xml:lang="en"]')[0]).toContain('2 activities were carried out in the period.');
  });

  const packed = async (): Promise<Record<string, Uint8Array>> => {
    const answer = await as(administrator).send(as(administrator).request().post(`${path}/files/pack`).type('form').send({ _key: newId() }).buffer(true).parse(asBytes));
    return unzipSync(new Uint8Array(answer.body as Buffer));
  };

  it('takes the documents themselves along in the pack, with the hashes that it says, until one is withdrawn', async () => {
    const files = await packed();
    const hash = createHash('sha256').update(MINUTES).digest('hex');
    const name = `adjuntos/${hash.slice(0, 12)}-acta.pdf`;
    expect(Buffer.from(files[name] as Uint8Array).equals(MINUTES)).toBe(true);
    expect(JSON.parse(strFromU8(files['manifest.json'] as Uint8Array))).toMatchObject({ files: { [name]: { sha256: hash } } });
    expect(wordsOf(await as(funder).get(path))).toContain(hash);
    const [attachment] = await test.dataSource.manager.find(LogAttachment);
    expect((await as(coordinator).post(`${log}/${attachment?.entryId}/attachments/${attachment?.id}/withdrawal`, { reason: 'Nombra a personas', version: '1' })).status).toBe(303);
    expect(Object.keys(await packed()).filter((one) => one.startsWith('adjuntos/'))).toEqual([]);
  });

  it('is proved by the command to be what was signed, or named where it is not', async () => {
    const reports = test.app.get(ReportsRepository);
    expect(await verifyReports(reports)).toEqual({ intact: 1, broken: [] });
    const { id, fileId } = await find();
    const [part] = await test.dataSource.manager.findBy(StoredFilePart, { fileId: String(fileId) });
    const spoil = (body: string): Promise<number> => test.unitOfWork.run((tx) => tx.execute('UPDATE stored_file_parts SET body = ? WHERE id = ?', [body, part?.id]), { actor: SYSTEM });
    await spoil(Buffer.from(Buffer.from(String(part?.body), 'base64').toString('utf8').replace('Empezar', 'Acabar')).toString('base64'));
    expect(await verifyReports(reports)).toMatchObject({ intact: 0, broken: [{ id, why: 'content' }] });
    await test.unitOfWork.run((tx) => tx.execute('DELETE FROM stored_file_parts WHERE file_id = ?', [fileId]), { actor: SYSTEM });
    expect(await verifyReports(reports)).toMatchObject({ intact: 0, broken: [{ id, why: 'gone' }] });
  });
});

function asBytes(answer: Response, done: (error: Error | null, body: Buffer) => void): void {
  const response = answer as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}

import { strFromU8, unzipSync } from 'fflate';
import type { Response } from 'supertest';
import { addClassroom } from '../../../test/attendance/classroom.js';
import { REPORT } from '../../../test/fixtures/report.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { found, HAS_IATI_SCHEMA, ruleFaults, schemaFaults } from '../../../test/helpers/iati.js';
import { AttendanceMark } from '../../attendance/attendance-mark.entity.js';
import { SYSTEM } from '../../shared/database/tx.js';
import { StoredFiles } from '../../shared/files/stored-files.js';
import { newId } from '../../shared/kernel/ids.js';
import { translator } from '../../shared/web/i18n.js';
import { canonical } from '../../shared/web/submission.js';
import { FactsKeeper } from '../facts/facts-keeper.service.js';
import { ProjectCentre } from '../framework/project-centre.entity.js';
import { Project } from '../framework/project.entity.js';
import type { ReportContent } from '../publishing/report-content.js';
import { ReportSignature } from '../publishing/report-signature.entity.js';
import { Report } from '../publishing/report.entity.js';

const t = translator('es');

describe.each(ENGINES)('the files of a report, %s', (engine) => {
  let test: TestApp;
  let [administrator, coordinator, funder, trainer]: Visitor[] = [];
  let published: string;
  let draft: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    const classroom = await addClassroom(test);
    await test.unitOfWork.run((tx) => tx.insert(AttendanceMark, classroom.people.slice(0, 6).map(({ id }) => ({
      id: newId(), sessionId: classroom.session.id, personId: id, centreId: test.centre.id, status: 'present' as const, minutes: null, reason: null, markedAt: tx.now, markedBy: null, version: 1,
    }))), { actor: SYSTEM });
    test.clock.advance(3_600_000);
    await test.app.get(FactsKeeper).catchUp();
    administrator = await test.signIn('administrator');
    coordinator = await test.signIn('coordinator');
    funder = await test.signIn('funder');
    trainer = await test.signIn('trainer');
    published = await addReport({}, 'published');
    draft = await addReport({ iatiOrganisation: null }, 'draft');
  });
  afterAll(() => test.close());

  /** With the example's figures, as if they were of the tests' centre and of this year. */
  async function addReport(project: Partial<ReportContent['project']>, status: 'draft' | 'published'): Promise<string> {
    const { id: centreId, name, shortName, district } = test.centre;
    const row: Project = { ...REPORT.project, ...project, id: newId(), startsOn: '2026-01-01', endsOn: '2026-12-31', status: 'running', english: null, iatiReporter: null, booksAreItsOwn: false, createdAt: test.clock.now(), version: 1 };
    const content: ReportContent = { ...REPORT, project: { ...REPORT.project, ...project, id: row.id, startsOn: row.startsOn, endsOn: row.endsOn }, period: { from: '2026-11-01', to: '2026-11-23' }, asOf: test.clock.now(), centres: [{ id: centreId, name, shortName, district }] };
    const account = await test.addAccount(['administrator']);
    const id = newId();
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Project, row);
      await tx.insert(ProjectCentre, { id: newId(), projectId: row.id, centreId });
      const file = await test.app.get(StoredFiles).keep(tx, { name: 'x.json', type: 'application/json', bytes: Buffer.from(canonical(content)), centreId, keptFor: 'office' });
      await tx.insert(Report, {
        id, projectId: row.id, startsOn: content.period.from, endsOn: content.period.to, status, edition: status === 'published' ? 1 : null, correctsId: null, why: null, fileId: file.id, digest: file.hash,
        catalogueVersions: {}, composedAt: content.asOf, createdAt: tx.now, createdBy: null, publishedAt: status === 'published' ? tx.now : null, publishedBy: null, version: 1,
      });
      if (status === 'published') await tx.insert(ReportSignature, { id: newId(), reportId: id, accountId: account.id, name: 'Elena Mamani Ccori', digest: file.hash, signedAt: tx.now });
    }, { actor: SYSTEM });
    return `/reports/${id}`;
  }

  const as = (visitor: Visitor | undefined): Visitor => visitor as Visitor;
  const bytesOf = async (visitor: Visitor | undefined, path: string): Promise<Response> => as(visitor).send(as(visitor).request().get(path).buffer(true).parse(asBytes));

  it('go to the funder of a published report: a workbook, figures with their dictionary, and IATI that is valid', async () => {
    const book = await bytesOf(funder, `${published}/files/xlsx`);
    expect(book.headers['content-disposition']).toContain('.xlsx');
    expect(strFromU8(unzipSync(new Uint8Array(book.body as Buffer))['xl/workbook.xml'] as Uint8Array)).toContain('name="Por sexo"');
    expect((await as(funder).get(`${published}/files/csv`)).text).toContain('Participantes que actuaron');
    expect((await as(funder).get(`${published}/files/dictionary?lang=en`)).text).toContain('whole number');
    const xml = String((await bytesOf(funder, `${published}/files/iati`)).body);
    expect(ruleFaults(xml, test.clock.now())).toEqual([]);
    if (HAS_IATI_SCHEMA) expect(schemaFaults(xml)).toEqual([]);
    expect(found(xml, '//dimension[@name="Sex"]/@value').slice(0, 1)).toEqual(['Women']);
    expect(wordsOf(await as(funder).get(published))).toContain(t('report-files:links.iati'));
  });

  it('are kept from strangers, and a draft from the funder', async () => {
    const elsewhere = await test.signIn('funder', { centre: await test.addCentre('Lurín') });
    const answers = await Promise.all([
      as(trainer).get(`${published}/files/csv`), elsewhere.get(`${published}/files/csv`), as(funder).get(`${draft}/files/csv`), as(coordinator).get(`${draft}/files/csv`),
      as(funder).get(`${published}/files/exe`), as(funder).post(`${published}/files/pack`), as(coordinator).post(`${published}/files/pack`), as(administrator).post(`${draft}/files/pack`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 200, 404, 404, 404, 404]);
  });

  it('say what IATI lacks, on the page of the report', async () => {
    const answer = await as(coordinator).get(`${draft}/files/iati`);
    expect([answer.status, answer.headers.location]).toEqual([303, draft]);
    expect(wordsOf(await as(coordinator).get(draft))).toContain(t('report-files:no-identifier'));
  });

  it('are packed for the administrator with rows of people and registers, and noted in the trail', async () => {
    // Among the files, shown unfolded and named at the top: nobody looks for it below the signatures.
    const shown = await as(administrator).get(published);
    expect(/<details[^>]* id="files" open>.*?<\/details>/s.exec(shown.text)?.[0]).toContain(t('report-files:pack.submit'));
    expect(shown.text).toContain(`<a href="#files">${t('reports:page.contents-pack')}</a>`);
    const answer = await as(administrator).send(as(administrator).request().post(`${published}/files/pack`).type('form').send({ _key: newId() }).buffer(true).parse(asBytes));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/zip']);
    const files = unzipSync(new Uint8Array(answer.body as Buffer));
    const text = (name: string): string => strFromU8(files[name] as Uint8Array);
    expect(text('informe.pdf')).toMatch(/^%PDF-/u);
    expect(text('personas.csv').trim().split('\r\n')).toHaveLength(21);
    expect(text('registros.csv').trim().split('\r\n')).toHaveLength(7);
    expect(Object.values(files).some((body) => strFromU8(body).includes('Ccori, Rosa'))).toBe(false);
    const [entry] = await test.dataSource.query<{ n: number }[]>("SELECT COUNT(*) AS n FROM audit_entries WHERE entity = 'taken_lists'");
    expect(Number(entry?.n)).toBe(1);
  });
});

function asBytes(answer: Response, done: (error: Error | null, body: Buffer) => void): void {
  const response = answer as unknown as NodeJS.ReadableStream;
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}

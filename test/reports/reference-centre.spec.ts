import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { recountFacts } from '../../src/reports/facts/recount-facts.js';
import { ReportsRepository } from '../../src/reports/publishing/reports.repository.js';
import { Report } from '../../src/reports/publishing/report.entity.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { formatLocalDate, instantAt } from '../../src/shared/kernel/local-date.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addReferenceCentre, type ReferenceCentre } from './reference-centre.js';
import { REFERENCE } from './reference-project.js';

/** What each engine made of the same records: byte by byte. */
const signed = new Map<string, string>();

describe.each(ENGINES)('the reference project from its records, %s', (engine) => {
  let test: TestApp;
  let reference: ReferenceCentre;
  let administrator: Visitor;
  let path = '';

  beforeAll(async () => {
    test = await startApp({ engine });
    test.clock.travelTo(instantAt('2013-04-15', '10:00'));
    reference = await addReferenceCentre(test);
    await test.app.get(FactsKeeper).catchUp();
    administrator = await test.signIn('administrator', { displayName: 'Elena Mamani Ccori', centre: reference.centres[0] as ReferenceCentre['centres'][number], everywhere: true });
    const begun = await administrator.post(`/projects/${reference.projectId}/reports`, { startsOn: formatLocalDate(REFERENCE.from), endsOn: formatLocalDate(REFERENCE.to) });
    await test.app.get(JobRunner).wake();
    path = String(begun.headers.location);
    await administrator.post(`${path}/publication`, { digest: (await find()).digest });
  });
  afterAll(() => test.close());

  const find = (): Promise<Report> => test.dataSource.manager.findOneByOrFail(Report, { id: path.split('/')[2] });

  it('says in its published report 623 leaders, 64% and 36% of attendance, and 81% leaders among those who completed', async () => {
    const report = await find();
    expect(report).toMatchObject({ status: 'published', edition: 1 });
    const { content, intact } = await test.app.get(ReportsRepository).content(report);
    expect(intact).toBe(true);
    const told = content.results.flatMap(({ indicators }) => indicators).map(({ title, figure }) => [title, figure?.total]);
    expect(told).toEqual([
      ['Lideresas y líderes capacitados', { value: 623, of: 0, people: 623 }],
      ['Asistencia al curso 1', { value: 2_464, of: 3_850, people: 770 }],
      ['Asistencia al curso 2', { value: 540, of: 1_500, people: 300 }],
      ['Lideresas y líderes entre quienes completaron', { value: 405, of: 500, people: 500 }],
    ]);
    const words = wordsOf(await administrator.get(path));
    for (const [title, said] of [['Lideresas y líderes capacitados', '623'], ['Asistencia al curso 1', '64 %'], ['Asistencia al curso 2', '36 %'], ['Lideresas y líderes entre quienes completaron', '81 %']]) {
      expect(words).toMatch(new RegExp(`${title} .{0,160}\\b${said}`));
    }
  });

  it('says the same on the page of figures, and of each figure', async () => {
    const period = `from=${REFERENCE.from}&to=${REFERENCE.to}&together=yes`;
    const words = wordsOf(await administrator.get(`/figures?${period}`));
    expect(words).toMatch(/Lideresas y líderes capacitados 623 /);
    expect(words).toMatch(/Lideresas y líderes entre quienes completaron 81 % .*405 .*500 /);
    for (const [course, share] of [['1', '64 %'], ['2', '36 %']]) {
      expect(wordsOf(await administrator.get(`/figures/attendance?${period}&course=${course}`))).toMatch(new RegExp(`Asistencia .*\\b${share}`));
    }
  });

  it('draws the same facts again', async () => {
    const { agree, differing } = await recountFacts(test.dataSource, test.app.get(FactsKeeper));
    expect([agree, differing]).toEqual([770, []]);
  });

  it('is the same byte by byte whatever keeps it', async () => {
    const { bytes } = await test.app.get(ReportsRepository).content(await find());
    signed.set(engine, bytes.toString('utf8'));
    expect([...new Set(signed.values())]).toHaveLength(1);
  });
});

import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addSmallProject } from './small-project.js';

const TEXTS = ['31/02/2026', '31/12/9999', '-1', '1e308', '150 %', '__proto__', newId(), 'x'.repeat(10_000), 'a\u0000b\u001b[31m', '<script>alert(1)</script>', '=HYPERLINK("http://x","y")', ']]>&<"\''];
const HOSTILE: readonly unknown[] = [...TEXTS, ['a', 'b'], { a: 'b' }];

describe('whatever is sent to the pages of reports', () => {
  let test: TestApp;
  let keeper: Visitor;
  let project: string;
  let indicator: string;

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    const small = await addSmallProject(test);
    keeper = await test.signIn('administrator');
    [project, indicator] = [`/projects/${small.project.id}`, `/projects/${small.project.id}/indicators/${small.typedIndicatorId}`];
  }, 60_000);
  afterAll(() => test.close());

  it('is answered as far as it can be understood, when it stands in an address', async () => {
    const faults: string[] = [];
    const names = ['from', 'to', 'period', 'was', 'together', 'sex', 'month', 'actionKind', 'district', 'level', 'page', 'as'];
    for (const [path, asked] of [['/figures/registered', names], ['/figures/attendance/proof', [...names, 'name', 'counts']], ['/definitions', ['as']], [`${project}/reports/new`, ['startsOn', 'endsOn']], ['/actions', ['kind', 'page']]] as const) {
      for (const name of asked) {
        for (const query of [...TEXTS.map((text) => `${name}=${encodeURIComponent(text.slice(0, 3_000))}`), `${name}[]=a`, `${name}[a]=b`]) {
          const { status } = await keeper.get(`${path}?${query}`);
          if (status >= 500) faults.push(`${path}?${query.slice(0, 60)}`);
        }
      }
    }
    expect(faults).toEqual([]);
  }, 240_000);

  it('is taken or refused, when it stands in a form, and breaks no page that shows it afterwards', async () => {
    const [, result = ''] = /results\/([\w-]{36})\/edit/.exec((await keeper.get(project)).text) ?? [];
    const report = String((await keeper.post(`${project}/reports`, { startsOn: '01/11/2026', endsOn: '22/11/2026' })).headers.location);
    await test.app.get(JobRunner).wake();
    const weighed = { title: 'I', level: 'society', criteria: ['impact'] };
    const forms: [string, Record<string, unknown>][] = [
      ['/projects', { title: 'P', funder: 'F', startsOn: '01/01/2026', endsOn: '31/12/2026', budget: '100', dollarRate: '', dollarRateOn: '', status: 'running', centres: test.centre.id, ready: '', iatiOrganisation: '', iatiActivity: '' }],
      [`${project}/results`, { kind: 'outcome', title: 'R', description: '', leadsTo: '' }],
      [`${project}/results/${result}/indicators`, { ...weighed, form: 'ratio', definition: 'D', unit: 'u', denominator: 'n', source: 's' }],
      [`${project}/results/${result}/indicators`, { ...weighed, code: 'attendance', 'by-sex': '', 'by-age': '', 'by-month': '', 'by-level': '', 'by-centre': '', 'by-district': '' }],
      [`${indicator}/targets`, { value: '10', startsOn: '01/01/2026', endsOn: '31/01/2026', comment: '' }],
      [`${indicator}/figures`, { value: '10', startsOn: '01/01/2026', endsOn: '31/01/2026', source: 's' }],
      [`${project}/reports`, { startsOn: '01/11/2026', endsOn: '21/11/2026', missing: '' }],
      [`${report}/publication`, { digest: 'x' }],
    ];
    const faults: string[] = [];
    for (const [path, form] of forms) {
      for (const name of Object.keys(form)) {
        for (const value of HOSTILE) {
          const { status } = await keeper.post(path, { ...form, [name]: value }).catch(unlessMadeByHand);
          if (status >= 500) faults.push(`${path} ${name}=${JSON.stringify(value).slice(0, 40)}`);
        }
      }
    }
    for (const path of [`${report}/publication`, `${report}/correction`, `${project}/reports`, '/projects', `${indicator}/place`, `${indicator}/targets`, '/actions']) {
      const { status } = await keeper.send(keeper.request().post(path).set('idempotency-key', newId()));
      if (status >= 500) faults.push(`${path} without anything`);
    }
    for (const path of ['/projects', project, indicator, `${project}/reports`, report, `${report}/files/xlsx`]) if ((await keeper.get(path)).status !== 200) faults.push(`${path} afterwards`);
    expect(faults).toEqual([]);
  }, 240_000);
});

/** No page has a list where a text belongs: such a form names no field that could be mended. */
function unlessMadeByHand(error: Error): { status: number } {
  if (error.message.includes('names no field')) return { status: 422 };
  throw error;
}

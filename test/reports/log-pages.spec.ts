import type { Browser } from 'playwright-core';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { Report } from '../../src/reports/publishing/report.entity.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { addressOf, inBrowser, lookAtPages, openBrowser } from '../helpers/browser.js';
import { addSmallProject } from './small-project.js';


inBrowser('the pages of a project\'s log and of the report that tells it, in a browser', () => {
  let test: TestApp;
  let browser: Browser;
  let address: string;
  let keeper: Visitor;
  const pages: Record<string, string> = {};

  beforeAll(async () => {
    test = await startApp({ engine: 'embedded' });
    browser = await openBrowser();
    address = addressOf(test);
    keeper = await test.signIn('administrator', { displayName: 'Carmen Córdova Zúñiga' });
    const { project } = await addSmallProject(test);
    const log = `/projects/${project.id}/log`;
    const post = async (path: string, form: Record<string, string>): Promise<string> => {
      const answer = await keeper.post(path, form);
      expect([path, answer.status]).toEqual([path, 303]);
      return String(answer.headers.location);
    };
    const sent = await keeper.upload(log, 'file', { name: 'acta de la asamblea.pdf', body: Buffer.from('%PDF-1.4 acta') }, {
      kind: 'activity', title: 'Asamblea con dirigentas de los tres sectores', startsOn: '03/11/2026', people: '42', place: 'Local comunal del sector 3', about: 'Se acordó el horario de la tarde.',
    });
    const activity = String(sent.headers.location);
    await post(activity, { title: 'Asamblea con dirigentas de los tres sectores', startsOn: '03/11/2026', people: '24', place: 'Local comunal del sector 3', about: 'Se acordó el horario de la tarde y quién cuida la sala.', reason: 'Las cifras estaban al revés', version: '1' });
    await post(log, { kind: 'risk', title: 'Cortes de luz en las tardes', startsOn: '05/11/2026', likelihood: 'high', effect: 'medium', measures: 'Se pidió un generador a la municipalidad.' });
    await post(log, { kind: 'milestone', title: 'Segundo centro abierto', startsOn: '15/11/2026' });
    const draft = await post(`/projects/${project.id}/reports`, { startsOn: '01/11/2026', endsOn: '22/11/2026' });
    await test.app.get(JobRunner).wake();
    const digestOf = async (path: string): Promise<string> => String((await test.dataSource.manager.findOneByOrFail(Report, { id: path.split('/')[2] })).digest);
    await post(`${draft}/texts`, { digest: await digestOf(draft), lessons: 'Empezar a inscribir dos semanas antes, con las dirigentas.', gender: 'Turnos de tarde con cuidado de niñas y niños.', lessonsEnglish: 'Begin to register two weeks earlier.' });
    await post(`${draft}/publication`, { digest: await digestOf(draft) });
    const correction = await post(`${draft}/correction`, { why: 'Faltaba una actividad de noviembre.' });
    await test.app.get(JobRunner).wake();
    Object.assign(pages, {
      project: `/projects/${project.id}`, list: log, none: `${log}?from=22/11/2026&to=01/11/2026`, activity, edit: `${activity}/edit`, withdrawal: `${activity}/withdrawal`, risk: `${log}/new?kind=risk`, new: `${log}/new?kind=activity`,
      published: draft, draft: correction, texts: `${correction}/texts`,
    });
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  it('are accessible and fit a desk and a phone', () => lookAtPages({ browser, address }, keeper, Object.fromEntries(Object.entries(pages).map(([name, path]) => [`log-${name}`, path]))), 120_000);
});

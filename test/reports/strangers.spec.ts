import { readFileSync } from 'node:fs';
import { CivicAction } from '../../src/civic-actions/civic-action.entity.js';
import { FrameworkRepository } from '../../src/reports/framework/framework.repository.js';
import { LogAttachment } from '../../src/reports/log/log-attachment.entity.js';
import { Report } from '../../src/reports/publishing/report.entity.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { ROLES } from '../../src/shared/kernel/roles.js';
import { addClassroom, type Classroom } from '../attendance/classroom.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addSmallProject } from './small-project.js';

/** The routes of reports, projects, actions and surveys that name a record, as the listing of all routes has them. */
const ROUTES = readFileSync('test/who-may-use-what.txt', 'utf8').split('\n')
  .flatMap((line) => { const [, method = '', path = ''] = /^(GET|POST)\s+(\/(?:projects|reports|actions|my-actions|surveys|survey)\/\S*:\S+)/.exec(line) ?? []; return path ? [{ method, path }] : []; });

describe.each(ENGINES)('the records of another centre, %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let ids: Record<string, Record<string, string>>;

  beforeAll(async () => {
    test = await startApp({ engine });
    const other = await test.addCentre('Otro');
    room = await addClassroom(test, { count: 6, centreId: other.id });
    const { project, typedIndicatorId } = await addSmallProject(test, other.id);
    const keeper = await test.signIn('administrator', { centre: other });
    const indicator = `/projects/${project.id}/indicators/${typedIndicatorId}`;
    expect((await keeper.upload(`${indicator}/figures`, 'file', { name: 'acta.pdf', body: Buffer.from('%PDF-1.4 acta') }, { value: '2', startsOn: '01/10/2026', endsOn: '31/10/2026', source: 'Acta' })).status).toBe(303);
    const logged = await keeper.upload(`/projects/${project.id}/log`, 'file', { name: 'acta.pdf', body: Buffer.from('%PDF-1.4 hito') }, { kind: 'milestone', title: 'Segundo centro abierto', startsOn: '15/11/2026' });
    expect(logged.status).toBe(303);
    const [attachment] = await test.dataSource.manager.find(LogAttachment);
    const { headers } = await keeper.post(`/projects/${project.id}/reports`, { startsOn: '01/11/2026', endsOn: '22/11/2026' });
    await test.app.get(JobRunner).wake();
    const report = String(headers.location).split('/')[2] as string;
    const { digest } = await test.dataSource.manager.findOneByOrFail(Report, { id: report });
    expect((await keeper.post(`/reports/${report}/publication`, { digest })).status).toBe(303);
    expect((await keeper.post('/actions', { person: room.people[1]?.id, through: 'desk', enteredThrough: 'desk', kind: 'congress', told: 'Carta', doneOn: '20/11/2026' })).status).toBe(303);
    const [action] = await test.dataSource.manager.find(CivicAction);
    const { results } = await test.app.get(FrameworkRepository).framework(project.id);
    const found = results.flatMap(({ indicators }) => indicators).find(({ id }) => id === typedIndicatorId);
    ids = {
      projects: { id: project.id, projectId: project.id, resultId: String(results[0]?.id), indicatorId: typedIndicatorId, targetId: String(found?.targets[0]?.id), figureId: String(found?.typed.find(({ document }) => document)?.id), entryId: String(attachment?.entryId), attachmentId: String(attachment?.id) },
      reports: { id: report, kind: 'csv' }, actions: { id: String(action?.id) }, 'my-actions': { id: String(action?.id) }, surveys: { id: room.edition.id }, survey: { editionId: room.edition.id, id: room.edition.id, edition: room.edition.id, moment: 'start', question: 'confidence' },
    };
  }, 120_000);
  afterAll(() => test.close());

  const addressOf = (path: string): string => path.replace(/:(\w+)/g, (_, name: string) => ids[path.split('/')[1] as string]?.[name] ?? `missing-${name}`);
  const ask = (visitor: Visitor, { method, path }: { method: string; path: string }) => (method === 'GET' ? visitor.get(addressOf(path)) : visitor.post(addressOf(path), { direction: 'up', why: 'Porque sí, y nada más.', reason: 'Porque sí' }));

  it.each(ROLES)('are not there for somebody who is %s elsewhere', async (role) => {
    const visitor = await test.signIn(role, role === 'learner' ? { personId: null } : {});
    const answers: string[] = [];
    for (const route of ROUTES) {
      const { status } = await ask(visitor, route);
      // A station is sent to where learners sign in, whatever it asks for.
      if (status !== (role === 'station' ? 303 : 404)) answers.push(`${route.method} ${route.path}: ${status}`);
    }
    expect(answers).toEqual([]);
  }, 120_000);

  it('are there for whoever keeps them', async () => {
    const keeper = await test.signIn('administrator', { centre: await test.dataSource.manager.findOneByOrFail('Centre', { id: room.group.centreId }) as never });
    const missing: string[] = [];
    for (const route of ROUTES.filter(({ method, path }) => method === 'GET' && !/^\/(my-actions|survey)\//.test(path))) {
      const { status } = await ask(keeper, route);
      if (status === 404) missing.push(route.path);
    }
    // The action has no document, and what is begun anew has a kind that is asked for.
    expect(missing).toEqual(['/actions/:id/document', '/projects/:id/log/new', '/projects/:id/results/new']);
  });
});

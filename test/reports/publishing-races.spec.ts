import { addClassroom } from '../attendance/classroom.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { meetAfter, meeting } from '../helpers/meeting.js';
import { Report } from '../../src/reports/publishing/report.entity.js';
import { ReportsRepository } from '../../src/reports/publishing/reports.repository.js';
import { ReportsService } from '../../src/reports/publishing/reports.service.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addSmallProject } from './small-project.js';

describe.each(ENGINES)('reports of two projects of one centre, on %s', (engine) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp({ engine });
    await addClassroom(test);
  });
  afterAll(() => test.close());

  const draft = async (from: string): Promise<Id> => {
    const { project } = await addSmallProject(test);
    const id = await test.app.get(ReportsService).start(
      test.centre.id, { projectId: project.id, period: { from, to: '2026-11-22' }, correctsId: null, why: null }, { actor: { accountId: null, centreId: test.centre.id } });
    await test.app.get(JobRunner).wake();
    return id;
  };

  it('are not both published at the same moment: the second was not composed beside the first', async () => {
    const ids = [await draft('2026-11-01'), await draft('2026-11-03')];
    test.clock.advance(60_000);
    const account = await test.addAccount(['administrator']);
    const putBack = meetAfter(test.app.get(ReportsRepository), 'toldAt', meeting(2));
    const outcomes = await Promise.all(ids.map(async (id) => {
      const { digest } = await test.dataSource.manager.findOneByOrFail(Report, { id });
      return test.app.get(ReportsService).publish({ centreId: test.centre.id, drafts: true }, id, digest ?? '', { actor: { accountId: account.id, centreId: test.centre.id } })
        .then(() => 'published', (error: { refusals?: { reason: string }[] }) => error.refusals?.[0]?.reason ?? error);
    }));
    putBack();
    expect(outcomes.map(String).sort()).toEqual(['published', 'reports:refusals.told-meanwhile']);
  });
});

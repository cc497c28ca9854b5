import { DataSource } from 'typeorm';
import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import type { Period } from '../../src/reports/indicators/indicator.js';
import { Report } from '../../src/reports/publishing/report.entity.js';
import type { ReportTexts } from '../../src/reports/publishing/report-texts.js';
import { ReportsService } from '../../src/reports/publishing/reports.service.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addDays } from '../../src/shared/kernel/local-date.js';
import { FIRST_YEAR, RUNNING_YEAR } from './report-words.js';
import type { PromisedProject } from './projects.js';
import type { StaffMember, World } from './world.js';

/** The first year of a project; its report was signed a month later. */
const YEAR = 365;
const MONTH = 30;

/**
 * Draws the facts of everybody, so that all figures stand there at the first look. Then the administrator signs the report of the
 * project's first year, as she did then; the one of the year that runs waits for her as a draft.
 */
export async function tellFunders(world: World, { id: projectId, startsOn }: PromisedProject, administrator: StaffMember): Promise<void> {
  const today = world.travel(0, '09:00');
  await world.get(FactsKeeper).catchUp();
  world.travelTo(addDays(startsOn, YEAR + MONTH), '11:00');
  const { id, digest } = await gathered(world, projectId, { from: startsOn, to: addDays(startsOn, YEAR - 1) }, FIRST_YEAR, administrator);
  const reader = { centreId: administrator.centreId, drafts: true };
  await world.get(ReportsService).publish(reader, id, String(digest), { actor: administrator });
  world.travel(0, '09:30');
  await gathered(world, projectId, { from: addDays(startsOn, YEAR), to: addDays(today, -1) }, RUNNING_YEAR, administrator);
  world.tell('El informe del primer año está firmado; el del año en curso espera la firma');
}

/** A draft of a period, with what no record says. */
async function gathered(world: World, projectId: Id, period: Period, texts: ReportTexts, { accountId, centreId }: StaffMember): Promise<Report> {
  const [service, { manager }] = [world.get(ReportsService), world.get(DataSource)];
  const id = await service.start(centreId, { projectId, period, correctsId: null, why: null }, { actor: { accountId, centreId } });
  await world.get(JobRunner).wake();
  const { digest } = await manager.findOneByOrFail(Report, { id });
  await service.tell({ centreId, drafts: true }, id, texts, { actor: { accountId, centreId }, seen: String(digest) });
  return manager.findOneByOrFail(Report, { id });
}

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/app.entities.js';
import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { FactsKeeper } from '../../src/reports/facts/facts-keeper.service.js';
import { FactsRepository } from '../../src/reports/facts/facts.repository.js';
import { KeptTallies } from '../../src/reports/facts/kept-tallies.service.js';
import { recountFacts } from '../../src/reports/facts/recount-facts.js';
import { FiguresService } from '../../src/reports/figures/figures.service.js';
import { FrameworkRepository } from '../../src/reports/framework/framework.repository.js';
import { layOut } from '../../src/reports/framework/lay-out.js';
import { ProjectCentre } from '../../src/reports/framework/project-centre.entity.js';
import { Project } from '../../src/reports/framework/project.entity.js';
import { readyFrameworks } from '../../src/reports/framework/ready-framework.js';
import { LogRepository } from '../../src/reports/log/log.repository.js';
import { AccountSumsRepository } from '../../src/reports/measures/account-sums.repository.js';
import { MeasuresRepository } from '../../src/reports/measures/measures.repository.js';
import { MeasuresService } from '../../src/reports/measures/measures.service.js';
import { GatheredFigures } from '../../src/reports/publishing/gathered-figures.js';
import { ReportGathering } from '../../src/reports/publishing/report-gathering.js';
import { ReportGroundRepository } from '../../src/reports/publishing/report-ground.repository.js';
import { ReportsRepository } from '../../src/reports/publishing/reports.repository.js';
import { openDatabase } from '../../src/shared/database/data-source.js';
import { migrate } from '../../src/shared/database/migrate.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { StoredFiles } from '../../src/shared/files/stored-files.js';
import { SystemClock } from '../../src/shared/kernel/clock.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startMariadb } from '../helpers/mariadb-server.js';
import { writeManyLearners } from './many-learners.js';

/** Seconds by the clock of each part, on MariaDB. */
export interface ReportFigures {
  learners: number;
  marks: number;
  writing: number;
  /** The facts of everybody, drawn from the records for the first time. */
  drawing: number;
  /** A report of a project at all centres, from the facts. */
  report: number;
  /** After a thousand marks were changed: the facts of those people, and the same report. */
  followed: number;
  refreshed: number;
  /** The facts of everybody drawn once more and held against those that are kept. Null where that was left out. */
  recount: number | null;
  differing: number | null;
  load: number;
}

const MARKS = 1_000;
const PERIOD = { startsOn: '2011-04-01', endsOn: '2013-03-31' };
/** Of what the server keeps in memory, in bytes. */
const BUFFER = 6 * 2 ** 30;

/**
 * Reports of very many learners on a MariaDB of its own.
 * @param recount whether all facts are drawn once more at the end
 */
export async function benchReports(learners: number, recount: boolean, say: (text: string) => void): Promise<ReportFigures | null> {
  const mariadb = await startMariadb(23_999);
  if (!mariadb) return null;
  execFileSync('mariadb', ['-uroot', '-S', mariadb.socket, '-e', `SET GLOBAL innodb_buffer_pool_size = ${BUFFER}; CREATE DATABASE many CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`]);
  const dataSource = await openDatabase({ url: `${mariadb.url}/many`, folder: tmpdir() }, { entities, migrations });
  try {
    await migrate(dataSource);
    return await measureReports(dataSource, learners, recount, say);
  } finally {
    await dataSource.destroy();
    mariadb.process.kill('SIGKILL');
    rmSync(mariadb.folder, { recursive: true, force: true });
  }
}

async function measureReports(dataSource: DataSource, learners: number, recount: boolean, say: (text: string) => void): Promise<ReportFigures> {
  const clock = new SystemClock();
  const unitOfWork = new UnitOfWork(dataSource, clock);
  const keeper = new FactsKeeper(dataSource, unitOfWork, clock);
  say(`Writing ${learners} learners …`);
  const [writing, { marks }] = await timed(() => writeManyLearners(dataSource, learners, (done) => { if (done % 100_000 === 0) say(`  ${done}`); }));
  say('Drawing their facts …');
  const [drawing] = await timed(() => keeper.catchUp());
  const projectId = await addProject(dataSource, unitOfWork);
  const gathering = gatheringOf(dataSource, unitOfWork, keeper, clock);
  say('Reporting …');
  const [report] = await timed(() => gathering.gather({ projectId, ...PERIOD }, { corrects: null }, (percent, step) => say(`  ${Math.round(percent)} % ${step}`)));
  say(`Changing ${MARKS} marks …`);
  await changeMarks(dataSource, unitOfWork);
  const [followed] = await timed(() => keeper.catchUp());
  const [refreshed] = await timed(() => gathering.gather({ projectId, ...PERIOD }, { corrects: null }, () => {}));
  if (recount) say('Drawing all facts once more …');
  const [recounted, found] = recount ? await timed(() => recountFacts(dataSource, keeper)) : [null, null];
  return { learners, marks, writing, drawing, report, followed, refreshed, recount: recounted, differing: found && found.differing.length, load: loadavg()[0] as number };
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const began = performance.now();
  const result = await work();
  return [(performance.now() - began) / 1_000, result];
}

function gatheringOf(dataSource: DataSource, unitOfWork: UnitOfWork, keeper: FactsKeeper, clock: SystemClock): ReportGathering {
  const facts = new FactsRepository(dataSource);
  const accounts = new AccountSumsRepository(dataSource);
  const measures = new MeasuresService(new MeasuresRepository(dataSource), accounts, clock);
  const figures = new FiguresService(facts, new KeptTallies(dataSource, unitOfWork, facts, clock), measures);
  const gathered = new GatheredFigures(keeper, figures, new ReportsRepository(dataSource, new StoredFiles(dataSource)));
  return new ReportGathering(gathered, new FrameworkRepository(dataSource), new ReportGroundRepository(dataSource, accounts), new LogRepository(dataSource), clock);
}

/** With the ready framework, at every centre. */
async function addProject(dataSource: DataSource, unitOfWork: UnitOfWork): Promise<Id> {
  const centres = await dataSource.query<{ id: Id }[]>('SELECT id FROM centres');
  const [ready] = readyFrameworks();
  return unitOfWork.run(async (tx) => {
    const project: Project = {
      id: newId(), title: 'Redes', funder: 'UNDEF', reference: null, ...PERIOD, budgetCents: 100_000_00, dollarRate: null, dollarRateOn: null, summary: null,
      status: 'running', iatiOrganisation: null, iatiActivity: null, iatiReporter: null, booksAreItsOwn: false, english: null, createdAt: tx.now, version: 1,
    };
    await tx.insert(Project, project);
    await tx.insert(ProjectCentre, centres.map(({ id }) => ({ id: newId(), projectId: project.id, centreId: id })));
    if (ready) await layOut(tx, project, ready);
    return project.id;
  }, { actor: SYSTEM });
}

/** As registers that are corrected: absent becomes present, of the first groups. */
async function changeMarks(dataSource: DataSource, unitOfWork: UnitOfWork): Promise<void> {
  const marks = await dataSource.manager.find(AttendanceMark, { where: { status: 'absent' }, order: { id: 'ASC' }, take: MARKS });
  await unitOfWork.run(async (tx) => {
    for (const mark of marks) await tx.update(AttendanceMark, mark, { status: 'present' });
  }, { actor: SYSTEM, deadline: 60_000 });
}

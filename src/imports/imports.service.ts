import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { JobRunner, type Report } from '../shared/jobs/job-runner.js';
import { Job } from '../shared/jobs/job.entity.js';
import { organisationsAt } from '../organisations/guard-names.js';
import { registrationsAt } from '../people/guard-names.js';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { LONGEST_DEADLINE, UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { Clock } from '../shared/kernel/clock.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused, refuseFor, type Refusal } from '../shared/kernel/refusal.js';
import { mappingFor, mappingRefusals, matchColumns, readMapping, type ListKind } from './columns.js';
import { forgetChoices, keepChoices } from './import-choices.js';
import { ImportRow } from './import-row.entity.js';
import { Import } from './import.entity.js';
import { planImport, type PlannedImport } from './plan-import.js';
import type { PlanChoices, RowPlan } from './plan.js';
import { readList, type ReadList } from './read-list.js';
import { type MadeIds, writeOrganisations, writePeople } from './write-plan.js';

const PLAN_JOB = 'import-plan';
const WRITE_JOB = 'import-write';

export interface SentFile {
  name: string;
  bytes: Buffer;
  /** Told by the clerk; left out where the headings tell it. */
  kind?: ListKind;
}

/** A list comes in, is planned, looked at, and written whole or not at all. */
@Injectable()
export class ImportsService implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource, private readonly unitOfWork: UnitOfWork, private readonly jobs: JobRunner, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(PLAN_JOB, (job, report) => this.plan(job, report));
    this.jobs.register(WRITE_JOB, (job, report) => this.write(job, report), (job) => this.giveBack(job));
  }

  /** Keeps a list as it was sent and plans it where its columns are clear. @throws Refused for what cannot be read */
  async receive(file: SentFile, options: UnitOptions): Promise<Id> {
    const reading = await readList(file.bytes);
    if (!reading.ok) throw new Refused({ ...reading.refusal, field: 'file' });
    const { list } = reading;
    const matched = matchColumns(list.headings);
    const kind = file.kind ?? matched.kind ?? 'people';
    // A write of ten thousand people may wait for others.
    const id = await this.unitOfWork.run((tx) => this.keep(tx, file, list, kind), { ...options, deadline: LONGEST_DEADLINE });
    this.wake();
    return id;
  }

  /** Corrects which column is what, and plans anew. @throws Refused, StaleEdit, NotThere */
  async changeColumns(id: Id, kind: ListKind, answers: Record<string, unknown>, options: UnitOptions): Promise<void> {
    await this.replan(id, options, async (tx, before) => {
      const { mapping, refusals } = readMapping(kind, answers, before.headings.length);
      refuseFor(refusals);
      await forgetChoices(tx, id);
      return { kind, mapping };
    });
  }

  /** Keeps what the clerk chose for doubtful rows, and plans anew. */
  async choose(id: Id, choices: PlanChoices, options: UnitOptions): Promise<void> {
    await this.replan(id, options, async (tx) => {
      await keepChoices(tx, id, choices);
      return {};
    });
  }

  /**
   * The clerk has looked and says yes: the list is written in one unit of work, as it is chosen now. Twice is once.
   * @param choices what is marked on the page that was confirmed, kept or not
   */
  async confirm(id: Id, choices: PlanChoices, options: UnitOptions): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const before = await ownImport(tx, id);
      if (before.status === 'done' || (before.status === 'writing' && await isUnderWay(tx, before))) return;
      if (before.status === 'cancelled') refuseFor(writtenRefusals(before));
      if (before.status !== 'planned' && before.status !== 'writing') throw new Refused({ reason: 'imports:refusals.not-planned' });
      await keepChoices(tx, id, choices);
      await tx.update(Import, before, { status: 'writing', confirmedAt: tx.now });
      await this.jobs.enqueue(tx, { kind: WRITE_JOB, centreId: before.centreId, subjectId: id });
    }, options);
    this.wake();
  }

  /** Lets a list go that was not written. */
  async cancel(id: Id, options: UnitOptions): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const before = await ownImport(tx, id);
      refuseFor(writtenRefusals(before));
      await tx.update(Import, before, { status: 'cancelled' });
    }, options);
  }

  private async keep(tx: Tx, file: SentFile, list: ReadList, kind: ListKind): Promise<Id> {
    const mapping = mappingFor(kind, list.headings);
    const clear = mappingRefusals(kind, mapping, list.headings.length).length === 0;
    const row: Import = {
      id: newId(), centreId: tx.actor.centreId as Id, kind, fileName: file.name.slice(0, 160),
      contentHash: createHash('sha256').update(file.bytes).digest('hex'), encoding: list.encoding, delimiter: list.delimiter,
      headings: list.headings, mapping, status: 'planning', counts: null, createdBy: tx.actor.accountId as Id, createdAt: tx.now,
      confirmedAt: null, version: 1,
    };
    await tx.insert(Import, row);
    await tx.insert(ImportRow, list.rows.map(({ row: rowNumber, cells }) => ({ id: newId(), importId: row.id, rowNumber, cells })));
    if (clear) await this.jobs.enqueue(tx, { kind: PLAN_JOB, centreId: row.centreId, subjectId: row.id });
    return row.id;
  }

  private async replan(id: Id, options: UnitOptions, change: (tx: Tx, before: Import) => Promise<Partial<Import>>): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const before = await ownImport(tx, id);
      refuseFor(writtenRefusals(before));
      await tx.update(Import, before, { ...await change(tx, before), status: 'planning' });
      await this.jobs.enqueue(tx, { kind: PLAN_JOB, centreId: before.centreId, subjectId: id });
    }, options);
    this.wake();
  }

  private async plan(job: Job, report: Report): Promise<void> {
    const found = await this.dataSource.manager.findOneBy(Import, { id: job.subjectId });
    // Planned already is planned again: what was chosen while the plan before this one was being made is not in it.
    if (!found || (found.status !== 'planning' && found.status !== 'planned')) return;
    const planned = await this.planned(this.dataSource.manager, found, (done) => report(done * 70, 'imports:steps.planning'));
    report(75, 'imports:steps.keeping');
    await this.unitOfWork.run(async (tx) => {
      await keepRows(tx, found, planned);
      await tx.update(Import, found, { status: 'planned', counts: planned.plan.counts });
    }, { actor: actorOf(job), deadline: LONGEST_DEADLINE });
  }

  /** All or nothing: planned anew on what is here now, and written, in one unit of work. */
  private async write(job: Job, report: Report): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await hold(tx, organisationsAt(job.centreId), registrationsAt(job.centreId));
      const found = await tx.manager.findOneByOrFail(Import, { id: job.subjectId });
      if (found.status !== 'writing') return;
      const planned = await this.planned(tx.manager, found, (done) => report(done * 40, 'imports:steps.checking'));
      report(50, 'imports:steps.writing');
      const made = planned.kind === 'organisations'
        ? await writeOrganisations(tx, found.centreId, planned.plan.writes) : await writePeople(tx, found.centreId, planned.known, planned.plan.writes);
      report(85, 'imports:steps.keeping');
      await keepRows(tx, found, planned, made);
      await tx.update(Import, found, { status: 'done', counts: planned.plan.counts });
    }, { actor: actorOf(job), deadline: LONGEST_DEADLINE });
  }

  /** What was refused, or cut off too often, can be looked at and confirmed again. */
  private async giveBack(job: Job): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const found = await tx.manager.findOneByOrFail(Import, { id: job.subjectId });
      if (found.status === 'writing') await tx.update(Import, found, { status: 'planned', confirmedAt: null });
    }, { actor: actorOf(job) });
  }

  private async planned(manager: Tx['manager'], found: Import, onProgress: (done: number) => void): Promise<PlannedImport> {
    const rows = await manager.find(ImportRow, { select: { rowNumber: true, cells: true }, where: { importId: found.id }, order: { rowNumber: 'ASC' } });
    return planImport(manager, found, rows.map(({ rowNumber, cells }) => ({ row: rowNumber, cells })), this.clock.today(), onProgress);
  }

  private wake(): void {
    // The job outlives the request; what goes wrong in it is kept with the job.
    void this.jobs.wake();
  }
}

async function ownImport(tx: Tx, id: Id): Promise<Import> {
  const found = await tx.manager.findOneBy(Import, { id, centreId: tx.actor.centreId as Id });
  if (!found) throw new NotThere('import');
  return found;
}

function isUnderWay(tx: Tx, { id: subjectId, centreId }: Import): Promise<boolean> {
  return tx.manager.existsBy(Job, { centreId, kind: WRITE_JOB, subjectId, status: In(['waiting', 'running']) });
}

/** Why a list can no longer be changed or let go. */
function writtenRefusals({ status }: Import): Refusal[] {
  if (status === 'writing') return [{ reason: 'imports:refusals.being-written' }];
  return status === 'done' || status === 'cancelled' ? [{ reason: `imports:refusals.${status === 'done' ? 'written' : 'let-go'}` }] : [];
}

/**
 * Rows go out and come in whole: one statement for hundreds of them, where changing each would take thousands.
 * @param made what the rows have made, so that the page of a list that was written leads there
 */
async function keepRows(tx: Tx, { id: importId }: Import, { rows, plan }: PlannedImport, made: MadeIds = new Map()): Promise<void> {
  const plans = new Map<number, RowPlan>(plan.rows.map((each) => [each.row, { ...each, knownId: each.knownId ?? made.get(each.repeats ?? each.row) ?? null }]));
  await tx.execute('DELETE FROM import_rows WHERE import_id = ?', [importId]);
  await tx.insert(ImportRow, rows.map(({ row, cells }) => ({
    id: newId(), importId, rowNumber: row, cells, outcome: plans.get(row)?.status ?? null, detail: plans.get(row) ?? null,
  })));
}

function actorOf(job: Job): { accountId: Id | null; centreId: Id } {
  return { accountId: job.createdBy, centreId: job.centreId };
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Account } from '../../accounts/account.entity.js';
import { refuseDuplicate } from '../../shared/database/duplicates.js';
import { hold } from '../../shared/database/guards.js';
import { SYSTEM, type Tx } from '../../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../../shared/database/unit-of-work.js';
import type { StoredFile } from '../../shared/files/stored-file.entity.js';
import { StoredFiles } from '../../shared/files/stored-files.js';
import type { Job } from '../../shared/jobs/job.entity.js';
import { JobRunner, type Report as TellProgress } from '../../shared/jobs/job-runner.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { NotThere, Refused, StaleEdit } from '../../shared/kernel/refusal.js';
import { canonical } from '../../shared/web/submission.js';
import { projectGuard } from '../framework/framework-ground.js';
import type { Period } from '../indicators/indicator.js';
import type { ReportReader } from '../reports.policy.js';
import type { ReportContent } from './report-content.js';
import { ReportGathering } from './report-gathering.js';
import { publishingRefusal, tellingRefusal } from './report-rules.js';
import type { ReportTexts } from './report-texts.js';
import { ReportSignature } from './report-signature.entity.js';
import { Report } from './report.entity.js';
import { REPORT_JOB, ReportsRepository } from './reports.repository.js';

export interface NewReport {
  projectId: Id;
  period: Period;
  /** The report that it is to take the place of. */
  correctsId: Id | null;
  why: string | null;
}

/** Makes reports, and publishes them for ever. */
@Injectable()
export class ReportsService implements OnModuleInit {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly jobs: JobRunner, private readonly gathering: ReportGathering,
    private readonly reports: ReportsRepository, private readonly files: StoredFiles,
  ) {}

  onModuleInit(): void {
    this.jobs.register(REPORT_JOB, (job, tell) => this.compose(job, tell));
  }

  /**
   * Starts a draft, whose figures are gathered off the request.
   * @returns its id @throws Refused where the period has a published report already that it does not correct
   */
  async start(centreId: Id, { projectId, period, correctsId, why }: NewReport, unit: UnitOptions): Promise<Id> {
    const id = await this.unitOfWork.run(async (tx) => {
      const latest = await latestOf(tx, { projectId, startsOn: period.from, endsOn: period.to });
      if ((latest?.id ?? null) !== correctsId) throw new Refused({ field: 'startsOn', reason: latest ? 'reports:refusals.reported' : 'reports:refusals.edition-meanwhile' });
      const draft = { id: newId(), projectId, startsOn: period.from, endsOn: period.to, status: 'composing' as const, correctsId, why, createdAt: tx.now, createdBy: tx.actor.accountId, version: 1 };
      await tx.insert(Report, [draft]);
      await this.jobs.enqueue(tx, { kind: REPORT_JOB, centreId, subjectId: draft.id });
      return draft.id;
    }, unit);
    void this.jobs.wake();
    return id;
  }

  /** Gathers the figures of a draft anew, as the records are now. @throws Refused for a published one */
  async refresh(reader: ReportReader, id: Id, unit: UnitOptions): Promise<void> {
    const { projectId } = await this.reports.find(reader, id);
    await this.unitOfWork.run(async (tx) => {
      const report = await holdReport(tx, projectId, id);
      if (report.status === 'published') throw new Refused({ reason: 'reports:refusals.published' });
      await tx.update(Report, report, { status: 'composing' });
      await this.jobs.enqueue(tx, { kind: REPORT_JOB, centreId: reader.centreId, subjectId: id });
    }, unit);
    void this.jobs.wake();
  }

  /** Throws a draft away. @returns the project's id @throws Refused for a published one, StaleEdit when it is no longer in `version` */
  async discard(reader: ReportReader, id: Id, version: number, unit: UnitOptions): Promise<Id> {
    // It is not found any more the second time.
    const earlier = await this.unitOfWork.answerTo<Id>(unit);
    if (earlier) return earlier.answer;
    const { projectId } = await this.reports.find(reader, id);
    return this.unitOfWork.run(async (tx) => {
      const report = await holdReport(tx, projectId, id);
      if (report.status === 'published') throw new Refused({ reason: 'reports:refusals.published' });
      await tx.remove<Report>(Report, { ...report, version });
      await this.letGo(tx, report.fileId);
      return projectId;
    }, unit);
  }

  /**
   * Signs a draft and publishes it for ever.
   * @param seen the digest of what was on her page
   * @throws Refused when it says something else by now, is published already, or another edition of its period was meanwhile,
   * or a report of another project of one of its centres
   */
  async publish(reader: ReportReader, id: Id, seen: string, unit: UnitOptions): Promise<void> {
    const { projectId } = await this.reports.find(reader, id);
    const centreIds = await this.reports.centresOf(projectId);
    await refuseDuplicate({ reason: 'reports:refusals.edition-meanwhile' }, () => this.unitOfWork.run(async (tx) => {
      // Two reports of one centre give away together what neither does alone: the second must see the first, whoever's project it is.
      await hold(tx, ...centreIds.map((centreId) => `reports:${centreId}`));
      const report = await holdReport(tx, projectId, id);
      if (await this.reports.hasCentreBeside(tx, projectId, centreIds)) throw new Refused({ reason: 'reports:refusals.changed' });
      const latest = await latestOf(tx, report);
      const intact = report.fileId !== null && (await this.reports.content(report)).intact;
      const refusal = publishingRefusal(report, { seen, latestId: latest?.id ?? null, intact, toldAt: await this.reports.toldAt(tx, report) });
      if (refusal) throw new Refused(refusal);
      await sign(tx, report, seen);
      await tx.update(Report, report, { status: 'published', edition: (latest?.edition ?? 0) + 1, publishedAt: tx.now, publishedBy: tx.actor.accountId });
    }, unit));
  }

  /**
   * Writes into a draft what no record says.
   * @param unit and the digest of what was on her page
   * @throws Refused for what is no draft, StaleEdit where it says something else by now
   */
  async tell(reader: ReportReader, id: Id, texts: ReportTexts, { seen, ...unit }: UnitOptions & { seen: string }): Promise<void> {
    const { projectId } = await this.reports.find(reader, id);
    await this.unitOfWork.run(async (tx) => {
      const report = await holdReport(tx, projectId, id);
      const refusal = tellingRefusal(report);
      if (refusal) throw new Refused(refusal);
      if (report.digest !== seen) throw new StaleEdit(report.digest, seen);
      const { content, intact } = await this.reports.content(report);
      if (!intact) throw new Refused({ reason: 'reports:refusals.broken' });
      const file = await this.keepContent(tx, reader.centreId, { ...content, texts });
      await this.replace(tx, report, { fileId: file.id, digest: file.hash });
    }, unit);
  }

  /** May be called again after a crash: it gathers from the start. */
  private async compose(job: Job, tell: TellProgress): Promise<null> {
    const report = await this.reports.find({ centreId: job.centreId, drafts: true }, job.subjectId).catch(unlessGone);
    if (report?.status !== 'composing') return null;
    const content = await this.gathering.gather(report, { corrects: await this.correctedBy(report), texts: await this.textsOf(report) }, tell);
    await this.keep(job, report, content);
    return null;
  }

  /** What was written into the draft before, or else into the report that it corrects; nothing where that is gone. Nobody writes while it is gathered. */
  private async textsOf({ fileId, digest, correctsId }: Report): Promise<ReportTexts | undefined> {
    const [former] = fileId === null && correctsId !== null ? await this.reports.published([correctsId]) : [{ fileId, digest }];
    if (!former?.fileId || await this.reports.keptDigest(former) === null) return undefined;
    return (await this.reports.content(former)).content.texts;
  }

  private async correctedBy({ correctsId, why }: Report): Promise<ReportContent['corrects']> {
    const [former] = await this.reports.published(correctsId === null ? [] : [correctsId]);
    return former ? { id: former.id, edition: former.edition ?? 1, digest: former.digest ?? '', why: why ?? '' } : null;
  }

  private async keep(job: Job, { id }: Report, content: ReportContent): Promise<void> {
    const catalogueVersions = Object.fromEntries(content.definitions.map(({ code, version }) => [code, version]));
    await this.unitOfWork.run(async (tx) => {
      const report = await tx.manager.findOneBy(Report, { id });
      if (report?.status !== 'composing') return;
      const file = await this.keepContent(tx, job.centreId, content);
      await this.replace(tx, report, { status: 'draft', fileId: file.id, digest: file.hash, catalogueVersions, composedAt: content.asOf });
    }, { actor: { ...SYSTEM, accountId: job.createdBy, centreId: job.centreId } });
  }

  /** A draft with another content: the one that it had is let go of. */
  private async replace(tx: Tx, report: Report, changed: Partial<Report>): Promise<void> {
    const { fileId: former } = report;
    await tx.update(Report, report, changed);
    if (former !== changed.fileId) await this.letGo(tx, former);
  }

  /** Two drafts that say the same share a file. */
  private async letGo(tx: Tx, fileId: Id | null): Promise<void> {
    if (fileId !== null && !await tx.manager.existsBy(Report, { fileId })) await this.files.forget(tx, fileId);
  }

  private keepContent(tx: Tx, centreId: Id, content: ReportContent): Promise<StoredFile> {
    const name = `${content.period.from}_${content.period.to}.json`;
    return this.files.keep(tx, { name, type: 'application/json', bytes: Buffer.from(canonical(content)), centreId, keptFor: 'office' });
  }
}

/**
 * The report as it is now; its project is held before anything is read in the unit, so that nobody else changes it or publishes another one meanwhile.
 * @throws NotThere
 */
async function holdReport(tx: Tx, projectId: Id, id: Id): Promise<Report> {
  await hold(tx, projectGuard(projectId));
  const report = await tx.manager.findOneBy(Report, { id });
  if (!report) throw new NotThere('report');
  return report;
}

function latestOf(tx: Tx, { projectId, startsOn, endsOn }: Pick<Report, 'projectId' | 'startsOn' | 'endsOn'>): Promise<Report | null> {
  return tx.manager.findOne(Report, { where: { projectId, startsOn, endsOn, status: 'published' }, order: { edition: 'DESC' } });
}

async function sign(tx: Tx, { id }: Report, digest: string): Promise<void> {
  const { accountId } = tx.actor;
  const account = accountId === null ? null : await tx.manager.findOneBy(Account, { id: accountId });
  if (!account) throw new NotThere('account');
  await tx.insert(ReportSignature, { id: newId(), reportId: id, accountId: account.id, name: account.displayName, digest, signedAt: tx.now });
}

function unlessGone(error: unknown): null {
  if (error instanceof NotThere) return null;
  throw error;
}

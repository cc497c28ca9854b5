import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { databaseNow } from '../database/database-time.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { SYSTEM, type Tx } from '../database/tx.js';
import { Clock } from '../kernel/clock.js';
import { newId, type Id } from '../kernel/ids.js';
import { Refused, type Refusal } from '../kernel/refusal.js';
import type { Translate } from '../web/i18n.js';
import { describeFault, log } from '../web/log.js';
import { Job } from './job.entity.js';

/** Says how far a job is: percent 0 to 100 and a catalogue key for what is being done. */
export type Report = (percent: number, step: string) => void;

/**
 * Does the work of one kind of job. May be called again after a crash, so it must take up where things are;
 * what it returns is kept as the job's result. A `Refused` ends the job as failed with its reasons.
 */
export type JobHandler = (job: Job, report: Report, signal: AbortSignal) => Promise<unknown>;

/** Puts right what a job leaves behind that ends without being done; may be called more than once. */
export type OnFailed = (job: Job) => Promise<unknown>;

export interface JobView {
  url: string;
  done: number;
  total: number;
  words: string;
  finished: boolean;
}

export interface JobOrder {
  kind: string;
  centreId: Id;
  subjectId: Id;
  payload?: unknown;
}

const LEASE = 60_000;
/** A job may be silent for as long as its longest unit of work takes: the lease is renewed beside it. */
const RENEW_EVERY = LEASE / 3;
const LOOK_AGAIN = 15_000;
const ATTEMPTS = 3;
const REPORT_EVERY = 300;

/** Runs long work off the request, one job at a time in a process, each held by a leased row. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly onFailed = new Map<string, OnFailed>();
  private readonly current = new Map<Id, { progress: number; step: string }>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private lookOnceMore = false;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Tells who does jobs of a kind; called once at the start by the feature. */
  register(kind: string, handler: JobHandler, onFailed?: OnFailed): void {
    this.handlers.set(kind, handler);
    if (onFailed) this.onFailed.set(kind, onFailed);
  }

  /** Puts a job in line as part of a unit of work; call `wake` after it. @returns the job's id */
  async enqueue(tx: Tx, order: JobOrder): Promise<Id> {
    const id = newId();
    await tx.insert(Job, [{
      id, ...order, payload: order.payload ?? null, status: 'waiting', createdBy: tx.actor.accountId, createdAt: tx.now, leaseUntil: 0,
    }]);
    return id;
  }

  /**
   * Starts what is in line, unless it is being worked on already. Never rejects: while the database cannot be reached the
   * line stays as it is, and is looked at again later. @returns when the line is empty
   */
  wake(): Promise<void> {
    this.lookOnceMore = true;
    this.working ??= this.work()
      .catch((error: unknown) => {
        this.lookOnceMore = false;
        log.warn(describeFault(error), 'the line of jobs was not worked off; it is looked at again later');
      })
      .finally(() => {
        this.working = undefined;
      })
      // Who woke it between its last look and its end is not forgotten.
      .then(() => (this.lookOnceMore && !this.stopping.signal.aborted ? this.wake() : undefined));
    return this.working;
  }

  /** How far a job is, for the partial `progress`: what this process knows of it goes before what it has written. */
  view(job: Job, t: Translate): JobView {
    const { progress, step } = this.current.get(job.id) ?? { progress: job.progress, step: job.step };
    const finished = job.status !== 'waiting' && job.status !== 'running';
    return { url: `/jobs/${job.id}`, done: Math.round(progress), total: 100, words: t(step ?? 'common:jobs.waiting'), finished };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.freeLeases();
    this.timer = setInterval(() => void this.wake(), LOOK_AGAIN);
    this.timer.unref();
    void this.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.working;
  }

  /** One embedded file has one process: what was running when it ended runs nowhere now, and need not wait. */
  private async freeLeases(): Promise<void> {
    if (this.dataSource.options.type !== 'better-sqlite3') return;
    await this.unitOfWork.run((tx) => tx.execute("UPDATE jobs SET lease_until = 0 WHERE status = 'running'", []), { actor: SYSTEM });
  }

  private async work(): Promise<void> {
    while (this.lookOnceMore && !this.stopping.signal.aborted) {
      this.lookOnceMore = false;
      const job = await this.take();
      if (!job) continue;
      this.lookOnceMore = true;
      await this.perform(job);
    }
  }

  private async take(): Promise<Job | null> {
    const kinds = [...this.handlers.keys()];
    if (kinds.length === 0) return null;
    const [next] = await this.dataSource.manager.createQueryBuilder(Job, 'job')
      .where('job.kind IN (:...kinds)', { kinds })
      .andWhere(`(job.status = 'waiting' OR (job.status = 'running' AND job.leaseUntil < ${databaseNow(this.dataSource)}))`)
      .orderBy('job.createdAt').limit(1).getMany();
    if (!next) return null;
    if (next.attempts >= ATTEMPTS) {
      await this.fail(next, [{ reason: 'common:jobs.given-up' }]);
      return this.take();
    }
    return this.hold(next);
  }

  /** Takes the lease; another process may have been quicker. */
  private async hold(job: Job): Promise<Job | null> {
    const version = job.version + 1;
    const held = await this.unitOfWork.run((tx) => tx.execute(
      `UPDATE jobs SET status = 'running', ${this.leased()}, attempts = attempts + 1, version = ? WHERE id = ? AND version = ?`,
      [version, job.id, job.version],
    ), { actor: SYSTEM });
    return held > 0 ? { ...job, status: 'running', version } : this.take();
  }

  private async perform(job: Job): Promise<void> {
    const handler = this.handlers.get(job.kind) as JobHandler;
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    const renewing = setInterval(() => void this.renew(job, lost), RENEW_EVERY);
    try {
      const result = await handler(job, this.reporter(job), signal);
      if (!signal.aborted) await this.finish(job, 'done', result ?? null);
    } catch (error) {
      if (signal.aborted) return;
      log.error({ job: job.kind, ...describeFault(error) }, 'a job failed');
      await this.fail(job, error instanceof Refused ? error.refusals : [{ reason: 'common:jobs.failed' }]);
    } finally {
      clearInterval(renewing);
      this.current.delete(job.id);
    }
  }

  /** Never rejects: where the database cannot be reached, the lease is renewed the next time, or runs out. */
  private async renew(job: Job, lost: AbortController): Promise<void> {
    const held = await this.change(job, {}, this.leased()).catch(() => true);
    if (!held) lost.abort();
  }

  /** By the database's clock: another machine's must not take a job that is being done here. */
  private leased(): string {
    return `lease_until = ${databaseNow(this.dataSource)} + ${LEASE}`;
  }

  /**
   * Changes the row of a job as long as it is whoever took it who does: one that was cancelled stays cancelled, and one whose
   * lease ran out is another's.
   * @param more what else is set, as SQL @returns whether it still was
   */
  private async change(job: Job, values: Readonly<Record<string, string | number | null>>, ...more: string[]): Promise<boolean> {
    const sets = [...Object.keys(values).map((column) => `${column} = ?`), ...more].join(', ');
    return await this.unitOfWork.run((tx) => tx.execute(
      `UPDATE jobs SET ${sets} WHERE id = ? AND version = ? AND status = ?`, [...Object.values(values), job.id, job.version, job.status],
    ), { actor: SYSTEM }) > 0;
  }

  private reporter(job: Job): Report {
    let written = 0;
    return (progress, step) => {
      this.current.set(job.id, { progress, step });
      const now = Date.now();
      if (now - written < REPORT_EVERY) return;
      written = now;
      // Progress is told for comfort: when it cannot be written, the work goes on.
      void this.change(job, { progress: Math.round(progress), step }, this.leased()).catch(() => undefined);
    };
  }

  /** The feature first: should the process end in between, the job is taken up and failed once more. */
  private async fail(job: Job, reasons: readonly Refusal[]): Promise<void> {
    if (!await this.isHeld(job)) return;
    await this.onFailed.get(job.kind)?.(job);
    await this.finish(job, 'failed', { reasons });
  }

  private async finish(job: Job, status: 'done' | 'failed', result: unknown): Promise<void> {
    await this.change(job, {
      status, result: JSON.stringify(result), progress: status === 'done' ? 100 : job.progress, finished_at: this.clock.now(), lease_until: 0, version: job.version + 1,
    });
  }

  private isHeld({ id, version, status }: Job): Promise<boolean> {
    return this.dataSource.manager.existsBy(Job, { id, version, status });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { NotThere, Refused, StaleEdit } from '../kernel/refusal.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { abandonConnection } from './mysql-hosts.js';
import { backoff, isDuplicate, pause, verdictOn } from './retry-rules.js';
import { Tx, type Actor } from './tx.js';

/** Something a person sent that might arrive twice. */
export interface Submission {
  /** Chosen by the browser's page; unique for one filled-in form. */
  key: string;
  /** A keyed hash of the body, hexadecimal. */
  bodyHash: string;
}

export interface UnitOptions {
  actor: Actor;
  /** Makes the unit idempotent: its result is kept (as JSON) and answered again. */
  submission?: Submission | undefined;
  /** Whose the submission is, where whoever acts is another: who sets Minka up is nobody yet. */
  sentBy?: null;
  /** Milliseconds after which it has failed, whatever it is waiting for; 10 s unless told, 30 s where one file has one writer; at most `LONGEST_DEADLINE`. */
  deadline?: number;
}

/** The database could not take the write before the deadline: answered with 503. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super('the database did not take the write in time', { cause });
    this.name = 'DatabaseUnavailable';
  }
}

/** The same key came with another body: answered with 409. */
export class KeyReused extends Error {
  constructor() {
    super('idempotency key used for another body');
    this.name = 'KeyReused';
  }
}

/** How often a row that another made first may send a unit back to look again: it may make several kinds of rows. */
const LATE_TRIES = 4;
const DEADLINE = 10_000;
/** Nothing may take longer, in milliseconds: an entry of the trail is committed at most so long after the time that it bears. */
export const LONGEST_DEADLINE = 120_000;
/** A list of ten thousand people holds the one writer for a while. */
const EMBEDDED_DEADLINE = 30_000;

/**
 * The one way to write (see `Tx`). Runs the whole body in a transaction, again after a deadlock, a failed certification or a
 * race that it lost, on another host after a lost one; so the body must do nothing outside the database.
 */
@Injectable()
export class UnitOfWork {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, @Inject(Clock) private readonly clock: Clock) {}

  /**
   * @returns what the body returned, or for a submission that was seen before, what it returned then
   * @throws Refused, StaleEdit and NotThere as the body throws them; KeyReused; DatabaseUnavailable
   */
  async run<T>(work: (tx: Tx) => Promise<T>, options: UnitOptions): Promise<T> {
    const giveUpAt = Date.now() + Math.min(options.deadline ?? (isEmbedded(this.dataSource) ? EMBEDDED_DEADLINE : DEADLINE), LONGEST_DEADLINE);
    // One writer sees all that was written before it: only where there are several may a row have come in between.
    let late = isEmbedded(this.dataSource) ? LATE_TRIES : 0;
    for (let attempt = 1; ; attempt += 1) {
      const unit = new Attempt<T>(this.dataSource, this.clock.now(), options);
      try {
        return await unit.run(work, giveUpAt);
      } catch (error) {
        // Its twin may have been quicker: then what refuses this one is what the twin has done.
        const decided = isDuplicate(error) || error instanceof Refused || error instanceof StaleEdit || error instanceof NotThere;
        if (options.submission && decided && (await unit.answered(options.submission))) continue;
        const wasLate = isDuplicate(error) && late < LATE_TRIES;
        if (wasLate) late += 1;
        if (!wasLate && verdictOn(error) === 'give-up') throw error;
        // With a submission the next try finds the answer by its key.
        if (unit.commitWasSent && !options.submission && (await this.landed(unit, giveUpAt))) return unit.result as T;
        if (Date.now() >= giveUpAt) throw new DatabaseUnavailable(error);
        await pause(backoff(attempt, Math.random));
      }
    }
  }

  /**
   * What a submission was answered before: for what has to be checked outside the unit, and would be refused the second
   * time (a code that is used up, a password that is an old one by now). Null when it is new. @throws KeyReused
   */
  async answerTo<T>(options: UnitOptions): Promise<{ answer: T } | null> {
    if (!options.submission) return null;
    const earlier = await new Attempt<T>(this.dataSource, this.clock.now(), options).earlier();
    return earlier && { answer: earlier.answer as T };
  }

  /** After an error at COMMIT: did the unit take effect all the same? Asks until the database answers. */
  private async landed<T>(unit: Attempt<T>, giveUpAt: number): Promise<boolean> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await unit.isRecorded();
      } catch (error) {
        if (Date.now() >= giveUpAt) throw new DatabaseUnavailable(error);
        await pause(backoff(attempt, Math.random));
      }
    }
  }
}

/** One try at a unit of work. */
class Attempt<T> {
  commitWasSent = false;
  result: T | undefined;
  private tx: Tx | undefined;
  private expired = false;

  constructor(private readonly dataSource: DataSource, private readonly now: number, private readonly options: UnitOptions) {}

  /** @throws DatabaseUnavailable at `giveUpAt`, whatever it is waiting for then; other errors as they come */
  async run(work: (tx: Tx) => Promise<T>, giveUpAt: number): Promise<T> {
    const { submission } = this.options;
    // Read before the transaction begins, so that its first statement is the body's own: a guard row works only there.
    const earlier = submission ? await this.earlierAnswer(submission) : null;
    if (earlier) return earlier.answer as T;
    const runner = this.dataSource.createQueryRunner();
    return within(giveUpAt, this.transact(runner, work), () => this.expire(runner));
  }

  /** Whatever the body still does is lost with its connection; it must not end in a commit. */
  private expire(runner: QueryRunner): void {
    this.expired = true;
    abandonConnection((runner as unknown as { databaseConnection?: unknown }).databaseConnection);
  }

  private refuseExpired(): void {
    if (this.expired) throw new DatabaseUnavailable(new Error('the unit of work had run out of time'));
  }

  private async transact(runner: QueryRunner, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      await runner.startTransaction();
      this.refuseExpired();
      this.tx = new Tx(runner.manager, this.now, this.options.actor);
      const result = await this.inside(work, this.tx);
      this.refuseExpired();
      this.commitWasSent = true;
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await this.abort(runner, error);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** True when another transaction has answered this submission in the meantime. */
  async answered(submission: Submission): Promise<boolean> {
    return (await this.earlierAnswer(submission)) !== null;
  }

  earlier(): Promise<IdempotencyKey | null> {
    return this.earlierAnswer(this.options.submission as Submission);
  }

  /** True when this try's trail is in the database, so that its COMMIT took effect. */
  async isRecorded(): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query('SELECT id FROM audit_entries WHERE unit_id = ? LIMIT 1', [this.tx?.unitId]);
    return rows.length > 0;
  }

  private async inside(work: (tx: Tx) => Promise<T>, tx: Tx): Promise<T> {
    const { submission } = this.options;
    this.result = await work(tx);
    await tx.writeTrail();
    if (submission) await this.keepAnswer(tx, submission, this.result);
    return this.result;
  }

  private async earlierAnswer(submission: Submission): Promise<IdempotencyKey | null> {
    const earlier = await this.dataSource.manager.findOneBy(IdempotencyKey, { submissionKey: this.scoped(submission) });
    if (earlier && earlier.bodyHash !== submission.bodyHash) throw new KeyReused();
    return earlier;
  }

  private async keepAnswer(tx: Tx, submission: Submission, result: T): Promise<void> {
    await tx.insert(IdempotencyKey, {
      submissionKey: this.scoped(submission), accountId: this.options.actor.accountId,
      bodyHash: submission.bodyHash, answer: result ?? null, recordedAt: tx.now,
    });
  }

  /** One person's key can neither be guessed by nor collide with another's. */
  private scoped(submission: Submission): string {
    const { actor, sentBy = actor.accountId } = this.options;
    return `${sentBy ?? 'nobody'}:${submission.key}`.slice(0, 120);
  }

  private async abort(runner: QueryRunner, error: unknown): Promise<void> {
    if (verdictOn(error) === 'elsewhere') {
      abandonConnection((runner as unknown as { databaseConnection?: unknown }).databaseConnection);
      return;
    }
    if (!runner.isTransactionActive) return;
    // What matters is the first error; a rollback that fails leaves a transaction that the server ends by itself.
    await runner.rollbackTransaction().catch(() => undefined);
  }
}

function isEmbedded({ options }: DataSource): boolean {
  return options.type === 'better-sqlite3';
}

/** The work's outcome, or what `expire` makes of it when it takes too long. */
async function within<T>(giveUpAt: number, work: Promise<T>, expire: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      expire();
      reject(new DatabaseUnavailable(new Error('the unit of work ran out of time')));
    }, Math.max(0, giveUpAt - Date.now()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

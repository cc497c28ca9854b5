import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { aheadOfDatabase } from '../../shared/database/database-time.js';
import { inChunks, places } from '../../shared/database/sql.js';
import { SYSTEM, type Tx } from '../../shared/database/tx.js';
import { LONGEST_DEADLINE, UnitOfWork } from '../../shared/database/unit-of-work.js';
import { Clock, type Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { affectedPeople, FOLLOWED, type FollowedChange } from './affected-people.js';
import { FactState } from './fact-state.entity.js';
import { beginDrawing, drawAnew, drawLot, noteFollowed, readState, redraw, type FollowState } from './fact-writes.js';
import { isAheadOfTime, OVERLAP, sharedTime } from './followable.js';
import { affectedCentres, redrawSeats } from './seat-sums.js';

const PEOPLE_AT_ONCE = 300;
const LOT = 500;
const ENTRIES_AT_ONCE = 5_000;
/** How old the word may get that nothing has happened: the disk need not turn for each look. */
const TELL_EVERY = 30_000;

interface Entry extends FollowedChange {
  id: Id;
  recordedAt: number | string;
}

const KINDS = Object.keys(FOLLOWED);

/**
 * Keeps the facts of learners up to date with the records. It reads the trail of changes, finds out whose facts they may
 * have changed, and draws those people anew: nothing that writes records has to know of it. Several processes may do so
 * at once; each person's change is kept once.
 */
@Injectable()
export class FactsKeeper {
  /** Entries of the overlap that were followed already, and when they were recorded. */
  private readonly followed = new Map<Id, Instant>();
  /** How many entries the trail had from an instant on, when it was last read from there. */
  private looked: { from: Instant; entries: number } | null = null;
  private working: Promise<void> | undefined;
  private stopping = false;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Follows all that has been committed when it is called. The first time it draws everybody, lot by lot, and goes on where
   * it was cut off.
   * @throws Error when it is stopped before all is there: whoever adds figures up then would leave people out
   */
  async catchUp(): Promise<void> {
    // What is under way may have read the trail before the caller's change was in it.
    await this.working?.catch(() => undefined);
    this.working ??= this.work().finally(() => { this.working = undefined; });
    return this.working;
  }

  /** Ends after the lot that is under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.working?.catch(() => undefined);
  }

  /** Until when the facts hold all that was recorded; null while everybody is drawn for the first time, or anew. One query. */
  async asOf(): Promise<Instant | null> {
    const state = await this.state();
    return state && state.drawingFrom === null ? state.followedUntil : null;
  }

  private async work(): Promise<void> {
    let state = await this.state();
    if (!state) {
      const now = await this.now();
      await this.write((tx) => beginDrawing(tx, now));
      state = await this.state();
    }
    if (state && isAheadOfTime(state.followedUntil, this.clock.now())) state = await this.heal(state);
    if (state?.drawingFrom !== null) {
      await this.drawAllSeats();
      while (!this.stopping && !await this.write((tx) => drawLot(tx, LOT)));
      state = await this.state();
    }
    if (state && !this.stopping) await this.follow(state);
    if (this.stopping) throw new Error('the facts were stopped before they had followed all');
  }

  /** What a clock that was ahead has left out is in nobody's facts: only drawing everybody brings it in. */
  private async heal({ followedUntil }: FollowState): Promise<FollowState | null> {
    const now = await this.now();
    if (isAheadOfTime(followedUntil, now)) await this.write((tx) => drawAnew(tx, { from: followedUntil, now }));
    return this.state();
  }

  private async follow({ followedUntil }: FollowState): Promise<void> {
    const now = await this.now();
    const from = followedUntil - OVERLAP;
    if (this.looked && this.looked.from <= from && await this.countFrom(this.looked.from) === this.looked.entries) {
      if (now - followedUntil >= TELL_EVERY) await this.write((tx) => noteFollowed(tx, now));
      return;
    }
    const entries = await this.countFrom(from);
    for await (const page of this.pages(from)) {
      if (this.stopping) return;
      await this.followPage(page, now);
    }
    await this.write((tx) => noteFollowed(tx, now));
    this.looked = { from, entries };
    for (const [id, at] of this.followed) if (at <= from) this.followed.delete(id);
  }

  private async followPage(page: readonly Entry[], now: Instant): Promise<void> {
    const people = await affectedPeople(this.dataSource, page);
    for (const lot of inChunks([...people].sort(), PEOPLE_AT_ONCE)) {
      if (this.stopping) return;
      await this.write((tx) => redraw(tx, lot));
    }
    await this.redrawSeatsOf(await affectedCentres(this.dataSource, page));
    if (this.stopping) return;
    for (const { id, recordedAt } of page) this.followed.set(id, Number(recordedAt));
    // A long trail need not be followed from its beginning when this is cut off; entries of the last instant may stand on the next page.
    if (page.length === ENTRIES_AT_ONCE) await this.write((tx) => noteFollowed(tx, Math.min(Number(page.at(-1)?.recordedAt) - 1, now)));
  }

  /** As often as the drawing of everybody is begun: it takes a fraction of that. */
  private async drawAllSeats(): Promise<void> {
    const centres = await this.dataSource.query<{ id: Id }[]>('SELECT id FROM centres');
    await this.redrawSeatsOf(centres.map(({ id }) => id));
  }

  private async redrawSeatsOf(centreIds: Iterable<Id>): Promise<void> {
    for (const centreId of centreIds) if (!this.stopping) await this.write((tx) => redrawSeats(tx, centreId));
  }

  /** The entries that have not been followed yet, oldest first. */
  private async* pages(from: Instant): AsyncGenerator<readonly Entry[]> {
    let last = { recordedAt: from, id: '' };
    for (;;) {
      const page = await this.dataSource.query<Entry[]>(`
        SELECT id, recorded_at AS recordedAt, entity, entity_id AS entityId, values_before AS valuesBefore FROM audit_entries
        WHERE recorded_at >= ? AND (recorded_at > ? OR id > ?) AND entity IN (${places(KINDS)})
        ORDER BY recorded_at, id LIMIT ${ENTRIES_AT_ONCE}`, [last.recordedAt, last.recordedAt, last.id, ...KINDS]);
      const fresh = page.filter(({ id }) => !this.followed.has(id));
      if (fresh.length > 0) yield fresh;
      const end = page.at(-1);
      if (!end || page.length < ENTRIES_AT_ONCE) return;
      last = { recordedAt: Number(end.recordedAt), id: end.id };
    }
  }

  private async countFrom(from: Instant): Promise<number> {
    const [row] = await this.dataSource.query<{ entries: number | string }[]>('SELECT COUNT(*) AS entries FROM audit_entries WHERE recorded_at >= ?', [from]);
    return Number(row?.entries);
  }

  /** One query where there are several processes, each with a clock of its own. */
  private async now(): Promise<Instant> {
    return sharedTime(this.clock.now(), await aheadOfDatabase(this.dataSource));
  }

  private async state(): Promise<FollowState | null> {
    return readState(await this.dataSource.manager.find(FactState));
  }

  /** A busy server may take its time: what is given up is only begun anew, and never ends. */
  private write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(work, { actor: SYSTEM, deadline: LONGEST_DEADLINE });
  }
}

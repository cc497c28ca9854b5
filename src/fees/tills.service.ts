import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { appendEntry } from '../ledger/append-entries.js';
import { balanceOf, holdBook } from '../ledger/balances.js';
import { ACCOUNT } from '../ledger/chart.js';
import { moved } from '../ledger/entry-rules.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { isId, newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { holdTill } from './open-till.js';
import { expectedCash, methodSums } from './till-cash.js';
import { TillCount } from './till-count.entity.js';
import { TillReview } from './till-review.entity.js';
import { closingLines, closingRefusals, firstOff, isLeftOpen, missingFloat, openingRefusals, sumOf, type Count } from './till-rules.js';
import { TillSession } from './till-session.entity.js';

/** A till as somebody opens it. */
export interface OpeningAsked {
  floatCents: Cents;
  /** Whether what the safe lacks by the books is booked as opening balance. */
  bookMissing: boolean;
}

/** A till that may be counted and closed: one's own, or one that somebody left open, for whoever may close it. */
export interface TillKey {
  centreId: Id;
  sessionId: Id;
  mayCloseOthers: boolean;
}

/** How a count ended: the till is closed, or its difference has to be explained first. */
export interface Counted {
  sessionId: Id;
  closed: boolean;
}

/** Tills opened, counted and closed. */
@Injectable()
export class TillsService {
  constructor(private readonly unitOfWork: UnitOfWork, @Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Opens the actor's till with a float out of the safe. @throws Refused when she has one open, or the safe holds less by the books */
  open(centreId: Id, asked: OpeningAsked, options: UnitOptions): Promise<{ sessionId: Id }> {
    return this.unitOfWork.run((tx) => openTillSession(tx, centreId, asked), options);
  }

  /**
   * Keeps what was counted before anybody is told what should be there, beside what was counted before; where no count ever
   * found a difference, one's own till is closed.
   * @throws Refused, NotThere for a till of somebody else
   */
  async count(key: TillKey, count: Count, options: UnitOptions): Promise<Counted> {
    const ownerId = await this.ownerOf(key);
    return this.unitOfWork.run(async (tx) => {
      const till = await tillToClose(tx, key, ownerId);
      const expectedCents = expectedCash(till, await methodSums(tx.manager, [till.id]));
      const counted = await tx.update(TillSession, till, { denominations: count, countedCents: sumOf(count), expectedCents });
      await keepCount(tx, till, { expectedCents, countedCents: sumOf(count), denominations: count });
      if (firstOff(await countsOf(tx, till.id)) || till.accountId !== tx.actor.accountId) return { sessionId: till.id, closed: false };
      await close(tx, counted, null);
      return { sessionId: till.id, closed: true };
    }, options);
  }

  /** Closes a till whose count stands: the difference is booked, what was counted goes to the safe. @throws Refused without a count or a reason; NotThere */
  async close(key: TillKey, reason: string | null, options: UnitOptions): Promise<void> {
    const ownerId = await this.ownerOf(key);
    return this.unitOfWork.run(async (tx) => {
      const till = await tillToClose(tx, key, ownerId);
      if (till.countedCents === null) throw new Refused({ reason: 'till:refusals.not-counted' });
      // What came after the count has taken it back, so that both are of the same moment.
      const counted = { expectedCents: till.expectedCents ?? 0, countedCents: till.countedCents };
      const ground = { ...counted, reason, abandoned: till.accountId !== tx.actor.accountId, counts: await countsOf(tx, till.id) };
      refuseFor(closingRefusals(ground));
      await close(tx, till, reason);
    }, options);
  }

  /**
   * Notes that the actor has seen what a closed till of somebody else lacked or had too much; once.
   * @throws NotThere for a till that she cannot review
   */
  async review(centreId: Id, sessionId: Id, options: UnitOptions): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const till = isId(sessionId) ? await tx.manager.findOneBy(TillSession, { id: sessionId, centreId }) : null;
      const { accountId } = tx.actor;
      if (!till || till.closedAt === null || accountId === null || till.accountId === accountId) throw new NotThere('till to review');
      if (await tx.manager.existsBy(TillReview, { tillSessionId: sessionId, reviewedBy: accountId })) return;
      await tx.insert(TillReview, { id: newId(), tillSessionId: sessionId, centreId, reviewedAt: tx.now, reviewedBy: accountId });
    }, options);
  }

  /** Whose a till is never changes: it may be looked up before the unit, whose first statement holds it. */
  private async ownerOf({ centreId, sessionId }: TillKey): Promise<Id> {
    const till = isId(sessionId) ? await this.dataSource.manager.findOneBy(TillSession, { id: sessionId, centreId }) : null;
    if (!till) throw new NotThere('till');
    return till.accountId;
  }
}

/** See `TillsService.open`; the first statements of its unit. */
export async function openTillSession(tx: Tx, centreId: Id, { floatCents, bookMissing }: OpeningAsked): Promise<{ sessionId: Id }> {
  const { accountId } = tx.actor;
  if (accountId === null) throw new NotThere('account');
  await holdTill(tx);
  await holdBook(tx, centreId);
  const ground = { openAt: await openAt(tx, accountId), floatCents, safeCents: await balanceOf(tx.manager, centreId, ACCOUNT.safe), bookMissing };
  refuseFor(openingRefusals(ground));
  const till: TillSession = {
    id: newId(), centreId, accountId, openClaim: accountId, openedOn: localDateAt(tx.now), openedAt: tx.now, floatCents,
    closedAt: null, expectedCents: null, countedCents: null, denominations: null, differenceReason: null, version: 1,
  };
  const reference = `till:${till.id}`;
  const missing = missingFloat(ground);
  if (missing > 0) await appendEntry(tx, centreId, { kind: 'opening', reference, lines: moved(ACCOUNT.fund, ACCOUNT.safe, missing) });
  if (floatCents > 0) await appendEntry(tx, centreId, { kind: 'till-open', reference, lines: moved(ACCOUNT.safe, ACCOUNT.till, floatCents) });
  await tx.insert(TillSession, till);
  return { sessionId: till.id };
}

async function openAt(tx: Tx, accountId: Id): Promise<string | null> {
  const [open] = await tx.manager.query<{ name: string }[]>(
    'SELECT c.name FROM till_sessions t JOIN centres c ON c.id = t.centre_id WHERE t.open_claim = ?', [accountId]);
  return open?.name ?? null;
}

/** Holds the till of whoever has it, and loads it. */
async function tillToClose(tx: Tx, { centreId, sessionId, mayCloseOthers }: TillKey, ownerId: Id): Promise<TillSession> {
  await holdTill(tx, ownerId);
  const till = await tx.manager.findOneBy(TillSession, { id: sessionId, centreId });
  const own = till?.accountId === tx.actor.accountId;
  if (!till || (!own && !mayCloseOthers)) throw new NotThere('till');
  if (till.closedAt !== null) throw new Refused({ reason: 'till:refusals.closed-already' });
  if (!own && !isLeftOpen(till, localDateAt(tx.now))) throw new Refused({ reason: 'till:refusals.in-use' });
  return till;
}

function countsOf(tx: Tx, tillSessionId: Id): Promise<TillCount[]> {
  return tx.manager.find(TillCount, { where: { tillSessionId }, order: { ordinal: 'ASC' } });
}

async function keepCount(tx: Tx, till: TillSession, found: Pick<TillCount, 'expectedCents' | 'countedCents' | 'denominations'>): Promise<void> {
  const ordinal = await tx.manager.countBy(TillCount, { tillSessionId: till.id }) + 1;
  await tx.insert(TillCount, { id: newId(), tillSessionId: till.id, centreId: till.centreId, ordinal, ...found, countedAt: tx.now, countedBy: tx.actor.accountId });
}

async function close(tx: Tx, till: TillSession, reason: string | null): Promise<void> {
  const lines = closingLines(till.expectedCents ?? 0, till.countedCents ?? 0);
  if (lines.length > 0) await appendEntry(tx, till.centreId, { kind: 'till-close', reference: `till:${till.id}`, memo: reason, lines });
  await tx.update(TillSession, till, { closedAt: tx.now, openClaim: null, differenceReason: reason });
}

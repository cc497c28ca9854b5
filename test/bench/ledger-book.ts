import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { EMPTY_ACCOUNT } from '../../src/accounts/accounts.service.js';
import { Account } from '../../src/accounts/account.entity.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { Course } from '../../src/courses/course.entity.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { ChargePosting } from '../../src/fees/charge-posting.entity.js';
import { Charge } from '../../src/fees/charge.entity.js';
import { chargeForComing } from '../../src/fees/follow-enrolments.js';
import { paymentLines } from '../../src/fees/payment-rules.js';
import { Payment } from '../../src/fees/payment.entity.js';
import { Receipt } from '../../src/fees/receipt.entity.js';
import { closingLines } from '../../src/fees/till-rules.js';
import { TillSession } from '../../src/fees/till-session.entity.js';
import { openTillSession } from '../../src/fees/tills.service.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { appendEntries, type EntryDraft } from '../../src/ledger/append-entries.js';
import { ACCOUNT } from '../../src/ledger/chart.js';
import { moved } from '../../src/ledger/entry-rules.js';
import type { LedgerEntry } from '../../src/ledger/ledger-entry.entity.js';
import { Learner } from '../../src/people/learner.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { SYSTEM, type Actor, type Tx } from '../../src/shared/database/tx.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { SystemClock } from '../../src/shared/kernel/clock.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { addDays, localDateAt } from '../../src/shared/kernel/local-date.js';
import { publicCodeFrom } from '../../src/shared/kernel/public-code.js';

/** A centre with a book of a given length, an open till, and people who owe a fee each. */
export interface BenchBook {
  centreId: Id;
  actor: Actor;
  payers: Id[];
}

const SERIES = 'BANCO';
/** Entries of one unit: of ten, one is a charge and one its payment. */
const PART = 2_500;
const EDITIONS = 10;
const FEE = 1_000;
/** Days over which the entries are spread. */
const DAYS = 700;

interface Ground {
  centreId: Id;
  accountId: Id;
  editions: Edition[];
  people: Id[];
}

/** Writes a true book as the application does, many entries a unit: chain, balances, charges, payments, receipts, the trail. */
export async function writeBook(dataSource: DataSource, { entries, payers }: { entries: number; payers: number }): Promise<BenchBook> {
  const unitOfWork = new UnitOfWork(dataSource, new SystemClock());
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => unitOfWork.run(work, { actor: SYSTEM, deadline: 600_000 });
  const ground = await run((tx) => makeGround(tx, Math.max(10, entries / 10 / EDITIONS)));
  for (let from = 0; from < entries; from += PART) await run((tx) => writePart(tx, ground, { from, count: Math.min(PART, entries - from), of: entries }));
  await run((tx) => tx.execute('INSERT INTO receipt_series (code, last_number) VALUES (?, ?)', [SERIES, entries / 10]));
  const actor = { accountId: ground.accountId, centreId: ground.centreId };
  const owing = await run((tx) => addPayers(tx, ground, payers));
  await unitOfWork.run((tx) => openTillSession(tx, ground.centreId, { floatCents: 0, bookMissing: true }), { actor });
  return { centreId: ground.centreId, actor, payers: owing };
}

async function makeGround(tx: Tx, count: number): Promise<Ground> {
  const [centreId, accountId, course] = [newId(), newId(), 'BANCO'];
  const today = localDateAt(tx.now);
  const editions = Array.from({ length: EDITIONS }, (_, index): Edition => ({
    id: newId(), centreId, courseCode: course, name: `Curso ${index + 1}`, startsOn: today, endsOn: today, feeCents: FEE, status: 'running', createdAt: tx.now, version: 1,
  }));
  await tx.insert(Centre, [{ id: centreId, name: 'Centro', shortName: SERIES, district: '-', createdAt: tx.now }]);
  await tx.insert(Account, { ...EMPTY_ACCOUNT, id: accountId, kind: 'staff', displayName: 'Carmen Soto Ruiz', createdAt: tx.now });
  await tx.insert(Course, [{ code: course, ordinal: 99, title: 'Curso', aim: '-', levelNeeded: 0, levelReached: 3, hours: 1, contentVersion: '1' }]);
  await tx.insert(Edition, editions);
  const people = await addPeople(tx, centreId, count);
  return { centreId, accountId, editions, people };
}

async function addPeople(tx: Tx, centreId: Id, count: number): Promise<Id[]> {
  const people = Array.from({ length: count }, newId);
  await tx.insert(Person, people.map((id) => ({ id, surnames: 'Quispe Huamán', givenNames: 'Rosa', searchName: 'quispe huaman rosa', sortName: 'quispe huaman rosa', createdAt: tx.now })));
  await tx.insert(Learner, people.map((personId) => ({ id: newId(), personId, centreId, kind: 'leader' as const, registeredAt: tx.now })));
  return people;
}

function enrolmentOf(tx: Tx, { id: editionId, centreId }: Edition, personId: Id): Enrolment {
  return { id: newId(), editionId, personId, centreId, groupId: null, status: 'enrolled', waitingReason: null, enrolledAt: tx.now, endedAt: null, version: 1 };
}

async function addPayers(tx: Tx, { centreId, editions: [edition] }: Ground, count: number): Promise<Id[]> {
  const people = await addPeople(tx, centreId, count);
  const enrolments = people.map((personId) => enrolmentOf(tx, edition as Edition, personId));
  await tx.insert(Enrolment, enrolments);
  await chargeForComing(tx, edition as Edition, enrolments);
  return people;
}

/** A fee that somebody owed and paid, with all its ids. */
interface Paid {
  enrolment: Enrolment;
  number: number;
  chargeId: Id;
  receiptId: Id;
}

/** A day's till: fees charged and paid, what else came in, and the till closed at the end. */
async function writePart(tx: Tx, ground: Ground, { from, count, of }: { from: number; count: number; of: number }): Promise<void> {
  const { centreId, people, editions } = ground;
  const date = addDays(localDateAt(tx.now), -Math.floor(DAYS * (1 - from / of)));
  const paid = Array.from({ length: count / 10 }, (_, index): Paid => {
    const number = from / 10 + index + 1;
    const edition = editions[Math.floor((number - 1) / people.length)] as Edition;
    return { enrolment: enrolmentOf(tx, edition, people[(number - 1) % people.length] as Id), number, chargeId: newId(), receiptId: newId() };
  });
  await tx.insert(Enrolment, paid.map(({ enrolment }) => enrolment));
  const tillId = newId();
  const drafts = paid.flatMap((one) => draftsOf(one, date));
  drafts[drafts.length - 1] = { kind: 'till-close', date, reference: `till:${tillId}`, lines: closingLines(FEE * paid.length, FEE * paid.length) };
  const entries = await appendEntries(tx, centreId, drafts);
  await tx.insert(TillSession, {
    id: tillId, centreId, accountId: ground.accountId, openClaim: null, openedOn: date, openedAt: tx.now, floatCents: 0, closedAt: tx.now,
    expectedCents: FEE * paid.length, countedCents: FEE * paid.length, denominations: { 1_000: paid.length }, differenceReason: null, version: 1,
  });
  await insertPaid(tx, { ...ground, tillId, date }, paid, entries);
}

function draftsOf({ chargeId, receiptId, number }: Paid, date: string): EntryDraft[] {
  return [
    { kind: 'charge', date, reference: `charge:${chargeId}`, lines: moved(ACCOUNT.fees, ACCOUNT.feesOwed, FEE) },
    { kind: 'payment', date, reference: `receipt:${receiptId}`, lines: paymentLines('cash', FEE, 0) },
    ...Array.from({ length: 8 }, (_, index): EntryDraft => ({
      kind: 'other-income', date, reference: 'other', memo: 'Alquiler de la sala', lines: moved(ACCOUNT.otherIncome, ACCOUNT.safe, 100 + (number * 8 + index) % 900),
    })),
  ];
}

async function insertPaid(
  tx: Tx, { centreId, accountId, tillId, date }: { centreId: Id; accountId: Id; tillId: Id; date: string }, paid: readonly Paid[], entries: readonly LedgerEntry[],
): Promise<void> {
  const rows = paid.map((one, index) => ({
    ...one, paymentId: newId(), personId: one.enrolment.personId, chargeEntry: (entries[index * 10] as LedgerEntry).id, paymentEntry: (entries[index * 10 + 1] as LedgerEntry).id,
  }));
  await tx.insert(Charge, rows.map(({ chargeId, enrolment, personId, chargeEntry }): Charge => ({
    id: chargeId, claim: `${enrolment.id}:1`, centreId, enrolmentId: enrolment.id, editionId: enrolment.editionId, personId, amountCents: FEE, openCents: 0,
    chargedOn: date, dueOn: date, chargedAt: tx.now, entryId: chargeEntry, cancelledAt: null, version: 2,
  })));
  await tx.insert(Payment, rows.map(({ paymentId, personId, paymentEntry }): Payment => ({
    id: paymentId, centreId, personId, tillSessionId: tillId, method: 'cash', operationNumber: null, operationClaim: null, cents: FEE, creditCents: 0,
    tenderedCents: FEE, paidOn: date, paidAt: tx.now, receivedBy: accountId, entryId: paymentEntry,
  })));
  await tx.insert(Receipt, rows.map(({ receiptId, number, paymentId, personId }): Receipt => ({
    id: receiptId, centreId, series: SERIES, number, publicCode: publicCodeFrom(randomBytes(16)), paymentId, personId, personName: 'Rosa Quispe Huamán', centreName: 'Centro',
    concept: 'Cuota de Curso 1: S/ 10.00', cents: FEE, issuedOn: date, issuedAt: tx.now, issuedBy: accountId, voucherSeries: null, voucherNumber: null, version: 1,
  })));
  const posting = (kind: 'charge' | 'payment', cents: number) => ({ chargeId, chargeEntry, paymentEntry, paymentId }: (typeof rows)[number]): ChargePosting => ({
    id: newId(), chargeId, kind, cents, entryId: kind === 'charge' ? chargeEntry : paymentEntry, paymentId: kind === 'charge' ? null : paymentId, postedAt: tx.now, postedBy: accountId,
  });
  await tx.insert(ChargePosting, [...rows.map(posting('charge', FEE)), ...rows.map(posting('payment', -FEE))]);
}

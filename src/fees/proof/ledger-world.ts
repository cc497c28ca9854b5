import type { DataSource } from 'typeorm';
import { EMPTY_ACCOUNT } from '../../accounts/accounts.service.js';
import { Account } from '../../accounts/account.entity.js';
import { Centre } from '../../centres/centre.entity.js';
import { Course } from '../../courses/course.entity.js';
import { Edition } from '../../courses/edition.entity.js';
import { EnrolmentEvents } from '../../groups/enrolment-events.js';
import { EnrolmentsService } from '../../groups/enrolments.service.js';
import { MONEY_DEFAULTS, MoneySettings } from '../../ledger/money-settings.entity.js';
import { Learner } from '../../people/learner.entity.js';
import { Person } from '../../people/person.entity.js';
import { SYSTEM, type Tx } from '../../shared/database/tx.js';
import { UnitOfWork } from '../../shared/database/unit-of-work.js';
import { SystemClock } from '../../shared/kernel/clock.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import { addDays, localDateAt } from '../../shared/kernel/local-date.js';
import { TRIAL_CENTRES } from '../../trial-nodes.js';
import { FeeRule } from '../fee-rule.entity.js';
import { chargeForComing, postponeUntilSeated, settleWithdrawal } from '../follow-enrolments.js';
import { PaymentsService } from '../payments.service.js';
import { TillsService } from '../tills.service.js';
import { WaiversService } from '../waivers.service.js';

const PEOPLE = 40;
const COURSE = 'PRUEBA';

/** A centre of its own for the proof: plain values, so that another process can write in it as well. */
export interface LedgerWorld {
  centreId: Id;
  editionIds: Id[];
  people: Id[];
  /** Accounts: one for each writer, since one person has one till. */
  treasurers: Id[];
}

/** What writers do their work with, on one node's connections. */
export interface FeesNode {
  dataSource: DataSource;
  payments: PaymentsService;
  tills: TillsService;
  waivers: WaiversService;
  enrolments: EnrolmentsService;
}

/** The services as the application puts them together. */
export function feesOn(dataSource: DataSource): FeesNode {
  const unitOfWork = new UnitOfWork(dataSource, new SystemClock());
  const events = new EnrolmentEvents();
  events.whenEnrolled(chargeForComing);
  events.whenBroughtBack(chargeForComing);
  events.whenSeated(postponeUntilSeated);
  events.whenWithdrawn(settleWithdrawal);
  return {
    dataSource, payments: new PaymentsService(unitOfWork), tills: new TillsService(unitOfWork, dataSource), waivers: new WaiversService(unitOfWork),
    enrolments: new EnrolmentsService(unitOfWork, events),
  };
}

/** Makes the centre, with three editions: who withdraws from the first owes nothing, from the second in time, from the third too late. */
export async function makeLedgerWorld(dataSource: DataSource, writers: number): Promise<LedgerWorld> {
  const world: LedgerWorld = { centreId: newId(), editionIds: ids(3), people: ids(PEOPLE), treasurers: ids(writers) };
  await new UnitOfWork(dataSource, new SystemClock()).run(async (tx) => {
    await makeCentre(tx, world);
    await makePeople(tx, world);
    await makeEditions(tx, world);
  }, { actor: SYSTEM, deadline: 60_000 });
  return world;
}

async function makeCentre(tx: Tx, { centreId, treasurers }: LedgerWorld): Promise<void> {
  // Receipts of each proof have a series of their own.
  const shortName = `P${centreId.replaceAll('-', '').slice(-12)}`;
  await tx.insert(Centre, [{ id: centreId, name: TRIAL_CENTRES.ledger, shortName, district: '-', createdAt: tx.now }]);
  await tx.insert(MoneySettings, { ...MONEY_DEFAULTS, id: newId(), centreId, waiverCeilingCents: 100_000_000, version: 1 });
  await tx.insert(Account, treasurers.map((id, index) => ({ ...EMPTY_ACCOUNT, id, kind: 'staff' as const, displayName: `Tesorera ${index}`, createdAt: tx.now })));
}

async function makePeople(tx: Tx, { centreId, people }: LedgerWorld): Promise<void> {
  await tx.insert(Person, people.map((id, index) => ({
    id, surnames: `Prueba ${index}`, givenNames: 'Rosa', searchName: `prueba ${index}`, sortName: `prueba ${index}`, dniPending: false, createdAt: tx.now,
  })));
  await tx.insert(Learner, people.map((personId) => ({ id: newId(), personId, centreId, kind: 'leader' as const, registeredAt: tx.now })));
}

async function makeEditions(tx: Tx, { centreId, editionIds }: LedgerWorld): Promise<void> {
  const today = localDateAt(tx.now);
  if (!await tx.manager.existsBy(Course, { code: COURSE })) {
    await tx.insert(Course, [{ code: COURSE, ordinal: 99, title: 'Prueba', aim: '-', levelNeeded: 0, levelReached: 3, hours: 1, contentVersion: '1' }]);
  }
  await tx.insert(Edition, editionIds.map((id, index) => ({
    id, centreId, courseCode: COURSE, name: `Prueba ${index + 1}`, startsOn: addDays(today, index === 2 ? -30 : 10), endsOn: addDays(today, 40),
    feeCents: [1_000, 700, 333][index] as number, status: 'open' as const, createdAt: tx.now,
  })));
  await tx.insert(FeeRule, [{ id: newId(), editionId: editionIds[0] as Id, centreId, freeWithdrawalDays: null, dueDays: 7, version: 1 }]);
}

function ids(count: number): Id[] {
  return Array.from({ length: count }, newId);
}

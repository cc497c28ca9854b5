import type { Account } from '../../src/accounts/account.entity.js';
import { chargeEnrolments } from '../../src/fees/charge-enrolments.js';
import type { Charge } from '../../src/fees/charge.entity.js';
import type { PaymentAsked } from '../../src/fees/payment-rules.js';
import { TillsService } from '../../src/fees/tills.service.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { LedgerBalance } from '../../src/ledger/ledger-balance.entity.js';
import type { Person } from '../../src/people/person.entity.js';
import { SYSTEM, type Actor } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addClassroom, type Classroom } from '../attendance/classroom.js';
import type { TestApp } from '../helpers/app.js';

/** A classroom whose people have been charged S/ 10.00 each, and a treasurer whose till is open with S/ 50.00. */
export interface TillWorld {
  room: Classroom;
  treasurer: Account;
  actor: Actor;
  tillId: Id;
  /** What somebody of the classroom asks to pay: S/ 10.00 in cash unless told otherwise. */
  asked: (person: number | Person, more?: Partial<PaymentAsked>) => PaymentAsked;
  /** What each account of the ledger holds; those that hold nothing are left out. */
  accounts: () => Promise<Record<string, number>>;
}

export async function addTill(test: TestApp, { count = 20, centreId = test.centre.id, name = 'Grupo A' } = {}): Promise<TillWorld> {
  const room = await addClassroom(test, { count, centreId, name });
  await chargeRoom(test, room);
  const treasurer = await test.addAccount(['treasurer'], { displayName: 'Carmen Soto Ruiz' });
  const actor: Actor = { accountId: treasurer.id, centreId };
  const { sessionId } = await test.app.get(TillsService).open(centreId, { floatCents: 5_000, bookMissing: true }, { actor });
  return {
    room, treasurer, actor, tillId: sessionId,
    asked: (who, more = {}) => ({
      personId: (typeof who === 'number' ? room.people[who] as Person : who).id, cents: 1_000, method: 'cash', chargeIds: [], operationNumber: null, tenderedCents: null,
      keepRest: false, otherOperation: false, ...more,
    }),
    accounts: () => accountsOf(test, centreId),
  };
}

/** Charges whoever of a classroom is not charged yet. */
export async function chargeRoom(test: TestApp, { edition }: Classroom): Promise<Charge[]> {
  return test.unitOfWork.run(async (tx) => chargeEnrolments(tx, edition, await tx.manager.findBy(Enrolment, { editionId: edition.id })), { actor: SYSTEM });
}

export async function accountsOf(test: TestApp, centreId: Id): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { accountCode, debitCents, creditCents } of await test.dataSource.manager.findBy(LedgerBalance, { centreId })) {
    sums[accountCode] = (sums[accountCode] ?? 0) + debitCents - creditCents;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, cents]) => cents !== 0));
}

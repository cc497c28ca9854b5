import { Edition } from '../../src/courses/edition.entity.js';
import { ChargePosting } from '../../src/fees/charge-posting.entity.js';
import { Charge } from '../../src/fees/charge.entity.js';
import { FeeRule } from '../../src/fees/fee-rule.entity.js';
import { PersonCredit } from '../../src/fees/person-credit.entity.js';
import { changeCredit, postToCharges } from '../../src/fees/post-to-charges.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { EnrolmentsService } from '../../src/groups/enrolments.service.js';
import { appendEntry } from '../../src/ledger/append-entries.js';
import { ACCOUNT } from '../../src/ledger/chart.js';
import { moved } from '../../src/ledger/entry-rules.js';
import { LedgerLine } from '../../src/ledger/ledger-line.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import type { TestApp } from '../helpers/app.js';

/** An edition with a rule of its own, beside the one of the story that it is like. */
export async function addEdition(
  test: TestApp, like: Edition, { freeWithdrawalDays, dueDays = 7, ...more }: Partial<Edition> & { freeWithdrawalDays?: number | null; dueDays?: number } = {},
): Promise<Edition> {
  const edition = { ...like, id: newId(), version: 1, name: `Curso ${newId().slice(-6)}`, ...more };
  await test.unitOfWork.run(async (tx) => {
    await tx.insert(Edition, edition);
    if (freeWithdrawalDays !== undefined) await tx.insert(FeeRule, { id: newId(), editionId: edition.id, centreId: edition.centreId, freeWithdrawalDays, dueDays, version: 1 });
  }, { actor: SYSTEM });
  return edition;
}

export function enrol(test: TestApp, edition: Edition, ...personIds: Id[]): Promise<unknown> {
  return test.app.get(EnrolmentsService).enrol(edition.centreId, edition.id, personIds, { actor: SYSTEM });
}

export function enrolmentIn(test: TestApp, edition: Edition, personId: Id): Promise<Enrolment> {
  return test.dataSource.manager.findOneByOrFail(Enrolment, { editionId: edition.id, personId });
}

export async function withdraw(test: TestApp, edition: Edition, personId: Id): Promise<void> {
  const { id } = await enrolmentIn(test, edition, personId);
  await test.app.get(EnrolmentsService).withdraw(edition.centreId, id, 'Se mudó', { actor: SYSTEM });
}

export async function comeBack(test: TestApp, edition: Edition, personId: Id): Promise<void> {
  const { id } = await enrolmentIn(test, edition, personId);
  await test.app.get(EnrolmentsService).bringBack(edition.centreId, id, { actor: SYSTEM });
}

/** As the till does: what no charge takes stays as credit. */
export async function pay(test: TestApp, chargeId: Id, cents: number): Promise<void> {
  await test.unitOfWork.run(async (tx) => {
    const charge = await tx.manager.findOneByOrFail(Charge, { id: chargeId });
    const taken = Math.min(cents, charge.openCents);
    const lines = [{ account: ACCOUNT.till, cents }, ...[[ACCOUNT.feesOwed, taken], [ACCOUNT.learnersCredit, cents - taken]]
      .filter(([, part]) => Number(part) > 0).map(([account, part]) => ({ account: String(account), cents: -Number(part) }))];
    const entry = await appendEntry(tx, charge.centreId, { kind: 'payment', reference: 'payment:x', lines });
    if (taken > 0) await postToCharges(tx, [{ charge, kind: 'payment', cents: -taken, entryId: entry.id }]);
    await changeCredit(tx, charge, cents - taken);
  }, { actor: SYSTEM });
}

export function give(test: TestApp, { centreId, personId }: { centreId: Id; personId: Id }, cents: number): Promise<void> {
  return test.unitOfWork.run(async (tx) => {
    await appendEntry(tx, centreId, { kind: 'payment', reference: 'payment:x', lines: moved(ACCOUNT.learnersCredit, ACCOUNT.till, cents) });
    await changeCredit(tx, { centreId, personId }, cents);
  }, { actor: SYSTEM });
}

export function chargesOf(test: TestApp, personId: Id, editionId?: Id): Promise<Charge[]> {
  return test.dataSource.manager.find(Charge, { where: { personId, ...(editionId ? { editionId } : {}) }, order: { chargedAt: 'ASC', claim: 'ASC' } });
}

/** What does not hold of a centre's charges, credits and ledger; nothing when all does. */
export async function feeFaults(test: TestApp, centreId: Id): Promise<string[]> {
  const { manager } = test.dataSource;
  const [charges, credits, lines] = [await manager.findBy(Charge, { centreId }), await manager.findBy(PersonCredit, { centreId }), await manager.findBy(LedgerLine, { centreId })];
  const postings = await manager.find(ChargePosting);
  const balance = (...codes: string[]): number => sum(lines.filter(({ accountCode }) => codes.includes(accountCode)).map(({ cents }) => cents));
  const faults = charges.flatMap(({ id, openCents, amountCents, cancelledAt }) => {
    const posted = sum(postings.filter(({ chargeId }) => chargeId === id).map(({ cents }) => cents));
    return [
      ...(posted === openCents ? [] : [`${id} has ${posted} posted and ${openCents} open`]),
      ...(openCents < 0 || openCents > amountCents ? [`${id} has ${openCents} open of ${amountCents}`] : []),
      ...(cancelledAt !== null && openCents !== 0 ? [`${id} is cancelled and owed`] : []),
    ];
  });
  const owed = sum(charges.map(({ openCents }) => openCents));
  const held = sum(credits.map(({ cents }) => cents));
  if (balance(ACCOUNT.feesOwed) !== owed) faults.push(`1211 is ${balance(ACCOUNT.feesOwed)}, owed is ${owed}`);
  if (balance(ACCOUNT.learnersCredit) !== -held) faults.push(`4699 is ${balance(ACCOUNT.learnersCredit)}, held is ${held}`);
  if (sum(lines.map(({ cents }) => cents)) !== 0) faults.push('the ledger does not balance');
  const standing = sum(charges.filter(({ cancelledAt }) => cancelledAt === null).map(({ amountCents }) => amountCents));
  if (balance(ACCOUNT.fees) !== -standing) faults.push(`7011 is ${balance(ACCOUNT.fees)}, what stands is ${standing}`);
  return faults;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

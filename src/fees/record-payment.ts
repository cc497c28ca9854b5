import { randomBytes } from 'node:crypto';
import { IsNull, MoreThan, type FindOptionsWhere } from 'typeorm';
import { centreLetters } from '../centres/centre-letters.js';
import { appendEntry } from '../ledger/append-entries.js';
import { givenNamesFirst } from '../people/person-names.js';
import { places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { isId, newId, type Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import type { Cents } from '../shared/kernel/money.js';
import { publicCodeFrom } from '../shared/kernel/public-code.js';
import { NotThere, refuseFor, Refused } from '../shared/kernel/refusal.js';
import { Charge } from './charge.entity.js';
import { holdTill, tillToBookAt } from './open-till.js';
import { Payment, PAYMENT_METHODS, type PaymentMethod } from './payment.entity.js';
import { allocateChosen, chosenCharges, operationKey, paymentLines, paymentRefusals, type Allocation, type OperationUse, type PaymentAsked } from './payment-rules.js';
import { changeCredit, postToCharges } from './post-to-charges.js';
import { conceptOf } from './receipt-concept.js';
import { receiptNumber, takeReceiptNumber } from './receipt-numbers.js';
import { Receipt } from './receipt.entity.js';
import type { TillSession } from './till-session.entity.js';

export interface PaymentMade {
  paymentId: Id;
  receiptId: Id;
}

/** Whoever pays or is paid, and where. */
interface Payer {
  surnames: string;
  givenNames: string;
  centreName: string;
}

/**
 * Takes a payment at the actor's open till, inside a unit of work whose first statements these are.
 * @throws Refused, NotThere
 */
export async function recordPayment(tx: Tx, centreId: Id, asked: PaymentAsked): Promise<PaymentMade> {
  await holdTill(tx);
  await holdPayer(tx, asked.personId);
  const till = await tillToBookAt(tx, centreId);
  const payer = await payerOf(tx, centreId, asked.personId);
  const open = await tx.manager.findBy(Charge, owedBy(centreId, asked.personId));
  const operationUses = await usesOf(tx, centreId, asked);
  refuseFor(paymentRefusals(asked, { open, hasTill: till !== null, operationUses }));
  const claim = claimOf(centreId, asked, operationUses);
  const { parts, rest } = allocateChosen(asked.cents, open, chosenCharges(open, asked.chargeIds) as Charge[]);
  const ids: PaymentMade = { paymentId: newId(), receiptId: newId() };
  const entry = await appendEntry(tx, centreId, {
    kind: 'payment', reference: `receipt:${ids.receiptId}`, lines: paymentLines(asked.method, asked.cents, rest),
  });
  const payment = paymentFrom(tx, till as TillSession, asked, { id: ids.paymentId, rest, claim, entryId: entry.id });
  await tx.insert(Payment, payment);
  await writeReceipt(tx, payer, payment, { id: ids.receiptId, concept: await conceptOf(tx, parts, rest) });
  await settle(tx, payment, parts);
  return ids;
}

/** The charges of which somebody still owes a centre something. */
export function owedBy(centreId: Id, personId: Id): FindOptionsWhere<Charge> {
  return { centreId, personId, openCents: MoreThan(0), cancelledAt: IsNull() };
}

/** Two tills that take something from one person go one after the other; who books changes records of people before the book. */
export async function holdPayer(tx: Tx, personId: Id): Promise<void> {
  if (!isId(personId)) throw new NotThere('person');
  if (await tx.execute('UPDATE persons SET held = held + 1 WHERE id = ? AND merged_into_id IS NULL', [personId]) > 0) return;
  if (await tx.manager.query<unknown[]>('SELECT id FROM persons WHERE id = ?', [personId]).then((rows) => rows.length === 0)) throw new NotThere('person');
  throw new Refused({ reason: 'common:refusals.joined' });
}

/** @throws NotThere for somebody who is not of the centre */
export async function payerOf(tx: Tx, centreId: Id, personId: Id): Promise<Payer> {
  const [payer] = await tx.manager.query<Payer[]>(`
    SELECT p.surnames, p.given_names AS givenNames, c.name AS centreName
    FROM learners l JOIN persons p ON p.id = l.person_id JOIN centres c ON c.id = l.centre_id WHERE l.centre_id = ? AND l.person_id = ?`, [centreId, personId]);
  if (!payer) throw new NotThere('person of the centre');
  return payer;
}

type Operation = Pick<PaymentAsked, 'method' | 'operationNumber'>;

/** The first operation of a number claims it for all methods, so that two tills cannot book it under two at once; those that are confirmed to be others claim it for their own. */
function claimOf(centreId: Id, { method, operationNumber }: Operation, uses: readonly OperationUse[]): string | null {
  const key = method === 'cash' ? null : operationKey(operationNumber);
  if (key === null) return null;
  return uses.length === 0 ? `${centreId}:${key}` : `${centreId}:${method}:${key}`;
}

/** What operations of this number have paid, by whatever method. */
async function usesOf(tx: Tx, centreId: Id, { method, operationNumber }: Operation): Promise<OperationUse[]> {
  const key = method === 'cash' ? null : operationKey(operationNumber);
  if (key === null) return [];
  const claims = [`${centreId}:${key}`, ...PAYMENT_METHODS.map((each) => `${centreId}:${each}:${key}`)];
  const rows = await tx.manager.query<{ series: string; number: number; method: PaymentMethod; paidOn: LocalDate; cents: Cents }[]>(`
    SELECT r.series, r.number, p.method, p.paid_on AS paidOn, p.cents
    FROM payments p JOIN receipts r ON r.payment_id = p.id WHERE p.operation_claim IN (${places(claims)}) ORDER BY r.number`, claims);
  return rows.map(({ series, number, ...use }) => ({ ...use, receipt: receiptNumber({ series, number }) }));
}

function paymentFrom(
  tx: Tx, till: TillSession, { personId, method, cents, operationNumber, tenderedCents }: PaymentAsked,
  { id, rest, claim, entryId }: { id: Id; rest: number; claim: string | null; entryId: Id },
): Payment {
  return {
    id, centreId: till.centreId, personId, tillSessionId: till.id, method, operationNumber: claim === null ? null : operationNumber, operationClaim: claim,
    cents, creditCents: rest, tenderedCents: method === 'cash' ? tenderedCents ?? cents : null, paidOn: localDateAt(tx.now), paidAt: tx.now,
    receivedBy: tx.actor.accountId, entryId,
  };
}

async function writeReceipt(tx: Tx, payer: Payer, payment: Payment, { id, concept }: { id: Id; concept: string }): Promise<void> {
  const series = (await centreLetters(tx.manager)).get(payment.centreId) as string;
  await tx.insert(Receipt, {
    id, centreId: payment.centreId, series, number: await takeReceiptNumber(tx, series), publicCode: publicCodeFrom(randomBytes(16)),
    paymentId: payment.id, personId: payment.personId, personName: givenNamesFirst(payer), centreName: payer.centreName, concept,
    cents: payment.cents, issuedOn: payment.paidOn, issuedAt: tx.now, issuedBy: tx.actor.accountId, voucherSeries: null, voucherNumber: null, version: 1,
  });
}

async function settle(tx: Tx, { id, centreId, personId, creditCents, entryId }: Payment, parts: Allocation<Charge>['parts']): Promise<void> {
  await postToCharges(tx, parts.map(({ charge, cents }) => ({ charge, kind: 'payment', cents: -cents, entryId, paymentId: id })));
  await changeCredit(tx, { centreId, personId }, creditCents);
}

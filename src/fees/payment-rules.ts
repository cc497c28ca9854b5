import { ACCOUNT } from '../ledger/chart.js';
import type { EntryLine } from '../ledger/canonical-entry.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { PaymentMethod } from './payment.entity.js';

/** The largest payment: S/ 100,000. What is more was typed by mistake. */
const MAX_PAYMENT: Cents = 10_000_000;

/** Where the money of each method goes. */
const METHOD_ACCOUNT: Readonly<Record<PaymentMethod, string>> = {
  cash: ACCOUNT.till, yape: ACCOUNT.yape, plin: ACCOUNT.plin, transfer: ACCOUNT.bank,
};

/** What somebody still owes of one charge. */
export interface OpenCharge {
  id: Id;
  openCents: Cents;
  dueOn: LocalDate;
  chargedAt: number;
}

/** A payment as the till asks for it. */
export interface PaymentAsked {
  personId: Id;
  cents: Cents;
  method: PaymentMethod;
  /** Which charges it is for; all that are open where none is named. */
  chargeIds: readonly Id[];
  /** Of Yape, Plin or the bank; see `operationKey`. */
  operationNumber: string | null;
  /** What was handed over, in cash; the exact amount where nothing is said. */
  tenderedCents: Cents | null;
  /** Whether what nobody owes stays as credit. */
  keepRest: boolean;
  /** Whether the number is of another operation than the one that has paid by another method. */
  otherOperation: boolean;
}

export interface Allocation<C extends OpenCharge> {
  /** What each charge takes, the oldest first. */
  parts: { charge: C; cents: Cents }[];
  /** What no charge takes. */
  rest: Cents;
}

/** Oldest first: by the day on which it is due, then by when it was charged. */
function oldestFirst<C extends OpenCharge>(charges: readonly C[]): C[] {
  return charges.toSorted((a, b) => compare(a.dueOn, b.dueOn) || a.chargedAt - b.chargedAt || compare(a.id, b.id));
}

/** Spreads an amount over charges, the oldest first: each is filled before the next one gets anything. */
export function allocate<C extends OpenCharge>(cents: Cents, charges: readonly C[]): Allocation<C> {
  const parts: Allocation<C>['parts'] = [];
  let rest = cents;
  for (const charge of oldestFirst(charges)) {
    const part = Math.min(rest, charge.openCents);
    if (part > 0) parts.push({ charge, cents: part });
    rest -= Math.max(part, 0);
  }
  return { parts, rest };
}

/** Spreads an amount over what was chosen, and what that leaves over the rest of what is owed: nobody has credit while she owes. */
export function allocateChosen<C extends OpenCharge>(cents: Cents, open: readonly C[], chosen: readonly C[]): Allocation<C> {
  const first = allocate(cents, chosen);
  const then = allocate(first.rest, open.filter((charge) => !chosen.includes(charge)));
  return { parts: [...first.parts, ...then.parts], rest: then.rest };
}

/** What is owed in all. */
export function owedOf(charges: readonly OpenCharge[]): Cents {
  return charges.reduce((sum, { openCents }) => sum + openCents, 0);
}

/** The charges that a payment is for; null where one that was chosen is not open (any more). */
export function chosenCharges<C extends OpenCharge>(open: readonly C[], chargeIds: readonly Id[]): C[] | null {
  if (chargeIds.length === 0) return [...open];
  const chosen = open.filter(({ id }) => chargeIds.includes(id));
  return chosen.length === new Set(chargeIds).size ? chosen : null;
}

/** What the till knows when somebody pays. */
export interface PaymentGround {
  /** All that she owes. */
  open: readonly OpenCharge[];
  hasTill: boolean;
  /** What an operation of this number has paid already, by whatever method. */
  operationUses: readonly OperationUse[];
}

/** A payment by an operation of some number. */
export interface OperationUse {
  method: PaymentMethod;
  /** The number of its receipt. */
  receipt: string;
  paidOn: LocalDate;
  cents: Cents;
}

/** What keeps a payment from being taken, with the fields of the till's form. */
export function paymentRefusals(asked: PaymentAsked, { open, hasTill, operationUses }: PaymentGround): Refusal[] {
  if (!hasTill) return [{ reason: 'till:refusals.no-till' }];
  const charges = chosenCharges(open, asked.chargeIds);
  if (!charges) return [{ field: 'charges', reason: 'till:refusals.charges-changed' }];
  return [...amountRefusals(asked, owedOf(charges)), ...methodRefusals(asked, operationUses)];
}

function amountRefusals({ cents, keepRest }: PaymentAsked, owed: Cents): Refusal[] {
  const about = (reason: string, params?: Refusal['params']): Refusal[] => [{ field: 'amount', reason: `till:refusals.${reason}`, params }];
  if (!Number.isSafeInteger(cents) || cents <= 0) return about('nothing');
  if (cents > MAX_PAYMENT) return about('too-much', { most: formatSoles(MAX_PAYMENT) });
  if (cents <= owed || keepRest) return [];
  return owed === 0 ? about('nothing-owed') : about('above-owed', { owed: formatSoles(owed), rest: formatSoles(cents - owed) });
}

/**
 * One operation pays once. Yape, Plin and the banks' apps pay into each other, so that whoever takes the money may write one
 * operation under either; but each numbers its own, and two of them may have one number: who says that it is another is believed.
 */
function methodRefusals({ method, cents, tenderedCents, operationNumber, otherOperation }: PaymentAsked, uses: readonly OperationUse[]): Refusal[] {
  if (method === 'cash') {
    const short = tenderedCents !== null && tenderedCents < cents;
    return short ? [{ field: 'tendered', reason: 'till:refusals.tendered-short', params: { missing: formatSoles(cents - tenderedCents) } }] : [];
  }
  if (operationKey(operationNumber) === null) return [{ field: 'operation', reason: 'till:refusals.operation-missing' }];
  const same = uses.find((use) => use.method === method);
  if (same) return [{ field: 'operation', reason: 'till:refusals.operation-used', params: { receipt: same.receipt } }];
  const [other] = uses;
  if (!other || otherOperation) return [];
  return [{
    field: 'otherOperation', reason: `till:refusals.operation-by-${other.method as Exclude<PaymentMethod, 'cash'>}`,
    params: { receipt: other.receipt, date: formatLocalDate(other.paidOn), amount: formatSoles(other.cents) },
  }];
}

/** What goes back to whoever paid in cash. */
export function changeOf({ cents, tenderedCents }: { cents: Cents; tenderedCents: Cents | null }): Cents {
  return tenderedCents === null ? 0 : tenderedCents - cents;
}

/**
 * What a drawer held to give change of, where that is less than what goes back; null where it is enough.
 * @param inTill what should be in it now, this payment with it
 */
export function shortOfChange(payment: { cents: Cents; tenderedCents: Cents | null }, inTill: Cents): Cents | null {
  const before = inTill - payment.cents;
  return changeOf(payment) > before ? Math.max(0, before) : null;
}

/** An operation's number as it is compared: capitals and digits alone, however it was typed. Null where it has none. */
export function operationKey(typed: string | null): string | null {
  const key = (typed ?? '').toUpperCase().replace(/[^A-Z0-9]/gu, '');
  return key === '' ? null : key;
}

/** The lines of a payment's entry: its money in, what was owed and what is kept as credit against it. */
export function paymentLines(method: PaymentMethod, cents: Cents, rest: Cents): EntryLine[] {
  return [
    { account: METHOD_ACCOUNT[method], cents }, { account: ACCOUNT.feesOwed, cents: rest - cents }, { account: ACCOUNT.learnersCredit, cents: -rest },
  ].filter((line) => line.cents !== 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

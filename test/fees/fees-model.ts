import { ACCOUNT } from '../../src/ledger/chart.js';

/** What somebody does in a history. People and editions are numbers; `which` is the turn of a receipt or of an entry, counted round. */
export type Step =
  | { act: 'charge'; person: number; edition: number }
  | { act: 'withdraw'; person: number; edition: number }
  | { act: 'pay'; person: number; cents: number; keepRest: boolean; method: 'cash' | 'yape' }
  | { act: 'waive'; person: number; edition: number; cents: number }
  | { act: 'void'; which: number }
  | { act: 'payout'; person: number }
  | { act: 'reverse'; which: number }
  | { act: 'receive'; cents: number };

/** An edition as the model knows it; those that are due earlier stand first. */
export interface ModelEdition {
  fee: number;
  /** Whoever withdraws now owes nothing. */
  free: boolean;
}

interface ModelCharge {
  person: number;
  edition: number;
  amount: number;
  open: number;
  waived: number;
  cancelled: boolean;
}

interface ModelReceipt {
  person: number;
  method: 'cash' | 'yape';
  parts: { charge: ModelCharge; cents: number }[];
  rest: number;
  voided: boolean;
}

/**
 * The money of a few learners in the simplest way that it can be told: a number for each account, each charge and each
 * credit. It knows nothing of rules, entries or tables of Minka; what Minka keeps has to be the same after every step.
 */
export class FeesModel {
  readonly accounts: Record<string, number> = {};
  readonly credit: number[];
  readonly charges: ModelCharge[] = [];
  private readonly receipts: ModelReceipt[] = [];
  private readonly received: { cents: number; reversed: boolean }[] = [];

  constructor(private readonly editions: readonly ModelEdition[], people: number) {
    this.credit = Array.from({ length: people }, () => 0);
  }

  /** @returns whether it is done: false where it must be refused, null where there is nothing to do it with */
  take(step: Step): boolean | null {
    if (step.act === 'charge') return this.charge(step);
    if (step.act === 'withdraw') return this.withdraw(step);
    if (step.act === 'pay') return this.pay(step);
    if (step.act === 'waive') return this.waive(step);
    if (step.act === 'void') return this.void(step);
    if (step.act === 'payout') return this.payOut(step);
    if (step.act === 'receive') return this.receive(step.cents);
    return this.reverse(step);
  }

  /** What each person's charges have open, in the order in which they arose; null for what is cancelled. */
  openOf(person: number): (number | null)[] {
    return this.charges.filter((charge) => charge.person === person).map(({ open, cancelled }) => (cancelled ? null : open));
  }

  private charge({ person, edition }: { person: number; edition: number }): boolean {
    if (this.standing(person, edition)) return true;
    const { fee } = this.editions[edition] as ModelEdition;
    this.charges.push({ person, edition, amount: fee, open: fee, waived: 0, cancelled: false });
    this.move(ACCOUNT.fees, ACCOUNT.feesOwed, fee);
    this.useCredit(person);
    return true;
  }

  private pay({ person, cents, keepRest, method }: { person: number; cents: number; keepRest: boolean; method: 'cash' | 'yape' }): boolean {
    const open = this.owing(person);
    const owed = open.reduce((sum, charge) => sum + charge.open, 0);
    if (cents <= 0 || (cents > owed && !keepRest)) return false;
    const account = method === 'cash' ? ACCOUNT.till : ACCOUNT.yape;
    const receipt: ModelReceipt = { person, method, parts: [], rest: Math.max(0, cents - owed), voided: false };
    let left = cents;
    for (const charge of open) {
      const part = Math.min(left, charge.open);
      if (part === 0) continue;
      receipt.parts.push({ charge, cents: part });
      charge.open -= part;
      left -= part;
      this.move(ACCOUNT.feesOwed, account, part);
    }
    this.move(ACCOUNT.learnersCredit, account, receipt.rest);
    this.credit[person] = (this.credit[person] ?? 0) + receipt.rest;
    this.receipts.push(receipt);
    return true;
  }

  private waive({ person, edition, cents }: { person: number; edition: number; cents: number }): boolean | null {
    const charge = this.charges.findLast((each) => each.person === person && each.edition === edition);
    if (!charge) return null;
    if (charge.cancelled || cents <= 0 || cents > charge.open) return false;
    charge.open -= cents;
    charge.waived += cents;
    this.move(ACCOUNT.feesOwed, ACCOUNT.waivers, cents);
    return true;
  }

  /** What had settled a charge that is cancelled by now is credit: it must still be there to be handed back. */
  private void({ which }: { which: number }): boolean | null {
    const receipt = this.receipts[which % this.receipts.length];
    if (!receipt) return null;
    const { person, method, parts, rest } = receipt;
    const back = rest + parts.filter(({ charge }) => charge.cancelled).reduce((sum, { cents }) => sum + cents, 0);
    if (receipt.voided || (this.credit[person] ?? 0) < back) return false;
    receipt.voided = true;
    const account = method === 'cash' ? ACCOUNT.till : ACCOUNT.yape;
    for (const { charge, cents } of parts.filter((part) => !part.charge.cancelled)) {
      charge.open += cents;
      this.move(account, ACCOUNT.feesOwed, cents);
    }
    this.move(account, ACCOUNT.learnersCredit, back);
    this.credit[person] = (this.credit[person] ?? 0) - back;
    this.useCredit(person);
    return true;
  }

  private payOut({ person }: { person: number }): boolean {
    const cents = this.credit[person] ?? 0;
    if (cents === 0) return false;
    this.move(ACCOUNT.till, ACCOUNT.learnersCredit, cents);
    this.credit[person] = 0;
    return true;
  }

  private withdraw({ person, edition }: { person: number; edition: number }): boolean {
    const charge = this.standing(person, edition);
    if (!charge || !this.editions[edition]?.free) return true;
    const paid = charge.amount - charge.open - charge.waived;
    this.move(ACCOUNT.feesOwed, ACCOUNT.fees, charge.open);
    this.move(ACCOUNT.waivers, ACCOUNT.fees, charge.waived);
    this.move(ACCOUNT.learnersCredit, ACCOUNT.fees, paid);
    Object.assign(charge, { open: 0, cancelled: true });
    this.credit[person] = (this.credit[person] ?? 0) + paid;
    this.useCredit(person);
    return true;
  }

  private receive(cents: number): boolean {
    this.received.push({ cents, reversed: false });
    this.move(ACCOUNT.otherIncome, ACCOUNT.safe, cents);
    return true;
  }

  private reverse({ which }: { which: number }): boolean | null {
    const entry = this.received[which % this.received.length];
    if (!entry) return null;
    if (entry.reversed) return false;
    entry.reversed = true;
    this.move(ACCOUNT.safe, ACCOUNT.otherIncome, entry.cents);
    return true;
  }

  private useCredit(person: number): void {
    for (const charge of this.owing(person)) {
      const cents = Math.min(this.credit[person] ?? 0, charge.open);
      charge.open -= cents;
      this.credit[person] = (this.credit[person] ?? 0) - cents;
      this.move(ACCOUNT.feesOwed, ACCOUNT.learnersCredit, cents);
    }
  }

  private standing(person: number, edition: number): ModelCharge | undefined {
    return this.charges.find((charge) => charge.person === person && charge.edition === edition && !charge.cancelled);
  }

  private owing(person: number): ModelCharge[] {
    return this.charges.filter((charge) => charge.person === person && charge.open > 0).sort((a, b) => a.edition - b.edition);
  }

  private move(from: string, to: string, cents: number): void {
    this.accounts[from] = (this.accounts[from] ?? 0) - cents;
    this.accounts[to] = (this.accounts[to] ?? 0) + cents;
  }
}

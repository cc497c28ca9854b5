import { Inject, Injectable } from '@nestjs/common';
import { refuseDuplicate } from '../../shared/database/duplicates.js';
import type { Tx } from '../../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../../shared/database/unit-of-work.js';
import { newId, type Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import { NotThere, refuseFor, Refused } from '../../shared/kernel/refusal.js';
import { appendEntry, reverseEntry } from '../append-entries.js';
import { dayRefusals, holdBook, refuseShortage } from '../balances.js';
import { ACCOUNT } from '../chart.js';
import { moved } from '../entry-rules.js';
import { moneyRulesAt } from '../money-settings.service.js';
import { decisionRefusals, documentClaim, expenseLines, expenseRefusals, needsSecondPerson, settlementRefusals, stepRefusals, type ExpenseDraft } from './expense-rules.js';
import { Expense } from './expense.entity.js';
import type { ExpenseState } from './expense-words.js';

const KNOWN = { field: 'documentNumber', reason: 'expenses:refusals.document-known' } as const;

/** Books what a centre spends: at once, or when a second person has approved it. */
@Injectable()
export class ExpensesService {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  /** @returns whether it is booked or waits for a second person @throws Refused */
  enter(centreId: Id, draft: ExpenseDraft, options: UnitOptions): Promise<{ id: Id; status: ExpenseState }> {
    return refuseDuplicate(KNOWN, () => this.unitOfWork.run(async (tx) => {
      await holdBook(tx, centreId);
      const claim = documentClaim(centreId, draft);
      refuseFor([...expenseRefusals(draft), ...await dayRefusals(tx, centreId, draft.date)]);
      if (claim && await tx.manager.existsBy(Expense, { documentClaim: claim })) throw new Refused(KNOWN);
      const status = needsSecondPerson(draft.amountCents, await moneyRulesAt(tx.manager, centreId)) ? 'waiting' : 'booked';
      const { date, ...said } = draft;
      const expense: Expense = {
        ...NOTHING_YET, id: newId(), centreId, ...said, spentOn: date, documentClaim: claim, status, enteredAt: tx.now, enteredBy: tx.actor.accountId,
      };
      await tx.insert(Expense, { ...expense, entryId: status === 'booked' ? await book(tx, expense) : null });
      return { id: expense.id, status };
    }, options));
  }

  /** @throws Refused for whoever entered it, for what is decided already, and for what cannot be booked now; NotThere */
  approve(centreId: Id, id: Id, options: UnitOptions): Promise<void> {
    return this.change(centreId, id, options, async (tx, expense) => {
      refuseFor(decisionRefusals(expense, 'booked', tx.actor.accountId));
      if ((await dayRefusals(tx, centreId, expense.spentOn)).length > 0) throw new Refused({ reason: 'expenses:refusals.closed-meanwhile' });
      return { status: 'booked', decidedAt: tx.now, decidedBy: tx.actor.accountId, entryId: await book(tx, expense) };
    });
  }

  /** Its document may be entered again afterwards. @throws Refused, NotThere */
  refuse(centreId: Id, id: Id, reason: string, options: UnitOptions): Promise<void> {
    return this.change(centreId, id, options, (tx, expense) => {
      refuseFor(decisionRefusals(expense, 'refused', tx.actor.accountId));
      return { status: 'refused', decidedAt: tx.now, decidedBy: tx.actor.accountId, reason, documentClaim: null };
    });
  }

  /** Pays what was owed. @throws Refused, NotThere */
  settle(centreId: Id, id: Id, { from, date }: { from: string; date: LocalDate }, options: UnitOptions): Promise<void> {
    return this.change(centreId, id, options, async (tx, expense) => {
      refuseFor(settlementRefusals(expense, date));
      await refuseShortage(tx, centreId, { account: from, cents: expense.amountCents, field: 'paidFrom' });
      const lines = moved(from, ACCOUNT.expensesOwed, expense.amountCents);
      const entry = await appendEntry(tx, centreId, { kind: 'expense', reference: referenceOf(expense), memo: expense.description, date, lines });
      return { settledOn: date, settledFrom: from, settlementEntryId: entry.id };
    });
  }

  /** Takes a booked expense back, and its payment with it; its document may be entered again afterwards. @throws Refused, NotThere */
  reverse(centreId: Id, id: Id, reason: string, options: UnitOptions): Promise<void> {
    return this.change(centreId, id, options, async (tx, expense) => {
      refuseFor(stepRefusals(expense, 'reversed'));
      const about = { reference: referenceOf(expense), memo: reason };
      if (expense.settlementEntryId) await reverseEntry(tx, centreId, expense.settlementEntryId, about);
      const entry = await reverseEntry(tx, centreId, expense.entryId as Id, about);
      return { status: 'reversed', reason, reversalEntryId: entry.id, documentClaim: null };
    });
  }

  private change(
    centreId: Id, id: Id, options: UnitOptions, decide: (tx: Tx, expense: Expense) => Promise<Partial<Expense>> | Partial<Expense>,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await holdBook(tx, centreId);
      const expense = await tx.manager.findOneBy(Expense, { id, centreId });
      if (!expense) throw new NotThere('expense');
      await tx.update(Expense, expense, await decide(tx, expense));
    }, options);
  }
}

const NOTHING_YET = {
  decidedAt: null, decidedBy: null, reason: null, entryId: null, settledOn: null, settledFrom: null, settlementEntryId: null, reversalEntryId: null, version: 1,
} as const satisfies Partial<Expense>;

/** @returns the id of its entry @throws Refused where the money is not there */
async function book(tx: Tx, expense: Expense): Promise<Id> {
  const { centreId, paidFrom, amountCents, spentOn, description } = expense;
  if (paidFrom) await refuseShortage(tx, centreId, { account: paidFrom, cents: amountCents, field: 'paidFrom' });
  const entry = await appendEntry(tx, centreId, {
    kind: 'expense', reference: referenceOf(expense), memo: description, date: spentOn, lines: expenseLines(expense),
  });
  return entry.id;
}

function referenceOf({ id }: Pick<Expense, 'id'>): string {
  return `expense:${id}`;
}

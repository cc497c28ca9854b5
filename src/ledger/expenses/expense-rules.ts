import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Cents } from '../../shared/kernel/money.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import { searchable } from '../../shared/kernel/text.js';
import type { EntryLine } from '../canonical-entry.js';
import { ACCOUNT } from '../chart.js';
import { moved } from '../entry-rules.js';
import type { Expense } from './expense.entity.js';
import { EXPENSE_STEPS, type DocumentKind, type ExpenseState } from './expense-words.js';

/** An expense as somebody enters it. */
export interface ExpenseDraft {
  category: string;
  amountCents: Cents;
  date: LocalDate;
  /** Null: it is still owed. */
  paidFrom: string | null;
  supplier: string;
  documentKind: DocumentKind;
  documentNumber: string | null;
  description: string;
  fileId: Id | null;
}

/** What is wrong with an expense, whatever the books say. */
export function expenseRefusals({ documentKind, documentNumber }: Pick<ExpenseDraft, 'documentKind' | 'documentNumber'>): Refusal[] {
  if (documentNumber !== null && searchable(documentNumber) === '') return [{ field: 'documentNumber', reason: 'expenses:refusals.number-signs' }];
  // A sworn statement is what people write where there is no document: it has no number of anybody else's.
  if (documentNumber === null && documentKind !== 'sworn') return [{ field: 'documentNumber', reason: 'expenses:refusals.number-missing' }];
  return [];
}

/** What is larger than the consortium's limit waits for a second person. */
export function needsSecondPerson(cents: Cents, { expenseApprovalCents }: { expenseApprovalCents: Cents }): boolean {
  return cents > expenseApprovalCents;
}

/** One document of a supplier is spent once: the same words and numbers, however they are written. Null where it has no number. */
export function documentClaim(centreId: Id, { supplier, documentKind, documentNumber }: Pick<ExpenseDraft, 'supplier' | 'documentKind' | 'documentNumber'>): string | null {
  const number = searchable(documentNumber ?? '').replaceAll(' ', '');
  return number === '' ? null : [centreId, documentKind, number, searchable(supplier)].join(':').slice(0, 240);
}

/** Debits what it was for, credits what paid it, or what is owed. */
export function expenseLines({ category, amountCents, paidFrom }: Pick<Expense, 'category' | 'amountCents' | 'paidFrom'>): EntryLine[] {
  return moved(paidFrom ?? ACCOUNT.expensesOwed, category, amountCents);
}

/** @param to what somebody wants to make of it */
export function stepRefusals({ status }: { status: ExpenseState }, to: ExpenseState): Refusal[] {
  return EXPENSE_STEPS[status].includes(to) ? [] : [{ reason: `expenses:refusals.${status}` }];
}

/** Nobody approves what she has entered herself. */
export function decisionRefusals(expense: Pick<Expense, 'status' | 'enteredBy'>, to: 'booked' | 'refused', accountId: Id | null): Refusal[] {
  const refusals = stepRefusals(expense, to);
  if (refusals.length > 0) return refusals;
  return expense.enteredBy === accountId ? [{ reason: 'expenses:refusals.own' }] : [];
}

/** Whether it is booked and still to be paid. */
export function isOwed({ status, paidFrom, settlementEntryId }: Pick<Expense, 'status' | 'paidFrom' | 'settlementEntryId'>): boolean {
  return status === 'booked' && paidFrom === null && settlementEntryId === null;
}

export function settlementRefusals(expense: Pick<Expense, 'status' | 'paidFrom' | 'settlementEntryId' | 'spentOn'>, date: LocalDate): Refusal[] {
  if (!isOwed(expense)) return [{ reason: 'expenses:refusals.not-owed' }];
  return date < expense.spentOn ? [{ field: 'date', reason: 'expenses:refusals.paid-before' }] : [];
}

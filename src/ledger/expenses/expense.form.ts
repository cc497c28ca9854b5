import { z } from 'zod';
import { date, line, name, optionalLine } from '../../shared/web/form-schemas.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { amount, amountText, choice } from '../amount.form.js';
import { EXPENSE_CATEGORIES, MONEY_ACCOUNTS } from '../money-accounts.js';
import { DOCUMENT_KINDS } from './expense-words.js';
import type { Expense } from './expense.entity.js';

/** Said in a form where nothing was paid yet. */
export const OWED = 'owed';

export const expenseForm = z.object({
  category: choice(EXPENSE_CATEGORIES, 'expenses:errors.category'),
  amount: amount(),
  date: date('expenses:errors.date'),
  paidFrom: choice([...MONEY_ACCOUNTS, OWED], 'expenses:errors.paid-from').transform((from) => (from === OWED ? null : from)),
  supplier: name(120, 'expenses:errors.supplier'),
  documentKind: choice(DOCUMENT_KINDS, 'expenses:errors.document-kind'),
  documentNumber: optionalLine(40),
  description: line(300, 'expenses:errors.description'),
}).transform(({ amount: amountCents, ...rest }) => ({ ...rest, amountCents }));

/** What stands in the form when an expense is entered again, to be corrected there. */
export function enteredAgain({ category, amountCents, spentOn, paidFrom, supplier, documentKind, documentNumber, description }: Expense): Record<string, string> {
  return {
    category, amount: amountText(amountCents), date: formatLocalDate(spentOn), paidFrom: paidFrom ?? OWED, supplier, documentKind, documentNumber: documentNumber ?? '', description,
  };
}

export const settlementForm = z.object({ paidFrom: choice(MONEY_ACCOUNTS, 'expenses:errors.paid-from'), date: date('expenses:errors.date') });

import { z } from 'zod';
import { date, line, optionalLine } from '../../shared/web/form-schemas.js';
import { amount } from '../amount.form.js';
import { EXPENSE_CATEGORIES, MONEY_ACCOUNTS } from '../money-accounts.js';
import { DOCUMENT_KINDS } from './expense-words.js';

/** Said in a form where nothing was paid yet. */
export const OWED = 'owed';

export const expenseForm = z.object({
  category: z.enum(EXPENSE_CATEGORIES),
  amount: amount(),
  date: date('expenses:errors.date'),
  paidFrom: z.enum([...MONEY_ACCOUNTS, OWED]).transform((from) => (from === OWED ? null : from)),
  supplier: line(120, 'expenses:errors.supplier'),
  documentKind: z.enum(DOCUMENT_KINDS),
  documentNumber: optionalLine(40),
  description: line(300, 'expenses:errors.description'),
}).transform(({ amount: amountCents, ...rest }) => ({ ...rest, amountCents }));

export const settlementForm = z.object({ paidFrom: z.enum(MONEY_ACCOUNTS), date: date('expenses:errors.date') });

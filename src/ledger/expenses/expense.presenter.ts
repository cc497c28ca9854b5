import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles } from '../../shared/kernel/money.js';
import { emptyForm, field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { Viewer } from '../../shared/web/viewer.js';
import { accountChoices } from '../account-choices.js';
import { entryPath } from '../books/entry-path.js';
import { byWords } from '../by-words.js';
import { keepsMoney } from '../money.policy.js';
import { isOwed } from './expense-rules.js';
import { EXPENSES, stateBadge } from './expenses.presenter.js';
import type { ExpenseFound } from './expenses.repository.js';

/** One expense, and what may be done with it next. @param form of its refusal, where it has failed */
export function expenseView(t: Translate, found: ExpenseFound, viewer: Viewer, form: FormView): object {
  const { expense } = found;
  const path = `${EXPENSES}/${expense.id}`;
  const waits = expense.status === 'waiting';
  const own = expense.enteredBy === viewer.accountId;
  const keeps = keepsMoney(viewer);
  return {
    back: { href: EXPENSES, text: t('expenses:list.title') }, title: `${expense.supplier}: ${formatSoles(expense.amountCents)}`, form, facts: factsOf(t, found),
    waits: waits && own ? t('expenses:show.own-waits') : null,
    decision: waits && !own ? {
      approval: `${path}/approval`, refusal: `${path}/refusal`,
      reason: field(form, t, { name: 'reason', label: 'expenses:fields.refusalReason', maxlength: 300 }),
    } : null,
    settlement: keeps && isOwed(expense) ? `${path}/payment` : null,
    reversal: keeps && expense.status === 'booked' ? `${path}/reversal` : null,
    again: keeps && ['refused', 'reversed'].includes(expense.status) ? `${EXPENSES}/new?from=${expense.id}` : null,
  };
}

function factsOf(t: Translate, { expense, ...found }: ExpenseFound): object[] {
  const fact = (name: string, text: string | null, more: object = {}): object[] => (text === null ? [] : [{ label: t(`expenses:fields.${name}`), text, ...more }]);
  const entry = (name: string, number: number | null): object[] => fact(name, number === null ? null : t('ledger:entry.title', { number }), { href: entryPath(number ?? 0) });
  return [
    { label: t('expenses:fields.status'), badge: stateBadge(t, expense) },
    ...fact('reason', expense.reason),
    ...fact('amount', formatSoles(expense.amountCents)),
    ...fact('category', t(`ledger:accounts.${expense.category}`)),
    ...fact('description', expense.description),
    ...fact('date', formatLocalDate(expense.spentOn)),
    ...fact('paidFrom', expense.paidFrom ? t(`ledger:accounts.${expense.paidFrom}`) : t('expenses:owed')),
    ...fact('settledOn', expense.settledOn && t('expenses:settled', { date: formatLocalDate(expense.settledOn), account: t(`ledger:accounts.${expense.settledFrom}`) })),
    ...fact('document', [t(`expenses:documents.${expense.documentKind}`), expense.documentNumber].filter(Boolean).join(' ')),
    ...expense.fileId ? fact('file', t('common:document.show'), { href: `${EXPENSES}/${expense.id}/document` }) : [],
    ...fact('enteredBy', byWords(t, found.enteredByName, expense.enteredAt)),
    ...fact('decidedBy', expense.decidedAt === null ? null : byWords(t, found.decidedByName, expense.decidedAt)),
    ...entry('entry', found.entryNumber), ...entry('settlementEntry', found.settlementNumber), ...entry('reversalEntry', found.reversalNumber),
  ];
}

/** The form that pays what was owed. */
export function settlementView(t: Translate, { expense }: ExpenseFound, form: FormView, today: LocalDate): object {
  const path = `${EXPENSES}/${expense.id}`;
  return {
    ...aboutExpense(t, expense), form, action: `${path}/payment`, submit: t('expenses:payment.submit'), cancelUrl: path,
    fields: [
      field(form, t, { name: 'paidFrom', type: 'radios', label: 'expenses:fields.paidFrom', choices: accountChoices(t) }),
      field(form, t, { name: 'date', type: 'date', label: 'expenses:fields.settledOn', value: formatLocalDate(today) }),
    ],
  };
}

/** The form that takes a booked expense back. */
export function reversalView(t: Translate, { expense }: ExpenseFound, form: FormView = emptyForm()): object {
  const path = `${EXPENSES}/${expense.id}`;
  return {
    ...aboutExpense(t, expense), form, lead: t('expenses:reversal.lead'), action: `${path}/reversal`, submit: t('expenses:reversal.submit'), cancelUrl: path,
    fields: [field(form, t, { name: 'reason', label: 'ledger:reversal.reason', hint: 'ledger:reversal.hint', maxlength: 300 })],
  };
}

function aboutExpense(t: Translate, expense: ExpenseFound['expense']): object {
  return {
    back: { href: `${EXPENSES}/${expense.id}`, text: t('expenses:show.title') },
    facts: [
      { label: t('expenses:fields.supplier'), text: expense.supplier }, { label: t('expenses:fields.amount'), text: formatSoles(expense.amountCents) },
      { label: t('expenses:fields.description'), text: expense.description },
    ],
  };
}

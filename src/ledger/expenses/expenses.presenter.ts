import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles } from '../../shared/kernel/money.js';
import { listLinks } from '../../shared/web/list-links.js';
import { addressWith } from '../../shared/web/addresses.js';
import { emptyForm, field, type Choice, type Field, type FormView } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ListContent } from '../../shared/web/list-files.js';
import { table, type Cell, type TableView } from '../../shared/web/tables.js';
import { accountChoices } from '../account-choices.js';
import { EXPENSE_CATEGORIES } from '../money-accounts.js';
import { aboutFile, dayKeyText, monthChoices } from '../paging.js';
import { documentField, type TakenDocument } from '../../shared/files/document-files.js';
import { OWED } from './expense.form.js';
import { isOwed } from './expense-rules.js';
import { DOCUMENT_KINDS, EXPENSE_STATES, type ExpenseState } from './expense-words.js';
import type { ExpenseFilter, ExpenseRow } from './expenses.repository.js';

export const EXPENSES = '/expenses';
export const PAGE_SIZE = 50;

const BADGES: Readonly<Record<ExpenseState, string | undefined>> = { waiting: 'warning', booked: 'success', refused: 'danger', reversed: 'info' };

/** @param rows one more than a page has, where there are more */
export function expensesView(
  t: Translate, rows: readonly ExpenseRow[], filter: ExpenseFilter, { today, mayEnter }: { today: LocalDate; mayEnter: boolean },
): object {
  const shown = rows.slice(0, PAGE_SIZE);
  const asked = { month: filter.month, category: filter.category, status: filter.status };
  const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined;
  return {
    newUrl: mayEnter ? `${EXPENSES}/new` : null, filter: { action: EXPENSES, fields: filterFields(t, filter, today) },
    files: shown.length > 0 ? listLinks(t, EXPENSES, asked) : null, table: expensesTable(t, shown, filter, mayEnter),
    newest: filter.before ? addressWith(EXPENSES, asked) : null,
    older: last ? addressWith(EXPENSES, { ...asked, before: dayKeyText({ date: last.spentOn, id: last.id }) }) : null,
  };
}

function filterFields(t: Translate, { month, category, status }: ExpenseFilter, today: LocalDate): Field[] {
  const form = emptyForm();
  const any = (key: string): Choice => ({ value: '', label: t(key) });
  return [
    field(form, t, { name: 'month', type: 'select', label: 'ledger:filter.month', value: month, choices: [any('ledger:filter.any-month'), ...monthChoices(t, today, 24, month)] }),
    field(form, t, { name: 'category', type: 'select', label: 'expenses:fields.category', value: category, choices: [any('expenses:filter.any-category'), ...categoryChoices(t)] }),
    field(form, t, {
      name: 'status', type: 'select', label: 'expenses:fields.status', value: status,
      choices: [any('expenses:filter.any-status'), ...EXPENSE_STATES.map((value) => ({ value, label: t(`expenses:states.${value}`) }))],
    }),
  ];
}

function expensesTable(t: Translate, rows: readonly ExpenseRow[], { month, category, status }: ExpenseFilter, mayEnter: boolean): TableView {
  const filtered = Boolean(month ?? category ?? status);
  return table({
    id: 'expenses', caption: t('expenses:list.title'), captionHidden: true,
    columns: [
      { text: t('expenses:fields.supplier') }, { text: t('expenses:fields.date') }, { text: t('expenses:fields.category') },
      { text: t('expenses:fields.amount'), numeric: true }, { text: t('expenses:fields.status') },
    ],
    rows: rows.map((row): Cell[] => [
      { text: row.supplier, href: `${EXPENSES}/${row.id}`, detail: row.description },
      { text: formatLocalDate(row.spentOn) }, { text: t(`ledger:accounts.${row.category}`) }, { text: formatSoles(row.amountCents) },
      { badge: stateBadge(t, row) },
    ]),
    empty: filtered ? { title: t('expenses:list.none-such'), href: EXPENSES, action: t('expenses:list.all') } : {
      title: t('expenses:list.none'), text: t('expenses:list.none-text'), icon: 'book', ...(mayEnter ? { href: `${EXPENSES}/new`, action: t('expenses:new.action') } : {}),
    },
  });
}

/** What is booked and not paid says so: it is what still has to be done. */
export function stateBadge(t: Translate, row: Pick<ExpenseRow, 'status' | 'paidFrom' | 'settlementEntryId'>): { text: string; kind?: string } {
  if (isOwed(row)) return { text: t('expenses:states.owed'), kind: 'accent' };
  return { text: t(`expenses:states.${row.status}`), kind: BADGES[row.status] };
}

export function expensesList(t: Translate, rows: readonly ExpenseRow[], { category, status }: ExpenseFilter): ListContent {
  const words = ['date', 'supplier', 'documentKind', 'documentNumber', 'category', 'description', 'amount', 'status'];
  return {
    about: aboutFile(t, rows.length, [category && t(`ledger:accounts.${category}`), status && t(`expenses:states.${status}`)]), headings: words.map((name) => t(`expenses:fields.${name}`)),
    rows: rows.map((row) => [
      { date: row.spentOn }, row.supplier, t(`expenses:documents.${row.documentKind}`), row.documentNumber, t(`ledger:accounts.${row.category}`),
      row.description, { cents: row.amountCents }, stateBadge(t, row).text,
    ]),
  };
}

/** @param limit above which a second person is needed, as it stands in a sentence */
export function newExpenseView(t: Translate, form: FormView, kept: TakenDocument['file'], { limit, today }: { limit: string; today: LocalDate }): object {
  const proof = documentField(form, t, kept);
  return {
    back: { href: EXPENSES, text: t('expenses:list.title') }, form, lead: t('expenses:new.lead', { limit }), action: EXPENSES, files: true,
    fields: [...expenseFields(t, form, today), proof.field], hidden: proof.hidden, submit: t('expenses:new.submit'), cancelUrl: EXPENSES,
  };
}

function expenseFields(t: Translate, form: FormView, today: LocalDate): Field[] {
  const pick: Choice = { value: '', label: t('ledger:choose') };
  return [
    field(form, t, { name: 'category', type: 'select', label: 'expenses:fields.category', choices: [pick, ...categoryChoices(t)] }),
    field(form, t, { name: 'amount', type: 'money', label: 'expenses:fields.amount' }),
    field(form, t, { name: 'date', type: 'date', label: 'expenses:fields.date', value: formatLocalDate(today) }),
    field(form, t, {
      name: 'paidFrom', type: 'radios', label: 'expenses:fields.paidFrom',
      choices: [...accountChoices(t), { value: OWED, label: t('expenses:owed'), hint: t('expenses:hints.owed') }],
    }),
    field(form, t, { name: 'supplier', label: 'expenses:fields.supplier', hint: 'expenses:hints.supplier', maxlength: 120 }),
    field(form, t, {
      name: 'documentKind', type: 'select', label: 'expenses:fields.documentKind',
      choices: [pick, ...DOCUMENT_KINDS.map((kind) => ({ value: kind, label: t(`expenses:documents.${kind}`) }))],
    }),
    field(form, t, { name: 'documentNumber', label: 'expenses:fields.documentNumber', hint: 'expenses:hints.documentNumber', width: 'medium', maxlength: 40 }),
    field(form, t, { name: 'description', label: 'expenses:fields.description', hint: 'expenses:hints.description', maxlength: 300 }),
  ];
}

function categoryChoices(t: Translate): Choice[] {
  return EXPENSE_CATEGORIES.map((code) => ({ value: code, label: t(`ledger:accounts.${code}`) }));
}

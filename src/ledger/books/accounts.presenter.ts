import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../../shared/kernel/money.js';
import { listLinks } from '../../shared/web/list-links.js';
import { addressWith } from '../../shared/web/addresses.js';
import { emptyForm, field } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ListContent } from '../../shared/web/list-files.js';
import { table, type Cell, type TableView } from '../../shared/web/tables.js';
import { ACCOUNT_KINDS, CHART, type LedgerAccount } from '../chart.js';
import type { Month } from '../entry-rules.js';
import { monthChoices, monthName } from '../paging.js';
import type { AccountLine, AccountMonth } from './accounts.repository.js';
import { entryPath } from './entry-path.js';
import { accountName, bookTabs, LEDGER, sides } from './journal.presenter.js';

const ACCOUNTS = `${LEDGER}/accounts`;
const TRIAL = `${LEDGER}/trial-balance`;

/** What an account holds as people say it: debts and income count up by credits. */
function naturalCents({ kind }: Pick<LedgerAccount, 'kind'>, cents: Cents): Cents {
  // No minus before nothing.
  return kind === 'asset' || kind === 'expense' ? cents : 0 - cents;
}

/** The chart of accounts in plain words, with what each holds. */
export function chartView(t: Translate, balances: ReadonlyMap<string, Cents>): object {
  const ofKind = (kind: LedgerAccount['kind']): TableView => table({
    id: kind, caption: t(`ledger:groups.${kind}`), columns: [{ text: t('ledger:fields.account') }, { text: t('ledger:fields.holds'), numeric: true }],
    rows: CHART.filter((account) => account.kind === kind).map((account): Cell[] => [
      { text: accountName(t, account.code), href: `${ACCOUNTS}/${account.code}`, detail: t(`ledger:about.${account.code}`) },
      { text: formatSoles(naturalCents(account, balances.get(account.code) ?? 0)) },
    ]),
  });
  return { tabs: bookTabs(t, ACCOUNTS), tables: ACCOUNT_KINDS.map(ofKind) };
}

/** A month of one account, line by line. */
export interface AccountStory {
  account: LedgerAccount;
  month: Month;
  beforeCents: Cents;
  lines: readonly AccountLine[];
}

/** @param more whether the month has more lines than the page shows */
export function accountView(t: Translate, story: AccountStory, { today, more }: { today: LocalDate; more: boolean }): object {
  const { account, month } = story;
  const path = `${ACCOUNTS}/${account.code}`;
  return {
    back: { href: ACCOUNTS, text: t('ledger:chart.title') }, title: accountName(t, account.code), lead: t(`ledger:about.${account.code}`),
    filter: { action: path, fields: monthField(t, month, today) }, files: listLinks(t, path, { month }), table: accountTable(t, story, more), more: more ? t('ledger:ledger.more') : null,
  };
}

function monthField(t: Translate, month: Month, today: LocalDate): object[] {
  return [field(emptyForm(), t, { name: 'month', type: 'select', label: 'ledger:filter.month', value: month, choices: monthChoices(t, today, 24, month) })];
}

function accountTable(t: Translate, { account, month, beforeCents, lines }: AccountStory, more: boolean): TableView {
  const said = (cents: Cents): string => formatSoles(naturalCents(account, cents));
  let running = beforeCents;
  const rows = lines.map(({ number, date, kind, memo, cents }): Cell[] => {
    running += cents;
    return [
      { text: number, href: entryPath(number) }, { text: formatLocalDate(date) }, { text: t(`ledger:kinds.${kind}`), detail: memo },
      { text: cents > 0 ? formatSoles(cents) : null }, { text: cents < 0 ? formatSoles(-cents) : null }, { text: said(running) },
    ];
  });
  const edge = (key: string, cents: Cents): Cell[] => [{ text: t(key) }, {}, {}, {}, {}, { text: said(cents) }];
  return table({
    id: 'account', caption: monthName(t, month),
    columns: [
      { text: t('ledger:fields.number') }, { text: t('ledger:fields.date') }, { text: t('ledger:fields.kind') }, { text: t('ledger:fields.debit'), numeric: true },
      { text: t('ledger:fields.credit'), numeric: true }, { text: t('ledger:fields.balance'), numeric: true },
    ],
    rows: [edge('ledger:ledger.before', beforeCents), ...rows, ...more ? [] : [edge('ledger:ledger.after', running)]],
  });
}

export function accountList(t: Translate, { account, month, beforeCents, lines }: AccountStory): ListContent {
  let running = beforeCents;
  const rows = lines.map(({ number, date, kind, memo, cents }) => {
    running += cents;
    return [number, { date }, t(`ledger:kinds.${kind}`), memo, ...sides(cents), { cents: naturalCents(account, running) }];
  });
  return {
    about: `${accountName(t, account.code)} · ${monthName(t, month)}`,
    headings: ['number', 'date', 'kind', 'memo', 'debit', 'credit', 'balance'].map((name) => t(`ledger:fields.${name}`)),
    rows: [[null, null, t('ledger:ledger.before'), null, null, null, { cents: naturalCents(account, beforeCents) }], ...rows],
  };
}

/** The trial balance of a month: what each account held, took and holds. Its two last columns come to the same. */
export function trialView(t: Translate, rows: readonly AccountMonth[], month: Month, today: LocalDate): object {
  const cells = rows.map((row): Cell[] => {
    const [debtor, creditor] = sides(afterOf(row));
    return [
      { text: accountName(t, row.account), href: addressWith(`${ACCOUNTS}/${row.account}`, { month }) }, { text: formatSoles(row.beforeCents) },
      { text: formatSoles(row.debitCents) }, { text: formatSoles(row.creditCents) }, { text: debtor && formatSoles(debtor.cents) }, { text: creditor && formatSoles(creditor.cents) },
    ];
  });
  const total: Cell[] = [t('ledger:trial.total'), ...totalsOf(rows).map(formatSoles)].map((text) => ({ text }));
  return {
    tabs: bookTabs(t, TRIAL), filter: { action: TRIAL, fields: monthField(t, month, today) }, files: rows.length > 0 ? listLinks(t, TRIAL, { month }) : null,
    table: table({
      id: 'trial', caption: monthName(t, month), rows: cells, totals: [total], empty: { title: t('ledger:trial.none'), icon: 'book' },
      columns: TRIAL_COLUMNS.map((name, index) => ({ text: t(`ledger:fields.${name}`), numeric: index > 0 })),
    }),
  };
}

const TRIAL_COLUMNS = ['account', 'before', 'debit', 'credit', 'debtor', 'creditor'] as const;

function afterOf({ beforeCents, debitCents, creditCents }: AccountMonth): Cents {
  return beforeCents + debitCents - creditCents;
}

/** Before, debits, credits, debtors, creditors. */
function totalsOf(rows: readonly AccountMonth[]): Cents[] {
  const sum = (cents: (row: AccountMonth) => Cents): Cents => rows.reduce((total, row) => total + cents(row), 0);
  return [
    sum(({ beforeCents }) => beforeCents), sum(({ debitCents }) => debitCents), sum(({ creditCents }) => creditCents),
    sum((row) => Math.max(afterOf(row), 0)), sum((row) => Math.max(-afterOf(row), 0)),
  ];
}

export function trialList(t: Translate, rows: readonly AccountMonth[], month: Month): ListContent {
  return {
    about: monthName(t, month), headings: TRIAL_COLUMNS.map((name) => t(`ledger:fields.${name}`)),
    rows: [
      ...rows.map((row) => [accountName(t, row.account), { cents: row.beforeCents }, { cents: row.debitCents }, { cents: row.creditCents }, ...sides(afterOf(row))]),
      [t('ledger:trial.total'), ...totalsOf(rows).map((cents) => ({ cents }))],
    ],
  };
}

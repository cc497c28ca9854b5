import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../../shared/kernel/money.js';
import { listLinks } from '../../shared/web/list-links.js';
import { addressWith } from '../../shared/web/addresses.js';
import { emptyForm, field, type Choice, type Field } from '../../shared/web/fields.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ListContent } from '../../shared/web/list-files.js';
import { table, type Cell, type TableView } from '../../shared/web/tables.js';
import type { EntryLine } from '../canonical-entry.js';
import { CHART } from '../chart.js';
import { ENTRY_KIND_NAMES } from '../entry-kinds.js';
import { readMonth } from '../book-months.js';
import { aboutFile, monthChoices, monthName } from '../paging.js';
import { entryPath } from './entry-path.js';
import type { JournalEntry, JournalFilter } from './journal.repository.js';
import { MOVES, type Move } from './moves.presenter.js';

export const LEDGER = '/ledger';
export const PAGE_SIZE = 50;

/** The journal. @param entries one more than a page has, where there are more */
export function journalView(
  t: Translate, entries: readonly JournalEntry[], filter: JournalFilter, { today, mayMove, maySet }: { today: LocalDate; mayMove: boolean; maySet: boolean },
): object {
  const shown = entries.slice(0, PAGE_SIZE);
  const asked = { kind: filter.kind, month: filter.month, account: filter.account };
  const last = entries.length > PAGE_SIZE ? shown.at(-1) : undefined;
  return {
    tabs: bookTabs(t, LEDGER), filter: { action: LEDGER, fields: filterFields(t, filter, today) }, files: shown.length > 0 ? listLinks(t, LEDGER, asked) : null,
    moves: mayMove ? (Object.keys(MOVES) as Move[]).map((move) => ({ href: `${MOVES[move]}/new`, text: t(`ledger:${move}.title`) })) : [],
    settingsUrl: maySet ? '/ledger/settings' : null, table: journalTable(t, shown, Boolean(filter.kind ?? filter.month ?? filter.account)),
    newest: filter.before === null ? null : addressWith(LEDGER, asked), older: last ? addressWith(LEDGER, { ...asked, before: last.number }) : null,
  };
}

/** The ways to read the book, each a page. */
export function bookTabs(t: Translate, current: string): object {
  const items = [[LEDGER, 'ledger:journal.tab'], [`${LEDGER}/accounts`, 'ledger:chart.title'], [`${LEDGER}/trial-balance`, 'ledger:trial.title']] as const;
  return { label: t('ledger:journal.title'), items: items.map(([href, key]) => ({ href, text: t(key), current: href === current })) };
}

function filterFields(t: Translate, { kind, month, account }: JournalFilter, today: LocalDate): Field[] {
  const form = emptyForm();
  const withAny = (key: string, choices: readonly Choice[]): Choice[] => [{ value: '', label: t(key) }, ...choices];
  return [
    field(form, t, { name: 'month', type: 'select', label: 'ledger:filter.month', value: month, choices: withAny('ledger:filter.any-month', monthChoices(t, today, 24, month)) }),
    field(form, t, {
      name: 'kind', type: 'select', label: 'ledger:fields.kind', value: kind,
      choices: withAny('ledger:filter.any-kind', ENTRY_KIND_NAMES.map((value) => ({ value, label: t(`ledger:kinds.${value}`) }))),
    }),
    field(form, t, {
      name: 'account', type: 'select', label: 'ledger:fields.account', value: account,
      choices: withAny('ledger:filter.any-account', CHART.map(({ code }) => ({ value: code, label: accountName(t, code) }))),
    }),
  ];
}

/** `1011 Caja general` */
export function accountName(t: Translate, code: string): string {
  return `${code} ${t(`ledger:accounts.${code}`)}`;
}

function journalTable(t: Translate, entries: readonly JournalEntry[], filtered: boolean): TableView {
  return table({
    id: 'journal', caption: t('ledger:journal.title'), captionHidden: true,
    columns: [
      { text: t('ledger:fields.number') }, { text: t('ledger:fields.date') }, { text: t('ledger:fields.kind') }, { text: t('ledger:fields.debit') },
      { text: t('ledger:fields.credit') }, { text: t('ledger:fields.amount'), numeric: true },
    ],
    rows: entries.map(({ number, date, kind, reference, memo, lines }): Cell[] => [
      { text: number, href: entryPath(number) }, { text: formatLocalDate(date) }, { text: t(`ledger:kinds.${kind}`), detail: closedMonth(t, { kind, reference }) ?? memo },
      { text: sideWords(t, lines.filter(({ cents }) => cents > 0)) }, { text: sideWords(t, lines.filter(({ cents }) => cents < 0)) }, { text: lines.length > 0 ? formatSoles(sumOf(lines)) : null },
    ]),
    empty: filtered ? { title: t('ledger:journal.none-such'), href: LEDGER, action: t('ledger:journal.all') }
      : { title: t('ledger:journal.none'), text: t('ledger:journal.none-text'), icon: 'book' },
  });
}

/** Which month an entry closes: it has nothing else to show, neither accounts nor an amount. */
export function closedMonth(t: Translate, { kind, reference }: Pick<JournalEntry, 'kind' | 'reference'>): string | null {
  const month = kind === 'month-close' ? readMonth(reference.replace(/^month:/, '')) : null;
  return month === null ? null : monthName(t, month);
}

function sideWords(t: Translate, lines: readonly EntryLine[]): string {
  return [...new Set(lines.map(({ account }) => t(`ledger:accounts.${account}`)))].join(', ');
}

/** What moved: the debits, which are as much as the credits. */
function sumOf(lines: readonly EntryLine[]): Cents {
  return lines.reduce((sum, { cents }) => sum + Math.max(cents, 0), 0);
}

/** A line of the file is a line of an entry. */
export function journalList(t: Translate, entries: readonly JournalEntry[], { kind: asked, account: of }: JournalFilter): ListContent {
  return {
    about: aboutFile(t, entries.length, [asked && t(`ledger:kinds.${asked}`), of && accountName(t, of)]),
    headings: ['number', 'date', 'kind', 'memo', 'account', 'accountName', 'debit', 'credit'].map((name) => t(`ledger:fields.${name}`)),
    rows: entries.flatMap(({ number, date, kind, memo, lines }) => lines.map(({ account, cents }) => [
      number, { date }, t(`ledger:kinds.${kind}`), memo, account, t(`ledger:accounts.${account}`), ...sides(cents),
    ])),
  };
}

/** Debit and credit, the other one left empty. */
export function sides(cents: Cents): [{ cents: Cents } | null, { cents: Cents } | null] {
  return cents >= 0 ? [{ cents }, null] : [null, { cents: -cents }];
}

import type { Month } from '../ledger/entry-rules.js';
import { cutWords, monthChoices } from '../ledger/paging.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';
import { momentWords } from '../shared/web/date-words.js';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListCell, ListContent } from '../shared/web/list-files.js';
import { listLinks } from '../shared/web/list-links.js';
import { pagination, table, type Cell, type TableView } from '../shared/web/tables.js';
import { PAYMENT_METHODS, type PaymentMethod } from './payment.entity.js';
import { piecesField } from './payment.form.js';
import { receiptNumber } from './receipt-numbers.js';
import { expectedCash } from './till-cash.js';
import { DENOMINATIONS, firstOff, isLeftOpen, sumOf, type Count } from './till-rules.js';
import { TILLS_PAGE, type TillCountView, type TillReceipts, type TillReviewView, type TillSessionView } from './till-sessions.repository.js';

/** Tills of a month, or of all. */
export interface TillsPage {
  rows: readonly TillSessionView[];
  total: number;
  page: number;
  month: Month | null;
  today: LocalDate;
  /** The viewer has a till of her own. */
  keeps: boolean;
}

const TILLS = '/till-sessions';

/** What `fees/till/sessions` shows. */
export function tillsListView(t: Translate, { rows, total, page, month, today, keeps }: TillsPage): object {
  const money = (text: string): { text: string; numeric: boolean } => ({ text, numeric: true });
  return {
    keeps, files: rows.length > 0 ? listLinks(t, TILLS, { month }) : null,
    filter: {
      action: TILLS,
      fields: [field(emptyForm(), t, { name: 'month', type: 'select', label: 'ledger:filter.month', value: month, choices: [{ value: '', label: t('ledger:filter.any-month') }, ...monthChoices(t, today, 24, month)], width: 'medium' })],
    },
    table: table({
      id: 'tills', caption: t('till:sessions.title'), captionHidden: true,
      columns: [{ text: t('till:sessions.opened') }, { text: t('till:sessions.owner') }, ...PAYMENT_METHODS.map((method) => money(t(`till:methods.${method}`))), money(t('till:sessions.difference')), { text: t('till:sessions.state') }],
      rows: rows.map((till) => [
        { text: formatLocalDate(till.openedOn), href: `/till-sessions/${till.id}`, detail: localTimeAt(till.openedAt) },
        { text: till.owner }, ...PAYMENT_METHODS.map((method) => ({ text: solesOrNothing(netOf(till, method)) })),
        { text: solesOrNothing(lackOf(till)) }, { badge: stateBadge(t, till) },
      ]),
      empty: month !== null ? { title: t('till:sessions.none-such'), href: TILLS, action: t('till:sessions.all') } : { title: t('till:sessions.empty'), text: t('till:sessions.empty-text'), ...(keeps ? { href: '/till', action: t('till:open.submit') } : {}) },
    }),
    pages: total > 0 ? pagination(t, { page, pageSize: TILLS_PAGE, total, url: (number) => addressWith(TILLS, { month, page: pageNamed(number) }) }) : null,
  };
}

/** The same to take away. */
export function tillsList(t: Translate, rows: readonly TillSessionView[]): ListContent {
  const cents = (amount: Cents | null): ListCell => (amount === null ? null : { cents: amount });
  return {
    about: cutWords(t, rows.length),
    headings: [
      ...['opened', 'closed', 'owner', 'state', 'float'].map((name) => t(`till:sessions.${name}`)), ...PAYMENT_METHODS.map((method) => t(`till:methods.${method}`)),
      ...['expected', 'counted', 'difference', 'reason'].map((name) => t(`till:sessions.${name}`)),
    ],
    rows: rows.map((till) => [
      { moment: till.openedAt }, till.closedAt === null ? null : { moment: till.closedAt }, till.owner, stateBadge(t, till).text, cents(till.floatCents), ...PAYMENT_METHODS.map((method) => cents(netOf(till, method))),
      ...till.closedAt === null ? [null, null] : [cents(till.expectedCents), cents(till.countedCents)], cents(lackOf(till)), till.differenceReason,
    ]),
  };
}

/** What a till's page shows of a till, and of whom it is shown to. */
export interface TillShown {
  receipts: readonly TillReceipts[];
  counts: readonly TillCountView[];
  reviews: readonly TillReviewView[];
  /** Whoever may acknowledge what it lacked; null for all others. */
  reviewer: Id | null;
  /** Whether this viewer may count it now. */
  mayClose: boolean;
  today: string;
}

/** What a till's page shows: the closing sheet to hand the money over with, and of an open till what to do with it. */
export function tillView(t: Translate, till: TillSessionView, { receipts, counts, reviews, reviewer, mayClose, today }: TillShown): object {
  const closed = till.closedAt !== null;
  return {
    back: { href: '/till-sessions', text: t('till:sessions.title') }, state: stateBadge(t, till),
    warning: isLeftOpen(till, today) ? t('till:left-open', { date: formatLocalDate(till.openedOn) }) : null,
    countUrl: !closed && mayClose ? `/till-sessions/${till.id}/count` : null,
    facts: [
      { label: t('till:sessions.owner'), text: till.owner },
      { label: t('till:sessions.opened'), text: momentWords(till.openedAt) },
      ...(till.closedAt === null ? [] : [{ label: t('till:sessions.closed'), text: momentWords(till.closedAt) }]),
      { label: t('till:sessions.float'), text: formatSoles(till.floatCents) },
      ...receipts.map((written) => ({ label: t('till:sessions.receipts'), text: receiptsWords(t, written) })),
      ...(closed ? cashFacts(t, till) : []),
      ...reviews.map(({ name, reviewedAt }) => ({ label: t('till:sessions.reviewed'), text: `${name}, ${momentWords(reviewedAt)}` })),
    ],
    methods: methodsTable(t, till, closed),
    pieces: closed && till.denominations ? piecesTable(t, till.denominations) : null,
    // Of an open till nobody is told what should be in it: she may have to count once more.
    counts: closed && counts.length > 1 ? countsTable(t, till, counts) : null,
    reviewUrl: closed && isOff(till, counts) && reviewer !== null && !reviews.some(({ accountId }) => accountId === reviewer) ? `/till-sessions/${till.id}/reviews` : null,
    signatures: closed ? [t('till:sessions.signature', { name: till.owner }), t('till:sessions.received')] : [],
  };
}

/** What `till-sessions/count` asks: how many of each, without saying what should be there. What was counted last stands there to be looked over. */
export function countView(t: Translate, till: TillSessionView, { form, own }: { form: FormView; own: boolean }): object {
  const rows = DENOMINATIONS.map((cents) => {
    const name = piecesField(cents);
    const asked = field(form, t, {
      name, type: 'number', label: cents >= 1_000 ? 'till:count.note' : 'till:count.coin', params: { amount: formatSoles(cents) }, maxlength: 4, value: till.denominations?.[String(cents)],
    });
    const number = /^\d{1,4}$/u.test(asked.value) ? Number(asked.value) : 0;
    return {
      ...asked, cents, sum: formatSoles(number * cents), number,
    };
  });
  return {
    back: own ? { href: '/till', text: t('till:queue.title') } : { href: `/till-sessions/${till.id}`, text: t('till:sessions.one', { name: till.owner }) },
    form, rows, total: formatSoles(rows.reduce((sum, { number, cents }) => sum + number * cents, 0)), action: `/till-sessions/${till.id}/count`,
    lead: own ? t('till:count.lead') : t('till:count.lead-other', { name: till.owner, date: formatLocalDate(till.openedOn) }),
  };
}

/** What `till-sessions/closing` shows once the count stands: what should be there, and why it is not. */
export function closingView(t: Translate, till: TillSessionView, { form, counts, own }: { form: FormView; counts: readonly TillCountView[]; own: boolean }): object {
  const [expected, counted] = [till.expectedCents ?? 0, till.countedCents ?? 0];
  const difference = counted - expected;
  return {
    back: { href: `/till-sessions/${till.id}/count`, text: t('till:closing.again') }, form, action: `/till-sessions/${till.id}/closing`,
    lead: difference === 0 ? t(firstOff(counts) ? 'till:closing.agrees-now' : 'till:closing.agrees') : t(difference < 0 ? 'till:closing.short' : 'till:closing.over', { amount: formatSoles(Math.abs(difference)) }),
    facts: [
      { label: t('till:sessions.counted'), text: formatSoles(counted) }, { label: t('till:sessions.expected'), text: formatSoles(expected) },
      { label: t('till:sessions.difference'), text: formatSoles(difference) },
    ],
    note: isOff(till, counts) ? t('till:closing.kept') : null, counts: counts.length > 1 ? countsTable(t, till, counts) : null,
    fields: [field(form, t, {
      name: 'reason', type: 'textarea', rows: 3, maxlength: 300, label: own ? 'till:closing.reason' : 'till:closing.reason-other', hint: own ? 'till:closing.reason-hint' : undefined,
    })],
    submit: t('till:closing.submit'), cancelUrl: own ? '/till' : `/till-sessions/${till.id}`,
  };
}

function cashFacts(t: Translate, till: TillSessionView): { label: string; text: string | null }[] {
  return [
    { label: t('till:sessions.expected'), text: formatSoles(till.expectedCents ?? 0) },
    { label: t('till:sessions.counted'), text: formatSoles(till.countedCents ?? 0) },
    { label: t('till:sessions.difference'), text: solesOrNothing(lackOf(till)) },
    { label: t('till:sessions.handed'), text: formatSoles(till.countedCents ?? 0) },
    ...(till.differenceReason === null ? [] : [{ label: t('till:sessions.reason'), text: till.differenceReason }]),
  ];
}

/** Whether this till, or a count of it, was ever not what it should have been. */
function isOff({ countedCents, expectedCents }: TillSessionView, counts: readonly TillCountView[]): boolean {
  return countedCents !== expectedCents || firstOff(counts) !== null;
}

/** Every count that was made, also those that were made again; who made it where it was not the owner. */
function countsTable(t: Translate, { owner }: TillSessionView, counts: readonly TillCountView[]): TableView {
  return table({
    id: 'counts', caption: t('till:sessions.counts'),
    columns: [
      { text: t('till:sessions.count') }, ...['counted', 'expected', 'difference'].map((name) => ({ text: t(`till:sessions.${name}`), numeric: true })),
    ],
    rows: counts.map(({ countedAt, countedBy, countedCents, expectedCents }) => [
      { text: momentWords(countedAt), detail: countedBy === owner ? null : countedBy }, { text: formatSoles(countedCents) }, { text: formatSoles(expectedCents) }, { text: formatSoles(countedCents - expectedCents) },
    ]),
  });
}

/** `VES-000041 a VES-000045: 5 recibos; anulados: VES-000043 y VES-000044` */
function receiptsWords(t: Translate, { series, first, last, count, voided }: TillReceipts): string {
  const number = (one: number): string => receiptNumber({ series, number: one });
  const span = first === last ? number(first) : t('till:sessions.receipts-span', { first: number(first), last: number(last), count });
  return voided.length === 0 ? span : t('till:sessions.receipts-voided', { span, voided: voided.map(number) });
}

/** While a till is open its cash is told nobody: it has to be counted without knowing it. */
function methodsTable(t: Translate, till: TillSessionView, closed: boolean): TableView {
  const methods = PAYMENT_METHODS.filter((method) => closed || method !== 'cash');
  return table({
    id: 'methods', caption: t('till:sessions.by-method'),
    columns: [{ text: t('till:sessions.method') }, { text: t('till:sessions.payments'), numeric: true }, { text: t('till:sessions.taken'), numeric: true }, { text: t('till:sessions.given-back'), numeric: true }],
    rows: methods.map((method) => methodRow(t(`till:methods.${method}`), till.sums.filter((sum) => sum.method === method))),
    totals: closed ? [methodRow(t('till:sessions.all-methods'), till.sums)] : [],
  });
}

function methodRow(name: string, sums: TillSessionView['sums']): Cell[] {
  const of = (key: 'count' | 'cents' | 'voidCents'): number => sums.reduce((all, sum) => all + sum[key], 0);
  return [{ text: name }, { text: of('count') }, { text: formatSoles(of('cents')) }, { text: formatSoles(of('voidCents')) }];
}

function piecesTable(t: Translate, count: Count): TableView {
  return table({
    id: 'pieces', caption: t('till:sessions.pieces'),
    columns: [{ text: t('till:sessions.piece') }, { text: t('till:sessions.number'), numeric: true }, { text: t('till:sessions.sum'), numeric: true }],
    rows: DENOMINATIONS.filter((cents) => count[String(cents)]).map((cents) => {
      const number = count[String(cents)] ?? 0;
      return [{ text: formatSoles(cents) }, { text: number }, { text: formatSoles(number * cents) }];
    }),
    totals: [[{ text: t('till:count.total') }, {}, { text: formatSoles(sumOf(count)) }]],
  });
}

function sumOfMethod({ sums }: TillSessionView, method: PaymentMethod): TillSessionView['sums'][number] | undefined {
  return sums.find((sum) => sum.method === method);
}

/** What a method brought; cash of an open till is told nobody. */
function netOf(till: TillSessionView, method: PaymentMethod): Cents | null {
  if (method === 'cash' && till.closedAt === null) return null;
  if (method === 'cash') return expectedCash(till, till.sums) - till.floatCents;
  const sum = sumOfMethod(till, method);
  return (sum?.cents ?? 0) - (sum?.voidCents ?? 0);
}

function lackOf({ closedAt, countedCents, expectedCents }: TillSessionView): Cents | null {
  return closedAt === null ? null : (countedCents ?? 0) - (expectedCents ?? 0);
}

function solesOrNothing(cents: Cents | null): string | null {
  return cents === null ? null : formatSoles(cents);
}

function stateBadge(t: Translate, { closedAt }: TillSessionView): { text: string; kind: string } {
  return closedAt === null ? { text: t('till:sessions.is-open'), kind: 'warning' } : { text: t('till:sessions.is-closed'), kind: 'success' };
}

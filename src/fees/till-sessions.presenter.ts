import { formatLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { formatSoles, type Cents } from '../shared/kernel/money.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { pagination, table, type PaginationView, type TableView } from '../shared/web/tables.js';
import { PAYMENT_METHODS, type PaymentMethod } from './payment.entity.js';
import { piecesField } from './payment.form.js';
import { expectedCash } from './till-cash.js';
import { DENOMINATIONS, isLeftOpen, type Count } from './till-rules.js';
import { TILLS_PAGE, type TillSessionView } from './till-sessions.repository.js';

/** What `till-sessions/list` shows. */
export function tillsListView(t: Translate, { rows, total, page }: { rows: readonly TillSessionView[]; total: number; page: number }): { table: TableView; pages: PaginationView | null } {
  const money = (text: string): { text: string; numeric: boolean } => ({ text, numeric: true });
  return {
    table: table({
      id: 'tills', caption: t('till:sessions.title'), captionHidden: true,
      columns: [{ text: t('till:sessions.opened') }, { text: t('till:sessions.owner') }, ...PAYMENT_METHODS.map((method) => money(t(`till:methods.${method}`))), money(t('till:sessions.difference')), { text: t('till:sessions.state') }],
      rows: rows.map((till) => [
        { text: formatLocalDate(till.openedOn), href: `/till-sessions/${till.id}`, detail: localTimeAt(till.openedAt) },
        { text: till.owner }, ...PAYMENT_METHODS.map((method) => ({ text: netWords(till, method) })),
        { text: differenceWords(till) }, { badge: stateBadge(t, till) },
      ]),
      empty: { title: t('till:sessions.empty'), text: t('till:sessions.empty-text'), href: '/till', action: t('till:open.submit') },
    }),
    pages: total > 0 ? pagination(t, { page, pageSize: TILLS_PAGE, total, url: (number) => `/till-sessions?page=${number}` }) : null,
  };
}

/** What `till-sessions/show` shows: the closing sheet, and of an open till what to do with it. @param mayClose whether this viewer may count it now */
export function tillView(t: Translate, till: TillSessionView, { mayClose, today }: { mayClose: boolean; today: string }): object {
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
      ...(closed ? cashFacts(t, till) : []),
    ],
    methods: methodsTable(t, till, closed),
    pieces: closed && till.denominations ? piecesTable(t, till.denominations) : null,
    signature: closed ? t('till:sessions.signature', { name: till.owner }) : null,
  };
}

/** What `till-sessions/count` asks: how many of each, without saying what should be there. */
export function countView(t: Translate, till: TillSessionView, { form, own }: { form: FormView; own: boolean }): object {
  const rows = DENOMINATIONS.map((cents) => {
    const name = piecesField(cents);
    const typed = String(form.values[name] ?? '');
    const number = /^\d{1,4}$/u.test(typed) ? Number(typed) : 0;
    return {
      ...field(form, t, { name, type: 'number', label: cents >= 1_000 ? 'till:count.note' : 'till:count.coin', params: { amount: formatSoles(cents) }, maxlength: 4 }),
      cents, sum: formatSoles(number * cents), number,
    };
  });
  return {
    back: own ? { href: '/till', text: t('till:queue.title') } : { href: `/till-sessions/${till.id}`, text: t('till:sessions.one', { name: till.owner }) },
    form, rows, total: formatSoles(rows.reduce((sum, { number, cents }) => sum + number * cents, 0)), action: `/till-sessions/${till.id}/count`,
    lead: own ? t('till:count.lead') : t('till:count.lead-other', { name: till.owner, date: formatLocalDate(till.openedOn) }),
  };
}

/** What `till-sessions/closing` shows once the count stands: what should be there, and why it is not. */
export function closingView(t: Translate, till: TillSessionView, { form, own }: { form: FormView; own: boolean }): object {
  const [expected, counted] = [till.expectedCents ?? 0, till.countedCents ?? 0];
  const difference = counted - expected;
  return {
    back: { href: `/till-sessions/${till.id}/count`, text: t('till:closing.again') }, form, action: `/till-sessions/${till.id}/closing`,
    lead: difference === 0 ? t('till:closing.agrees') : t(difference < 0 ? 'till:closing.short' : 'till:closing.over', { amount: formatSoles(Math.abs(difference)) }),
    facts: [
      { label: t('till:sessions.counted'), text: formatSoles(counted) }, { label: t('till:sessions.expected'), text: formatSoles(expected) },
      { label: t('till:sessions.difference'), text: formatSoles(difference) },
    ],
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
    { label: t('till:sessions.difference'), text: differenceWords(till) },
    ...(till.differenceReason === null ? [] : [{ label: t('till:sessions.reason'), text: till.differenceReason }]),
  ];
}

/** While a till is open its cash is told nobody: it has to be counted without knowing it. */
function methodsTable(t: Translate, till: TillSessionView, closed: boolean): TableView {
  const methods = PAYMENT_METHODS.filter((method) => closed || method !== 'cash');
  return table({
    id: 'methods', caption: t('till:sessions.by-method'),
    columns: [{ text: t('till:sessions.method') }, { text: t('till:sessions.payments'), numeric: true }, { text: t('till:sessions.taken'), numeric: true }, { text: t('till:sessions.given-back'), numeric: true }],
    rows: methods.map((method) => {
      const sum = sumOfMethod(till, method);
      return [{ text: t(`till:methods.${method}`) }, { text: sum?.count ?? 0 }, { text: formatSoles(sum?.cents ?? 0) }, { text: formatSoles(sum?.voidCents ?? 0) }];
    }),
  });
}

function piecesTable(t: Translate, count: Count): TableView {
  return table({
    id: 'pieces', caption: t('till:sessions.pieces'),
    columns: [{ text: t('till:sessions.piece') }, { text: t('till:sessions.number'), numeric: true }, { text: t('till:sessions.sum'), numeric: true }],
    rows: DENOMINATIONS.filter((cents) => count[String(cents)]).map((cents) => {
      const number = count[String(cents)] ?? 0;
      return [{ text: formatSoles(cents) }, { text: number }, { text: formatSoles(number * cents) }];
    }),
  });
}

function sumOfMethod({ sums }: TillSessionView, method: PaymentMethod): TillSessionView['sums'][number] | undefined {
  return sums.find((sum) => sum.method === method);
}

/** What a method brought; cash of an open till is told nobody. */
function netWords(till: TillSessionView, method: PaymentMethod): string | null {
  if (method === 'cash' && till.closedAt === null) return null;
  if (method === 'cash') return formatSoles(expectedCash(till, till.sums) - till.floatCents);
  const sum = sumOfMethod(till, method);
  return formatSoles((sum?.cents ?? 0) - (sum?.voidCents ?? 0));
}

function differenceWords({ closedAt, countedCents, expectedCents }: TillSessionView): string | null {
  return closedAt === null ? null : formatSoles(((countedCents ?? 0) - (expectedCents ?? 0)) as Cents);
}

function stateBadge(t: Translate, { closedAt }: TillSessionView): { text: string; kind: string } {
  return closedAt === null ? { text: t('till:sessions.is-open'), kind: 'warning' } : { text: t('till:sessions.is-closed'), kind: 'success' };
}

function momentWords(instant: number): string {
  return `${formatLocalDate(localDateAt(instant))}, ${localTimeAt(instant)}`;
}

import { surnamesFirst } from '../people/person-names.js';
import { formatLocalDate, localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { formatSoles } from '../shared/kernel/money.js';
import { spacedPublicCode } from '../shared/kernel/public-code.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { askedFields } from '../shared/web/addresses.js';
import { dateWords, momentWords } from '../shared/web/date-words.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { staleOver } from '../shared/web/stale-form.js';
import { pagination, table } from '../shared/web/tables.js';
import { cannotView } from './cannot.presenter.js';
import { PAYMENT_METHODS } from './payment.entity.js';
import { changeOf } from './payment-rules.js';
import { receiptsAddress, RECEIPT_STATES, type ReceiptFilters } from './receipt-filters.js';
import { receiptNumber } from './receipt-numbers.js';
import { RECEIPTS_PAGE, type ListedReceipt, type PublicReceipt, type ReceiptView } from './receipts.repository.js';

type Fact = { label: string; text?: string | null; href?: string };

/** Where anybody may check a receipt. @param base of this installation */
export function publicAddress(base: string, publicCode: string): string {
  return `${base}/r/${publicCode}`;
}

/** What `fees/receipts/list` shows. */
export function receiptsListView(t: Translate, { filters, form, rows, total, cents, page }: { filters: ReceiptFilters; form: FormView; rows: readonly ListedReceipt[]; total: number; cents: number; page: number }): object {
  return {
    form, filters: filterFields(t, form, filters), filtered: receiptsAddress(filters) !== '/receipts' || form.summary.length > 0, words: t('receipts:list.found', { count: total, amount: formatSoles(cents) }),
    table: table({
      id: 'receipts', caption: t('receipts:list.title'), captionHidden: true,
      columns: [{ text: t('receipts:fields.number') }, { text: t('receipts:fields.date') }, { text: t('receipts:fields.person') }, { text: t('receipts:fields.method') }, { text: t('receipts:fields.amount'), numeric: true }, { text: t('receipts:fields.state') }],
      rows: rows.map((receipt) => [
        { text: receiptNumber(receipt), href: `/receipts/${receipt.id}` }, { text: formatLocalDate(receipt.issuedOn) }, { text: surnamesFirst(receipt) },
        { text: t(`till:methods.${receipt.method}`), detail: receipt.operationNumber }, { text: formatSoles(receipt.cents) }, { badge: stateBadge(t, receipt) },
      ]),
      empty: { title: t('receipts:list.empty'), text: t('receipts:list.empty-text'), href: '/till', action: t('receipts:list.to-till') },
    }),
    pages: total > 0 ? pagination(t, { page, pageSize: RECEIPTS_PAGE, total, url: (number) => receiptsAddress(filters, number) }) : null,
    export: rows.length > 0 ? { hidden: askedFields(receiptsAddress(filters)) } : null,
  };
}

/** The list to take away: amounts as numbers of soles, what is void as nothing. */
export function receiptsFile(t: Translate, receipts: readonly ListedReceipt[], filters: ReceiptFilters): ListContent {
  const heading = (key: string): string => t(`receipts:fields.${key}`);
  return {
    headings: ['number', 'date', 'person', 'concept', 'method', 'operation', 'amount', 'state', 'voucher'].map(heading), about: filterWords(t, filters),
    rows: receipts.map((receipt) => [
      receiptNumber(receipt), { date: receipt.issuedOn }, surnamesFirst(receipt), receipt.concept.replaceAll('\n', '; '), t(`till:methods.${receipt.method}`), receipt.operationNumber,
      { cents: receipt.voidedAt === null ? receipt.cents : 0 }, stateBadge(t, receipt).text, voucherWords(receipt),
    ]),
  };
}

function filterWords(t: Translate, { from, to, method, state, number }: ReceiptFilters): string {
  return [
    from && `${t('receipts:list.from')} ${formatLocalDate(from)}`, to && `${t('receipts:list.to')} ${formatLocalDate(to)}`, method && t(`till:methods.${method}`),
    state && t(`receipts:states.${state}`), number && `${t('receipts:fields.number')} ${number}`,
  ].filter(Boolean).join(' · ');
}

/** What `fees/receipts/show` shows of one receipt. */
export function receiptView(t: Translate, receipt: ReceiptView, { base, form }: { base: string; form: FormView }): object {
  const { id, publicCode, prints, voidedAt } = receipt;
  return {
    back: { href: '/receipts', text: t('receipts:list.title') }, state: stateBadge(t, receipt), form, stale: staleOver(t, form, (filled) => voucherFields(t, filled, receipt)),
    facts: [...paidFacts(t, receipt), ...writtenFacts(t, receipt)],
    printUrl: `/receipts/${id}/prints`, printKind: voidedAt === null ? null : 'secondary', tillUrl: voidedAt === null ? null : '/till',
    printed: voidedAt !== null ? t('receipts:show.prints-void') : prints === 0 ? t('receipts:show.not-printed') : t('receipts:show.printed', { count: prints }),
    address: publicAddress(base, publicCode), addressPath: `/r/${publicCode}`, voidUrl: voidedAt === null ? `/receipts/${id}/void` : null,
    voucher: {
      action: `/receipts/${id}/voucher`, submit: t('receipts:voucher.submit'), hidden: [{ name: 'version', value: form.values.version ?? receipt.version }],
      fields: voucherFields(t, form, receipt), open: form.stale === true || form.summary.length > 0,
    },
  };
}

function voucherFields(t: Translate, form: FormView, { voucherSeries, voucherNumber }: ReceiptView): Field[] {
  return [
    field(form, t, { name: 'series', label: 'receipts:voucher.series', width: 'short', maxlength: 10, value: voucherSeries }),
    field(form, t, { name: 'number', label: 'receipts:voucher.number', width: 'short', maxlength: 20, value: voucherNumber }),
  ];
}

/** What `fees/receipts/void` asks before a receipt is voided. @param refusal what keeps it from being voided as things stand: nothing is promised then */
export function voidView(t: Translate, receipt: ReceiptView, form: FormView, refusal: Refusal | undefined): object {
  const number = receiptNumber(receipt);
  const how = receipt.voidedAt !== null ? 'receipts:void.lead-voided' : refusal ? 'receipts:void.lead-refused' : receipt.method === 'cash' ? 'receipts:void.lead-cash' : 'receipts:void.lead';
  return {
    back: { href: `/receipts/${receipt.id}`, text: t('receipts:show.title', { number }) }, form, action: `/receipts/${receipt.id}/void`,
    lead: t(how, { number, name: receipt.personName, amount: formatSoles(receipt.cents), method: t(`till:methods.${receipt.method}`) }),
    fields: [field(form, t, { name: 'reason', type: 'textarea', rows: 3, maxlength: 300, label: 'receipts:void.reason', hint: 'receipts:void.reason-hint' })],
    submit: t('receipts:void.submit'), cancelUrl: `/receipts/${receipt.id}`, cancel: t('receipts:void.cancel'),
    // What was typed stays where it was sent all the same.
    asks: !refusal || form.summary.length > 0, cannot: refusal && cannotView(t, refusal, form, `/receipts/${receipt.id}/void`),
  };
}

/** What anybody sees who has the code: number, date, amount, centre and whether it counts. Nobody's name. */
export function publicReceiptView(t: Translate, receipt: PublicReceipt): object {
  return {
    void: receipt.voidedAt === null ? null : t('receipts:public.void', { date: dateWords(t, localDateAt(receipt.voidedAt)) }),
    facts: [
      { label: t('receipts:fields.number'), text: receiptNumber(receipt) }, { label: t('receipts:fields.date'), text: dateWords(t, receipt.issuedOn) },
      { label: t('receipts:fields.amount'), text: formatSoles(receipt.cents) }, { label: t('receipts:fields.centre'), text: receipt.centreName },
    ],
  };
}

function paidFacts(t: Translate, receipt: ReceiptView): Fact[] {
  const change = changeOf(receipt);
  return [
    { label: t('receipts:fields.amount'), text: formatSoles(receipt.cents) },
    { label: t('receipts:fields.person'), text: receipt.personName, href: `/people/${receipt.personId}` },
    ...receipt.concept.split('\n').map((text) => ({ label: t('receipts:fields.concept'), text })),
    { label: t('receipts:fields.method'), text: [t(`till:methods.${receipt.method}`), receipt.operationNumber].filter(Boolean).join(' · ') },
    ...(change > 0 && receipt.tenderedCents !== null
      ? [{ label: t('receipts:fields.tendered'), text: t('receipts:show.change', { tendered: formatSoles(receipt.tenderedCents), change: formatSoles(change) }) }] : []),
  ];
}

function writtenFacts(t: Translate, receipt: ReceiptView): Fact[] {
  const { issuedAt, issuedByName, publicCode, voidedAt, voidReason, voidedByName } = receipt;
  const voucher = voucherWords(receipt);
  return [
    { label: t('receipts:fields.date'), text: momentWords(issuedAt) },
    { label: t('receipts:fields.by'), text: issuedByName },
    { label: t('receipts:fields.code'), text: spacedPublicCode(publicCode) },
    ...(voucher === null ? [] : [{ label: t('receipts:fields.voucher'), text: voucher }]),
    ...(voidedAt === null ? [] : [
      { label: t('receipts:fields.voided'), text: t('receipts:show.voided', { date: formatLocalDate(localDateAt(voidedAt)), time: localTimeAt(voidedAt), name: voidedByName ?? '' }) },
      { label: t('receipts:fields.void-reason'), text: voidReason },
    ]),
  ];
}

function voucherWords({ voucherSeries, voucherNumber }: ReceiptView): string | null {
  return voucherSeries === null ? null : `${voucherSeries}-${voucherNumber ?? ''}`;
}

function stateBadge(t: Translate, { voidedAt }: { voidedAt: number | null }): { text: string; kind: string } {
  return voidedAt === null ? { text: t('receipts:states.counts'), kind: 'success' } : { text: t('receipts:states.void'), kind: 'danger' };
}

function filterFields(t: Translate, asked: FormView, { from, to }: ReceiptFilters): object[] {
  // A day that was read is written as days are; what was not stands as it was typed.
  const form = { ...asked, values: { ...asked.values, ...(from ? { from: formatLocalDate(from) } : {}), ...(to ? { to: formatLocalDate(to) } : {}) } };
  const any = { value: '', label: t('receipts:list.any') };
  return [
    field(form, t, { name: 'from', type: 'date', label: 'receipts:list.from' }),
    field(form, t, { name: 'to', type: 'date', label: 'receipts:list.to' }),
    field(form, t, { name: 'method', type: 'select', width: 'short', label: 'receipts:fields.method', choices: [any, ...PAYMENT_METHODS.map((each) => ({ value: each, label: t(`till:methods.${each}`) }))] }),
    field(form, t, { name: 'state', type: 'select', width: 'short', label: 'receipts:fields.state', choices: [any, ...RECEIPT_STATES.map((each) => ({ value: each, label: t(`receipts:states.${each}`) }))] }),
    field(form, t, { name: 'number', width: 'short', label: 'receipts:fields.number', maxlength: 30 }),
  ];
}

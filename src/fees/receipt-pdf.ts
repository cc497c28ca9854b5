import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { formatLocalDate } from '../shared/kernel/local-date.js';
import { formatSoles } from '../shared/kernel/money.js';
import { spacedPublicCode } from '../shared/kernel/public-code.js';
import { dateWords } from '../shared/web/date-words.js';
import { DEFAULT_LOCALE, translator, type Translate } from '../shared/web/i18n.js';
import { pdfWriter } from '../shared/web/pdf-writer.js';
import { drawQr } from '../shared/web/qr.js';
import { changeOf } from './payment-rules.js';
import type { PrintFormat } from './receipt-print.entity.js';
import { receiptNumber } from './receipt-numbers.js';
import type { ReceiptView } from './receipts.repository.js';

/** What is printed of a receipt. */
export type PrintedReceipt = Pick<ReceiptView,
  'series' | 'number' | 'publicCode' | 'personName' | 'centreName' | 'concept' | 'cents' | 'issuedOn' | 'method' | 'operationNumber' | 'tenderedCents'
  | 'voucherSeries' | 'voucherNumber' | 'issuedByName' | 'voidedAt' | 'voidReason'> & {
  /** Of its public page. */
  address: string;
  /** 0: the original. */
  copy: number;
};

const [INK, SOFT, DANGER, LINE] = ['#1e1a16', '#49433b', '#9b1c1c', '#cfc6b8'];
const MM = 72 / 25.4;

/** How each format is laid out, in points. */
const LAYOUTS = {
  a5: { page: 'A5' as const, width: 148 * MM, margin: 34, text: 11, title: 19, qr: 84 },
  // As high as its words need: the printer cuts it there.
  strip: { page: { width: 80 * MM, height: 'auto' as const }, width: 80 * MM, margin: 5 * MM, text: 9.5, title: 13, qr: 78 },
} satisfies Record<PrintFormat, object>;

type Layout = (typeof LAYOUTS)[PrintFormat];

/** A receipt as A5 or as an 80 mm strip. Its words can be selected, and are read in the order in which they stand. In the language of the courses, whoever prints. */
export async function receiptPdf(receipt: PrintedReceipt, format: PrintFormat): Promise<Buffer> {
  const t = translator(DEFAULT_LOCALE);
  const layout = LAYOUTS[format];
  const title = t('receipts:pdf.title', { number: receiptNumber(receipt) });
  const definition: TDocumentDefinitions & { language: string; displayTitle: boolean } = {
    version: '1.7', pageSize: layout.page, pageMargins: layout.margin,
    info: { title, author: receipt.centreName, creator: t('common:minka'), producer: t('common:minka') },
    language: 'es-PE', displayTitle: true,
    defaultStyle: { font: 'Atkinson', color: INK, fontSize: layout.text, lineHeight: 1.15 },
    content: [...headOf(t, receipt, layout), ...bodyOf(t, receipt, layout), ...await footOf(t, receipt, layout)],
  };
  return pdfWriter().createPdf(definition).getBuffer();
}

/** Whose it is, its number, and in large letters where it counts no more or is a copy. */
function headOf(t: Translate, receipt: PrintedReceipt, { title }: Layout): Content[] {
  const marks = [...(receipt.voidedAt === null ? [] : [t('receipts:pdf.void')]), ...(receipt.copy > 0 ? [t('receipts:pdf.copy', { number: receipt.copy })] : [])];
  return [
    { text: receipt.centreName, bold: true, color: SOFT },
    { text: t('receipts:pdf.title', { number: receiptNumber(receipt) }), fontSize: title, bold: true, margin: [0, 2, 0, 2] },
    ...marks.map((text): Content => ({ text, fontSize: title, bold: true, color: DANGER })),
    ...(receipt.voidReason === null ? [] : [{ text: t('receipts:pdf.void-reason', { reason: receipt.voidReason }), color: DANGER }]),
    { text: t('receipts:pdf.date', { date: formatLocalDate(receipt.issuedOn), words: dateWords(t, receipt.issuedOn) }), margin: [0, 2, 0, 6] },
  ];
}

/** Who paid what for what, and how. */
function bodyOf(t: Translate, receipt: PrintedReceipt, layout: Layout): Content[] {
  const { personName, concept, cents, method, operationNumber, tenderedCents } = receipt;
  const change = changeOf({ cents, tenderedCents });
  const lines = [
    t('receipts:pdf.from', { name: personName }), ...concept.split('\n'),
    operationNumber === null ? t('receipts:pdf.method', { method: t(`till:methods.${method}`) }) : t('receipts:pdf.method-number', { method: t(`till:methods.${method}`), number: operationNumber }),
    ...(change > 0 && tenderedCents !== null ? [t('receipts:pdf.change', { tendered: formatSoles(tenderedCents), change: formatSoles(change) })] : []),
  ];
  // Drawn anew each time: the printer moves what it is given, and would move one drawing twice.
  const rule = (): Content => ({ canvas: [{ type: 'line', x1: 0, y1: 0, x2: layout.width - 2 * layout.margin, y2: 0, lineWidth: 0.7, lineColor: LINE }], margin: [0, 4, 0, 6] });
  return [
    rule(), ...lines.map((text): Content => ({ text, margin: [0, 0, 0, 2] })),
    { text: t('receipts:pdf.total', { amount: formatSoles(cents) }), fontSize: layout.title, bold: true, margin: [0, 6, 0, 4] }, rule(),
  ];
}

/** What it is not, who wrote it, and how it is checked. */
async function footOf(t: Translate, { publicCode, address, voucherSeries, voucherNumber, issuedByName }: PrintedReceipt, layout: Layout): Promise<Content[]> {
  const qr = await drawQr(address, { ink: INK });
  const small = layout.text - 1.5;
  return [
    ...(voucherSeries === null ? [] : [{ text: t('receipts:pdf.voucher', { series: voucherSeries, number: voucherNumber ?? '' }) }]),
    ...(issuedByName === null ? [] : [{ text: t('receipts:pdf.by', { name: issuedByName }), color: SOFT }]),
    { text: t('receipts:pdf.internal'), bold: true, fontSize: small + 0.5, margin: [0, 4, 0, 6] },
    { text: t('receipts:pdf.check'), fontSize: small, color: SOFT },
    { text: address.replace(/^https?:\/\//u, '').replace(publicCode, spacedPublicCode(publicCode)), fontSize: small, link: address, margin: [0, 0, 0, 6] },
    { svg: qr, fit: [layout.qr, layout.qr] },
  ];
}

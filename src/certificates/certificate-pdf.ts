import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { spacedPublicCode } from '../shared/kernel/public-code.js';
import { dateWords } from '../shared/web/date-words.js';
import { DEFAULT_LOCALE, translator, type Translate } from '../shared/web/i18n.js';
import { pdfWriter } from '../shared/web/pdf-writer.js';
import { drawQr } from '../shared/web/qr.js';
import type { Certificate } from './certificate.entity.js';
import { BAND_ROWS, wovenBand } from './woven-band.js';

/** What is printed of a certificate. */
export type PrintedCertificate = Pick<Certificate,
  'personName' | 'courseTitle' | 'centreName' | 'hours' | 'issuedOn' | 'serial' | 'publicCode'> & {
  /** Of its public page. */
  address: string;
};

/** A4, lying, in points. */
const PAGE = { width: 841.89, height: 595.28 };
const CELL = 4;
const BAND = BAND_ROWS * CELL;
const [INK, SOFT, PRIMARY] = ['#1e1a16', '#49433b', '#0e4650'];
const SIDE = 78;
const QR = 92;

/** Certificates as one PDF, a page each. Its words can be selected, and are read in the order in which they stand. In the language of the courses, whoever prints. */
export async function certificatesPdf(certificates: readonly PrintedCertificate[]): Promise<Buffer> {
  const t = translator(DEFAULT_LOCALE);
  const pages = await Promise.all(certificates.map((certificate, index) => pageOf(t, certificate, index > 0)));
  const [first] = certificates;
  const title = certificates.length === 1 && first
    ? t('certificates:pdf.title', { name: first.personName, serial: first.serial }) : t('certificates:pdf.title-several', { count: certificates.length });
  const definition: TDocumentDefinitions & { language: string; displayTitle: boolean } = {
    version: '1.7', pageSize: 'A4', pageOrientation: 'landscape', pageMargins: [SIDE, BAND + 34, SIDE, BAND + 20],
    info: { title, author: first?.centreName ?? t('common:minka'), subject: t('certificates:pdf.subject'), creator: t('common:minka'), producer: t('common:minka') },
    language: 'es-PE', displayTitle: true,
    defaultStyle: { font: 'Atkinson', color: INK, fontSize: 16, lineHeight: 1.15 },
    background: () => ({ canvas: [...wovenBand(PAGE.width, 0, CELL), ...wovenBand(PAGE.width, PAGE.height - BAND, CELL)].map((cell) => ({ type: 'rect', ...cell })) }),
    content: pages,
  };
  return pdfWriter().createPdf(definition).getBuffer();
}

async function pageOf(t: Translate, certificate: PrintedCertificate, breaks: boolean): Promise<Content> {
  const { personName, courseTitle, centreName, hours, issuedOn } = certificate;
  return {
    stack: [
      { text: centreName, fontSize: 16, bold: true, color: SOFT, alignment: 'center' },
      { text: t('certificates:pdf.heading'), fontSize: 50, bold: true, color: PRIMARY, alignment: 'center', margin: [0, 0, 0, 6] },
      { text: t('certificates:pdf.states'), alignment: 'center', margin: [0, 0, 0, 8] },
      { text: personName, fontSize: sizeFor(personName, 38), bold: true, alignment: 'center', margin: [0, 0, 0, 10] },
      { text: t('certificates:pdf.completed'), alignment: 'center', margin: [0, 0, 0, 6] },
      { text: courseTitle, fontSize: sizeFor(courseTitle, 27), bold: true, color: PRIMARY, alignment: 'center', margin: [0, 0, 0, 4] },
      { text: t('certificates:pdf.hours', { count: hours }), alignment: 'center', color: SOFT },
      { text: t('certificates:pdf.given', { centre: centreName, date: dateWords(t, issuedOn) }), alignment: 'center', margin: [0, 18, 0, 0] },
      await footOf(t, certificate),
    ],
    pageBreak: breaks ? 'before' : undefined,
  };
}

/** The line to sign on, and how the certificate is checked. */
async function footOf(t: Translate, { serial, publicCode, address }: PrintedCertificate): Promise<Content> {
  const qr = await drawQr(address, { ink: INK });
  return {
    absolutePosition: { x: SIDE, y: PAGE.height - BAND - QR - 30 },
    columns: [
      {
        width: 230,
        stack: [
          { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 220, y2: 0, lineWidth: 1, lineColor: INK }], margin: [0, QR - 34, 0, 5] },
          { text: t('certificates:pdf.signature'), fontSize: 12, color: SOFT },
        ],
      },
      {
        width: '*', alignment: 'right', margin: [0, 12, 14, 0],
        stack: [
          { text: t('certificates:pdf.serial', { serial }), fontSize: 13, bold: true },
          { text: t('certificates:pdf.check'), fontSize: 11, color: SOFT, margin: [0, 3, 0, 0] },
          { text: readable(address, publicCode), fontSize: 11, link: address, color: PRIMARY },
        ],
      },
      { width: QR, svg: qr, fit: [QR, QR] },
    ],
  };
}

/** Without what need not be typed, and with the code in parts that can be read aloud. */
function readable(address: string, publicCode: string): string {
  return address.replace(/^https?:\/\//u, '').replace(publicCode, spacedPublicCode(publicCode));
}

/** Long names and titles stand in smaller letters, so that they keep to one line or two. */
function sizeFor(text: string, largest: number): number {
  const fits = 34 / Math.max(34, text.length);
  return Math.max(18, Math.round(largest * fits));
}

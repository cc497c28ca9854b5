import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { apart } from '../../shared/kernel/apart.js';
import { translator, type Locale, type Translate } from '../../shared/web/i18n.js';
import { pdfWriter } from '../../shared/web/pdf-writer.js';
import { bulletRows } from '../charts/charts.js';
import { aimedAt, drawPath, drawTargets } from './report-charts.js';
import type { ReportContent } from './report-content.js';
import { evidenceParts, logParts, moneyParts, othersParts, resultsParts, splitsParts, summaryParts, titleParts } from './report-pdf-parts.js';
import { textParts } from './report-pdf-texts.js';
import { headingOf, INK, SOFT, type PdfTalk } from './report-pdf-style.js';
import type { ReportSignature } from './report-signature.entity.js';
import type { Report } from './report.entity.js';
import { reportTitle } from './reports.presenter.js';
import { projectTitle, toldResults, type Speech } from './told-report.js';
import { toldPath } from './told-sections.js';

/** Who answers for what is printed. */
export interface PrintedReport {
  report: Pick<Report, 'startsOn' | 'endsOn' | 'edition' | 'status' | 'digest'>;
  signatures: readonly Pick<ReportSignature, 'name' | 'signedAt'>[];
}

export interface PdfOptions {
  locale: Locale;
  /** Under Minka's own headings, or under those of UNDEF's template for reports. */
  template: 'minka' | 'undef';
}

/** A funder reads no more. */
export const MOST_PAGES = 15;

/** How much is left out where it would be more pages: nothing, long texts and what is least looked for, all that the workbook has too. */
const BREVITIES = [0, 1, 2] as const;
export type Brevity = (typeof BREVITIES)[number];

/** How many times as high as it is wide a chart is at most, so that two charts stand beside each other on a page under their heading. */
const HIGHEST = 2.7;

const PRINTER = new URL('./report-pdf.worker.js', import.meta.url);

/** What is printed, in plain values: it goes to a thread of its own. */
export interface ReportTask {
  content: ReportContent;
  printed: PrintedReport;
  options: PdfOptions;
}

/** A report of at most `MOST_PAGES`, printed in a thread of its own: it takes a second. The same report gives the same bytes. */
export async function reportPdf(content: ReportContent, printed: PrintedReport, options: PdfOptions): Promise<Buffer> {
  return Buffer.from(await apart(PRINTER, { content, printed, options }, printReport));
}

/** In the thread. @returns the bytes of a PDF */
export async function printReport({ content, printed, options: { locale, template } }: ReportTask): Promise<Uint8Array> {
  const t = translator(locale);
  const speech: Speech = { t, locale, content };
  const charts = await chartsOf(speech);
  let pdf = Buffer.alloc(0);
  for (const brevity of BREVITIES) {
    const talk: PdfTalk = { ...speech, brevity, wholeTemplate: template === 'undef', heading: (section) => t(template === 'undef' ? `reports:undef.${section}` : `reports:sections.${section}`) };
    pdf = await pdfWriter().createPdf(definitionOf(talk, printed, charts)).getBuffer() as Buffer<ArrayBuffer>;
    if (pagesOf(pdf) <= MOST_PAGES) break;
  }
  return pdf;
}

/** How many pages a PDF has, as pdfmake writes it. */
export function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
}

interface Charts {
  targets: string[];
  path: string | null;
}

async function chartsOf(speech: Speech): Promise<Charts> {
  const aimed = aimedAt(toldResults(speech));
  const targets: string[] = [];
  const rows = Math.min(bulletRows(aimed.map(({ title }) => title), HIGHEST), Math.ceil(aimed.length / 2));
  for (let from = 0; from < aimed.length; from += rows) targets.push(await drawTargets(speech, aimed.slice(from, from + rows)) ?? '');
  const steps = toldPath(speech);
  return { targets, path: steps.length > 0 ? await drawPath(speech, steps) : null };
}

type Definition = TDocumentDefinitions & { language: string; displayTitle: boolean };

function definitionOf(talk: PdfTalk, printed: PrintedReport, charts: Charts): Definition {
  const { t, content, locale } = talk;
  const drawnOn = new Date(content.asOf);
  return {
    version: '1.7', pageSize: 'A4', pageMargins: [48, 48, 48, 52],
    info: {
      title: `${projectTitle(talk)}. ${reportTitle(t, printed.report)}`, author: content.centres.map(({ name }) => name).join(', '), subject: t('reports:pdf.subject'),
      creator: t('common:minka'), producer: t('common:minka'), creationDate: drawnOn, modDate: drawnOn,
    },
    language: locale === 'es' ? 'es-PE' : 'en', displayTitle: true,
    defaultStyle: { font: 'Atkinson', color: INK, fontSize: 9.5, lineHeight: 1.15 },
    content: [
      ...titleParts(talk, printed), ...summaryParts(talk), ...targetCharts(t, charts.targets), ...resultsParts(talk), ...pathChart(talk, charts.path),
      ...splitsParts(talk), ...othersParts(talk), ...moneyParts(talk), ...logParts(talk), ...textParts(talk), ...evidenceParts(talk),
    ],
    // A heading never stands alone at the end of a page.
    pageBreakBefore: ({ headlineLevel }, nodes) => headlineLevel === 1 && !nodes.getFollowingNodesOnPage().some((node) => node.headlineLevel === undefined),
    footer: (page, pages) => (page === 1 ? null : {
      margin: [48, 14, 48, 0], fontSize: 8, color: SOFT,
      columns: [{ text: reportTitle(t, printed.report) }, { width: 'auto', text: t('reports:pdf.page', { page, pages }), alignment: 'right' }],
    }),
  };
}

/** Two beside each other. */
function targetCharts(t: Translate, svgs: readonly string[]): Content[] {
  if (svgs.length === 0) return [];
  const rows: Content[] = [];
  for (let from = 0; from < svgs.length; from += 2) {
    rows.push({ columns: svgs.slice(from, from + 2).map((svg) => ({ svg, width: 238 })), columnGap: 20, margin: [0, 0, 0, 8] });
  }
  const [first, ...rest] = rows;
  return [{ unbreakable: true, stack: [
    { text: t('reports:charts.targets'), fontSize: 12, bold: true, margin: [0, 10, 0, 2] }, { text: t('reports:charts.targets-about'), color: SOFT, margin: [0, 0, 0, 6] }, ...first ? [first] : [],
  ] }, ...rest];
}

function pathChart({ t, heading }: PdfTalk, svg: string | null): Content[] {
  return svg === null ? [] : [{ unbreakable: true, stack: [
    headingOf(heading('path')), { text: t('reports:charts.path-about'), color: SOFT, margin: [0, 0, 0, 6] }, { svg, width: 330 },
  ] }];
}

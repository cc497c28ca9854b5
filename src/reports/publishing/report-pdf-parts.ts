import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { formatSoles } from '../../shared/kernel/money.js';
import { momentWords, spanWords } from '../../shared/web/date-words.js';
import type { PrintedReport } from './report-pdf.js';
import { cut, headingOf, printedTable, PRIMARY, smallHeading, SOFT, together, type PdfTalk } from './report-pdf-style.js';
import { reportTitle } from './reports.presenter.js';
import { projectTitle, toldChapters, toldResults, type ToldChapter, type ToldIndicator } from './told-report.js';
import { toldNarrative } from './told-narrative.js';
import { toldLog, toldMoney, toldOthers, toldSplits, toldSummary, type ToldSplit } from './told-sections.js';

/** Whose report it is, of when, who signed it and its hash. */
export function titleParts(talk: PdfTalk, { report, signatures }: PrintedReport): Content[] {
  const { t, content } = talk;
  const { project, centres, asOf, corrects } = content;
  const line = (label: string, text: string | null): TableCell[][] => (text === null ? [] : [[{ text: label, color: SOFT }, { text }]]);
  return [
    { text: projectTitle(talk), fontSize: 28, bold: true, color: PRIMARY, margin: [0, 40, 0, 6] },
    { text: reportTitle(t, report), fontSize: 17, bold: true, margin: [0, 0, 0, 18] },
    {
      layout: 'noBorders', fontSize: 10.5,
      table: { widths: [150, '*'], body: [
        ...line(t('reports:pdf.funder'), project.funder), ...line(t('reports:pdf.reference'), project.reference), ...line(t('reports:pdf.centres'), centres.map(({ name }) => name).join(', ')),
        ...line(t('reports:pdf.project'), spanWords(t, project.startsOn, project.endsOn)), ...line(t('reports:pdf.budget'), formatSoles(project.budgetCents)),
        ...line(t('reports:pdf.as-of'), momentWords(asOf)), ...line(t('reports:pdf.edition'), report.edition === null ? null : String(report.edition)),
        ...line(t('reports:pdf.signatures'), signatures.length > 0 ? signatures.map(({ name, signedAt }) => t('reports:page.signed', { name, moment: momentWords(signedAt) })).join('\n') : t('reports:pdf.unsigned')),
        ...line(t('reports:pdf.hash'), report.digest === null ? null : `${report.digest.slice(0, 32)}\n${report.digest.slice(32)}`),
      ] },
    },
    ...corrects ? [{ text: t('reports:page.corrects', { edition: corrects.edition, why: corrects.why }), margin: [0, 14, 0, 0] as [number, number, number, number] }] : [],
    { text: t('figures:hides'), color: SOFT, margin: [0, 14, 0, 6] },
  ];
}

export function summaryParts(talk: PdfTalk): Content[] {
  return [headingOf(talk.heading('summary')), ...toldSummary(talk).map((text): Content => ({ text: cut(text, talk.brevity === 0 ? 2_500 : 900), margin: [0, 0, 0, 4] }))];
}

/** The chain: each result, what it leads to, its indicators, and what is done for it. */
export function resultsParts(talk: PdfTalk): Content[] {
  const [first, ...rest] = toldChapters(talk).map((result) => resultParts(talk, result));
  return [together(headingOf(talk.heading('results')), ...first ?? []), ...rest.map((parts) => together(...parts))];
}

function resultParts({ t, brevity }: PdfTalk, { kindWord, title, description, leadsTo, indicators, activities }: ToldChapter): Content[] {
  const headings = ['indicator', 'baseline', 'target', 'reached', 'standing'].map((name) => t(`reports:columns.${name}`));
  return [
    smallHeading(`${kindWord}: ${title}`),
    ...leadsTo === null ? [] : [{ text: t('reports:page.leads-to', { title: leadsTo }), color: SOFT, fontSize: 8.5, margin: [0, 0, 0, 2] as [number, number, number, number] }],
    ...description === null || brevity > 0 ? [] : [{ text: cut(description, 600), margin: [0, 0, 0, 3] as [number, number, number, number] }],
    ...indicators.length === 0 ? [] : [printedTable(headings, indicators.map(indicatorRow), { widths: ['*', 60, 66, 64, 178], numeric: [1, 2, 3] })],
    ...activities.length === 0 ? [] : [{ text: [{ text: `${t('reports:page.activities')}: `, color: SOFT }, `${activities.join('; ')}.`], fontSize: 8.5, margin: [0, 0, 0, 3] as [number, number, number, number] }],
  ];
}

function indicatorRow({ title, baselineAt, targetAt, figure, parts, why, standing, further }: ToldIndicator): TableCell[] {
  const over = (value: string, under: string | null | undefined, bold: boolean): TableCell => (under ? { stack: [{ text: value, bold }, { text: under, fontSize: 7.5, color: SOFT }] } : { text: value, bold });
  return [{ text: title }, over(baselineAt?.value ?? '–', baselineAt?.date, false), over(targetAt?.value ?? '–', targetAt?.date, false), over(figure, why ?? parts, true), { stack: [{ text: standing ?? '–' }, ...further.map((text) => ({ text, fontSize: 7.5, color: SOFT }))] }];
}

/** So many columns have room for words; more are printed smaller. */
const ROOMY = 6;
/** What the columns of values share of a page's width. */
const SHARED = 400;

/** A table for each dimension. */
export function splitsParts(talk: PdfTalk): Content[] {
  const splits = toldSplits(talk).slice(0, talk.brevity === 2 ? 3 : undefined);
  if (splits.length === 0) return [];
  const tables = splits.map((split) => splitParts(talk, split));
  return [
    together(headingOf(talk.heading('splits')), ...tables[0] ?? []), ...tables.slice(1).map((parts) => together(...parts)),
    { text: [talk.t('reports:pdf.hidden-about'), talk.t('reports:pdf.others-more')].join(' '), color: SOFT, fontSize: 8.5 },
  ];
}

/** A hidden cell is a sign, which a line under the tables explains: its words have no room here. */
function splitParts({ t }: PdfTalk, { title, columns, rows }: ToldSplit): Content[] {
  const narrow = columns.length > ROOMY;
  const cells = ({ cells: told, hidden }: ToldSplit['rows'][number]): TableCell[] => told.map((text, index) => (hidden[index] ? { text: t('reports:pdf.hidden'), color: SOFT } : { text: text === '' ? '–' : text }));
  return [smallHeading(title), printedTable(['', ...columns], rows.map((row) => [{ text: row.label }, ...cells(row)]), {
    widths: ['*', ...columns.map(() => (narrow ? Math.floor(SHARED / columns.length) : 58))], fontSize: narrow ? 6.5 : 8, numeric: columns.map((_, index) => index + 1), tight: narrow,
  })];
}

/** What else the catalogue says, in two columns. */
export function othersParts(talk: PdfTalk): Content[] {
  const others = toldOthers(talk);
  if (others.length === 0 || talk.brevity === 2) return [];
  const half = Math.ceil(others.length / 2);
  const column = (list: typeof others): Content => printedTable([talk.t('reports:columns.figure'), talk.t('reports:columns.value')], list.map(({ name, text }) => [{ text: name }, { text }]), { widths: ['*', 62], fontSize: 8, numeric: [1] });
  return [together(headingOf(talk.heading('others')), { columns: [column(others.slice(0, half)), ...others.length > half ? [column(others.slice(half))] : []], columnGap: 16 })];
}

export function moneyParts(talk: PdfTalk): Content[] {
  const { t } = talk;
  const { lines, accounts, rate } = toldMoney(talk);
  const headings = [t('reports:columns.item'), t('reports:columns.soles'), ...rate ? [t('reports:columns.dollars')] : []];
  const row = ({ label, soles, dollars, strong = false }: { label: string; soles: string; dollars: string | null; strong?: boolean }): TableCell[] => (
    [{ text: label, bold: strong }, { text: soles, bold: strong }, ...rate ? [{ text: dollars ?? '', bold: strong }] : []]);
  const columns = { widths: ['*', 95, ...rate ? [95] : []], numeric: [1, 2] };
  return [
    together(
      headingOf(talk.heading('finance')), { text: `${rate ?? t('reports:money.no-rate')} ${t('reports:money.whose')}`, color: SOFT, margin: [0, 0, 0, 4] }, printedTable(headings, lines.map(row), columns),
    ),
    ...accounts.length === 0 || talk.brevity === 2 ? [] : [together(smallHeading(t('reports:money.accounts')), printedTable(headings, accounts.map(row), { ...columns, fontSize: 8 }))],
  ];
}

/** How many notes of the log are printed, the newest; the page of the report has all. */
const NOTES: Readonly<Record<PdfTalk['brevity'], number>> = { 0: 40, 1: 16, 2: 8 };

export function logParts(talk: PdfTalk): Content[] {
  const { t, brevity, content: { missingRegisters } } = talk;
  const all = toldLog(talk);
  const shown = all.slice(-NOTES[brevity]);
  return [
    headingOf(talk.heading('log')),
    ...all.length === 0 ? [{ text: t('reports:log.none') }] : [], ...toldNarrative(talk).map((text): Content => ({ text, margin: [0, 0, 0, 4] })),
    ...shown.map(({ date, title, kind, state, text, details, attachments }): Content => ({ unbreakable: true, margin: [0, 0, 0, 5], stack: [
      { text: [{ text: `${date} · ${title}`, bold: true }, { text: ` · ${[kind, state].filter(Boolean).join(', ')}`, color: SOFT }] }, ...text === '' ? [] : [{ text: cut(text, brevity === 0 ? 700 : 250) }],
      ...details.length === 0 || brevity === 2 ? [] : [{ text: cut(details.join(' '), 500), fontSize: 8.5 }],
      ...attachments.map(({ name, hash }) => ({ text: `${name} (${hash.slice(0, 16)}…)`, fontSize: 7.5, color: SOFT })),
    ] })),
    ...shown.length < all.length ? [{ text: t('reports:pdf.continued', { count: all.length - shown.length }), color: SOFT }] : [],
    ...missingRegisters.length > 0 ? [{ text: t('reports:summary.missing', { count: missingRegisters.length }), bold: true, margin: [0, 4, 0, 0] as [number, number, number, number] }] : [],
  ];
}

/** What each figure rests on, and how it is defined. */
export function evidenceParts(talk: PdfTalk): Content[] {
  const { t, brevity } = talk;
  const indicators = toldResults(talk).flatMap((result) => result.indicators);
  const most = brevity === 0 ? 600 : brevity === 1 ? 300 : 160;
  return [headingOf(talk.heading('evidence')), ...indicators.map(({ title, definition, denominator, rests, level, criteria }): Content => ({ unbreakable: true, fontSize: 8.5, margin: [0, 0, 0, 5], stack: [
    { text: title, bold: true },
    { text: [cut(definition, most), denominator === null ? '' : t('reports:pdf.denominator', { text: cut(denominator, most) })].filter(Boolean).join(' ') },
    { text: rests, color: SOFT }, ...brevity === 2 ? [] : [{ text: t('reports:pdf.level', { level, criteria }), color: SOFT }],
  ] }))];
}

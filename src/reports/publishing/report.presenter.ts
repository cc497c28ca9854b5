import { momentWords } from '../../shared/web/date-words.js';
import { fileLinks } from '../files/file-links.presenter.js';
import { readsFigures } from '../figures/figure-reader.js';
import { DEFINITIONS, FIGURES } from '../figures/figures.presenter.js';
import type { Slice } from '../indicators/indicator.js';
import { REPORT_SIGNERS, PROJECT_KEEPERS } from '../reports.policy.js';
import type { Locale, Translate } from '../../shared/web/i18n.js';
import { table, type Cell, type TableView } from '../../shared/web/tables.js';
import { hasRole, type Viewer } from '../../shared/web/viewer.js';
import { chartView, type ChartView } from '../charts/chart.presenter.js';
import { aimedAt, drawPath, drawTargets, pathHead, targetsHead } from './report-charts.js';
import { changeRows } from './report-changes.presenter.js';
import type { ReportContent } from './report-content.js';
import { reportChanges } from './report-diff.js';
import type { ReportSignature } from './report-signature.entity.js';
import type { Report } from './report.entity.js';
import { projectReportsPath, reportPath, reportTitle } from './reports.presenter.js';
import type { KeptContent } from './reports.repository.js';
import { projectTitle, toldChapters, toldResults, type Speech, type ToldChapter, type ToldIndicator, type ToldResult, type ToldValue } from './told-report.js';
import { toldNarrative, toldTexts } from './told-narrative.js';
import { toldLog, toldMoney, toldOthers, toldPath, toldSplits, toldSummary } from './told-sections.js';

/** A report as somebody looks at it. */
export interface ReportSeen {
  report: Report;
  kept: KeptContent;
  signatures: readonly ReportSignature[];
  /** What took its place. */
  replacing: Report | null;
  /** What it took the place of. */
  before: { report: Report; content: ReportContent } | null;
  viewer: Viewer;
  faults: readonly string[];
}

/** A draft or a published report: who answers for it, its figures with what proves them, and what can be done with it. */
export async function reportView(t: Translate, seen: ReportSeen): Promise<object> {
  const { report, kept: { content }, viewer, faults } = seen;
  const speech: Speech = { t, locale: viewer.locale, content };
  const opens = openedBy(viewer, content);
  const results = toldResults(speech);
  return {
    back: { href: projectReportsPath(report.projectId), text: t('reports:list.title') }, faults, title: reportTitle(t, report),
    lead: t('reports:page.lead', { project: projectTitle(speech), funder: content.project.funder }),
    notes: notesOf(t, seen), changes: changesOf(t, seen), summary: toldSummary(speech),
    asOf: t('reports:page.as-of', { moment: momentWords(content.asOf) }), hides: t('figures:hides'),
    results: toldChapters(speech).map((result) => resultView(t, result, opens)),
    charts: await chartsOf(speech, results), splits: toldSplits(speech).map((split) => splitTable(t, split)), others: othersTable(speech, opens), ...moneyView(speech),
    log: toldLog(speech), narrative: toldNarrative(speech), texts: textsOf(speech), missing: missingWords(speech), definitions: definitionsView(speech), ...proofView(t, seen), ...actsView(t, seen),
  };
}

/** What whoever reads it has to know first. */
function notesOf(t: Translate, { report, signatures: [signed], replacing, before, kept }: ReportSeen): { text: string; href?: string; link?: string; kind: string }[] {
  return [
    ...report.status === 'draft' ? [{ text: t('reports:page.draft'), kind: 'warning' }] : [],
    ...signed ? [{ text: t('reports:page.published', { edition: report.edition, signed: t('reports:page.signed', { name: signed.name, moment: momentWords(signed.signedAt) }) }), kind: 'info' }] : [],
    ...replacing ? [{ text: t('reports:page.replaced', { edition: replacing.edition }), href: reportPath(replacing.id), link: t('reports:page.replaced-link'), kind: 'warning' }] : [],
    ...before ? [{ text: t('reports:page.corrects', { edition: before.report.edition, why: report.why ?? '' }), href: reportPath(before.report.id), link: t('reports:page.corrects-link'), kind: 'info' }] : [],
    ...kept.intact ? [] : [{ text: t('reports:page.broken'), kind: 'danger' }],
  ];
}

function changesOf(t: Translate, { before, kept: { content }, viewer }: ReportSeen): TableView | null {
  if (!before) return null;
  const speech: Speech = { t, locale: viewer.locale, content };
  return table({
    id: 'changes', caption: t('reports:changes.title'), captionHidden: true,
    columns: [{ text: t('reports:columns.figure') }, { text: t('reports:columns.was'), numeric: true }, { text: t('reports:columns.is'), numeric: true }],
    rows: changeRows(speech, reportChanges(before.content, content)).map(({ name, part, was, is }): Cell[] => [{ text: name, detail: part }, { text: was }, { text: is }]),
    empty: { title: t('reports:changes.none'), text: t('reports:changes.none-text') },
  });
}

function resultView(t: Translate, { id, kindWord, title, description, leadsTo, indicators, activities, kind }: ToldChapter, opens: Opens): object {
  return {
    id, kind, kindWord, title, description, leadsTo: leadsTo === null ? null : t('reports:page.leads-to', { title: leadsTo }),
    activities: activities.length === 0 ? null : `${activities.join('; ')}.`,
    table: indicators.length === 0 ? null : table({
      id: `result-${id}`, caption: title, captionHidden: true,
      columns: [
        { text: t('reports:columns.indicator') }, ...['baseline', 'target', 'reached'].map((name) => ({ text: t(`reports:columns.${name}`), numeric: true })), { text: t('reports:columns.standing') },
      ],
      rows: indicators.map((indicator): Cell[] => [
        { text: indicator.title, detail: indicator.rests }, valueCell(indicator.baselineAt), valueCell(indicator.targetAt),
        { text: indicator.figure, detail: indicator.why ?? indicator.parts, ...proofOf(indicator, opens) }, { text: indicator.standing, detail: indicator.further.join(' ') },
      ]),
    }),
  };
}

function valueCell(told: ToldValue | null): Cell {
  return told === null ? {} : { text: told.value, detail: told.date };
}

/** Where a figure leads. */
type Opens = (code: string, slice: Slice | null) => string;

/** The figure's own page, narrowed in the same way: from there it opens to the records behind it. Who reads only what was published reads there what it counts. */
function openedBy(viewer: Viewer, { period: { from, to }, centres }: ReportContent): Opens {
  if (!readsFigures(viewer)) return (code) => `${DEFINITIONS}/${code}`;
  // Of several centres the report tells them together: so must the page that it opens.
  const together: Record<string, string> = centres.length > 1 ? { together: 'yes' } : {};
  return (code, slice) => `${FIGURES}/${code}?${new URLSearchParams({ from, to, ...slice, ...together }).toString()}`;
}

function proofOf({ code, slice }: Pick<ToldIndicator, 'code' | 'slice'>, opens: Opens): { href?: string } {
  return code === null ? {} : { href: opens(code, slice) };
}

/** One against the targets, where there are any, and the path. */
async function chartsOf(speech: Speech, results: readonly ToldResult[]): Promise<ChartView[]> {
  const { t } = speech;
  const charts: ChartView[] = [];
  const steps = toldPath(speech);
  const aimed = aimedAt(results);
  const svg = await drawTargets(speech, aimed);
  if (svg) {
    charts.push(chartView(targetsHead(t), svg, {
      columns: [{ text: t('reports:columns.indicator') }, { text: t('reports:columns.target'), numeric: true }, { text: t('reports:columns.reached'), numeric: true }, { text: t('reports:columns.standing') }],
      rows: aimed.map(({ title, target, figure, standing }): Cell[] => [{ text: title }, { text: target }, { text: figure }, { text: standing }]),
    }));
  }
  if (steps.length > 0) {
    charts.push(chartView(pathHead(t), await drawPath(speech, steps), {
      columns: [{ text: t('reports:columns.step') }, { text: t('reports:columns.figure'), numeric: true }], rows: steps.map(({ label, text }): Cell[] => [{ text: label }, { text }]),
    }));
  }
  return charts;
}

function splitTable(t: Translate, { dimension, title, columns, rows }: ReturnType<typeof toldSplits>[number]): TableView {
  return table({
    id: `by-${dimension}`, caption: title, columns: [{ text: t('reports:columns.indicator') }, ...columns.map((text) => ({ text, numeric: true }))],
    rows: rows.map(({ label, cells, hidden }): Cell[] => [{ text: label }, ...cells.map((text, index) => ({ text, wordy: hidden[index] }))]),
  });
}

function othersTable(speech: Speech, opens: Opens): TableView | null {
  const { t } = speech;
  const others = toldOthers(speech);
  return others.length === 0 ? null : table({
    id: 'others', caption: t('reports:sections.others'), captionHidden: true, columns: [{ text: t('reports:columns.figure') }, { text: t('reports:columns.value'), numeric: true }],
    rows: others.map(({ code, name, text }): Cell[] => [{ text: name, href: opens(code, null) }, { text }]),
  });
}

/** What the project's keepers wrote, each under its heading. */
function textsOf(speech: Speech): { title: string; lines: string[] }[] {
  return toldTexts(speech).filter(({ text }) => text.length > 0).map(({ key, text }) => ({ title: speech.t(`reports:sections.${key}`), lines: text }));
}

function moneyView(speech: Speech): object {
  const { t } = speech;
  const { lines, accounts, rate } = toldMoney(speech);
  const columns = [{ text: t('reports:columns.item') }, { text: t('reports:columns.soles'), numeric: true }, ...rate ? [{ text: t('reports:columns.dollars'), numeric: true }] : []];
  const cells = ({ label, soles, dollars }: { label: string; soles: string; dollars: string | null }): Cell[] => [{ text: label }, { text: soles }, ...rate ? [{ text: dollars }] : []];
  return {
    rate: rate ?? t('reports:money.no-rate'), money: table({ id: 'money', caption: t('reports:sections.finance'), captionHidden: true, columns, rows: lines.map(cells) }),
    accounts: accounts.length === 0 ? null : table({ id: 'accounts', caption: t('reports:money.accounts'), columns, rows: accounts.map(cells) }),
  };
}

function missingWords({ t, content: { missingRegisters } }: Speech): string | null {
  return missingRegisters.length === 0 ? null : t('reports:summary.missing', { count: missingRegisters.length });
}

function definitionsView({ content, locale }: Speech): object[] {
  return content.definitions.map(({ code, version, words }) => ({ code, version, ...words[locale] }));
}

/** Who signed it, its hash, and how anybody can check it. */
function proofView(t: Translate, { report, kept, signatures }: ReportSeen): object {
  return {
    digest: kept.digest, contentUrl: `${reportPath(report.id)}/content`, intact: kept.intact ? t('reports:page.intact') : null,
    signatures: signatures.map(({ name, signedAt }) => t('reports:page.signed', { name, moment: momentWords(signedAt) })),
    edition: report.edition === null ? null : t('reports:page.edition', { edition: report.edition }),
  };
}

/** What the viewer can do with it. */
function actsView(t: Translate, { report, kept, viewer, replacing }: ReportSeen): object {
  const path = reportPath(report.id);
  const [isDraft, keeps] = [report.status === 'draft', hasRole(viewer, ...PROJECT_KEEPERS)];
  return {
    pdfs: (['es', 'en'] satisfies Locale[]).flatMap((lang) => [{ name: lang, template: '' }, { name: `undef-${lang}`, template: '&template=undef' }]
      .map(({ name, template }) => ({ href: `${path}/pdf?lang=${lang}${template}`, text: t(`reports:page.pdf.${name}`), about: t(`reports:page.pdf-for.${name}`) }))),
    ...fileLinks(t, report, viewer),
    publishUrl: isDraft && hasRole(viewer, ...REPORT_SIGNERS) && kept.intact ? `${path}/publication` : null,
    waits: isDraft && !hasRole(viewer, ...REPORT_SIGNERS) ? t('reports:publish.waits') : null,
    textsUrl: isDraft && keeps ? `${path}/texts` : null, refreshUrl: isDraft && keeps ? `${path}/refresh` : null, removalUrl: isDraft && keeps ? `${path}/removal` : null,
    correctUrl: report.status === 'published' && keeps && !replacing ? `${path}/correction` : null,
  };
}

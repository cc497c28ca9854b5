import { localDateAt } from '../../shared/kernel/local-date.js';
import { hasText } from '../../shared/web/i18n.js';
import type { ListCell, ListContent, Sheet } from '../../shared/web/list-files.js';
import { DIMENSIONS, type Dimension } from '../indicators/indicator.js';
import { textIn, TEXT_KEYS } from '../publishing/report-texts.js';
import type { ReportContent, ReportFigure, ReportIndicator, ReportResult, ToldCell } from '../publishing/report-content.js';
import { inDollars } from '../framework/dollars.js';
import { targetsTable } from './targets-table.js';
import { headings, overlaps, partsOf, placedIndicators, rounded, spokenIn, toldValue, wordsOf, type FileWords, type PlacedIndicator } from './told.js';

/** Which report a file was made from: people prove with the digest that the figures are those which were signed. */
export interface ReportMark {
  /** SHA-256 of the content's canonical JSON. */
  digest: string;
  /** Null while it is a draft. */
  edition: number | null;
  signatures: readonly string[];
}

/** The whole report as tables of real numbers, one a sheet. */
export function reportSheets(kept: ReportContent, mark: ReportMark, words: FileWords): Sheet[] {
  const content = spokenIn(kept, words.locale);
  const sheet = (name: string, list: ListContent): Sheet => ({ name: words.text(`report-files:sheets.${name}`), list });
  return [
    sheet('cover', coverTable(content, mark, words)), sheet('results', resultsTable(content, words)), sheet('targets', targetsTable(content, words)),
    ...DIMENSIONS.flatMap((dimension) => {
      const table = dimensionTable(content, dimension, words);
      return table.rows.length > 0 ? [{ name: words.text('report-files:sheets.by', { dimension: words.dimension(dimension).toLocaleLowerCase(words.locale) }), list: table }] : [];
    }),
    ...textsTable(content, words).rows.length > 0 ? [sheet('texts', textsTable(content, words))] : [],
    sheet('log', logTable(content, words)), sheet('finance', financeTable(content, words)), sheet('missing', missingTable(content, words)),
    sheet('definitions', definitionsTable(content, words)),
  ];
}

function coverTable({ project, period, asOf, centres, corrects, missingRegisters }: ReportContent, { digest, edition, signatures }: ReportMark, words: FileWords): ListContent {
  const rows: [name: string, value: ListCell][] = [
    ['project', project.title], ['funder', project.funder], ['reference', project.reference], ['starts', { date: project.startsOn }], ['ends', { date: project.endsOn }],
    ['from', { date: period.from }], ['to', { date: period.to }], ['as-of', { date: localDateAt(asOf) }], ['centres', centres.map(({ name }) => name).join(', ')],
    ['budget', { cents: project.budgetCents }], ['dollars', dollars(project.budgetCents, project)], ['rate', project.dollarRate], ['rate-on', project.dollarRateOn && { date: project.dollarRateOn }],
    ['edition', edition ?? words.text('report-files:draft')], ['signatures', signatures.join(', ')], ['digest', digest],
    ['corrects', corrects && words.text('report-files:corrects', { edition: corrects.edition, digest: corrects.digest })], ['why', corrects && corrects.why],
    ['missing', missingRegisters.length], ['summary', project.summary], ['hidden-cells', words.text('report-files:hides')],
  ];
  return { headings: headings(words, 'what', 'said'), rows: rows.filter(([, value]) => value !== null && value !== '').map(([name, value]) => [words.text(`report-files:cover.${name}`), value]) };
}

/** At the rate of the budget; null where nobody set one. */
function dollars(cents: number, project: ReportContent['project']): number | null {
  const found = inDollars(cents, project);
  return found === null ? null : found / 100;
}

/** What has no value is empty; what may not be told says so. */
function valueCell(figure: ReportFigure, cell: ToldCell, { text }: FileWords): ListCell {
  return cell === null ? text('report-files:hidden') : toldValue(figure, cell);
}

function resultsTable(content: ReportContent, words: FileWords): ListContent {
  const placed = placedIndicators(content, words);
  return {
    headings: headings(words, 'kind', 'result', 'leads-to', 'indicator', 'code', 'version', 'gdf', 'criteria', 'unit', 'form', 'baseline', 'baseline-on', 'baseline-source',
      'target', 'target-from', 'target-to', 'reached', 'numerator', 'denominator', 'people', 'typed-from', 'typed-to', 'source', 'proof'),
    rows: [
      // In the order in which the chain is read, also what nothing measures.
      ...content.results.flatMap((result): ListCell[][] => (result.indicators.length > 0 ? placed.filter((one) => one.result === result).map((one) => resultRow(one, content, words)) : [chainCells(result, content, words)])),
      ...placed.filter((one) => one.result === null).map((one) => resultRow(one, content, words)),
    ],
  };
}

function chainCells(result: ReportResult | null, { results }: ReportContent, { text }: FileWords): ListCell[] {
  if (result === null) return [text('report-files:kinds.none'), null, null];
  return [text(`report-files:kinds.${result.kind}`), result.title, results.find(({ id }) => id === result.leadsToId)?.title ?? null];
}

function resultRow({ result, indicator, figure, title }: PlacedIndicator, content: ReportContent, words: FileWords): ListCell[] {
  const { text } = words;
  const { numerator, denominator } = partsOf(figure?.form ?? 'count', figure?.total ?? null);
  const typed = figure === null ? indicator?.typed ?? null : null;
  const { baseline = null, target = null } = indicator ?? {};
  return [
    ...chainCells(result, content, words), title, figure?.code ?? indicator?.code ?? null, figure?.version ?? null,
    indicator && text(`report-files:gdf.${indicator.level}`), indicator && indicator.criteria.map((criterion) => text(`report-files:criteria.${criterion}`)).join(', '),
    unitOf(indicator, figure, words), text(`report-files:forms.${figure?.form ?? indicator?.form ?? 'count'}`),
    baseline && rounded(baseline.value), baseline && { date: baseline.on }, baseline && baseline.source, target && rounded(target.value),
    target && { date: target.startsOn }, target && { date: target.endsOn }, figure ? valueCell(figure, figure.total, words) : typed && rounded(typed.value),
    numerator, denominator, figure?.total?.people ?? null, typed && { date: typed.startsOn }, typed && { date: typed.endsOn },
    typed?.source ?? indicator?.source ?? wordsOf(content, figure?.code ?? null, words.locale)?.source ?? null, typed?.attachment ? `${typed.attachment.name} (SHA-256 ${typed.attachment.hash})` : null,
  ];
}

/** As the project's keepers call what they defined; the catalogue's own is said in the file's language. */
export function unitOf(indicator: ReportIndicator | null, figure: PlacedIndicator['figure'], words: FileWords): string {
  if (figure === null) return indicator?.unit ?? '';
  return figure.form === 'ratio' ? '%' : words.unit(figure.unit);
}

/** The parts of every figure by one dimension, each under its whole. */
function dimensionTable(content: ReportContent, dimension: Dimension, words: FileWords): ListContent {
  const sums: number[] = [];
  const rows = placedIndicators(content, words).flatMap(({ result, figure, indicator, title }) => {
    const parts = figure?.by.find((one) => one.dimension === dimension)?.cells;
    if (!figure || !parts) return [];
    const row = (name: string, cell: ToldCell, note: string | null): ListCell[] => {
      const { numerator, denominator } = partsOf(figure.form, cell);
      return [result?.title ?? null, title, figure.code, name, valueCell(figure, cell, words), numerator, denominator, cell?.people ?? null, unitOf(indicator, figure, words), note];
    };
    const note = overlaps(figure.total, parts) ? words.text('report-files:overlap') : null;
    return [...parts.map(({ value, cell }) => row(words.value(dimension, value), cell, null)), row(words.text('report-files:whole'), figure.total, note)];
  });
  rows.forEach((row, index) => {
    if (row[3] === words.text('report-files:whole')) sums.push(index);
  });
  return { headings: [...headings(words, 'result', 'indicator', 'code'), words.dimension(dimension), ...headings(words, 'value', 'numerator', 'denominator', 'people', 'unit', 'note')], rows, sums };
}

function logTable({ log }: ReportContent, words: FileWords): ListContent {
  return {
    headings: headings(words, 'log-kind', 'on', 'title', 'text', 'state', 'until', 'planned', 'place', 'came', 'activity', 'likelihood', 'effect', 'measures', 'attachments'),
    rows: log.map(({ kind, on, title, text, state, attachments, ...more }) => [
      words.text(`report-files:log.${kind}`), { date: on }, title, text, stateWord(state, words), ...moreCells(more, words), attachments.map(({ name, hash }) => `${name} (SHA-256 ${hash})`).join('\n') || null,
    ]),
  };
}

function stateWord(state: string | null, { text, locale }: FileWords): string | null {
  return state !== null && hasText(`reports:log-states.${state}`, locale) ? text(`reports:log-states.${state}`) : state;
}

function moreCells({ until, planned, place, people, activity, likelihood, effect, measures }: Partial<ReportContent['log'][number]>, { text }: FileWords): ListCell[] {
  return [
    until ? { date: until } : null, planned ? { date: planned } : null, place ?? null, people === undefined ? null : people ?? text('report-files:hidden'), activity ?? null,
    likelihood ? text(`log:degrees.likelihood.${likelihood}`) : null, effect ? text(`log:degrees.effect.${effect}`) : null, measures ?? null,
  ];
}

/** What no record says, as it was written; no sheet where nobody wrote anything. */
function textsTable({ texts }: ReportContent, words: FileWords): ListContent {
  const told = TEXT_KEYS.flatMap((key): ListCell[][] => { const text = textIn(texts, words.locale, key); return text === null ? [] : [[words.text(`reports:texts.fields.${key}`), text]]; });
  return { headings: headings(words, 'what', 'said'), rows: told };
}

function financeTable({ finance, project }: ReportContent, words: FileWords): ListContent {
  const { byAccount, spentCents, receivedCents, contributionsCents, inKindCents } = finance;
  const row = (account: string | null, name: string, cents: number): ListCell[] => [account, name, { cents }, dollars(cents, project)];
  const totals = { budget: project.budgetCents, received: receivedCents, contributions: contributionsCents, 'in-kind': inKindCents, spent: spentCents };
  const rows = [...byAccount.map(({ account, name, cents }) => row(account, name, cents)), ...Object.entries(totals).map(([name, cents]) => row(null, words.text(`report-files:finance.${name}`), cents))];
  return { headings: headings(words, 'account', 'name', 'soles', 'dollars'), rows, sums: Object.keys(totals).map((_, index) => byAccount.length + index) };
}

function missingTable({ missingRegisters, centres }: ReportContent, words: FileWords): ListContent {
  return {
    headings: headings(words, 'centre', 'on', 'group'),
    rows: missingRegisters.map(({ centreId, on, group }) => [centres.find(({ id }) => id === centreId)?.name ?? null, { date: on }, group]),
  };
}

/** What each indicator counts: the catalogue's by their versions, then those that the project defined itself. */
export function definitionsTable(content: ReportContent, words: FileWords): ListContent {
  const { definitions, results } = spokenIn(content, words.locale);
  const own = results.flatMap(({ indicators }) => indicators).filter(({ code }) => code === null);
  return {
    headings: headings(words, 'code', 'version', 'indicator', 'definition', 'numerator', 'denominator', 'source'),
    rows: [
      ...definitions.map(({ code, version, words: said }): ListCell[] => {
        const { name, definition, numerator, denominator, source } = said[words.locale];
        return [code, version, name, definition, numerator, denominator, source];
      }),
      ...own.map(({ title, definition, denominator, source }): ListCell[] => [null, null, title, definition, null, denominator, source]),
    ],
  };
}

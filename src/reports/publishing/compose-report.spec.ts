import { plainWords } from '../../../test/fixtures/file-words.js';
import { textOfPdf } from '../../../test/helpers/pdf-text.js';
import { translator } from '../../shared/web/i18n.js';
import type { Viewer } from '../../shared/web/viewer.js';
import { longForm } from '../files/long-form.js';
import type { Framework, FrameworkIndicator } from '../framework/framework.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Cell, Figure } from '../indicators/indicator.js';
import { composeReport, type ReportFacts } from './compose-report.js';
import { targetFigures } from './report-targets.js';
import { figureKey } from './slices.js';
import { toldInReport } from './told-figure.js';
import { toldResults } from './told-report.js';
import type { ReportContent } from './report-content.js';
import { definitionsOf } from './report-definitions.js';
import { reportPdf } from './report-pdf.js';
import type { Report } from './report.entity.js';
import { reportView } from './report.presenter.js';

const cell = (people: number): Cell => ({ value: people, of: 0, people });
const REGISTERED: Figure = { code: 'registered', total: cell(1_020), by: { sex: [{ value: 'female', cell: cell(1_000) }, { value: 'male', cell: cell(17) }, { value: 'unknown', cell: cell(3) }] } };

const indicator = (more: Partial<FrameworkIndicator>): FrameworkIndicator => ({
  id: 'i1', resultId: 'r1', ordinal: 0, code: 'registered', slice: null, title: 'Personas inscritas', definition: null, unit: 'personas', denominator: null, source: null, english: null, form: 'count',
  level: 'individual', criteria: ['effectiveness'], descending: false, baseline: null, baselineOn: null, baselineSource: null, baselineFrozenAt: null, baselineFrozenBy: null, baselineFrozenByName: null,
  removedAt: null, version: 1, targets: [], typed: [], corrections: [], ...more,
});

function framework(indicators: FrameworkIndicator[]): Framework {
  return {
    project: {
      id: 'p', title: 'Democracia digital', funder: 'Fondo', reference: null, startsOn: '2026-01-01', endsOn: '2026-12-31', budgetCents: 100, dollarRate: null, dollarRateOn: null, summary: null, status: 'running',
      iatiOrganisation: null, iatiActivity: null, iatiReporter: null, booksAreItsOwn: false, english: null, createdAt: 0, version: 1,
    },
    centres: [{ id: 'c', name: 'Villa El Salvador', shortName: 'VES', district: 'Villa El Salvador' }],
    results: [{ id: 'r1', projectId: 'p', kind: 'output', leadsToId: null, ordinal: 0, title: 'Dirigencias capacitadas', description: null, english: null, removedAt: null, version: 1, indicators }],
  };
}

function composed(indicators: FrameworkIndicator[], more: Partial<ReportFacts> = {}): ReportContent {
  return composeReport({
    framework: framework(indicators), period: { from: '2026-07-01', to: '2026-09-30' }, asOf: Date.UTC(2026, 9, 5, 15), catalogue: CATALOGUE, figures: [REGISTERED], narrowed: [], definitions: definitionsOf(CATALOGUE.values()),
    log: [], finance: { spentCents: 0, receivedCents: 0, contributionsCents: 0, inKindCents: 0, byAccount: [] }, missingRegisters: [], corrects: null, ...more,
  });
}

describe('a report that is composed', () => {
  it('tells a figure where the framework asks for it, and beside it where none does', () => {
    const asked = composed([indicator({})]);
    expect([asked.results[0]?.indicators[0]?.figure?.total, asked.figures, asked.definitions.map(({ code }) => code)]).toEqual([cell(1_020), [], ['registered']]);
    const beside = composed([indicator({ code: null })]);
    expect([beside.results[0]?.indicators[0]?.figure, beside.figures.map(({ code }) => code)]).toEqual([null, ['registered']]);
    const narrowed = composed([indicator({ slice: { sex: 'female' } })]).results[0]?.indicators[0]?.figure;
    expect([narrowed?.by, composed([indicator({ slice: { sex: 'female' } })]).figures.length]).toEqual([[], 1]);
  });

  it('takes for a baseline only one that was frozen, and of typed figures none that was taken back or whose document is gone', () => {
    const proposed = { baseline: 3, baselineOn: '2025-12-31', baselineSource: 'Encuesta' };
    expect(composed([indicator(proposed)]).results[0]?.indicators[0]?.baseline).toBeNull();
    expect(composed([indicator({ ...proposed, baselineFrozenAt: 1 })]).results[0]?.indicators[0]?.baseline).toEqual({ value: 3, on: '2025-12-31', source: 'Encuesta' });
    const typed = { id: 't', startsOn: '2026-07-01', endsOn: '2026-09-30', value: 7, source: 'Cargos', typedAt: 1, typedByName: null, withdrawnAt: null, withdrawReason: null, version: 1, document: { fileId: 'f', centreId: 'c', name: 'cargos.pdf', hash: 'a', gone: true } };
    const told = (more: object): unknown => composed([indicator({ code: null, typed: [{ ...typed, ...more }] })]).results[0]?.indicators[0]?.typed;
    expect(told({})).toMatchObject({ value: 7, attachment: null });
    expect(told({ document: { ...typed.document, gone: false } })).toMatchObject({ attachment: { name: 'cargos.pdf', hash: 'a' } });
    expect(told({ withdrawnAt: 5 })).toBeNull();
  });

  it('holds each target against the figure of its own days, or of all since the project began', () => {
    const target = (id: string, startsOn: string, endsOn: string, fromStart: boolean) => ({ id, indicatorId: 'i1', startsOn, endsOn, fromStart, value: 2_000, comment: null, version: 1 });
    const asked = [indicator({ baseline: 1_000, baselineOn: '2025-12-31', baselineFrozenAt: 1, targets: [target('a', '2026-07-01', '2026-12-31', false), target('b', '2026-07-01', '2026-09-30', true), target('c', '2026-10-01', '2026-12-31', false)] })];
    const since = { from: '2026-01-01', to: '2026-09-30' };
    expect(targetFigures(framework(asked), { from: '2026-07-01', to: '2026-09-30' })).toEqual([{ code: 'registered', slice: null, period: since }]);
    const content = composed(asked, { ofTargets: [{ slice: null, period: since, figure: { code: 'registered', total: cell(1_500), by: {} } }] });
    const [told] = content.results.flatMap(({ indicators }) => indicators);
    expect([told?.target?.measured?.figure?.total?.value, told?.furtherTargets?.map(({ measured }) => measured?.figure?.total?.value)]).toEqual([1_500, [1_020]]);
    const [page] = toldResults({ t: translator('es'), locale: 'es', content }).flatMap(({ indicators }) => indicators);
    expect(page?.standing).toBe('Del 01/01/2026 al 30/09/2026: 1,500. 50 % del avance previsto');
    expect(page?.further).toEqual(['Meta de 2,000 (del 01/07/2026 al 31/12/2026). Hasta ahora, 2 % del avance previsto.']);
    const few = composed(asked, { ofTargets: [{ slice: null, period: since, figure: { code: 'registered', total: cell(3), by: {} } }] });
    expect(toldResults({ t: translator('es'), locale: 'es', content: few })[0]?.indicators[0]?.standing).toBe('Del 01/01/2026 al 30/09/2026: No se muestra');
    expect(toldInReport(content).map(({ figure, period }) => [figure.total?.value, period.from])).toEqual([[1_020, '2026-07-01'], [1_500, '2026-01-01']]);
  });

  it('hides what two spans of days give away together', () => {
    const since = { from: '2026-01-01', to: '2026-09-30' };
    const target = { id: 'a', indicatorId: 'i1', startsOn: '2026-07-01', endsOn: '2026-12-31', fromStart: true, value: 2_000, comment: null, version: 1 };
    const content = composed([indicator({ targets: [target] })], { ofTargets: [{ slice: null, period: since, figure: { code: 'registered', total: cell(1_022), by: {} } }] });
    const [told] = content.results.flatMap(({ indicators }) => indicators);
    expect([told?.figure?.total, told?.target?.measured?.figure?.total].filter((total) => total === null)).toHaveLength(1);
  });

  it('keeps the log in the order of days, and what the keepers wrote', () => {
    const entry = (id: string, on: string): ReportContent['log'][number] => ({ kind: 'activity', id, on, title: id, text: '', state: null, attachments: [] });
    const content = composed([], { log: [entry('b', '2026-08-02'), entry('c', '2026-07-01'), entry('a', '2026-08-02')], texts: { es: { lessons: 'Empezar antes.' } } });
    expect([content.log.map(({ id }) => id), content.texts]).toEqual([['c', 'a', 'b'], { es: { lessons: 'Empezar antes.' } }]);
    expect('texts' in composed([])).toBe(false);
  });

  it('names a narrowed figure alike in whatever order its values came', () => {
    expect(figureKey('x', { sex: 'female', course: '1' })).toBe(figureKey('x', { course: '1', sex: 'female' }));
  });

  it('hides a small cell, and the one that would give it away, on the page, on paper and in the file', async () => {
    const content = composed([indicator({})]);
    const cells = content.results[0]?.indicators[0]?.figure?.by[0]?.cells;
    expect(cells).toEqual([{ value: 'female', cell: cell(1_000) }, { value: 'male', cell: null }, { value: 'unknown', cell: null }]);
    const report = { id: 'x', projectId: 'p', startsOn: '2026-07-01', endsOn: '2026-09-30', status: 'published', edition: 1, correctsId: null, why: null, digest: 'd'.repeat(64) } as Report;
    const kept = { content, bytes: Buffer.alloc(0), digest: 'd'.repeat(64), intact: true };
    const t = translator('es');
    const view = await reportView(t, { report, kept, signatures: [], replacing: null, before: null, viewer: { locale: 'es', roles: ['funder'], name: 'Ana' } as unknown as Viewer, faults: [] });
    const [split] = (view as { splits: { rows: { cells: { text: string }[] }[] }[] }).splits;
    expect(split?.rows[0]?.cells.map(({ text }) => text)).toEqual(['Personas inscritas', '1,000', t('figures:hidden'), t('figures:hidden')]);
    const paper = textOfPdf(await reportPdf(content, { report, signatures: [] }, { locale: 'es', template: 'undef' })).join(' ');
    expect(paper).toContain('1,000');
    expect(paper).toContain(t('figures:hidden'));
    expect(paper).not.toMatch(/(?<![\d,.])17(?![\d,.])/u);
    const lines = longForm(content, plainWords('es')).split('\r\n').filter((line) => line.includes(';sex;'));
    expect(lines.map((line) => [/;(female|male|unknown);/u.exec(line)?.[1], line.includes('17') || /;3;/u.test(line)])).toEqual([['female', false], ['male', false], ['unknown', false]]);
    expect(JSON.stringify(content)).not.toMatch(/"value":17|"people":17|"people":3\b/u);
  });
});

import { formatLocalDate } from '../../shared/kernel/local-date.js';
import type { Translate } from '../../shared/web/i18n.js';
import { table, type Cell, type TableView } from '../../shared/web/tables.js';
import type { Id } from '../../shared/kernel/ids.js';
import { figureThatCounts, type Framework, type FrameworkFigure, type FrameworkIndicator, type FrameworkResult } from './framework.js';
import { baselineWords, byWords, centreNames, gapsOf, indicatorPath, periodWords, promisesPath, sliceWords, unitWord, valueWords, wordsOfIndicator } from './project-words.js';
import { removalView } from './results.presenter.js';
import type { TargetToday } from './target-progress.js';
import { figureAddress, standingCell, todayCell } from './today-cells.js';

/** An indicator with the result that it is of. */
export interface IndicatorFound {
  indicator: FrameworkIndicator;
  result: FrameworkResult;
}

/** What the reader of an indicator may do. */
export interface IndicatorReader {
  mayKeep: boolean;
  /** What proves a typed figure. */
  opensDocuments: boolean;
  /** What the targets' days come to today, and with it what was typed in; null for who reads what was published alone. */
  today: ReadonlyMap<Id, TargetToday> | null;
}

/** One indicator: what it counts, where it began, where it is to get, and what was typed in. */
export function indicatorView(t: Translate, framework: Framework, { indicator, result }: IndicatorFound, reader: IndicatorReader): object {
  const { mayKeep } = reader;
  const { project } = framework;
  const path = indicatorPath(project.id, indicator.id);
  const frozen = indicator.baselineFrozenAt !== null;
  const place = result.indicators.findIndex(({ id }) => id === indicator.id);
  return {
    back: { href: promisesPath(project.id, result.id), text: project.title }, title: indicator.title,
    eyebrow: t('projects:indicators.of', { kind: t(`projects:kinds.${result.kind}`), title: result.title }), gaps: gapsOf(t, indicator), facts: indicatorFacts(t, framework, indicator),
    baseline: { words: baselineWords(t, indicator), source: indicator.baselineSource, state: frozenWords(t, indicator), corrections: correctionsTable(t, indicator) },
    targets: targetsTable(t, indicator, { path: mayKeep ? path : null, framework, today: reader.today }), computed: computedView(t, framework, indicator, reader),
    typed: indicator.code === null && reader.today ? typedTable(t, indicator, path, reader) : null,
    actions: mayKeep ? {
      editUrl: `${path}/edit`, removalUrl: `${path}/removal`, moveUrl: `${path}/place`, up: place > 0, down: place < result.indicators.length - 1,
      baseline: { href: frozen ? `${path}/baseline/correction` : `${path}/baseline`, text: t(`projects:baseline.${frozen ? 'correct' : indicator.baseline === null ? 'set' : 'freeze'}`) },
      targetUrl: indicator.baseline === null ? null : `${path}/targets/new`, figureUrl: indicator.code === null ? `${path}/figures/new` : null,
    } : null,
  };
}

/** Leads to the figure as it is today, or for who reads what was published alone to what it counts. */
function computedView(t: Translate, framework: Framework, { code, slice }: FrameworkIndicator, { today }: IndicatorReader): object | null {
  if (code === null) return null;
  return { text: t('projects:indicators.computed-text'), href: today ? figureAddress(framework, code, slice) : `/definitions/${code}` };
}

function indicatorFacts(t: Translate, framework: Framework, indicator: FrameworkIndicator): object[] {
  const words = wordsOfIndicator(t, indicator);
  const fact = (name: string, text: string | null): object[] => (text === null ? [] : [{ label: t(`projects:fields.${name}`), text }]);
  return [
    ...fact('definition', words.definition ?? t('projects:gaps.no-definition')), ...fact('slice', sliceWords(t, indicator.slice, centreNames(framework))),
    ...indicator.form === 'count' ? [] : fact('denominator', words.denominator ?? t('projects:gaps.no-denominator')),
    ...fact('form', t(`indicators:forms.${indicator.form}`)), ...fact('unit', unitWord(t, indicator)), ...fact('source', words.source ?? t('projects:gaps.no-source')),
    ...fact('better', t(indicator.descending ? 'projects:less' : 'projects:more')), ...fact('level', t(`indicators:levels.${indicator.level}`)),
    ...fact('criteria', indicator.criteria.map((one) => t(`indicators:criteria.${one}`)).join(', ')),
  ];
}

function frozenWords(t: Translate, { baseline, baselineFrozenAt, baselineFrozenByName }: FrameworkIndicator): string {
  if (baseline === null) return t('projects:baseline.none-text');
  if (baselineFrozenAt === null) return t('projects:baseline.proposed');
  return t('projects:baseline.frozen', { by: byWords(t, baselineFrozenByName, baselineFrozenAt) });
}

function correctionsTable(t: Translate, indicator: FrameworkIndicator): TableView | null {
  if (indicator.corrections.length === 0) return null;
  return table({
    id: 'corrections', caption: t('projects:baseline.corrections'),
    columns: ['former', 'corrected', 'reason', 'by'].map((name) => ({ text: t(`projects:baseline.columns.${name}`) })),
    rows: indicator.corrections.map((one): Cell[] => [
      { text: t('projects:on-day', { value: valueWords(t, one.formerValue, indicator), date: formatLocalDate(one.formerOn) }) },
      { text: t('projects:on-day', { value: valueWords(t, one.value, indicator), date: formatLocalDate(one.valueOn) }), detail: one.source },
      { text: one.reason }, { text: byWords(t, one.correctedByName, one.correctedAt) },
    ]),
  });
}

interface TargetsAround {
  /** Where they are kept; null for who only reads. */
  path: string | null;
  framework: Framework;
  today: IndicatorReader['today'];
}

function targetsTable(t: Translate, indicator: FrameworkIndicator, { path, framework, today }: TargetsAround): TableView {
  return table({
    id: 'targets', caption: t('projects:targets.title'), captionHidden: true,
    columns: [
      { text: t('projects:fields.period') }, { text: t('projects:fields.target'), numeric: true }, ...today ? [{ text: t('projects:fields.today'), numeric: true }, { text: t('projects:fields.standing') }] : [],
      { text: t('projects:fields.comment') }, ...path ? [{ text: t('projects:fields.action') }] : [],
    ],
    rows: indicator.targets.map((target): Cell[] => [
      { text: periodWords(t, target), ...(path ? { href: `${path}/targets/${target.id}/edit` } : {}) },
      { text: valueWords(t, target.value, indicator), detail: t(`projects:counted-short.${target.fromStart ? 'start' : 'period'}`) },
      ...today ? todayCells(t, framework, indicator, today.get(target.id)) : [], { text: target.comment },
      ...path ? [{ text: t('projects:targets.remove'), href: `${path}/targets/${target.id}/removal` }] : [],
    ]),
    empty: { title: t('projects:gaps.no-target'), text: t(indicator.baseline === null ? 'projects:targets.baseline-first' : 'projects:targets.none-text') },
  });
}

function todayCells(t: Translate, framework: Framework, indicator: FrameworkIndicator, today: TargetToday | undefined): Cell[] {
  return today ? [todayCell(t, framework, indicator, today), standingCell(t, today)] : [{}, {}];
}

function typedTable(t: Translate, indicator: FrameworkIndicator, path: string, { mayKeep, opensDocuments }: IndicatorReader): TableView {
  return table({
    id: 'typed', caption: t('projects:figures.title'), captionHidden: true,
    columns: [
      { text: t('projects:fields.period') }, { text: t('projects:fields.value'), numeric: true }, { text: t('projects:fields.figure-source') }, { text: t('projects:fields.document') },
      { text: t('projects:fields.state') }, ...mayKeep ? [{ text: t('projects:fields.action') }] : [],
    ],
    rows: indicator.typed.map((figure): Cell[] => [
      { text: periodWords(t, figure) }, { text: valueWords(t, figure.value, indicator) },
      { text: figure.source, detail: byWords(t, figure.typedByName, figure.typedAt) }, documentCell(t, figure, opensDocuments ? path : null), stateCell(t, figure, indicator),
      ...mayKeep ? [figure.withdrawnAt === null ? { text: t('projects:figures.withdraw'), href: `${path}/figures/${figure.id}/withdrawal` } : {}] : [],
    ]),
    empty: { title: t('projects:figures.none'), text: t('projects:figures.none-text'), ...(mayKeep ? { href: `${path}/figures/new`, action: t('projects:figures.add') } : {}) },
  });
}

function documentCell(t: Translate, { id, document }: FrameworkFigure, path: string | null): Cell {
  if (!document) return { text: t('projects:figures.no-document') };
  if (document.gone) return { badge: { text: t('projects:figures.gone'), kind: 'danger' } };
  return { text: document.name, ...path === null ? {} : { href: `${path}/figures/${id}/document` } };
}

/** Of one period the last that stands counts; the others stay to be seen. */
function stateCell(t: Translate, figure: FrameworkFigure, { typed }: FrameworkIndicator): Cell {
  if (figure.withdrawnAt !== null) return { text: t('projects:figures.withdrawn'), detail: figure.withdrawReason };
  if (figureThatCounts(typed, { from: figure.startsOn, to: figure.endsOn })?.id === figure.id) return { badge: figure.document ? { text: t('projects:figures.counts'), kind: 'success' } : { text: t('projects:figures.counts-unproved'), kind: 'warning' } };
  return { badge: { text: t('projects:figures.replaced') } };
}

/** The question before an indicator is taken out: what goes with it. */
export function indicatorRemovalView(t: Translate, { project }: Framework, { indicator }: IndicatorFound): object {
  const path = indicatorPath(project.id, indicator.id);
  const lines = [
    ...indicator.baseline === null ? [] : [t('projects:removal.baseline', { words: baselineWords(t, indicator) })],
    ...indicator.targets.map((target) => t('projects:removal.target', { value: valueWords(t, target.value, indicator), period: periodWords(t, target) })),
    ...indicator.typed.map((figure) => t('projects:removal.figure', { value: valueWords(t, figure.value, indicator), period: periodWords(t, figure) })),
  ];
  return removalView(t, { path, action: `${path}/removal`, title: indicator.title, lines, back: { href: path, text: indicator.title } });
}

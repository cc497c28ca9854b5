import { formatLocalDate } from '../../shared/kernel/local-date.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Translate } from '../../shared/web/i18n.js';
import { table, type Cell, type Column, type TableView } from '../../shared/web/tables.js';
import type { Span } from './framework-rules.js';
import type { Framework, FrameworkIndicator, FrameworkResult } from './framework.js';
import type { IndicatorTarget } from './indicator-target.entity.js';
import { projectTabs } from './project-tabs.js';
import { centreNames, gapsOf, indicatorPath, indicatorsIn, periodWords, projectPath, PROJECTS, promisesPath, resultPath, sliceWords, valueWords } from './project-words.js';
import type { IndicatorToday } from './target-progress.js';
import { standingCell, todayCell } from './today-cells.js';

/** What the reader of what a project promises may do. */
export interface PromisesReader {
  mayKeep: boolean;
  /** How each indicator stands; null for who reads what was published alone. */
  today: ReadonlyMap<Id, IndicatorToday> | null;
}

/** Each result with its indicators: where they began, where they are and where they are to get. All else of an indicator stands on its own page. */
export function promisesView(t: Translate, framework: Framework, { mayKeep, today }: PromisesReader): object {
  const { project, results } = framework;
  const spans = spansOf(framework);
  const addUrl = mayKeep ? `${projectPath(project.id)}/results/new?kind=outcome` : null;
  return {
    back: { href: PROJECTS, text: t('projects:list.title') }, title: project.title, tabs: projectTabs(t, project.id, 'indicators'), addUrl,
    results: results.map((result) => resultView(t, result, { framework, spans, mayKeep, today })),
    empty: results.length > 0 ? null : {
      title: t('projects:chain.none'), text: t('projects:chain.none-text'), icon: 'arrow-right', ...(addUrl ? { href: addUrl, action: t('projects:results.add-outcome') } : {}),
    },
  };
}

/** More spans of targets than these stand in one column, or the table would be wider than a page. */
const MOST_SPANS = 3;

/** The spans of all targets, each a column; nothing where they are too many. */
function spansOf(framework: Framework): Span[] {
  const all = indicatorsIn(framework).flatMap(({ indicator }) => indicator.targets);
  const spans = [...new Map(all.map(({ startsOn, endsOn }) => [`${startsOn} ${endsOn}`, { startsOn, endsOn }])).values()];
  return spans.length > MOST_SPANS ? [] : spans.toSorted((a, b) => (a.startsOn === b.startsOn ? (a.endsOn < b.endsOn ? -1 : 1) : a.startsOn < b.startsOn ? -1 : 1));
}

const BELOW = { outcome: 'output', output: 'activity', activity: null } as const;

interface Around {
  framework: Framework;
  spans: readonly Span[];
  mayKeep: boolean;
  today: PromisesReader['today'];
}

function resultView(t: Translate, result: FrameworkResult, around: Around): object {
  const { project, results } = around.framework;
  const leads = results.find(({ id }) => id === result.leadsToId);
  return {
    anchor: `r-${result.id}`, kind: result.kind, kindWord: t(`projects:kinds.${result.kind}`), title: result.title, description: result.description,
    // Activities stand right under their output.
    leadsTo: leads && result.kind === 'output' ? { href: promisesPath(project.id, leads.id), text: leads.title } : null,
    noLead: result.kind !== 'outcome' && !leads ? t('projects:gaps.leads-nowhere') : null,
    noIndicator: result.kind !== 'activity' && result.indicators.length === 0 ? t('projects:gaps.no-indicator') : null,
    table: result.indicators.length === 0 ? null : indicatorsTable(t, result, around), actions: around.mayKeep ? actionsOf(t, result, around.framework) : null,
  };
}

function actionsOf(t: Translate, result: FrameworkResult, { project, results }: Framework): object {
  const siblings = results.filter(({ kind, leadsToId }) => kind === result.kind && leadsToId === result.leadsToId);
  const path = resultPath(project.id, result.id);
  const below = BELOW[result.kind];
  return {
    about: result.title, editUrl: `${path}/edit`, removalUrl: `${path}/removal`, moveUrl: `${path}/place`, up: siblings[0]?.id !== result.id, down: siblings.at(-1)?.id !== result.id,
    indicatorUrl: `${path}/indicators/new`, below: below ? { href: `${projectPath(project.id)}/results/new?kind=${below}&to=${result.id}`, text: t(`projects:results.add-${below}`) } : null,
  };
}

function indicatorsTable(t: Translate, { id, title, indicators }: FrameworkResult, around: Around): TableView {
  const lacking = indicators.some((indicator) => gapsOf(t, indicator).length > 0);
  const lacks = (indicator: FrameworkIndicator): Cell[] => (lacking ? [lacksCell(t, indicator)] : []);
  return table({
    id: `indicators-${id}`, caption: title, captionHidden: true,
    columns: [{ text: t('projects:fields.indicator') }, { text: t('projects:fields.baseline'), numeric: true }, ...valueColumns(t, around), ...lacking ? [{ text: t('projects:fields.lacks') }] : []],
    rows: indicators.map((indicator): Cell[] => [nameCell(t, indicator, around), baselineCell(t, indicator), ...valueCells(t, indicator, around), ...lacks(indicator)]),
  });
}

/** Who sees how it stands today has all targets in one column, or the table would be wider than a page. */
function valueColumns(t: Translate, { spans, today }: Around): Column[] {
  if (today) return [{ text: t('projects:fields.today'), numeric: true }, { text: t('projects:fields.targets') }, { text: t('projects:fields.standing') }];
  const targets = spans.length === 0 ? [{ text: t('projects:fields.targets') }] : spans.map((span) => ({ text: t('projects:fields.target-until', { date: formatLocalDate(span.endsOn) }), numeric: true }));
  return [...targets, { text: t('projects:fields.serves') }];
}

function valueCells(t: Translate, indicator: FrameworkIndicator, { framework, spans, today }: Around): Cell[] {
  if (today) return [nowCell(t, framework, indicator, today), ...targetCells(t, indicator, []), wayCell(t, indicator, today)];
  return [...targetCells(t, indicator, spans), { text: t(`indicators:levels.${indicator.level}`), detail: criteriaWords(t, indicator) }];
}

function nameCell(t: Translate, indicator: FrameworkIndicator, { framework, today }: Around): Cell {
  const serves = today ? `. ${t(`indicators:levels.${indicator.level}`)}: ${criteriaWords(t, indicator)}` : '';
  return { text: indicator.title, href: indicatorPath(framework.project.id, indicator.id), detail: `${countedWords(t, indicator, framework)}${serves}` };
}

function criteriaWords(t: Translate, { criteria }: FrameworkIndicator): string {
  return criteria.map((one) => t(`indicators:criteria.${one}`)).join(', ');
}

function nowCell(t: Translate, framework: Framework, indicator: FrameworkIndicator, today: ReadonlyMap<Id, IndicatorToday>): Cell {
  const now = today.get(indicator.id);
  if (!now) return { text: t('projects:indicators.nothing-yet') };
  const { from, to } = now.days;
  return { ...todayCell(t, framework, indicator, now), detail: t(now.counted ? 'projects:since' : 'projects:until', { from: formatLocalDate(from), to: formatLocalDate(to) }) };
}

/** Towards the target whose time it is. */
function wayCell(t: Translate, { id }: FrameworkIndicator, today: ReadonlyMap<Id, IndicatorToday>): Cell {
  const now = today.get(id);
  return now?.target && now.standing ? { ...standingCell(t, now), detail: t('projects:towards', { date: formatLocalDate(now.target.endsOn) }) } : {};
}

function countedWords(t: Translate, indicator: FrameworkIndicator, framework: Framework): string {
  return [t(indicator.code ? 'projects:indicators.computed' : 'projects:indicators.typed'), sliceWords(t, indicator.slice, centreNames(framework))].filter(Boolean).join('. ');
}

function baselineCell(t: Translate, indicator: FrameworkIndicator): Cell {
  if (indicator.baseline === null || indicator.baselineOn === null) return {};
  return { text: valueWords(t, indicator.baseline, indicator), detail: t('projects:of-day', { date: formatLocalDate(indicator.baselineOn) }) };
}

function targetCells(t: Translate, indicator: FrameworkIndicator, spans: readonly Span[]): Cell[] {
  if (spans.length === 0) return [{ text: indicator.targets.map((target) => t('projects:in-period', { value: targetWords(t, target, indicator), period: periodWords(t, target) })).join('; ') }];
  return spans.map(({ startsOn, endsOn }) => {
    const own = indicator.targets.filter((one) => one.startsOn === startsOn && one.endsOn === endsOn);
    return { text: own.map((one) => targetWords(t, one, indicator)).join('; ') };
  });
}

/** `323`; of one that is not of its own days alone also from when on. */
function targetWords(t: Translate, { value, fromStart }: IndicatorTarget, indicator: FrameworkIndicator): string {
  const words = valueWords(t, value, indicator);
  return fromStart ? t('projects:counted-from-start', { value: words }) : words;
}

function lacksCell(t: Translate, indicator: FrameworkIndicator): Cell {
  const gaps = gapsOf(t, indicator);
  return gaps.length === 0 ? {} : { badge: { text: gaps.map(({ text }) => text).join(', '), kind: 'warning' } };
}

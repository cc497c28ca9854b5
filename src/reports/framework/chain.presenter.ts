import { formatLocalDate } from '../../shared/kernel/local-date.js';
import type { Id } from '../../shared/kernel/ids.js';
import { formatSoles } from '../../shared/kernel/money.js';
import type { Translate } from '../../shared/web/i18n.js';
import { dollarWords, rateWords } from './dollars.js';
import type { Framework, FrameworkIndicator, FrameworkResult } from './framework.js';
import { centreNames, gapsOf, indicatorPath, indicatorsIn, periodWords, projectPath, PROJECTS, resultPath, sliceWords, unitWord, valueWords, wordsOfIndicator } from './project-words.js';
import type { Project } from './project.entity.js';
import { STATUS_BADGES } from './projects.presenter.js';

/** A project: what it is, its chain at a glance, and each result with its indicators. */
export function frameworkView(t: Translate, framework: Framework, mayKeep: boolean): object {
  const { project, results } = framework;
  const path = projectPath(project.id);
  return {
    back: { href: PROJECTS, text: t('projects:list.title') }, title: project.title, funder: project.funder, summary: project.summary,
    editUrl: mayKeep ? `${path}/edit` : null, logUrl: `${path}/log`, reportsUrl: `${path}/reports`, facts: projectFacts(t, framework), chain: chainOf(t, results), loose: looseOf(results),
    gaps: gapLines(t, framework), addUrl: mayKeep ? `${path}/results/new?kind=outcome` : null,
    results: results.map((result) => resultView(t, result, framework, mayKeep)),
    empty: results.length > 0 ? null : {
      title: t('projects:chain.none'), text: t('projects:chain.none-text'), icon: 'arrow-right',
      ...(mayKeep ? { href: `${path}/results/new?kind=outcome`, action: t('projects:results.add-outcome') } : {}),
    },
  };
}

function projectFacts(t: Translate, { project, centres }: Framework): object[] {
  const fact = (name: string, text: string | null): object[] => (text === null ? [] : [{ label: t(`projects:fields.${name}`), text }]);
  return [
    ...fact('funder', project.funder), ...fact('reference', project.reference), ...fact('period', periodWords(t, project)),
    { label: t('projects:fields.status'), badge: { text: t(`projects:statuses.${project.status}`), kind: STATUS_BADGES[project.status] } },
    ...fact('budget', budgetWords(t, project)), ...fact('centres', centres.map(({ name }) => name).join(', ')), ...fact('iati', iatiWords(project)),
  ];
}

/** In soles, and in dollars where the rate and its day are known. */
function budgetWords(t: Translate, project: Project): string {
  const [soles, dollars, rate] = [formatSoles(project.budgetCents), dollarWords(project.budgetCents, project), rateWords(project)];
  return dollars === null || rate === null ? soles : t('projects:budget', { soles, dollars, ...rate });
}

/** The activity as the standard names it: the organisation, then its own number. */
function iatiWords({ iatiOrganisation, iatiActivity }: Project): string | null {
  return [iatiOrganisation, iatiActivity].filter((part) => part !== null).join('-') || null;
}

interface Link {
  title: string;
  href: string;
}

function linkOf({ id, title }: Pick<FrameworkResult, 'id' | 'title'>): Link {
  return { title, href: `#r-${id}` };
}

/** The picture: what is done, what comes of it, and what changes by it. */
function chainOf(t: Translate, results: readonly FrameworkResult[]): object[] {
  const under = (id: Id): FrameworkResult[] => results.filter(({ leadsToId }) => leadsToId === id);
  return results.filter(({ kind }) => kind === 'outcome').map((outcome) => ({
    ...linkOf(outcome),
    outputs: under(outcome.id).map((output) => ({
      ...linkOf(output), activities: under(output.id).map(linkOf), none: under(output.id).length === 0 ? t('projects:gaps.no-activity') : null,
    })),
    none: under(outcome.id).length === 0 ? t('projects:gaps.no-output') : null,
  }));
}

/** Outputs and activities that lead to nothing. */
function looseOf(results: readonly FrameworkResult[]): Link[] {
  return results.filter(({ kind, leadsToId }) => kind !== 'outcome' && !results.some(({ id }) => id === leadsToId)).map(linkOf);
}

/** How much is still missing, in a line each; nothing where nothing is. */
function gapLines(t: Translate, framework: Framework): { text: string }[] {
  const all = indicatorsIn(framework).map(({ indicator }) => indicator);
  const count = (key: string, missing: (indicator: FrameworkIndicator) => boolean): { text: string }[] => {
    const number = all.filter(missing).length;
    return number === 0 ? [] : [{ text: t(`projects:gaps.${key}`, { count: number }) }];
  };
  const bare = framework.results.filter(({ kind, indicators }) => kind !== 'activity' && indicators.length === 0).length;
  return [
    ...bare === 0 ? [] : [{ text: t('projects:gaps.bare-results', { count: bare }) }], ...count('without-baseline', ({ baseline }) => baseline === null),
    ...count('without-frozen', ({ baseline, baselineFrozenAt }) => baseline !== null && baselineFrozenAt === null), ...count('without-target', ({ targets }) => targets.length === 0),
  ];
}

const BELOW = { outcome: 'output', output: 'activity', activity: null } as const;

function resultView(t: Translate, result: FrameworkResult, framework: Framework, mayKeep: boolean): object {
  const { project, results } = framework;
  const leads = results.find(({ id }) => id === result.leadsToId);
  const siblings = results.filter(({ kind, leadsToId }) => kind === result.kind && leadsToId === result.leadsToId);
  const path = resultPath(project.id, result.id);
  const below = BELOW[result.kind];
  return {
    anchor: `r-${result.id}`, kind: result.kind, kindWord: t(`projects:kinds.${result.kind}`), title: result.title, description: result.description,
    leadsTo: leads ? { href: `#r-${leads.id}`, text: leads.title } : null,
    noLead: result.kind !== 'outcome' && !leads ? t('projects:gaps.leads-nowhere') : null,
    noIndicator: result.kind !== 'activity' && result.indicators.length === 0 ? t('projects:gaps.no-indicator') : null,
    indicators: result.indicators.map((indicator) => indicatorSlip(t, indicator, framework)),
    actions: mayKeep ? {
      about: result.title, editUrl: `${path}/edit`, removalUrl: `${path}/removal`, moveUrl: `${path}/place`, up: siblings[0]?.id !== result.id, down: siblings.at(-1)?.id !== result.id,
      indicatorUrl: `${path}/indicators/new`, below: below ? { href: `${projectPath(project.id)}/results/new?kind=${below}&to=${result.id}`, text: t(`projects:results.add-${below}`) } : null,
    } : null,
  };
}

/** An indicator as it stands under its result: all that its readers ask for. */
function indicatorSlip(t: Translate, indicator: FrameworkIndicator, framework: Framework): object {
  const words = wordsOfIndicator(t, indicator);
  const fact = (name: string, text: string | null): object[] => (text === null ? [] : [{ label: t(`projects:fields.${name}`), text }]);
  return {
    title: indicator.title, href: indicatorPath(framework.project.id, indicator.id), gaps: gapsOf(t, indicator),
    badges: [{ text: t(indicator.code ? 'projects:indicators.computed' : 'projects:indicators.typed'), kind: indicator.code ? 'info' : undefined }],
    facts: [
      ...fact('definition', words.definition ?? t('projects:gaps.no-definition')), ...fact('slice', sliceWords(t, indicator.slice, centreNames(framework))),
      ...indicator.form === 'count' ? [] : fact('denominator', words.denominator ?? t('projects:gaps.no-denominator')),
      ...fact('unit', unitWord(t, indicator)), ...fact('source', words.source ?? t('projects:gaps.no-source')),
      ...fact('baseline', baselineWords(t, indicator)), ...fact('targets', targetsWords(t, indicator)),
      ...fact('level', t(`indicators:levels.${indicator.level}`)), ...fact('criteria', indicator.criteria.map((one) => t(`indicators:criteria.${one}`)).join(', ')),
    ],
  };
}

export function baselineWords(t: Translate, indicator: FrameworkIndicator): string {
  if (indicator.baseline === null || indicator.baselineOn === null) return t('projects:gaps.no-baseline');
  return t('projects:on-day', { value: valueWords(t, indicator.baseline, indicator), date: formatLocalDate(indicator.baselineOn) });
}

function targetsWords(t: Translate, indicator: FrameworkIndicator): string {
  if (indicator.targets.length === 0) return t('projects:gaps.no-target');
  return indicator.targets.map((target) => t('projects:in-period', { value: valueWords(t, target.value, indicator), period: periodWords(t, target) })).join('; ');
}

import type { Id } from '../../shared/kernel/ids.js';
import { formatSoles } from '../../shared/kernel/money.js';
import { listWords } from '../../shared/web/date-words.js';
import type { Translate } from '../../shared/web/i18n.js';
import { dollarWords, rateWords } from './dollars.js';
import type { Framework, FrameworkIndicator, FrameworkResult } from './framework.js';
import { projectTabs } from './project-tabs.js';
import { indicatorsIn, periodWords, projectPath, PROJECTS, promisesPath } from './project-words.js';
import type { Project } from './project.entity.js';
import { STATUS_BADGES } from './projects.presenter.js';

/** A project: what it is, its chain at a glance, and what its framework still lacks. */
export function frameworkView(t: Translate, framework: Framework, mayKeep: boolean): object {
  const { project, results } = framework;
  const path = projectPath(project.id);
  return {
    back: { href: PROJECTS, text: t('projects:list.title') }, title: project.title, funder: project.funder, summary: project.summary,
    tabs: projectTabs(t, project.id, 'chain'), editUrl: mayKeep ? `${path}/edit` : null, facts: projectFacts(t, framework), chain: chainOf(t, project.id, results), loose: looseOf(project.id, results),
    gaps: gapLines(t, framework), gapsUrl: promisesPath(project.id),
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
    ...fact('budget', budgetWords(t, project)), ...fact('centres', listWords(t, centres.map(({ name }) => name))), ...fact('iati', iatiWords(project)),
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

function linkOf(projectId: Id, { id, title }: Pick<FrameworkResult, 'id' | 'title'>): Link {
  return { title, href: promisesPath(projectId, id) };
}

/** The picture: what is done, what comes of it, and what changes by it. */
function chainOf(t: Translate, projectId: Id, results: readonly FrameworkResult[]): object[] {
  const link = (result: FrameworkResult): Link => linkOf(projectId, result);
  const under = (id: Id): FrameworkResult[] => results.filter(({ leadsToId }) => leadsToId === id);
  return results.filter(({ kind }) => kind === 'outcome').map((outcome) => ({
    ...link(outcome),
    outputs: under(outcome.id).map((output) => ({
      ...link(output), activities: under(output.id).map(link), none: under(output.id).length === 0 ? t('projects:gaps.no-activity') : null,
    })),
    none: under(outcome.id).length === 0 ? t('projects:gaps.no-output') : null,
  }));
}

/** Outputs and activities that lead to nothing. */
function looseOf(projectId: Id, results: readonly FrameworkResult[]): Link[] {
  return results.filter(({ kind, leadsToId }) => kind !== 'outcome' && !results.some(({ id }) => id === leadsToId)).map((result) => linkOf(projectId, result));
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

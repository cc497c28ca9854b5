import type { Id } from '../../shared/kernel/ids.js';
import type { Translate } from '../../shared/web/i18n.js';
import { projectPath } from './project-words.js';

/** The pages of a project, each by what somebody comes for. */
const PROJECT_PAGES = ['chain', 'indicators', 'log', 'reports'] as const;
export type ProjectPage = (typeof PROJECT_PAGES)[number];

const ADDRESSES: Readonly<Record<ProjectPage, string>> = { chain: '', indicators: '/indicators', log: '/log', reports: '/reports' };

/** What the partial `tabs` shows on each page of a project. */
export function projectTabs(t: Translate, projectId: Id, current: ProjectPage): object {
  return {
    label: t('projects:tabs.label'),
    items: PROJECT_PAGES.map((page) => ({ href: `${projectPath(projectId)}${ADDRESSES[page]}`, text: t(`projects:tabs.${page}`), current: page === current })),
  };
}

import type { Id } from '../shared/kernel/ids.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import { PLANNERS } from './courses.policy.js';

export type EditionTab = 'overview' | 'enrolments' | 'placement' | 'groups' | 'sessions' | 'certificates' | 'fee';

const PATHS: Readonly<Record<EditionTab, (id: Id) => string>> = {
  overview: (id) => `/editions/${id}`,
  enrolments: (id) => `/editions/${id}/enrolments`,
  placement: (id) => `/placement/queue?edition=${id}`,
  groups: (id) => `/editions/${id}/groups`,
  sessions: (id) => `/editions/${id}/sessions`,
  certificates: (id) => `/editions/${id}/certificates`,
  fee: (id) => `/editions/${id}/fee`,
};

/** Parts that are not for everybody who may look at an edition. */
const ROLES: Readonly<Partial<Record<EditionTab, readonly Role[]>>> = {
  placement: PLANNERS,
  groups: [...PLANNERS, 'coach'],
};

/** Whether a part of an edition is open to somebody with these roles: no link leads where one may not go. */
export function opensTo(tab: EditionTab, roles: readonly Role[]): boolean {
  return ROLES[tab]?.some((role) => roles.includes(role)) ?? true;
}

/** Where a part of an edition's main job is done; the pages of groups and placement stand in their own features. */
export function editionPath(id: Id, tab: EditionTab): string {
  return PATHS[tab](id);
}

/** The course's title, unless the edition's name says it already. */
export function courseBeside({ name, courseTitle }: { name: string; courseTitle: string }): string | null {
  return name.startsWith(courseTitle) ? null : courseTitle;
}

/** The model of `courses/edition-head`, which stands over every page of an edition, whichever feature it is of. */
export function editionHead(
  t: Translate, edition: { id: Id; name: string; courseTitle: string }, current: EditionTab, roles: readonly Role[],
): { back: { href: string; text: string }; name: string; course: string | null; tabs: object } {
  return {
    back: { href: '/editions', text: t('courses:offer') }, name: edition.name, course: courseBeside(edition), tabs: editionTabs(t, edition.id, current, roles),
  };
}

function editionTabs(t: Translate, id: Id, current: EditionTab, roles: readonly Role[]): object {
  const items = (Object.keys(PATHS) as EditionTab[]).filter((tab) => opensTo(tab, roles)).map((tab) => ({
    href: editionPath(id, tab), text: t(`courses:edition-tabs.${tab}`), current: tab === current,
  }));
  return { label: t('courses:edition-tabs.label'), items };
}

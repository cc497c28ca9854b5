import type { Id } from '../shared/kernel/ids.js';
import type { Translate } from '../shared/web/i18n.js';

export type EditionTab = 'overview' | 'enrolments' | 'placement' | 'groups' | 'sessions' | 'certificates';

const PATHS: Readonly<Record<EditionTab, (id: Id) => string>> = {
  overview: (id) => `/editions/${id}`,
  enrolments: (id) => `/editions/${id}/enrolments`,
  placement: (id) => `/placement/queue?edition=${id}`,
  groups: (id) => `/editions/${id}/groups`,
  sessions: (id) => `/editions/${id}/sessions`,
  certificates: (id) => `/editions/${id}/certificates`,
};

/** Where a part of an edition's main job is done; the pages of groups and placement stand in their own features. */
export function editionPath(id: Id, tab: EditionTab): string {
  return PATHS[tab](id);
}

/** The model of the partial `tabs` for every page of an edition, whichever feature it is of. */
export function editionTabs(t: Translate, id: Id, current: EditionTab): object {
  const items = (Object.keys(PATHS) as EditionTab[]).map((tab) => ({
    href: editionPath(id, tab), text: t(`courses:edition-tabs.${tab}`), current: tab === current,
  }));
  return { label: t('courses:edition-tabs.label'), items };
}

import type { Translate } from '../shared/web/i18n.js';

export type ConsortiumTab = 'members' | 'posts' | 'decisions';

const PATHS: Readonly<Record<ConsortiumTab, string>> = { members: '/consortium', posts: '/consortium/posts', decisions: '/consortium/decisions' };

/** The three views of a consortium. */
export function consortiumTabs(t: Translate, current: ConsortiumTab): object {
  return {
    label: t('consortium:title'),
    items: (Object.keys(PATHS) as ConsortiumTab[]).map((tab) => ({ href: PATHS[tab], text: t(`consortium:tabs.${tab}`), current: tab === current })),
  };
}

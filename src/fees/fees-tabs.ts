import type { Translate } from '../shared/web/i18n.js';

export type FeesTab = 'arrears' | 'waivers';

const TABS: readonly { tab: FeesTab; href: string }[] = [{ tab: 'arrears', href: '/arrears' }, { tab: 'waivers', href: '/waivers' }];

/** The model of the partial `tabs` for the pages about what learners owe. */
export function feesTabs(t: Translate, current: FeesTab): object {
  return { label: t('fees:tabs.label'), items: TABS.map(({ tab, href }) => ({ href, text: t(`fees:tabs.${tab}`), current: tab === current })) };
}

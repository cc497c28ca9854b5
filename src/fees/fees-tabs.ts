import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';

export type FeesTab = 'arrears' | 'waivers' | 'settings';

const TABS: readonly { tab: FeesTab; href: string; roles?: readonly Role[] }[] = [
  { tab: 'arrears', href: '/arrears' }, { tab: 'waivers', href: '/waivers' }, { tab: 'settings', href: '/fees/settings', roles: ['administrator'] },
];

/** The model of the partial `tabs` for the pages about what learners owe. */
export function feesTabs(t: Translate, current: FeesTab, roles: readonly Role[]): object {
  const open = TABS.filter((one) => one.roles?.some((role) => roles.includes(role)) ?? true);
  return { label: t('fees:tabs.label'), items: open.map(({ tab, href }) => ({ href, text: t(`fees:tabs.${tab}`), current: tab === current })) };
}

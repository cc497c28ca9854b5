import { holidayNotice } from '../courses/holiday-notice.js';
import type { Instant } from '../shared/kernel/clock.js';
import { formatLocalDate } from '../shared/kernel/local-date.js';
import type { Role } from '../shared/kernel/roles.js';
import type { FlashMessage } from '../shared/web/flash.js';
import type { Flash } from '../shared/web/shell.js';
import type { Translate } from '../shared/web/i18n.js';
import type { LeftByClasses } from './class-followers.js';
import type { Formed } from './confirming.service.js';
import { planOutlook, type PlanOutlook } from './plan-outlook.js';
import type { ProposalFacts } from './proposals.repository.js';

/** The groups of a draft that are new, against the calendar and the lessons of their course, as their sessions would be planned now. */
export function outlookOf({ proposal: { draft }, ground, edition }: Pick<ProposalFacts, 'proposal' | 'ground' | 'edition'>, now: Instant): PlanOutlook {
  return planOutlook(ground, draft.groups.filter(({ fixedGroupId }) => fixedGroupId === null), edition, now);
}

/** What is said of groups that were formed: first who is displaced by them, then what their dates lack. */
export function confirmedFlash({ editionId, groupIds, placed }: Formed, { years, short }: PlanOutlook, left: LeftByClasses | null): FlashMessage {
  const params = { count: groupIds.length, placed, years: years.map(String), left: left?.text ?? '' };
  if (left) return { key: 'groups:flash.confirmed-displaced', kind: 'warning', params, link: left.link };
  const lack = years.length > 0 ? '-holidays' : short.length > 0 ? '-short' : '';
  const link = { href: `/editions/${editionId}/sessions`, key: 'groups:flash.see-sessions' };
  return { key: `groups:flash.confirmed${lack}`, kind: lack ? 'warning' : 'success', params, link };
}

/** What the classes of a draft leave without its place. */
export function leftNotices(t: Translate, left: LeftByClasses | null): Flash[] {
  return left ? [{ kind: 'warning', text: left.text, link: { href: left.link.href, text: t(left.link.key) } }] : [];
}

/** What should be known before the groups are confirmed, each with where it can be mended. */
export function outlookNotices(t: Translate, { years, short, spare }: PlanOutlook, { centreId, id, endsOn }: ProposalFacts['edition'], roles: readonly Role[]): Flash[] {
  const edition = { href: `/editions/${id}`, text: t('groups:outlook.edition') };
  const list = (groups: PlanOutlook['short'], key: string): string => groups.map((group) => t(key, { ...group })).join('; ');
  // Without any lesson sessions are planned all the same.
  const unled = spare.some(({ lessons }) => lessons === 0);
  return [
    ...years.map((year) => holidayNotice(t, { centreId, year }, roles)),
    ...short.length > 0 ? [{ kind: 'warning' as const, text: t('groups:outlook.short', { groups: list(short, 'groups:outlook.short-group'), date: formatLocalDate(endsOn) }), link: edition }] : [],
    ...unled ? [{ kind: 'warning' as const, text: t('groups:outlook.none') }] : [],
    ...spare.length > 0 && !unled ? [{ kind: 'info' as const, text: t('groups:outlook.spare', { groups: list(spare, 'groups:outlook.group') }), link: edition }] : [],
  ];
}

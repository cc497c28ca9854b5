import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import type { Flash } from '../shared/web/shell.js';
import type { Translate } from '../shared/web/i18n.js';
import { planOutlook, type PlanOutlook } from './plan-outlook.js';
import type { ProposalFacts } from './proposals.repository.js';

/** The groups of a draft that are new, against the calendar and the lessons of their course. */
export function outlookOf({ proposal: { draft }, ground, edition }: Pick<ProposalFacts, 'proposal' | 'ground' | 'edition'>, today: LocalDate): PlanOutlook {
  const startsOn = today > edition.startsOn ? today : edition.startsOn;
  return planOutlook(ground, draft.groups.filter(({ fixedGroupId }) => fixedGroupId === null), { startsOn, endsOn: edition.endsOn });
}

/** What should be known before the groups are confirmed, each with where it can be mended. */
export function outlookNotices(t: Translate, { years, short, spare }: PlanOutlook, { centreId, id, endsOn }: ProposalFacts['edition']): Flash[] {
  const edition = { href: `/editions/${id}`, text: t('groups:outlook.edition') };
  const list = (groups: PlanOutlook['short'], key: string): string => groups.map((group) => t(key, { ...group })).join('; ');
  // Without any lesson sessions are planned all the same.
  const unled = spare.some(({ lessons }) => lessons === 0);
  return [
    ...years.map((year): Flash => ({
      kind: 'warning', text: t('courses:edition.holidays', { year }),
      link: { href: `/centres/${centreId}/holidays?year=${year}`, text: t('courses:edition.holidays-link', { year }) },
    })),
    ...short.length > 0 ? [{ kind: 'warning' as const, text: t('groups:outlook.short', { groups: list(short, 'groups:outlook.short-group'), date: formatLocalDate(endsOn) }), link: edition }] : [],
    ...unled ? [{ kind: 'warning' as const, text: t('groups:outlook.none') }] : [],
    ...spare.length > 0 && !unled ? [{ kind: 'info' as const, text: t('groups:outlook.spare', { groups: list(spare, 'groups:outlook.group') }), link: edition }] : [],
  ];
}

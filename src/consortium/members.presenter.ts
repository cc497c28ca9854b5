import { formatPhone } from '../people/contact.js';
import { givenNamesFirst, surnamesFirst } from '../people/person-names.js';
import { postWord } from '../organisations/post-words.js';
import type { Member } from '../organisations/organisations.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { formatPercent } from '../shared/kernel/percent.js';
import { field, type Choice, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { table, type TableView } from '../shared/web/tables.js';
import { consortiumTabs } from './consortium-tabs.js';
import type { MemberRow, PostRow, ShareRow } from './consortium.repository.js';
import { membersOn } from './decision-rules.js';
import { isWhole, PART_NAMES, partsOn, sumOf, sumStates, type Parts, type SetParts } from './shares.js';

/** The members of a consortium with all that was set for them, as somebody looks at them on a day. */
export interface ShownMembers {
  members: readonly MemberRow[];
  shares: readonly SetParts[];
  today: LocalDate;
  mayChange: boolean;
}

/** The organisations that keep the centre open today, with what they pay and decide. */
export function membersView(t: Translate, shown: ShownMembers): object {
  const { members, shares, today, mayChange } = shown;
  const now = membersOn(members, today);
  const parts = now.map(({ id }) => partsOn(shares, id, today));
  const others = members.filter((member) => !now.includes(member));
  return {
    tabs: consortiumTabs(t, 'members'), mayChange, any: now.length > 0, warning: now.length === 0 || isWhole(parts) ? null : warningOf(t, parts),
    table: membersTable(t, now, parts, mayChange),
    others: others.map((member) => ({ href: memberPath(member.id), name: member.name, when: termWords(t, member) })),
  };
}

export function memberPath(id: Id): string {
  return `/consortium/members/${id}`;
}

/** `desde el 01/03/2026, hasta el 31/12/2026` */
export function termWords(t: Translate, { since, until }: { since: LocalDate; until: LocalDate | null }): string {
  return until === null
    ? t('consortium:term.from', { since: formatLocalDate(since) }) : t('consortium:term.from-to', { since: formatLocalDate(since), until: formatLocalDate(until) });
}

/** The members of today to take away. */
export function membersList(t: Translate, { members, shares, today }: Omit<ShownMembers, 'mayChange'>): ListContent {
  return {
    headings: [...['name', 'since', 'contact'].map((name) => t(`consortium:fields.${name}`)), ...PART_NAMES.map((name) => t(`consortium:percents.${name}`))],
    rows: membersOn(members, today).map((member) => {
      const { costShare, decisionShare } = partsOn(shares, member.id, today);
      return [member.name, { date: member.since }, member.contact && surnamesFirst(member.contact), costShare / 100, decisionShare / 100];
    }),
  };
}

/** One member: since when, whom to speak to, what was set for it, and who of it holds a post. */
export function memberView(
  t: Translate, member: MemberRow, held: { shares: readonly ShareRow[]; posts: readonly PostRow[] }, { today, mayChange, seesNumbers }: { today: LocalDate; mayChange: boolean; seesNumbers: boolean },
): object {
  const { contact } = member;
  const left = member.until !== null && member.until < today;
  const parts = left ? null : partsOn(held.shares, member.id, today);
  const row = (key: string, text: string | null, href?: string): object => ({ label: t(`consortium:fields.${key}`), text, href });
  return {
    base: memberPath(member.id), mayChange, name: member.name,
    facts: [
      row('organisation', member.name, `/organisations/${member.organisationId}`), row('since', formatLocalDate(member.since)),
      ...(member.until ? [row('until', formatLocalDate(member.until))] : []),
      row('contact', contact && givenNamesFirst(contact), contact ? `/people/${contact.id}` : undefined),
      ...(seesNumbers && contact?.phone ? [row('phone', formatPhone(contact.phone))] : []),
      // Who left has no part of today; what it had stands below.
      ...parts ? [row('costShare', formatPercent(parts.costShare)), row('decisionShare', formatPercent(parts.decisionShare))] : [],
    ],
    left: left ? t('consortium:member.left', { date: formatLocalDate(member.until as LocalDate) }) : null, noShares: t(left ? 'consortium:member.never-shares' : 'consortium:member.no-shares'),
    noPosts: t(left ? 'consortium:member.never-posts' : 'consortium:member.no-posts'), mayGive: mayChange && !left,
    posts: held.posts.map((post) => ({ title: postWord(t, post.post, post.sex), name: surnamesFirst(post), href: `/people/${post.personId}`, detail: termWords(t, post) })),
    shares: sharesTable(t, held.shares),
  };
}

/** The fields of a member: its days, and somebody of its own to speak to. */
export function memberFields(t: Translate, form: FormView, people: readonly Choice[]): Field[] {
  return [
    field(form, t, { name: 'contact', type: 'select', label: 'consortium:fields.contact', hint: 'consortium:hints.contact', optional: true, width: 'medium', choices: [{ value: '', label: t('consortium:nobody') }, ...people] }),
    field(form, t, { name: 'since', type: 'date', label: 'consortium:fields.since' }),
    field(form, t, { name: 'until', type: 'date', label: 'consortium:fields.until', hint: 'consortium:hints.until', optional: true }),
  ];
}

export function memberValues({ contact, since, until }: Pick<MemberRow, 'since' | 'until'> & { contact: { id: Id } | null }): FormView['values'] {
  return { contact: contact?.id ?? '', since: formatLocalDate(since), until: until ? formatLocalDate(until) : undefined };
}

/** The people of an organisation, each once; and the one who stands there already, whatever she is now. */
export function peopleChoices(members: readonly Pick<Member, 'personId' | 'surnames' | 'givenNames'>[], standing: { id: Id; surnames: string; givenNames: string } | null): Choice[] {
  const names = new Map(members.map((member) => [member.personId, surnamesFirst(member)]));
  if (standing) names.set(standing.id, surnamesFirst(standing));
  return [...names].map(([value, label]) => ({ value, label }));
}

function warningOf(t: Translate, parts: readonly Parts[]): string {
  const sums = sumStates(parts).map(({ name, state, sum, off }) => (
    t(`consortium:sums.${state}`, { what: t(`consortium:fields.${name}`), sum: formatPercent(sum), off: formatPercent(off) })));
  return [t('consortium:members.warning'), ...sums].join(' ');
}

function membersTable(t: Translate, now: readonly MemberRow[], parts: readonly Parts[], mayChange: boolean): TableView {
  const percents = ({ costShare, decisionShare }: Parts): { text: string }[] => [{ text: formatPercent(costShare) }, { text: formatPercent(decisionShare) }];
  const rows = now.map((member, index) => [
    { text: member.name, href: memberPath(member.id) }, { text: formatLocalDate(member.since), detail: member.until ? t('consortium:term.to', { until: formatLocalDate(member.until) }) : null },
    member.contact ? { text: surnamesFirst(member.contact), href: `/people/${member.contact.id}` } : {}, ...percents(parts[index] as Parts),
  ]);
  const sum = [{ text: t('consortium:members.sum') }, {}, {}, ...percents(sumOf(parts))];
  return table({
    id: 'members', caption: t('consortium:tabs.members'), captionHidden: true,
    columns: [
      { text: t('consortium:fields.name') }, { text: t('consortium:fields.since') }, { text: t('consortium:fields.contact') },
      { text: t('consortium:fields.costShare'), numeric: true }, { text: t('consortium:fields.decisionShare'), numeric: true },
    ],
    rows: rows.length > 0 ? [...rows, sum] : [],
    empty: {
      title: t('consortium:members.empty'), text: t('consortium:members.empty-text'), icon: 'house',
      ...(mayChange ? { href: '/consortium/members/new', action: t('consortium:members.add') } : {}),
    },
  });
}

function sharesTable(t: Translate, shares: readonly ShareRow[]): TableView {
  return table({
    id: 'shares', caption: t('consortium:member.shares'), captionHidden: true,
    columns: [
      { text: t('consortium:fields.from') }, { text: t('consortium:fields.costShare'), numeric: true }, { text: t('consortium:fields.decisionShare'), numeric: true },
      { text: t('consortium:fields.recorded') },
    ],
    rows: shares.map(({ since, costShare, decisionShare, createdAt, createdBy }) => [
      { text: formatLocalDate(since) }, { text: formatPercent(costShare) }, { text: formatPercent(decisionShare) },
      { text: formatLocalDate(localDateAt(createdAt)), detail: createdBy },
    ]),
  });
}

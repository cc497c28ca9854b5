import { formatPhone } from '../people/contact.js';
import { surnamesFirst } from '../people/person-names.js';
import { groupBy } from '../shared/kernel/group-by.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { compareSpanish } from '../shared/kernel/text.js';
import { askedFields } from '../shared/web/addresses.js';
import { emptyForm, field, type Field } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { pagination, table, type PaginationView, type TableView } from '../shared/web/tables.js';
import { isHeld } from './membership-rules.js';
import { mandateState, type MandateState } from './mandates.js';
import { MANDATE_STATES, organisationsAddress, sectorsOf, type OrganisationFilters, type OrganisationRow } from './organisation-filters.js';
import { ORGANISATION_TYPES } from './organisation-types.js';
import type { Organisation } from './organisation.entity.js';
import type { Member } from './organisations.repository.js';
import { postWord } from './post-words.js';
import { POSTS } from './posts.js';

export const ORGANISATIONS_PAGE = 40;

export interface ListedOrganisations {
  filters: OrganisationFilters;
  /** All of the centre. */
  all: readonly OrganisationRow[];
  /** Those that the filters let through. */
  found: readonly OrganisationRow[];
  page: number;
  counts: ReadonlyMap<string, number>;
  today: LocalDate;
  mayChange: boolean;
}

export function organisationsView(t: Translate, listed: ListedOrganisations): object {
  const { filters, all, found, page, mayChange } = listed;
  return {
    filters: filterFields(t, filters, all), allUrl: organisationsAddress(filters) === '/organisations' ? null : '/organisations',
    words: t('organisations:list.found', { count: found.length }), table: organisationsTable(t, listed),
    pages: found.length > 0
      ? pagination(t, { page, pageSize: ORGANISATIONS_PAGE, total: found.length, url: (number) => organisationsAddress(filters, number) }) as PaginationView : null,
    mayChange, mayTake: mayChange && found.length > 0,
    hidden: askedFields(organisationsAddress(filters)),
  };
}

/** The list to take away, as it is filtered. */
export function organisationsList(t: Translate, { found, counts, filters }: Pick<ListedOrganisations, 'found' | 'counts' | 'filters'>): ListContent {
  const fields = ['name', 'registerNumber', 'type', 'sector', 'mandateEndsOn'].map((name) => t(`organisations:fields.${name}`));
  const { q, type, sector, mandate } = filters;
  const about = [
    q, type && t(`organisations:types.${type}`), sector && `${t('organisations:fields.sector')} ${sector}`, mandate && t(`organisations:mandates.${mandate}`),
  ].filter(Boolean).join(', ');
  return {
    headings: [...fields, t('organisations:list.people')], about,
    rows: found.map((row) => [
      row.name, row.registerNumber, t(`organisations:types.${row.type}`), row.sector, row.mandateEndsOn && { date: row.mandateEndsOn }, counts.get(row.id) ?? 0,
    ]),
  };
}

/** How a mandate stands; nothing to say while it runs. */
function mandateBadge(t: Translate, state: MandateState): { text: string; kind: string } | null {
  if (state === 'running') return null;
  const kinds = { ended: 'danger', ending: 'warning', unknown: '' } as const;
  return { text: t(`organisations:mandates.${state}`), kind: kinds[state] };
}

/** One organisation: what is known of it, its board, its members. */
export function organisationView(
  t: Translate, organisation: Organisation, members: readonly Member[], { today, mayChange, seesNumbers }: { today: LocalDate; mayChange: boolean; seesNumbers: boolean },
): object {
  const state = mandateState(organisation, today);
  const base = `/organisations/${organisation.id}`;
  const held = members.filter((member) => isHeld(member, today));
  const view = (member: Member): object => memberView(t, member, seesNumbers);
  const isOffice = organisation.type === 'municipal_office';
  return {
    name: organisation.name, eyebrow: t(`organisations:types.${organisation.type}`), base, mayChange,
    facts: facts(t, organisation, state), office: isOffice ? officePosts(t, members, today, view) : null,
    ended: !isOffice && state === 'ended' ? t('organisations:page.ended', { date: formatLocalDate(organisation.mandateEndsOn as string) }) : null,
    board: held.filter(({ board }) => board).map(view), members: held.filter(({ board }) => !board).map(view),
    past: members.filter((member) => !held.includes(member)).map(view),
    listUrl: `/people?organisation=${organisation.id}`, registerUrl: `/people/new?organisation=${organisation.id}`,
  };
}

/** An office has no board and no mandate: it has posts, and people who come and go in them. */
function officePosts(t: Translate, members: readonly Member[], today: LocalDate, view: (member: Member) => object): object[] {
  const order = Object.keys(POSTS);
  const place = (post: string): number => (order.includes(post) ? order.indexOf(post) : order.length);
  return [...groupBy(members, ({ post }) => post)].sort(([a], [b]) => place(a) - place(b) || compareSpanish(a, b)).map(([post, holders]) => ({
    title: postWord(t, post, null), holders: holders.filter((member) => isHeld(member, today)).map(view),
    past: holders.filter((member) => !isHeld(member, today)).sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1)).map(view),
  }));
}

function organisationsTable(t: Translate, { found, page, counts, today, filters, mayChange }: ListedOrganisations): TableView {
  const filtered = organisationsAddress(filters) !== '/organisations';
  const add = mayChange ? { href: '/organisations/new', action: t('organisations:list.add') } : {};
  return table({
    id: 'organisations', caption: t('organisations:list.title'), captionHidden: true,
    columns: [
      { text: t('organisations:fields.name') }, { text: t('organisations:fields.type') }, { text: t('organisations:fields.sector') },
      { text: t('organisations:list.mandate') }, { text: t('organisations:list.people'), numeric: true },
    ],
    rows: found.slice((page - 1) * ORGANISATIONS_PAGE, page * ORGANISATIONS_PAGE).map((row) => [
      { text: row.name, href: `/organisations/${row.id}`, detail: row.registerNumber }, { text: t(`organisations:types.${row.type}`) }, { text: row.sector },
      mandateCell(t, row, today), { text: counts.get(row.id) ?? 0 },
    ]),
    empty: filtered
      ? { title: t('organisations:list.none-found'), icon: 'search', ...add }
      : { title: t('organisations:list.empty'), text: t('organisations:list.empty-text'), icon: 'house', ...add, other: mayChange ? { href: '/imports', text: t('organisations:list.bring') } : undefined },
  });
}

function mandateCell(t: Translate, row: OrganisationRow, today: LocalDate): { text?: string; badge?: { text: string; kind: string } } {
  const state = mandateState(row, today);
  if (state === 'unknown') return {};
  const text = formatLocalDate(row.mandateEndsOn as string);
  return state === 'running' ? { text } : { badge: { text: t(`organisations:mandates.${state}-on`, { date: text }), kind: state === 'ended' ? 'danger' : 'warning' } };
}

function facts(t: Translate, organisation: Organisation, state: MandateState): object[] {
  const row = (key: string, text: string | null): object => ({ label: t(`organisations:fields.${key}`), text });
  return [
    row('registerNumber', organisation.registerNumber), row('sector', organisation.sector), row('district', organisation.district),
    row('address', organisation.address),
    ...(organisation.type === 'municipal_office' ? [] : mandateFacts(t, organisation, state)),
  ];
}

function mandateFacts(t: Translate, organisation: Organisation, state: MandateState): object[] {
  const row = (key: string, text: string | null): object => ({ label: t(`organisations:fields.${key}`), text });
  const date = (text: string | null): string | null => text && formatLocalDate(text);
  const badge = mandateBadge(t, state);
  return [
    row('recognisedOn', date(organisation.recognisedOn)),
    { ...row('mandateEndsOn', date(organisation.mandateEndsOn)), ...(badge && state !== 'unknown' ? { text: null, badge: { ...badge, text: t(`organisations:mandates.${state}-on`, { date: date(organisation.mandateEndsOn) }) } } : {}) },
  ];
}

function memberView(t: Translate, member: Member, seesNumbers: boolean): object {
  const base = `/people/${member.personId}/posts/${member.id}`;
  const title = postWord(t, member.post, member.sex);
  const name = surnamesFirst(member);
  const when = [
    member.since ? t('organisations:posts-held.from', { since: formatLocalDate(member.since) }) : '',
    member.until ? t('organisations:posts-held.to', { until: formatLocalDate(member.until) }) : '',
  ].filter(Boolean).join(', ');
  return {
    title, name, href: `/people/${member.personId}`, detail: [seesNumbers && member.phone ? formatPhone(member.phone) : '', when].filter(Boolean).join(' · '),
    endUrl: `${base}/end?back=organisation`, about: `${title}, ${name}`,
  };
}

function filterFields(t: Translate, filters: OrganisationFilters, all: readonly OrganisationRow[]): Field[] {
  const form = emptyForm({ q: filters.q, type: filters.type ?? '', sector: filters.sector ?? '', mandate: filters.mandate ?? '' });
  const select = (name: string, choices: { value: string; label: string }[]): Field => field(form, t, {
    name, type: 'select', label: `organisations:filters.${name}`, choices: [{ value: '', label: t(`organisations:filters.any.${name}`) }, ...choices], width: 'short',
  });
  return [
    field(form, t, { name: 'q', type: 'search', label: 'organisations:filters.q' }),
    select('type', ORGANISATION_TYPES.map((type) => ({ value: type, label: t(`organisations:types.${type}`) }))),
    select('sector', sectorsOf(all).map((sector) => ({ value: sector, label: sector }))),
    select('mandate', MANDATE_STATES.map((state) => ({ value: state, label: t(`organisations:mandates.${state}`) }))),
  ];
}

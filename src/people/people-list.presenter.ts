import { postWord } from '../organisations/post-words.js';
import { askedFields } from '../shared/web/addresses.js';
import { field, emptyForm, type Field } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { pagination, table, type Cell, type PaginationView, type TableView } from '../shared/web/tables.js';
import { formatBirth } from './birth.js';
import { formatPhone } from './contact.js';
import { writeAvailability } from './availability-format.js';
import { peopleAddress, type PeopleFilters } from './people-filters.js';
import { PAGE_SIZE, type PersonRow } from './people.repository.js';
import { surnamesFirst } from './person-names.js';
import { PARTICIPANT_KINDS } from './person-words.js';

/** What the page of the list shows. */
export interface PeopleListView {
  /** What was typed, to be typed over. */
  q: string;
  filters: Field[];
  /** Filters that are set and have no field of their own, each with the way to take it off. */
  chips: { text: string; href: string }[];
  /** The filters stand open where one of them is set. */
  filtered: boolean;
  /** The address without any filter; null where none is set. */
  allUrl: string | null;
  table: TableView;
  pages: PaginationView | null;
  words: string;
  /** For whoever may take lists away. */
  export: { hidden: { name: string; value: string }[] } | null;
}

export interface ListedPeople {
  filters: PeopleFilters;
  rows: readonly PersonRow[];
  total: number;
  page: number;
  seesNumbers: boolean;
  mayExport: boolean;
  /** The organisation whose people are shown. */
  organisation: string | null;
}

export function peopleListView(t: Translate, listed: ListedPeople): PeopleListView {
  const { filters, rows, total, page } = listed;
  const filtered = peopleAddress(filters) !== '/people';
  return {
    q: filters.q, filters: filterFields(t, filters),
    chips: listed.organisation ? [{ text: listed.organisation, href: peopleAddress({ ...filters, organisationId: null }) }] : [],
    filtered: filters.kind !== null || filters.withoutOrganisation || filters.withoutLevel || filters.withoutConsent || filters.gone,
    allUrl: filtered ? '/people' : null,
    table: peopleTable(t, listed, filtered),
    pages: total > 0 ? pagination(t, { page, pageSize: PAGE_SIZE, total, url: (number) => peopleAddress(filters, number) }) : null,
    words: t('people:list.found', { count: total }),
    export: listed.mayExport && rows.length > 0 ? { hidden: askedFields(peopleAddress(filters)) } : null,
  };
}

/** What the quick-find shows while one types. @param pathOf where somebody who is found leads to */
export function foundPeople(
  t: Translate, rows: readonly PersonRow[], most: number, seesNumbers: boolean, pathOf: (id: string) => string = (id) => `/people/${id}`,
): object {
  const results = rows.slice(0, most).map((row) => ({
    href: pathOf(row.id), text: surnamesFirst(row), detail: [...(seesNumbers && row.dni ? [`DNI ${row.dni}`] : []), ...postDetail(t, row)].join(' · '),
  }));
  return { results, words: rows.length > most ? t('people:list.more-found', { count: most }) : t('people:list.found', { count: results.length }) };
}

/** A list to take away, with the headings that an import recognises. */
export function peopleList(t: Translate, people: readonly PersonRow[], filters: PeopleFilters): ListContent {
  const heading = (key: string): string => t(`people:fields.${key}`);
  const headings = [
    heading('fullName'), heading('dni'), heading('sex'), heading('birth'), heading('phone'), heading('email'), t('organisations:fields.registerNumber'),
    t('organisations:fields.organisation'), t('organisations:fields.post'), heading('availability'), heading('computerUse'), t('people:list.level'),
    t('people:list.consent'),
  ];
  const lines = people.map((row) => {
    const [post] = row.posts;
    return [
      surnamesFirst(row), row.dni ?? (row.dniPending ? t('people:list.dni-pending') : null), row.sex && t(`people:sexes.${row.sex}`), formatBirth(row),
      row.phone && formatPhone(row.phone), row.email, post?.registerNumber ?? null, post?.organisation ?? null, post ? postWord(t, post.post, row.sex) : null,
      row.availability === null ? null : writeAvailability(row.availability), row.computerUse && t(`people:computerUses.${row.computerUse}`),
      row.level === null ? null : t(`levels:names.${row.level}`), t(row.consented ? 'common:yes' : 'common:no'),
    ];
  });
  return { headings, rows: lines, about: filterWords(t, filters, people) };
}

/** The organisation that is filtered by is the one of whoever is found. */
function filterWords(t: Translate, { q, kind, organisationId, ...without }: PeopleFilters, people: readonly PersonRow[]): string {
  return [
    q, kind && t(`people:kinds.${kind}`), organisationId && people[0]?.posts.find((post) => post.organisationId === organisationId)?.organisation,
    without.withoutOrganisation && t('people:filters.organisation-none'), without.withoutLevel && t('people:filters.level-none'),
    without.withoutConsent && t('people:filters.consent-none'), without.gone && t('people:filters.gone-yes'),
  ].filter(Boolean).join(' · ');
}

function peopleTable(t: Translate, { rows, seesNumbers, filters }: ListedPeople, filtered: boolean): TableView {
  const numbers = seesNumbers ? [{ text: t('people:list.numbers') }] : [];
  return table({
    id: 'people', caption: t('people:list.title'), captionHidden: true,
    columns: [{ text: t('people:fields.fullName') }, ...numbers, { text: t('people:list.level') }, { text: t('people:list.state') }],
    rows: rows.map((row) => [
      { text: surnamesFirst(row), href: `/people/${row.id}`, detail: postDetail(t, row).join(' · ') || null },
      ...(seesNumbers ? [numbersCell(t, row)] : []),
      { text: row.level === null ? null : t(`levels:names.${row.level}`) },
      stateCell(t, row),
    ]),
    empty: filtered
      ? { title: t('people:list.none-found'), text: filters.q ? t('people:list.none-found-text') : undefined, icon: 'search', href: '/people/new', action: t('people:list.register') }
      : { title: t('people:list.empty'), text: t('people:list.empty-text'), icon: 'people', href: '/people/new', action: t('people:list.register'), other: { href: '/imports', text: t('people:list.bring') } },
  });
}

function numbersCell(t: Translate, { dni, dniPending, phone }: PersonRow): Cell {
  const number = dni ?? (dniPending ? t('people:list.dni-pending') : null);
  return { text: number ?? (phone && formatPhone(phone)), detail: number && phone ? formatPhone(phone) : null };
}

/** What somebody of the staff ought to see to. */
function stateCell(t: Translate, row: PersonRow): Cell {
  if (row.leftAt !== null) return { badge: { text: t('people:list.gone') } };
  return row.consented ? {} : { badge: { text: t('people:list.no-consent'), kind: 'warning' } };
}

function postDetail(t: Translate, row: PersonRow): string[] {
  const [post] = row.posts;
  if (!post) return row.kind === 'official' ? [t('people:kinds.official')] : [];
  return [postWord(t, post.post, row.sex), post.organisation];
}

function filterFields(t: Translate, filters: PeopleFilters): Field[] {
  const form = emptyForm({
    kind: filters.kind ?? '', organisation: filters.organisationId ?? (filters.withoutOrganisation ? 'none' : ''), level: filters.withoutLevel ? 'none' : '',
    consent: filters.withoutConsent ? 'none' : '', gone: filters.gone ? 'yes' : '',
  });
  const select = (name: string, choices: { value: string; label: string }[]): Field => field(form, t, {
    name, type: 'select', label: `people:filters.${name}`, choices: [{ value: '', label: t(`people:filters.any.${name}`) }, ...choices], width: 'short',
  });
  return [
    select('kind', PARTICIPANT_KINDS.map((kind) => ({ value: kind, label: t(`people:kinds.${kind}`) }))),
    // One organisation is not chosen here but on its page; it stays until something else is chosen.
    select('organisation', [...(filters.organisationId ? [{ value: filters.organisationId, label: t('people:filters.organisation-one') }] : []), { value: 'none', label: t('people:filters.organisation-none') }]),
    select('level', [{ value: 'none', label: t('people:filters.level-none') }]),
    select('consent', [{ value: 'none', label: t('people:filters.consent-none') }]),
    select('gone', [{ value: 'yes', label: t('people:filters.gone-yes') }]),
  ];
}

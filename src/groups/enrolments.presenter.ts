import { editionHead, opensTo } from '../courses/edition-tabs.js';
import type { EditionView } from '../courses/editions.repository.js';
import { surnamesFirst } from '../people/person-names.js';
import type { Level } from '../shared/kernel/levels.js';
import { addressWith, askedFields, pageNamed } from '../shared/web/addresses.js';
import { listWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Role } from '../shared/kernel/roles.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ListContent } from '../shared/web/list-files.js';
import { pagination } from '../shared/web/tables.js';
import type { EnrolmentStatus } from './enrolment.entity.js';
import type { LevelFit } from './enrolment-rules.js';
import { levelFit } from './enrolment-rules.js';
import {
  ENROLMENT_FILTERS, type CandidateRow, type CandidatesOfLevel, type EnrolmentFilter, type EnrolmentHead, type EnrolmentRow,
} from './enrolments.repository.js';
import { availabilityWords, levelWords, reasonWords, statusBadge } from './group-words.js';

export const PAGE_SIZE = 50;

export function filterFrom(asked: unknown): EnrolmentFilter {
  return ENROLMENT_FILTERS.find((filter) => filter === asked) ?? 'all';
}

export interface EnrolmentList {
  edition: EditionView;
  counts: Record<EnrolmentFilter, number>;
  filter: EnrolmentFilter;
  rows: readonly EnrolmentRow[];
  page: number;
  /** Who enrols also takes the list away. */
  mayEnrol: boolean;
  /** The viewer's. */
  roles: readonly Role[];
}

/** Who is enrolled, and whom each filter shows. */
export function enrolmentsView(t: Translate, { edition, counts, filter, rows, page, mayEnrol, roles }: EnrolmentList): object {
  const url = (show: EnrolmentFilter, number = 1): string => `/editions/${edition.id}/enrolments?show=${show}${number > 1 ? `&page=${number}` : ''}`;
  const open = mayEnrol && (edition.status === 'open' || edition.status === 'running');
  return {
    ...editionHead(t, edition, 'enrolments', roles),
    enrolUrl: open ? `/editions/${edition.id}/enrolments/new` : null,
    export: mayEnrol && counts[filter] > 0 ? { action: `/editions/${edition.id}/enrolments/exports`, hidden: askedFields(url(filter)) } : null,
    formUrl: open && counts['without-group'] > 0 ? `/editions/${edition.id}/groups` : null,
    filters: {
      label: t('groups:enrolments.filters'),
      items: ENROLMENT_FILTERS.filter((each) => each === 'all' || each === filter || counts[each] > 0).map((each) => ({
        href: url(each), text: t(`groups:enrolments.show.${each}`), current: each === filter, count: counts[each] || null,
      })),
    },
    people: rows.map((row) => enrolmentLine(t, row, { mayChange: open, roles })),
    pagination: pagination(t, { page, pageSize: PAGE_SIZE, total: counts[filter], url: (number) => url(filter, number) }),
    empty: emptyView(t, edition, filter, open),
  };
}

function enrolmentLine(t: Translate, row: EnrolmentRow, { mayChange, roles }: { mayChange: boolean; roles: readonly Role[] }): object {
  const name = surnamesFirst(row);
  const over = isOver(row);
  const state = stateOf(row);
  return {
    name, href: `/people/${row.personId}`, organisation: row.organisation,
    level: row.level === null ? null : levelWords(t, row.level),
    placeUrl: row.level === null && !over && opensTo('placement', roles) ? `/placement/queue/${row.personId}` : null,
    availability: availabilityWords(t, row.availability),
    group: row.groupId ? { href: opensTo('groups', roles) ? `/groups/${row.groupId}` : null, text: row.groupName } : null,
    badge: state === 'grouped' ? null : statusBadge(t, state),
    reason: row.status === 'waiting' || row.status === 'withdrawn' ? reasonWords(t, row.waitingReason) : '',
    withdrawUrl: mayChange && !over ? `/enrolments/${row.id}/withdrawal` : null,
    returnUrl: mayChange && row.status === 'withdrawn' ? `/enrolments/${row.id}/return` : null,
  };
}

function isOver({ status }: EnrolmentRow): boolean {
  return status === 'withdrawn' || status === 'completed';
}

/** Whoever comes to a group is not to be put into one any more, though she is enrolled like those who are. */
function stateOf(row: EnrolmentRow): EnrolmentStatus | 'grouped' {
  return row.groupId && !isOver(row) ? 'grouped' : row.status;
}

/** The list to take away. */
export function enrolmentsList(t: Translate, enrolments: readonly EnrolmentRow[], filter: EnrolmentFilter): ListContent {
  const headings = ['name', 'organisation', 'level', 'availability', 'status', 'group'].map((column) => t(`groups:columns.${column}`));
  const rows = enrolments.map((row) => [
    surnamesFirst(row), row.organisation, levelWords(t, row.level), availabilityWords(t, row.availability),
    t(`groups:statuses.${stateOf(row)}`), row.groupName,
  ]);
  return { headings, rows, about: filter === 'all' ? null : t(`groups:enrolments.show.${filter}`) };
}

function emptyView(t: Translate, edition: EditionView, filter: EnrolmentFilter, open: boolean): object {
  if (filter !== 'all') return { title: t('groups:enrolments.none-such'), icon: 'check' };
  const about = open ? 'open' : edition.status === 'planned' ? 'planned' : 'closed';
  return {
    title: t('groups:enrolments.empty-title'), text: t(`groups:enrolments.empty-${about}`), icon: 'people',
    ...(open ? { href: `/editions/${edition.id}/enrolments/new`, action: t('groups:enrolments.enrol') } : {}),
  };
}

export interface Candidates {
  edition: EditionView;
  course: { levelNeeded: Level; levelReached: Level };
  /** The title of the course that comes before. */
  before: string | null;
  byLevel: readonly CandidatesOfLevel[];
  q: string;
  everybody: boolean;
  rows: readonly CandidateRow[];
  total: number;
  page: number;
}

/** Whom to enrol: all whose level fits with one button, or some of a list. */
export function candidatesView(t: Translate, parts: Candidates, form: FormView): object {
  const { edition, course, before, byLevel, q, everybody, rows, total, page } = parts;
  const base = `/editions/${edition.id}/enrolments`;
  const ticked = new Set([form.values.people ?? []].flat());
  const url = (all: boolean, number = 1): string => addressWith(`${base}/new`, { q, show: all ? 'all' : null, page: pageNamed(number) });
  return {
    back: { href: base, text: t('courses:edition-tabs.enrolments') },
    eyebrow: edition.name, form, action: base, q,
    all: allView(t, byLevel.filter(({ level }) => levelFit(level, course) === 'fits')),
    search: {
      action: `${base}/new`, everybody,
      field: field(form, t, { name: 'q', type: 'search', label: 'groups:candidates.search', hint: 'groups:candidates.search-hint', value: q }),
    },
    filters: {
      label: t('groups:candidates.filters'),
      items: [false, true].map((all) => ({ href: url(all), text: t(`groups:candidates.show.${all ? 'all' : 'fitting'}`), current: all === everybody })),
    },
    people: rows.map((row) => ({ ...candidateLine(t, row, levelFit(row.level, course), before), ticked: ticked.has(row.personId) })),
    // Asked only where somebody on the page lacks the course before.
    reason: before === null || rows.every(({ prepared }) => prepared) ? null : field(form, t, {
      name: 'reason', label: 'groups:candidates.reason', hint: 'groups:candidates.reason-hint', params: { course: before }, maxlength: 300, optional: true,
    }),
    pagination: pagination(t, { page, pageSize: PAGE_SIZE, total, url: (number) => url(everybody, number) }),
    empty: noCandidatesView(t, q, byLevel.find(({ level }) => level === null)?.people ?? 0),
  };
}

/** All whose level fits at once; who is in another edition of the course is left to be chosen one by one. Null where nobody is left. */
function allView(t: Translate, fitting: readonly CandidatesOfLevel[]): object | null {
  const free = fitting.map(({ level, people, elsewhere }) => ({ level, people: people - elsewhere })).filter(({ people }) => people > 0);
  const count = free.reduce((sum, { people }) => sum + people, 0);
  const elsewhere = fitting.reduce((sum, one) => sum + one.elsewhere, 0);
  return count === 0 ? null : {
    count, button: t('groups:candidates.enrol-all', { count }), text: t('groups:candidates.fitting', { count }),
    levels: listWords(t, free.map(({ level, people }) => t('groups:candidates.of-level', { count: people, level: levelWords(t, level) }))),
    elsewhere: elsewhere === 0 ? null : t('groups:candidates.elsewhere', { count: elsewhere }),
  };
}

/** Where nobody can be chosen: most often people have no level yet, and that is the step before. */
function noCandidatesView(t: Translate, q: string, withoutLevel: number): object {
  if (q === '' && withoutLevel > 0) {
    return {
      title: t('groups:candidates.no-level', { count: withoutLevel }), text: t('groups:candidates.no-level-text'), icon: 'people',
      href: '/placement/queue', action: t('groups:enrolments.place'),
    };
  }
  return { title: t(q ? 'groups:candidates.not-found' : 'groups:candidates.nobody'), text: t('groups:candidates.nobody-text'), icon: 'people' };
}

function candidateLine(t: Translate, row: CandidateRow, fit: LevelFit, before: string | null): object {
  const notes = [fit === 'fits' ? '' : t(`groups:candidates.fit.${fit}`), before === null || row.prepared ? '' : t('groups:candidates.unprepared', { course: before }), row.alsoIn ? t('groups:candidates.also-in', { edition: row.alsoIn }) : ''];
  return {
    id: row.personId, name: surnamesFirst(row), organisation: row.organisation,
    level: levelWords(t, row.level), note: notes.filter(Boolean).join(' · '),
    availability: availabilityWords(t, row.availability), closed: fit === 'below',
  };
}

/** Asks why somebody stops coming. @param notes what else comes of it */
export function withdrawalView(t: Translate, enrolment: EnrolmentHead, notes: readonly string[], form: FormView): object {
  const back = `/editions/${enrolment.editionId}/enrolments`;
  return {
    back: { href: back, text: t('courses:edition-tabs.enrolments') }, eyebrow: enrolment.editionName, form, notes,
    lead: enrolment.groupName ? t('groups:withdrawal.lead-group', { group: enrolment.groupName }) : t('groups:withdrawal.lead'),
    action: `/enrolments/${enrolment.id}/withdrawal`,
    fields: [field(form, t, { name: 'reason', label: 'groups:fields.reason', hint: 'groups:hints.withdrawal', maxlength: 300, focus: true })],
    submit: t('groups:withdrawal.submit'), cancelUrl: back,
  };
}

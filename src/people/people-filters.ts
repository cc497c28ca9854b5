import { isHeldSql } from '../organisations/membership-rules.js';
import type { Id } from '../shared/kernel/ids.js';
import { isId } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';
import { consentStands } from './contact-permission.js';
import { peopleSearchCondition, readPeopleQuery, type FoundOrganisations, type PeopleQuery, type SqlFragment } from './people-search.js';
import { PARTICIPANT_KINDS, type ParticipantKind } from './person-words.js';

/** Which people of a centre a list shows: as they stand in its address. */
export interface PeopleFilters {
  /** What was typed, as it was typed. */
  q: string;
  kind: ParticipantKind | null;
  organisationId: Id | null;
  withoutLevel: boolean;
  withoutConsent: boolean;
  withoutOrganisation: boolean;
  /** Those who no longer come, instead of those who do. */
  gone: boolean;
}

/** Reads them from an address; what makes no sense there is left out. */
export function readPeopleFilters(address: Record<string, unknown>): PeopleFilters {
  const { q, kind, organisation, level, consent, gone } = address;
  return {
    q: typeof q === 'string' ? q.slice(0, 100).trim() : '',
    kind: PARTICIPANT_KINDS.find((known) => known === kind) ?? null,
    organisationId: isId(organisation) ? organisation : null,
    withoutOrganisation: organisation === 'none',
    withoutLevel: level === 'none',
    withoutConsent: consent === 'none',
    gone: gone === 'yes',
  };
}

/** Whether a learner `l` belongs to an organisation of her centre on a day, the statement's one parameter. */
export const HOLDS_A_POST = `EXISTS (SELECT 1 FROM memberships x JOIN organisations o ON o.id = x.organisation_id
  WHERE x.person_id = l.person_id AND o.centre_id = l.centre_id AND ${isHeldSql('x')})`;

/** The address of a list with these filters, and perhaps of one of its pages. */
export function peopleAddress(filters: Partial<PeopleFilters>, page = 1): string {
  return addressWith('/people', { ...askedOfPeople(filters), page: pageNamed(page) });
}

/** The filters under the names that they have in addresses and forms. */
export function askedOfPeople(filters: Partial<PeopleFilters>): Record<string, string | null | undefined> {
  const none = (without: boolean | undefined): string | null => (without ? 'none' : null);
  return {
    q: filters.q, kind: filters.kind, organisation: filters.organisationId ?? none(filters.withoutOrganisation), level: none(filters.withoutLevel),
    consent: none(filters.withoutConsent), gone: filters.gone ? 'yes' : null,
  };
}

/** A list that was asked for, with what must be known before it can be read. */
export interface PeopleSearch {
  filters: PeopleFilters;
  query: PeopleQuery;
  organisations: FoundOrganisations;
}

/**
 * What was typed, for somebody who may not see DNIs and phones: a number then finds a person only when it is known to
 * its end, so that none can be guessed at. Null where nobody can be found.
 */
export function queryFor(q: string, seesNumbers: boolean): PeopleQuery | null {
  const query = readPeopleQuery(q);
  const guessing = query.kind === 'number' && (query.tokens[0] ?? '').length < 8;
  return guessing && !seesNumbers ? null : query;
}

/**
 * `FROM learners l …` and what follows it up to the order. A search finds those who no longer come as well.
 * @param joins what else the query needs, between the two
 */
export function peopleSource(
  { filters, query, organisations }: PeopleSearch, { centreId, today }: { centreId: Id; today: LocalDate }, joins = '',
): SqlFragment {
  const conditions: SqlFragment[] = [{ sql: 'l.centre_id = ?', params: [centreId] }];
  const found = peopleSearchCondition(query, organisations, centreId, 'l.person_id');
  if (found) conditions.push(found);
  const add = (sql: string, ...params: (string | number)[]): number => conditions.push({ sql, params });
  if (filters.gone) add('l.left_at IS NOT NULL');
  else if (query.tokens.length === 0) add('l.left_at IS NULL');
  if (filters.kind) add('l.kind = ?', filters.kind);
  if (filters.organisationId) {
    add(`EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = l.person_id AND m.organisation_id = ? AND ${isHeldSql('m')})`,
      filters.organisationId, today);
  }
  if (filters.withoutOrganisation) add(`NOT ${HOLDS_A_POST}`, today);
  if (filters.withoutLevel) add('NOT EXISTS (SELECT 1 FROM placements x WHERE x.person_id = l.person_id AND x.centre_id = l.centre_id)');
  if (filters.withoutConsent) add(`NOT ${consentStands('l.person_id', 'l.centre_id')}`);
  return {
    sql: `FROM learners l ${joins} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`, params: conditions.flatMap(({ params }) => params),
  };
}

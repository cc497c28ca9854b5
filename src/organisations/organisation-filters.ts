import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { compareSpanish, searchable } from '../shared/kernel/text.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';
import { mandateState, type MandateState } from './mandates.js';
import { ORGANISATION_TYPES, type OrganisationType } from './organisation-types.js';

/** An organisation in a list. */
export interface OrganisationRow {
  id: Id;
  registerNumber: string | null;
  name: string;
  searchName: string;
  type: OrganisationType;
  sector: string | null;
  mandateEndsOn: LocalDate | null;
}

export const MANDATE_STATES = ['ended', 'ending', 'running', 'unknown'] as const satisfies readonly MandateState[];

/** Which organisations a list shows: as they stand in its address. */
export interface OrganisationFilters {
  q: string;
  type: OrganisationType | null;
  sector: string | null;
  mandate: MandateState | null;
}

/** Reads them from an address; what makes no sense there is left out. */
export function readOrganisationFilters({ q, type, sector, mandate }: Record<string, unknown>): OrganisationFilters {
  return {
    q: typeof q === 'string' ? q.slice(0, 100).trim() : '',
    type: ORGANISATION_TYPES.find((known) => known === type) ?? null,
    sector: typeof sector === 'string' && sector !== '' ? sector.slice(0, 20) : null,
    mandate: MANDATE_STATES.find((known) => known === mandate) ?? null,
  };
}

export function organisationsAddress(filters: Partial<OrganisationFilters>, page = 1): string {
  const { q, type, sector, mandate } = filters;
  return addressWith('/organisations', { q, type, sector, mandate, page: pageNamed(page) });
}

/** Those that the filters let through, by name; every word that was typed begins one of the name's, or the register number. */
export function filterOrganisations<T extends OrganisationRow>(rows: readonly T[], filters: OrganisationFilters, today: LocalDate): T[] {
  // Signs alone stay one word that nothing is called: a search that says nothing must not show everything.
  const words = filters.q.trim() === '' ? [] : (searchable(filters.q) || filters.q).split(' ').filter((word) => word !== '');
  return rows.filter((row) => (filters.type === null || row.type === filters.type)
    && (filters.sector === null || row.sector === filters.sector)
    && (filters.mandate === null || mandateState(row, today) === filters.mandate)
    && words.every((word) => ` ${row.searchName} ${searchable(row.registerNumber ?? '')}`.includes(` ${word}`)))
    .sort((a, b) => compareSpanish(a.name, b.name));
}

/** The sectors of a list, in order: 2 before 10. */
export function sectorsOf(rows: readonly Pick<OrganisationRow, 'sector'>[]): string[] {
  return [...new Set(rows.flatMap(({ sector }) => (sector === null ? [] : [sector])))].sort(compareSpanish);
}

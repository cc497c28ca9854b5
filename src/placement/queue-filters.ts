import { queryFor } from '../people/people-filters.js';
import type { PlacementStage } from '../people/placement-stage.js';
import { organisationsFound, organisationsQuery, peopleSearchCondition, type SqlFragment } from '../people/people-search.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { addressWith, pageNamed } from '../shared/web/addresses.js';

/** Which people the queue shows at each of its stages: as they stand in its address. */
export interface QueueFilters {
  /** What was typed, as it was typed. */
  q: string;
  editionId: Id | null;
}

export const EVERYBODY: QueueFilters = { q: '', editionId: null };

/** Reads them from an address; what makes no sense there is left out. */
export function readQueueFilters({ q, edition }: Record<string, unknown>): QueueFilters {
  return { q: typeof q === 'string' ? q.slice(0, 100).trim() : '', editionId: isId(edition) ? edition : null };
}

/** The address of the queue with these filters, at a stage and perhaps on one of its pages. */
export function queueAddress({ q, editionId }: QueueFilters, stage?: PlacementStage, page = 1): string {
  return addressWith('/placement/queue', { edition: editionId, stage, q, page: pageNamed(page) });
}

/**
 * What the filters ask of `learners l`: found as people are found everywhere, by names, organisation, DNI or phone.
 * One query where something was typed, to know the organisations.
 */
export async function queueCondition(
  { q, editionId }: QueueFilters, centreId: Id, source: { query<T>(sql: string, params: unknown[]): Promise<T> },
): Promise<SqlFragment> {
  const parts: SqlFragment[] = [{ sql: 'l.centre_id = ? AND l.left_at IS NULL', params: [centreId] }];
  const query = queryFor(q, true);
  const asked = query && organisationsQuery(query, centreId);
  const organisations = asked ? await source.query<{ id: Id; searchName: string }[]>(asked.sql, asked.params) : [];
  const found = query && peopleSearchCondition(query, organisationsFound(query, organisations), centreId, 'l.person_id');
  if (found) parts.push(found);
  if (editionId) {
    parts.push({ sql: "l.person_id IN (SELECT n.person_id FROM enrolments n WHERE n.edition_id = ? AND n.status <> 'withdrawn')", params: [editionId] });
  }
  return { sql: parts.map(({ sql }) => sql).join(' AND '), params: parts.flatMap(({ params }) => params) };
}

import type { Queryable } from '../centres/centres.repository.js';
import { places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';
import type { NamedMember } from './representatives.js';

/** Somebody and the organisation that she speaks for. */
export interface Spokesperson {
  organisationId: Id;
  personId: Id;
}

/** The people of some organisations whom the centre knows, by organisation. One query. */
export async function peopleOfMembers(source: Queryable, centreId: Id, organisationIds: readonly Id[]): Promise<Map<Id, NamedMember[]>> {
  if (organisationIds.length === 0) return new Map();
  const rows = await source.query<(NamedMember & { organisationId: Id })[]>(
    `SELECT DISTINCT m.organisation_id AS organisationId, p.id AS personId, p.surnames, p.given_names AS givenNames, l.sort_name AS sortName
     FROM memberships m JOIN persons p ON p.id = m.person_id JOIN learners l ON l.person_id = p.id AND l.centre_id = ?
     WHERE m.organisation_id IN (${places(organisationIds)}) ORDER BY l.sort_name, p.id`, [centreId, ...organisationIds]);
  return groupBy(rows, ({ organisationId }) => organisationId);
}

/** @throws Refused on the field for somebody who belongs to another organisation, or whom the centre does not know */
export async function refuseStrangers(tx: Tx, centreId: Id, { organisationId, personId }: Spokesperson, field: string): Promise<void> {
  const [found] = await tx.manager.query<unknown[]>(
    `SELECT 1 AS found FROM memberships m JOIN learners l ON l.person_id = m.person_id AND l.centre_id = ?
     WHERE m.organisation_id = ? AND m.person_id = ? LIMIT 1`, [centreId, organisationId, personId]);
  if (!found) throw new Refused({ field, reason: 'consortium:refusals.stranger' });
}

import { refreshSearchWords } from '../people/search-words.js';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { NewMembership } from './membership-rules.js';
import { Membership } from './membership.entity.js';

export type MembershipOf = NewMembership & { personId: Id };

/**
 * Adds posts of people who are known already, many at once, and makes the people findable by the organisations' names.
 * For the import, inside its unit of work; `MembershipsService.add` decides about one.
 * @throws NotThere when an organisation is not one of the centre's
 */
export async function addMemberships(tx: Tx, centreId: Id, memberships: readonly MembershipOf[]): Promise<Id[]> {
  const ids = await insertMemberships(tx, centreId, memberships);
  await refreshSearchWords(tx, memberships.map(({ personId }) => personId));
  return ids;
}

/** The same without the search words, for whoever refreshes them later in the same unit. */
export async function insertMemberships(tx: Tx, centreId: Id, memberships: readonly MembershipOf[]): Promise<Id[]> {
  await checkOrganisations(tx, centreId, memberships.map(({ organisationId }) => organisationId));
  const rows = memberships.map((membership) => ({ id: newId(), ...membership, createdAt: tx.now, version: 1 }));
  await tx.insert(Membership, rows);
  return rows.map(({ id }) => id);
}

async function checkOrganisations(tx: Tx, centreId: Id, organisationIds: readonly Id[]): Promise<void> {
  for (const ids of inChunks([...new Set(organisationIds)])) {
    const known = await tx.manager.query<unknown[]>(`SELECT id FROM organisations WHERE centre_id = ? AND id IN (${places(ids)})`, [centreId, ...ids]);
    if (known.length < ids.length) throw new NotThere('organisation');
  }
}

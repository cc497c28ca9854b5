import { In } from 'typeorm';
import { inChunks, places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { NewMembership } from './membership-rules.js';
import { Membership } from './membership.entity.js';

export type MembershipOf = NewMembership & { personId: Id };

/**
 * Adds posts of people whom the centre knows, many at once. For the import, inside its unit of work;
 * `MembershipsService.add` decides about one.
 * @returns the new ids, in the order of the list
 * @throws NotThere when an organisation is not one of the centre's
 */
export async function addMemberships(tx: Tx, centreId: Id, memberships: readonly MembershipOf[]): Promise<Id[]> {
  await checkOrganisations(tx, centreId, memberships.map(({ organisationId }) => organisationId));
  const rows = memberships.map((membership) => ({ id: newId(), ...membership, createdAt: tx.now, version: 1 }));
  await tx.insert(Membership, rows);
  return rows.map(({ id }) => id);
}

/** Ends posts, many at once. For the import, inside its unit of work. @throws NotThere for one of another centre's organisations */
export async function endMemberships(tx: Tx, centreId: Id, ends: readonly { id: Id; until: LocalDate }[]): Promise<void> {
  for (const some of inChunks(ends)) {
    const held = new Map((await tx.manager.findBy(Membership, { id: In(some.map(({ id }) => id)) })).map((one) => [one.id, one]));
    await checkOrganisations(tx, centreId, [...held.values()].map(({ organisationId }) => organisationId));
    for (const { id, until } of some) {
      const before = held.get(id);
      if (!before) throw new NotThere('membership');
      held.set(id, await tx.update<Membership>(Membership, before, { until }));
    }
  }
}

async function checkOrganisations(tx: Tx, centreId: Id, organisationIds: readonly Id[]): Promise<void> {
  for (const ids of inChunks([...new Set(organisationIds)])) {
    const known = await tx.manager.query<unknown[]>(`SELECT id FROM organisations WHERE centre_id = ? AND id IN (${places(ids)})`, [centreId, ...ids]);
    if (known.length < ids.length) throw new NotThere('organisation');
  }
}

import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';

/** Somebody and the organisation that she speaks for. */
export interface Spokesperson {
  organisationId: Id;
  personId: Id;
}

/** @throws Refused on the field for somebody who belongs to another organisation, or whom the centre does not know */
export async function refuseStrangers(tx: Tx, centreId: Id, { organisationId, personId }: Spokesperson, field: string): Promise<void> {
  const [found] = await tx.manager.query<unknown[]>(
    `SELECT 1 AS found FROM memberships m JOIN learners l ON l.person_id = m.person_id AND l.centre_id = ?
     WHERE m.organisation_id = ? AND m.person_id = ? LIMIT 1`, [centreId, organisationId, personId]);
  if (!found) throw new Refused({ field, reason: 'consortium:refusals.stranger' });
}

import { inChunks, places } from '../shared/database/sql.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Consent } from './consent.entity.js';

/** Whatever can be asked: the data source outside, the manager of a unit of work inside. */
interface Queryable {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

/**
 * Whether somebody may be called or written to, by her newest consent at a centre: not when she agreed to the use of
 * her data but not to that, nor when she took it back. Whom nobody has asked yet may be called: how else to ask her?
 */
export function mayBeContacted(newest: Pick<Consent, 'covers' | 'withdrawnAt'> | null): boolean {
  return newest === null || (newest.withdrawnAt === null && newest.covers.includes('contact'));
}

/** Of some people those who must not be offered to call or to write to. One query for every few hundred. */
export async function refusedContact(source: Queryable, centreId: Id, personIds: readonly Id[]): Promise<Set<Id>> {
  const newest = new Map<Id, Pick<Consent, 'covers' | 'withdrawnAt'>>();
  for (const ids of inChunks([...new Set(personIds)])) {
    const rows = await source.query<{ personId: Id; covers: string; withdrawnAt: number | null }[]>(
      `SELECT person_id AS "personId", covers, withdrawn_at AS "withdrawnAt" FROM consents
       WHERE centre_id = ? AND person_id IN (${places(ids)}) ORDER BY given_on, id`, [centreId, ...ids]);
    for (const { personId, covers, withdrawnAt } of rows) newest.set(personId, { covers: JSON.parse(covers) as string[], withdrawnAt });
  }
  return new Set([...newest].flatMap(([id, consent]) => (mayBeContacted(consent) ? [] : [id])));
}

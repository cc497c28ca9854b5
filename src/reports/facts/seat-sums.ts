import type { Queryable } from '../../centres/centres.repository.js';
import { inChunks, places } from '../../shared/database/sql.js';
import type { Tx } from '../../shared/database/tx.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { FollowedChange } from './affected-people.js';
import { holdFacts } from './fact-writes.js';
import { SeatSum } from './seat-sum.entity.js';

/** A change of one of these may change what seats its centre offered. */
const SEAT_KINDS = ['sessions', 'learning_groups', 'editions'] as const;

/** How many minutes a session lasts: `HH:MM` less `HH:MM`. */
export const SESSION_MINUTES = '((SUBSTR(s.ends_at, 1, 2) - SUBSTR(s.starts_at, 1, 2)) * 60 + SUBSTR(s.ends_at, 4, 2) - SUBSTR(s.starts_at, 4, 2))';
/** Sessions that count, with what is said of them. A group has as many seats as working PCs were found for it when it was formed. */
export const SEATED = `
  FROM sessions s JOIN learning_groups g ON g.id = s.group_id JOIN editions d ON d.id = g.edition_id JOIN courses k ON k.code = d.course_code
  WHERE s.register_saved_at IS NOT NULL AND s.cancelled_at IS NULL`;

/** The centres whose sums these changes may have changed. One query for each kind of record, and a few hundred records. */
export async function affectedCentres(source: Queryable, changes: readonly FollowedChange[]): Promise<Set<Id>> {
  const centres = new Set<Id>();
  for (const kind of SEAT_KINDS) {
    const own = changes.filter(({ entity }) => entity === kind);
    // What is not there any more is told whole.
    for (const { valuesBefore } of own) if (valuesBefore?.includes('"centreId"')) centres.add((JSON.parse(valuesBefore) as { centreId: Id }).centreId);
    for (const lot of inChunks([...new Set(own.map(({ entityId }) => entityId))])) {
      const rows = await source.query<{ centreId: Id }[]>(`SELECT DISTINCT centre_id AS centreId FROM ${kind} WHERE id IN (${places(lot)})`, [...lot]);
      for (const { centreId } of rows) centres.add(centreId);
    }
  }
  return centres;
}

/** What seats a centre offered, month by month, from the records as they are. One query. */
async function drawSeats(source: Queryable, centreId: Id): Promise<SeatSum[]> {
  const rows = await source.query<Omit<SeatSum, 'code' | 'centreId'>[]>(`
    SELECT SUBSTR(s.date, 1, 7) AS month, k.ordinal AS course, g.level, SUM(g.capacity * ${SESSION_MINUTES}) AS minutes
    ${SEATED} AND s.centre_id = ? GROUP BY SUBSTR(s.date, 1, 7), k.ordinal, g.level ORDER BY 1, 2, 3`, [centreId]);
  return rows.map(({ month, course, level, minutes }) => (
    { code: `${centreId}:${month}:${course}:${level}`, centreId, month, course: Number(course), level: Number(level), minutes: Number(minutes) }));
}

/** Sums up anew what seats a centre offered. Read first and written then: sessions are not held meanwhile. */
export async function redrawSeats(tx: Tx, centreId: Id): Promise<void> {
  await holdFacts(tx);
  const drawn = await drawSeats(tx.manager, centreId);
  await tx.execute('DELETE FROM seat_sums WHERE centre_id = ?', [centreId]);
  await tx.insert(SeatSum, drawn);
}

/** Whether the sums that are kept of a centre are what the records say. Two queries. */
export async function seatsAgree(source: Queryable, centreId: Id): Promise<boolean> {
  const kept = await source.query<SeatSum[]>('SELECT code, minutes FROM seat_sums WHERE centre_id = ? ORDER BY month, course, level', [centreId]);
  const told = (sums: readonly Pick<SeatSum, 'code' | 'minutes'>[]): string => JSON.stringify(sums.map(({ code, minutes }) => [code, Number(minutes)]));
  return told(kept) === told(await drawSeats(source, centreId));
}

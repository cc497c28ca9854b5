import { createHash } from 'node:crypto';
import type { Queryable } from '../centres/centres.repository.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import { places } from '../shared/database/sql.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { compareSpanish } from '../shared/kernel/text.js';

export interface TrainerRow {
  id: Id;
  name: string;
}

/** Who may teach at a centre, by name: accounts with the role there that are not disabled. One query. */
export async function trainersAt(source: Queryable, centreId: Id): Promise<TrainerRow[]> {
  const rows = await source.query<TrainerRow[]>(`
    SELECT DISTINCT a.id, a.display_name AS name FROM accounts a JOIN account_roles r ON r.account_id = a.id
    WHERE r.role = 'trainer' AND (r.centre_id = ? OR r.centre_id IS NULL) AND a.disabled_at IS NULL`, [centreId]);
  return rows.sort((a, b) => compareSpanish(a.name, b.name));
}

/** Who teaches in an edition, by name. */
export async function trainersOf(source: Queryable, editionId: Id): Promise<TrainerRow[]> {
  const rows = await source.query<TrainerRow[]>(`
    SELECT a.id, a.display_name AS name FROM edition_trainers e JOIN accounts a ON a.id = e.account_id
    WHERE e.edition_id = ?`, [editionId]);
  return rows.sort((a, b) => compareSpanish(a.name, b.name));
}

/** Who of these has sessions to give from a day on in groups of an edition, with the names of the groups. One query; inside a unit of work with `tx.manager`. */
export async function stillTeaching(
  source: Queryable, { editionId, accountIds, from }: { editionId: Id; accountIds: readonly Id[]; from: LocalDate },
): Promise<{ trainer: string; groups: string[] }[]> {
  if (accountIds.length === 0) return [];
  const rows = await source.query<{ trainer: string; name: string }[]>(`
    SELECT a.display_name AS trainer, g.name FROM learning_groups g JOIN accounts a ON a.id = g.trainer_id
    WHERE g.edition_id = ? AND g.trainer_id IN (${places(accountIds)})
      AND EXISTS (SELECT 1 FROM sessions s WHERE s.group_id = g.id AND s.date >= ? AND s.cancelled_at IS NULL)
    ORDER BY a.display_name, g.name`, [editionId, ...accountIds, from]);
  return [...groupBy(rows, ({ trainer }) => trainer)].map(([trainer, own]) => ({ trainer, groups: own.map(({ name }) => name) }));
}

/** When the trainers of a centre can teach there, by weekday and time. One query; inside a unit of work with `tx.manager`. */
export function hoursAt(source: Queryable, centreId: Id): Promise<(WeeklyHours & { accountId: Id })[]> {
  return source.query(`
    SELECT account_id AS accountId, weekday, from_time AS "from", to_time AS "to" FROM trainer_hours
    WHERE centre_id = ? ORDER BY weekday, from_time`, [centreId]);
}

/** One text for the same trainers in any order: a form carries it along, so that a save upon older ones is noticed. */
export function trainersStamp(accountIds: readonly Id[]): string {
  return createHash('sha256').update([...accountIds].sort().join(' ')).digest('hex').slice(0, 16);
}

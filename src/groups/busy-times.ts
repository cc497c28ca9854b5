import type { Queryable } from '../centres/centres.repository.js';
import { readTogether, type SelectedRow, type Selection } from '../shared/database/selections.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import type { WeeklyTime } from './weekly-time.js';

/** When the people of an edition are in class already: their groups in other editions of the same weeks. One query. */
export async function busyTimes(source: Queryable, editionId: Id): Promise<Map<Id, WeeklyTime[]>> {
  const [rows = []] = await readTogether(source, [busySelection(editionId)]);
  return busyOf(rows);
}

/** The same to be read together with others: `busyOf` takes the rows. */
export function busySelection(editionId: Id): Selection {
  return {
    columns: { personId: 'o.person_id', days: 'g.days', startsAt: 'g.starts_at', endsAt: 'g.ends_at' },
    from: `FROM editions e
      JOIN enrolments mine ON mine.edition_id = e.id AND mine.status IN ('enrolled', 'waiting')
      JOIN enrolments o ON o.person_id = mine.person_id AND o.edition_id <> e.id AND o.status = 'enrolled'
      JOIN learning_groups g ON g.id = o.group_id
      JOIN editions other ON other.id = o.edition_id AND other.status <> 'closed' AND other.starts_on <= e.ends_on AND other.ends_on >= e.starts_on
      WHERE e.id = ?`,
    parameters: [editionId],
  };
}

/** By person. */
export function busyOf(rows: readonly SelectedRow[]): Map<Id, WeeklyTime[]> {
  return groupBy(rows as unknown as (WeeklyTime & { personId: Id })[], ({ personId }) => personId);
}

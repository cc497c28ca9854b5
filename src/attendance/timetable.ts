import { places } from '../shared/database/sql.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { refuseFor } from '../shared/kernel/refusal.js';
import { mustHold } from '../shared/database/guards.js';
import { TIMETABLE } from '../groups/guard-names.js';
import type { Session } from './session.entity.js';
import { timetableRefusals, type BookedSession } from './timetable-rules.js';

/**
 * Lets no session be planned into a room or with a trainer that another session has at that time.
 *
 * Why a guard row and no UNIQUE (room, date, slot): sessions begin and end at any minute, so that slots that others can
 * rely on would be minutes, two hundred and forty rows for each session; and a trainer of two centres is one resource. All
 * units that plan change one row first and so go one after the other, across a cluster too. They are few (an edition's
 * groups, a few times a month) and short, and a rule over what is then there can say which group is in the way.
 * @throws Refused with the first clash of each group
 */
export async function refuseClashes(tx: Tx, sessions: readonly Pick<Session, 'groupId' | 'date' | 'startsAt' | 'endsAt'>[]): Promise<void> {
  if (sessions.length === 0) return;
  mustHold(tx, TIMETABLE);
  const groups = await groupsOf(tx, [...new Set(sessions.map(({ groupId }) => groupId))]);
  const wanted = sessions.map(({ groupId, date, startsAt, endsAt }) => ({ ...groups.get(groupId) as GroupPlace, date, startsAt, endsAt }));
  refuseFor(timetableRefusals(wanted, await plannedBeside(tx, wanted)));
}

type GroupPlace = Pick<BookedSession, 'groupId' | 'groupName' | 'editionName' | 'roomId' | 'trainerId'>;

async function groupsOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, GroupPlace>> {
  const rows = await tx.manager.query<GroupPlace[]>(`
    SELECT g.id AS groupId, g.name AS groupName, e.name AS editionName, g.room_id AS roomId, g.trainer_id AS trainerId
    FROM learning_groups g JOIN editions e ON e.id = g.edition_id WHERE g.id IN (${places(ids)})`, [...ids]);
  return new Map(rows.map((row) => [row.groupId, row]));
}

/** What is planned in these rooms or with these trainers during these days; what was cancelled or belongs to a closed edition is free. */
function plannedBeside(tx: Tx, wanted: readonly BookedSession[]): Promise<BookedSession[]> {
  const dates = wanted.map(({ date }) => date).sort();
  const rooms = [...new Set(wanted.map(({ roomId }) => roomId))];
  const trainers = [...new Set(wanted.flatMap(({ trainerId }) => trainerId ?? []))];
  const withTrainers = trainers.length > 0 ? ` OR g.trainer_id IN (${places(trainers)})` : '';
  return tx.manager.query<BookedSession[]>(`
    SELECT g.id AS groupId, g.name AS groupName, e.name AS editionName, g.room_id AS roomId, g.trainer_id AS trainerId,
      s.date, s.starts_at AS startsAt, s.ends_at AS endsAt
    FROM learning_groups g JOIN editions e ON e.id = g.edition_id AND e.status <> 'closed' JOIN sessions s ON s.group_id = g.id
    WHERE s.cancelled_at IS NULL AND s.date BETWEEN ? AND ? AND (g.room_id IN (${places(rooms)})${withTrainers})`,
  [dates[0], dates.at(-1), ...rooms, ...trainers]);
}

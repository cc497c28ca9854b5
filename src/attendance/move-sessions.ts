import { meetingDates } from '../centres/centre-calendar.js';
import { readCalendar } from '../centres/centres.repository.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { plannedGroups, planSessions } from './plan-sessions.js';
import { movedSessions } from './session-dates.js';
import { Session } from './session.entity.js';
import { refuseClashes } from './timetable.js';

/**
 * Moves the sessions to come of a group that meets at another hour, each with its number and its lesson; adds those for
 * which there are dates now, and gives up those for which there are none. What was held or cancelled stays as it was, and
 * so does what has an arrival already.
 */
export async function moveSessions(tx: Tx, groupId: Id): Promise<void> {
  const [group] = await plannedGroups(tx, [groupId]);
  if (!group) return;
  const all = await tx.manager.find(Session, { where: { groupId }, order: { date: 'ASC', startsAt: 'ASC' } });
  const begun = new Set((await tx.manager.query<{ id: Id }[]>(`
    SELECT s.id FROM sessions s WHERE s.group_id = ? AND (EXISTS (SELECT 1 FROM arrivals a WHERE a.session_id = s.id)
      OR EXISTS (SELECT 1 FROM attendance_marks m WHERE m.session_id = s.id))`, [groupId])).map(({ id }) => id));
  const [today, now] = [localDateAt(tx.now), localTimeAt(tx.now)];
  const isToCome = ({ date, startsAt }: { date: string; startsAt: string }): boolean => date > today || (date === today && startsAt > now);
  const toCome = all.filter((session) => isToCome(session) && session.registerSavedAt === null && session.cancelledAt === null && !begun.has(session.id));
  const onRecord = new Set(all.filter((session) => !toCome.includes(session)).map(({ date }) => date));
  const span = { startsOn: today > group.startsOn ? today : group.startsOn, endsOn: group.endsOn };
  const calendar = await readCalendar(tx.manager, group.centreId, { from: span.startsOn, to: span.endsOn });
  const dates = meetingDates(calendar, group, span).filter((date) => !onRecord.has(date) && isToCome({ date, startsAt: group.startsAt }));
  const { moved, left } = movedSessions(toCome, dates);
  for (const session of left) await tx.remove(Session, session);
  await refuseClashes(tx, moved.map(({ date }) => ({ groupId, date, startsAt: group.startsAt, endsAt: group.endsAt })));
  for (const { session, date } of moved) await tx.update(Session, session, { date, startsAt: group.startsAt, endsAt: group.endsAt });
  await planSessions(tx, [groupId], new Set(dates));
}

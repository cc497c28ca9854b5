import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate, type LocalTime } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { overlaps } from '../shared/kernel/time-range.js';

/** A session as far as it keeps a room and a trainer from others. */
export interface BookedSession {
  groupId: Id;
  groupName: string;
  editionName: string;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  roomId: Id;
  trainerId: Id | null;
}

/** Why sessions cannot be held beside those that are planned already, and beside each other: the first clash of each group. */
export function timetableRefusals(wanted: readonly BookedSession[], planned: readonly BookedSession[]): Refusal[] {
  const byDate = new Map<LocalDate, BookedSession[]>();
  for (const session of planned) byDate.set(session.date, [...byDate.get(session.date) ?? [], session]);
  const refusals = new Map<Id, Refusal>();
  for (const session of wanted) {
    const sameDay = byDate.get(session.date) ?? [];
    const refusal = sameDay.flatMap((other) => clashOf(session, other) ?? [])[0];
    if (refusal && !refusals.has(session.groupId)) refusals.set(session.groupId, refusal);
    byDate.set(session.date, [...sameDay, session]);
  }
  return [...refusals.values()];
}

function clashOf(session: BookedSession, other: BookedSession): Refusal | null {
  if (session.groupId === other.groupId) return null;
  if (!overlaps({ from: session.startsAt, to: session.endsAt }, { from: other.startsAt, to: other.endsAt })) return null;
  const params = { group: session.groupName, other: other.groupName, edition: other.editionName, date: formatLocalDate(session.date), time: other.startsAt };
  if (session.roomId === other.roomId) return { reason: 'attendance:refusals.room-taken', params };
  return session.trainerId !== null && session.trainerId === other.trainerId ? { reason: 'attendance:refusals.trainer-taken', params } : null;
}

import { contentEdits } from '../courses/taught-title.js';
import type { EditionStatus } from '../courses/edition-rules.js';
import type { Selection } from '../shared/database/selections.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import type { EnrolmentStatus } from './enrolment.entity.js';

/** An enrolment of somebody's with its edition, course and group: what most sections of a learner's home go by. */
export interface OwnEnrolment {
  status: EnrolmentStatus;
  enrolledAt: number | string;
  editionId: Id;
  editionName: string;
  editionStatus: EditionStatus;
  startsOn: LocalDate;
  endsOn: LocalDate;
  courseCode: string;
  contentVersion: string;
  /** As `contentEdits` counts them at the centre. */
  edits: number;
  /** Null while she has no group; so are what follows. */
  groupId: Id | null;
  groupName: string | null;
  days: number;
  startsAt: LocalTime;
  endsAt: LocalTime;
  /** Of the session of her group that goes on or comes next: `2026-11-27 09:00`; null where none does. */
  nextSession: string | null;
}

const COLUMNS: Readonly<Record<keyof OwnEnrolment, string>> = {
  status: 'n.status', enrolledAt: 'n.enrolled_at', editionId: 'e.id', editionName: 'e.name', editionStatus: 'e.status', startsOn: 'e.starts_on', endsOn: 'e.ends_on',
  courseCode: 'c.code', contentVersion: 'c.content_version', edits: contentEdits('e.centre_id'),
  groupId: 'n.group_id', groupName: 'g.name', days: 'g.days', startsAt: 'g.starts_at', endsAt: 'g.ends_at',
  nextSession: `(SELECT CONCAT(s.date, ' ', s.starts_at) FROM sessions s WHERE s.group_id = n.group_id AND s.date >= ? AND s.cancelled_at IS NULL
    AND (s.date > ? OR s.ends_at > ?) ORDER BY s.date, s.starts_at LIMIT 1)`,
};
const FROM = `FROM enrolments n JOIN editions e ON e.id = n.edition_id JOIN courses c ON c.code = e.course_code
  LEFT JOIN learning_groups g ON g.id = n.group_id WHERE n.person_id = ? AND e.centre_id = ?`;

/** Rows of `OwnEnrolment`: all of somebody's at a centre. Sections of a home that ask for it alike get the same rows, read once. */
export function ownEnrolments(personId: Id, centreId: Id, today: LocalDate, time: LocalTime): Selection {
  return { columns: COLUMNS, from: FROM, parameters: [today, today, time, personId, centreId] };
}

/** Those in which she takes part in a group, or did until the end. */
export function inGroups(own: readonly OwnEnrolment[]): (OwnEnrolment & { groupId: Id })[] {
  return own.filter((one): one is OwnEnrolment & { groupId: Id } => one.groupId !== null && (one.status === 'enrolled' || one.status === 'completed'));
}

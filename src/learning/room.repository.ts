import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MarkStatus } from '../attendance/register-rules.js';
import { MEMBER_STATUSES } from '../attendance/registers.repository.js';
import { RETIRED_FROM } from '../courses/load-courses.js';
import { taughtTitle } from '../courses/taught-title.js';
import type { PersonName } from '../people/person-names.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';

/** A session with the lessons that its group may work on. */
export interface RoomSession {
  id: Id;
  groupId: Id;
  groupName: string;
  date: LocalDate;
  startsAt: string;
  endsAt: string;
  lessonCode: string | null;
  /** The lesson that the trainer opened last for the group. */
  openedCode: string | null;
}

/** A lesson of the course, in its order. */
export interface RoomLesson {
  code: string;
  title: string;
  opened: boolean;
}

/** Somebody of the group at the lesson. */
export interface RoomRow extends PersonName {
  personId: Id;
  workstation: string | null;
  /** What the session's register says of her; null before it says anything. */
  mark: MarkStatus | null;
  step: number | null;
  seenAt: Instant | null;
  finishedAt: Instant | null;
  /** At the practice, when she is in the middle of one: which task, and how it goes. */
  practisedAt: Instant | null;
  task: number | null;
  tries: number | null;
  helps: number | null;
  /** Another lesson that she is in the middle of: the one where she went on last. */
  elsewhere: string | null;
  elsewhereAt: Instant | null;
}

/** What a trainer sees of the room: looked up within her centre. */
@Injectable()
export class RoomRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @throws NotThere */
  async session(centreId: Id, sessionId: Id): Promise<RoomSession> {
    const [row] = await this.dataSource.query<RoomSession[]>(SESSION, [sessionId, centreId]);
    if (!row) throw new NotThere('session');
    return row;
  }

  /** All lessons of the course that the session's group is in. */
  async lessons(groupId: Id): Promise<RoomLesson[]> {
    const rows = await this.dataSource.query<(Omit<RoomLesson, 'opened'> & { opened: Id | null })[]>(LESSONS, [groupId, groupId, RETIRED_FROM, RETIRED_FROM]);
    return rows.map(({ opened, ...lesson }) => ({ ...lesson, opened: opened !== null }));
  }

  /** One query, whatever the number of people. */
  people(session: RoomSession, lessonCode: string, practices: readonly string[]): Promise<RoomRow[]> {
    // A list of codes is never empty, so that the statement stays one.
    const codes = practices.length > 0 ? practices : [''];
    return this.dataSource.query<RoomRow[]>(PEOPLE(codes.length), [lessonCode, lessonCode, session.id, session.id, ...codes, session.groupId]);
  }
}

const SESSION = `
  SELECT s.id, s.group_id AS groupId, g.name AS groupName, s.date, s.starts_at AS startsAt, s.ends_at AS endsAt, s.lesson_code AS lessonCode,
    (SELECT o.lesson_code FROM opened_lessons o WHERE o.group_id = s.group_id ORDER BY o.opened_at DESC, o.id DESC LIMIT 1) AS openedCode
  FROM sessions s JOIN learning_groups g ON g.id = s.group_id
  WHERE s.id = ? AND s.centre_id = ?`;

const LESSONS = `
  SELECT l.code, ${taughtTitle('g.centre_id')} AS title, o.id AS opened
  FROM learning_groups g
  JOIN editions e ON e.id = g.edition_id
  JOIN modules m ON m.course_code = e.course_code
  JOIN lessons l ON l.module_code = m.code
  LEFT JOIN opened_lessons o ON o.group_id = ? AND o.lesson_code = l.code
  WHERE g.id = ? AND l.ordinal < ? AND m.ordinal < ?
  ORDER BY m.ordinal, l.ordinal`;

const PEOPLE = (practices: number): string => `
  SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, w.label AS workstation, m.status AS mark,
    lp.step, lp.seen_at AS seenAt, lp.finished_at AS finishedAt, r.seen_at AS practisedAt, s.ordinal AS task, s.attempts AS tries, s.helps,
    ${taughtTitle('n.centre_id', 'ol')} AS elsewhere, o.seen_at AS elsewhereAt
  FROM enrolments n
  JOIN persons p ON p.id = n.person_id
  LEFT JOIN lesson_progress lp ON lp.person_id = p.id AND lp.lesson_code = ?
  LEFT JOIN lesson_progress o ON o.id =
    (SELECT x.id FROM lesson_progress x WHERE x.person_id = p.id AND x.lesson_code <> ? AND x.finished_at IS NULL ORDER BY x.seen_at DESC, x.id DESC LIMIT 1)
  LEFT JOIN lessons ol ON ol.code = o.lesson_code
  LEFT JOIN arrivals a ON a.session_id = ? AND a.person_id = p.id
  LEFT JOIN attendance_marks m ON m.session_id = ? AND m.person_id = p.id
  LEFT JOIN workstations w ON w.id = a.workstation_id
  LEFT JOIN practice_rounds r ON r.person_id = p.id AND r.finished_at IS NULL AND r.practice_code IN (${Array.from({ length: practices }, () => '?').join(', ')})
  LEFT JOIN practice_steps s ON s.round_id = r.id AND s.outcome = 'trying'
  WHERE n.group_id = ? AND n.status IN ${MEMBER_STATUSES}
  ORDER BY p.sort_name, p.id`;

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PersonName } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalTime } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { compareSpanish } from '../shared/kernel/text.js';
import type { Weekdays } from '../shared/kernel/weekdays.js';
import type { MarkStatus } from './register-rules.js';
import { byName, MEMBER_STATUSES } from './registers.repository.js';

export interface GroupHead {
  id: Id;
  name: string;
  editionName: string;
  roomName: string;
  trainerName: string | null;
  days: Weekdays;
  startsAt: LocalTime;
  endsAt: LocalTime;
}

/** Somebody of a group: in it now, or with marks of when she was. */
export interface GroupPerson extends PersonName {
  groupId: Id;
  personId: Id;
  sortName: string;
  /** In the group now. */
  member: boolean;
}

export interface GroupMark {
  personId: Id;
  sessionId: Id;
  status: MarkStatus;
  minutes: number | null;
}

/** One group, or all of an edition. */
export type GroupScope = { groupId: Id } | { editionId: Id };

/** A mark of one learner, with how long its session lasted. */
export interface LearnerMark {
  sessionId: Id;
  groupId: Id;
  status: MarkStatus;
  minutes: number | null;
  startsAt: LocalTime;
  endsAt: LocalTime;
}

/** Reads the attendance of whole groups, each one query. */
@Injectable()
export class GroupAttendanceRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @throws NotThere */
  async head(centreId: Id, groupId: Id): Promise<GroupHead> {
    const [head] = await this.dataSource.query<GroupHead[]>(`${HEADS} WHERE g.id = ? AND g.centre_id = ?`, [groupId, centreId]);
    if (!head) throw new NotThere('group');
    return head;
  }

  /** The groups of an edition, by name. */
  async heads(centreId: Id, editionId: Id): Promise<GroupHead[]> {
    const heads = await this.dataSource.query<GroupHead[]>(`${HEADS} WHERE g.edition_id = ? AND g.centre_id = ?`, [editionId, centreId]);
    return heads.sort((a, b) => compareSpanish(a.name, b.name));
  }

  /** In the order of the register. */
  async people(of: GroupScope): Promise<GroupPerson[]> {
    const [condition, id] = scoped(of);
    const rows = await this.dataSource.query<(Omit<GroupPerson, 'member'> & { member: number })[]>(`
      SELECT r.group_id AS groupId, p.id AS personId, p.surnames, p.given_names AS givenNames, p.sort_name AS sortName, MAX(r.member) AS member
      FROM (
        SELECT n.group_id, n.person_id, 1 AS member FROM learning_groups g JOIN enrolments n ON n.group_id = g.id WHERE ${condition} AND n.status IN ${MEMBER_STATUSES}
        UNION SELECT s.group_id, m.person_id, 0 AS member FROM learning_groups g JOIN sessions s ON s.group_id = g.id JOIN attendance_marks m ON m.session_id = s.id WHERE ${condition}
      ) r JOIN persons p ON p.id = r.person_id
      GROUP BY r.group_id, p.id, p.surnames, p.given_names, p.sort_name`, [id, id]);
    return rows.map((row) => ({ ...row, member: Number(row.member) === 1 })).sort(byName);
  }

  /** Marks of sessions that were held. */
  marks(of: GroupScope): Promise<GroupMark[]> {
    const [condition, id] = scoped(of);
    return this.dataSource.query<GroupMark[]>(`
      SELECT m.person_id AS personId, m.session_id AS sessionId, m.status, m.minutes
      FROM learning_groups g JOIN sessions s ON s.group_id = g.id JOIN attendance_marks m ON m.session_id = s.id
      WHERE ${condition} AND s.cancelled_at IS NULL`, [id]);
  }

  /** All marks of one learner at a centre, in sessions that were held, in whatever group she was. */
  ofLearner(centreId: Id, personId: Id): Promise<LearnerMark[]> {
    return this.dataSource.query<LearnerMark[]>(`
      SELECT m.session_id AS sessionId, s.group_id AS groupId, m.status, m.minutes, s.starts_at AS startsAt, s.ends_at AS endsAt
      FROM attendance_marks m JOIN sessions s ON s.id = m.session_id
      WHERE m.person_id = ? AND m.centre_id = ? AND s.cancelled_at IS NULL
      ORDER BY s.date, s.starts_at`, [personId, centreId]);
  }
}

const HEADS = `
  SELECT g.id, g.name, e.name AS editionName, r.name AS roomName, t.display_name AS trainerName, g.days, g.starts_at AS startsAt, g.ends_at AS endsAt
  FROM learning_groups g JOIN editions e ON e.id = g.edition_id JOIN rooms r ON r.id = g.room_id LEFT JOIN accounts t ON t.id = g.trainer_id`;

function scoped(of: GroupScope): [condition: string, id: Id] {
  return 'groupId' in of ? ['g.id = ?', of.groupId] : ['g.edition_id = ?', of.editionId];
}

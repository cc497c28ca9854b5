import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EditionStatus } from '../courses/edition-rules.js';
import { partTitle, taughtTitle } from '../courses/taught-title.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { busyTimes } from './busy-times.js';
import { editionPeople, type EditionPerson } from './edition-people.js';
import { readCentreTraits, traitsOfPerson } from './forming-input.js';
import { readMover } from './mover.js';
import type { Mover } from './moving-rules.js';
import { waitingOrder, type Waiting } from './waiting-list.js';
import type { WeeklyTime } from './weekly-time.js';

/** A group in a list. */
export interface GroupRow extends WeeklyTime {
  id: Id;
  editionId: Id;
  editionName: string;
  name: string;
  level: Level;
  roomName: string;
  trainerName: string | null;
  capacity: number;
  members: number;
  /** `YYYY-MM-DD HH:MM` of the next session that was not cancelled; null when there is none. */
  nextSession: string | null;
}

export interface GroupHead extends GroupRow {
  courseCode: string;
  courseTitle: string;
  moduleCode: string | null;
  editionStatus: EditionStatus;
  version: number;
}

export interface NextSession {
  id: Id;
  ordinal: number;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  lessonTitle: string | null;
}

/** Somebody who waits, with what a list says of her. */
export type WaitingPerson = EditionPerson & Waiting;

/** The draft of an edition that somebody is to look at. */
export interface OpenDraft {
  id: Id;
  editionId: Id;
  editionName: string;
  createdAt: number;
}

const COLUMNS = `g.id, g.edition_id AS editionId, e.name AS editionName, g.name, g.level, g.module_code AS moduleCode, e.course_code AS courseCode, g.days, g.starts_at AS startsAt,
  g.ends_at AS endsAt, g.capacity, g.version, r.name AS roomName, a.display_name AS trainerName, ${partTitle('e.centre_id', 'c')} AS courseTitle, e.status AS editionStatus,
  (SELECT COUNT(*) FROM enrolments n WHERE n.group_id = g.id AND n.status IN ('enrolled', 'completed')) AS members,
  (SELECT MIN(CONCAT(s.date, ' ', s.starts_at)) FROM sessions s WHERE s.group_id = g.id AND s.cancelled_at IS NULL
    AND CONCAT(s.date, ' ', s.ends_at) > ?) AS nextSession`;
const TABLES = `FROM learning_groups g JOIN editions e ON e.id = g.edition_id JOIN courses c ON c.code = e.course_code JOIN rooms r ON r.id = g.room_id
  LEFT JOIN accounts a ON a.id = g.trainer_id`;

/** Reads of groups, each asked for one centre. `now` is `YYYY-MM-DD HH:MM` at the centre. */
@Injectable()
export class GroupsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** By level and name. One query. */
  ofEdition(centreId: Id, editionId: Id, now: string): Promise<GroupRow[]> {
    return this.groups('g.edition_id = ? AND g.centre_id = ?', [editionId, centreId], now);
  }

  /** Those of editions that are not closed. One query. */
  ofCentre(centreId: Id, now: string): Promise<GroupRow[]> {
    return this.groups("g.centre_id = ? AND e.status <> 'closed'", [centreId], now);
  }

  /** One query. @throws NotThere */
  async group(centreId: Id, id: Id, now: string): Promise<GroupHead> {
    const [group] = await this.groups('g.id = ? AND g.centre_id = ?', [id, centreId], now);
    if (!group) throw new NotThere('group');
    return group;
  }

  /** One query. */
  nextSessions(groupId: Id, now: string, limit: number): Promise<NextSession[]> {
    return this.dataSource.query<NextSession[]>(`
      SELECT s.id, s.ordinal, s.date, s.starts_at AS startsAt, s.ends_at AS endsAt, ${taughtTitle('s.centre_id')} AS lessonTitle
      FROM sessions s LEFT JOIN lessons l ON l.code = s.lesson_code
      WHERE s.group_id = ? AND s.cancelled_at IS NULL AND CONCAT(s.date, ' ', s.ends_at) > ?
      ORDER BY s.date, s.starts_at LIMIT ?`, [groupId, now, limit]);
  }

  /** Everybody of the edition, and those who wait in the order in which they are called. Four queries. */
  async peopleAndWaiting(centreId: Id, editionId: Id, today: LocalDate): Promise<{ people: EditionPerson[]; waiting: WaitingPerson[] }> {
    const people = await editionPeople(this.dataSource, { centreId, editionId, today, statuses: ['enrolled', 'waiting', 'completed'] });
    const without = people.filter(({ status, groupId }) => groupId === null && status !== 'completed');
    if (without.length === 0) return { people, waiting: [] };
    const registered = await readCentreTraits(this.dataSource, centreId, today);
    const busy = await busyTimes(this.dataSource, editionId);
    const waiting = without.map((person) => ({ ...person, traits: traitsOfPerson(person, today), busy: busy.get(person.personId) ?? [] }));
    const placed = people.filter(({ groupId }) => groupId !== null).map((person) => traitsOfPerson(person, today));
    return { people, waiting: waitingOrder(waiting, registered, placed) };
  }

  /** Somebody who is to sit in another group of her edition. Two queries. */
  mover(centreId: Id, enrolment: { personId: Id; editionId: Id }): Promise<Mover> {
    return readMover(this.dataSource, { ...enrolment, centreId });
  }

  /** The members of a group by name, for paper and files. Two queries. */
  async members(centreId: Id, editionId: Id, groupId: Id, today: LocalDate): Promise<EditionPerson[]> {
    const people = await editionPeople(this.dataSource, { centreId, editionId, today, statuses: ['enrolled', 'completed'] });
    return people.filter((person) => person.groupId === groupId);
  }

  /** Drafts that wait for somebody. One query. */
  openDrafts(centreId: Id): Promise<OpenDraft[]> {
    return this.dataSource.query<OpenDraft[]>(`
      SELECT p.id, p.edition_id AS editionId, e.name AS editionName, p.created_at AS createdAt
      FROM group_proposals p JOIN editions e ON e.id = p.edition_id
      WHERE e.centre_id = ? AND e.status IN ('open', 'running') AND p.status = 'draft' ORDER BY p.created_at DESC`, [centreId]);
  }

  private async groups(where: string, params: unknown[], now: string): Promise<GroupHead[]> {
    const rows = await this.dataSource.query<GroupHead[]>(`SELECT ${COLUMNS} ${TABLES} WHERE ${where} ORDER BY g.level, g.name`, [now, ...params]);
    return rows.map((row) => ({ ...row, members: Number(row.members) }));
  }
}

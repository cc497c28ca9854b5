import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Queryable } from '../centres/centres.repository.js';
import { taughtTitle } from '../courses/taught-title.js';
import { consentOf } from '../people/contact-permission.js';
import { surnamesFirst, type PersonName } from '../people/person-names.js';
import { readOften } from '../shared/database/direct-reads.js';
import { places } from '../shared/database/sql.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { MarkStatus } from './register-rules.js';
import type { RegisterSession } from './register-window.js';
import { rosterThen, type GroupMove } from './roster-then.js';
import { endOf, type SessionTimes } from './session-times.js';

/** A session with what a page says of it. */
export interface SessionHead extends RegisterSession {
  id: Id;
  groupId: Id;
  editionId: Id;
  ordinal: number;
  version: number;
  groupName: string;
  editionName: string;
  roomName: string;
  trainerName: string | null;
  lessonTitle: string | null;
  savedByName: string | null;
  cancelReason: string | null;
  /** How many came and do not stand in the list, of whom a name alone is known. */
  walkIns: number;
}

/** Somebody of a session: in its group when it was held, or with a mark. */
export interface RosterRow extends PersonName {
  personId: Id;
  sortName: string;
  markId: Id | null;
  status: MarkStatus | null;
  minutes: number | null;
  reason: string | null;
  version: number | null;
  arrivedAt: Instant | null;
  /** The PC at which she signed in. */
  workstation: string | null;
}

/** With what her row on the screen tells beside her mark. */
export interface RegisterRow extends RosterRow {
  /** Whether she consents to the use of her data; the engines give 1 and 0. */
  consented: boolean | number;
}

/** A change of a mark, as the trail kept it. */
export interface MarkChange {
  recordedAt: Instant;
  actorName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** Who set a mark last. */
export interface Marker extends PersonName {
  personId: Id;
  markedAt: Instant | null;
  markerName: string | null;
}

/** Who of a session's group counts as its member: a completed enrolment is one of a course that ended well. */
export const MEMBER_STATUSES = "('enrolled', 'completed')";

/** Reads of registers; everything is looked up at the viewer's centre. */
@Injectable()
export class RegistersRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @throws NotThere */
  async head(centreId: Id, sessionId: Id): Promise<SessionHead> {
    const [head] = await this.dataSource.query<SessionHead[]>(HEAD, [sessionId, centreId]);
    if (!head) throw new NotThere('session');
    return head;
  }

  /**
   * A session with everybody who belongs to it. One statement until it is over: the register is what trainers open all day,
   * and to ask twice costs more than what is asked for.
   * @throws NotThere
   */
  async register(centreId: Id, sessionId: Id, now: Instant): Promise<{ head: SessionHead; roster: RegisterRow[] }> {
    const [first, ...rows] = await readOften<(RegisterRow & { head: string | SessionHead | null })[]>(
      this.dataSource, REGISTER, [sessionId, centreId, sessionId, sessionId, sessionId, sessionId, centreId]);
    if (!first?.head) throw new NotThere('session');
    const head = typeof first.head === 'string' ? JSON.parse(first.head) as SessionHead : first.head;
    const roster = await asItWas(this.dataSource, head, rows, now, (ids) => this.dataSource.query<RegisterRow[]>(
      `SELECT ${ROSTER_COLUMNS}, x.id IS NOT NULL AS consented ${rosterTables(peopleIn(ids))} LEFT JOIN consents x ON ${consentOf('x', 'p.id', '?')}`,
      [...ids, sessionId, sessionId, centreId]));
    return { head, roster: onceEach(roster.sort(byName)) };
  }

  /** What happened to one mark, the newest first. @throws NotThere when there is no such mark at this centre */
  async history(centreId: Id, sessionId: Id, personId: Id): Promise<{ name: string; changes: MarkChange[] }> {
    const rows = await this.dataSource.query<HistoryRow[]>(HISTORY, [sessionId, personId, centreId]);
    const [first] = rows;
    if (!first) throw new NotThere('attendance mark');
    const changes = rows.map(({ recordedAt, actorName, valuesBefore, valuesAfter }) => (
      { recordedAt, actorName, before: parsed(valuesBefore), after: parsed(valuesAfter) }));
    return { name: surnamesFirst(first), changes };
  }

  /** Who set some marks, and when. */
  markers(sessionId: Id, personIds: readonly Id[]): Promise<Marker[]> {
    if (personIds.length === 0) return Promise.resolve([]);
    return this.dataSource.query<Marker[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, m.marked_at AS markedAt, a.display_name AS markerName
      FROM persons p
      LEFT JOIN attendance_marks m ON m.person_id = p.id AND m.session_id = ?
      LEFT JOIN accounts a ON a.id = m.marked_by
      WHERE p.id IN (${places(personIds)})`, [sessionId, ...personIds]);
  }
}

interface HistoryRow extends PersonName {
  recordedAt: Instant;
  actorName: string | null;
  valuesBefore: string | null;
  valuesAfter: string | null;
}

/**
 * Who belongs to a session, with marks and arrivals, in the order of every list and sheet of it. One query until it is over.
 * Inside a unit of work it takes `tx.manager`.
 */
export async function readRoster(source: Queryable, session: SessionOfGroup, now: Instant): Promise<RosterRow[]> {
  const { id, groupId } = session;
  const rows = await source.query<RosterRow[]>(`SELECT ${ROSTER_COLUMNS} ${rosterTables(membersOf('?'))}`, [groupId, id, id, id]);
  const roster = await asItWas(source, session, rows, now, (ids) => (
    source.query<RosterRow[]>(`SELECT ${ROSTER_COLUMNS} ${rosterTables(peopleIn(ids))}`, [...ids, id, id])));
  return roster.sort(byName);
}

type SessionOfGroup = SessionTimes & { id: Id; groupId: Id };

/** The list of a session that is over as it was when it was held (`rosterThen`); a group that was formed later has always been as it is. @param read the rows of those who have left */
async function asItWas<R extends RosterRow>(
  source: Queryable, session: SessionOfGroup, rows: readonly R[], now: Instant, read: (ids: readonly Id[]) => Promise<R[]>,
): Promise<R[]> {
  const end = endOf(session);
  if (now < end) return [...rows];
  const moves = await source.query<GroupMove[]>(MOVES, [session.groupId, end, end]);
  const { off, on } = rosterThen(session.groupId, moves);
  const stays = rows.filter(({ personId, markId, arrivedAt }) => markId !== null || arrivedAt !== null || !off.has(personId));
  const left = on.filter((id) => !rows.some(({ personId }) => personId === id));
  return left.length === 0 ? stays : [...stays, ...await read(left)];
}

const MOVES = `
  SELECT n.person_id AS personId, m.from_group_id AS fromGroupId, m.to_group_id AS toGroupId
  FROM learning_groups g JOIN enrolments n ON n.edition_id = g.edition_id JOIN enrolment_moves m ON m.enrolment_id = n.id
  WHERE g.id = ? AND g.created_at < ? AND m.moved_at >= ? ORDER BY m.moved_at, m.id`;

/** As Spanish sorts; two of one name keep their order too, since sheets of paper name people by number. */
export function byName(a: { sortName: string; personId: Id }, b: { sortName: string; personId: Id }): number {
  if (a.sortName !== b.sortName) return a.sortName < b.sortName ? -1 : 1;
  return a.personId < b.personId ? -1 : 1;
}

/** What a page says of a session: its names there, and where they stand. */
const HEAD_COLUMNS = {
  id: 's.id', groupId: 's.group_id', ordinal: 's.ordinal', date: 's.date', startsAt: 's.starts_at', endsAt: 's.ends_at', version: 's.version',
  registerSavedAt: 's.register_saved_at', cancelledAt: 's.cancelled_at', cancelReason: 's.cancel_reason', groupName: 'g.name',
  editionId: 'g.edition_id', editionName: 'e.name', roomName: 'r.name', lessonTitle: taughtTitle('s.centre_id'), trainerName: 't.display_name', savedByName: 'b.display_name',
  walkIns: '(SELECT COUNT(*) FROM walk_ins n WHERE n.session_id = s.id AND n.person_id IS NULL)',
} satisfies Record<keyof SessionHead, string>;

const HEAD_TABLES = `
  FROM sessions s
  JOIN learning_groups g ON g.id = s.group_id
  JOIN editions e ON e.id = g.edition_id
  JOIN rooms r ON r.id = g.room_id
  LEFT JOIN lessons l ON l.code = s.lesson_code
  LEFT JOIN accounts t ON t.id = g.trainer_id
  LEFT JOIN accounts b ON b.id = s.register_saved_by
  WHERE s.id = ? AND s.centre_id = ?`;

const HEAD = `SELECT ${Object.entries(HEAD_COLUMNS).map(([name, column]) => `${column} AS ${name}`).join(', ')} ${HEAD_TABLES}`;

const ROSTER_COLUMNS = `p.id AS personId, p.surnames, p.given_names AS givenNames, p.sort_name AS sortName, m.id AS markId, m.status, m.minutes,
  m.reason, m.version, a.arrived_at AS arrivedAt, w.label AS workstation`;

/** @param group the expression that names the group; then the session follows */
const membersOf = (group: string): string => `
    SELECT person_id FROM enrolments WHERE group_id = ${group} AND status IN ${MEMBER_STATUSES}
    UNION SELECT person_id FROM attendance_marks WHERE session_id = ?`;

const peopleIn = (ids: readonly Id[]): string => `SELECT id AS person_id FROM persons WHERE id IN (${places(ids)})`;

/** @param people a SELECT of their ids, as `person_id`; then the session follows twice */
const rosterTables = (people: string): string => `
  FROM (${people}
  ) r
  JOIN persons p ON p.id = r.person_id
  LEFT JOIN attendance_marks m ON m.session_id = ? AND m.person_id = p.id
  LEFT JOIN arrivals a ON a.session_id = ? AND a.person_id = p.id
  LEFT JOIN workstations w ON w.id = a.workstation_id`;

/** The session first, in one column; then its people. */
const REGISTER = `
  SELECT JSON_OBJECT(${Object.entries(HEAD_COLUMNS).map(([name, column]) => `'${name}', ${column}`).join(', ')}) AS head,
    NULL AS personId, NULL AS surnames, NULL AS givenNames, NULL AS sortName, NULL AS markId, NULL AS status, NULL AS minutes,
    NULL AS reason, NULL AS version, NULL AS arrivedAt, NULL AS workstation, NULL AS consented ${HEAD_TABLES}
  UNION ALL
  SELECT NULL, ${ROSTER_COLUMNS}, x.id IS NOT NULL ${rosterTables(membersOf('(SELECT group_id FROM sessions WHERE id = ?)'))}
  LEFT JOIN consents x ON ${consentOf('x', 'p.id', '?')}`;

/** Whoever gave two consents that stand came twice: asking for each person whether there is any would take as long as the rest of the statement. */
function onceEach<R extends { personId: Id }>(sorted: readonly R[]): R[] {
  return sorted.filter(({ personId }, index) => personId !== sorted[index - 1]?.personId);
}

const HISTORY = `
  SELECT p.surnames, p.given_names AS givenNames, t.recorded_at AS recordedAt, u.display_name AS actorName,
    t.values_before AS valuesBefore, t.values_after AS valuesAfter
  FROM attendance_marks m
  JOIN persons p ON p.id = m.person_id
  JOIN audit_entries t ON t.entity = 'attendance_marks' AND t.entity_id = m.id
  LEFT JOIN accounts u ON u.id = t.actor_id
  WHERE m.session_id = ? AND m.person_id = ? AND m.centre_id = ?
  ORDER BY t.recorded_at DESC, t.id DESC`;

function parsed(json: string | null): Record<string, unknown> | null {
  return json === null ? null : JSON.parse(json) as Record<string, unknown>;
}

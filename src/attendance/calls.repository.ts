import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { surnamesFirst, type PersonName } from '../people/person-names.js';
import type { ComputerUse, Sex } from '../people/person-words.js';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import type { CallOutcome, OrganisationContact } from './call-list.js';

/** An absence without an excuse. */
export interface MissedRow extends PersonName {
  personId: Id;
  sessionId: Id;
  groupId: Id;
  groupName: string;
  date: LocalDate;
  startsAt: LocalTime;
  phone: string | null;
  sex: Sex | null;
  birthYear: number | null;
  computerUse: ComputerUse | null;
}

export interface CallRow {
  personId: Id;
  sessionId: Id;
  madeAt: Instant;
  outcome: CallOutcome;
  note: string | null;
  callerName: string | null;
}

/** One mark of a group's register, for counting absences in a row. */
export interface RunRow {
  personId: Id;
  groupId: Id;
  date: LocalDate;
  startsAt: LocalTime;
  status: string;
}

/** Reads of the call list, each one query. */
@Injectable()
export class CallsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Who missed a session between two dates, both included. Who has left the course is not called. */
  missed(centreId: Id, from: LocalDate, to: LocalDate): Promise<MissedRow[]> {
    return this.dataSource.query<MissedRow[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, p.phone, p.sex, p.birth_year AS birthYear,
        l.computer_use AS computerUse, s.id AS sessionId, s.date, s.starts_at AS startsAt, g.id AS groupId, g.name AS groupName
      FROM sessions s
      JOIN attendance_marks m ON m.session_id = s.id AND m.status = 'absent'
      JOIN learning_groups g ON g.id = s.group_id
      JOIN persons p ON p.id = m.person_id
      LEFT JOIN learners l ON l.person_id = p.id AND l.centre_id = s.centre_id
      LEFT JOIN enrolments e ON e.edition_id = g.edition_id AND e.person_id = p.id
      WHERE s.centre_id = ? AND s.date BETWEEN ? AND ? AND s.cancelled_at IS NULL
        AND (e.status IS NULL OR e.status <> 'withdrawn')`, [centreId, from, to]);
  }

  /** The calls about those absences. */
  calls(centreId: Id, from: LocalDate, to: LocalDate): Promise<CallRow[]> {
    return this.dataSource.query<CallRow[]>(`
      SELECT c.person_id AS personId, c.session_id AS sessionId, c.made_at AS madeAt, c.outcome, c.note, a.display_name AS callerName
      FROM sessions s
      JOIN calls c ON c.session_id = s.id
      LEFT JOIN accounts a ON a.id = c.made_by
      WHERE s.centre_id = ? AND s.date BETWEEN ? AND ?
      ORDER BY c.made_at`, [centreId, from, to]);
  }

  /** All marks of some people up to a day, the newest session first. */
  runs(personIds: readonly Id[], to: LocalDate): Promise<RunRow[]> {
    if (personIds.length === 0) return Promise.resolve([]);
    return this.dataSource.query<RunRow[]>(`
      SELECT m.person_id AS personId, s.group_id AS groupId, s.date, s.starts_at AS startsAt, m.status
      FROM attendance_marks m JOIN sessions s ON s.id = m.session_id
      WHERE m.person_id IN (${places(personIds)}) AND s.date <= ? AND s.cancelled_at IS NULL
      ORDER BY s.date DESC, s.starts_at DESC`, [...personIds, to]);
  }

  /** For each of some people, who of her organisations has a phone. */
  async contacts(personIds: readonly Id[], today: LocalDate): Promise<Map<Id, OrganisationContact[]>> {
    const found = new Map<Id, OrganisationContact[]>();
    if (personIds.length === 0) return found;
    const rows = await this.dataSource.query<(PersonName & Omit<OrganisationContact, 'name'> & { memberId: Id })[]>(`
      SELECT mine.person_id AS memberId, p.id AS personId, p.surnames, p.given_names AS givenNames, p.phone, p.sex,
        theirs.post, theirs.board, o.name AS organisation
      FROM memberships mine
      JOIN memberships theirs ON theirs.organisation_id = mine.organisation_id
      JOIN persons p ON p.id = theirs.person_id
      JOIN organisations o ON o.id = mine.organisation_id
      WHERE mine.person_id IN (${places(personIds)}) AND (mine.until IS NULL OR mine.until >= ?)
        AND (theirs.until IS NULL OR theirs.until >= ?) AND p.phone IS NOT NULL AND p.merged_into_id IS NULL`,
    [...personIds, today, today]);
    for (const { memberId, board, ...row } of rows) {
      const contact = { ...row, name: surnamesFirst(row), board: Boolean(board) };
      found.set(memberId, [...found.get(memberId) ?? [], contact]);
    }
    return found;
  }

  /** How many absences of a day nobody has called about. */
  async countToCall(centreId: Id, date: LocalDate): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(`
      SELECT COUNT(*) AS count
      FROM sessions s
      JOIN attendance_marks m ON m.session_id = s.id AND m.status = 'absent'
      WHERE s.centre_id = ? AND s.date = ? AND s.cancelled_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM calls c WHERE c.session_id = s.id AND c.person_id = m.person_id)`, [centreId, date]);
    return Number(row?.count ?? 0);
  }
}

function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

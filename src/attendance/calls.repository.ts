import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readCentreTraits } from '../groups/forming-input.js';
import type { Traits } from '../groups/gap-weights.js';
import { isHeldSql } from '../organisations/membership-rules.js';
import { contactIn, newestConsent } from '../people/contact-permission.js';
import { surnamesFirst, type PersonName } from '../people/person-names.js';
import type { Access, Sex } from '../people/person-words.js';
import { places } from '../shared/database/sql.js';
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
  access: Access | null;
  /** How the last call about it ended. */
  lastOutcome: CallOutcome | null;
  /** Whether she agreed to be called; null when nobody has asked her. */
  mayCall: boolean | null;
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

  /**
   * Who missed a session between two dates, both included. Who has left the course is not called, nobody about an absence
   * after which she had another mark in that group up to then, and nobody about two at once.
   */
  async missed(centreId: Id, from: LocalDate, to: LocalDate): Promise<MissedRow[]> {
    const rows = await this.dataSource.query<(Omit<MissedRow, 'mayCall'> & { covers: string | null })[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, p.phone, p.sex, p.birth_year AS birthYear,
        l.access, s.id AS sessionId, s.date, s.starts_at AS startsAt, g.id AS groupId, g.name AS groupName,
        (SELECT c.outcome FROM calls c WHERE c.session_id = s.id AND c.person_id = p.id ORDER BY c.made_at DESC, c.id DESC LIMIT 1) AS lastOutcome,
        ${newestConsent('p.id', 's.centre_id')} AS covers
      FROM sessions s
      JOIN attendance_marks m ON m.session_id = s.id AND m.status = 'absent'
      JOIN learning_groups g ON g.id = s.group_id
      JOIN persons p ON p.id = m.person_id
      LEFT JOIN learners l ON l.person_id = p.id AND l.centre_id = s.centre_id
      LEFT JOIN enrolments e ON e.edition_id = g.edition_id AND e.person_id = p.id
      WHERE s.centre_id = ? AND s.date BETWEEN ? AND ? AND s.cancelled_at IS NULL
        AND (e.status IS NULL OR e.status <> 'withdrawn')
        AND NOT EXISTS (SELECT 1 FROM attendance_marks later JOIN sessions z ON z.id = later.session_id
          WHERE later.person_id = p.id AND z.group_id = s.group_id AND z.cancelled_at IS NULL AND z.date <= ?
            AND (z.date > s.date OR (z.date = s.date AND z.starts_at > s.starts_at)))`, [centreId, from, to, to]);
    return rows.map(({ covers, ...row }) => ({ ...row, mayCall: contactIn(covers) }));
  }

  /** Sex, birth year and access of everybody who came between two dates, both included. */
  whoCame(centreId: Id, from: LocalDate, to: LocalDate): Promise<Pick<MissedRow, 'sex' | 'birthYear' | 'access'>[]> {
    return this.dataSource.query(`
      SELECT DISTINCT p.id, p.sex, p.birth_year AS birthYear, l.access
      FROM sessions s
      JOIN attendance_marks m ON m.session_id = s.id AND m.status IN ('present', 'late', 'left_early')
      JOIN persons p ON p.id = m.person_id
      JOIN learners l ON l.person_id = p.id AND l.centre_id = s.centre_id
      WHERE s.centre_id = ? AND s.date BETWEEN ? AND ? AND s.cancelled_at IS NULL`, [centreId, from, to]);
  }

  /** How everybody of the centre is spread over sex, age and access. */
  registered(centreId: Id, today: LocalDate): Promise<Traits[]> {
    return readCentreTraits(this.dataSource, centreId, today);
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

  /** For each of some people, who of her organisations has a phone and agreed to be called. */
  async contacts(centreId: Id, personIds: readonly Id[], today: LocalDate): Promise<Map<Id, OrganisationContact[]>> {
    const found = new Map<Id, OrganisationContact[]>();
    if (personIds.length === 0) return found;
    const rows = await this.dataSource.query<(PersonName & Omit<OrganisationContact, 'name'> & { memberId: Id; covers: string | null })[]>(`
      SELECT mine.person_id AS memberId, p.id AS personId, p.surnames, p.given_names AS givenNames, p.phone, p.sex,
        theirs.post, theirs.board, o.name AS organisation, ${newestConsent('p.id', '?')} AS covers
      FROM memberships mine
      JOIN memberships theirs ON theirs.organisation_id = mine.organisation_id
      JOIN persons p ON p.id = theirs.person_id
      JOIN organisations o ON o.id = mine.organisation_id
      WHERE mine.person_id IN (${places(personIds)}) AND ${isHeldSql('mine')}
        AND ${isHeldSql('theirs')} AND p.phone IS NOT NULL AND p.merged_into_id IS NULL`,
    [centreId, ...personIds, today, today]);
    for (const { memberId, board, covers, ...row } of rows) {
      if (contactIn(covers) !== true) continue;
      const contact = { ...row, name: surnamesFirst(row), board: Boolean(board) };
      found.set(memberId, [...found.get(memberId) ?? [], contact]);
    }
    return found;
  }
}

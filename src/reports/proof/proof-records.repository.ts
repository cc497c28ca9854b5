import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { consentWithdrawn } from '../../people/contact-permission.js';
import { places } from '../../shared/database/sql.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../../shared/kernel/local-date.js';
import type { Period } from '../indicators/indicator.js';

/** A person of the viewer's centre. */
export interface ProvenPerson {
  personId: Id;
  surnames: string;
  givenNames: string;
  sortName: string;
  /** She took back the consent to use her data at the centre: her record still counts, and her name is not read. */
  withdrawn: boolean;
}

export interface ProvenSession {
  id: Id;
  centreId: Id;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  groupName: string;
}

export interface ProvenEnrolment {
  id: Id;
  centreId: Id;
  editionId: Id;
  edition: string;
  groupId: Id | null;
  groupName: string | null;
}

export interface ProvenBooking {
  id: Id;
  centreId: Id;
  date: LocalDate;
  startsAt: LocalTime;
  endsAt: LocalTime;
  coach: string;
}

export interface ProvenAction {
  id: Id;
  centreId: Id;
  kind: string;
  doneOn: LocalDate;
}

export interface ProvenAnswer {
  id: Id;
  centreId: Id;
  editionId: Id;
  edition: string;
}

/** The records behind figures, as their names are read. One query each. */
@Injectable()
export class ProofRecordsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Everybody who is a learner at a centre: rows are in the order of names. */
  async people(centreId: Id): Promise<ProvenPerson[]> {
    const rows = await this.dataSource.query<ProvenPerson[]>(`
      SELECT l.person_id AS personId, p.surnames, p.given_names AS givenNames, p.sort_name AS sortName, ${consentWithdrawn('l.person_id', 'l.centre_id')} AS withdrawn
      FROM learners l JOIN persons p ON p.id = l.person_id WHERE l.centre_id = ?`, [centreId]);
    return rows.map((row) => ({ ...row, withdrawn: Boolean(Number(row.withdrawn)) }));
  }

  sessions(centreIds: readonly Id[], { from, to }: Period): Promise<ProvenSession[]> {
    return this.dataSource.query(`
      SELECT s.id, s.centre_id AS centreId, s.date, s.starts_at AS startsAt, s.ends_at AS endsAt, g.name AS groupName
      FROM sessions s JOIN learning_groups g ON g.id = s.group_id WHERE s.centre_id IN (${places(centreIds)}) AND s.date BETWEEN ? AND ?`, [...centreIds, from, to]);
  }

  enrolments(ids: readonly Id[]): Promise<ProvenEnrolment[]> {
    return this.byId(ids, (among) => `
      SELECT e.id, e.centre_id AS centreId, e.edition_id AS editionId, d.name AS edition, e.group_id AS groupId, g.name AS groupName
      FROM enrolments e JOIN editions d ON d.id = e.edition_id LEFT JOIN learning_groups g ON g.id = e.group_id WHERE e.id IN (${among})`);
  }

  bookings(ids: readonly Id[]): Promise<ProvenBooking[]> {
    return this.byId(ids, (among) => `
      SELECT b.id, b.centre_id AS centreId, b.date, b.starts_at AS startsAt, b.ends_at AS endsAt, a.display_name AS coach
      FROM bookings b JOIN coaches c ON c.id = b.coach_id JOIN accounts a ON a.id = c.account_id WHERE b.id IN (${among})`);
  }

  actions(ids: readonly Id[]): Promise<ProvenAction[]> {
    return this.byId(ids, (among) => `SELECT a.id, a.centre_id AS centreId, a.kind, a.done_on AS doneOn FROM civic_actions a WHERE a.id IN (${among})`);
  }

  answers(centreIds: readonly Id[], { from, to }: Period): Promise<ProvenAnswer[]> {
    return this.dataSource.query(`
      SELECT a.id, a.centre_id AS centreId, a.edition_id AS editionId, d.name AS edition
      FROM survey_answers a JOIN editions d ON d.id = a.edition_id WHERE a.centre_id IN (${places(centreIds)}) AND a.answered_on BETWEEN ? AND ?`, [...centreIds, from, to]);
  }

  private byId<T>(ids: readonly Id[], sql: (among: string) => string): Promise<T[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.dataSource.query(sql(places(ids)), [...ids]);
  }
}

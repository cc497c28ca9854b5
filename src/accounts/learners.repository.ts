import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { places } from '../shared/database/sql.js';
import type { Id } from '../shared/kernel/ids.js';
import { compareSpanish } from '../shared/kernel/text.js';

/** A learner as the desk and the stations know her. */
export interface Learner {
  personId: Id;
  /** As she is greeted. */
  givenNames: string;
  /** Given names first. */
  name: string;
  /** Surnames first, as she stands in lists. */
  listName: string;
  accountId: Id | null;
  hasPin: boolean;
  hasCard: boolean;
}

export interface StationGroup {
  id: Id;
  name: string;
  days: number;
  startsAt: string;
  endsAt: string;
}

const LEARNER = `SELECT p.id, p.surnames, p.given_names, a.id AS account_id,
  CASE WHEN a.pin_hash IS NULL THEN 0 ELSE 1 END AS has_pin, CASE WHEN a.card_code IS NULL THEN 0 ELSE 1 END AS has_card`;
const ACCOUNT = `LEFT JOIN accounts a ON a.person_id = p.id AND a.kind = 'learner'`;

/** Learners and their groups, as far as signing in needs them. */
@Injectable()
export class LearnersRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Those of these people who are learners of the centre, by name. */
  async named(centreId: Id, personIds: readonly Id[]): Promise<Learner[]> {
    if (personIds.length === 0) return [];
    return sorted(await this.dataSource.query(
      `${LEARNER} FROM persons p JOIN learners l ON l.person_id = p.id ${ACCOUNT}
       WHERE l.centre_id = ? AND p.merged_into_id IS NULL AND p.id IN (${places(personIds)})`, [centreId, ...personIds]));
  }

  /** The members of a group, by name. */
  async ofGroup(centreId: Id, groupId: Id): Promise<Learner[]> {
    return sorted(await this.dataSource.query(
      `${LEARNER} FROM enrolments e JOIN persons p ON p.id = e.person_id ${ACCOUNT}
       WHERE e.group_id = ? AND e.centre_id = ? AND e.status IN ('enrolled', 'completed') AND p.merged_into_id IS NULL`, [groupId, centreId]));
  }

  /** The groups of a centre that go on, those that meet next first. @param today `YYYY-MM-DD` */
  running(centreId: Id, today: string): Promise<StationGroup[]> {
    return this.dataSource.query(
      `SELECT g.id, g.name, g.days, g.starts_at AS startsAt, g.ends_at AS endsAt FROM learning_groups g
       JOIN editions e ON e.id = g.edition_id WHERE g.centre_id = ? AND e.starts_on <= ? AND e.ends_on >= ? ORDER BY g.starts_at, g.name`,
      [centreId, today, today]);
  }

  async group(centreId: Id, groupId: Id): Promise<StationGroup | null> {
    const [group]: StationGroup[] = await this.dataSource.query(
      `SELECT id, name, days, starts_at AS startsAt, ends_at AS endsAt FROM learning_groups WHERE centre_id = ? AND id = ?`, [centreId, groupId]);
    return group ?? null;
  }
}

interface Row {
  id: Id;
  surnames: string;
  given_names: string;
  account_id: Id | null;
  has_pin: number | string;
  has_card: number | string;
}

function sorted(rows: Row[]): Learner[] {
  return rows.map((row) => ({
    personId: row.id,
    givenNames: row.given_names,
    name: `${row.given_names} ${row.surnames}`,
    listName: `${row.surnames}, ${row.given_names}`,
    accountId: row.account_id,
    hasPin: Number(row.has_pin) === 1,
    hasCard: Number(row.has_card) === 1,
  })).sort((a, b) => compareSpanish(a.listName, b.listName));
}

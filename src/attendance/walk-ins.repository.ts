import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { surnamesFirst } from '../people/person-names.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';

/** Somebody who came and does not stand in the list. */
export interface WalkInRow {
  id: Id;
  /** As it was written by hand. */
  name: string;
  personId: Id | null;
  /** Surnames first; null until somebody has said who she is. */
  personName: string | null;
  /** She takes part in the edition by now, or waits for a seat. */
  enrolled: boolean;
}

/** Reads of walk-ins, each asked for a session of the viewer's centre. */
@Injectable()
export class WalkInsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Those whose name alone is known first. One query. */
  async list(centreId: Id, sessionId: Id): Promise<WalkInRow[]> {
    const rows = await this.dataSource.query<RawRow[]>(`
      SELECT w.id, w.name, w.person_id AS personId, p.surnames, p.given_names AS givenNames, CASE WHEN e.id IS NULL THEN 0 ELSE 1 END AS enrolled
      FROM walk_ins w
      JOIN sessions s ON s.id = w.session_id
      JOIN learning_groups g ON g.id = s.group_id
      LEFT JOIN persons p ON p.id = w.person_id
      LEFT JOIN enrolments e ON e.edition_id = g.edition_id AND e.person_id = w.person_id AND e.status <> 'withdrawn'
      WHERE w.session_id = ? AND w.centre_id = ?
      ORDER BY CASE WHEN w.person_id IS NULL THEN 0 ELSE 1 END, w.noted_at, w.id`, [sessionId, centreId]);
    return rows.map(({ surnames, givenNames, ...row }) => ({
      ...row, enrolled: Number(row.enrolled) === 1, personName: row.personId === null ? null : surnamesFirst({ surnames, givenNames }),
    }));
  }

  /** A name of whom it is not known who she is. @throws NotThere */
  async open(centreId: Id, sessionId: Id, walkInId: Id): Promise<WalkInRow> {
    const found = (await this.list(centreId, sessionId)).find(({ id, personId }) => id === walkInId && personId === null);
    if (!found) throw new NotThere('walk-in');
    return found;
  }
}

interface RawRow extends Omit<WalkInRow, 'personName'> {
  surnames: string;
  givenNames: string;
}

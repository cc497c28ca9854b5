import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { contactIn, newestConsent } from '../../people/contact-permission.js';
import type { PersonName } from '../../people/person-names.js';
import { places } from '../../shared/database/sql.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Level } from '../../shared/kernel/levels.js';
import type { OpenEdition } from './drop-help.js';

/** A learner of the centre, as she is called. */
export interface ReachedPerson extends PersonName {
  personId: Id;
  phone: string | null;
  /** Whether she agreed to be called; null when nobody has asked her. */
  mayCall: boolean | null;
  left: boolean;
}

/** What the path's people are called, and where they can be enrolled. One query each. */
@Injectable()
export class GapsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Only those who are learners at this centre. */
  async people(centreId: Id, ids: readonly Id[]): Promise<Map<Id, ReachedPerson>> {
    if (ids.length === 0) return new Map();
    const rows = await this.dataSource.query<(Omit<ReachedPerson, 'mayCall' | 'left'> & { covers: string | null; leftAt: number | string | null })[]>(`
      SELECT p.id AS personId, p.surnames, p.given_names AS givenNames, p.phone, l.left_at AS leftAt, ${newestConsent('p.id', 'l.centre_id')} AS covers
      FROM learners l JOIN persons p ON p.id = l.person_id WHERE l.centre_id = ? AND l.person_id IN (${places(ids)})`, [centreId, ...ids]);
    return new Map(rows.map(({ covers, leftAt, ...row }) => [row.personId, { ...row, mayCall: contactIn(covers), left: leftAt !== null }]));
  }

  /** Those not begun yet come before those that go on, the next one first. */
  async openEditions(centreId: Id): Promise<OpenEdition[]> {
    const rows = await this.dataSource.query<OpenEdition[]>(`
      SELECT e.id, e.name, c.ordinal AS course, c.level_needed AS levelNeeded, c.level_reached AS levelReached
      FROM editions e JOIN courses c ON c.code = e.course_code WHERE e.centre_id = ? AND e.status IN ('open', 'running')
      ORDER BY CASE WHEN e.status = 'open' THEN 0 ELSE 1 END, e.starts_on, e.id`, [centreId]);
    return rows.map((row) => ({ ...row, course: Number(row.course), levelNeeded: Number(row.levelNeeded) as Level, levelReached: Number(row.levelReached) as Level }));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Sex } from '../people/person-words.js';
import { places } from '../shared/database/sql.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { isHeldSql, type MembershipFields } from './membership-rules.js';
import { Membership } from './membership.entity.js';
import type { OrganisationRow } from './organisation-filters.js';
import { Organisation } from './organisation.entity.js';

/** Somebody who holds or held a post in an organisation. */
export interface Member extends MembershipFields {
  id: Id;
  personId: Id;
  surnames: string;
  givenNames: string;
  sex: Sex | null;
  phone: string | null;
}

/** Reads of the organisations of one centre. */
@Injectable()
export class OrganisationsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** All of a centre: some hundred rows of few columns, filtered and sorted by pure rules. */
  all(centreId: Id): Promise<OrganisationRow[]> {
    return this.dataSource.query<OrganisationRow[]>(
      `SELECT id, register_number AS registerNumber, name, search_name AS searchName, type, sector, mandate_ends_on AS mandateEndsOn
       FROM organisations WHERE centre_id = ?`, [centreId]);
  }

  /** How many people hold a post in each of these today. */
  async memberCounts(ids: readonly Id[], today: LocalDate): Promise<Map<Id, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.dataSource.query<{ id: Id; people: number }[]>(
      `SELECT organisation_id AS id, COUNT(DISTINCT person_id) AS people FROM memberships
       WHERE organisation_id IN (${places(ids)}) AND ${isHeldSql('memberships')} GROUP BY organisation_id`, [...ids, today]);
    return new Map(rows.map(({ id, people }) => [id, Number(people)]));
  }

  /** @throws NotThere for one of another centre, whether there is one or not */
  async organisation(centreId: Id, id: Id): Promise<Organisation> {
    const found = isId(id) ? await this.dataSource.manager.findOneBy(Organisation, { id, centreId }) : null;
    if (!found) throw new NotThere('organisation');
    return found;
  }

  /** Whoever holds or held a post in it, of those whom the centre knows. */
  async members(centreId: Id, organisationId: Id): Promise<Member[]> {
    const rows = await this.dataSource.query<Member[]>(`
      SELECT m.id, m.post, m.board, m.since, m.until, p.id AS personId, p.surnames, p.given_names AS givenNames, p.sex, p.phone
      FROM memberships m JOIN persons p ON p.id = m.person_id JOIN learners l ON l.person_id = p.id AND l.centre_id = ?
      WHERE m.organisation_id = ? ORDER BY l.sort_name, m.id`, [centreId, organisationId]);
    return rows.map((row) => ({ ...row, board: Boolean(Number(row.board)) }));
  }

  /** A post of a person, with its organisation. @throws NotThere */
  async membership(centreId: Id, personId: Id, id: Id): Promise<{ membership: Membership; organisation: Organisation }> {
    const membership = isId(id) ? await this.dataSource.manager.findOneBy(Membership, { id, personId }) : null;
    if (!membership) throw new NotThere('membership');
    return { membership, organisation: await this.organisation(centreId, membership.organisationId) };
  }
}

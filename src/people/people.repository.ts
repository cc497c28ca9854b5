import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isHeldSql } from '../organisations/membership-rules.js';
import { inChunks, places } from '../shared/database/sql.js';
import { groupBy } from '../shared/kernel/group-by.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Level } from '../shared/kernel/levels.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { consentStands } from './contact-permission.js';
import { peopleSource, queryFor, type PeopleFilters, type PeopleSearch } from './people-filters.js';
import { organisationsFound, organisationsQuery, peopleSearchRank } from './people-search.js';
import type { LearnerFields, PersonFields } from './person-fields.js';

/** A person in a list of her centre. */
export interface PersonRow extends PersonFields, LearnerFields {
  id: Id;
  leftAt: number | null;
  /** The newest level; null where nobody has placed her yet. */
  level: Level | null;
  consented: boolean;
  /** What she holds now comes first, a post of the board before others. */
  posts: PostRow[];
}

export interface PostRow {
  personId: Id;
  organisationId: Id;
  organisation: string;
  registerNumber: string | null;
  post: string;
  board: boolean;
  held: boolean;
}

/** Who asks for a list. */
export interface PeopleAudience {
  centreId: Id;
  today: LocalDate;
  /** Whether DNIs, birth dates and phones are shown, and found by their beginnings. */
  seesNumbers: boolean;
}

export const PAGE_SIZE = 30;

/** Lists of the people of one centre, by surnames. */
@Injectable()
export class PeopleRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One page of a list and how many it has in all. At most four queries, whatever the number. */
  async list(filters: PeopleFilters, audience: PeopleAudience, page: number): Promise<{ rows: PersonRow[]; total: number }> {
    const search = await this.searchFor(filters, audience);
    const total = search ? await this.counted(search, audience) : 0;
    const span = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
    return { rows: search && total > span.offset ? await this.rowsOf(search, audience, span) : [], total };
  }

  /** Those whose surname begins with what was typed come first. At most three queries. */
  async rows(filters: PeopleFilters, audience: PeopleAudience, span: Span): Promise<PersonRow[]> {
    const search = await this.searchFor(filters, audience);
    return search ? this.rowsOf(search, audience, span) : [];
  }

  private async searchFor(filters: PeopleFilters, { centreId, seesNumbers }: PeopleAudience): Promise<PeopleSearch | null> {
    const query = queryFor(filters.q, seesNumbers);
    if (!query) return null;
    const asked = organisationsQuery(query, centreId);
    return { filters, query, organisations: organisationsFound(query, asked ? await this.dataSource.query(asked.sql, asked.params) : []) };
  }

  private async counted(search: PeopleSearch, audience: PeopleAudience): Promise<number> {
    const source = peopleSource(search, audience);
    const [counted] = await this.dataSource.query<{ total: number }[]>(`SELECT COUNT(*) AS total ${source.sql}`, source.params);
    return Number(counted?.total ?? 0);
  }

  private async rowsOf(search: PeopleSearch, audience: PeopleAudience, span: Span): Promise<PersonRow[]> {
    const typed = search.query.tokens.length > 0;
    const source = peopleSource(search, audience, typed ? 'JOIN persons p ON p.id = l.person_id' : '');
    const rank = typed ? peopleSearchRank(search.query, 'p.search_name') : { sql: '0', params: [] };
    // Levels and consents are looked up for the rows of the page only.
    const found = await this.dataSource.query<RawRow[]>(`
      SELECT p.id, p.surnames, p.given_names AS givenNames, p.dni, p.dni_pending AS dniPending, p.birth_date AS birthDate, p.birth_year AS birthYear,
        p.sex, p.mother_tongue AS motherTongue, p.phone, p.email, l.kind, l.availability, l.computer_use AS computerUse, l.left_at AS leftAt,
        (SELECT x.level FROM placements x WHERE x.person_id = p.id AND x.centre_id = l.centre_id ORDER BY x.decided_at DESC, x.id DESC LIMIT 1) AS level,
        ${consentStands('p.id', 'l.centre_id')} AS consented
      FROM (SELECT l.id AS learner_id, ${rank.sql} AS place, l.sort_name AS listed ${source.sql}
        ORDER BY ${typed ? 'place, listed' : 'listed'}, l.id LIMIT ? OFFSET ?) shown
      JOIN learners l ON l.id = shown.learner_id JOIN persons p ON p.id = l.person_id
      ORDER BY shown.place, shown.listed, shown.learner_id`, [...rank.params, ...source.params, span.limit, span.offset]);
    const posts = await this.posts(found.map(({ id }) => id), audience);
    return found.map((row) => ({ ...cleaned(row), posts: posts.get(row.id) ?? [] }));
  }

  /** The posts of people in the organisations of a centre; past ones stand last. */
  async posts(personIds: readonly Id[], { centreId, today }: Pick<PeopleAudience, 'centreId' | 'today'>): Promise<Map<Id, PostRow[]>> {
    const rows: PostRow[] = [];
    for (const ids of inChunks(personIds, 500)) {
      rows.push(...await this.dataSource.query<PostRow[]>(`
        SELECT m.person_id AS personId, o.id AS organisationId, o.name AS organisation, o.register_number AS registerNumber, m.post, m.board,
          CASE WHEN ${isHeldSql('m')} THEN 1 ELSE 0 END AS held
        FROM memberships m JOIN organisations o ON o.id = m.organisation_id
        WHERE o.centre_id = ? AND m.person_id IN (${places(ids)}) ORDER BY held DESC, m.board DESC, m.since DESC, m.id`, [today, centreId, ...ids]));
    }
    return groupBy(rows.map((row) => ({ ...row, board: Boolean(Number(row.board)), held: Boolean(Number(row.held)) })), ({ personId }) => personId);
  }
}

interface Span {
  limit: number;
  offset: number;
}

type RawRow = Omit<PersonRow, 'posts'>;

/** Booleans and big numbers come from the engines as numbers and texts. */
function cleaned(row: RawRow): RawRow {
  return {
    ...row,
    dniPending: Boolean(Number(row.dniPending)), consented: Boolean(Number(row.consented)),
    leftAt: row.leftAt === null ? null : Number(row.leftAt), level: row.level === null ? null : Number(row.level) as Level,
  };
}

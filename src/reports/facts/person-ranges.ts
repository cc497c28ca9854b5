import type { DataSource } from 'typeorm';
import { places } from '../../shared/database/sql.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { FactsRow } from './kept-facts.js';
import type { PeoplePage } from './people-pages.js';

/** People in the order of their ids: those after one of them, and the last; null for all the others. */
export interface PersonRange {
  after: Id;
  until: Id | null;
}

type Source = Pick<DataSource, 'query'>;

/** Rows of facts, of whatever centres: some megabytes. */
const ROWS = 4_000;

/** Cuts the people after one into ranges of about as many of all centres: found along the index of persons, nobody's facts are read. */
export async function* personRanges(source: Source, after: Id): AsyncGenerator<PersonRange> {
  for (let from: Id | null = after; from !== null;) {
    const [row]: { id: Id }[] = await source.query(`SELECT person_id AS id FROM learner_facts WHERE person_id > ? ORDER BY person_id LIMIT 1 OFFSET ${ROWS - 1}`, [from]);
    const until: Id | null = row?.id ?? null;
    yield { after: from, until };
    from = until;
  }
}

/** Who of a range is a learner at some centres, with her rows there. One query. */
export async function peopleIn(source: Source, centreIds: readonly Id[], { after, until }: PersonRange, marks: boolean): Promise<PeoplePage> {
  const rows = await source.query<FactsRow[]>(
    `SELECT person_id AS personId, centre_id AS centreId, facts, ${marks ? 'marks' : 'NULL AS marks'}, turn FROM learner_facts
     WHERE person_id > ?${until === null ? '' : ' AND person_id <= ?'} AND centre_id IN (${places(centreIds)})`, [after, ...until === null ? [] : [until], ...centreIds]);
  return [...groupBy(rows, ({ personId }) => personId).values()];
}

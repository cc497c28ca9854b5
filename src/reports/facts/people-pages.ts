import type { DataSource } from 'typeorm';
import { inChunks } from '../../shared/database/sql.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { FactsRow } from './kept-facts.js';

/** What is read of everybody; whoever holds it may change it while the pages go on. */
export interface Reading {
  marks: boolean;
}

/** Some people, each with her rows at the centres asked for. */
export type PeoplePage = readonly (readonly FactsRow[])[];

type Source = Pick<DataSource, 'query'>;
type Ask = (centreIds: readonly Id[], after: Id) => Promise<FactsRow[]>;

/** Rows of all centres that are held in the memory at once, and the most and fewest of one of them that are read by one query. */
const ROWS_IN_ALL = 20_000;
const MOST_AT_ONCE = 5_000;
const FEWEST_AT_ONCE = 250;
/** SQLite joins no more statements. */
const CENTRES_AT_ONCE = 300;

/**
 * All who are learners at some centres, a list of people at a time in the order of ids.
 * Every centre is read along its own index, so that nothing is sorted and a centre of seven hundred costs no more beside
 * a million others; the next page is fetched while the one before is added up. One query for some thousand.
 * @param reading asked anew for each page
 */
export async function* peoplePages(source: Source, centreIds: readonly Id[], reading: Readonly<Reading>): AsyncGenerator<PeoplePage> {
  const size = Math.max(FEWEST_AT_ONCE, Math.min(MOST_AT_ONCE, Math.floor(ROWS_IN_ALL / centreIds.length)));
  const ask = oneAfterTheOther(source, size, reading);
  const cursors: CentreCursor[] = [];
  for (const lot of inChunks([...new Set(centreIds)], CENTRES_AT_ONCE)) {
    const rows = groupBy(await ask(lot, ''), ({ centreId }) => centreId);
    cursors.push(...lot.map((centreId) => new CentreCursor(centreId, rows.get(centreId) ?? [], size, ask)));
  }
  for (let left = cursors.filter(({ head }) => head); left.length > 0; left = left.filter(({ head }) => head)) {
    yield peopleUntilOneIsOut(left);
    for (const cursor of left) await cursor.refill();
  }
}

/** Takes people off as long as every centre has some at hand. */
function peopleUntilOneIsOut(cursors: readonly CentreCursor[]): PeoplePage {
  const people: (readonly FactsRow[])[] = [];
  for (;;) {
    const { least, others } = leastOf(cursors);
    // Those before everybody of the other centres are at this one alone.
    while (least.head !== undefined && (others === undefined || least.head.personId < others)) people.push([least.take()]);
    if (least.head === undefined) return people;
    if (least.head.personId !== others) continue;
    const { personId } = least.head;
    people.push(cursors.filter(({ head }) => head?.personId === personId).map((cursor) => cursor.take()));
    if (cursors.some(({ head }) => head === undefined)) return people;
  }
}

/** The centre whose next person comes first, and the first person of the others. */
function leastOf([first, ...rest]: readonly CentreCursor[]): { least: CentreCursor; others: Id | undefined } {
  let least = first as CentreCursor;
  let others: Id | undefined;
  for (const cursor of rest) {
    const isLess = (cursor.head as FactsRow).personId < (least.head as FactsRow).personId;
    const other = (isLess ? least : cursor).head?.personId as Id;
    if (isLess) least = cursor;
    if (others === undefined || other < others) others = other;
  }
  return { least, others };
}

/** Where the reading of a centre is. */
class CentreCursor {
  private at = 0;
  private next: Promise<FactsRow[]> | null;

  constructor(private readonly centreId: Id, private rows: FactsRow[], private readonly size: number, private readonly ask: Ask) {
    this.next = this.fetch();
  }

  /** Undefined where the page is out; after `refill`, where the centre is. */
  get head(): FactsRow | undefined {
    return this.rows[this.at];
  }

  take(): FactsRow {
    return this.rows[this.at++] as FactsRow;
  }

  async refill(): Promise<void> {
    if (this.head !== undefined || this.next === null) return;
    [this.rows, this.at] = [await this.next, 0];
    this.next = this.fetch();
  }

  private fetch(): Promise<FactsRow[]> | null {
    if (this.rows.length < this.size) return null;
    const next = this.ask([this.centreId], this.rows.at(-1)?.personId ?? '');
    // Whoever does not come to wait for it has met another error before.
    next.catch(() => undefined);
    return next;
  }
}

/** On one connection, however many centres there are: requests go on beside it. */
function oneAfterTheOther(source: Source, size: number, reading: Readonly<Reading>): Ask {
  let before: Promise<unknown> = Promise.resolve();
  return (centreIds, after) => {
    const page = `SELECT person_id AS personId, centre_id AS centreId, facts, ${reading.marks ? 'marks' : 'NULL AS marks'}, turn FROM learner_facts WHERE centre_id = ? AND person_id > ? ORDER BY person_id LIMIT ${size}`;
    // Within another, MariaDB writes a page into a table on the disk before it hands it over.
    const statement = centreIds.length === 1 ? page : centreIds.map(() => `SELECT * FROM (${page}) x`).join(' UNION ALL ');
    // A server may hand a part of a union over in another order than it was found in.
    const asked = before.then(async () => (await source.query<FactsRow[]>(statement, centreIds.flatMap((id) => [id, after]))).sort((a, b) => (a.personId < b.personId ? -1 : 1)));
    before = asked.catch(() => undefined);
    return asked;
  };
}

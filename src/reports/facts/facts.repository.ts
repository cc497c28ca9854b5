import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { places } from '../../shared/database/sql.js';
import { KnownFactsStore, type FactsAt, type PersonFacts } from './known-facts.js';
import type { LearnerFacts } from './learner-facts.js';

const PEOPLE_AT_ONCE = 5_000;

type Take = (facts: readonly LearnerFacts[], turn: number) => void;

/** Reads the kept facts, person by person. Those of centres are read and taken apart once, until some facts change. */
@Injectable()
export class FactsRepository {
  private readonly known = new KnownFactsStore();

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Hands over everybody who is a learner at one of the centres, in the order of ids: the facts of all those centres at once,
   * and the turn that they were written at. One query where they are known, two for some thousand people.
   * @param take must not change the facts: the next who asks gets the same
   * @param told how far it is, 0 to 1
   */
  async eachPerson(centreIds: readonly Id[], take: Take, told?: (done: number) => void): Promise<void> {
    if (centreIds.length === 0) return;
    const [at, known] = [await this.factsAt(), this.known.get(centreIds)];
    if (at && known && at.turn === known.turn && at.drawnAt === known.drawnAt) return handOver(known.people, take);
    const rows = await this.lot(centreIds, '');
    if (rows.length === PEOPLE_AT_ONCE) return this.eachLot(centreIds, rows, take, told);
    const people = [...byPerson(rows)];
    if (at) this.known.keep(centreIds, { ...at, people, characters: rows.reduce((sum, { facts }) => sum + facts.length, 0) });
    handOver(people, take);
  }

  /** Too many to be kept in the memory. @param first the first lot */
  private async eachLot(centreIds: readonly Id[], first: readonly Row[], take: Take, told?: (done: number) => void): Promise<void> {
    const all = told ? await this.countAt(centreIds) : 1;
    let done = 0;
    for (let rows = first; ;) {
      const whole = rows.length < PEOPLE_AT_ONCE ? rows : withoutLastPerson(rows);
      handOver(byPerson(whole), take);
      if (rows.length < PEOPLE_AT_ONCE) return;
      told?.((done += whole.length) / all);
      rows = await this.lot(centreIds, whole.at(-1)?.personId ?? '');
    }
  }

  /**
   * Of which turn and drawing the facts are, asked before they are read: what is written between the two asks belongs to a
   * later turn, and is read again then. Null while everybody is drawn anew, when no turn holds for all of them.
   */
  private async factsAt(): Promise<FactsAt | null> {
    const [state] = await this.dataSource.query<{ turn: number | string; drawnAt: number | string }[]>(
      "SELECT turn, drawn_at AS drawnAt FROM fact_states WHERE code = 'facts' AND drawing_from IS NULL AND drawn_at IS NOT NULL");
    return state ? { turn: Number(state.turn), drawnAt: Number(state.drawnAt) } : null;
  }

  private lot(centreIds: readonly Id[], after: Id): Promise<Row[]> {
    return this.dataSource.query<Row[]>(`
      SELECT f.person_id AS personId, f.facts, f.turn FROM learner_facts f WHERE f.person_id > ? AND f.centre_id IN (${places(centreIds)})
      ORDER BY f.person_id, f.centre_id LIMIT ${PEOPLE_AT_ONCE}`, [after, ...centreIds]);
  }

  private async countAt(centreIds: readonly Id[]): Promise<number> {
    const [row] = await this.dataSource.query<{ rows: number | string }[]>(`SELECT COUNT(*) AS ${this.dataSource.driver.escape('rows')} FROM learner_facts WHERE centre_id IN (${places(centreIds)})`, [...centreIds]);
    return Math.max(1, Number(row?.rows));
  }
}

interface Row {
  personId: Id;
  facts: string;
  turn: number;
}

function handOver(people: Iterable<PersonFacts>, take: Take): void {
  for (const { facts, turn } of people) take(facts, turn);
}

/** Her other centres may stand in the next lot. */
function withoutLastPerson(rows: readonly Row[]): Row[] {
  const last = rows.at(-1)?.personId;
  return rows.filter(({ personId }) => personId !== last);
}

function* byPerson(rows: readonly Row[]): Generator<PersonFacts> {
  let [facts, turn, person]: [LearnerFacts[], number, Id | null] = [[], 0, null];
  for (const row of rows) {
    if (row.personId !== person && facts.length > 0) {
      yield { facts, turn };
      [facts, turn] = [[], 0];
    }
    person = row.personId;
    facts.push(JSON.parse(row.facts) as LearnerFacts);
    turn = Math.max(turn, Number(row.turn));
  }
  if (facts.length > 0) yield { facts, turn };
}

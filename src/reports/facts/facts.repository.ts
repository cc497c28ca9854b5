import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { places } from '../../shared/database/sql.js';
import type { LearnerFacts } from './learner-facts.js';

const PEOPLE_AT_ONCE = 5_000;

/** Reads the kept facts, person by person. */
@Injectable()
export class FactsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Hands over everybody who is a learner at one of the centres, in the order of ids: the facts of all those centres at once,
   * and the turn that they were written at.
   * @param told how far it is, 0 to 1
   */
  async eachPerson(centreIds: readonly Id[], take: (facts: readonly LearnerFacts[], turn: number) => void, told?: (done: number) => void): Promise<void> {
    if (centreIds.length === 0) return;
    const all = told ? await this.countAt(centreIds) : 1;
    let [after, done] = ['', 0];
    for (;;) {
      const rows = await this.dataSource.query<Row[]>(`
        SELECT f.person_id AS personId, f.facts, f.turn FROM learner_facts f WHERE f.person_id > ? AND f.centre_id IN (${places(centreIds)})
        ORDER BY f.person_id, f.centre_id LIMIT ${PEOPLE_AT_ONCE}`, [after, ...centreIds]);
      const whole = rows.length < PEOPLE_AT_ONCE ? rows : withoutLastPerson(rows);
      for (const { facts, turn } of byPerson(whole)) take(facts, turn);
      if (rows.length < PEOPLE_AT_ONCE) return;
      after = whole.at(-1)?.personId ?? '';
      told?.((done += whole.length) / all);
    }
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

/** Her other centres may stand in the next lot. */
function withoutLastPerson(rows: readonly Row[]): Row[] {
  const last = rows.at(-1)?.personId;
  return rows.filter(({ personId }) => personId !== last);
}

function* byPerson(rows: readonly Row[]): Generator<{ facts: LearnerFacts[]; turn: number }> {
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

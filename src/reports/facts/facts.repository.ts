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

  /** Hands over everybody who is a learner at one of the centres, in the order of ids: the facts of all those centres at once. */
  async eachPerson(centreIds: readonly Id[], take: (facts: readonly LearnerFacts[]) => void): Promise<void> {
    if (centreIds.length === 0) return;
    let after = '';
    for (;;) {
      const rows = await this.dataSource.query<{ personId: Id; facts: string }[]>(`
        SELECT f.person_id AS personId, f.facts FROM learner_facts f WHERE f.person_id > ? AND f.centre_id IN (${places(centreIds)})
        ORDER BY f.person_id, f.centre_id LIMIT ${PEOPLE_AT_ONCE}`, [after, ...centreIds]);
      const whole = rows.length < PEOPLE_AT_ONCE ? rows : withoutLastPerson(rows);
      for (const facts of byPerson(whole)) take(facts);
      if (rows.length < PEOPLE_AT_ONCE) return;
      after = whole.at(-1)?.personId ?? '';
    }
  }
}

interface Row {
  personId: Id;
  facts: string;
}

/** Her other centres may stand in the next lot. */
function withoutLastPerson(rows: readonly Row[]): Row[] {
  const last = rows.at(-1)?.personId;
  return rows.filter(({ personId }) => personId !== last);
}

function* byPerson(rows: readonly Row[]): Generator<LearnerFacts[]> {
  let facts: LearnerFacts[] = [];
  let person: Id | null = null;
  for (const row of rows) {
    if (row.personId !== person && facts.length > 0) {
      yield facts;
      facts = [];
    }
    person = row.personId;
    facts.push(JSON.parse(row.facts) as LearnerFacts);
  }
  if (facts.length > 0) yield facts;
}

import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { places } from '../../shared/database/sql.js';
import { readPerson } from './kept-facts.js';
import { KnownFactsStore, type FactsAt, type PersonFacts } from './known-facts.js';
import type { LearnerFacts } from './learner-facts.js';
import { peoplePages, type FactsRow, type PeoplePage } from './people-pages.js';

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
    if (at && known && at.turn === known.turn && at.drawnAt === known.drawnAt) return known.people.forEach(({ facts, turn }) => take(facts, turn));
    const all = told ? await this.countAt(centreIds) : 1;
    const keeping = new Keeping(this.known.room);
    let done = 0;
    for await (const people of this.pages(centreIds)) {
      for (const rows of people) {
        const person = readPerson(rows);
        take(person.facts, person.turn);
        keeping.add(person, rows);
        done += rows.length;
      }
      told?.(Math.min(1, done / all));
    }
    if (at && keeping.people) this.known.keep(centreIds, { ...at, people: keeping.people, characters: keeping.characters });
  }

  /** The same people as they are kept, for whoever takes very many of them apart elsewhere. */
  pages(centreIds: readonly Id[]): AsyncGenerator<PeoplePage> {
    return peoplePages(this.dataSource, centreIds);
  }

  /** How many rows there are of those centres, at least 1: somebody who is a learner at two has two. */
  async countAt(centreIds: readonly Id[]): Promise<number> {
    if (centreIds.length === 0) return 1;
    const [row] = await this.dataSource.query<{ rows: number | string }[]>(`SELECT COUNT(*) AS ${this.dataSource.driver.escape('rows')} FROM learner_facts WHERE centre_id IN (${places(centreIds)})`, [...centreIds]);
    return Math.max(1, Number(row?.rows));
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
}

/** Those who were read, unless they are too many to be kept in the memory. */
class Keeping {
  people: PersonFacts[] | null = [];
  characters = 0;

  constructor(private readonly room: number) {}

  add(person: PersonFacts, rows: readonly FactsRow[]): void {
    if (this.people === null) return;
    this.people.push(person);
    for (const { facts } of rows) this.characters += facts.length;
    if (this.characters > this.room) this.people = null;
  }
}

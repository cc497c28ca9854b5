import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '../../shared/kernel/ids.js';
import { readPerson, type FactsRow } from './kept-facts.js';
import { KnownFactsStore, type FactsAt, type PersonFacts } from './known-facts.js';
import type { LearnerFacts } from './learner-facts.js';
import { peoplePages } from './people-pages.js';

type Take = (facts: readonly LearnerFacts[], turn: number) => void;

/** How everybody is read, unless as a whole. */
export interface ReadAsked {
  /** With about so many people it stops. */
  most?: number;
  /** False where nobody's marks are asked for: those of whom there are too many to be kept in the memory come without. */
  marks?: boolean;
}

/** Reads the kept facts, person by person. Those of centres are read and taken apart once, until some facts change. */
@Injectable()
export class FactsRepository {
  private readonly known = new KnownFactsStore();

  constructor(@Inject(DataSource) readonly dataSource: DataSource) {}

  /**
   * Hands over everybody who is a learner at one of the centres, in the order of ids: the facts of all those centres at once,
   * and the turn that they were written at. One query where they are known, two for some thousand people.
   * @param take must not change the facts: the next who asks gets the same
   * @returns the last whom it handed over; null where it was everybody
   */
  async eachPerson(centreIds: readonly Id[], take: Take, { most = Infinity, marks = true }: ReadAsked = {}): Promise<Id | null> {
    if (centreIds.length === 0) return null;
    const [at, known] = [await this.factsAt(), this.known.get(centreIds)];
    if (at && known && at.turn === known.turn && at.drawnAt === known.drawnAt) {
      for (const { facts, turn } of known.people) take(facts, turn);
      return null;
    }
    const keeping = new Keeping(this.known.room);
    const reading = { marks: true };
    let done = 0;
    for await (const page of peoplePages(this.dataSource, centreIds, reading)) {
      for (const rows of page) {
        const person = readPerson(rows);
        take(person.facts, person.turn);
        keeping.add(person, rows);
      }
      // Whoever is kept in the memory is so for all who ask later.
      reading.marks = marks || keeping.people !== null;
      done += page.length;
      if (done >= most) return page.at(-1)?.[0]?.personId ?? null;
    }
    if (at && keeping.people) this.known.keep(centreIds, { ...at, people: keeping.people, characters: keeping.characters });
    return null;
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
    for (const { facts, marks } of rows) this.characters += facts.length + (marks?.length ?? 0);
    if (this.characters > this.room) this.people = null;
  }
}

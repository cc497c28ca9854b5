import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LearnerFacts } from './learner-facts.js';

/** As which drawing, and after how many changes of it, facts were read. */
export interface FactsAt {
  turn: number;
  drawnAt: Instant;
}

/** A person's facts, and the turn at which they were written. */
export interface PersonFacts {
  facts: readonly LearnerFacts[];
  turn: number;
}

export interface KnownFacts extends FactsAt {
  people: readonly PersonFacts[];
  /** How long they were as they are kept: a measure of the memory that they take. */
  characters: number;
}

/** Some ten centres of 700 learners: less than a hundred megabytes when taken apart. */
const MOST_CHARACTERS = 16_000_000;

/** Facts that were read before, by the centres asked for; those that nobody asked for the longest time go first. */
export class KnownFactsStore {
  private readonly kept = new Map<string, KnownFacts>();
  private characters = 0;

  constructor(private readonly most = MOST_CHARACTERS) {}

  /** Facts that are longer are not kept. */
  get room(): number {
    return this.most / 2;
  }

  get(centreIds: readonly Id[]): KnownFacts | null {
    const known = this.kept.get(keyOf(centreIds));
    if (!known) return null;
    this.kept.delete(keyOf(centreIds));
    this.kept.set(keyOf(centreIds), known);
    return known;
  }

  keep(centreIds: readonly Id[], facts: KnownFacts): void {
    this.forget(keyOf(centreIds));
    if (facts.characters > this.room) return;
    this.kept.set(keyOf(centreIds), facts);
    this.characters += facts.characters;
    for (const key of this.kept.keys()) if (this.characters > this.most) this.forget(key);
  }

  private forget(key: string): void {
    this.characters -= this.kept.get(key)?.characters ?? 0;
    this.kept.delete(key);
  }
}

function keyOf(centreIds: readonly Id[]): string {
  return [...centreIds].sort().join(' ');
}

import type { CourseFacts, LearnerFacts } from '../facts/learner-facts.js';
import type { Dimension, PersonSeen, Scope } from '../indicators/indicator.js';
import { ownValues } from '../indicators/own-values.js';
import { furthestStep, isOnPath, type PathStep } from '../indicators/path.js';
import { firstCame } from '../indicators/shares.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Level } from '../../shared/kernel/levels.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import { stepBefore, type Drop } from './gap-path.js';

/** Somebody who took the step before a drop, and not the next one. */
export interface DropPerson {
  personId: Id;
  /** When she took the step before. */
  since: LocalDate | null;
  /** The last level that was decided of her. */
  level: Level | null;
  courses: readonly CourseFacts[];
}

/**
 * Collects, person by person, those behind a drop: the difference of the figures of its two steps. Who took her last step
 * last comes first: she is the easiest to bring back.
 */
export function dropCollector(drop: Drop, { centreIds, period, slice = {} }: Scope): { add: (facts: readonly LearnerFacts[]) => void; collected: () => DropPerson[] } {
  const before = stepBefore(drop);
  const wanted = Object.entries(slice) as [Dimension, string][];
  const people: DropPerson[] = [];
  return {
    add: (given) => {
      const facts = given.filter(({ centreId }) => centreIds.includes(centreId));
      const person: PersonSeen = { personId: facts[0]?.personId ?? '', facts, period };
      if (!isOnPath(person) || furthestStep(person) !== before || !wanted.every(([dimension, value]) => ownValues(person, dimension).includes(value))) return;
      people.push(dropPerson(person, before));
    },
    collected: () => people.sort((a, b) => compare(b.since ?? '', a.since ?? '') || compare(a.personId, b.personId)),
  };
}

function dropPerson({ personId, facts }: PersonSeen, before: PathStep): DropPerson {
  const days = facts.flatMap((one) => DAYS[before](one)).filter((day) => day !== null);
  return {
    personId, since: days.sort()[0] ?? null, courses: facts.flatMap(({ courses }) => courses),
    level: facts.flatMap(({ levels }) => levels).sort((a, b) => compare(a.on, b.on)).at(-1)?.level ?? null,
  };
}

/** The days on which somebody took a step: the first of them counts. */
const DAYS: Record<PathStep, (one: LearnerFacts) => (LocalDate | null)[]> = {
  registered: ({ registeredOn }) => [registeredOn],
  diagnosed: ({ diagnosedOn }) => [diagnosedOn],
  placed: ({ levels }) => levels.map(({ on }) => on),
  grouped: ({ courses }) => courses.map(({ groupedOn }) => groupedOn),
  came: ({ courses }) => courses.map(firstCame),
  'completed-1': ({ courses }) => courses.filter(({ course }) => course === 1).map(({ completedOn }) => completedOn),
  'came-2': ({ courses }) => courses.filter(({ course }) => course === 2).map(firstCame),
  acted: ({ actions }) => actions.map(({ on }) => on),
};

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

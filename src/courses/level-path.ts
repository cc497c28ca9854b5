import type { Level } from '../shared/kernel/levels.js';

/** What a module needs and leads to. */
export interface LevelledModule {
  code: string;
  levelNeeded: Level;
  levelReached: Level;
}

/** The part of a course that somebody goes through: with which module she begins, and up to which she goes. */
export interface LevelPath<T> {
  from: T;
  to: T;
}

/**
 * The way of a level through the modules of a course. It begins with the first module whose level reached is not below
 * hers (1A reaches Inicial: who has Inicial goes through it once more, so that nobody begins on sand), and goes up to the
 * last one that she is ready for; what comes after that she goes on with as she learns.
 * @param modules those of one course, in the order in which they are taught
 * @returns null where she cannot follow yet, or knows what the course leads to
 */
export function pathFor<T extends LevelledModule>(modules: readonly T[], level: Level): LevelPath<T> | null {
  const from = modules.find(({ levelReached }) => levelReached >= level);
  const to = modules.findLast(({ levelNeeded }) => levelNeeded <= level);
  return from && to && !knowsAll(modules, level) ? { from, to } : null;
}

/** A course that needs what it leads to (course 2) is about other things than the level: nobody knows all of it. */
function knowsAll(modules: readonly LevelledModule[], level: Level): boolean {
  return modules.some(({ levelNeeded, levelReached }) => levelReached > levelNeeded) && modules.every(({ levelReached }) => levelReached <= level);
}

import type { EditionStatus } from '../courses/edition-rules.js';
import type { Level } from '../shared/kernel/levels.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { EnrolmentStatus } from './enrolment.entity.js';

/** The levels that a course is made for: from the one it needs up to, but not with, the one it leads to. */
export interface CourseLevels {
  levelNeeded: Level;
  levelReached: Level;
}

/** How a level suits a course: `below` cannot follow it yet, `beyond` knows what it teaches, `unknown` is not placed yet. */
export type LevelFit = 'fits' | 'below' | 'beyond' | 'unknown';

export function levelFit(level: Level | null, { levelNeeded, levelReached }: CourseLevels): LevelFit {
  if (level === null) return 'unknown';
  if (level < levelNeeded) return 'below';
  // A course that needs what it leads to (course 2) is about other things than the level.
  return level >= levelReached && levelReached > levelNeeded ? 'beyond' : 'fits';
}

/** The levels of those whom "enrol all" takes. */
export function fittingLevels(course: CourseLevels): Level[] {
  return ([0, 1, 2, 3] as const).filter((level) => levelFit(level, course) === 'fits');
}

/** Why nobody can be enrolled in an edition now; none when somebody can. */
export function enrolRefusals(status: EditionStatus): Refusal[] {
  if (status === 'planned') return [{ reason: 'groups:refusals.edition-planned' }];
  return status === 'closed' ? [{ reason: 'groups:refusals.edition-closed' }] : [];
}

/** One by one, also somebody without a level yet may be enrolled: only those who could not follow are refused. */
export function levelRefusals(fit: LevelFit, name: string): Refusal[] {
  return fit === 'below' ? [{ reason: 'groups:refusals.level-below', params: { name } }] : [];
}

/** Somebody who is to be enrolled, and whether she took the course that comes before; true where none does. */
export interface Prepared {
  name: string;
  prepared: boolean;
}

/** Who did not take the course before is enrolled for a reason, or not at all. @param reason null when none was given */
export function prerequisiteRefusals(people: readonly Prepared[], reason: string | null): Refusal[] {
  const unprepared = people.filter(({ prepared }) => !prepared);
  if (unprepared.length === 0 || reason !== null) return [];
  return [{ field: 'reason', reason: 'groups:refusals.prerequisite', params: { count: unprepared.length, name: unprepared[0]?.name ?? '' } }];
}

/** Whoever comes once groups are formed waits for a seat. */
export function statusOnArrival(editionHasGroups: boolean): { status: EnrolmentStatus; waitingReason: string | null } {
  return editionHasGroups ? { status: 'waiting', waitingReason: 'came-later' } : { status: 'enrolled', waitingReason: null };
}

/** Why an enrolment can neither be moved nor withdrawn: what an edition was when it closed stays, and so does a course that ended well for her. */
export function withdrawalRefusals(status: EnrolmentStatus, edition: EditionStatus): Refusal[] {
  if (edition === 'closed') return [{ reason: 'groups:refusals.edition-over' }];
  return status === 'completed' ? [{ reason: 'groups:refusals.completed' }] : [];
}

import { addDays, type LocalDate } from '../shared/kernel/local-date.js';
import type { EditionStatus } from './edition-rules.js';

/** How far the main job of an edition has come: numbers of people, groups and sessions. */
export interface EditionProgress {
  enrolled: number;
  waiting: number;
  /** Of the enrolled and waiting, those without a level yet. */
  unplaced: number;
  groups: number;
  /** Enrolled ones who are in no group. */
  ungrouped: number;
  sessions: number;
  /** Sessions that are over, were not cancelled, and whose register is not saved. */
  registersDue: number;
  sessionsAhead: number;
  /** People of the centre without a level yet, enrolled or not. */
  withoutLevel: number;
  /** People of the centre with a level. */
  withLevel: number;
}

export type NextStep = 'open' | 'level' | 'enrol' | 'place' | 'group' | 'start' | 'register' | 'teach' | 'close' | 'done';

/** A course that is all prepared is started on its first day or the day before; until then there is nothing to do. */
export function isEarlyToStart(startsOn: LocalDate, today: LocalDate): boolean {
  return today < addDays(startsOn, -1);
}

/** The one thing to do next, so that nobody has to know the order by heart. */
export function nextStep(status: EditionStatus, progress: EditionProgress): NextStep {
  if (status === 'closed') return progress.registersDue > 0 ? 'register' : 'done';
  if (progress.registersDue > 0) return 'register';
  if (status === 'planned') return 'open';
  if (progress.enrolled + progress.waiting === 0) {
    // Whoever is enrolled fits the course by her level: as long as nobody has one, there is nobody to enrol.
    return progress.withLevel === 0 && progress.withoutLevel > 0 ? 'level' : 'enrol';
  }
  if (status === 'running') return progress.groups === 0 ? 'group' : progress.sessionsAhead > 0 ? 'teach' : 'close';
  if (progress.unplaced > 0) return 'place';
  return progress.groups === 0 ? 'group' : 'start';
}

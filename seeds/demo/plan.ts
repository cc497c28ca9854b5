import type { Level } from '../../src/shared/kernel/levels.js';

/** What the reference project reached: 623 leaders; 64% of attendance in course 1, 36% in course 2. */
export const LEADERS = 623;
export const SHARES = { C1: 0.64, C2: 0.36 };
export const COURSE_DAYS = 27;
/** Two months, so that the course's eighteen lessons fit into two or three sessions a week, holidays left out. */
export const NEXT_COURSE_DAYS = 69;
export const BETWEEN_COURSES = 35;
export const FIRST_DAY = -620;
/** The level from which somebody goes to course 2 at once; so more are registered than course 1 wants. */
export const BEYOND: Level = 3;
export const NOT_ALL_FIT = 1.25;
/** Of the sessions, what leads to course 2, and what leads one level on. */
export const ENOUGH = 0.5;
export const SOME = 0.3;
/** The edition beside which people were coached: the third one of the centre whose coaching is told. */
export const COACHED = 4;
/** One in so many of those who could go on to course 2 does not: she has no time, or moved. */
export const ONE_STAYS = 6;
/** In which editions of course 1 the municipality's officials sit, too. */
export const OFFICIALS = { 2: 'first', 4: 'second' } as const;
/** How many wait for a seat in the course that runs. */
export const WAITING = 7;

/** When course 1 began, in days from today, and where. The last one is running now. */
export const EDITIONS = [
  { centre: 'VES', starts: -600, name: 'primera vuelta' }, { centre: 'VMT', starts: -540, name: 'primera vuelta' },
  { centre: 'VES', starts: -420, name: 'segunda vuelta' }, { centre: 'VMT', starts: -360, name: 'segunda vuelta' },
  { centre: 'VES', starts: -240, name: 'tercera vuelta' }, { centre: 'VMT', starts: -180, name: 'tercera vuelta' },
  { centre: 'VMT', starts: -100, name: 'cuarta vuelta' }, { centre: 'VES', starts: -12, name: 'cuarta vuelta' },
] as const;

import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Level } from '../../shared/kernel/levels.js';
import { type Slice, UNKNOWN } from './indicator.js';

/** More than the months, courses and levels of fifty centres in ten years. */
const MOST_KEPT = 100_000;

/** By centre, month, and what is said beside them: a course with its level as one number, a kind of action as its word. */
const places = new Map<Id, Map<string, Map<number | string, Slice>>>();
let kept = 0;

const DAY = -1;
const NO_COURSE = -2;
const LEVELS_OF_A_COURSE = 8;

/** On a day at a centre. As all places of one content, it is one object: a tally finds its cells by the object. */
export function dayPlace(centre: Id, on: LocalDate): Slice {
  return placeOf(centre, on.slice(0, 7), DAY);
}

/** In a course, at a level of it (null where no record says it), on a day at a centre. */
export function coursePlace(centre: Id, on: LocalDate, course: number, level: Level | null): Slice {
  return placeOf(centre, on.slice(0, 7), course * LEVELS_OF_A_COURSE + (level ?? LEVELS_OF_A_COURSE - 1));
}

/** Of a course, or of none, on a day at a centre. */
export function feePlace(centre: Id, on: LocalDate, course: number | null): Slice {
  return placeOf(centre, on.slice(0, 7), course === null ? NO_COURSE : course * LEVELS_OF_A_COURSE + LEVELS_OF_A_COURSE - 1);
}

/** In an action of some kind, on a day at a centre. */
export function actionPlace(centre: Id, on: LocalDate, kind: string): Slice {
  return placeOf(centre, on.slice(0, 7), kind);
}

const ofCentres = new Map<Id, Slice>();

/** At a centre, at no day of its own. */
export function centrePlace(centre: Id): Slice {
  let place = ofCentres.get(centre);
  if (!place) ofCentres.set(centre, place = { centre });
  return place;
}

function placeOf(centre: Id, month: string, more: number | string): Slice {
  const months = places.get(centre);
  const known = months?.get(month)?.get(more);
  if (known !== undefined) return known;
  if ((kept += 1) > MOST_KEPT) {
    places.clear();
    kept = 1;
  }
  const place = { centre, month, ...saidBeside(more) };
  const ofCentre = places.get(centre) ?? new Map<string, Map<number | string, Slice>>();
  const ofMonth = ofCentre.get(month) ?? new Map<number | string, Slice>();
  places.set(centre, ofCentre.set(month, ofMonth.set(more, place)));
  return place;
}

function saidBeside(more: number | string): Slice {
  if (typeof more === 'string') return { actionKind: more };
  if (more === DAY) return {};
  if (more === NO_COURSE) return { course: UNKNOWN };
  const level = more % LEVELS_OF_A_COURSE;
  return { course: String(Math.floor(more / LEVELS_OF_A_COURSE)), level: level === LEVELS_OF_A_COURSE - 1 ? UNKNOWN : String(level) };
}

import type { Id } from '../shared/kernel/ids.js';

/** Held by whoever plans sessions, at whichever centre: rooms and trainers are then given away one unit after the other. */
export const TIMETABLE = 'timetable';

/** Held by whoever gives seats away in groups of a centre. */
export function seatsAt(centreId: Id): string {
  return `seats:${centreId}`;
}

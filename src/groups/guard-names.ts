/** Held by whoever plans sessions, at whichever centre: rooms and trainers are then given away one unit after the other. */
export const TIMETABLE = 'timetable';

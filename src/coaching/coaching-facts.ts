import type { CentreCalendar } from '../centres/centre-calendar.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate, LocalTime } from '../shared/kernel/local-date.js';
import type { HeldCell, Span } from './coaching-cells.js';
import type { CoachingRules } from './coaching-settings.entity.js';
import type { CoachSex, CoachingTopic, ExceptionKind } from './coaching-words.js';

/** A coach of the centre who takes bookings. */
export interface CoachFacts {
  id: Id;
  accountId: Id;
  name: string;
  sex: CoachSex | null;
  languages: readonly string[];
  /** Empty: all of them. */
  topics: readonly CoachingTopic[];
  bookingsADay: number;
  hours: readonly WeeklyHours[];
  exceptions: readonly { date: LocalDate; kind: ExceptionKind; fromTime: LocalTime | null; toTime: LocalTime | null }[];
}

/** A room with its PCs that work, in the order of their labels: a session takes the first, who comes without a booking the next. */
export interface RoomFacts {
  id: Id;
  name: string;
  workstations: readonly { id: Id; label: string }[];
}

/** A session of a group: what it takes away from coaching. */
export interface TaughtSession extends Span {
  roomId: Id;
  /** An account. */
  trainerId: Id | null;
  /** How many sit in it. */
  seats: number;
}

/** All that decides where coaching is free at a centre, for a span of dates and some people. */
export interface CoachingFacts {
  rules: CoachingRules;
  calendar: CentreCalendar;
  coaches: readonly CoachFacts[];
  rooms: readonly RoomFacts[];
  /** PCs of the centre that do not work. */
  broken: readonly { id: Id; label: string }[];
  /** Those of the centre; and those that its coaches teach elsewhere, which take none of its PCs. */
  sessions: readonly TaughtSession[];
  /** Sessions that the people sit in, at any centre. */
  sittings: readonly (Span & { personId: Id })[];
  /** What bookings and offers hold of the coaches, the PCs and the people, wherever; turns of the coaches among it. */
  holds: readonly (HeldCell & { holderId: Id })[];
}

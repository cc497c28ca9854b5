import { localDateAt, type LocalDate } from './local-date.js';

/** Milliseconds since 1970-01-01T00:00:00Z, as stored in every instant column. */
export type Instant = number;

/** Where "now" comes from: services take it by injection and hand it to pure rules as a value. */
export abstract class Clock {
  /** @returns the current instant in epoch milliseconds */
  abstract now(): Instant;

  /** @returns the date of this instant in Peru */
  today(): LocalDate {
    return localDateAt(this.now());
  }
}

export class SystemClock extends Clock {
  now(): Instant {
    return Date.now();
  }
}

/** A clock that stands still until it is moved: for tests and for telling the demo's story. */
export class TravelClock extends Clock {
  constructor(private instant: Instant) {
    super();
  }

  now(): Instant {
    return this.instant;
  }

  travelTo(instant: Instant): void {
    this.instant = instant;
  }

  advance(milliseconds: number): void {
    this.instant += milliseconds;
  }
}

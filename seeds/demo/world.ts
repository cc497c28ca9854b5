import { randomBytes } from 'node:crypto';
import type { INestApplicationContext, Type } from '@nestjs/common';
import type { Submission } from '../../src/shared/web/submission.js';
import type { TravelClock } from '../../src/shared/kernel/clock.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { addDays, instantAt, localDateAt, type LocalDate, type LocalTime } from '../../src/shared/kernel/local-date.js';
import type { Role } from '../../src/shared/kernel/roles.js';

/** Somebody of the staff who acts in the story. */
export interface StaffMember {
  accountId: Id;
  centreId: Id;
  roles: Role[];
  name: string;
}

/** The application that the story is told to, the clock that it travels by, and today, where it ends. */
export class World {
  readonly today: LocalDate;

  constructor(
    private readonly app: INestApplicationContext, readonly clock: TravelClock, readonly realNow: number,
    private readonly say: (text: string) => void,
  ) {
    this.today = localDateAt(realNow);
  }

  get<T>(service: Type<T>): T {
    return this.app.get(service);
  }

  /** Goes to a day of the story, counted from today. @returns that day */
  travel(days: number, time: LocalTime = '10:00'): LocalDate {
    return this.travelTo(addDays(this.today, days), time);
  }

  travelTo(date: LocalDate, time: LocalTime = '10:00'): LocalDate {
    this.clock.travelTo(Math.min(instantAt(date, time), this.realNow));
    return date;
  }

  /** A form sent by somebody. */
  submission(accountId: Id | null = null): Submission {
    return { key: newId(), bodyHash: randomBytes(32).toString('hex'), accountId };
  }

  tell(text: string): void {
    this.say(text);
  }
}

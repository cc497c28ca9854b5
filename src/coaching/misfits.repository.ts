import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { readTogether, type Selection } from '../shared/database/selections.js';
import { readFacts } from './coaching-facts.repository.js';
import { misfits, type BookedHour, type Misfit } from './misfits.js';

/** A booking that is still to be kept. */
export type StandingBooking = BookedHour & { id: Id };

/** The bookings to come that no longer fit, for the desk. */
@Injectable()
export class MisfitsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** By date and time, each with every reason. Two queries, one when nothing is booked. */
  async toCome(centreId: Id, now: Instant): Promise<Misfit<StandingBooking>[]> {
    const [standing] = await readTogether(this.dataSource, [standingSelection(centreId, now)]);
    return this.among(centreId, standing as unknown as StandingBooking[]);
  }

  /** Those of some bookings of a centre, by date and time. One query, none without bookings. */
  async among(centreId: Id, bookings: readonly StandingBooking[]): Promise<Misfit<StandingBooking>[]> {
    const standing = [...bookings].sort((a, b) => (`${a.date} ${a.startsAt} ${a.id}` < `${b.date} ${b.startsAt} ${b.id}` ? -1 : 1));
    const [first, last] = [standing[0], standing.at(-1)];
    if (!first || !last) return [];
    const personIds = [...new Set(standing.map(({ personId }) => personId))];
    return misfits(standing, await readFacts(this.dataSource, { centreId, from: first.date, to: last.date, personIds, withoutHolds: true }));
  }
}

/** The bookings of a centre that have not begun, in no order: also for homes, which read everything in one statement. */
export function standingSelection(centreId: Id, now: Instant): Selection {
  const [today, time] = [localDateAt(now), localTimeAt(now)];
  return {
    columns: { id: 'b.id', date: 'b.date', startsAt: 'b.starts_at', endsAt: 'b.ends_at', personId: 'b.person_id', coachId: 'b.coach_id', workstationId: 'b.workstation_id' },
    from: "FROM bookings b WHERE b.centre_id = ? AND b.status = 'booked' AND b.date >= ? AND (b.date > ? OR b.starts_at > ?)", parameters: [centreId, today, today, time],
  };
}

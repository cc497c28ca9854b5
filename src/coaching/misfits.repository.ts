import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, localDateAt, localTimeAt, type LocalDate } from '../shared/kernel/local-date.js';
import { readNamed, type Selection } from '../shared/database/selections.js';
import type { CoachingFacts } from './coaching-facts.js';
import { placeOf, placeSelections } from './coaching-facts.repository.js';
import { displacedBy, misfits, type ComingClass, type Misfit, type StandingBooking } from './misfits.js';

/** How far ahead somebody can be booked: the longest horizon with the longest series upon it. */
const FURTHEST_DAYS = 120;

/** The bookings to come, and what decides whether they still fit. */
@Injectable()
export class MisfitsRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The bookings of one coach that are still to be kept, by date and time, and what decides whether they fit. One query. */
  async ofCoach(centreId: Id, coachId: Id, now: Instant): Promise<{ standing: StandingBooking[]; facts: CoachingFacts }> {
    const rows = await readNamed(this.dataSource, misfitSelections(centreId, now));
    return { standing: standingIn(rows).filter((booking) => booking.coachId === coachId), facts: { ...placeOf(rows, spanAt(now)), holds: [] } };
  }

  /** The bookings of a centre that fit as things are and would no longer when classes were held, by date and time. One query. */
  async displacedBy(centreId: Id, classes: readonly ComingClass[], now: Instant): Promise<StandingBooking[]> {
    const rows = await readNamed(this.dataSource, misfitSelections(centreId, now));
    return displacedBy(standingIn(rows), { ...placeOf(rows, spanAt(now)), holds: [] }, classes);
  }

  /** The bookings of a centre that no longer fit, by date and time. One query. */
  async ofCentre(centreId: Id, now: Instant): Promise<Misfit<StandingBooking>[]> {
    return misfitsIn(await readNamed(this.dataSource, misfitSelections(centreId, now)), now);
  }
}

/** What `misfitsIn` takes, by name: also for homes, which read everything in one statement. */
export function misfitSelections(centreId: Id, now: Instant): Record<string, Selection> {
  const [{ from: today, to }, time] = [spanAt(now), localTimeAt(now)];
  const standing = { sql: "FROM bookings b WHERE b.centre_id = ? AND b.status = 'booked' AND b.date BETWEEN ? AND ?", parameters: [centreId, today, to] };
  return {
    ...placeSelections({
      centreId, from: today, to, people: { ...standing, sql: `m.person_id IN (SELECT b.person_id ${standing.sql})` },
      sessionDates: { ...standing, sql: `s.date IN (SELECT b.date ${standing.sql})` },
    }),
    standing: {
      columns: { id: 'b.id', date: 'b.date', startsAt: 'b.starts_at', endsAt: 'b.ends_at', personId: 'b.person_id', coachId: 'b.coach_id', workstationId: 'b.workstation_id' },
      from: `${standing.sql} AND (b.date > ? OR b.starts_at > ?)`, parameters: [...standing.parameters, today, time],
    },
  };
}

/** The bookings to come that no longer fit, by date and time, each with every reason. */
export function misfitsIn(rows: Readonly<Record<string, readonly object[]>>, now: Instant): Misfit<StandingBooking>[] {
  const standing = standingIn(rows);
  return standing.length === 0 ? [] : misfits(standing, { ...placeOf(rows, spanAt(now)), holds: [] });
}

function spanAt(now: Instant): { from: LocalDate; to: LocalDate } {
  const today = localDateAt(now);
  return { from: today, to: addDays(today, FURTHEST_DAYS) };
}

function standingIn({ standing = [] }: Readonly<Record<string, readonly object[]>>): StandingBooking[] {
  return ([...standing] as StandingBooking[]).sort((a, b) => (`${a.date} ${a.startsAt} ${a.id}` < `${b.date} ${b.startsAt} ${b.id}` ? -1 : 1));
}

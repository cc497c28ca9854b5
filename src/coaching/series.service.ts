import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { addDays, daysBetween, formatLocalDate, isLocalDate, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { Refused, type Refusal } from '../shared/kernel/refusal.js';
import { BookingEvents } from './booking-events.js';
import { nearestSlots, rulingOn, type SlotRequest } from './booking-rules.js';
import { insertBooking, mustBeBookable } from './booking-writes.js';
import type { BookingRequest } from './bookings.service.js';
import type { CoachingFacts } from './coaching-facts.js';
import { readFacts } from './coaching-facts.repository.js';
import type { CoachingActor } from './coaching.policy.js';
import type { FreeSlot } from './free-slots.js';
import { heldBy } from './held-cells.js';
import { expireOffers } from './offer-writes.js';
import { SlotRace } from './slot-race.js';

/** The same hour of the same weekday, so many weeks from the date on. */
export interface SeriesRequest extends BookingRequest {
  times: number;
}

const FEWEST_TIMES = 2;
export const MOST_TIMES = 8;
/** How far from a date that does not fit another is looked for, in days. */
const NEARBY = 3;

/** A date of a series that cannot be: why, and the nearest hours that can. */
export interface SeriesFault {
  date: LocalDate;
  refusals: readonly Refusal[];
  nearest: readonly FreeSlot[];
}

/** A series of which at least one date cannot be: nothing of it was booked. */
export class SeriesRefused extends Refused {
  constructor(readonly faults: readonly SeriesFault[]) {
    super(...faults.map(({ date }) => ({ field: 'startsAt', reason: 'coaching:refusals.series-date', params: { date: formatLocalDate(date) } })));
    this.name = 'SeriesRefused';
  }
}

/** Coaching every week: all of its hours or none. */
@Injectable()
export class SeriesService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly race: SlotRace, private readonly events: BookingEvents,
  ) {}

  /**
   * Books a series, with the same coach and PC each week where they are free. The first hour lies within the centre's
   * horizon, the others follow it. @returns the bookings' ids, in order
   * @throws SeriesRefused with every date that does not fit; Refused for how often; NotThere
   */
  book(actor: CoachingActor, { times, through, ...request }: SeriesRequest, options: Pick<UnitOptions, 'submission'> = {}): Promise<Id[]> {
    return this.race.again(() => this.unitOfWork.run(async (tx) => {
      await mustBeBookable(tx, actor, request.personId);
      const dates = datesOf(request.date, times);
      await expireOffers(tx, actor.centreId);
      const facts = await seriesFacts(tx, actor.centreId, request, dates);
      const slots = decide(request, dates, facts, tx.now);
      const making = {
        centreId: actor.centreId, personId: request.personId, topic: request.topic, seriesId: newId(),
        through: actor.side === 'learner' ? 'self' as const : through ?? 'desk',
      };
      const ids: Id[] = [];
      for (const slot of slots) {
        const booking = await insertBooking(tx, making, heldBy(facts, slot, request.personId), actor.side);
        await this.events.changed(tx, 'booked', booking, null);
        ids.push(booking.id);
      }
      return ids;
    }, { actor, ...options }));
  }
}

function datesOf(first: LocalDate, times: number): LocalDate[] {
  if (!Number.isInteger(times) || times < FEWEST_TIMES || times > MOST_TIMES) {
    throw new Refused({ field: 'times', reason: 'coaching:refusals.series-times', params: { fewest: FEWEST_TIMES, most: MOST_TIMES } });
  }
  if (!isLocalDate(first)) throw new Refused({ field: 'date', reason: 'coaching:refusals.not-a-date' });
  return Array.from({ length: times }, (_, week) => addDays(first, 7 * week));
}

function seriesFacts(tx: Tx, centreId: Id, { personId }: SlotRequest, dates: readonly LocalDate[]): Promise<CoachingFacts> {
  return readFacts(tx.manager, {
    centreId, from: localDateAt(tx.now), to: addDays(dates.at(-1) as LocalDate, NEARBY), personIds: [personId],
  });
}

/** The slots of all dates. @throws SeriesRefused when there is one without */
function decide(request: SlotRequest, dates: readonly LocalDate[], facts: CoachingFacts, now: number): FreeSlot[] {
  const slots: FreeSlot[] = [];
  const faults: SeriesFault[] = [];
  for (const [week, date] of dates.entries()) {
    const asked: SlotRequest = { ...request, date, prefer: preferOf(slots[0]) };
    // Whoever may book the first hour may book those that follow it.
    const known = week === 0 ? facts : withHorizon(facts, addDays(date, NEARBY), now);
    const { slot, refusals } = rulingOn(asked, known, now);
    if (slot) slots.push(slot);
    else faults.push({ date, refusals, nearest: nearestSlots({ ...asked, from: addDays(date, -NEARBY), to: addDays(date, NEARBY) }, known, now) });
  }
  if (faults.length > 0) throw new SeriesRefused(faults);
  return slots;
}

function preferOf(first: FreeSlot | undefined): SlotRequest['prefer'] {
  return first && { coachId: first.coachId, workstationId: first.workstationId };
}

function withHorizon(facts: CoachingFacts, until: LocalDate, now: number): CoachingFacts {
  const horizonDays = Math.max(facts.rules.horizonDays, daysBetween(localDateAt(now), until));
  return { ...facts, rules: { ...facts.rules, horizonDays } };
}

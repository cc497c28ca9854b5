import { Inject, Injectable } from '@nestjs/common';
import { hold } from '../shared/database/guards.js';
import type { Tx } from '../shared/database/tx.js';
import { UnitOfWork, type UnitOptions } from '../shared/database/unit-of-work.js';
import { Clock, type Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { NotThere, refuseFor, StaleEdit } from '../shared/kernel/refusal.js';
import { BookingEvents } from './booking-events.js';
import { isLate, statusBefore, transitionFor, type BookingAct, type Transition } from './booking-states.js';
import { bookingOf, decideSlot, eventsOf, insertBooking, mustBeBookable, mustBeWithinLimit, noteEvent, otherPc } from './booking-writes.js';
import { Booking } from './booking.entity.js';
import type { SlotRequest } from './booking-rules.js';
import type { CoachingFacts } from './coaching-facts.js';
import { CoachingFactsRepository, readRules } from './coaching-facts.repository.js';
import { mayActFor, type CoachingActor } from './coaching.policy.js';
import type { BookingChannel, CoachingTopic } from './coaching-words.js';
import { freeSlots, fullDates, type FreeSlot, type SlotSearch } from './free-slots.js';
import { freeCells, holdOtherPc, takeCells } from './held-cells.js';
import { ownBookings } from './own-limit.js';
import { SlotRace } from './slot-race.js';

/** An hour to book: for whom, when, about what; a coach or a PC where it has to be that one. */
export interface BookingRequest extends Omit<SlotRequest, 'topic' | 'prefer'> {
  topic: CoachingTopic;
  /** How she asks, for staff; what a learner does herself is `self` whatever is said here. */
  through?: Exclude<BookingChannel, 'offer'>;
}

/** The hour to which a booking moves; her coach and her PC stay where they are free then, unless others are asked for. */
export type MoveRequest = Omit<SlotRequest, 'personId' | 'topic' | 'prefer'> & { version: number; reason?: string | null };

/** Said with a change of a booking: which version was seen, and why. */
export interface ChangeWords {
  version: number;
  reason?: string | null;
}

/** What a person chooses from. */
export interface BookableHours {
  slots: FreeSlot[];
  /** Dates on which others have all hours: she can wait for them. */
  full: LocalDate[];
  /** In which the centre's coaches speak. */
  languages: string[];
}

type Options = Pick<UnitOptions, 'submission'>;

/**
 * One-on-one coaching: what is free, and the life of a booking. A learner acts on her own bookings, staff on any of their
 * centre's; nobody else finds them there.
 */
@Injectable()
export class BookingsService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork, private readonly repository: CoachingFactsRepository,
    private readonly race: SlotRace, private readonly events: BookingEvents, @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The hours that a person can book at the actor's centre, soonest first. Three queries.
   * @throws NotThere for somebody else's hours
   */
  async freeSlots(actor: CoachingActor, search: SlotSearch): Promise<FreeSlot[]> {
    const now = this.clock.now();
    return freeSlots(search, await this.factsFor(actor, search, now), now);
  }

  /** The same, and the dates that are full. @throws NotThere for somebody else's hours */
  async hours(actor: CoachingActor, search: SlotSearch): Promise<BookableHours> {
    const now = this.clock.now();
    const facts = await this.factsFor(actor, search, now);
    const slots = freeSlots(search, facts, now);
    return { slots, full: fullDates(search, facts, slots, now), languages: [...new Set(facts.coaches.flatMap(({ languages }) => languages))] };
  }

  /**
   * Books an hour; a learner has only so many to come by herself. @returns the booking's id
   * @throws SlotRefused with every reason and the nearest slots; NotThere for a person who is not of the centre
   */
  book(actor: CoachingActor, request: BookingRequest, options: Options = {}): Promise<Id> {
    const { centreId } = actor;
    const through = actor.side === 'learner' ? 'self' : request.through ?? 'desk';
    return this.race.run(centreId, request, undefined, () => this.unitOfWork.run(async (tx) => {
      if (actor.side === 'learner') await hold(tx, ownBookings(request.personId));
      await mustBeBookable(tx, actor, request.personId);
      await mustBeWithinLimit(tx, actor, request.personId);
      const { held } = await decideSlot(tx, centreId, request);
      const booking = await insertBooking(tx, { centreId, personId: request.personId, topic: request.topic, through }, held, actor.side);
      await this.events.changed(tx, 'booked', booking, null);
      return booking.id;
    }, { actor, ...options }));
  }

  /**
   * Moves a booking to another hour. What it holds stays held until the new hour is.
   * @throws SlotRefused, then everything is as before; StaleEdit; Refused when it can no longer be moved; NotThere
   */
  async move(actor: CoachingActor, bookingId: Id, request: MoveRequest, options: Options = {}): Promise<void> {
    const { version, reason = null, ...hour } = request;
    const seen = await this.repository.booking(actor.centreId, bookingId);
    if (!seen || !mayActFor(actor, seen.personId)) throw new NotThere('booking');
    const wanted: SlotRequest = {
      ...hour, personId: seen.personId, topic: seen.topic, prefer: { coachId: seen.coachId, workstationId: seen.workstationId },
    };
    await this.race.run(actor.centreId, wanted, bookingId, () => this.unitOfWork.run(async (tx) => {
      const { before } = await this.changeable(tx, actor, bookingId, 'move', version);
      const { held } = await decideSlot(tx, actor.centreId, wanted, bookingId);
      const { date, startsAt, endsAt, coachId, workstationId } = before;
      if (held.date === date && held.startsAt === startsAt && held.coachId === coachId && held.workstationId === workstationId) return;
      const after = await tx.update(Booking, before, {
        date: held.date, startsAt: held.startsAt, endsAt: held.endsAt, coachId: held.coachId, workstationId: held.workstationId,
      });
      await takeCells(tx, bookingId, held);
      await noteEvent(tx, after, { kind: 'moved', side: actor.side, reason, was: { date, startsAt, endsAt, coachId, workstationId } });
      await this.events.changed(tx, 'moved', after, before);
    }, { actor, ...options }));
  }

  /** Sits somebody at another PC at her hour, where hers broke or is needed; the coach stays. @throws Refused when none is free then, StaleEdit, NotThere */
  reseat(actor: CoachingActor, bookingId: Id, { version }: ChangeWords, options: Options = {}): Promise<void> {
    return this.race.again(() => this.unitOfWork.run(async (tx) => {
      const { before } = await this.changeable(tx, actor, bookingId, 'reseat', version);
      const { date, startsAt, endsAt, coachId, workstationId } = before;
      const other = await otherPc(tx, before);
      const after = await tx.update(Booking, before, { workstationId: other });
      await holdOtherPc(tx, bookingId, workstationId, other);
      await noteEvent(tx, after, { kind: 'moved', side: actor.side, was: { date, startsAt, endsAt, coachId, workstationId, pcAlone: true } });
      await this.events.changed(tx, 'moved', after, before);
    }, { actor, ...options }));
  }

  /** Cancels a booking and gives its hour free; whether that was late stands in its event. @throws Refused, StaleEdit, NotThere */
  cancel(actor: CoachingActor, bookingId: Id, words: ChangeWords, options: Options = {}): Promise<void> {
    return this.change(actor, bookingId, 'cancel', words, options);
  }

  /** She is there. @throws Refused, StaleEdit, NotThere */
  arrive(actor: CoachingActor, bookingId: Id, words: ChangeWords, options: Options = {}): Promise<void> {
    return this.change(actor, bookingId, 'arrive', words, options);
  }

  /** The hour was held. @throws Refused, StaleEdit, NotThere */
  finish(actor: CoachingActor, bookingId: Id, words: ChangeWords, options: Options = {}): Promise<void> {
    return this.change(actor, bookingId, 'finish', words, options);
  }

  /** She did not come. @throws Refused, StaleEdit, NotThere */
  noShow(actor: CoachingActor, bookingId: Id, words: ChangeWords, options: Options = {}): Promise<void> {
    return this.change(actor, bookingId, 'no-show', words, options);
  }

  /** Takes the last of these three back. @throws Refused, StaleEdit, NotThere */
  undo(actor: CoachingActor, bookingId: Id, words: ChangeWords, options: Options = {}): Promise<void> {
    return this.change(actor, bookingId, 'undo', words, options);
  }

  private factsFor(actor: CoachingActor, { from, to, personId }: SlotSearch, now: Instant): Promise<CoachingFacts> {
    if (!mayActFor(actor, personId)) throw new NotThere('person');
    return this.repository.facts({ centreId: actor.centreId, from: from ?? localDateAt(now), to, personIds: [personId], now });
  }

  private change(actor: CoachingActor, bookingId: Id, act: BookingAct, { version, reason = null }: ChangeWords, options: Options): Promise<void> {
    return this.race.again(() => this.unitOfWork.run(async (tx) => {
      const { before, transition } = await this.changeable(tx, actor, bookingId, act, version);
      const late = act === 'cancel' && isLate(before, await readRules(tx.manager, actor.centreId), tx.now) ? 1 : 0;
      const status = transition.to === 'before' ? statusBefore(await eventsOf(tx, bookingId)) : transition.to;
      const after = await tx.update(Booking, before, { status });
      await noteEvent(tx, after, { kind: transition.event, side: actor.side, reason, late });
      if (act === 'cancel') await freeCells(tx, bookingId);
      await this.events.changed(tx, transition.event, after, before);
    }, { actor, ...options }));
  }

  /** The booking, in the state in which the actor saw it, when the act can be done. */
  private async changeable(
    tx: Tx, actor: CoachingActor, bookingId: Id, act: BookingAct, version: number,
  ): Promise<{ before: Booking; transition: Transition }> {
    const before = await bookingOf(tx, actor, bookingId);
    if (before.version !== version) throw new StaleEdit(before, { version });
    const found = transitionFor(act, before, actor.side, tx.now);
    if ('refusal' in found) refuseFor([found.refusal]);
    return { before, transition: (found as { transition: Transition }).transition };
  }
}

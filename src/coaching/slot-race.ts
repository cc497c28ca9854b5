import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { Refused, StaleEdit } from '../shared/kernel/refusal.js';
import { nearestSlots, type SlotRequest } from './booking-rules.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { bookableDates, type FreeSlot } from './free-slots.js';
import { SlotLost, SlotRefused } from './slot-refused.js';

/** How often somebody who was too late for one slot tries what else fits her request. */
const TRIES = 8;
/** What a person saw is as old the second time; what the waiting list changed beneath her is not. */
const STALE_TRIES = 2;

/**
 * What the UNIQUE rows of `coaching_holds` decide: whoever comes second decides anew upon what the first has taken, gets
 * another coach, PC or turn where her request allows it, and else the reasons with the nearest slots.
 */
@Injectable()
export class SlotRace {
  constructor(private readonly repository: CoachingFactsRepository, @Inject(Clock) private readonly clock: Clock) {}

  /**
   * Runs a unit of work that takes cells for a request.
   * @throws SlotRefused with the nearest slots in place of a `Refused`; other errors as they come
   */
  async run<T>(centreId: Id, request: SlotRequest, exceptHolder: Id | undefined, work: () => Promise<T>): Promise<T> {
    try {
      return await this.again(work);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new SlotRefused(error.refusals, await this.nearest(centreId, request, exceptHolder));
    }
  }

  /**
   * Runs a unit of work that takes cells, anew when somebody else was quicker, or changed what it was about to change.
   * @throws Refused, with `just-taken` first when somebody was; other errors as they come
   */
  async again<T>(work: () => Promise<T>): Promise<T> {
    let lost = 0;
    for (let stale = 0; ;) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof StaleEdit && stale < STALE_TRIES) stale += 1;
        else if (error instanceof SlotLost && lost < TRIES) lost += 1;
        else if (lost > 0 && error instanceof Refused && error.name === 'Refused') throw new Refused(...new SlotLost().refusals, ...error.refusals);
        else throw error;
      }
    }
  }

  private async nearest(centreId: Id, request: SlotRequest, exceptHolder: Id | undefined): Promise<FreeSlot[]> {
    const now = this.clock.now();
    const dates = bookableDates(await this.repository.rules(centreId), now);
    const facts = await this.repository.facts({
      centreId, from: dates[0] as string, to: dates.at(-1) as string, personIds: [request.personId], exceptHolder, now,
    });
    return nearestSlots(request, facts, now);
  }
}

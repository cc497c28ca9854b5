import { Inject, Injectable } from '@nestjs/common';
import { isDuplicate } from '../shared/database/retry-rules.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';
import { nearestSlots, type SlotRequest } from './booking-rules.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { bookableDates, type FreeSlot } from './free-slots.js';
import { SlotRefused } from './slot-refused.js';

/** How often somebody who was too late for one slot tries what else fits her request. */
const TRIES = 8;

/**
 * What the UNIQUE rows of `coaching_holds` decide: whoever comes second decides anew upon what the first has taken, gets
 * another coach, PC or turn where her request allows it, and else the reasons with the nearest slots.
 */
@Injectable()
export class SlotRace {
  constructor(private readonly repository: CoachingFactsRepository, @Inject(Clock) private readonly clock: Clock) {}

  /**
   * Runs a unit of work that takes cells.
   * @throws SlotRefused with the nearest slots in place of a `Refused`; other errors as they come
   */
  async run<T>(centreId: Id, request: SlotRequest, exceptHolder: Id | undefined, work: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await work();
      } catch (error) {
        if (isDuplicate(error) && tried < TRIES) continue;
        if (!isDuplicate(error) && !(error instanceof Refused)) throw error;
        const refusals = error instanceof Refused ? error.refusals : [];
        const late = tried > 1 ? [{ field: 'startsAt', reason: 'coaching:refusals.just-taken' }] : [];
        throw new SlotRefused([...late, ...refusals], await this.nearest(centreId, request, exceptHolder));
      }
    }
  }

  private async nearest(centreId: Id, request: SlotRequest, exceptHolder: Id | undefined): Promise<FreeSlot[]> {
    const now = this.clock.now();
    const dates = bookableDates(await this.repository.rules(centreId), now);
    const facts = await this.repository.facts({
      centreId, from: dates[0] as string, to: dates.at(-1) as string, personIds: [request.personId], exceptHolder,
    });
    return nearestSlots(request, facts, now);
  }
}

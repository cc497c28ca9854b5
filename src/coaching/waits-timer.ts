import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import type { Id } from '../shared/kernel/ids.js';
import { describeFault, log } from '../shared/web/log.js';
import { Offering } from './offering.js';
import { SlotRace } from './slot-race.js';

const LOOK_AGAIN = 30_000;

/**
 * Looks after the waiting lists while nobody does: offers end in time and the next is asked, and what got free by other
 * ways than a cancellation (a coach with more hours, a PC that was repaired) is offered too. Several processes may do so.
 */
@Injectable()
export class WaitsTimer implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource, @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    private readonly race: SlotRace, private readonly offering: Offering,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.wake(), LOOK_AGAIN);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.working;
  }

  /** Brings all waiting lists up to date. Never rejects. */
  wake(): Promise<void> {
    this.working ??= this.work()
      .catch((error: unknown) => log.warn(describeFault(error), 'the waiting lists of coaching were not looked after; this is done again later'))
      .finally(() => { this.working = undefined; });
    return this.working;
  }

  private async work(): Promise<void> {
    const centres = await this.dataSource.query<{ id: Id }[]>(
      'SELECT c.id FROM centres c WHERE EXISTS (SELECT 1 FROM coaching_waits w WHERE w.centre_id = c.id AND w.ended_at IS NULL)');
    for (const { id } of centres) {
      await this.race.again(() => this.unitOfWork.run((tx) => this.offering.inOrder(tx, id), { actor: { ...SYSTEM, centreId: id } }));
    }
  }
}

import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, SystemClock } from '../../shared/kernel/clock.js';
import { describeFault, log } from '../../shared/web/log.js';
import { FactsKeeper } from './facts-keeper.service.js';

const LOOK_AGAIN = 5_000;

/** Lets the facts follow a few seconds after what is written. Whoever stops the clock, a test or a story, says when. */
@Injectable()
export class FactsTimer implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private busy = false;

  constructor(private readonly keeper: FactsKeeper, @Inject(Clock) private readonly clock: Clock) {}

  onApplicationBootstrap(): void {
    if (!(this.clock instanceof SystemClock)) return;
    this.timer = setInterval(() => void this.wake(), LOOK_AGAIN);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.keeper.stop();
  }

  /** Never rejects: while the database cannot be reached, the facts are brought up to date later. */
  private async wake(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    await this.keeper.catchUp().catch((error: unknown) => log.warn(describeFault(error), 'the facts of the figures were not brought up to date; this is done again later'));
    this.busy = false;
  }
}

import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock, SystemClock } from '../../shared/kernel/clock.js';
import { addDays, localDateAt } from '../../shared/kernel/local-date.js';
import { describeFault, log } from '../../shared/web/log.js';
import { FactsKeeper } from './facts-keeper.service.js';
import { KeptTallies } from './kept-tallies.service.js';

const LOOK_AGAIN = 5_000;
const TIDY_EVERY = 3_600_000;
/** Days for which sums are followed that nobody asks for. */
const FOLLOWED_FOR = 60;

/** Lets the facts follow a few seconds after what is written. Whoever stops the clock, a test or a story, says when. */
@Injectable()
export class FactsTimer implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private busy = false;
  private tidiedAt = 0;

  constructor(private readonly keeper: FactsKeeper, private readonly tallies: KeptTallies, @Inject(Clock) private readonly clock: Clock) {}

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
    await this.follow().catch((error: unknown) => log.warn(describeFault(error), 'the facts of the figures were not brought up to date; this is done again later'));
    this.busy = false;
  }

  private async follow(): Promise<void> {
    await this.keeper.catchUp();
    const now = this.clock.now();
    if (now - this.tidiedAt < TIDY_EVERY) return;
    this.tidiedAt = now;
    await this.tallies.tidy(addDays(localDateAt(now), -FOLLOWED_FOR));
  }
}

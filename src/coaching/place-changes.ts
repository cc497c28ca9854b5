import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { BrokenPcFollowers } from '../centres/broken-pc-followers.js';
import { CalendarFollowers } from '../centres/calendar-followers.js';
import { ClassFollowers } from '../groups/class-followers.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { FlashMessage } from '../shared/web/flash.js';
import { dayPath } from './booking.presenter.js';
import { leftBehind, leftByGroups } from './displaced-words.js';
import type { StandingBooking } from './misfits.js';
import { MisfitsRepository } from './misfits.repository.js';

/** Whoever changes the centre's hours, a holiday or a PC, or forms groups, is told which bookings that leaves without their place. */
@Injectable()
export class PlaceChanges implements OnModuleInit {
  constructor(
    private readonly calendar: CalendarFollowers, private readonly pcs: BrokenPcFollowers, private readonly classes: ClassFollowers, private readonly misfits: MisfitsRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.calendar.add(async (centreId) => {
      const [first] = await this.left(centreId, ['coaching:refusals.closed', 'coaching:refusals.holiday']);
      return first ? dayPath(first.date) : null;
    });
    this.pcs.add((centreId, workstationId) => this.brokenPc(centreId, workstationId));
    this.classes.add(async (t, centreId, classes) => {
      const now = this.clock.now();
      return leftByGroups(t, await this.misfits.displacedBy(centreId, classes, now), localDateAt(now));
    });
  }

  private async brokenPc(centreId: Id, workstationId: Id): Promise<FlashMessage | null> {
    const left = await this.left(centreId, ['coaching:refusals.pc-broken']);
    return leftBehind('coaching:coaches.flash.pc-broken', left.filter((booking) => booking.workstationId === workstationId));
  }

  /** The bookings to come that no longer fit for one of these reasons. */
  private async left(centreId: Id, reasons: readonly string[]): Promise<StandingBooking[]> {
    const found = await this.misfits.ofCentre(centreId, this.clock.now());
    return found.filter((misfit) => misfit.reasons.some(({ reason }) => reasons.includes(reason))).map(({ booking }) => booking);
  }
}

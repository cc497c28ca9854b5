import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { BrokenPcFollowers } from '../centres/broken-pc-followers.js';
import { CalendarFollowers } from '../centres/calendar-followers.js';
import { ClassFollowers, type LookedAfter } from '../groups/class-followers.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { FlashMessage } from '../shared/web/flash.js';
import { dayPath } from './booking.presenter.js';
import { leftBehind, leftByClasses } from './displaced-words.js';
import type { StandingBooking } from './misfits.js';
import { MisfitsRepository } from './misfits.repository.js';

/** Whoever changes the centre's hours, a holiday or a PC, forms groups or changes one that stands, is told which bookings that leaves without their place. */
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
    this.classes.add({
      displacedBy: async (t, centreId, classes) => {
        const now = this.clock.now();
        return leftByClasses(t, 'by-groups', await this.misfits.displacedBy(centreId, classes, now), localDateAt(now));
      },
      watch: (centreId) => this.watch(centreId),
    });
  }

  /** Whatever no longer fits after a change and did before it. */
  private async watch(centreId: Id): Promise<LookedAfter> {
    const before = new Set((await this.misfits.ofCentre(centreId, this.clock.now())).map(({ booking }) => booking.id));
    return async (t) => {
      const now = this.clock.now();
      const left = (await this.misfits.ofCentre(centreId, now)).map(({ booking }) => booking).filter(({ id }) => !before.has(id));
      return leftByClasses(t, 'by-change', left, localDateAt(now));
    };
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

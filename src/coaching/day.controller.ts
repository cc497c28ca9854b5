import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { askedDay } from '../shared/web/asked-day.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { BookingsRepository } from './bookings.repository.js';
import { callListView } from './call-list.presenter.js';
import { coachDayView } from './coach-day.presenter.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { COACHING_ROLES, COACHING_STAFF } from './coaching.policy.js';
import { dayView } from './day.presenter.js';
import { withoutTheirHour } from './misfits.js';
import { MisfitsRepository } from './misfits.repository.js';
import { timeline } from './timeline.js';

/** A day of coaching: as the desk sees it, as a list for the phone, and as each coach has it before her. */
@Controller('coaching')
@Policy(allow(...COACHING_STAFF))
export class DayController {
  constructor(
    private readonly bookings: BookingsRepository, private readonly facts: CoachingFactsRepository, private readonly misfits: MisfitsRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async day(
    @CurrentViewer() { centreId }: Viewer, @Query('date') given: unknown, @Query('by') by: unknown, @Texts() t: Translate,
  ): Promise<Answer> {
    const now = this.clock.now();
    const { date, notice } = askedDay(given, localDateAt(now), t);
    const [bookings, unfit] = await Promise.all([this.bookings.ofDay(centreId, date), this.misfits.ofCentre(centreId, now)]);
    const personIds = [...new Set(bookings.map(({ personId }) => personId))];
    const facts = await this.facts.facts({ centreId, from: date, to: date, personIds, now });
    const view = dayView(t, { date, now, by: by === 'coach' ? 'coach' : 'pc', bookings, line: timeline(facts, bookings, date), unfit });
    return page('coaching/day', { ...view, notice }, { title: 'coaching:desk.title', status: notice ? 422 : 200 });
  }

  @Get('call-list')
  async callList(@CurrentViewer() { centreId, centreName }: Viewer, @Query('date') given: unknown, @Texts() t: Translate): Promise<Answer> {
    const now = this.clock.now();
    const { date, notice } = askedDay(given, localDateAt(now), t);
    const [rows, unfit] = await Promise.all([this.bookings.toCall(centreId, date, now), this.misfits.ofCentre(centreId, now)]);
    const view = callListView(t, rows, withoutTheirHour(unfit), { date, now, centre: centreName });
    return page('coaching/call-list', { ...view, notice }, { title: 'coaching:desk.calls', status: notice ? 422 : 200 });
  }

  @Get('my-day')
  @Policy(allow(...COACHING_ROLES))
  async ownDay(@CurrentViewer() { centreId, accountId }: Viewer, @Texts() t: Translate): Promise<Answer> {
    const now = this.clock.now();
    const [rows, unfit] = await Promise.all([this.bookings.ofCoach(centreId, accountId, localDateAt(now)), this.misfits.ofCentre(centreId, now)]);
    return page('coaching/my-day', coachDayView(t, rows, unfit, now), { title: 'coaching:desk.my-day' });
  }
}

import { Controller, Get, Header, Inject, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import { PUBLIC_CODE_RULE } from '../accounts/throttle-rules.js';
import { Throttle } from '../accounts/throttle.js';
import { Clock } from '../shared/kernel/clock.js';
import { addDays } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { translator } from '../shared/web/i18n.js';
import { subscribed, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { calendarFeed } from './calendar-feed.js';
import { CalendarFeedRepository, type FeedOwner } from './calendar-feed.repository.js';
import { calendarKeyOf } from './coach-calendar.service.js';

const COUNTED_AS = 'coach-calendar';
/** What has just passed stays for a week; ahead lies more than any centre lets book. */
const DAYS_BACK = 7;
const DAYS_AHEAD = 70;

/** A coach's bookings for the calendar on her phone: whoever holds the address reads it, without signing in. */
@Controller('coaching/calendar')
@Policy(anyone)
export class CalendarFeedController {
  constructor(
    private readonly feeds: CalendarFeedRepository, private readonly throttle: Throttle, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get(':file')
  @Header('X-Robots-Tag', 'noindex, nofollow')
  async show(@Param('file') file: string, @Req() request: Request): Promise<Answer> {
    const owner = await this.ownerOf(file, request.ip ?? '');
    const today = this.clock.today();
    const bookings = await this.feeds.bookings(owner, addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD));
    return subscribed('text/calendar; charset=utf-8', calendarFeed(translator(owner.locale), owner.centreName, bookings));
  }

  /** @throws NotThere; Throttled for a network that has tried many addresses */
  private async ownerOf(file: string, address: string): Promise<FeedOwner> {
    await this.throttle.expectPatience(COUNTED_AS, address, this.clock.now());
    const key = file.endsWith('.ics') ? calendarKeyOf(file.slice(0, -'.ics'.length)) : null;
    const owner = key === null ? null : await this.feeds.owner(key);
    if (owner) return owner;
    // A counter, not a record: it only slows down whoever tries one address after the other.
    await this.throttle.missed(COUNTED_AS, address, PUBLIC_CODE_RULE);
    throw new NotThere('calendar');
  }
}

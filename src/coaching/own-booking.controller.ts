import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { FormView } from '../shared/web/fields.js';
import { failedView, parseForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { readWishes, searchFor, wishesQuery, type AskedWishes } from './asked-wishes.js';
import { aboutTheSlot, ownBookingForm, tryBooking } from './booking.form.js';
import { BookingsRepository, type BookingRow } from './bookings.repository.js';
import { BookingsService, type BookableHours } from './bookings.service.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { ownCoaching } from './coaching.policy.js';
import type { FreeSlot } from './free-slots.js';
import { alreadyView, askView, confirmView, limitView, limitWords, MINE, NEW } from './own-booking.presenter.js';
import { readSlotName, slotName, standingAt } from './slot-choice.js';
import { slotsView } from './slots.presenter.js';

type Wishes = Record<string, unknown>;

/** A learner books an hour for herself: what for, which hour, yes. Three pages, each one question. */
@Controller('coaching/new')
@Policy(allow('learner'))
export class OwnBookingController {
  constructor(
    private readonly bookings: BookingsService, private readonly repository: BookingsRepository,
    private readonly facts: CoachingFactsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async ask(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return await this.limited(t, viewer, 200) ?? page('coaching/ask', askView(t), { title: 'coaching:book.ask' });
  }

  @Get('hours')
  async hours(@CurrentViewer() viewer: Viewer, @Query() query: Wishes, @Texts() t: Translate): Promise<Answer> {
    const asked = readWishes(query);
    return await this.limited(t, viewer, 200) ?? this.slotsPage(t, asked, await this.hoursFor(viewer, asked));
  }

  /** The hour that she has chosen; when it went to somebody else meanwhile, those that are left. */
  @Get('confirmation')
  async confirm(@CurrentViewer() viewer: Viewer, @Query() query: Wishes, @Texts() t: Translate): Promise<Answer> {
    const asked = readWishes(query);
    const named = readSlotName(query.slot);
    // Meanwhile it may be another coach's turn; who was chosen is still free then.
    const slots = named ? await this.free(viewer, asked, named) : [];
    const slot = slots.find((one) => slotName(one) === query.slot);
    const instead = (slot ? null : await this.already(t, viewer, named, 200)) ?? await this.limited(t, viewer, 200);
    if (instead) return instead;
    if (!slot) return this.slotsPage(t, { ...asked, from: named?.date ?? null }, await this.hoursFor(viewer, asked), { notice: t('coaching:book.gone') });
    const rules = await this.facts.rules(viewer.centreId);
    return page('coaching/confirm-booking', confirmView(t, asked, slot, rules, this.clock.now()), { title: 'coaching:book.confirm' });
  }

  @Post()
  async book(
    @CurrentViewer() viewer: Viewer, @Body() body: Wishes, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const actor = ownCoaching(viewer);
    const parsed = parseForm(ownBookingForm, body);
    if (!parsed.ok) return this.again(t, viewer, body, failedView(aboutTheSlot(parsed.form), t));
    const { slot: { date, startsAt, coachId }, topic } = parsed.value;
    const request = { personId: actor.personId, wishes: { ...readWishes(body).wishes, part: undefined, coachId }, date, startsAt, topic };
    const booked = await tryBooking(body, () => this.bookings.book(actor, request, { submission }));
    if (!booked.ok) {
      return await this.already(t, viewer, parsed.value.slot, 409) ?? await this.limited(t, viewer, 422)
        ?? this.again(t, viewer, body, failedView(aboutTheSlot(booked.form), t), booked.nearest);
    }
    return redirect(MINE, 'coaching:book.flash.booked');
  }

  /** Whoever goes back and asks for her own hour once more has it; null when it is another's. */
  private async already(t: Translate, viewer: Viewer, hour: Pick<FreeSlot, 'date' | 'startsAt'> | null, status: number): Promise<Answer | null> {
    const row = hour && standingAt(await this.own(viewer), hour);
    if (!row) return null;
    const title = `coaching:already.${row.startsAt === hour.startsAt ? 'same' : 'then'}`;
    return page('coaching/settled', alreadyView(t, row, this.clock.now()), { title, status });
  }

  /** Null while she can ask for another hour by herself. */
  private async limited(t: Translate, viewer: Viewer, status: number): Promise<Answer | null> {
    const [rows, now] = [await this.own(viewer), this.clock.now()];
    return limitWords(t, rows, now) === null ? null : page('coaching/settled', limitView(t, rows, now), { title: 'coaching:own-limit', status });
  }

  private own(viewer: Viewer): Promise<BookingRow[]> {
    return this.repository.ofPerson(viewer.centreId, ownCoaching(viewer).personId);
  }

  private async again(t: Translate, viewer: Viewer, body: Wishes, form: FormView, nearest: readonly FreeSlot[] = []): Promise<Answer> {
    const asked = readWishes(body);
    return this.slotsPage(t, asked, await this.hoursFor(viewer, asked), { form, nearest });
  }

  private slotsPage(
    t: Translate, asked: AskedWishes, hours: BookableHours, more: { form?: FormView; nearest?: readonly FreeSlot[]; notice?: string } = {},
  ): Answer {
    const view = slotsView(t, {
      asked, ...hours, now: this.clock.now(), here: `${NEW}/hours`, next: `${NEW}/confirmation`, back: { href: NEW, text: t('coaching:book.other-wish') },
      waitUrl: `/coaching/waits/new${wishesQuery(asked, { from: null })}`, ...more,
    });
    return page('coaching/slots', view, { title: 'coaching:book.choose', status: more.form ? 422 : 200 });
  }

  /** Those of a day with a coach. */
  private free(viewer: Viewer, asked: AskedWishes, { date, coachId }: Pick<FreeSlot, 'date' | 'coachId'>): Promise<FreeSlot[]> {
    const actor = ownCoaching(viewer);
    return this.bookings.freeSlots(actor, { ...searchFor(actor.personId, { ...asked, wishes: { ...asked.wishes, coachId } }), to: date });
  }

  private hoursFor(viewer: Viewer, asked: AskedWishes): Promise<BookableHours> {
    const actor = ownCoaching(viewer);
    return this.bookings.hours(actor, searchFor(actor.personId, asked));
  }
}

import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, parseForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { readWishes } from './asked-wishes.js';
import { aboutTheSlot, cancellationForm, moveForm, tryBooking } from './booking.form.js';
import { backOf, bookingPath, cancellationView, moveView } from './booking.presenter.js';
import { whenWords } from './booking-words.js';
import { BookingsRepository, type BookingRow } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { coachingActor, COACHING_STAFF, type CoachingActor } from './coaching.policy.js';
import type { FreeSlot } from './free-slots.js';
import { readSlotName, slotName } from './slot-choice.js';
import { slotsView } from './slots.presenter.js';

type Fields = Record<string, unknown>;

/** Moving and cancelling a booking: a learner her own, staff anybody's of the centre. */
@Controller('coaching/bookings/:id')
@Policy(allow('learner', ...COACHING_STAFF))
export class BookingChangesController {
  constructor(
    private readonly bookings: BookingsService, private readonly repository: BookingsRepository,
    private readonly facts: CoachingFactsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The hours to move to; with a chosen one in the address, whether it is to be that. */
  @Get('move')
  async askMove(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Fields, @Texts() t: Translate): Promise<Answer> {
    const actor = coachingActor(viewer);
    const row = await this.repository.booking(actor, id);
    if (query.slot === undefined) return this.movePage(t, actor, row, query);
    const named = readSlotName(query.slot);
    const slots = named ? await this.free(actor, row, query, named) : [];
    const slot = slots.find((one) => slotName(one) === query.slot);
    if (!slot) return this.movePage(t, actor, row, query, { notice: t('coaching:book.gone') });
    return page('coaching/confirm-booking', moveView(t, actor, row, slot, this.clock.now()), { title: 'coaching:own.move.confirm' });
  }

  @Post('move')
  async move(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const actor = coachingActor(viewer);
    const row = await this.repository.booking(actor, id);
    const parsed = parseForm(moveForm, body);
    if (!parsed.ok) return this.movePage(t, actor, row, body, { form: failedView(aboutTheSlot(parsed.form), t) });
    const { slot: { date, startsAt, coachId }, version } = parsed.value;
    const moved = await tryBooking(body, () => this.bookings.move(actor, id, { date, startsAt, wishes: { coachId }, version }, { submission }));
    if (!moved.ok) return this.movePage(t, actor, row, body, { form: failedView(aboutTheSlot(moved.form), t), nearest: moved.nearest, status: moved.status });
    return redirect(backOf(t, actor, { date }).href, 'coaching:own.flash.moved');
  }

  @Get('cancellation')
  async askCancellation(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.cancellationPage(t, coachingActor(viewer), id, emptyForm());
  }

  @Post('cancellation')
  async cancel(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const actor = coachingActor(viewer);
    const parsed = parseForm(cancellationForm, body);
    if (!parsed.ok) return this.cancellationPage(t, actor, id, failedView(parsed.form, t));
    const cancelled = await tryBooking(body, () => this.bookings.cancel(actor, id, parsed.value, { submission }));
    if (!cancelled.ok) return this.cancellationPage(t, actor, id, failedView(cancelled.form, t), cancelled.status);
    const row = await this.repository.booking(actor, id);
    return redirect(backOf(t, actor, row).href, `coaching:own.flash.cancelled${actor.side === 'staff' ? '-staff' : ''}`);
  }

  private async movePage(
    t: Translate, actor: CoachingActor, row: BookingRow, query: Fields,
    { status = 422, ...more }: { form?: FormView; nearest?: readonly FreeSlot[]; notice?: string; status?: number } = {},
  ): Promise<Answer> {
    const here = `${bookingPath(row.id)}/move`;
    const now = this.clock.now();
    const before = t(`coaching:own.move.now${actor.side === 'staff' ? '-of' : ''}`, { name: row.name, when: whenWords(t, row, localDateAt(now)) });
    const view = slotsView(t, {
      asked: { ...readWishes(query), topic: null }, slots: await this.free(actor, row, query), now, here, next: here, back: backOf(t, actor, row), before, ...more,
    });
    return page('coaching/slots', view, { title: 'coaching:own.move.title', status: more.form ? status : 200 });
  }

  private async cancellationPage(t: Translate, actor: CoachingActor, id: Id, form: FormView, status = 422): Promise<Answer> {
    const [row, rules] = await Promise.all([this.repository.booking(actor, id), this.facts.rules(actor.centreId)]);
    const view = cancellationView(t, actor, row, rules, form, this.clock.now());
    return page('coaching/form', view, { title: 'coaching:own.cancel.title', status: form.summary.length > 0 ? status : 200 });
  }

  /** What she had before comes first. @param named an hour with a coach: then only those of that day with her, also where it is another's turn by now */
  private free(
    actor: CoachingActor, { personId, topic, coachId, workstationId }: BookingRow, query: Fields, named?: Pick<FreeSlot, 'date' | 'coachId'>,
  ): Promise<FreeSlot[]> {
    const { wishes } = readWishes(query);
    const search = { personId, topic, wishes, prefer: { coachId, workstationId } };
    return this.bookings.freeSlots(actor, named ? { ...search, wishes: { ...wishes, coachId: named.coachId }, to: named.date } : search);
  }
}

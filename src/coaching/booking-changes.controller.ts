import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { parseForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { readWishes, type AskedWishes } from './asked-wishes.js';
import { aboutTheSlot, cancellationForm, moveForm, tryBooking, type MoveForm, type Tried } from './booking.form.js';
import { backOf, bookingPath, cancellationView, failedForm, moveView, overtakenView, standing } from './booking.presenter.js';
import { whenWords } from './booking-words.js';
import { BookingsRepository, type BookingRow, type EventRow } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { coachingActor, COACHING_STAFF, type CoachingActor } from './coaching.policy.js';
import type { FreeSlot, SlotSearch } from './free-slots.js';
import { settledAs, settledView } from './settled-booking.presenter.js';
import { readSlotName, slotName } from './slot-choice.js';
import { slotsView } from './slots.presenter.js';

type Fields = Record<string, unknown>;

/**
 * Moving and cancelling a booking: a learner her own, staff anybody's of the centre. Of one that is cancelled or over the page says so and
 * leads on instead of asking.
 */
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
    const [row, events] = await this.seen(actor, id);
    const settled = this.settledPage(t, actor, row, events, 200);
    if (settled) return settled;
    if (query.slot === undefined) return this.movePage(t, actor, row, query);
    const named = readSlotName(query.slot);
    const slots = named ? await this.free(actor, row, query, named) : [];
    const slot = slots.find((one) => slotName(one) === query.slot);
    if (!slot) return this.movePage(t, actor, row, query, { notice: t('coaching:book.gone') });
    return page('coaching/confirm-booking', moveView(t, actor, row, slot, wishesOf(query), this.clock.now()), { title: 'coaching:own.move.confirm' });
  }

  @Post('move')
  async move(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const actor = coachingActor(viewer);
    const parsed = parseForm(moveForm, body);
    const moved = parsed.ok ? await this.tryMove(actor, id, parsed.value, body, submission) : { ...parsed, status: 422, nearest: [] };
    if (moved.ok) return redirect(backOf(t, actor, moved.value).href, 'coaching:own.flash.moved');
    const [row, events] = await this.seen(actor, id);
    const { form, nearest, status } = moved;
    return this.settledPage(t, actor, row, events, 409)
      ?? this.movePage(t, actor, row, body, { form: failedForm(t, actor, events, { form: aboutTheSlot(form), status }), nearest, status });
  }

  @Get('cancellation')
  async askCancellation(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const actor = coachingActor(viewer);
    const [row, events] = await this.seen(actor, id);
    return this.settledPage(t, actor, row, events, 200) ?? this.cancellationPage(t, actor, row, emptyForm());
  }

  @Post('cancellation')
  async cancel(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Fields, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const actor = coachingActor(viewer);
    const parsed = parseForm(cancellationForm, body);
    const cancelled = parsed.ok ? await tryBooking(body, () => this.bookings.cancel(actor, id, parsed.value, { submission })) : { ...parsed, status: 422 };
    const [row, events] = await this.seen(actor, id);
    if (cancelled.ok) return redirect(backOf(t, actor, row).href, `coaching:own.flash.cancelled${actor.side === 'staff' ? '-staff' : ''}`);
    return this.settledPage(t, actor, row, events, 409) ?? this.cancellationPage(t, actor, row, failedForm(t, actor, events, cancelled), cancelled.status);
  }

  private tryMove(
    actor: CoachingActor, id: Id, { slot: { date, startsAt, coachId }, version }: MoveForm, body: Fields, submission: Submission,
  ): Promise<Tried<{ date: LocalDate }>> {
    return tryBooking(body, async () => {
      await this.bookings.move(actor, id, { date, startsAt, wishes: { coachId }, version }, { submission });
      return { date };
    });
  }

  /** What happened to a booking is read once it is known to be the actor's. @throws NotThere */
  private async seen(actor: CoachingActor, id: Id): Promise<[BookingRow, EventRow[]]> {
    return [await this.repository.booking(actor, id), await this.repository.events(id)];
  }

  /** Null while it can still be moved and cancelled. */
  private settledPage(t: Translate, actor: CoachingActor, row: BookingRow, events: readonly EventRow[], status: number): Answer | null {
    const now = this.clock.now();
    const settled = settledAs(row, actor, now);
    if (settled === null) return null;
    return page('coaching/settled', settledView(t, { actor, row, events, settled, now }), { title: `coaching:settled.titles-${actor.side}.${settled}`, status });
  }

  private async movePage(
    t: Translate, actor: CoachingActor, row: BookingRow, query: Fields,
    { status = 422, ...more }: { form?: FormView; nearest?: readonly FreeSlot[]; notice?: string; status?: number } = {},
  ): Promise<Answer> {
    const here = `${bookingPath(row.id)}/move`;
    const now = this.clock.now();
    const before = t(`coaching:own.move.now${actor.side === 'staff' ? '-of' : ''}`, { name: row.name, when: whenWords(t, row, localDateAt(now)) });
    const wanted = readSlotName(query.slot);
    const overtaken = more.form && wanted ? overtakenView(t, row, more.form, standing(t, { ...wanted, status: row.status })) : null;
    const view = slotsView(t, {
      overtaken, asked: wishesOf(query), ...await this.bookings.hours(actor, searchFrom(row, query)), now, here, next: here, back: backOf(t, actor, row), before, ...more,
    });
    return page('coaching/slots', view, { title: 'coaching:own.move.title', status: more.form ? status : 200 });
  }

  private async cancellationPage(t: Translate, actor: CoachingActor, row: BookingRow, form: FormView, status = 200): Promise<Answer> {
    const rules = await this.facts.rules(actor.centreId);
    return page('coaching/form', cancellationView(t, actor, row, rules, form, this.clock.now()), { title: 'coaching:own.cancel.title', status });
  }

  /** Those of a day with a coach, also where it is another's turn by now. */
  private free(actor: CoachingActor, row: BookingRow, query: Fields, { date, coachId }: Pick<FreeSlot, 'date' | 'coachId'>): Promise<FreeSlot[]> {
    const search = searchFrom(row, query);
    return this.bookings.freeSlots(actor, { ...search, wishes: { ...search.wishes, coachId }, to: date });
  }
}

/** What it is about is known. */
function wishesOf(query: Fields): AskedWishes {
  return { ...readWishes(query), topic: null };
}

/** What she had before comes first. */
function searchFrom({ personId, topic, coachId, workstationId }: BookingRow, query: Fields): SlotSearch {
  return { personId, topic, wishes: readWishes(query).wishes, prefer: { coachId, workstationId } };
}

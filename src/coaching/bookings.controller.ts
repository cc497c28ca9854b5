import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm } from '../shared/web/fields.js';
import { parseForm, type FailedForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { actForm, tryBooking } from './booking.form.js';
import { bookingPath, bookingView, dayPath, failedForm } from './booking.presenter.js';
import type { BookingAct } from './booking-states.js';
import { BookingsRepository } from './bookings.repository.js';
import { BookingsService } from './bookings.service.js';
import { coachingActor, COACHING_STAFF } from './coaching.policy.js';

const WORK = { arrive: 'arrive', finish: 'finish', 'no-show': 'noShow', undo: 'undo', reseat: 'reseat' } as const;

/** One booking for staff: what is known of it, and what is said of it with one press. */
@Controller('coaching/bookings/:id')
@Policy(allow(...COACHING_STAFF))
export class BookingsController {
  constructor(
    private readonly bookings: BookingsService, private readonly repository: BookingsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.bookingPage(t, viewer, id);
  }

  /** Back to the page on which it was pressed; what cannot be done is said on the booking's own page. */
  @Post('state')
  async change(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const actor = coachingActor(viewer);
    const parsed = parseForm(actForm, body);
    if (!parsed.ok) return this.bookingPage(t, viewer, id, { ...parsed, status: 422 });
    const { act, version, page: pressedOn } = parsed.value;
    const changed = await tryBooking(body, () => this.bookings[WORK[act]](actor, id, { version }, { submission }));
    if (!changed.ok) return this.bookingPage(t, viewer, id, { ...changed, act });
    const row = await this.repository.booking(actor, id);
    const back = { day: dayPath(row.date), own: '/coaching/my-day', booking: bookingPath(id) }[pressedOn];
    return redirect(back, { key: `coaching:desk.flash.${act}`, params: { name: row.name, pc: row.workstationLabel } });
  }

  private async bookingPage(t: Translate, viewer: Viewer, id: Id, failed?: { form: FailedForm; status: number; act?: BookingAct }): Promise<Answer> {
    const actor = coachingActor(viewer);
    const [row, events] = await Promise.all([this.repository.booking(actor, id), this.repository.events(id)]);
    const form = failed ? failedForm(t, actor, events, failed) : emptyForm();
    const view = bookingView(t, { actor, viewer, row, events, form, now: this.clock.now(), act: failed?.act ?? null });
    return page('coaching/booking', view, { title: t('coaching:desk.booking', { name: row.name }), status: failed?.status ?? 200 });
  }
}

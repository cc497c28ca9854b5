import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CentreAccess } from '../centres/centre-access.js';
import { CalendarFollowers } from '../centres/calendar-followers.js';
import { ClassFollowers } from '../groups/class-followers.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { CLOSED_DAY_KEEPERS } from './attendance.policy.js';
import { closedSessionsForm } from './closed-sessions.form.js';
import { closedSessionsView, closingWords } from './closed-sessions.presenter.js';
import { ClosedSessionsRepository } from './closed-sessions.repository.js';
import { closedFlash } from './plan-words.js';
import { SessionsService } from './sessions.service.js';

/** What a new holiday or other opening hours leave behind: sessions on closed days, to be cancelled and planned anew. */
@Controller('centres/:centreId/closed-sessions')
@Policy(allow(...CLOSED_DAY_KEEPERS))
export class ClosedSessionsController {
  constructor(
    private readonly repository: ClosedSessionsRepository, private readonly sessions: SessionsService,
    private readonly access: CentreAccess, private readonly followers: ClassFollowers, private readonly calendar: CalendarFollowers, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@Param('centreId') centreId: Id, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    await this.access.check(viewer, centreId);
    return this.render(centreId, t, emptyForm());
  }

  /** Cancels those that were ticked and plans their lessons anew, in one act; then to whatever else stands on those days. */
  @Post()
  async cancel(
    @Param('centreId') centreId: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.access.check(viewer, centreId);
    const left = await this.followers.watch(centreId);
    const done = await submitForm(closedSessionsForm, body, ({ sessions }) => (
      this.sessions.cancelClosed({ ...viewer, centreId }, sessions, (closing) => closingWords(t, closing), { submission })));
    if (!done.ok) return this.render(centreId, t, failedView(done.form, t));
    return redirect(await this.calendar.next(centreId) ?? `/centres/${centreId}/closed-sessions`, await left(t, closedFlash(t, done.value)));
  }

  private async render(centreId: Id, t: Translate, form: FormView): Promise<Answer> {
    const view = closedSessionsView(t, centreId, await this.repository.list(centreId, this.clock.now()), form);
    return page('attendance/closed-sessions', view, { title: 'attendance:closed.title', status: formStatus(form) });
  }
}

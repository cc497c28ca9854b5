import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CentresRepository } from '../centres/centres.repository.js';
import { staleHours, weeklyHoursForm, weeklyHoursView } from '../centres/weekly-hours.form.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm, unlessStale } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { LeadsBack } from '../shared/web/removed-meanwhile.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { CoachException } from './coach-exception.entity.js';
import { exceptionSpans, touches } from './coach-exceptions.js';
import { CoachHoursService } from './coach-hours.service.js';
import { exceptionForm, exceptionRemovalForm } from './coach.form.js';
import { COACHING_MANAGERS, COACHING_ROLES } from './coaching.policy.js';
import { exceptionsView, hoursView, removalView } from './coach-hours.presenter.js';
import { coachPath } from './coaches.presenter.js';
import { CoachesRepository, type CoachRow } from './coaches.repository.js';
import { displacedFlash } from './displaced-words.js';
import { MisfitsRepository } from './misfits.repository.js';
import { outsideHours, withoutExtra } from './misfits.js';

/** When a coach can: each tells her own, who runs coaching everybody's. */
@LeadsBack(CoachException, 'exceptionId', ({ id = '' }) => `${coachPath(id)}/exceptions`)
@Controller('coaching/coaches/:id')
@Policy(allow(...COACHING_ROLES, ...COACHING_MANAGERS))
export class CoachHoursController {
  constructor(
    private readonly hours: CoachHoursService, private readonly repository: CoachesRepository, private readonly centres: CentresRepository,
    private readonly misfits: MisfitsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('hours')
  async showHours(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.hoursPage(t, viewer, await this.repository.visibleCoach(viewer, id), emptyForm());
  }

  @Post('hours')
  async saveHours(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const coach = await this.repository.visibleCoach(viewer, id);
    const saved = await submitForm(weeklyHoursForm, body, async ({ hours, stamp }) => {
      await this.hours.saveHours(viewer.centreId, id, hours, { actor: viewer, submission, stamp });
      return hours;
    }).catch(unlessStale);
    if (!saved) return this.hoursPage(t, viewer, coach, staleHours(t, body, await this.repository.hoursOf(id)), 409);
    if (!saved.ok) return this.hoursPage(t, viewer, coach, failedView(saved.form, t));
    const { standing, facts } = await this.bookingsOf(viewer, id);
    return redirect(`${coachPath(id)}/hours`, displacedFlash('coaching:coaches.flash.hours-saved', outsideHours(standing, facts)));
  }

  @Get('exceptions')
  async showExceptions(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.exceptionsPage(t, viewer, await this.repository.visibleCoach(viewer, id), emptyForm());
  }

  @Post('exceptions')
  async addException(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const coach = await this.repository.visibleCoach(viewer, id);
    const added = await submitForm(exceptionForm, body, async (exception) => {
      await this.hours.addException(viewer.centreId, id, exception, { actor: viewer, submission });
      return exception;
    });
    if (!added.ok) return this.exceptionsPage(t, viewer, coach, failedView(added.form, t));
    const { kind } = added.value;
    const { standing } = await this.bookingsOf(viewer, id);
    const left = kind === 'away' ? standing.filter((booking) => touches(added.value, booking)) : [];
    return redirect(`${coachPath(id)}/exceptions`, displacedFlash(`coaching:coaches.flash.${kind}-added`, left));
  }

  @Get('exceptions/:exceptionId/removal')
  async askRemoval(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('exceptionId') exceptionId: Id, @Texts() t: Translate,
  ): Promise<Answer> {
    const coach = await this.repository.visibleCoach(viewer, id);
    const span = exceptionSpans(await this.repository.exceptionsOf(id, this.clock.today())).find((one) => one.id === exceptionId);
    if (!span) throw new NotThere('exception');
    const { standing, facts } = await this.bookingsOf(viewer, id);
    const left = outsideHours(standing, withoutExtra(facts, id, span)).filter((booking) => touches(span, booking));
    return page('coaching/confirm', removalView(t, coach, span, left), { title: t(`coaching:coaches.removal.title-${span.kind}`) });
  }

  @Post('exceptions/:exceptionId/removal')
  async removeException(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('exceptionId') exceptionId: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const coach = await this.repository.visibleCoach(viewer, id);
    const removed = await submitForm(exceptionRemovalForm, body, ({ toDate }) => (
      this.hours.removeException(viewer.centreId, id, { id: exceptionId, toDate }, { actor: viewer, submission })));
    if (!removed.ok) return this.exceptionsPage(t, viewer, coach, failedView(removed.form, t));
    const { standing, facts } = await this.bookingsOf(viewer, id);
    const { kind } = removed.value;
    const left = kind === 'extra' ? outsideHours(standing, facts).filter((booking) => touches({ ...removed.value, hours: null }, booking)) : [];
    return redirect(`${coachPath(id)}/exceptions`, displacedFlash(`coaching:coaches.flash.${kind}-removed`, left));
  }

  private async hoursPage(t: Translate, viewer: Viewer, coach: CoachRow, form: FormView, status = formStatus(form)): Promise<Answer> {
    const [hours, open, { standing, facts }] = await Promise.all([
      this.repository.hoursOf(coach.id), this.centres.openingHours(viewer.centreId), this.bookingsOf(viewer, coach.id),
    ]);
    const model = { form, ...hoursView(t, coach, { open, outside: outsideHours(standing, facts) }), week: weeklyHoursView(t, form, hours) };
    return page('coaching/hours', model, { title: t('coaching:coaches.hours.title', { name: coach.name }), status });
  }

  private async exceptionsPage(t: Translate, viewer: Viewer, coach: CoachRow, form: FormView): Promise<Answer> {
    const [exceptions, { standing }] = await Promise.all([this.repository.exceptionsOf(coach.id, this.clock.today()), this.bookingsOf(viewer, coach.id)]);
    const model = exceptionsView(t, coach, { spans: exceptionSpans(exceptions), standing, form, today: this.clock.today() });
    return page('coaching/exceptions', model, { title: t('coaching:coaches.exceptions.title', { name: coach.name }), status: formStatus(form) });
  }

  private bookingsOf({ centreId }: Viewer, id: Id): ReturnType<MisfitsRepository['ofCoach']> {
    return this.misfits.ofCoach(centreId, id, this.clock.now());
  }
}

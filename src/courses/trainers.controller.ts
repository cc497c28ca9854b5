import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { staleHours, weeklyHoursForm, weeklyHoursView } from '../centres/weekly-hours.form.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm, unlessStale } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { mayTellForAll, TELLERS } from './courses.policy.js';
import { offerTabs } from './courses.presenter.js';
import { EditionsRepository } from './editions.repository.js';
import { TrainerHoursService } from './trainer-hours.service.js';
import { trainersView } from './trainers.presenter.js';

/** Who teaches, and in which hours: each trainer tells her own, the coordination everybody's. */
@Controller('trainers')
@Policy(allow(...TELLERS))
export class TrainersController {
  constructor(private readonly hours: TrainerHoursService, private readonly repository: EditionsRepository) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    if (!mayTellForAll(viewer)) return redirect(`/trainers/${viewer.accountId}/hours`);
    const [trainers, hours] = await Promise.all([this.repository.trainersAt(viewer.centreId), this.repository.hoursAt(viewer.centreId)]);
    return page('courses/trainers', trainersView(t, trainers, hours), { title: 'courses:trainers.title' });
  }

  @Get(':accountId/hours')
  async show(@CurrentViewer() viewer: Viewer, @Param('accountId') accountId: Id, @Texts() t: Translate): Promise<Answer> {
    return this.hoursPage(t, viewer, accountId, emptyForm());
  }

  @Post(':accountId/hours')
  async save(
    @CurrentViewer() viewer: Viewer, @Param('accountId') accountId: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    refuseOthers(viewer, accountId);
    const saved = await submitForm(weeklyHoursForm, body, ({ hours, stamp }) => (
      this.hours.saveHours(viewer.centreId, accountId, hours, { actor: viewer, submission, stamp }))).catch(unlessStale);
    if (!saved) {
      const current = (await this.repository.hoursAt(viewer.centreId)).filter((line) => line.accountId === accountId);
      return this.hoursPage(t, viewer, accountId, staleHours(t, body, current), 409);
    }
    if (!saved.ok) return this.hoursPage(t, viewer, accountId, failedView(saved.form, t));
    return redirect(`/trainers/${accountId}/hours`, 'courses:flash.hours-saved');
  }

  private async hoursPage(t: Translate, viewer: Viewer, accountId: Id, form: FormView, status = formStatus(form)): Promise<Answer> {
    refuseOthers(viewer, accountId);
    const [trainers, hours] = await Promise.all([this.repository.trainersAt(viewer.centreId), this.repository.hoursAt(viewer.centreId)]);
    const trainer = trainers.find(({ id }) => id === accountId);
    if (!trainer) throw new NotThere('trainer');
    const own = accountId === viewer.accountId;
    const title = own ? t('courses:trainer-hours.own-title') : t('courses:trainer-hours.title', { name: trainer.name });
    const model = {
      form, action: `/trainers/${accountId}/hours`, week: weeklyHoursView(t, form, hours.filter((line) => line.accountId === accountId)),
      back: mayTellForAll(viewer) ? { href: '/trainers', text: t('courses:trainers.title') } : null,
      tabs: mayTellForAll(viewer) ? null : offerTabs(t, 'trainers', viewer.roles),
      lead: t(own ? 'courses:trainer-hours.own-lead' : 'courses:trainer-hours.lead'),
    };
    return page('courses/trainer-hours', model, { title, status });
  }
}

/** A trainer is not shown another one's hours, nor whether there is one. */
function refuseOthers(viewer: Viewer, accountId: Id): void {
  if (accountId !== viewer.accountId && !mayTellForAll(viewer)) throw new NotThere('trainer');
}

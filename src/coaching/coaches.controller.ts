import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, keptValues, submitForm, unlessStale } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { coachForm, newCoachForm } from './coach.form.js';
import { COACHING_MANAGERS, COACHING_ROLES, managesCoaching, refuseOthers } from './coaching.policy.js';
import { coachPath, coachView, coachesView, endingView, newCoachView, profileView } from './coaches.presenter.js';
import { CoachesRepository } from './coaches.repository.js';
import { CoachesService } from './coaches.service.js';
import { displacedFlash } from './displaced-words.js';

/** Who coaches at the centre. */
@Controller('coaching/coaches')
@Policy(allow(...COACHING_ROLES, ...COACHING_MANAGERS))
export class CoachesController {
  constructor(
    private readonly coaches: CoachesService, private readonly repository: CoachesRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const [coaches, hours] = await Promise.all([this.repository.coaches(viewer.centreId), this.repository.hoursAt(viewer.centreId)]);
    return page('coaching/coaches', coachesView(t, viewer, coaches, hours), { title: 'coaching:coaches.title' });
  }

  @Get('new')
  @Policy(allow(...COACHING_MANAGERS))
  new(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.newPage(t, viewer, emptyForm());
  }

  @Post()
  @Policy(allow(...COACHING_MANAGERS))
  async add(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const added = await submitForm(newCoachForm, body, ({ accountId, ...profile }) => (
      this.coaches.addCoach(viewer.centreId, accountId, profile, { actor: viewer, submission })));
    if (!added.ok) return this.newPage(t, viewer, failedView(added.form, t));
    return redirect(`${coachPath(added.value)}/hours`, 'coaching:coaches.flash.added');
  }

  /** Her own page, for links that do not know under which id she coaches here. */
  @Get('own')
  async own(@CurrentViewer() viewer: Viewer): Promise<Answer> {
    return redirect(coachPath(await this.repository.ownId(viewer.centreId, viewer.accountId)));
  }

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const coach = await this.repository.coach(viewer.centreId, id);
    refuseOthers(viewer, coach);
    const today = this.clock.today();
    const [hours, standing] = await Promise.all([this.repository.hoursOf(id), this.repository.standingOf(id, today)]);
    return page('coaching/coach', coachView(t, coach, { hours, standing, manages: managesCoaching(viewer) }), { title: coach.name });
  }

  @Get(':id/edit')
  @Policy(allow(...COACHING_MANAGERS))
  async edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { endedAt } = await this.repository.coach(viewer.centreId, id);
    if (endedAt !== null) return redirect(coachPath(id), { key: 'coaching:coaches.refusals.ended', kind: 'info' });
    return this.editPage(t, viewer, id, emptyForm());
  }

  @Post(':id')
  @Policy(allow(...COACHING_MANAGERS))
  async change(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const changed = await submitForm(coachForm, body, (profile) => (
      this.coaches.changeProfile(viewer.centreId, id, profile, { actor: viewer, submission }))).catch(unlessStale);
    if (!changed) return this.editPage(t, viewer, id, emptyForm(keptValues(body)), true);
    if (!changed.ok) return this.editPage(t, viewer, id, failedView(changed.form, t));
    return redirect(coachPath(id), 'coaching:coaches.flash.changed');
  }

  @Get(':id/ending')
  @Policy(allow(...COACHING_MANAGERS))
  async askEnding(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const coach = await this.repository.coach(viewer.centreId, id);
    const standing = await this.repository.standingOf(id, this.clock.today());
    return page('coaching/confirm', endingView(t, coach, standing), { title: t('coaching:coaches.ending.title', { name: coach.name }) });
  }

  @Post(':id/ending')
  @Policy(allow(...COACHING_MANAGERS))
  async end(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.coaches.end(viewer.centreId, id, { actor: viewer, submission });
    const standing = await this.repository.standingOf(id, this.clock.today());
    return redirect('/coaching/coaches', displacedFlash('coaching:coaches.flash.ended', standing));
  }

  private async newPage(t: Translate, viewer: Viewer, form: FormView): Promise<Answer> {
    const model = newCoachView(t, form, await this.repository.candidates(viewer.centreId));
    return page('coaching/form', model, { title: 'coaching:coaches.new.title', status: formStatus(form) });
  }

  private async editPage(t: Translate, viewer: Viewer, id: Id, form: FormView, stale = false): Promise<Answer> {
    const coach = await this.repository.coach(viewer.centreId, id);
    const title = t('coaching:coaches.edit.title', { name: coach.name });
    return page('coaching/form', profileView(t, form, coach, stale), { title, status: stale ? 409 : formStatus(form) });
  }
}

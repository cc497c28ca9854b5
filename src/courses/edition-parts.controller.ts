import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localTimeAt } from '../shared/kernel/local-date.js';
import { StaleEdit } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, keptValues, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { editionSessionsView, opensFor } from './calendar.presenter.js';
import { CalendarRepository } from './calendar.repository.js';
import { PLANNERS } from './courses.policy.js';
import { trainersForm } from './edition.form.js';
import { EditionsRepository } from './editions.repository.js';
import { EditionsService } from './editions.service.js';
import { editionTrainersView } from './trainers.presenter.js';

/** Parts of an edition: who teaches in it, and its sessions group by group. */
@Controller('editions/:id')
export class EditionPartsController {
  constructor(
    private readonly editions: EditionsService, private readonly repository: EditionsRepository,
    private readonly sessions: CalendarRepository, private readonly clock: Clock,
  ) {}

  @Get('sessions')
  @Policy(allow('trainer', 'coach', 'coordinator', 'treasurer', 'administrator'))
  async showSessions(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const now = { date: this.clock.today(), time: localTimeAt(this.clock.now()), opens: opensFor(viewer), roles: viewer.roles };
    const edition = await this.repository.edition(viewer.centreId, id);
    const sessions = await this.sessions.sessions(viewer.centreId, { editionId: id });
    return page('courses/edition-sessions', editionSessionsView(t, edition, sessions, now), { title: t('courses:sessions.title', { name: edition.name }) });
  }

  @Get('trainers')
  @Policy(allow(...PLANNERS))
  async showTrainers(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.trainersPage(t, viewer, id, emptyForm());
  }

  @Post('trainers')
  @Policy(allow(...PLANNERS))
  async saveTrainers(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    try {
      const saved = await submitForm(trainersForm, body, ({ trainers, stamp }) => (
        this.editions.setTrainers(viewer.centreId, id, trainers, { actor: viewer, submission }, stamp ?? '')));
      if (!saved.ok) return await this.trainersPage(t, viewer, id, failedView(saved.form, t));
    } catch (error) {
      if (error instanceof StaleEdit) return this.trainersPage(t, viewer, id, emptyForm({ trainers: [], ...keptValues(body) }), true);
      throw error;
    }
    return redirect(`/editions/${id}`, 'courses:flash.trainers-saved');
  }

  private async trainersPage(t: Translate, viewer: Viewer, id: Id, form: FormView, stale = false): Promise<Answer> {
    const edition = await this.repository.edition(viewer.centreId, id);
    const [trainers, hours, chosen] = await Promise.all([
      this.repository.trainersAt(viewer.centreId), this.repository.hoursAt(viewer.centreId), this.repository.trainersOf(id),
    ]);
    const model = editionTrainersView(t, form, edition, { trainers, hours, chosen, stale });
    return page('courses/form', model, { title: 'courses:edition-trainers.title', status: formStatus(form, stale) });
  }
}

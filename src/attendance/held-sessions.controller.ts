import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import { date, ticked } from '../shared/web/form-schemas.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { REGISTER_TAKERS } from './attendance.policy.js';
import { groupLine } from './group-attendance.presenter.js';
import { GroupAttendanceRepository } from './group-attendance.repository.js';
import { SessionsService } from './sessions.service.js';

const heldSessionForm = z.object({ date: date(), otherDay: ticked() });

/** Sessions that were held before the course was in Minka: put on record one by one, to take their registers. */
@Controller('groups/:id/held-sessions')
@Policy(allow(...REGISTER_TAKERS))
export class HeldSessionsController {
  constructor(private readonly groups: GroupAttendanceRepository, private readonly service: SessionsService) {}

  @Get('new')
  ask(@Param('id') id: Id, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.datePage(id, viewer, t, emptyForm());
  }

  @Post()
  async add(
    @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const added = await submitForm(heldSessionForm, body, (held) => this.service.addHeld(viewer, id, held, { submission }));
    if (!added.ok) return this.datePage(id, viewer, t, failedView(added.form, t));
    return redirect(`/sessions/${added.value}/register`, 'attendance:flash.held-added');
  }

  private async datePage(id: Id, viewer: Viewer, t: Translate, form: FormView): Promise<Answer> {
    const head = await this.groups.head(viewer.centreId, id);
    const back = `/groups/${id}/attendance`;
    const model = {
      back: { href: back, text: t('attendance:group.title', { group: head.name }) }, form, lead: `${groupLine(t, head)}. ${t('attendance:held.lead')}`,
      fields: [field(form, t, { name: 'date', type: 'date', label: 'attendance:held.date', hint: 'attendance:held.date-hint', focus: true }), ...otherDayField(form, t)],
      action: `/groups/${id}/held-sessions`, submit: t('attendance:held.submit'), cancelUrl: back,
    };
    return page('courses/form', model, { title: 'attendance:held.title', status: formStatus(form) });
  }
}

/** Asked only of somebody whose day makes it a question. */
function otherDayField(form: FormView, t: Translate): Field[] {
  return form.errors.otherDay || form.values.otherDay ? [field(form, t, { name: 'otherDay', type: 'checkbox', label: 'attendance:held.other-day' })] : [];
}

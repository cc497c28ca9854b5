import { Body, Controller, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { ClassFollowers } from './class-followers.js';
import { DraftEditsService } from './draft-edits.service.js';
import { MOVERS } from './groups.policy.js';
import { timetableForm } from './timetable.form.js';
import { timetableView } from './timetable.presenter.js';
import { TimetablesRepository } from './timetables.repository.js';
import { TimetablesService } from './timetables.service.js';
import { WayBackToDraft } from './way-back-to-draft.js';

/** Another trainer, hour or room: one form for groups that stand and for those of a draft. */
@Controller()
@Policy(allow(...MOVERS))
export class TimetablesController {
  constructor(
    private readonly timetables: TimetablesService, private readonly edits: DraftEditsService,
    private readonly repository: TimetablesRepository, private readonly followers: ClassFollowers, private readonly clock: Clock,
  ) {}

  @Get('groups/:id/timetable')
  ask(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.groupPage(viewer, id, emptyForm(), t);
  }

  @Post('groups/:id/timetable')
  async change(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const left = await this.followers.watch(viewer.centreId);
    const done = await submitEdit(timetableForm, body, (change) => this.timetables.change(viewer.centreId, id, change, { actor: viewer, submission }));
    if (!done.ok) return this.groupPage(viewer, id, failedView(done.form, t), t);
    return redirect(`/groups/${id}`, await left(t, { key: 'groups:flash.retimed' }));
  }

  @Get('group-proposals/:id/timetable')
  @UseInterceptors(WayBackToDraft)
  askOfDraft(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('group') key: unknown, @Texts() t: Translate): Promise<Answer> {
    return this.draftPage(viewer, id, String(key), emptyForm(), t);
  }

  @Post('group-proposals/:id/timetable')
  @UseInterceptors(WayBackToDraft)
  async changeDraft(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const key = String(body.key);
    const done = await submitEdit(timetableForm, body, ({ version, ...change }) => (
      this.edits.retime({ centreId: viewer.centreId, proposalId: id, version }, key, change, { actor: viewer, submission })));
    if (!done.ok) return this.draftPage(viewer, id, key, failedView(done.form, t), t);
    return redirect(`/group-proposals/${id}#${encodeURIComponent(key)}`, 'groups:flash.retimed-draft');
  }

  private async groupPage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const facts = await this.repository.ofGroup(viewer.centreId, id, this.clock.today());
    const url = `/groups/${id}`;
    const model = timetableView(t, facts, {
      eyebrow: facts.edition.name, back: { href: url, text: facts.group.name }, action: `${url}/timetable`,
      version: facts.group.version, lead: t('groups:timetable.lead-group', { count: facts.members.length }),
    }, form);
    return this.page(t, facts.group.name, model, form);
  }

  private async draftPage(viewer: Viewer, id: Id, key: string, form: FormView, t: Translate): Promise<Answer> {
    const facts = await this.repository.ofDraft(viewer.centreId, id, key, this.clock.today());
    const url = `/group-proposals/${id}`;
    const model = timetableView(t, facts, {
      eyebrow: facts.edition.name, back: { href: url, text: t('groups:proposal.back') }, action: `${url}/timetable`,
      version: facts.version, key, lead: t('groups:timetable.lead-draft', { count: facts.members.length }),
    }, form);
    return this.page(t, facts.group.name, model, form);
  }

  private page(t: Translate, name: string, model: object, form: FormView): Answer {
    return page('groups/form', model, { title: t('groups:timetable.title', { name }), status: formStatus(form), scripts: ['js/own-hour.js'] });
  }
}

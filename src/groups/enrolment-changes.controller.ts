import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { givenNamesFirst } from '../people/person-names.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { ClassFollowers } from './class-followers.js';
import { withdrawalForm } from './enrolment.form.js';
import { withdrawalView } from './enrolments.presenter.js';
import { EnrolmentsRepository } from './enrolments.repository.js';
import { EnrolmentsService } from './enrolments.service.js';
import { moveForm } from './forming.form.js';
import { ENROLLERS } from './groups.policy.js';
import { moveView } from './groups.presenter.js';
import { GroupsRepository } from './groups.repository.js';
import { GroupsService } from './groups.service.js';
import { WithdrawalNotes } from './withdrawal-notes.js';

/** What happens to somebody who is enrolled: she withdraws, comes back, moves to another group. */
@Controller()
@Policy(allow(...ENROLLERS))
export class EnrolmentChangesController {
  constructor(
    private readonly enrolments: EnrolmentsService, private readonly groups: GroupsService,
    private readonly repository: EnrolmentsRepository, private readonly groupsRepository: GroupsRepository, private readonly notes: WithdrawalNotes,
    private readonly followers: ClassFollowers, private readonly clock: Clock,
  ) {}

  @Get('enrolments/:id/withdrawal')
  async askWithdrawal(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.withdrawalPage(viewer, id, emptyForm(), t);
  }

  @Post('enrolments/:id/withdrawal')
  async withdraw(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const enrolment = await this.repository.enrolment(viewer.centreId, id);
    const done = await submitForm(withdrawalForm, body, ({ reason }) => this.enrolments.withdraw(viewer.centreId, id, reason, { actor: viewer, submission }));
    if (!done.ok) return this.withdrawalPage(viewer, id, failedView(done.form, t), t);
    const { groupId, editionId } = enrolment;
    return redirect(groupId ? `/groups/${groupId}` : `/editions/${editionId}/enrolments`, {
      key: groupId ? 'groups:flash.withdrawn-seat' : 'groups:flash.withdrawn', params: { name: givenNamesFirst(enrolment) },
    });
  }

  @Post('enrolments/:id/return')
  async bringBack(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    const enrolment = await this.repository.enrolment(viewer.centreId, id);
    await this.enrolments.bringBack(viewer.centreId, id, { actor: viewer, submission });
    return redirect(`/editions/${enrolment.editionId}/enrolments`, { key: 'groups:flash.back', params: { name: givenNamesFirst(enrolment) } });
  }

  @Get('enrolments/:id/move')
  askMove(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.movePage(viewer, id, emptyForm(), t);
  }

  /** To another group of the edition; her attendance stays with the sessions that she was in. */
  @Post('enrolments/:id/move')
  async move(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const enrolment = await this.repository.enrolment(viewer.centreId, id);
    const left = await this.followers.watch(viewer.centreId);
    const done = await submitForm(moveForm, body, async ({ group, reason, agreed }) => {
      await this.groups.move(viewer.centreId, id, { groupId: group, reason: reason ?? '', agreed }, { actor: viewer, submission });
      return group;
    });
    if (!done.ok) return this.movePage(viewer, id, failedView(done.form, t), t);
    const key = enrolment.groupId ? 'groups:flash.moved-later' : 'groups:flash.seated';
    return redirect(`/groups/${done.value}`, await left(t, { key, params: { name: givenNamesFirst(enrolment) } }));
  }

  private async movePage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const enrolment = await this.repository.enrolment(viewer.centreId, id);
    const groups = await this.groupsRepository.ofEdition(viewer.centreId, enrolment.editionId, this.now());
    const mover = await this.groupsRepository.mover(viewer.centreId, enrolment);
    const title = t(enrolment.groupId ? 'groups:move.title' : 'groups:move.title-seat', { name: givenNamesFirst(enrolment) });
    return page('groups/form', moveView(t, enrolment, mover, groups, form), { title, status: formStatus(form) });
  }

  private async withdrawalPage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const enrolment = await this.repository.enrolment(viewer.centreId, id);
    const title = t('groups:withdrawal.title', { name: givenNamesFirst(enrolment) });
    const notes = await this.notes.of({ id, centreId: viewer.centreId, editionId: enrolment.editionId }, t);
    return page('groups/form', withdrawalView(t, enrolment, notes, form), { title, status: formStatus(form) });
  }

  private now(): string {
    const instant = this.clock.now();
    return `${localDateAt(instant)} ${localTimeAt(instant)}`;
  }
}

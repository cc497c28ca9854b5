import { Body, Controller, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { Refused } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, parseForm, submitEdit, type FailedForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { askedHour, draftMoveView, oneMoreView, removalView, renameView } from './draft-edits.presenter.js';
import { DraftEditsService, type DraftAt, type ExtraHour } from './draft-edits.service.js';
import { draftGroupForm, draftMoveForm, draftNameForm, extraHourForm, versionForm } from './forming.form.js';
import { MOVERS } from './groups.policy.js';
import { ProposalsRepository } from './proposals.repository.js';
import { WayBackToDraft } from './way-back-to-draft.js';

/** Changing a draft by hand. */
@Controller('group-proposals/:id')
@Policy(allow(...MOVERS))
@UseInterceptors(WayBackToDraft)
export class DraftEditsController {
  constructor(
    private readonly edits: DraftEditsService, private readonly repository: ProposalsRepository, private readonly clock: Clock,
  ) {}

  @Post('moves')
  async move(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const moved = await submitEdit(draftMoveForm, body, async ({ people, group, reason, agreed, version }) => {
      const move = { personIds: people, to: group === 'out' ? null : group, reason: reason ?? '', agreed };
      await this.edits.move(at(viewer, id, version), move, { actor: viewer, submission });
      return { key: group, count: people.length };
    });
    if (!moved.ok) return this.movePage(viewer, id, moved.form, body, t);
    const { key, count } = moved.value;
    return redirect(key === 'out' ? `/group-proposals/${id}#not-placed` : `/group-proposals/${id}?open=${encodeURIComponent(key)}#${encodeURIComponent(key)}`, {
      key: key === 'out' ? 'groups:flash.taken-out' : 'groups:flash.moved', params: { count },
    });
  }

  @Get('names')
  askName(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('group') key: unknown, @Texts() t: Translate): Promise<Answer> {
    return this.namePage(viewer, id, key, emptyForm(), t);
  }

  @Post('names')
  async rename(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const renamed = await submitEdit(draftNameForm, body, async ({ key, name, version }) => {
      await this.edits.rename(at(viewer, id, version), { key, name }, { actor: viewer, submission });
      return { key, name };
    });
    if (renamed.ok) {
      return redirect(`/group-proposals/${id}#${encodeURIComponent(renamed.value.key)}`, { key: 'groups:flash.renamed', params: { name: renamed.value.name } });
    }
    return this.namePage(viewer, id, body.key, failedView(renamed.form, t), t);
  }

  @Get('one-more')
  async oneMore(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Record<string, unknown>, @Texts() t: Translate,
  ): Promise<Answer> {
    const facts = await this.repository.facts(viewer.centreId, id);
    const model = oneMoreView(t, facts, askedHour(query), this.clock.today());
    return page('groups/one-more', model, { title: 'groups:more.title' });
  }

  @Post('groups')
  async addGroup(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    let asked: ExtraHour | null = null;
    const added = await submitEdit(extraHourForm, body, ({ days, from, to, room, version }) => {
      asked = { days, startsAt: from, endsAt: to, roomId: room };
      return this.edits.addGroup(at(viewer, id, version), asked, { actor: viewer, submission });
    });
    if (added.ok) return redirect(`/group-proposals/${id}#groups`, 'groups:flash.group-added');
    const facts = await this.repository.facts(viewer.centreId, id);
    const form = failedView(added.form, t);
    return page('groups/one-more', oneMoreView(t, facts, asked, this.clock.today(), form), { title: 'groups:more.title', status: formStatus(form) });
  }

  @Get('groups/removal')
  async askRemoval(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('group') key: unknown, @Texts() t: Translate): Promise<Answer> {
    return page('shared/confirm', removalView(t, await this.repository.facts(viewer.centreId, id), String(key)), { title: 'groups:removal.title' });
  }

  @Post('groups/removal')
  async removeGroup(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    const parsed = parseForm(draftGroupForm, body);
    if (!parsed.ok) throw new Refused({ reason: 'groups:errors.unreadable' });
    await this.edits.removeGroup(at(viewer, id, parsed.value.version), parsed.value.key, { actor: viewer, submission });
    return redirect(`/group-proposals/${id}#given-up`, 'groups:flash.group-removed');
  }

  @Post('groups/return')
  async takeBackGroup(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    const back = await submitEdit(versionForm, body, ({ version }) => this.edits.takeBackGroup(at(viewer, id, version), { actor: viewer, submission }));
    return redirect(`/group-proposals/${id}`, back.ok ? 'groups:flash.group-back' : { key: 'groups:flash.group-not-back', kind: 'warning' });
  }

  /** What a rule wants to be told before it lets people go there. */
  private async movePage(viewer: Viewer, id: Id, form: FailedForm, body: Record<string, unknown>, t: Translate): Promise<Answer> {
    const facts = await this.repository.facts(viewer.centreId, id);
    const view = failedView(form, t);
    // Nobody was ticked: the people to tick stand on the draft, and nowhere else.
    if (body.people === undefined) return redirect(`/group-proposals/${id}`, { key: 'groups:refusals.nobody-chosen', kind: 'warning' });
    return page('groups/draft-move', draftMoveView(t, facts, body, view), { title: 'groups:move.title-draft', status: formStatus(view) });
  }

  private async namePage(viewer: Viewer, id: Id, key: unknown, form: FormView, t: Translate): Promise<Answer> {
    const facts = await this.repository.proposal(viewer.centreId, id);
    return page('groups/form', renameView(t, facts, String(key), form), { title: 'groups:rename.title', status: formStatus(form) });
  }
}

function at(viewer: Viewer, proposalId: Id, version: number): DraftAt {
  return { centreId: viewer.centreId, proposalId, version };
}

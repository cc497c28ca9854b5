import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { data, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { ClassFollowers, type LeftByClasses } from './class-followers.js';
import { ConfirmingService } from './confirming.service.js';
import { draftClasses } from './draft-classes.js';
import { formingForm, versionForm } from './forming.form.js';
import { formingView } from './forming.presenter.js';
import { MOVERS } from './groups.policy.js';
import { confirmedFlash, outlookOf } from './outlook-words.js';
import { proposalView, searchView } from './proposal.presenter.js';
import { ProposalsRepository, type ProposalFacts } from './proposals.repository.js';
import { ProposalsService } from './proposals.service.js';

/** Asking for groups, looking at what is proposed, confirming it. */
@Controller()
@Policy(allow(...MOVERS))
export class ProposalsController {
  constructor(
    private readonly proposals: ProposalsService, private readonly confirming: ConfirmingService,
    private readonly repository: ProposalsRepository, private readonly followers: ClassFollowers, private readonly clock: Clock,
  ) {}

  @Get('editions/:id/groups/new')
  new(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.newPage(viewer, id, emptyForm(), t);
  }

  @Post('editions/:id/groups/proposals')
  async start(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.repository.formingPage(viewer.centreId, id);
    const started = await submitForm(formingForm, body, (request) => this.proposals.start(
      viewer.centreId, id, { ...request, namePattern: t('groups:group.name-pattern') }, { actor: viewer, submission }));
    if (!started.ok) return this.newPage(viewer, id, failedView(started.form, t), t);
    return redirect(`/group-proposals/${started.value}`);
  }

  @Get('group-proposals/:id')
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('open') open: unknown, @Texts() t: Translate): Promise<Answer> {
    return this.proposalPage(viewer, id, emptyForm(), t, typeof open === 'string' ? open : null);
  }

  /** How far the search is, for the script of the progress bar. */
  @Get('group-proposals/:id/progress')
  async progress(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return data(searchView(t, { proposal: await this.repository.proposal(viewer.centreId, id) }));
  }

  @Post('group-proposals/:id/stop')
  async stop(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.proposals.stop(viewer.centreId, id, { actor: viewer, submission });
    return redirect(`/group-proposals/${id}`, { key: 'groups:flash.stopped', kind: 'info' });
  }

  /** Goes on with a search that ended without a proof. */
  @Post('group-proposals/:id/search')
  async goOn(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const done = await submitForm(versionForm, body, ({ version }) => this.proposals.goOn(viewer.centreId, id, version, { actor: viewer, submission }));
    if (!done.ok) return this.proposalPage(viewer, id, failedView(done.form, t), t, null);
    return redirect(`/group-proposals/${done.value}`);
  }

  @Get('group-proposals/:id/discard')
  async askDiscard(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const { version } = await this.repository.proposal(viewer.centreId, id);
    const url = `/group-proposals/${id}`;
    const model = {
      text: t('groups:discard.text'), action: `${url}/discard`, submit: t('groups:discard.submit'), danger: true, backUrl: url, back: t('groups:discard.back'),
      hidden: [{ name: 'version', value: version }],
    };
    return page('shared/confirm', model, { title: 'groups:discard.title' });
  }

  @Post('group-proposals/:id/discard')
  async discard(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { editionId } = await this.repository.proposal(viewer.centreId, id);
    const done = await submitForm(versionForm, body, ({ version }) => this.proposals.discard(viewer.centreId, id, version, { actor: viewer, submission }));
    if (!done.ok) return this.proposalPage(viewer, id, failedView(done.form, t), t, null);
    return redirect(`/editions/${editionId}/groups`, 'groups:flash.discarded');
  }

  @Post('group-proposals/:id/confirmation')
  async confirm(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const facts = await this.repository.facts(viewer.centreId, id);
    const left = await this.leftBehind(t, facts);
    const done = await submitForm(versionForm, body, ({ version }) => this.confirming.confirm(viewer.centreId, id, version, { actor: viewer, submission }));
    if (!done.ok) return this.proposalPage(viewer, id, failedView(done.form, t), t, null);
    return redirect(`/editions/${done.value.editionId}/groups`, confirmedFlash(done.value, outlookOf(facts, this.clock.now()), left));
  }

  private async newPage(viewer: Viewer, id: Id, form: FormView, t: Translate): Promise<Answer> {
    const parts = await this.repository.formingPage(viewer.centreId, id);
    return page('groups/new', formingView(t, parts, form), { title: 'groups:new.title', status: formStatus(form) });
  }

  private async proposalPage(viewer: Viewer, id: Id, form: FormView, t: Translate, open: string | null): Promise<Answer> {
    const facts = await this.repository.facts(viewer.centreId, id);
    // Measured against the seats that it gave, it would seem to give none.
    if (facts.proposal.status === 'confirmed') return redirect(`/editions/${facts.edition.id}/groups`, { key: 'groups:refusals.confirmed-already', kind: 'info' });
    const model = proposalView(t, facts, { now: this.clock.now(), open, form, left: await this.leftBehind(t, facts), roles: viewer.roles });
    return page('groups/proposal', model, {
      title: t('groups:proposal.title', { edition: facts.edition.name }), status: formStatus(form),
      refreshSeconds: facts.proposal.searching ? 3 : undefined,
    });
  }

  /** What the classes of a draft would displace; of one that is still looked for, or is none any more, nothing. */
  private async leftBehind(t: Translate, facts: ProposalFacts): Promise<LeftByClasses | null> {
    const { proposal: { status, searching }, edition } = facts;
    return status === 'draft' && !searching ? this.followers.leftBehind(t, edition.centreId, draftClasses(facts, this.clock.now())) : null;
  }
}

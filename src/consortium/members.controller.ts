import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { OrganisationChoices } from '../organisations/organisation-choices.js';
import { OrganisationsRepository } from '../organisations/organisations.repository.js';
import { seesNumbers } from '../people/people.policy.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate } from '../shared/kernel/local-date.js';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { staleView } from '../shared/web/stale-form.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { suggestField } from '../shared/web/suggest-field.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { memberForm, newMemberForm } from './consortium.form.js';
import { consortiumKeepers, consortiumReaders, keepsConsortium } from './consortium.policy.js';
import { ConsortiumRepository } from './consortium.repository.js';
import { memberFields, memberPath, memberValues, memberView, peopleChoices } from './members.presenter.js';
import { ConsortiumMembersService } from './members.service.js';

/** One member organisation: it joins, is looked at, kept up to date, and leaves. */
@Controller('consortium/members')
@Policy(consortiumKeepers)
export class ConsortiumMembersController {
  constructor(
    private readonly service: ConsortiumMembersService, private readonly repository: ConsortiumRepository, private readonly organisations: OrganisationsRepository,
    private readonly choices: OrganisationChoices, private readonly clock: Clock,
  ) {}

  @Get('new')
  form(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.newPage(t, viewer, emptyForm({ since: formatLocalDate(this.clock.today()) }));
  }

  @Post()
  async add(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const { centreId } = viewer;
    const added = await submitForm(newMemberForm, body, async ({ organisation, since }) => (
      this.service.add({ organisationId: await this.choices.find(centreId, organisation), since }, { actor: viewer, submission, centreId })));
    return added.ok ? redirect(memberPath(added.value), 'consortium:flash.member-added') : this.newPage(t, viewer, failedView(added.form, t));
  }

  @Get(':id')
  @Policy(consortiumReaders)
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const member = await this.repository.member(viewer.centreId, id);
    const [shares, posts] = await Promise.all([this.repository.sharesOf(id), this.repository.posts(viewer.centreId)]);
    const held = { shares, posts: posts.filter(({ memberId }) => memberId === id) };
    const view = memberView(t, member, held, { today: this.clock.today(), mayChange: keepsConsortium(viewer), seesNumbers: seesNumbers(viewer) });
    return page('consortium/member', view, { title: member.name });
  }

  @Get(':id/edit')
  edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.editPage(t, viewer, id, null);
  }

  @Post(':id')
  async save(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { centreId } = viewer;
    const saved = await submitEdit(memberForm, body, (member) => this.service.change(id, member, { actor: viewer, submission, centreId }));
    if (saved.ok) return redirect(memberPath(id), 'consortium:flash.member-changed');
    return this.editPage(t, viewer, id, failedView(saved.form, t));
  }

  private async newPage(t: Translate, viewer: Viewer, form: FormView): Promise<Answer> {
    const labels = (await this.choices.labels(viewer.centreId)).map(({ label }) => label);
    const failed = form.summary.length > 0;
    const model = {
      back: { href: '/consortium', text: t('consortium:title') }, form, action: '/consortium/members', submit: t('consortium:members.add'), cancelUrl: '/consortium',
      fields: [
        suggestField(form, t, { name: 'organisation', label: 'consortium:fields.organisation', hint: 'consortium:hints.organisation', maxlength: 200, focus: !failed }, labels),
        field(form, t, { name: 'since', type: 'date', label: 'consortium:fields.since' }),
      ],
    };
    return page('consortium/form', model, { title: 'consortium:members.add', status: failed ? 422 : 200 });
  }

  /** @param typed null for a form that nobody has sent yet */
  private async editPage(t: Translate, viewer: Viewer, id: Id, typed: FormView | null): Promise<Answer> {
    const member = await this.repository.member(viewer.centreId, id);
    const people = peopleChoices(await this.organisations.members(viewer.centreId, member.organisationId), member.contact);
    const standing = emptyForm(memberValues(member));
    const form = typed ?? standing;
    const fields = memberFields(t, form, people);
    const model = {
      back: { href: memberPath(id), text: member.name }, form, action: memberPath(id), fields, submit: t('common:save'), cancelUrl: memberPath(id),
      hidden: [{ name: 'version', value: form.values.version ?? member.version }],
      stale: form.stale ? staleView(t, fields, memberFields(t, standing, people)) : null,
    };
    return page('consortium/form', model, { title: 'consortium:member.edit-title', status: formStatus(form) });
  }
}

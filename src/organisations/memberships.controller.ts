import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { clerks } from '../people/people.policy.js';
import { givenNamesFirst } from '../people/person-names.js';
import { PersonRepository } from '../people/person.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { formatLocalDate } from '../shared/kernel/local-date.js';
import { emptyForm, field, type Field, type FormView } from '../shared/web/fields.js';
import { removalForm } from '../shared/web/form-schemas.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { LeadsBack } from '../shared/web/removed-meanwhile.js';
import { removalParts, staleView } from '../shared/web/stale-form.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { suggestField } from '../shared/web/suggest-field.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { Membership } from './membership.entity.js';
import { MembershipsService } from './memberships.service.js';
import { OrganisationChoices } from './organisation-choices.js';
import { membershipValues, postFields } from './organisation-form.presenter.js';
import { endForm, newPostForm, postForm } from './organisation.form.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { postWord } from './post-words.js';

/** The posts of a person: taken on, corrected, ended, taken out again. */
@LeadsBack(Membership, 'post', ({ id }) => `/people/${id}`)
@Controller('people/:id/posts')
@Policy(clerks)
export class MembershipsController {
  constructor(
    private readonly memberships: MembershipsService, private readonly repository: OrganisationsRepository, private readonly persons: PersonRepository,
    private readonly choices: OrganisationChoices, private readonly clock: Clock,
  ) {}

  @Get('new')
  async form(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('organisation') organisationId: unknown, @Texts() t: Translate): Promise<Answer> {
    const organisation = isId(organisationId) ? await this.choices.labelOf(viewer.centreId, organisationId) : null;
    return this.newPage(t, viewer, id, emptyForm({ organisation: organisation ?? undefined }));
  }

  @Post()
  async add(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.persons.known(viewer.centreId, id);
    const added = await submitForm(newPostForm, body, async ({ organisation, ...fields }) => {
      const organisationId = await this.choices.find(viewer.centreId, organisation);
      return this.memberships.add(id, { organisationId, ...fields }, { actor: viewer, submission, centreId: viewer.centreId });
    });
    return added.ok ? redirect(`/people/${id}`, 'organisations:flash.post-added') : this.newPage(t, viewer, id, failedView(added.form, t));
  }

  @Get(':post/edit')
  async edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('post') post: Id, @Texts() t: Translate): Promise<Answer> {
    return this.editPage(t, viewer, id, post, null);
  }

  @Post(':post')
  async save(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('post') post: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.repository.membership(viewer.centreId, id, post);
    const saved = await submitEdit(postForm, body, (fields) => this.memberships.change(post, fields, { actor: viewer, submission, centreId: viewer.centreId }));
    return saved.ok ? redirect(`/people/${id}`, 'organisations:flash.post-changed') : this.editPage(t, viewer, id, post, failedView(saved.form, t));
  }

  @Get(':post/end')
  async askEnd(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('post') post: Id, @Query('back') back: unknown, @Texts() t: Translate,
  ): Promise<Answer> {
    return this.endPage(t, viewer, id, post, emptyForm({ until: formatLocalDate(this.clock.today()), back: back === 'organisation' ? 'organisation' : '' }));
  }

  @Post(':post/end')
  async end(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('post') post: Id, @Body() body: { back?: unknown },
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { organisation } = await this.repository.membership(viewer.centreId, id, post);
    const ended = await submitEdit(endForm, body, (end) => this.memberships.end(post, end, { actor: viewer, submission, centreId: viewer.centreId }));
    if (!ended.ok) return this.endPage(t, viewer, id, post, failedView(ended.form, t));
    return redirect(body.back === 'organisation' ? `/organisations/${organisation.id}` : `/people/${id}`, 'organisations:flash.post-ended');
  }

  @Get(':post/removal')
  askRemoval(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('post') post: Id, @Texts() t: Translate): Promise<Answer> {
    return this.removalPage(t, viewer, id, post, emptyForm());
  }

  @Post(':post/removal')
  async remove(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('post') post: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.persons.known(viewer.centreId, id);
    const removed = await submitEdit(removalForm, body, ({ version }) => (
      this.memberships.remove(post, version, { actor: viewer, submission, centreId: viewer.centreId })));
    if (!removed.ok) return this.removalPage(t, viewer, id, post, failedView(removed.form, t));
    return redirect(`/people/${id}`, 'organisations:flash.post-removed');
  }

  private async newPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const labels = (await this.choices.labels(viewer.centreId)).map(({ label }) => label);
    const fresh = form.summary.length === 0;
    const organisation = suggestField(form, t, {
      name: 'organisation', label: 'organisations:fields.organisation', hint: 'people:hints.organisation', maxlength: 200, focus: fresh,
    }, labels);
    const model = {
      back: { href: `/people/${id}`, text: givenNamesFirst(person) }, form, action: `/people/${id}/posts`, fields: [organisation, ...postFields(t, form, false)],
      submit: t('common:save'), cancelUrl: `/people/${id}`,
    };
    return page('organisations/form', model, { title: 'organisations:post.new-title', status: fresh ? 200 : 422 });
  }

  /** @param failed null for a form that nobody has sent yet */
  private async editPage(t: Translate, viewer: Viewer, id: Id, post: Id, failed: FormView | null): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const { membership, organisation } = await this.repository.membership(viewer.centreId, id, post);
    const standing = emptyForm(membershipValues(t, membership, person.sex));
    const form = failed ?? standing;
    const fields = postFields(t, form, true);
    const model = {
      back: { href: `/people/${id}`, text: givenNamesFirst(person) }, form, lead: organisation.name, action: `/people/${id}/posts/${post}`,
      fields, hidden: [{ name: 'version', value: form.values.version ?? membership.version }],
      stale: form.stale ? staleView(t, fields, postFields(t, standing, true)) : null,
      submit: t('common:save'), cancelUrl: `/people/${id}`, remove: { href: `/people/${id}/posts/${post}/removal`, text: t('organisations:removal.link') },
    };
    return page('organisations/form', model, { title: 'organisations:post.edit-title', status: formStatus(form) });
  }

  private async endPage(t: Translate, viewer: Viewer, id: Id, post: Id, form: FormView): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const { membership, organisation } = await this.repository.membership(viewer.centreId, id, post);
    const back = form.values.back === 'organisation' ? `/organisations/${organisation.id}` : `/people/${id}`;
    const model = {
      back: { href: back, text: t('common:back') }, form, action: `/people/${id}/posts/${post}/end`, submit: t('organisations:end.submit'), cancelUrl: back,
      lead: t('organisations:end.lead', { name: givenNamesFirst(person), post: postWord(t, membership.post, person.sex), organisation: organisation.name }),
      fields: endFields(t, form), stale: form.stale ? staleView(t, endFields(t, form), endFields(t, emptyForm(membershipValues(t, membership, person.sex)))) : null,
      hidden: [{ name: 'back', value: String(form.values.back ?? '') }, { name: 'version', value: form.values.version ?? membership.version }],
    };
    return page('organisations/form', model, { title: 'organisations:end.title', status: formStatus(form) });
  }

  private async removalPage(t: Translate, viewer: Viewer, id: Id, post: Id, form: FormView): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, id);
    const { membership, organisation } = await this.repository.membership(viewer.centreId, id, post);
    const { post: word, since, until } = membershipValues(t, membership, person.sex);
    const model = {
      text: t('organisations:removal.text', { organisation: organisation.name }), action: `/people/${id}/posts/${post}/removal`,
      backUrl: `/people/${id}/posts/${post}/edit`, back: t('common:cancel'),
      ...removalParts(form, {
        version: membership.version, label: organisation.name, now: `${[word].flat().join('')}${since || until ? ` (${[since, until].map((day) => day ?? '…').join(' – ')})` : ''}`, submit: t('organisations:removal.submit'),
      }),
    };
    return page('shared/confirm', model, { title: 'organisations:removal.title', status: formStatus(form) });
  }
}

function endFields(t: Translate, form: FormView): Field[] {
  return [field(form, t, { name: 'until', type: 'date', label: 'organisations:end.until' })];
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { OrganisationsRepository } from '../organisations/organisations.repository.js';
import { surnamesFirst } from '../people/person-names.js';
import { postWord } from '../organisations/post-words.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { formatLocalDate } from '../shared/kernel/local-date.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { removalForm } from '../shared/web/form-schemas.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { LeadsBack } from '../shared/web/removed-meanwhile.js';
import { removalParts, staleView } from '../shared/web/stale-form.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { ConsortiumPost } from './consortium-post.entity.js';
import { newPostForm, postForm } from './consortium.form.js';
import { consortiumKeepers, consortiumReaders, keepsConsortium } from './consortium.policy.js';
import { ConsortiumRepository } from './consortium.repository.js';
import { membersOn } from './decision-rules.js';
import { memberPath, peopleChoices, termWords } from './members.presenter.js';
import { postFields, postPath, postsView, postValues } from './posts.presenter.js';
import { ConsortiumPostsService } from './posts.service.js';

const LIST = '/consortium/posts';

/** Who presides over the consortium, writes its minutes, keeps its money: since when, and until when. */
@LeadsBack(ConsortiumPost, 'id', () => LIST)
@Controller('consortium')
@Policy(consortiumKeepers)
export class ConsortiumPostsController {
  constructor(
    private readonly service: ConsortiumPostsService, private readonly repository: ConsortiumRepository, private readonly organisations: OrganisationsRepository,
    private readonly clock: Clock,
  ) {}

  @Get('posts')
  @Policy(consortiumReaders)
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const posts = await this.repository.posts(viewer.centreId);
    return page('consortium/posts', postsView(t, posts, { today: this.clock.today(), mayChange: keepsConsortium(viewer) }), { title: 'consortium:posts.title' });
  }

  /** Somebody takes on a post: of which organisation? */
  @Get('posts/new')
  async look(@CurrentViewer() viewer: Viewer): Promise<Answer> {
    const members = membersOn(await this.repository.members(viewer.centreId), this.clock.today());
    return page('consortium/look', { members: members.map(({ id, name }) => ({ text: name, href: `${memberPath(id)}/posts/new` })) }, { title: 'consortium:posts.look' });
  }

  @Get('members/:id/posts/new')
  form(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.newPage(t, viewer, id, emptyForm({ since: formatLocalDate(this.clock.today()) }));
  }

  @Post('members/:id/posts')
  async add(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { centreId } = viewer;
    const added = await submitForm(newPostForm, body, (post) => this.service.add(id, post, { actor: viewer, submission, centreId }));
    return added.ok ? redirect(LIST, 'consortium:flash.post-added') : this.newPage(t, viewer, id, failedView(added.form, t));
  }

  @Get('posts/:id/edit')
  edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.editPage(t, viewer, id, null);
  }

  @Post('posts/:id')
  async save(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { centreId } = viewer;
    const saved = await submitEdit(postForm, body, (post) => this.service.change(id, post, { actor: viewer, submission, centreId }));
    if (saved.ok) return redirect(LIST, 'consortium:flash.post-changed');
    return this.editPage(t, viewer, id, failedView(saved.form, t));
  }

  @Get('posts/:id/removal')
  askRemoval(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.removalPage(t, viewer, id, emptyForm());
  }

  @Post('posts/:id/removal')
  async remove(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { centreId } = viewer;
    const removed = await submitEdit(removalForm, body, ({ version }) => this.service.remove(id, version, { actor: viewer, submission, centreId }));
    return removed.ok ? redirect(LIST, 'consortium:flash.post-removed') : this.removalPage(t, viewer, id, failedView(removed.form, t));
  }

  private async removalPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const post = await this.repository.post(viewer.centreId, id);
    const [word, name] = [postWord(t, post.post, post.sex), surnamesFirst(post)];
    const model = {
      text: t('consortium:posts.removal-text', { post: word, name }), action: `${postPath(id)}/removal`, backUrl: `${postPath(id)}/edit`, back: t('common:cancel'),
      ...removalParts(form, { version: post.version, label: word, now: `${name}, ${termWords(t, post)}`, submit: t('consortium:posts.removal') }),
    };
    return page('shared/confirm', model, { title: 'consortium:posts.removal-title', status: formStatus(form) });
  }

  private async newPage(t: Translate, viewer: Viewer, memberId: Id, form: FormView): Promise<Answer> {
    const member = await this.repository.member(viewer.centreId, memberId);
    const people = peopleChoices(await this.organisations.members(viewer.centreId, member.organisationId), null);
    const failed = form.summary.length > 0;
    const model = {
      back: { href: memberPath(memberId), text: member.name }, form, lead: member.name, action: `${memberPath(memberId)}/posts`, fields: postFields(t, form, people),
      submit: t('common:save'), cancelUrl: LIST, more: { href: `/people/new?organisation=${member.organisationId}`, text: t('consortium:posts.register') },
    };
    return page('consortium/form', model, { title: 'consortium:posts.add', status: failed ? 422 : 200 });
  }

  /** @param typed null for a form that nobody has sent yet */
  private async editPage(t: Translate, viewer: Viewer, id: Id, typed: FormView | null): Promise<Answer> {
    const post = await this.repository.post(viewer.centreId, id);
    const { organisationId } = await this.repository.member(viewer.centreId, post.memberId);
    const people = peopleChoices(await this.organisations.members(viewer.centreId, organisationId), { ...post, id: post.personId });
    const standing = emptyForm(postValues(post));
    const form = typed ?? standing;
    const fields = postFields(t, form, people);
    const model = {
      back: { href: LIST, text: t('consortium:posts.title') }, form, lead: post.organisation, action: postPath(id), fields, submit: t('common:save'), cancelUrl: LIST,
      hidden: [{ name: 'version', value: form.values.version ?? post.version }],
      stale: form.stale ? staleView(t, fields, postFields(t, standing, people)) : null, more: { href: `${postPath(id)}/removal`, text: t('consortium:posts.removal-link') },
    };
    return page('consortium/form', model, { title: 'consortium:posts.edit-title', status: formStatus(form) });
  }
}

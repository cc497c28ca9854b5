import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { clerks, readers, seesNumbers } from '../people/people.policy.js';
import { PeopleRepository } from '../people/people.repository.js';
import { readPeopleFilters } from '../people/people-filters.js';
import { surnamesFirst } from '../people/person-names.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { staleView } from '../shared/web/stale-form.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { organisationFields, organisationValues } from './organisation-form.presenter.js';
import { organisationEditForm, organisationForm } from './organisation.form.js';
import { filterOrganisations, readOrganisationFilters } from './organisation-filters.js';
import type { OrganisationFields } from './organisation-fields.js';
import { ORGANISATIONS_PAGE, organisationsList, organisationView, organisationsView } from './organisations.presenter.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { OrganisationsService } from './organisations.service.js';

/** The organisations of a centre: found, looked at, added and kept up to date. */
@Controller('organisations')
@Policy(clerks)
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService, private readonly repository: OrganisationsRepository,
    private readonly people: PeopleRepository, private readonly clock: Clock, private readonly taken: TakenLists,
  ) {}

  @Get()
  @Policy(readers)
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const filters = readOrganisationFilters(query);
    const today = this.clock.today();
    const all = await this.repository.all(viewer.centreId);
    const found = filterOrganisations(all, filters, today);
    const asked = Math.min(Math.max(1, Math.floor(Number(query.page)) || 1), 10_000);
    const shown = found.slice((asked - 1) * ORGANISATIONS_PAGE, asked * ORGANISATIONS_PAGE);
    const counts = await this.repository.memberCounts(shown.map(({ id }) => id), today);
    const view = organisationsView(t, { filters, all, found, page: asked, counts, today, mayChange: seesNumbers(viewer) });
    return page('organisations/list', view, { title: 'organisations:list.title' });
  }

  /** The list as it is filtered, as a file. Whoever takes it away stands in the audit trail. */
  @Post('exports')
  async export(
    @CurrentViewer() viewer: Viewer, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const filters = readOrganisationFilters(body);
    const found = filterOrganisations(await this.repository.all(viewer.centreId), filters, this.clock.today());
    const counts = await this.repository.memberCounts(found.map(({ id }) => id), this.clock.today());
    const list = organisationsList(t, { found, counts, filters });
    const name = { list: t('organisations:list.file'), date: this.clock.today() };
    return this.taken.list(name, list, { list: 'organisations' }, { actor: viewer, submission }, { asked: body, read: { ...filters }, t });
  }

  @Get('new')
  form(@Texts() t: Translate): Answer {
    return this.newPage(t, emptyForm());
  }

  @Post()
  async add(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const added = await submitForm(organisationForm, body, ({ another, ...fields }) => (
      this.organisations.add(fields, { actor: viewer, submission, centreId: viewer.centreId, another })));
    return added.ok ? redirect(`/organisations/${added.value}`, 'organisations:flash.added') : this.newPage(t, failedView(added.form, t));
  }

  @Get(':id')
  @Policy(readers)
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const organisation = await this.repository.organisation(viewer.centreId, id);
    const members = await this.repository.members(viewer.centreId, id);
    const may = seesNumbers(viewer);
    const view = organisationView(t, organisation, members, { today: this.clock.today(), mayChange: may, seesNumbers: may });
    return page('organisations/show', view, { title: organisation.name });
  }

  @Get(':id/edit')
  async edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const organisation = await this.repository.organisation(viewer.centreId, id);
    return this.editPage(t, viewer, id, emptyForm(organisationValues(organisation)));
  }

  @Post(':id')
  async save(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.repository.organisation(viewer.centreId, id);
    const options = { actor: viewer, submission, centreId: viewer.centreId };
    const saved = await submitEdit(organisationEditForm, body, (organisation) => this.organisations.change(id, organisation, options));
    if (saved.ok) return redirect(`/organisations/${id}`, 'organisations:flash.changed');
    return this.editPage(t, viewer, id, failedView(saved.form, t));
  }

  /** Somebody whom the centre knows takes on a post: who? */
  @Get(':id/posts/new')
  async look(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('q') q: unknown): Promise<Answer> {
    const organisation = await this.repository.organisation(viewer.centreId, id);
    const filters = readPeopleFilters({ q });
    const audience = { centreId: viewer.centreId, today: this.clock.today(), seesNumbers: true };
    const rows = filters.q === '' ? [] : await this.people.rows(filters, audience, { limit: 20, offset: 0 });
    const found = rows.map((row) => ({
      text: surnamesFirst(row), about: [row.dni ? `DNI ${row.dni}` : '', row.posts[0]?.organisation ?? ''].filter(Boolean).join(' · '),
      href: `/people/${row.id}/posts/new?organisation=${id}`,
    }));
    const model = {
      back: { href: `/organisations/${id}`, text: organisation.name }, action: `/organisations/${id}/posts/new`, q: filters.q, found,
      registerUrl: `/people/new?organisation=${id}`,
    };
    return page('organisations/look', model, { title: 'organisations:look.title' });
  }

  private newPage(t: Translate, form: FormView): Answer {
    const failed = form.summary.length > 0;
    const model = {
      back: { href: '/organisations', text: t('organisations:list.title') }, form, action: '/organisations', fields: organisationFields(t, form, !failed),
      submit: t('organisations:form.add'), cancelUrl: '/organisations',
    };
    return page('organisations/form', model, { title: 'organisations:form.new-title', status: failed ? 422 : 200 });
  }

  private async editPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const organisation = await this.repository.organisation(viewer.centreId, id);
    const fields = organisationFields(t, form, false);
    const model = {
      back: { href: `/organisations/${id}`, text: organisation.name }, form, action: `/organisations/${id}`, fields, submit: t('common:save'),
      cancelUrl: `/organisations/${id}`, hidden: [{ name: 'version', value: form.values.version ?? organisation.version }],
      stale: form.stale ? staleView(t, fields, currentFields(t, organisation)) : null,
    };
    return page('organisations/form', model, { title: 'organisations:form.edit-title', status: formStatus(form) });
  }
}

function currentFields(t: Translate, organisation: OrganisationFields): ReturnType<typeof organisationFields> {
  return organisationFields(t, emptyForm(organisationValues(organisation)), false);
}

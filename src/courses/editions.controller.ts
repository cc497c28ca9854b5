import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitEdit, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { staleOver } from '../shared/web/stale-form.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { PLANNERS } from './courses.policy.js';
import { CoursesRepository } from './courses.repository.js';
import { editionForm, newEditionForm, statusForm } from './edition.form.js';
import { defaultName, editionFields, editionsView, editionView, newEditionFields } from './editions.presenter.js';
import { EditionsRepository, type EditionView } from './editions.repository.js';
import { EditionsService } from './editions.service.js';

/** Courses held at the centre: the way from the list of enrolled people to the last session. */
@Controller('editions')
@Policy(allow('trainer', 'coach', 'coordinator', 'treasurer', 'administrator'))
export class EditionsController {
  constructor(
    private readonly editions: EditionsService, private readonly repository: EditionsRepository,
    private readonly courses: CoursesRepository, private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const rows = await this.repository.list(viewer.centreId);
    return page('courses/editions', editionsView(t, rows, { mayPlan: mayPlan(viewer), roles: viewer.roles }), { title: 'courses:editions.title' });
  }

  @Get('new')
  @Policy(allow(...PLANNERS))
  new(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.newPage(t, viewer, emptyForm());
  }

  @Post()
  @Policy(allow(...PLANNERS))
  async add(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const added = await submitForm(newEditionForm, body, async ({ fee, pastConfirmed, ...plan }) => {
      const name = plan.name ?? defaultName(t, (await this.courses.courses(viewer.centreId)).find(({ code }) => code === plan.courseCode), plan.startsOn);
      return this.editions.createEdition(viewer.centreId, { ...plan, name, feeCents: fee }, { actor: viewer, submission, pastConfirmed });
    });
    if (!added.ok) return this.newPage(t, viewer, failedView(added.form, t));
    return redirect(`/editions/${added.value}`, 'courses:flash.edition-added');
  }

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.editionPage(t, viewer, id, emptyForm());
  }

  @Get(':id/edit')
  @Policy(allow(...PLANNERS))
  async edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return editPage(t, await this.repository.edition(viewer.centreId, id), emptyForm());
  }

  @Post(':id')
  @Policy(allow(...PLANNERS))
  async change(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const changed = await submitEdit(editionForm, body, ({ fee, ...change }) => (
      this.editions.changeEdition(viewer.centreId, id, { ...change, feeCents: fee }, { actor: viewer, submission })));
    if (!changed.ok) return editPage(t, await this.repository.edition(viewer.centreId, id), failedView(changed.form, t));
    return redirect(`/editions/${id}`, 'courses:flash.edition-changed');
  }

  @Post(':id/status')
  @Policy(allow(...PLANNERS))
  async move(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const moved = await submitForm(statusForm, body, async ({ to }) => {
      await this.editions.moveTo(viewer.centreId, id, to, { actor: viewer, submission });
      return to;
    });
    if (!moved.ok) return this.editionPage(t, viewer, id, failedView(moved.form, t));
    return redirect(`/editions/${id}`, `courses:flash.status-${moved.value}`);
  }

  private async newPage(t: Translate, { centreId }: Viewer, form: FormView): Promise<Answer> {
    const model = {
      back: { href: '/editions', text: t('courses:offer') }, form, action: '/editions', lead: t('courses:new.lead'),
      fields: newEditionFields(t, form, await this.courses.courses(centreId)), submit: t('courses:new.submit'), cancelUrl: '/editions',
    };
    return page('courses/form', model, { title: 'courses:new.title', status: formStatus(form) });
  }

  private async editionPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const instant = this.clock.now();
    const now = { date: localDateAt(instant), time: localTimeAt(instant) };
    const edition = await this.repository.edition(viewer.centreId, id);
    const [trainers, progress, short] = await Promise.all([this.repository.trainersOf(id), this.repository.progress(edition, now), this.repository.shortGroups(edition, now.date)]);
    const model = { form, ...editionView(t, { edition, trainers, progress, short, mayPlan: mayPlan(viewer), roles: viewer.roles, today: now.date }) };
    return page('courses/edition', model, { title: edition.name, status: formStatus(form) });
  }
}

function editPage(t: Translate, edition: EditionView, form: FormView): Answer {
  const url = `/editions/${edition.id}`;
  const model = {
    back: { href: url, text: edition.name }, form, action: url, fields: editionFields(t, form, edition),
    stale: staleOver(t, form, (filled) => editionFields(t, filled, edition)),
    hidden: [{ name: 'version', value: form.values.version ?? edition.version }], submit: t('common:save'), cancelUrl: url,
  };
  return page('courses/form', model, { title: 'courses:edit.title', status: formStatus(form) });
}

function mayPlan(viewer: Viewer): boolean {
  return hasRole(viewer, ...PLANNERS);
}

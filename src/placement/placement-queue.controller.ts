import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CoursesRepository } from '../courses/courses.repository.js';
import { EditionsRepository } from '../courses/editions.repository.js';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, keptValues, submitForm, tryForm, unlessStale } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { pageAsked } from '../shared/web/tables.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { checklistFields, marksFrom } from './checklist.presenter.js';
import { decisionForm } from './decision.form.js';
import { decisionPage, queuePage, stageFrom, PAGE_SIZE } from './placement-queue.presenter.js';
import { PlacementTestsService } from './placement-tests.service.js';
import { LEVEL_DECIDERS } from './placement.policy.js';
import { PlacementRepository } from './placement.repository.js';
import { PlacementsService } from './placements.service.js';
import { queueAddress, readQueueFilters } from './queue-filters.js';

/** The trainer's queue: who is to be placed, what Minka proposes, confirm or override. */
@Controller('placement/queue')
@Policy(allow(...LEVEL_DECIDERS))
export class PlacementQueueController {
  constructor(
    private readonly repository: PlacementRepository, private readonly placements: PlacementsService,
    private readonly tests: PlacementTestsService, private readonly courses: CoursesRepository, private readonly editions: EditionsRepository,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const filters = readQueueFilters(query);
    const [counts, editions] = await Promise.all([this.repository.counts(viewer.centreId, filters), this.repository.editions(viewer.centreId)]);
    const edition = filters.editionId ? await this.editions.edition(viewer.centreId, filters.editionId) : null;
    const stage = stageFrom(query.stage, counts);
    const current = pageAsked(query.page, counts[stage], PAGE_SIZE);
    const rows = await this.repository.queue(viewer.centreId, stage, { limit: PAGE_SIZE, offset: (current - 1) * PAGE_SIZE }, filters);
    const givesCards = viewer.roles.some((role) => role === 'trainer' || role === 'coordinator');
    const model = queuePage(t, { counts, stage, rows, current, filters, editions, edition, givesCards });
    return page('placement/queue', model, { title: 'levels:queue.title', scripts: ['js/confirm-key.js'] });
  }

  @Get(':personId')
  show(@CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @Texts() t: Translate): Promise<Answer> {
    return this.decisionPage(viewer, personId, emptyForm(), t);
  }

  @Post(':personId')
  async decide(
    @CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const person = await this.repository.person(viewer.centreId, personId);
    const decided = await submitForm(decisionForm, body, async (decision) => {
      await this.placements.decide(personId, decision, { actor: viewer, submission });
      return decision.level;
    }).catch(unlessStale);
    if (!decided) return this.decisionPage(viewer, personId, emptyForm(keptValues(body)), t, true);
    if (!decided.ok) return this.decisionPage(viewer, personId, failedView(decided.form, t), t);
    const params = { name: `${person.givenNames} ${person.surnames}`, level: t(`levels:names.${decided.value}`) };
    // One key confirms, and may hit the wrong person: there the level is changed with a reason.
    const link = { href: `/placement/queue/${personId}`, key: 'levels:flash.change' };
    return redirect(queueAddress(readQueueFilters(body), undefined, Number(body.page) || 1), { key: 'levels:flash.confirmed', params, link });
  }

  /** She may sit the test once more; nothing else changes. */
  @Post(':personId/retest')
  async allowRetest(
    @CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    await this.placements.allowRetest(personId, { actor: viewer, submission });
    return redirect(`/placement/queue/${personId}`, 'levels:flash.retest');
  }

  @Get(':personId/checklist')
  checklist(@CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @Texts() t: Translate): Promise<Answer> {
    return this.checklistPage(viewer, personId, emptyForm(), t);
  }

  @Post(':personId/checklist')
  async observe(
    @CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const observed = await tryForm(body, () => this.tests.observe(personId, marksFrom(body), { actor: viewer, submission }));
    if (!observed.ok) return this.checklistPage(viewer, personId, failedView(observed.form, t), t);
    return redirect(`/placement/queue/${personId}`, 'levels:flash.observed');
  }

  private async decisionPage(viewer: Viewer, personId: Id, form: FormView, t: Translate, stale = false): Promise<Answer> {
    const person = await this.repository.person(viewer.centreId, personId);
    const [finished, open, history, steps, modules] = await Promise.all([
      this.repository.finishedTest(viewer.centreId, personId), this.repository.openTest(viewer.centreId, personId),
      this.repository.history(personId), this.repository.ownSteps(viewer.centreId, personId), this.courses.modules(viewer.centreId),
    ]);
    const shown = finished ?? open;
    const responses = shown ? await this.repository.responses(shown.id) : [];
    const model = decisionPage(t, viewer.locale, { person, finished, open, responses, history, steps, modules, stale }, form);
    const name = `${person.givenNames} ${person.surnames}`;
    return page('placement/decision', model, { title: t('levels:decision.title', { name }), status: formStatus(form, stale) });
  }

  private async checklistPage(viewer: Viewer, personId: Id, form: FormView, t: Translate): Promise<Answer> {
    const person = await this.repository.person(viewer.centreId, personId);
    const name = `${person.givenNames} ${person.surnames}`;
    const model = {
      back: { href: `/placement/queue/${personId}`, text: t('levels:decision.title', { name }) },
      action: `/placement/queue/${personId}/checklist`, fields: checklistFields(t, viewer.locale, form), form,
    };
    return page('placement/checklist', model, { title: t('levels:checklist.title', { name }), status: formStatus(form) });
  }
}

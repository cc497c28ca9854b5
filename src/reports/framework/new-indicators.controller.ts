import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, submitForm, type ParsedForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { IndicatorDefinition } from '../indicators/indicator.js';
import { projectKeepers } from '../reports.policy.js';
import { computedForm, newTypedForm } from './framework.form.js';
import { resultIn } from './framework.js';
import { FrameworkRepository } from './framework.repository.js';
import { catalogueView, newIndicatorView } from './indicator-form.presenter.js';
import { IndicatorsService } from './indicators.service.js';
import { indicatorPath } from './project-words.js';

/** A result gets an indicator: one of the catalogue, or one of the project's own. */
@Controller('projects/:id/results/:resultId/indicators')
@Policy(projectKeepers)
export class NewIndicatorsController {
  constructor(private readonly indicators: IndicatorsService, private readonly repository: FrameworkRepository) {}

  @Get('new')
  async choose(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('resultId') resultId: Id, @Query() { code, own }: Record<string, unknown>, @Texts() t: Translate,
  ): Promise<Answer> {
    if (code !== undefined || own !== undefined) return this.formPage(t, viewer, { id, resultId, known: definitionOf(code) }, emptyForm());
    const framework = await this.repository.visibleFramework(viewer.centreId, id);
    return page('reports/projects/catalogue', catalogueView(t, framework, resultIn(framework, resultId)), { title: t('projects:indicators.new') });
  }

  @Post()
  async add(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('resultId') resultId: Id, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const known = definitionOf(body.code);
    const added = await this.added(viewer, { id, resultId, known }, body, submission);
    if (!added.ok) return this.formPage(t, viewer, { id, resultId, known }, failedView(added.form, t));
    return redirect(indicatorPath(id, added.value), 'projects:flash.indicator-added');
  }

  private added(viewer: Viewer, { id, resultId, known }: Asked, body: unknown, submission: Submission): Promise<ParsedForm<Id>> {
    const options = { actor: viewer, submission, centreId: viewer.centreId, projectId: id };
    if (!known) return submitForm(newTypedForm, body, ({ version: _, ...draft }) => this.indicators.add(resultId, { ...draft, code: null }, options));
    const { code, form, unit } = known;
    return submitForm(computedForm, body, ({ version: _, ...draft }) => this.indicators.add(resultId, { ...draft, code, form, unit }, options));
  }

  private async formPage(t: Translate, viewer: Viewer, { id, resultId, known }: Asked, form: FormView): Promise<Answer> {
    const framework = await this.repository.visibleFramework(viewer.centreId, id);
    const model = newIndicatorView(t, form, { framework, result: resultIn(framework, resultId), known, places: await this.repository.places(framework) });
    return page('ledger/form', model, { title: t(known ? 'projects:indicators.new-computed' : 'projects:indicators.new-typed'), status: formStatus(form) });
  }
}

interface Asked {
  id: Id;
  resultId: Id;
  known: IndicatorDefinition | null;
}

/** @returns null where none is named @throws NotThere for one that the catalogue does not have */
function definitionOf(code: unknown): IndicatorDefinition | null {
  if (code === undefined) return null;
  const known = CATALOGUE.get(String(code));
  if (!known) throw new NotThere('indicator of the catalogue');
  return known;
}

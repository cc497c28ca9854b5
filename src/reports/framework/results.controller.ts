import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { isId, type Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, submitForm, tryForm, unlessStale } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { LeadsBack } from '../../shared/web/removed-meanwhile.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { projectKeepers } from '../reports.policy.js';
import { newResultForm, resultForm } from './framework.form.js';
import { resultIn } from './framework.js';
import { FrameworkRepository } from './framework.repository.js';
import { promisesPath } from './project-words.js';
import { ProjectResult, RESULT_KINDS } from './project-result.entity.js';
import { editResultView, newResultView, resultRemovalView } from './results.presenter.js';
import { ResultsService } from './results.service.js';

type Kind = ProjectResult['kind'];

/** The links of a project's chain. */
@LeadsBack(ProjectResult, 'resultId', ({ id = '' }) => promisesPath(id))
@Controller('projects/:id/results')
@Policy(projectKeepers)
export class ResultsController {
  constructor(private readonly results: ResultsService, private readonly repository: FrameworkRepository) {}

  @Get('new')
  start(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    return this.newPage(t, viewer, id, { form: emptyForm(), asked: query });
  }

  @Post()
  async add(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const added = await submitForm(newResultForm, body, ({ version: _, ...draft }) => this.results.add(draft, { actor: viewer, submission, centreId: viewer.centreId, projectId: id }));
    if (!added.ok) return this.newPage(t, viewer, id, { form: failedView(added.form, t), asked: body });
    return redirect(promisesPath(id, added.value), 'projects:flash.result-saved');
  }

  @Get(':resultId/edit')
  edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('resultId') resultId: Id, @Texts() t: Translate): Promise<Answer> {
    return this.editPage(t, viewer, { id, resultId }, emptyForm());
  }

  @Post(':resultId')
  async change(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('resultId') resultId: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const parsed = parseForm(resultForm, body);
    if (!parsed.ok) return this.editPage(t, viewer, { id, resultId }, failedView(parsed.form, t));
    const options = { actor: viewer, submission, centreId: viewer.centreId, projectId: id };
    const changed = await tryForm(body, () => this.results.change(resultId, parsed.value, options)).catch(unlessStale);
    if (!changed) return this.editPage(t, viewer, { id, resultId }, emptyForm(keptValues(body)), true);
    if (!changed.ok) return this.editPage(t, viewer, { id, resultId }, failedView(changed.form, t));
    return redirect(promisesPath(id, resultId), 'projects:flash.result-saved');
  }

  @Post(':resultId/place')
  async move(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('resultId') resultId: Id, @Body() { direction }: Record<string, unknown>, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    await this.results.move(resultId, direction === 'up' ? 'up' : 'down', { actor: viewer, submission, centreId: viewer.centreId, projectId: id });
    return redirect(promisesPath(id, resultId), 'projects:flash.moved');
  }

  @Get(':resultId/removal')
  async askRemoval(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('resultId') resultId: Id, @Texts() t: Translate): Promise<Answer> {
    const framework = await this.repository.visibleFramework(viewer.centreId, id);
    return page('reports/projects/removal', resultRemovalView(t, framework, resultIn(framework, resultId)), { title: t('projects:removal.title-result') });
  }

  @Post(':resultId/removal')
  async remove(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('resultId') resultId: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.results.remove(resultId, { actor: viewer, submission, centreId: viewer.centreId, projectId: id });
    return redirect(promisesPath(id), 'projects:flash.result-removed');
  }

  private async newPage(t: Translate, viewer: Viewer, id: Id, { form, asked }: { form: FormView; asked: Record<string, unknown> }): Promise<Answer> {
    const framework = await this.repository.visibleFramework(viewer.centreId, id);
    const kind = RESULT_KINDS.find((one) => one === asked.kind);
    if (!kind) throw new NotThere('kind of result');
    const model = newResultView(t, form, framework, { kind, to: isId(asked.to) ? asked.to : null });
    return page('ledger/form', model, { title: t(`projects:results.add-${kind satisfies Kind}`), status: formStatus(form) });
  }

  private async editPage(t: Translate, viewer: Viewer, { id, resultId }: { id: Id; resultId: Id }, form: FormView, stale = false): Promise<Answer> {
    const framework = await this.repository.visibleFramework(viewer.centreId, id);
    const result = resultIn(framework, resultId);
    return page('ledger/form', editResultView(t, form, framework, result, stale), { title: t(`projects:results.edit-${result.kind}`), status: formStatus(form, stale) });
  }
}

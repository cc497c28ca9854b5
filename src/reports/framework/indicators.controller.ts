import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, tryForm, unlessStale } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { LeadsBack } from '../../shared/web/removed-meanwhile.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../../shared/web/viewer.js';
import { readsFigures } from '../figures/figure-reader.js';
import { DOCUMENT_READERS, projectKeepers, projectReaders } from '../reports.policy.js';
import { baselineForm, computedForm, correctionForm, typedForm } from './framework.form.js';
import { indicatorIn } from './framework.js';
import { FrameworkRepository } from './framework.repository.js';
import { editIndicatorView } from './indicator-form.presenter.js';
import type { IndicatorPlace } from './indicator-place.js';
import { indicatorRemovalView, indicatorView } from './indicators.presenter.js';
import { IndicatorsService, type IndicatorDraft } from './indicators.service.js';
import { ProjectIndicator } from './project-indicator.entity.js';
import { indicatorPath, promisesPath } from './project-words.js';
import { keepsProjects } from './projects.controller.js';
import { TargetProgress } from './target-progress.js';
import { baselineView } from './target-form.presenter.js';

/** One indicator of a project, and its baseline. */
@LeadsBack(ProjectIndicator, 'indicatorId', ({ id = '' }) => promisesPath(id))
@Controller('projects/:id/indicators/:indicatorId')
@Policy(projectKeepers)
export class IndicatorsController {
  constructor(private readonly indicators: IndicatorsService, private readonly repository: FrameworkRepository, private readonly progress: TargetProgress) {}

  @Get()
  @Policy(projectReaders)
  async show(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Texts() t: Translate): Promise<Answer> {
    const framework = await this.repository.visibleFramework(viewer.centreId, at.id);
    const found = indicatorIn(framework, at.indicatorId);
    const today = readsFigures(viewer) ? await this.progress.today(framework, found.indicator) : null;
    return page('reports/projects/indicator', indicatorView(t, framework, found, { mayKeep: keepsProjects(viewer), opensDocuments: hasRole(viewer, ...DOCUMENT_READERS), today }), { title: found.indicator.title });
  }

  @Get('edit')
  edit(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Texts() t: Translate): Promise<Answer> {
    return this.editPage(t, viewer, at, emptyForm());
  }

  @Post()
  async change(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const { indicator } = await this.repository.visibleIndicator(viewer.centreId, at);
    const { code, unit } = indicator;
    const parsed = code === null ? parseForm(typedForm, body) : parseForm(computedForm.transform((draft): IndicatorDraft & { version: number } => ({ ...draft, unit })), body);
    if (!parsed.ok) return this.editPage(t, viewer, at, failedView(parsed.form, t));
    const changed = await tryForm(body, () => this.indicators.change(at.indicatorId, parsed.value, optionsOf(viewer, at, submission))).catch(unlessStale);
    if (!changed) return this.editPage(t, viewer, at, emptyForm(keptValues(body)), true);
    return changed.ok ? redirect(indicatorPath(at.id, at.indicatorId), 'projects:flash.indicator-saved') : this.editPage(t, viewer, at, failedView(changed.form, t));
  }

  @Post('place')
  async move(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Body() { direction }: Record<string, unknown>, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.indicators.move(at.indicatorId, direction === 'up' ? 'up' : 'down', optionsOf(viewer, at, submission));
    return redirect(indicatorPath(at.id, at.indicatorId), 'projects:flash.moved');
  }

  @Get('removal')
  async askRemoval(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Texts() t: Translate): Promise<Answer> {
    const framework = await this.repository.visibleFramework(viewer.centreId, at.id);
    return page('reports/projects/removal', indicatorRemovalView(t, framework, indicatorIn(framework, at.indicatorId)), { title: t('projects:removal.title-indicator') });
  }

  @Post('removal')
  async remove(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.indicators.remove(at.indicatorId, optionsOf(viewer, at, submission));
    return redirect(promisesPath(at.id), 'projects:flash.indicator-removed');
  }

  @Get('baseline')
  async askBaseline(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Texts() t: Translate): Promise<Answer> {
    if (await this.isFrozen(viewer, at)) return redirect(indicatorPath(at.id, at.indicatorId), { key: 'projects:refusals.frozen', kind: 'warning' });
    return this.baselinePage(t, viewer, at, { form: emptyForm(), correcting: false });
  }

  @Post('baseline')
  async freeze(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const parsed = parseForm(baselineForm, body);
    if (!parsed.ok) return this.baselinePage(t, viewer, at, { form: failedView(parsed.form, t), correcting: false });
    const frozen = await tryForm(body, () => this.indicators.freeze(at.indicatorId, parsed.value, optionsOf(viewer, at, submission))).catch(unlessStale);
    if (!frozen) return this.baselinePage(t, viewer, at, { form: emptyForm(keptValues(body)), correcting: false, stale: true });
    if (!frozen.ok) return this.baselinePage(t, viewer, at, { form: failedView(frozen.form, t), correcting: false });
    return redirect(indicatorPath(at.id, at.indicatorId), 'projects:flash.baseline-frozen');
  }

  @Get('baseline/correction')
  async askCorrection(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Texts() t: Translate): Promise<Answer> {
    if (!await this.isFrozen(viewer, at)) return redirect(`${indicatorPath(at.id, at.indicatorId)}/baseline`, { key: 'projects:refusals.not-frozen', kind: 'warning' });
    return this.baselinePage(t, viewer, at, { form: emptyForm(), correcting: true });
  }

  @Post('baseline/correction')
  async correct(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const parsed = parseForm(correctionForm, body);
    if (!parsed.ok) return this.baselinePage(t, viewer, at, { form: failedView(parsed.form, t), correcting: true });
    const corrected = await tryForm(body, () => this.indicators.correct(at.indicatorId, parsed.value, optionsOf(viewer, at, submission))).catch(unlessStale);
    if (!corrected) return this.baselinePage(t, viewer, at, { form: emptyForm(keptValues(body)), correcting: true, stale: true });
    if (!corrected.ok) return this.baselinePage(t, viewer, at, { form: failedView(corrected.form, t), correcting: true });
    return redirect(indicatorPath(at.id, at.indicatorId), 'projects:flash.baseline-corrected');
  }

  private async editPage(t: Translate, viewer: Viewer, at: IndicatorPlace, form: FormView, stale = false): Promise<Answer> {
    const framework = await this.repository.visibleFramework(viewer.centreId, at.id);
    const model = editIndicatorView(t, form, { framework, places: await this.repository.places(framework) }, indicatorIn(framework, at.indicatorId), stale);
    return page('ledger/form', model, { title: t('projects:indicators.edit'), status: formStatus(form, stale) });
  }

  private async isFrozen(viewer: Viewer, at: IndicatorPlace): Promise<boolean> {
    return (await this.repository.visibleIndicator(viewer.centreId, at)).indicator.baselineFrozenAt !== null;
  }

  private async baselinePage(
    t: Translate, viewer: Viewer, at: IndicatorPlace, { form, correcting, stale = false }: { form: FormView; correcting: boolean; stale?: boolean },
  ): Promise<Answer> {
    const { framework, indicator } = await this.repository.visibleIndicator(viewer.centreId, at);
    const model = baselineView(t, form, { framework, indicator }, { correcting, stale });
    return page('ledger/form', model, { title: t(`projects:baseline.${correcting ? 'correct' : 'set'}`), status: formStatus(form, stale) });
  }
}

function optionsOf(viewer: Viewer, { id }: IndicatorPlace, submission: Submission) {
  return { actor: viewer, submission, centreId: viewer.centreId, projectId: id };
}

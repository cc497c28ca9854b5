import { Body, Controller, Get, Param, Post, UploadedFiles } from '@nestjs/common';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { DocumentFiles, MOST_DOCUMENT_BYTES, withDocument, type TakenDocument } from '../../shared/files/document-files.js';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { TakesFiles } from '../../shared/web/bounded-form.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, parseForm, submitForm, tryForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { LeadsBack } from '../../shared/web/removed-meanwhile.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { documentReaders, projectKeepers } from '../reports.policy.js';
import { figureForm, withdrawalForm } from './framework.form.js';
import type { FrameworkFigure, FrameworkIndicator } from './framework.js';
import { FrameworkRepository } from './framework.repository.js';
import { optionsOf, type IndicatorPlace } from './indicator-place.js';
import { ProjectIndicator } from './project-indicator.entity.js';
import { indicatorPath, promisesPath } from './project-words.js';
import { figureView, withdrawalView } from './target-form.presenter.js';
import { TargetsService } from './targets.service.js';

interface FigurePlace extends IndicatorPlace {
  figureId: Id;
}

/** Figures that Minka does not compute, each with what proves it. */
@LeadsBack(ProjectIndicator, 'indicatorId', ({ id = '' }) => promisesPath(id))
@Controller('projects/:id/indicators/:indicatorId/figures')
@Policy(projectKeepers)
export class TypedFiguresController {
  constructor(private readonly targets: TargetsService, private readonly repository: FrameworkRepository, private readonly documents: DocumentFiles) {}

  @Get('new')
  async start(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Texts() t: Translate): Promise<Answer> {
    const { indicator } = await this.repository.visibleIndicator(viewer.centreId, at);
    if (indicator.code !== null) return redirect(indicatorPath(at.id, at.indicatorId), { key: 'projects:refusals.computed', kind: 'warning' });
    return this.newPage(t, viewer, at, emptyForm(), null);
  }

  @Post()
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async type(
    @CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Body() body: unknown, @UploadedFiles() sent: BoundedFile[] | undefined,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.repository.visibleIndicator(viewer.centreId, at);
    const proof = await this.documents.take(viewer, sent, body);
    const parsed = withDocument(parseForm(figureForm, body), body, proof);
    if (!parsed.ok) return this.newPage(t, viewer, at, failedView(parsed.form, t), proof.file);
    const typed = await tryForm(body, () => this.targets.type({ ...parsed.value, fileId: proof.file?.id ?? null }, optionsOf(viewer, at, submission)));
    return typed.ok ? redirect(indicatorPath(at.id, at.indicatorId), 'projects:flash.figure-typed') : this.newPage(t, viewer, at, failedView(typed.form, t), proof.file);
  }

  /** As it was handed in, with the names that are in it: not for who funds the project. */
  @Get(':figureId/document')
  @Policy(documentReaders)
  async document(@CurrentViewer() viewer: Viewer, @Param() at: FigurePlace, @Texts() t: Translate): Promise<Answer> {
    const { indicator } = await this.repository.visibleIndicator(viewer.centreId, at);
    const { document } = figureIn(indicator, at.figureId);
    if (!document) throw new NotThere('document');
    if (!document.gone && document.centreId) return this.documents.show(document.centreId, document.fileId);
    const path = indicatorPath(at.id, at.indicatorId);
    return page('reports/projects/document-gone', { back: { href: path, text: indicator.title }, name: document.name ?? '' }, { title: t('projects:figures.gone-title'), status: 404 });
  }

  @Get(':figureId/withdrawal')
  async askWithdrawal(@CurrentViewer() viewer: Viewer, @Param() at: FigurePlace, @Texts() t: Translate): Promise<Answer> {
    const { indicator } = await this.repository.visibleIndicator(viewer.centreId, at);
    if (figureIn(indicator, at.figureId).withdrawnAt !== null) return redirect(indicatorPath(at.id, at.indicatorId), { key: 'projects:refusals.withdrawn', kind: 'warning' });
    return this.withdrawalPage(t, viewer, at, emptyForm());
  }

  @Post(':figureId/withdrawal')
  async withdraw(@CurrentViewer() viewer: Viewer, @Param() at: FigurePlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const withdrawn = await submitForm(withdrawalForm, body, ({ reason }) => this.targets.withdraw(at.figureId, reason, optionsOf(viewer, at, submission)));
    return withdrawn.ok ? redirect(indicatorPath(at.id, at.indicatorId), 'projects:flash.figure-withdrawn') : this.withdrawalPage(t, viewer, at, failedView(withdrawn.form, t));
  }

  private async newPage(t: Translate, viewer: Viewer, at: IndicatorPlace, form: FormView, kept: TakenDocument['file']): Promise<Answer> {
    return page('ledger/form', figureView(t, form, await this.repository.visibleIndicator(viewer.centreId, at), kept), { title: t('projects:figures.add'), status: formStatus(form) });
  }

  private async withdrawalPage(t: Translate, viewer: Viewer, at: FigurePlace, form: FormView): Promise<Answer> {
    const about = await this.repository.visibleIndicator(viewer.centreId, at);
    const model = withdrawalView(t, form, about, figureIn(about.indicator, at.figureId));
    return page('ledger/form', model, { title: t('projects:figures.withdrawal-title'), status: formStatus(form) });
  }
}

function figureIn({ typed }: FrameworkIndicator, id: Id): FrameworkFigure {
  const found = typed.find((figure) => figure.id === id);
  if (!found) throw new NotThere('figure');
  return found;
}

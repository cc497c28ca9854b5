import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { removalForm } from '../../shared/web/form-schemas.js';
import { failedView, formStatus, keptValues, parseForm, submitEdit, submitForm, tryForm, unlessStale } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { LeadsBack } from '../../shared/web/removed-meanwhile.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { projectKeepers } from '../reports.policy.js';
import { targetForm } from './framework.form.js';
import type { FrameworkIndicator } from './framework.js';
import { FrameworkRepository } from './framework.repository.js';
import { optionsOf, type IndicatorPlace } from './indicator-place.js';
import { IndicatorTarget } from './indicator-target.entity.js';
import { ProjectIndicator } from './project-indicator.entity.js';
import { indicatorPath, promisesPath } from './project-words.js';
import { targetRemovalView, targetView } from './target-form.presenter.js';
import { TargetsService } from './targets.service.js';

interface TargetPlace extends IndicatorPlace {
  targetId: Id;
}

/** What an indicator is to reach, by periods. */
@LeadsBack(ProjectIndicator, 'indicatorId', ({ id = '' }) => promisesPath(id))
@LeadsBack(IndicatorTarget, 'targetId', ({ id = '', indicatorId = '' }) => indicatorPath(id, indicatorId))
@Controller('projects/:id/indicators/:indicatorId/targets')
@Policy(projectKeepers)
export class TargetsController {
  constructor(private readonly targets: TargetsService, private readonly repository: FrameworkRepository) {}

  @Get('new')
  async start(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Texts() t: Translate): Promise<Answer> {
    const { indicator } = await this.repository.visibleIndicator(viewer.centreId, at);
    if (indicator.baseline === null) return redirect(`${indicatorPath(at.id, at.indicatorId)}/baseline`, { key: 'projects:refusals.no-baseline', kind: 'warning' });
    return this.newPage(t, viewer, at, emptyForm());
  }

  @Post()
  async add(@CurrentViewer() viewer: Viewer, @Param() at: IndicatorPlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const added = await submitForm(targetForm, body, (draft) => this.targets.add(draftOf(draft), optionsOf(viewer, at, submission)));
    return added.ok ? redirect(indicatorPath(at.id, at.indicatorId), 'projects:flash.target-saved') : this.newPage(t, viewer, at, failedView(added.form, t));
  }

  @Get(':targetId/edit')
  edit(@CurrentViewer() viewer: Viewer, @Param() at: TargetPlace, @Texts() t: Translate): Promise<Answer> {
    return this.editPage(t, viewer, at, emptyForm());
  }

  @Post(':targetId')
  async change(@CurrentViewer() viewer: Viewer, @Param() at: TargetPlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const parsed = parseForm(targetForm, body);
    if (!parsed.ok) return this.editPage(t, viewer, at, failedView(parsed.form, t));
    const changed = await tryForm(body, () => this.targets.change(at.targetId, parsed.value, optionsOf(viewer, at, submission))).catch(unlessStale);
    if (!changed) return this.editPage(t, viewer, at, emptyForm(keptValues(body)), true);
    return changed.ok ? redirect(indicatorPath(at.id, at.indicatorId), 'projects:flash.target-saved') : this.editPage(t, viewer, at, failedView(changed.form, t));
  }

  @Get(':targetId/removal')
  askRemoval(@CurrentViewer() viewer: Viewer, @Param() at: TargetPlace, @Texts() t: Translate): Promise<Answer> {
    return this.removalPage(t, viewer, at, emptyForm());
  }

  @Post(':targetId/removal')
  async remove(@CurrentViewer() viewer: Viewer, @Param() at: TargetPlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const removed = await submitEdit(removalForm, body, ({ version }) => this.targets.remove(at.targetId, version, optionsOf(viewer, at, submission)));
    if (!removed.ok) return this.removalPage(t, viewer, at, failedView(removed.form, t));
    return redirect(indicatorPath(at.id, at.indicatorId), 'projects:flash.target-removed');
  }

  private async removalPage(t: Translate, viewer: Viewer, at: TargetPlace, form: FormView): Promise<Answer> {
    const about = await this.repository.visibleIndicator(viewer.centreId, at);
    const model = targetRemovalView(t, about, targetIn(about.indicator, at.targetId), form);
    return page('shared/confirm', model, { title: t('projects:targets.removal-title'), status: formStatus(form) });
  }

  private async newPage(t: Translate, viewer: Viewer, at: IndicatorPlace, form: FormView): Promise<Answer> {
    return page('ledger/form', targetView(t, form, await this.repository.visibleIndicator(viewer.centreId, at), null), { title: t('projects:targets.add'), status: formStatus(form) });
  }

  private async editPage(t: Translate, viewer: Viewer, at: TargetPlace, form: FormView, stale = false): Promise<Answer> {
    const about = await this.repository.visibleIndicator(viewer.centreId, at);
    const model = targetView(t, form, about, targetIn(about.indicator, at.targetId), stale);
    return page('ledger/form', model, { title: t('projects:targets.edit'), status: formStatus(form, stale) });
  }
}

function draftOf<T extends { version: number }>({ version: _, ...draft }: T): Omit<T, 'version'> {
  return draft;
}

function targetIn({ targets }: FrameworkIndicator, id: Id): IndicatorTarget {
  const found = targets.find((target) => target.id === id);
  if (!found) throw new NotThere('target');
  return found;
}

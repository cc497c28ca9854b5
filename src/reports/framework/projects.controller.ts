import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Id } from '../../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, tryForm, unlessStale } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../../shared/web/viewer.js';
import { readsFigures } from '../figures/figure-reader.js';
import { PROJECT_KEEPERS, projectKeepers, projectReaders } from '../reports.policy.js';
import { frameworkView } from './chain.presenter.js';
import { FrameworkRepository } from './framework.repository.js';
import type { FrameworkCentre } from './framework.js';
import { projectForm } from './project.form.js';
import { projectPath } from './project-words.js';
import { editProjectView, newProjectView, projectsView, type ProjectSurroundings } from './projects.presenter.js';
import { promisesView } from './promises.presenter.js';
import { ProjectsService } from './projects.service.js';
import { readyFrameworks } from './ready-framework.js';
import { TargetProgress } from './target-progress.js';

/** What funders pay for at a centre, and what each project promised. */
@Controller('projects')
@Policy(projectReaders)
export class ProjectsController {
  constructor(private readonly projects: ProjectsService, private readonly repository: FrameworkRepository, private readonly progress: TargetProgress) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return page('reports/projects/list', projectsView(t, await this.repository.ofCentre(viewer.centreId), keepsProjects(viewer)), { title: t('projects:list.title') });
  }

  @Get('new')
  @Policy(projectKeepers)
  start(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.newPage(t, viewer, emptyForm());
  }

  @Post()
  @Policy(projectKeepers)
  async begin(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const parsed = parseForm(projectForm, body);
    if (!parsed.ok) return this.newPage(t, viewer, failedView(parsed.form, t));
    const ready = readyFrameworks().find(({ key }) => key === (body as { ready?: unknown }).ready) ?? null;
    const keeps = await this.keptBy(viewer);
    const begun = await tryForm(body, () => this.projects.begin(parsed.value, ready, { actor: viewer, submission, centreId: viewer.centreId, keeps }));
    return begun.ok ? redirect(projectPath(begun.value), ready ? 'projects:flash.begun-ready' : 'projects:flash.begun') : this.newPage(t, viewer, failedView(begun.form, t));
  }

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const framework = await this.repository.visibleFramework(viewer.centreId, id);
    return page('reports/projects/show', frameworkView(t, framework, keepsProjects(viewer)), { title: framework.project.title });
  }

  /** Each result with its indicators, their baselines and targets. */
  @Get(':id/indicators')
  async promises(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const framework = await this.repository.visibleFramework(viewer.centreId, id);
    return page('reports/projects/promises', promisesView(t, framework, { mayKeep: keepsProjects(viewer), today: readsFigures(viewer) ? await this.progress.all(framework) : null }), { title: framework.project.title });
  }

  @Get(':id/edit')
  @Policy(projectKeepers)
  edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.editPage(t, viewer, id, emptyForm());
  }

  @Post(':id')
  @Policy(projectKeepers)
  async change(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const parsed = parseForm(projectForm, body);
    if (!parsed.ok) return this.editPage(t, viewer, id, failedView(parsed.form, t));
    const keeps = await this.keptBy(viewer);
    const options = { actor: viewer, submission, centreId: viewer.centreId, projectId: id, keeps };
    const changed = await tryForm(body, () => this.projects.change(parsed.value, options)).catch(unlessStale);
    if (!changed) return this.editPage(t, viewer, id, emptyForm(keptValues(body)), true);
    return changed.ok ? redirect(projectPath(id), 'projects:flash.saved') : this.editPage(t, viewer, id, failedView(changed.form, t));
  }

  private async newPage(t: Translate, viewer: Viewer, form: FormView): Promise<Answer> {
    const around = await this.surroundings(viewer, []);
    return page('ledger/form', newProjectView(t, form, around, readyFrameworks(), viewer.centreId), { title: t('projects:new.title'), status: formStatus(form) });
  }

  private async editPage(t: Translate, viewer: Viewer, id: Id, form: FormView, stale = false): Promise<Answer> {
    const { project, centres } = await this.repository.visibleFramework(viewer.centreId, id);
    const model = editProjectView(t, form, { project, centreIds: centres.map((centre) => centre.id), around: await this.surroundings(viewer, centres), stale });
    return page('ledger/form', model, { title: t('projects:edit.title'), status: formStatus(form, stale) });
  }

  private async surroundings(viewer: Viewer, chosen: readonly FrameworkCentre[]): Promise<ProjectSurroundings> {
    const kept = await this.repository.centresKeptBy(viewer.accountId);
    return { kept, others: chosen.filter(({ id }) => !kept.some((centre) => centre.id === id)) };
  }

  private async keptBy(viewer: Viewer): Promise<Id[]> {
    return (await this.repository.centresKeptBy(viewer.accountId)).map(({ id }) => id);
  }
}

export function keepsProjects(viewer: Viewer): boolean {
  return hasRole(viewer, ...PROJECT_KEEPERS);
}

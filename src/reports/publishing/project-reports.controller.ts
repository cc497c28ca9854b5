import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { refuseFor } from '../../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, parseForm, submitForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../../shared/web/viewer.js';
import { FrameworkRepository } from '../framework/framework.repository.js';
import type { Project } from '../framework/project.entity.js';
import type { Period } from '../indicators/indicator.js';
import { PROJECT_KEEPERS, projectKeepers, projectReaders } from '../reports.policy.js';
import { newReportForm } from './report.form.js';
import { ReportGroundRepository } from './report-ground.repository.js';
import { missingPath, missingView, newReportView, projectReportsPath, reportPath, reportsView } from './reports.presenter.js';
import { periodRefusals, usualPeriod } from './report-periods.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportsService } from './reports.service.js';

/** What is reported of a project, period by period. */
@Controller('projects/:projectId/reports')
@Policy(projectReaders)
export class ProjectReportsController {
  constructor(
    private readonly reports: ReportsRepository, private readonly service: ReportsService, private readonly frameworks: FrameworkRepository,
    private readonly ground: ReportGroundRepository, private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Param('projectId') projectId: Id, @Texts() t: Translate): Promise<Answer> {
    const project = await this.frameworks.visible(viewer.centreId, projectId);
    const keeps = hasRole(viewer, ...PROJECT_KEEPERS);
    const lines = await this.reports.ofProject(projectId, keeps);
    return page('reports/list', reportsView(t, project, lines, keeps), { title: 'reports:list.title' });
  }

  @Get('new')
  @Policy(projectKeepers)
  async form(@CurrentViewer() viewer: Viewer, @Param('projectId') projectId: Id, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const project = await this.frameworks.visible(viewer.centreId, projectId);
    const asked = parseForm(newReportForm, query);
    return this.formPage(t, project, emptyForm(), asked.ok ? asked.value.period : usualPeriod(project, this.clock.today()));
  }

  /** The sessions of a period whose register is missing, so that she decides whether to go on without them. */
  @Get('missing')
  @Policy(projectKeepers)
  async missing(@CurrentViewer() viewer: Viewer, @Param('projectId') projectId: Id, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const project = await this.frameworks.visible(viewer.centreId, projectId);
    const asked = parseForm(newReportForm, query);
    if (!asked.ok) return redirect(`${projectReportsPath(projectId)}/new`);
    const { period } = asked.value;
    const again = redirect(`${projectReportsPath(projectId)}/new?startsOn=${period.from}&endsOn=${period.to}`);
    if (periodRefusals(period, project, this.clock.today()).length > 0) return again;
    const centres = await this.ground.centresOf(projectId);
    const missing = await this.ground.missingRegisters(centres.map(({ id }) => id), period, this.clock.now());
    if (missing.length === 0) return again;
    return page('reports/missing', missingView(t, { project, period, missing, centres, viewer }), { title: 'reports:missing.title' });
  }

  @Post()
  @Policy(projectKeepers)
  async start(
    @CurrentViewer() viewer: Viewer, @Param('projectId') projectId: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const project = await this.frameworks.visible(viewer.centreId, projectId);
    const started = await submitForm(newReportForm, body, async ({ period, known }) => {
      refuseFor(periodRefusals(period, project, this.clock.today()));
      if (!known && await this.lacksRegisters(projectId, period)) return missingPath(projectId, period);
      return reportPath(await this.service.start(viewer.centreId, { projectId, period, correctsId: null, why: null }, { actor: viewer, submission }));
    });
    return started.ok ? redirect(started.value) : this.formPage(t, project, failedView(started.form, t));
  }

  private async lacksRegisters(projectId: Id, period: Period): Promise<boolean> {
    const centres = await this.ground.centresOf(projectId);
    return (await this.ground.missingRegisters(centres.map(({ id }) => id), period, this.clock.now())).length > 0;
  }

  private async formPage(t: Translate, project: Project, form: FormView, usual?: Period): Promise<Answer> {
    return page('reports/form', newReportView(t, project, form, usual), { title: 'reports:new.title', status: formStatus(form) });
  }
}

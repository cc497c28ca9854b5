import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { JobRunner } from '../../shared/jobs/job-runner.js';
import type { Id } from '../../shared/kernel/ids.js';
import { Refused, type Refusal } from '../../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { removalForm } from '../../shared/web/form-schemas.js';
import { failedView, formStatus, parseForm, submitForm, unlessStale } from '../../shared/web/forms.js';
import { isLocale, translator, type Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { download, page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { LeadsBack } from '../../shared/web/removed-meanwhile.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { projectKeepers, projectReaders, reportSigners, readerOf } from '../reports.policy.js';
import { Report } from './report.entity.js';
import { correctionForm } from './report.form.js';
import { reportPdf, type PdfOptions } from './report-pdf.js';
import { discardView, publicationView } from './report-questions.presenter.js';
import { reportView } from './report.presenter.js';
import { composingView, correctionView, fileName, pdfName, projectReportsPath, reportPath, reportTitle } from './reports.presenter.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportsService } from './reports.service.js';
import { unlessGone } from './unless-gone.js';

/** A report: its draft, and what was published for ever. */
@Controller('reports')
@Policy(projectReaders)
export class ReportsController {
  constructor(private readonly reports: ReportsRepository, private readonly service: ReportsService, private readonly jobs: JobRunner) {}

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const report = await this.reports.find(readerOf(viewer), id);
    return unlessGone(t, report, () => this.reportPage(t, viewer, report));
  }

  /** What was signed, byte by byte: whoever has it can reckon its hash. */
  @Get(':id/content')
  async content(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const report = await this.reports.find(readerOf(viewer), id);
    return unlessGone(t, report, async () => download(`${fileName(t, report)}.json`, 'application/json; charset=utf-8', (await this.reports.content(report)).bytes));
  }

  @Get(':id/pdf')
  async pdf(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const report = await this.reports.find(readerOf(viewer), id);
    const locale = isLocale(query.lang) ? query.lang : viewer.locale;
    return unlessGone(t, report, async () => {
      const { content } = await this.reports.content(report);
      const options: PdfOptions = { locale, template: query.template === 'undef' ? 'undef' : 'minka' };
      const body = await reportPdf(content, { report, signatures: await this.reports.signatures(id) }, options);
      return download(`${pdfName(translator(locale), report, options.template)}.pdf`, 'application/pdf', body);
    });
  }

  @Post(':id/refresh')
  @Policy(projectKeepers)
  async refresh(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.orRefused(t, viewer, id, async () => {
      await this.service.refresh(readerOf(viewer), id, { actor: viewer, submission });
      return redirect(reportPath(id));
    });
  }

  @LeadsBack(Report, 'id', (_, { projectId }) => projectReportsPath(String(projectId)))
  @Get(':id/removal')
  @Policy(projectKeepers)
  async askToDiscard(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.discardPage(t, viewer, id, emptyForm());
  }

  @LeadsBack(Report, 'id', (_, { projectId }) => projectReportsPath(String(projectId)))
  @Post(':id/removal')
  @Policy(projectKeepers)
  async discard(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.orRefused(t, viewer, id, async () => {
      const parsed = parseForm(removalForm, body);
      if (!parsed.ok) return this.discardPage(t, viewer, id, failedView(parsed.form, t));
      const projectId = await this.service.discard(readerOf(viewer), id, parsed.value.version, { actor: viewer, submission }).catch(unlessStale);
      return projectId ? redirect(projectReportsPath(projectId), 'reports:flash.discarded') : this.discardPage(t, viewer, id, { ...emptyForm(), stale: true });
    });
  }

  /** Of what is no draft, or gathered anew meanwhile, the page of the report shows how it is. */
  private async discardPage(t: Translate, viewer: Viewer, id: Id, form: FormView): Promise<Answer> {
    const report = await this.reports.find(readerOf(viewer), id);
    if (report.status === 'draft') return page('reports/question', discardView(t, report, form), { title: 'reports:discard.title', status: formStatus(form) });
    return redirect(reportPath(id), form.stale ? { key: 'web:problems.stale.title', kind: 'warning' } : null);
  }

  @Get(':id/publication')
  @Policy(reportSigners)
  async askToPublish(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const report = await this.reports.find(readerOf(viewer), id);
    if (report.status !== 'draft') return redirect(reportPath(id));
    return unlessGone(t, report, async () => {
      const { content, digest } = await this.reports.content(report);
      return page('reports/question', publicationView(t, report, { content, digest, viewer }), { title: 'reports:publish.title' });
    });
  }

  @Post(':id/publication')
  @Policy(reportSigners)
  async publish(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: { digest?: unknown }, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    return this.orRefused(t, viewer, id, async () => {
      await this.service.publish(readerOf(viewer), id, String(body.digest), { actor: viewer, submission });
      return redirect(reportPath(id), 'reports:flash.published');
    });
  }

  @Get(':id/correction')
  @Policy(projectKeepers)
  async correction(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.correctionPage(t, await this.reports.find(readerOf(viewer), id), emptyForm());
  }

  @Post(':id/correction')
  @Policy(projectKeepers)
  async correct(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const report = await this.reports.find(readerOf(viewer), id);
    const { projectId, startsOn, endsOn } = report;
    const started = await submitForm(correctionForm, body, ({ why }) => (
      this.service.start(viewer.centreId, { projectId, period: { from: startsOn, to: endsOn }, correctsId: id, why }, { actor: viewer, submission })));
    return started.ok ? redirect(reportPath(started.value)) : this.correctionPage(t, report, failedView(started.form, t));
  }

  private correctionPage(t: Translate, report: Report, form: FormView): Answer {
    if (report.status !== 'published') return redirect(reportPath(report.id));
    return page('reports/form', correctionView(t, report, form), { title: 'reports:correction.title', status: formStatus(form) });
  }

  /** What cannot be done is said on the report's own page. */
  private async orRefused(t: Translate, viewer: Viewer, id: Id, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return this.reportPage(t, viewer, await this.reports.find(readerOf(viewer), id), error.refusals);
    }
  }

  private async reportPage(t: Translate, viewer: Viewer, report: Report, refusals: readonly Refusal[] = []): Promise<Answer> {
    const faults = refusals.map(({ reason, params }) => t(reason, params));
    const status = faults.length > 0 ? 422 : 200;
    const title = reportTitle(t, report);
    if (report.status === 'composing') {
      const job = await this.reports.job(viewer.centreId, report.id);
      const view = composingView(t, report, job, job && this.jobs.view(job, t), faults);
      return page('reports/composing', view, { title, status, refreshSeconds: job?.status === 'failed' ? undefined : 2 });
    }
    const [kept, signatures, replacing, [former]] = await Promise.all([
      this.reports.content(report), this.reports.signatures(report.id), this.reports.replacing(report.id), this.reports.published(report.correctsId ? [report.correctsId] : []),
    ]);
    const before = former && await this.reports.keptDigest(former) !== null ? { report: former, content: (await this.reports.content(former)).content } : null;
    return page('reports/show', await reportView(t, { report, kept, signatures, replacing, before, viewer, faults }), { title, status });
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Id } from '../../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, tryForm, unlessStale } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { projectKeepers } from '../reports.policy.js';
import { textsForm } from './report-texts.form.js';
import { textsView } from './report-texts.presenter.js';
import { reportPath } from './reports.presenter.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportsService } from './reports.service.js';

/** What no record says of a period, written into a draft before it is signed. */
@Controller('reports/:id/texts')
@Policy(projectKeepers)
export class ReportTextsController {
  constructor(private readonly reports: ReportsRepository, private readonly service: ReportsService) {}

  @Get()
  ask(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.textsPage(t, viewer, id, emptyForm());
  }

  @Post()
  async tell(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const parsed = parseForm(textsForm, body);
    if (!parsed.ok) return this.textsPage(t, viewer, id, failedView(parsed.form, t));
    const { digest, texts } = parsed.value;
    const told = await tryForm(body, () => this.service.tell({ centreId: viewer.centreId, drafts: true }, id, texts, { seen: digest, actor: viewer, submission })).catch(unlessStale);
    if (!told) return this.textsPage(t, viewer, id, emptyForm(keptValues(body)), true);
    return told.ok ? redirect(`${reportPath(id)}#texts`, 'reports:flash.told') : this.textsPage(t, viewer, id, failedView(told.form, t));
  }

  private async textsPage(t: Translate, viewer: Viewer, id: Id, form: FormView, stale = false): Promise<Answer> {
    const report = await this.reports.find({ centreId: viewer.centreId, drafts: true }, id);
    if (form.summary.length === 0 && !stale && report.status !== 'draft') return redirect(reportPath(id));
    const texts = report.fileId === null ? undefined : (await this.reports.content(report)).content.texts;
    return page('ledger/form', textsView(t, report, texts, form, stale), { title: t('reports:texts.title'), status: formStatus(form, stale) });
  }
}

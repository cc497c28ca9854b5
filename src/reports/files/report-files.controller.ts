import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { PublicAddress } from '../../config/public-address.js';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere, Refused } from '../../shared/kernel/refusal.js';
import { isLocale, type Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { ReportsRepository } from '../publishing/reports.repository.js';
import { unlessGone } from '../publishing/unless-gone.js';
import { projectReaders, reportSigners, readerOf } from '../reports.policy.js';
import { FILE_KINDS, ReportFilesService, type FileWish } from './report-files.service.js';

/** A report as files; the pack with rows of people for administrators alone. */
@Controller('reports')
@Policy(projectReaders)
export class ReportFilesController {
  constructor(private readonly reports: ReportsRepository, private readonly files: ReportFilesService, private readonly address: PublicAddress) {}

  @Get(':id/files/:kind')
  async file(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Param('kind') asked: string, @Query('lang') lang: unknown, @Req() request: Request, @Texts() t: Translate): Promise<Answer> {
    const kind = FILE_KINDS.find((one) => one === asked);
    if (!kind) throw new NotThere('file');
    const report = await this.reports.find(readerOf(viewer), id);
    try {
      return await unlessGone(t, report, () => this.files.make(report, kind, this.wish(lang, request)));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return redirect(`/reports/${id}`, { key: error.refusals[0]?.reason ?? 'report-files:no-identifier', kind: 'warning' });
    }
  }

  /** With rows of people: taken by a form, and noted. */
  @Post(':id/files/pack')
  @Policy(reportSigners)
  async pack(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('lang') lang: unknown, @CurrentSubmission() submission: Submission, @Req() request: Request, @Texts() t: Translate,
  ): Promise<Answer> {
    const report = await this.reports.find({ centreId: viewer.centreId, drafts: false }, id);
    return unlessGone(t, report, () => this.files.pack(report, this.wish(lang, request), { actor: viewer, submission }));
  }

  private wish(lang: unknown, request: Request): FileWish {
    return { locale: isLocale(lang) ? lang : request.locale, definitions: `${this.address.of(request)}/definitions/` };
  }
}

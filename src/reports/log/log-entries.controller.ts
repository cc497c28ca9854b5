import { Body, Controller, Get, Inject, Param, Post, UploadedFiles } from '@nestjs/common';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { DocumentFiles, MOST_DOCUMENT_BYTES, type TakenDocument } from '../../shared/files/document-files.js';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { TakesFiles } from '../../shared/web/bounded-form.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, tryForm, unlessStale } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../../shared/web/viewer.js';
import type { FrameworkOptions } from '../framework/framework-ground.js';
import { FrameworkRepository } from '../framework/framework.repository.js';
import { PROJECT_KEEPERS, projectKeepers, projectReaders } from '../reports.policy.js';
import { entryView, withdrawalView } from './log-entry.presenter.js';
import type { EntryPlace } from './log.controller.js';
import { withdrawalForm } from './log.form.js';
import { entryPath } from './log.presenter.js';
import { LogRepository, type LogDocument, type LogFound } from './log.repository.js';
import { LogService } from './log.service.js';

interface DocumentPlace extends EntryPlace {
  attachmentId: Id;
}

/** One entry of a project's log: what shows it, and what of it is taken back. */
@Controller('projects/:id/log/:entryId')
@Policy(projectReaders)
export class LogEntriesController {
  constructor(
    private readonly log: LogService, private readonly repository: LogRepository, private readonly frameworks: FrameworkRepository, private readonly documents: DocumentFiles,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  show(@CurrentViewer() viewer: Viewer, @Param() at: EntryPlace, @Texts() t: Translate): Promise<Answer> {
    return this.entryPage(t, viewer, at, emptyForm(), null);
  }

  @Post('attachments')
  @Policy(projectKeepers)
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async attach(
    @CurrentViewer() viewer: Viewer, @Param() at: EntryPlace, @Body() body: unknown, @UploadedFiles() sent: BoundedFile[] | undefined, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.entry(viewer, at);
    const { file, faults } = await this.documents.take(viewer, sent, body);
    if (file === null) {
      const missing = [{ field: 'file', reason: 'log:errors.file' }];
      return this.entryPage(t, viewer, at, failedView({ values: {}, faults: faults.length > 0 ? faults : missing }, t), null);
    }
    const attached = await tryForm(body, () => this.log.attach(at.entryId, file.id, optionsOf(viewer, at, submission)));
    return attached.ok ? redirect(entryPath(at.id, at.entryId), 'log:flash.attached') : this.entryPage(t, viewer, at, failedView(attached.form, t), null);
  }

  @Get('attachments/:attachmentId')
  async document(@CurrentViewer() viewer: Viewer, @Param() at: DocumentPlace, @Texts() t: Translate): Promise<Answer> {
    const entry = await this.entry(viewer, at);
    const document = documentOf(entry, at.attachmentId);
    if (!document.gone && document.withdrawnAt === null && document.centreId) return this.documents.show(document.centreId, document.fileId);
    const words = document.withdrawnAt === null ? 'gone' : 'withdrawn';
    const model = { back: { href: entryPath(at.id, at.entryId), text: entry.title }, lead: t(`log:documents.${words}-text`, { name: document.name ?? t('log:documents.unnamed') }), next: document.withdrawReason ?? t('log:documents.gone-next') };
    return page('reports/log/document-gone', model, { title: t(`log:documents.${words}-title`), status: 404 });
  }

  @Get('withdrawal')
  @Policy(projectKeepers)
  async askWithdrawal(@CurrentViewer() viewer: Viewer, @Param() at: EntryPlace, @Texts() t: Translate): Promise<Answer> {
    if ((await this.entry(viewer, at)).withdrawnAt !== null) return redirect(entryPath(at.id, at.entryId), { key: 'log:refusals.withdrawn', kind: 'warning' });
    return this.withdrawalPage(t, viewer, at, emptyForm());
  }

  @Post('withdrawal')
  @Policy(projectKeepers)
  withdraw(@CurrentViewer() viewer: Viewer, @Param() at: EntryPlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.takeBack(t, viewer, at, body, (reason, version) => this.log.withdraw({ id: at.entryId, version }, reason, optionsOf(viewer, at, submission)));
  }

  @Get('attachments/:attachmentId/withdrawal')
  @Policy(projectKeepers)
  async askDocumentWithdrawal(@CurrentViewer() viewer: Viewer, @Param() at: DocumentPlace, @Texts() t: Translate): Promise<Answer> {
    const entry = await this.entry(viewer, at);
    const refusal = documentOf(entry, at.attachmentId).withdrawnAt !== null ? 'document-withdrawn' : entry.withdrawnAt !== null ? 'withdrawn' : null;
    if (refusal) return redirect(entryPath(at.id, at.entryId), { key: `log:refusals.${refusal}`, kind: 'warning' });
    return this.withdrawalPage(t, viewer, at, emptyForm());
  }

  @Post('attachments/:attachmentId/withdrawal')
  @Policy(projectKeepers)
  withdrawDocument(@CurrentViewer() viewer: Viewer, @Param() at: DocumentPlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    return this.takeBack(t, viewer, at, body, (reason, version) => this.log.withdrawDocument(at.entryId, { id: at.attachmentId, version }, reason, optionsOf(viewer, at, submission)));
  }

  private async takeBack(t: Translate, viewer: Viewer, at: EntryPlace | DocumentPlace, body: unknown, work: (reason: string, version: number) => Promise<void>): Promise<Answer> {
    await this.entry(viewer, at);
    const parsed = parseForm(withdrawalForm, body);
    if (!parsed.ok) return this.withdrawalPage(t, viewer, at, failedView(parsed.form, t));
    const done = await tryForm(body, () => work(parsed.value.reason, parsed.value.version)).catch(unlessStale);
    if (!done) return this.withdrawalPage(t, viewer, at, emptyForm(keptValues(body)), true);
    return done.ok ? redirect(entryPath(at.id, at.entryId), 'log:flash.withdrawn') : this.withdrawalPage(t, viewer, at, failedView(done.form, t));
  }

  private async withdrawalPage(t: Translate, viewer: Viewer, at: EntryPlace | DocumentPlace, form: FormView, stale = false): Promise<Answer> {
    const entry = await this.entry(viewer, at);
    const document = 'attachmentId' in at ? documentOf(entry, at.attachmentId) : null;
    const status = formStatus(form, stale);
    return page('ledger/form', withdrawalView(t, form, entry, document, stale), { title: t(document ? 'log:withdrawal.title-document' : 'log:withdrawal.title'), status });
  }

  private async entryPage(t: Translate, viewer: Viewer, at: EntryPlace, form: FormView, kept: TakenDocument['file']): Promise<Answer> {
    const entry = await this.entry(viewer, at);
    const corrections = await this.repository.corrections(at.entryId);
    const model = entryView(t, { entry, corrections, today: this.clock.today(), mayKeep: hasRole(viewer, ...PROJECT_KEEPERS), form, kept });
    return page('reports/log/show', model, { title: entry.title, status: formStatus(form) });
  }

  private async entry(viewer: Viewer, { id, entryId }: EntryPlace): Promise<LogFound> {
    await this.frameworks.visible(viewer.centreId, id);
    return this.repository.find(id, entryId);
  }
}

function documentOf({ documents }: LogFound, id: Id): LogDocument {
  const found = documents.find((document) => document.id === id);
  if (!found) throw new NotThere('attachment');
  return found;
}

function optionsOf(viewer: Viewer, { id }: EntryPlace, submission: Submission): FrameworkOptions {
  return { actor: viewer, submission, centreId: viewer.centreId, projectId: id };
}

import { Body, Controller, Get, Inject, Param, Post, Query, UploadedFiles } from '@nestjs/common';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { DocumentFiles, MOST_DOCUMENT_BYTES, withDocument, type TakenDocument } from '../../shared/files/document-files.js';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { parseLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { TakesFiles } from '../../shared/web/bounded-form.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, tryForm, unlessStale } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { listFile, listFormat } from '../../shared/web/list-files.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { pageAsked } from '../../shared/web/tables.js';
import { CurrentViewer, hasRole, type Viewer } from '../../shared/web/viewer.js';
import { FrameworkRepository } from '../framework/framework.repository.js';
import { PROJECT_KEEPERS, projectKeepers, projectReaders } from '../reports.policy.js';
import { editEntryView, newEntryView } from './log-entry.presenter.js';
import { LOG_KINDS, type LogKind } from './log-kinds.js';
import { correctionForm, LOG_FORMS } from './log.form.js';
import { entryPath, isBackwards, LOG_PAGE, logList, logView } from './log.presenter.js';
import { LogRepository, type LogFilter } from './log.repository.js';
import { LogService } from './log.service.js';

const EVERYTHING = 100_000;

/** Where an entry of the log is. */
export interface EntryPlace {
  id: Id;
  entryId: Id;
}

/** What happened in a project: the list, and what is written into it. */
@Controller('projects/:id/log')
@Policy(projectReaders)
export class LogController {
  constructor(
    private readonly log: LogService, private readonly repository: LogRepository, private readonly frameworks: FrameworkRepository, private readonly documents: DocumentFiles,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const project = await this.frameworks.visible(viewer.centreId, id);
    const filter = filterFrom(query);
    const total = isBackwards(filter) ? 0 : await this.repository.count(id, filter);
    const as = listFormat(query, { ...filter });
    if (as) {
      const rows = total === 0 ? [] : await this.repository.rows(id, filter, { limit: EVERYTHING, offset: 0 });
      return listFile(as, { list: t('log:list.file'), of: project.title, date: this.clock.today() }, logList(t, rows, filter, this.clock.today()), t);
    }
    const number = pageAsked(query.page, total, LOG_PAGE);
    const rows = total === 0 ? [] : await this.repository.rows(id, filter, { limit: LOG_PAGE, offset: (number - 1) * LOG_PAGE });
    return page('reports/log/list', logView(t, { project, filter, rows, page: number, total, today: this.clock.today(), mayKeep: hasRole(viewer, ...PROJECT_KEEPERS) }), { title: 'log:list.title' });
  }

  @Get('new')
  @Policy(projectKeepers)
  start(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('kind') kind: unknown, @Texts() t: Translate): Promise<Answer> {
    return this.newPage(t, viewer, id, kindOf(kind), emptyForm(), null);
  }

  @Post()
  @Policy(projectKeepers)
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async write(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>, @UploadedFiles() sent: BoundedFile[] | undefined,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    await this.frameworks.visible(viewer.centreId, id);
    const kind = kindOf(body.kind);
    const document = await this.documents.take(viewer, sent, body);
    const parsed = withDocument(parseForm(LOG_FORMS[kind], body), body, document);
    if (!parsed.ok) return this.newPage(t, viewer, id, kind, failedView(parsed.form, t), document.file);
    const written = await tryForm(body, () => this.log.write(kind, parsed.value, document.file?.id ?? null, { actor: viewer, submission, centreId: viewer.centreId, projectId: id }));
    return written.ok ? redirect(entryPath(id, written.value), `log:flash.written-${kind}`) : this.newPage(t, viewer, id, kind, failedView(written.form, t), document.file);
  }

  @Get(':entryId/edit')
  @Policy(projectKeepers)
  async edit(@CurrentViewer() viewer: Viewer, @Param() at: EntryPlace, @Texts() t: Translate): Promise<Answer> {
    await this.frameworks.visible(viewer.centreId, at.id);
    const { withdrawnAt } = await this.repository.find(at.id, at.entryId);
    if (withdrawnAt !== null) return redirect(entryPath(at.id, at.entryId), { key: 'log:refusals.withdrawn', kind: 'warning' });
    return this.editPage(t, viewer, at, emptyForm());
  }

  @Post(':entryId')
  @Policy(projectKeepers)
  async correct(@CurrentViewer() viewer: Viewer, @Param() at: EntryPlace, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    await this.frameworks.visible(viewer.centreId, at.id);
    const { kind } = await this.repository.find(at.id, at.entryId);
    const [draft, about] = [parseForm(LOG_FORMS[kind], body), parseForm(correctionForm, body)];
    if (!draft.ok || !about.ok) {
      const faults = [draft, about].flatMap((part) => (part.ok ? [] : part.form.faults));
      return this.editPage(t, viewer, at, failedView({ values: keptValues(body), faults }, t));
    }
    const options = { actor: viewer, submission, centreId: viewer.centreId, projectId: at.id };
    const changed = await tryForm(body, () => this.log.correct({ id: at.entryId, version: about.value.version }, draft.value, about.value.reason, options)).catch(unlessStale);
    if (!changed) return this.editPage(t, viewer, at, emptyForm(keptValues(body)), true);
    return changed.ok ? redirect(entryPath(at.id, at.entryId), 'log:flash.corrected') : this.editPage(t, viewer, at, failedView(changed.form, t));
  }

  private async newPage(t: Translate, viewer: Viewer, id: Id, kind: LogKind, form: FormView, kept: TakenDocument['file']): Promise<Answer> {
    const framework = await this.frameworks.visibleFramework(viewer.centreId, id);
    return page('ledger/form', newEntryView(t, form, framework, kind, kept), { title: t(`log:new.${kind}`), status: formStatus(form) });
  }

  private async editPage(t: Translate, viewer: Viewer, { id, entryId }: EntryPlace, form: FormView, stale = false): Promise<Answer> {
    const framework = await this.frameworks.visibleFramework(viewer.centreId, id);
    const entry = await this.repository.find(id, entryId);
    return page('ledger/form', editEntryView(t, form, framework, entry, stale), { title: t(`log:edit.${entry.kind}`), status: formStatus(form, stale) });
  }
}

/** @throws NotThere for a kind that there is not */
function kindOf(asked: unknown): LogKind {
  const kind = LOG_KINDS.find((one) => one === asked);
  if (!kind) throw new NotThere('kind of log entry');
  return kind;
}

/** What an address asks for; nonsense asks for nothing. */
function filterFrom({ kind, from, to }: Record<string, unknown>): LogFilter {
  const day = (asked: unknown): LocalDate | null => (typeof asked === 'string' ? parseLocalDate(asked) : null);
  return { kind: LOG_KINDS.find((one) => one === kind) ?? null, from: day(from), to: day(to) };
}

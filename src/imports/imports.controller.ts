import { Body, Controller, Get, Param, Post, Query, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { Job } from '../shared/jobs/job.entity.js';
import { JobRunner } from '../shared/jobs/job-runner.js';
import type { Id } from '../shared/kernel/ids.js';
import { Refused, type Refusal } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, tryForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { pageAsked } from '../shared/web/tables.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { LIST_KINDS, mappingRefusals, type ListKind } from './columns.js';
import type { Import } from './import.entity.js';
import { explain, idsIn } from './import-words.js';
import { cancellationView, columnFields, columnsHelp, fileFields, importsTable, organisationsMissing, PAGE_SIZE, previewPage, statusFrom, wantsOrganisations } from './imports.presenter.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportsService } from './imports.service.js';
import { leftOutFile } from './left-out-rows.js';
import { MOST_BYTES } from './read-list.js';

interface UploadedList {
  originalname: string;
  buffer: Buffer;
}

const LET_GO = 'imports:refusals.let-go';

/** Lists of organisations and people: sent in, looked at row by row, confirmed. */
@Controller('imports')
@Policy(allow('trainer', 'coordinator', 'administrator'))
export class ImportsController {
  constructor(
    private readonly imports: ImportsService, private readonly repository: ImportsRepository, private readonly jobs: JobRunner,
    private readonly taken: TakenLists,
  ) {}

  @Get()
  list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.listPage(viewer, emptyForm(), t);
  }

  // More than is read, so that a file that is too large is refused beside its field; beyond that it is not even taken in.
  @Post()
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: 4 * MOST_BYTES, files: 1, fields: 5 } }))
  async send(
    @CurrentViewer() viewer: Viewer, @UploadedFile() file: UploadedList | undefined, @Body() body: unknown,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const received = await tryForm(body, () => {
      if (!file) throw new Refused({ field: 'file', reason: 'imports:refusals.no-file' });
      // Browsers send names in UTF-8, the parser of multipart bodies reads them as Latin-1.
      const name = Buffer.from(file.originalname, 'latin1').toString('utf8');
      if (/\p{Cc}/u.test(name)) throw new Refused({ field: 'file', reason: 'imports:refusals.file-name' });
      return this.imports.receive({ name, bytes: file.buffer }, { actor: viewer, submission });
    });
    if (!received.ok) return this.listPage(viewer, failedView(received.form, t), t);
    return redirect(`/imports/${received.value}`);
  }

  @Get(':id')
  async show(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('status') asked: unknown, @Query('page') number: unknown, @Texts() t: Translate,
  ): Promise<Answer> {
    const found = await this.repository.find(viewer.centreId, id);
    const title = t('imports:preview.title', { file: found.fileName });
    if (found.status === 'cancelled') return letGo();
    if (found.status === 'planning' || found.status === 'writing') return this.progressPage(viewer, found, title, t);
    const status = statusFrom(asked, found.counts);
    const current = pageAsked(number, found.counts?.[status] ?? 0, PAGE_SIZE);
    const rows = await this.repository.rows(id, status, PAGE_SIZE, (current - 1) * PAGE_SIZE);
    const [names, withoutOrganisation] = await Promise.all([
      this.repository.names(viewer.centreId, idsIn(rows)), found.status === 'done' ? this.repository.withoutOrganisation(viewer.centreId, rows) : new Set<Id>(),
    ]);
    const failed = found.status === 'planned' ? reasonsOf(await this.repository.job(viewer.centreId, id)) : [];
    const organisationsFirst = wantsOrganisations(found) ? organisationsMissing(found, await this.repository.hasOrganisations(viewer.centreId)) : null;
    const model = previewPage(t, { found, status, rows, page: current, names, withoutOrganisation, organisationsFirst });
    return page('imports/show', { ...model, failed: failed.map((reason) => explain(t, reason)) }, { title });
  }

  @Get(':id/columns')
  async columns(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Query('kind') asked: unknown, @Texts() t: Translate): Promise<Answer> {
    const found = await this.repository.find(viewer.centreId, id);
    return found.status === 'cancelled' ? letGo() : this.columnsPage(found, kindFrom(asked, found.kind), emptyForm(), t);
  }

  @Post(':id/columns')
  async changeColumns(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const found = await this.repository.find(viewer.centreId, id);
    if (found.status === 'cancelled') return letGo();
    const kind = kindFrom(body.kind, found.kind);
    // Another kind has other fields: they are asked for on the next page.
    if (kind !== found.kind && body.shown !== kind) return redirect(`/imports/${id}/columns?kind=${kind}`);
    const changed = await tryForm(body, () => this.imports.changeColumns(id, kind, body, { actor: viewer, submission }));
    if (!changed.ok) return this.columnsPage(found, kind, failedView(changed.form, t), t);
    return redirect(`/imports/${id}`);
  }

  @Post(':id/choices')
  async choose(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    const choices = choicesIn(body);
    return unlessOvertaken(id, async () => {
      await this.imports.choose(id, choices, { actor: viewer, submission });
      // Compared once more, without a choice.
      if (Object.keys(choices).length === 0) return redirect(`/imports/${id}`);
      return redirect(`/imports/${id}?status=doubtful`, 'imports:flash.chosen');
    });
  }

  @Post(':id/confirmation')
  async confirm(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission,
  ): Promise<Answer> {
    return unlessOvertaken(id, async () => {
      await this.imports.confirm(id, choicesIn(body), { actor: viewer, submission });
      return redirect(`/imports/${id}`);
    });
  }

  @Get(':id/cancellation')
  async askCancellation(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const found = await this.repository.find(viewer.centreId, id);
    return found.status === 'cancelled' ? letGo() : page('shared/confirm', cancellationView(t, found), { title: 'imports:cancellation.title' });
  }

  @Post(':id/cancellation')
  async cancel(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    return unlessOvertaken(id, async () => {
      await this.imports.cancel(id, { actor: viewer, submission });
      return redirect('/imports', 'imports:flash.cancelled');
    });
  }

  /** Rows to be mended, as a file. Whoever takes it away stands in the audit trail. */
  @Post(':id/left-out')
  async leftOut(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const found = await this.repository.find(viewer.centreId, id);
    const rows = await this.repository.troubled(id);
    const list = { headings: found.headings, rows: rows.map(({ rowNumber, cells }) => ({ row: rowNumber, cells })) };
    const words = {
      reason: t('imports:leftOutFile.reason'), row: (row: number, reasons: string) => t('imports:leftOutFile.row', { row, reasons }), heading: (field: string) => t(`imports:fields.${field}`),
      explain: (refusal: Parameters<typeof explain>[1]) => explain(t, refusal),
    };
    const body = leftOutFile(list, found.kind, found.mapping, rows.flatMap(({ detail }) => detail ?? []), words);
    return this.taken.file(t('imports:leftOutFile.name'), body, { list: 'left-out', about: found.fileName, people: rows.length }, { actor: viewer, submission });
  }

  private async listPage(viewer: Viewer, form: FormView, t: Translate): Promise<Answer> {
    const imports = await this.repository.recent(viewer.centreId);
    return page('imports/list', { form, fields: fileFields(t, form), help: columnsHelp(t), table: importsTable(t, imports) }, {
      title: 'imports:list.title', status: formStatus(form),
    });
  }

  /** While it is worked on; a list whose columns are not clear asks for them first; what failed says why. */
  private async progressPage(viewer: Viewer, found: Import, title: string, t: Translate): Promise<Answer> {
    const job = await this.repository.job(viewer.centreId, found.id);
    if (!job || mappingRefusals(found.kind, found.mapping, found.headings.length).length > 0) return redirect(`/imports/${found.id}/columns`);
    const reasons = reasonsOf(job);
    const again = found.status === 'writing' ? 'confirmation' : 'choices';
    const progress = { ...this.jobs.view(job, t), title };
    const model = {
      back: { href: '/imports', text: t('imports:list.title') }, progress: job.status === 'failed' ? null : progress,
      failed: reasons.map((reason) => explain(t, reason)), again: job.status === 'failed' ? `/imports/${found.id}/${again}` : null,
    };
    return page('imports/progress', model, { title, refreshSeconds: job.status === 'failed' ? undefined : 2 });
  }

  private async columnsPage(found: Import, kind: ListKind, form: FormView, t: Translate): Promise<Answer> {
    const sample = await this.repository.sample(found.id);
    const model = {
      back: { href: '/imports', text: t('imports:list.title') }, form, action: `/imports/${found.id}/columns`, cancelUrl: found.status === 'planned' ? `/imports/${found.id}` : '/imports', hidden: [{ name: 'shown', value: kind }],
      ...columnFields(t, found, kind, sample, form),
    };
    return page('imports/columns', model, { title: t('imports:columns.title', { file: found.fileName }), status: formStatus(form) });
  }
}

/** The list that was let go meanwhile has no page any more. */
function letGo(): Answer {
  return redirect('/imports', { key: LET_GO, kind: 'warning' });
}

/** Where others have registered a list meanwhile, or let it go, there is nothing to correct: back to where it stands now. */
async function unlessOvertaken(id: Id, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const [refusal] = error instanceof Refused ? error.refusals : [];
    if (!refusal) throw error;
    return refusal.reason === LET_GO ? letGo() : redirect(`/imports/${id}`, { key: refusal.reason, kind: 'warning' });
  }
}

/** What a form of the preview says about doubtful rows: `12:organisation-several` → an option. */
function choicesIn(body: Record<string, unknown> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(body ?? {}).filter((entry): entry is [string, string] => (
    /^\d{1,7}:[\w-]+$/.test(entry[0]) && typeof entry[1] === 'string')));
}

/** Why the job that worked on a list last did not get done; none when it did. */
function reasonsOf(job: Job | null): Refusal[] {
  return job?.status === 'failed' ? (job.result as { reasons?: Refusal[] } | null)?.reasons ?? [] : [];
}

function kindFrom(asked: unknown, otherwise: ListKind): ListKind {
  return LIST_KINDS.find((kind) => kind === asked) ?? otherwise;
}

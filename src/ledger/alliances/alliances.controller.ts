import { Body, Controller, Get, Inject, Param, Post, Query, UploadedFiles } from '@nestjs/common';
import { OrganisationChoices } from '../../organisations/organisation-choices.js';
import type { BoundedFile } from '../../shared/files/bounded-upload.js';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { TakesFiles } from '../../shared/web/bounded-form.js';
import { emptyForm, type FormView } from '../../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, tryForm, unlessStale, type ParsedForm } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { listFile, listFormat } from '../../shared/web/list-files.js';
import { Texts } from '../../shared/web/locale.js';
import { page, redirect, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { monthOf } from '../entry-rules.js';
import { keepsMoney, MONEY_KEEPERS, MONEY_READERS } from '../money.policy.js';
import { MOST_DOCUMENT_BYTES, DocumentFiles, type TakenDocument, withDocument } from '../../shared/files/document-files.js';
import { allianceForm } from './alliance.form.js';
import { allianceView } from './alliance.presenter.js';
import { firstMonth } from './alliance-rules.js';
import { alliancesList, alliancesView, editAllianceView, newAllianceView } from './alliances.presenter.js';
import { AlliancesRepository } from './alliances.repository.js';
import { AlliancesService, type AllianceDraft } from './alliances.service.js';

/** What the centre agreed with its allies, and what of it came. */
@Controller('alliances')
@Policy(allow(...MONEY_READERS))
export class AlliancesController {
  constructor(
    private readonly alliances: AlliancesService, private readonly repository: AlliancesRepository, private readonly organisations: OrganisationChoices,
    private readonly proofs: DocumentFiles, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: unknown, @Texts() t: Translate): Promise<Answer> {
    const { centreId } = viewer;
    const today = this.clock.today();
    const [alliances, promises, came] = await Promise.all([
      this.repository.ofCentre(centreId), this.repository.promisesOf(centreId), this.repository.cameByMonth(centreId, firstMonth(today)),
    ]);
    const found = { alliances, promises, came, today };
    const as = listFormat(query, {});
    if (as) return listFile(as, { list: t('contributions:alliances.file'), date: today }, alliancesList(t, found), t);
    return page('ledger/contributions/alliances', alliancesView(t, found, keepsMoney(viewer)), { title: 'contributions:alliances.title' });
  }

  @Get('new')
  @Policy(allow(...MONEY_KEEPERS))
  start(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.newPage(t, viewer, emptyForm(), null);
  }

  @Post()
  @Policy(allow(...MONEY_KEEPERS))
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async open(
    @CurrentViewer() viewer: Viewer, @Body() body: unknown, @UploadedFiles() sent: BoundedFile[] | undefined,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const proof = await this.proofs.take(viewer, sent, body);
    const opened = await this.withDraft(viewer, body, proof, (draft) => this.alliances.open(viewer.centreId, draft, { actor: viewer, submission }));
    if (!opened.ok) return this.newPage(t, viewer, failedView(opened.form, t), proof.file);
    return redirect(`/alliances/${opened.value}`, 'contributions:flash.alliance-saved');
  }

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const today = this.clock.today();
    const alliance = await this.repository.find(viewer.centreId, id);
    const [promises, came, cameNow] = await Promise.all([
      this.repository.promises(id), this.repository.cameByMonth(viewer.centreId, firstMonth(today)), this.repository.cameOfPromises(id, monthOf(today)),
    ]);
    const model = allianceView(t, { alliance, promises, came: came.get(id) ?? new Map(), cameNow }, { today, mayKeep: keepsMoney(viewer) });
    return page('ledger/contributions/alliance', model, { title: 'contributions:alliance.title' });
  }

  @Get(':id/document')
  async document(@CurrentViewer() viewer: Viewer, @Param('id') id: Id): Promise<Answer> {
    return this.proofs.show(viewer.centreId, (await this.repository.find(viewer.centreId, id)).fileId);
  }

  @Get(':id/edit')
  @Policy(allow(...MONEY_KEEPERS))
  edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.editPage(t, viewer, id, emptyForm(), { kept: null });
  }

  @Post(':id')
  @Policy(allow(...MONEY_KEEPERS))
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async change(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @UploadedFiles() sent: BoundedFile[] | undefined,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const proof = await this.proofs.take(viewer, sent, body);
    const changed = await this.withDraft(viewer, body, proof, (draft) => (
      this.alliances.change(viewer.centreId, id, draft, { actor: viewer, submission }))).catch(unlessStale);
    if (!changed) return this.editPage(t, viewer, id, emptyForm(keptValues(body)), { kept: proof.file, stale: true });
    if (!changed.ok) return this.editPage(t, viewer, id, failedView(changed.form, t), { kept: proof.file });
    return redirect(`/alliances/${id}`, 'contributions:flash.alliance-saved');
  }

  /** Whoever stands in the register under the very name that was typed is meant. */
  private async withDraft<T>(
    viewer: Viewer, body: unknown, proof: TakenDocument, work: (draft: AllianceDraft & { version: number }) => Promise<T>,
  ): Promise<ParsedForm<T>> {
    const parsed = withDocument(parseForm(allianceForm, body), body, proof);
    if (!parsed.ok) return parsed;
    const organisationId = (await this.organisations.labels(viewer.centreId)).find(({ label }) => label === parsed.value.ally)?.id ?? null;
    return tryForm(body, () => work({ ...parsed.value, organisationId, fileId: proof.file?.id ?? null }));
  }

  private async newPage(t: Translate, viewer: Viewer, form: FormView, kept: TakenDocument['file']): Promise<Answer> {
    const model = newAllianceView(t, form, await this.labels(viewer), kept);
    return page('ledger/form', model, { title: 'contributions:alliances.new-title', status: formStatus(form) });
  }

  private async editPage(
    t: Translate, viewer: Viewer, id: Id, form: FormView, { kept, stale = false }: { kept: TakenDocument['file']; stale?: boolean },
  ): Promise<Answer> {
    const [alliance, labels] = await Promise.all([this.repository.find(viewer.centreId, id), this.labels(viewer)]);
    const model = editAllianceView(t, form, { alliance, labels, kept, stale });
    return page('ledger/form', model, { title: 'contributions:alliances.edit-title', status: formStatus(form, stale) });
  }

  private async labels({ centreId }: Viewer): Promise<string[]> {
    return (await this.organisations.labels(centreId)).map(({ label }) => label);
  }
}

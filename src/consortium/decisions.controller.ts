import { Body, Controller, Get, Param, Post, Query, UploadedFiles } from '@nestjs/common';
import type { BoundedFile } from '../shared/files/bounded-upload.js';
import { DocumentFiles, MOST_DOCUMENT_BYTES, type TakenDocument, withDocument } from '../shared/files/document-files.js';
import { Clock } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { TakesFiles } from '../shared/web/bounded-form.js';
import type { FormView } from '../shared/web/fields.js';
import { failedView, formStatus, parseForm, tryForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { pageAsked } from '../shared/web/tables.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { decisionForm } from './consortium.form.js';
import { consortiumKeepers, consortiumReaders, keepsConsortium } from './consortium.policy.js';
import { ConsortiumRepository } from './consortium.repository.js';
import { filterDecisions, readDecisionFilters } from './decision-filters.js';
import { decisionPath } from './decision-path.js';
import {
  decisionFormView, DECISIONS_PAGE, decisionsList, decisionsView, decisionValues, decisionView, numberWords,
} from './decisions.presenter.js';
import { DecisionsRepository, type WholeDecision } from './decisions.repository.js';
import { DecisionsService } from './decisions.service.js';

/** What the assemblies of the consortium decided: on record for good. */
@Controller('consortium/decisions')
@Policy(consortiumReaders)
export class DecisionsController {
  constructor(
    private readonly service: DecisionsService, private readonly decisions: DecisionsRepository, private readonly consortium: ConsortiumRepository,
    private readonly documents: DocumentFiles, private readonly taken: TakenLists, private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const filters = readDecisionFilters(query);
    const all = await this.decisions.all(viewer.centreId);
    const found = filterDecisions(all, filters);
    const view = decisionsView(t, { filters, all, found, page: pageAsked(query.page, found.length, DECISIONS_PAGE), mayChange: keepsConsortium(viewer) });
    return page('consortium/decisions', view, { title: 'consortium:decisions.heading' });
  }

  /** The list as it is filtered, as a file. */
  @Post('exports')
  async export(
    @CurrentViewer() viewer: Viewer, @Body() body: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const filters = readDecisionFilters(body);
    const list = decisionsList(t, { found: filterDecisions(await this.decisions.all(viewer.centreId), filters), filters });
    const name = { list: t('consortium:decisions.file'), date: this.clock.today() };
    return this.taken.list(name, list, { list: 'decisions' }, { actor: viewer, submission }, { asked: body, read: { ...filters }, t });
  }

  @Get('new')
  @Policy(consortiumKeepers)
  async form(@CurrentViewer() viewer: Viewer, @Query('replaces') replaces: unknown, @Texts() t: Translate): Promise<Answer> {
    const replaced = await this.replaced(viewer, replaces);
    // Each is replaced once: her page names the one that holds by now.
    if (replaced?.replacedBy) return redirect(decisionPath(replaced.id), { key: 'consortium:refusals.replaced-already', kind: 'warning' });
    const members = await this.consortium.members(viewer.centreId);
    if (members.length === 0) return redirect('/consortium', { key: 'consortium:refusals.members-first', kind: 'warning' });
    const present = replaced ? await this.decisions.present(replaced.id) : [];
    return this.formPage(t, viewer, decisionValues(replaced, present), replaced);
  }

  @Post()
  @Policy(consortiumKeepers)
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async record(
    @CurrentViewer() viewer: Viewer, @Body() body: Record<string, unknown>, @UploadedFiles() sent: BoundedFile[] | undefined, @CurrentSubmission() submission: Submission,
    @Texts() t: Translate,
  ): Promise<Answer> {
    const { centreId } = viewer;
    const minutes = await this.documents.take(viewer, sent, body);
    const parsed = withDocument(parseForm(decisionForm, body), body, minutes);
    const recorded = parsed.ok
      ? await tryForm(body, () => this.service.record({ ...parsed.value, fileId: minutes.file?.id ?? null }, { actor: viewer, submission, centreId })) : parsed;
    if (recorded.ok) return redirect(decisionPath(recorded.value), 'consortium:flash.decision-recorded');
    return this.formPage(t, viewer, failedView(recorded.form, t), await this.replaced(viewer, body.replaces), minutes.file);
  }

  @Get(':id')
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const decision = await this.decisions.decision(viewer.centreId, id);
    const view = decisionView(t, decision, await this.decisions.present(id), keepsConsortium(viewer));
    return page('consortium/decision', view, { title: t('consortium:decision.title', { number: numberWords(t, decision) }) });
  }

  @Get(':id/document')
  async document(@CurrentViewer() viewer: Viewer, @Param('id') id: Id): Promise<Answer> {
    const { fileId } = await this.decisions.decision(viewer.centreId, id);
    return this.documents.show(viewer.centreId, fileId);
  }

  private async replaced({ centreId }: Viewer, id: unknown): Promise<WholeDecision | null> {
    return isId(id) ? this.decisions.decision(centreId, id) : null;
  }

  private async formPage(t: Translate, viewer: Viewer, form: FormView, replaced: WholeDecision | null, kept: TakenDocument['file'] = null): Promise<Answer> {
    const members = await this.consortium.members(viewer.centreId);
    const people = await this.decisions.people(viewer.centreId, members.map(({ organisationId }) => organisationId));
    const parts = { members, people, replaced, kept, today: this.clock.today() };
    return page('consortium/decision-form', decisionFormView(t, form, parts), {
      title: replaced ? 'consortium:decision.replacement' : 'consortium:decisions.add', status: formStatus(form),
    });
  }
}

import { Body, Controller, Get, Inject, Param, Post, Query, UploadedFiles } from '@nestjs/common';
import type { BoundedFile } from '../shared/files/bounded-upload.js';
import { DocumentFiles, MOST_DOCUMENT_BYTES, withDocument, type TakenDocument } from '../shared/files/document-files.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { TakesFiles } from '../shared/web/bounded-form.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, tryForm, unlessStale } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, personOf, type Viewer } from '../shared/web/viewer.js';
import { changedActionForm, ownActionForm } from './action.form.js';
import { actionFormView, MY_ACTIONS } from './action.presenter.js';
import { ACTION_KINDS, type ActionKind } from './action-words.js';
import { ActionsRepository } from './actions.repository.js';
import { ActionsService } from './actions.service.js';
import { ownActionsView, ownActionView, ownKindView } from './own-actions.presenter.js';

type Fields = Record<string, unknown>;

/** So many of her own stand on her page. */
const MOST = 200;

/** A learner tells what she did with what she learned: first what it was, then a short form. */
@Controller('my-actions')
@Policy(allow('learner'))
export class OwnActionsController {
  constructor(
    private readonly actions: ActionsService, private readonly repository: ActionsRepository, private readonly documents: DocumentFiles, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const rows = await this.repository.rows(viewer.centreId, { kind: null, state: null, from: null, to: null, personId: personOf(viewer) }, { limit: MOST, offset: 0 });
    return page('civic-actions/own', ownActionsView(t, rows), { title: 'actions:own.title' });
  }

  @Get('new')
  start(@CurrentViewer() viewer: Viewer, @Query() { kind, ask }: Fields, @Texts() t: Translate): Promise<Answer> | Answer {
    const chosen = kindFrom(kind);
    if (chosen) return this.tellPage(t, viewer, chosen, { form: emptyForm(), kept: null });
    const form = ask === undefined ? emptyForm() : failedView({ values: {}, faults: [{ field: 'kind', reason: 'actions:errors.kind' }] }, t);
    return page('civic-actions/own-kind', ownKindView(t, form), { title: 'actions:own.tell', status: ask === undefined ? 200 : 422 });
  }

  @Post()
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async tell(
    @CurrentViewer() viewer: Viewer, @Body() body: Fields, @UploadedFiles() sent: BoundedFile[] | undefined, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const document = await this.documents.take(viewer, sent, body);
    const parsed = withDocument(parseForm(ownActionForm, body), body, document);
    const told = parsed.ok ? await tryForm(body, () => (
      this.actions.tell(viewer.centreId, personOf(viewer), { ...parsed.value, fileId: document.file?.id ?? null }, 'self', { actor: viewer, submission }))) : parsed;
    if (!told.ok) return this.tellPage(t, viewer, kindFrom(body.kind), { form: failedView(told.form, t), kept: document.file });
    return redirect(MY_ACTIONS, 'actions:flash.told');
  }

  @Get(':id')
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.changePage(t, viewer, id, { form: emptyForm(), kept: null });
  }

  @Get(':id/document')
  async document(@CurrentViewer() viewer: Viewer, @Param('id') id: Id): Promise<Answer> {
    const { action } = await this.repository.find(viewer.centreId, id, personOf(viewer));
    return this.documents.show(viewer.centreId, action.fileId);
  }

  @Post(':id')
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async change(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Fields, @UploadedFiles() sent: BoundedFile[] | undefined,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { action } = await this.repository.find(viewer.centreId, id, personOf(viewer));
    const document = await this.documents.take(viewer, sent, body);
    const parsed = withDocument(parseForm(changedActionForm, body), body, document);
    const changed = parsed.ok ? await tryForm(body, () => {
      const { version, ...draft } = parsed.value;
      return this.actions.change(viewer.centreId, { id, version, ofPerson: personOf(viewer) }, { ...draft, fileId: document.file?.id ?? action.fileId }, { actor: viewer, submission });
    }).catch(unlessStale) : parsed;
    if (!changed) return this.changePage(t, viewer, id, { form: emptyForm(keptValues(body)), kept: document.file, stale: true });
    if (!changed.ok) return this.changePage(t, viewer, id, { form: failedView(changed.form, t), kept: document.file });
    return redirect(MY_ACTIONS, 'actions:flash.changed');
  }

  private async tellPage(t: Translate, viewer: Viewer, kind: ActionKind | null, { form, kept }: Shown): Promise<Answer> {
    const organisations = await this.repository.organisations(viewer.centreId, personOf(viewer));
    const model = actionFormView(t, form, {
      own: true, action: MY_ACTIONS, back: { href: `${MY_ACTIONS}/new`, text: t('actions:own.kind') }, today: this.clock.today(), kept, organisations, kind, record: null,
    });
    return page('civic-actions/form', model, { title: 'actions:own.tell', status: formStatus(form) });
  }

  /** As a form, until it is proved. */
  private async changePage(t: Translate, viewer: Viewer, id: Id, { form, kept, stale = false }: Shown): Promise<Answer> {
    const found = await this.repository.find(viewer.centreId, id, personOf(viewer));
    const { action } = found;
    const status = formStatus(form, stale);
    if (action.review === 'proved') return page('civic-actions/own-proved', ownActionView(t, found, form), { title: t(`actions:kinds.${action.kind}`), status });
    const model = actionFormView(t, form, {
      own: true, action: `${MY_ACTIONS}/${id}`, back: { href: MY_ACTIONS, text: t('actions:own.title') }, today: this.clock.today(),
      kept: kept ?? (action.fileId ? { id: action.fileId, name: found.fileName ?? '' } : null),
      organisations: await this.repository.organisations(viewer.centreId, action.personId), kind: action.kind, record: action, stale,
    });
    const told = { reason: action.reviewReason && t('actions:own.why', { reason: action.reviewReason }) };
    return page('civic-actions/form', { ...model, ...told }, { title: 'actions:own.change', status });
  }
}

interface Shown {
  form: FormView;
  kept: TakenDocument['file'];
  stale?: boolean;
}

function kindFrom(asked: unknown): ActionKind | null {
  return ACTION_KINDS.find((kind) => kind === asked) ?? null;
}

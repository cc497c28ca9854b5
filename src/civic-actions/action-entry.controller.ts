import { Body, Controller, Get, Inject, Param, Post, Query, UploadedFiles } from '@nestjs/common';
import { readPeopleFilters } from '../people/people-filters.js';
import { foundPeople } from '../people/people-list.presenter.js';
import { seesNumbers } from '../people/people.policy.js';
import { PeopleRepository } from '../people/people.repository.js';
import { givenNamesFirst } from '../people/person-names.js';
import { PersonRepository } from '../people/person.repository.js';
import type { BoundedFile } from '../shared/files/bounded-upload.js';
import { DocumentFiles, MOST_DOCUMENT_BYTES, withDocument, type TakenDocument } from '../shared/files/document-files.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { TakesFiles } from '../shared/web/bounded-form.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, keptValues, parseForm, tryForm, unlessStale } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { data, page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { changedActionForm, staffActionForm } from './action.form.js';
import { ACTIONS, actionFormView } from './action.presenter.js';
import { ACTION_STAFF } from './actions.policy.js';
import { ActionsRepository } from './actions.repository.js';
import { ActionsService } from './actions.service.js';

type Fields = Record<string, unknown>;

/** As many as the quick-find shows at once. */
const QUICK = 8;

/** The staff writes down what somebody tells at the desk or on the phone, and corrects it. */
@Controller('actions')
@Policy(allow(...ACTION_STAFF))
export class ActionEntryController {
  constructor(
    private readonly actions: ActionsService, private readonly repository: ActionsRepository, private readonly people: PeopleRepository,
    private readonly persons: PersonRepository, private readonly documents: DocumentFiles, @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Who did it? Then what. */
  @Get('new')
  async start(@CurrentViewer() viewer: Viewer, @Query() query: Fields, @Texts() t: Translate): Promise<Answer> {
    if (typeof query.person === 'string') return this.newPage(t, viewer, query.person, { form: emptyForm(), kept: null, through: String(query.through ?? '') });
    const found = await this.find(t, viewer, typeof query.q === 'string' ? query.q : '');
    if (query.format === 'json') return data(found);
    return page('civic-actions/find', { back: { href: ACTIONS, text: t('actions:list.title') }, q: query.q, asked: Boolean(query.q), ...found }, { title: 'actions:new.title' });
  }

  @Post()
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async enter(
    @CurrentViewer() viewer: Viewer, @Body() body: Fields, @UploadedFiles() sent: BoundedFile[] | undefined, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const personId = String(body.person);
    const { person } = await this.persons.known(viewer.centreId, personId);
    const document = await this.documents.take(viewer, sent, body);
    const parsed = withDocument(parseForm(staffActionForm, body), body, document);
    const entered = parsed.ok ? await tryForm(body, () => {
      const { through, ...draft } = parsed.value;
      return this.actions.tell(viewer.centreId, personId, { ...draft, fileId: document.file?.id ?? null }, through, { actor: viewer, submission });
    }) : parsed;
    if (!entered.ok) return this.newPage(t, viewer, personId, { form: failedView(entered.form, t), kept: document.file });
    return redirect(`${ACTIONS}/${entered.value}`, { key: 'actions:flash.entered', params: { name: givenNamesFirst(person) } });
  }

  @Get(':id/edit')
  edit(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.editPage(t, viewer, id, { form: emptyForm(), kept: null });
  }

  @Post(':id/edit')
  @TakesFiles({ limit: MOST_DOCUMENT_BYTES, files: 1 })
  async change(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: Fields, @UploadedFiles() sent: BoundedFile[] | undefined,
    @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const { action } = await this.repository.find(viewer.centreId, id);
    const document = await this.documents.take(viewer, sent, body);
    const parsed = withDocument(parseForm(changedActionForm, body), body, document);
    const changed = parsed.ok ? await tryForm(body, () => {
      const { version, ...draft } = parsed.value;
      return this.actions.change(viewer.centreId, { id, version }, { ...draft, fileId: document.file?.id ?? action.fileId }, { actor: viewer, submission });
    }).catch(unlessStale) : parsed;
    if (!changed) return this.editPage(t, viewer, id, { form: emptyForm(keptValues(body)), kept: document.file, stale: true });
    if (!changed.ok) return this.editPage(t, viewer, id, { form: failedView(changed.form, t), kept: document.file });
    return redirect(`${ACTIONS}/${id}`, 'actions:flash.changed');
  }

  private async newPage(t: Translate, viewer: Viewer, personId: Id, { form, kept, through }: Shown & { through?: string }): Promise<Answer> {
    const { person } = await this.persons.known(viewer.centreId, personId);
    const organisations = await this.repository.organisations(viewer.centreId, personId);
    const model = actionFormView(t, form, {
      own: false, action: ACTIONS, back: { href: `/people/${personId}`, text: givenNamesFirst(person) }, today: this.clock.today(), kept, organisations,
      kind: null, record: null, through: through === 'phone' ? 'phone' : 'desk', personId,
    });
    return page('civic-actions/form', model, { title: t('actions:new.title-of', { name: givenNamesFirst(person) }), status: formStatus(form) });
  }

  private async editPage(t: Translate, viewer: Viewer, id: Id, { form, kept, stale = false }: Shown): Promise<Answer> {
    const { action, fileName, ...person } = await this.repository.find(viewer.centreId, id);
    const organisations = await this.repository.organisations(viewer.centreId, action.personId);
    const model = actionFormView(t, form, {
      own: false, action: `${ACTIONS}/${id}/edit`, back: { href: `${ACTIONS}/${id}`, text: t(`actions:kinds.${action.kind}`) }, today: this.clock.today(),
      kept: kept ?? (action.fileId ? { id: action.fileId, name: fileName ?? '' } : null), organisations, kind: null, record: action, stale,
    });
    return page('civic-actions/form', model, { title: t('actions:edit.title-of', { name: givenNamesFirst(person) }), status: formStatus(form, stale) });
  }

  private async find(t: Translate, viewer: Viewer, q: string): Promise<object> {
    if (q === '') return { results: [], words: '' };
    const audience = { centreId: viewer.centreId, today: this.clock.today(), seesNumbers: seesNumbers(viewer) };
    const rows = await this.people.rows({ ...readPeopleFilters({}), q }, audience, { limit: QUICK + 1, offset: 0 });
    return foundPeople(t, rows, QUICK, audience.seesNumbers, (id) => `${ACTIONS}/new?person=${id}`);
  }
}

interface Shown {
  form: FormView;
  kept: TakenDocument['file'];
  stale?: boolean;
}

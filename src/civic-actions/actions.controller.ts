import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { clerks, seesNumbers } from '../people/people.policy.js';
import { givenNamesFirst } from '../people/person-names.js';
import { PersonRepository } from '../people/person.repository.js';
import { DocumentFiles } from '../shared/files/document-files.js';
import { Clock } from '../shared/kernel/clock.js';
import { isId, type Id } from '../shared/kernel/ids.js';
import { parseLocalDate } from '../shared/kernel/local-date.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, submitForm, unlessStale, type ParsedForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { pageAsked } from '../shared/web/tables.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { doubtForm, proofForm } from './action.form.js';
import { ACTIONS, actionView } from './action.presenter.js';
import { ACTION_STATES } from './action-rules.js';
import { ACTION_KINDS } from './action-words.js';
import { ACTION_STAFF } from './actions.policy.js';
import { ACTIONS_PAGE, actionsList, actionsView } from './actions.presenter.js';
import { ActionsRepository, type ActionFilter } from './actions.repository.js';
import { ActionsService } from './actions.service.js';

const EVERYTHING = 100_000;

/** What the people of the centre did with what they learned, and whether somebody has seen what proves it. */
@Controller('actions')
@Policy(allow(...ACTION_STAFF))
export class ActionsController {
  constructor(
    private readonly actions: ActionsService, private readonly repository: ActionsRepository, private readonly persons: PersonRepository,
    private readonly documents: DocumentFiles, private readonly taken: TakenLists, private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const { centreId } = viewer;
    const filter = filterFrom(query);
    const personName = filter.personId ? givenNamesFirst((await this.persons.known(centreId, filter.personId)).person) : null;
    const total = await this.repository.count(centreId, filter);
    const number = pageAsked(query.page, total, ACTIONS_PAGE);
    const rows = await this.repository.rows(centreId, filter, { limit: ACTIONS_PAGE, offset: (number - 1) * ACTIONS_PAGE });
    return page('civic-actions/list', actionsView(t, { filter, personName, rows, page: number, total, mayTake: seesNumbers(viewer) }), { title: 'actions:list.title' });
  }

  /** The list as a file. Whoever takes it away stands in the audit trail. */
  @Post('exports')
  @Policy(clerks)
  async export(
    @CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Body() asked: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const filter = filterFrom(query);
    const rows = await this.repository.rows(viewer.centreId, filter, { limit: EVERYTHING, offset: 0 });
    return this.taken.list({ list: t('actions:list.file'), date: this.clock.today() }, actionsList(t, rows, filter), { list: 'actions' }, { actor: viewer, submission }, { asked: { ...query, ...asked }, read: { ...filter, person: filter.personId }, t });
  }

  @Get(':id')
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.actionPage(t, viewer, id, emptyForm());
  }

  @Get(':id/document')
  async document(@CurrentViewer() viewer: Viewer, @Param('id') id: Id): Promise<Answer> {
    const { action } = await this.repository.find(viewer.centreId, id);
    return this.documents.show(viewer.centreId, action.fileId);
  }

  @Post(':id/proof')
  async prove(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const done = await this.reviewed(() => submitForm(proofForm, body, ({ evidence, version }) => (
      this.actions.prove(viewer.centreId, { id, version }, evidence, viewer.personId, { actor: viewer, submission }))));
    return done?.ok ? redirect(`${ACTIONS}/${id}`, 'actions:flash.proved') : this.again(t, viewer, id, done);
  }

  @Post(':id/doubt')
  async doubt(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const done = await this.reviewed(() => submitForm(doubtForm, body, ({ reason, version }) => (
      this.actions.doubt(viewer.centreId, { id, version }, reason, { actor: viewer, submission }))));
    return done?.ok ? redirect(`${ACTIONS}/${id}`, 'actions:flash.doubted') : this.again(t, viewer, id, done);
  }

  /** Null when somebody has changed it meanwhile. */
  private reviewed<T>(work: () => Promise<T>): Promise<T | null> {
    return work().catch(unlessStale);
  }

  /** The action as it is now, and why nothing was done. */
  private again(t: Translate, viewer: Viewer, id: Id, done: ParsedForm<void> | null): Promise<Answer> {
    const form = done && !done.ok ? failedView(done.form, t) : { ...emptyForm(), summary: [{ href: '', text: t('actions:stale') }] };
    return this.actionPage(t, viewer, id, form, done ? 422 : 409);
  }

  private async actionPage(t: Translate, viewer: Viewer, id: Id, form: FormView, status = 200): Promise<Answer> {
    const found = await this.repository.find(viewer.centreId, id);
    return page('civic-actions/show', actionView(t, found, form), { title: t(`actions:kinds.${found.action.kind}`), status });
  }
}

/** What an address asks for; nonsense asks for nothing. */
function filterFrom({ kind, state, from, to, person }: Record<string, unknown>): ActionFilter {
  const day = (asked: unknown): string | null => (typeof asked === 'string' ? parseLocalDate(asked) : null);
  return {
    kind: ACTION_KINDS.find((one) => one === kind) ?? null, state: ACTION_STATES.find((one) => one === state) ?? null,
    from: day(from), to: day(to), personId: isId(person) ? person : null,
  };
}

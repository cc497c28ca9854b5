import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { NoteKeys } from '../config/note-keys.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { NotThere } from '../shared/kernel/refusal.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, keptValues, submitForm, unlessStale } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, hasRole, type Viewer } from '../shared/web/viewer.js';
import { COACHING_ROLES, COACHING_STAFF } from './coaching.policy.js';
import { noteForm } from './note.form.js';
import { notingRefusal } from './note-rules.js';
import { nameOf, notedPeopleView, notesPath, notesView, personNotesView } from './notes.presenter.js';
import { NotesRepository } from './notes.repository.js';
import { NotesService } from './notes.service.js';

/** What a coach notes about an hour. Nobody else finds these pages, whoever she or he is, but whom the learner lets read. */
@Controller('coaching')
@Policy(allow(...COACHING_STAFF))
export class NotesController {
  constructor(
    private readonly service: NotesService, private readonly repository: NotesRepository, @Inject(NoteKeys) private readonly keys: NoteKeys,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('notes')
  async people(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    refuseOthers(viewer);
    return page('coaching/noted-people', notedPeopleView(t, await this.repository.people(viewer), this.clock.today()), { title: t('notes:people.title') });
  }

  @Get('notes/:personId')
  async person(@CurrentViewer() viewer: Viewer, @Param('personId') personId: Id, @Texts() t: Translate): Promise<Answer> {
    refuseOthers(viewer);
    const notes = await this.repository.notes(viewer, personId);
    const person = (await this.repository.people(viewer)).find((one) => one.personId === personId);
    if (!person) throw new NotThere('notes');
    const model = personNotesView(t, notes, { keys: this.keys, today: this.clock.today(), viewerId: viewer.accountId });
    return page('coaching/person-notes', model, { title: t('notes:person.title', { name: nameOf(person) }) });
  }

  @Get('bookings/:id/notes')
  show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return this.notesPage(t, viewer, id, emptyForm());
  }

  @Post('bookings/:id/notes')
  async save(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    refuseOthers(viewer);
    await this.repository.booking(viewer, id);
    const saved = await submitForm(noteForm, body, (form) => this.service.save(viewer, id, form, { actor: viewer, submission })).catch(unlessStale);
    if (!saved) return this.notesPage(t, viewer, id, emptyForm(keptValues(body)), true);
    if (!saved.ok) return this.notesPage(t, viewer, id, failedView(saved.form, t));
    return redirect(notesPath(id), 'notes:flash.saved');
  }

  private async notesPage(t: Translate, viewer: Viewer, id: Id, form: FormView, stale = false): Promise<Answer> {
    refuseOthers(viewer);
    const booking = await this.repository.booking(viewer, id);
    const [notes, record] = await Promise.all([this.repository.notes(viewer, booking.personId), this.repository.onRecord(viewer, id)]);
    const now = this.clock.now();
    const refused = notingRefusal(booking, now)?.reason ?? null;
    const surroundings = { booking, record, notes, refused, viewerId: viewer.accountId, keys: this.keys, today: localDateAt(now), locale: viewer.locale };
    const status = formStatus(form, stale);
    return page('coaching/notes', notesView(t, surroundings, form, stale), { title: t('notes:title', { name: nameOf(booking) }), status });
  }
}

/** The roles that run coaching see that there is no such page, like everybody else. @throws NotThere */
function refuseOthers(viewer: Viewer): void {
  if (!hasRole(viewer, ...COACHING_ROLES)) throw new NotThere('notes');
}

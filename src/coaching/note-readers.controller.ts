import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { id } from '../shared/web/form-schemas.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, personOf, type Viewer } from '../shared/web/viewer.js';
import { NoteReadersService } from './note-readers.service.js';
import { READERS, readersView } from './notes.presenter.js';
import { NotesRepository } from './notes.repository.js';

const readerForm = z.object({ readerId: id() });

/** A learner decides which coaches may read what her coach has noted. */
@Controller('coaching/mine/readers')
@Policy(allow('learner'))
export class NoteReadersController {
  constructor(private readonly readers: NoteReadersService, private readonly repository: NotesRepository) {}

  @Get()
  show(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.readersPage(t, viewer, emptyForm());
  }

  @Post()
  async allow(@CurrentViewer() viewer: Viewer, @Body() body: unknown, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const allowed = await submitForm(readerForm, body, ({ readerId }) => (
      this.readers.allow(personOf(viewer), viewer.centreId, readerId, { actor: viewer, submission })));
    if (!allowed.ok) return this.readersPage(t, viewer, failedView(allowed.form, t));
    return redirect(READERS, 'notes:flash.allowed');
  }

  @Post(':readerId/ending')
  async takeBack(@CurrentViewer() viewer: Viewer, @Param('readerId') readerId: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.readers.takeBack(personOf(viewer), readerId, { actor: viewer, submission });
    return redirect(READERS, 'notes:flash.taken-back');
  }

  private async readersPage(t: Translate, viewer: Viewer, form: FormView): Promise<Answer> {
    const readers = await this.repository.readers(personOf(viewer), viewer.centreId);
    return page('coaching/readers', readersView(t, readers, form), { title: t('notes:readers.title'), status: formStatus(form) });
  }
}

import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { localTimeAt } from '../shared/kernel/local-date.js';
import { Refused } from '../shared/kernel/refusal.js';
import { parseForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { data, page, redirect, type Answer, type Page } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { mayCorrect, REGISTER_TAKERS } from './attendance.policy.js';
import { historyView } from './history.presenter.js';
import { tallyWords } from './mark-words.js';
import { registerForm } from './register.form.js';
import { conflictViews, registerView, type FailedRegister } from './register.presenter.js';
import { callsAfter, savedFlash } from './saved-words.js';
import { RegisterConflict, RegisterService, type RegisterEdit, type SavedRegister } from './register.service.js';
import { RegistersRepository } from './registers.repository.js';

/** The register of a session: seen, saved as a whole by its button or mark by mark by its script. */
@Controller('sessions/:id')
@Policy(allow(...REGISTER_TAKERS))
export class RegisterController {
  constructor(
    private readonly registers: RegistersRepository, private readonly service: RegisterService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('register')
  show(@Param('id') id: Id, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.render(id, viewer, t);
  }

  /** Answers a script with JSON, a form with a page. */
  @Post('register')
  async save(
    @Param('id') id: Id, @Body() body: unknown, @Req() request: Request,
    @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const parsed = parseForm(registerForm, body);
    if (!parsed.ok) throw new Refused({ reason: 'attendance:refusals.unreadable' });
    const byScript = request.get('accept') === 'application/json';
    const marker = { ...viewer, mayCorrect: mayCorrect(viewer) };
    try {
      const saved = await this.service.save(marker, id, parsed.value, { submission });
      return byScript ? data(this.savedAnswer(t, saved)) : redirect(`/sessions/${id}/register`, savedFlash(t, saved, this.clock.today()));
    } catch (error) {
      return this.failed(error, byScript, { id, edit: parsed.value, viewer, t });
    }
  }

  /** Who changed one mark, from what to what. */
  @Get('marks/:personId')
  async history(@Param('id') id: Id, @Param('personId') personId: Id, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const head = await this.registers.head(viewer.centreId, id);
    const view = historyView(t, head, await this.registers.history(viewer.centreId, id, personId), this.clock.now());
    return page('attendance/history', view, { title: 'attendance:history.title' });
  }

  private async failed(
    error: unknown, byScript: boolean, { id, edit, viewer, t }: { id: Id; edit: RegisterEdit; viewer: Viewer; t: Translate },
  ): Promise<Answer> {
    if (error instanceof RegisterConflict) {
      const markers = await this.registers.markers(id, error.conflicts.map(({ personId }) => personId));
      if (byScript) return data({ conflicts: conflictViews(t, error.conflicts, markers) }, 409);
      return this.render(id, viewer, t, { marks: edit.marks, refusals: [], conflicts: error.conflicts, markers });
    }
    // What is refused as a whole (cancelled, not begun) gets the page that says so; a mark gets its row.
    if (byScript || !(error instanceof Refused)) throw error;
    return this.render(id, viewer, t, { marks: edit.marks, refusals: error.refusals, conflicts: [], markers: [] });
  }

  private async render(id: Id, viewer: Viewer, t: Translate, failed?: FailedRegister): Promise<Page> {
    const { head, roster } = await this.registers.register(viewer.centreId, id, this.clock.now());
    const view = registerView({ t, head, roster, now: this.clock.now(), accountId: viewer.accountId, mayCorrect: mayCorrect(viewer), failed });
    const status = !failed ? 200 : failed.conflicts.length > 0 ? 409 : 422;
    return page('attendance/register', view, {
      status, title: t('attendance:register.title', { group: head.groupName }), scripts: ['js/register.js'],
    });
  }

  private savedAnswer(t: Translate, saved: SavedRegister): object {
    const params = { time: localTimeAt(this.clock.now()), words: tallyWords(t, saved.counts) };
    return {
      versions: saved.versions, complete: saved.complete, calls: callsAfter(saved, this.clock.today()),
      words: t(saved.complete ? 'attendance:register.saved-now' : 'attendance:register.mark-saved', params),
    };
  }
}

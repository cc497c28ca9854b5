import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { callers, clerks, seesNumbers } from '../people/people.policy.js';
import { Clock } from '../shared/kernel/clock.js';
import { formatLocalDate, type LocalDate } from '../shared/kernel/local-date.js';
import { askedDay, type AskedDay } from '../shared/web/asked-day.js';
import { emptyForm, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { CallNotes } from './call-notes.js';
import { callForm } from './call.form.js';
import { callsCsv, callsView } from './calls.presenter.js';
import { CallsRepository } from './calls.repository.js';
import { CallsService } from './calls.service.js';
import { loadCallList, type CallListEntry } from './missed.js';

/** Who missed today, and how to reach them. */
@Controller()
@Policy(callers)
export class CallsController {
  constructor(
    private readonly calls: CallsRepository, private readonly service: CallsService,
    private readonly taken: TakenLists, private readonly notes: CallNotes, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('calls')
  list(@Query('date') given: unknown, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.render(this.asked(given, t), viewer, t, emptyForm());
  }

  /** The list as a file. Whoever takes it away stands in the audit trail. */
  @Post('calls/exports')
  @Policy(clerks)
  async export(
    @Query('date') given: unknown, @Body() asked: unknown, @CurrentViewer() viewer: Viewer, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const day = this.asked(given, t);
    if (day.notice) return this.render(day, viewer, t, emptyForm());
    const { date } = day;
    const list = callsCsv(t, await this.load(date, viewer));
    return this.taken.list({ list: t('attendance:calls.file'), date }, list, { list: 'calls', about: formatLocalDate(date) }, { actor: viewer, submission }, { asked, read: {}, t });
  }

  @Post('calls')
  async note(
    @Query('date') given: unknown, @Body() body: unknown, @CurrentSubmission() submission: Submission,
    @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const day = this.asked(given, t);
    const noted = await submitForm(callForm, body, (call) => this.service.note(viewer, call, { submission }));
    if (!noted.ok) return this.render(day, viewer, t, failedView(noted.form, t));
    return redirect(given ? `/calls?date=${day.date}` : '/calls', 'attendance:flash.call-noted');
  }

  private async render({ date, notice }: AskedDay, viewer: Viewer, t: Translate, form: FormView): Promise<Answer> {
    const entries = await this.load(date, viewer);
    const notes = await this.notes.of(viewer.centreId, [...new Set(entries.map(({ missed }) => missed.personId))], t);
    const view = callsView(t, { date, today: this.clock.today(), entries, notes, mayTake: seesNumbers(viewer) }, form);
    return page('attendance/calls', { ...view, notice }, { title: 'attendance:calls.title', status: notice ? 422 : formStatus(form) });
  }

  private load(date: LocalDate, viewer: Viewer): Promise<CallListEntry[]> {
    return loadCallList(this.calls, viewer.centreId, date);
  }

  private asked(given: unknown, t: Translate): AskedDay {
    return askedDay(given, this.clock.today(), t);
  }
}

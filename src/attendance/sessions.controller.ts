import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ClassFollowers } from '../groups/class-followers.js';
import { Clock, type Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { addDays, isLocalDate, localDateAt, type LocalDate } from '../shared/kernel/local-date.js';
import { spanWords } from '../shared/web/date-words.js';
import { emptyForm, field, type FormView } from '../shared/web/fields.js';
import { failedView, formStatus, submitForm } from '../shared/web/forms.js';
import type { Translate } from '../shared/web/i18n.js';
import { listFile, listFormat, type ListFormat } from '../shared/web/list-files.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { cancellationForm } from './cancellation.form.js';
import { movedFlash, planFlash } from './plan-words.js';
import { headView } from './register.presenter.js';
import { RegistersRepository } from './registers.repository.js';
import { mayCorrect, REGISTER_TAKERS } from './attendance.policy.js';
import { takable } from './session-state.js';
import { filterOf, seesAll } from './session-filter.js';
import { mondayOf, sessionsList, sessionsView, type SessionsTab } from './sessions.presenter.js';
import { SessionsRepository, type SessionRow } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

type Query = Record<string, string | undefined>;

/** What an address may say of the tab, and of whose sessions. */
const [TABS, WHOSE]: [unknown[], unknown[]] = [['week', 'to-take'], ['mine', 'all']];

/** The sessions of a centre: the week, the registers to take, and those that are not held. */
@Controller()
@Policy(allow(...REGISTER_TAKERS))
export class SessionsController {
  constructor(
    private readonly sessions: SessionsRepository, private readonly registers: RegistersRepository,
    private readonly service: SessionsService, private readonly followers: ClassFollowers, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('sessions')
  async list(@Query() query: Query, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const now = this.clock.now();
    const filter = filterOf(viewer, query);
    const monday = mondayOf(dateOf(query.date) ?? localDateAt(now));
    const tab = query.view === 'to-take' ? 'to-take' : 'week';
    const { open, closed } = takable(await this.sessions.toTake(filter, now), now, mayCorrect(viewer));
    const sessions = tab === 'week' ? await this.sessions.between(filter, monday, addDays(monday, 6)) : open;
    const as = listFormat(query, { date: dateOf(query.date), view: TABS.includes(query.view), whose: WHOSE.includes(query.whose) });
    if (as) return sessionsFile(t, as, { tab, monday, sessions: tab === 'week' ? sessions : [...closed, ...open] }, now);
    const whose = seesAll(viewer) ? null : filter.trainerId === null ? 'all' : 'mine';
    return page('attendance/sessions', sessionsView({ t, tab, now, monday, sessions, toTake: open.length, closed: tab === 'week' ? [] : closed, whose }), {
      title: 'attendance:sessions.title',
    });
  }

  @Get('sessions/:id/cancellation')
  async askCancellation(@Param('id') id: Id, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    return this.cancellationPage(id, viewer, t, emptyForm());
  }

  @Post('sessions/:id/cancellation')
  async cancel(
    @Param('id') id: Id, @Body() body: unknown, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate,
  ): Promise<Answer> {
    const left = await this.followers.watch(viewer.centreId);
    const cancelled = await submitForm(cancellationForm, body, ({ reason }) => this.service.cancel(viewer, id, reason, { submission }));
    if (!cancelled.ok) return this.cancellationPage(id, viewer, t, failedView(cancelled.form, t));
    return redirect(`/sessions/${id}/register`, await left(t, movedFlash(t, 'cancelled', cancelled.value)));
  }

  /** Takes the cancellation back. */
  @Post('sessions/:id/restoration')
  async restore(@Param('id') id: Id, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const left = await this.followers.watch(viewer.centreId);
    const restored = await this.service.restore(viewer, id, { submission });
    return redirect(`/sessions/${id}/register`, await left(t, movedFlash(t, 'restored', restored)));
  }

  /** Plans the sessions of a group that are not planned yet. */
  @Post('groups/:id/sessions')
  async plan(@Param('id') id: Id, @CurrentSubmission() submission: Submission, @CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const left = await this.followers.watch(viewer.centreId);
    const planned = await this.service.plan(viewer, id, { submission });
    return redirect(`/groups/${id}/attendance`, await left(t, planFlash(t, planned)));
  }

  private async cancellationPage(id: Id, viewer: Viewer, t: Translate, form: FormView): Promise<Answer> {
    const head = await this.registers.head(viewer.centreId, id);
    const model = {
      ...headView(t, head, this.clock.today()), id, form, cancelled: head.cancelledAt !== null, saved: head.registerSavedAt !== null,
      reason: field(form, t, { name: 'reason', label: 'attendance:cancellation.reason', hint: 'attendance:cancellation.reason-hint', maxlength: 200 }),
    };
    return page('attendance/cancellation', model, {
      title: t('attendance:cancellation.title', { group: head.groupName }), status: formStatus(form),
    });
  }
}

/** The sessions of a tab to take away. */
function sessionsFile(
  t: Translate, as: ListFormat, { tab, monday, sessions }: { tab: SessionsTab; monday: LocalDate; sessions: readonly SessionRow[] }, now: Instant,
): Promise<Answer> {
  const name = tab === 'week' ? { list: t('attendance:sessions.file'), date: t('common:list-file.span', { from: monday, to: addDays(monday, 6) }) } : { list: t('attendance:sessions.file-to-take'), date: localDateAt(now) };
  const about = tab === 'week' ? spanWords(t, monday, addDays(monday, 6)) : t('attendance:sessions.to-take');
  return listFile(as, name, sessionsList(t, sessions, now, about), t);
}

function dateOf(text: string | undefined): LocalDate | null {
  return text !== undefined && isLocalDate(text) ? text : null;
}

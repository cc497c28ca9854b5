import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { clerks, seesNumbers } from '../people/people.policy.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { pageAsked } from '../shared/web/tables.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { ACTION_STAFF } from './actions.policy.js';
import { completedBetween, FOLLOW_UP_PAGE, followUpList, followUpView, weeksFrom } from './follow-up.presenter.js';
import { FollowUpRepository } from './follow-up.repository.js';

const EVERYBODY = 100_000;

/** Whom to ask, some weeks after a course, what she did with it. */
@Controller('actions/follow-up')
@Policy(allow(...ACTION_STAFF))
export class FollowUpController {
  constructor(private readonly followUp: FollowUpRepository, private readonly taken: TakenLists, @Inject(Clock) private readonly clock: Clock) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const weeks = weeksFrom(query.weeks);
    const between = completedBetween(this.clock.today(), weeks);
    const counts = await this.followUp.counts(viewer.centreId, between);
    const number = pageAsked(query.page, counts.callable, FOLLOW_UP_PAGE);
    const rows = await this.followUp.rows(viewer.centreId, between, { limit: FOLLOW_UP_PAGE, offset: (number - 1) * FOLLOW_UP_PAGE });
    return page('civic-actions/follow-up', followUpView(t, { weeks, rows, page: number, ...counts, mayTake: seesNumbers(viewer) }), { title: 'actions:follow-up.title' });
  }

  /** The list as a file. Whoever takes it away stands in the audit trail. */
  @Post('exports')
  @Policy(clerks)
  async export(
    @CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Body() asked: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate,
  ): Promise<Answer> {
    const weeks = weeksFrom(query.weeks);
    const today = this.clock.today();
    const rows = await this.followUp.rows(viewer.centreId, completedBetween(today, weeks), { limit: EVERYBODY, offset: 0 });
    return this.taken.list({ list: t('actions:follow-up.file'), date: today }, followUpList(t, rows, weeks), { list: 'action-calls' }, { actor: viewer, submission }, { asked: { ...query, ...asked }, read: { weeks: String(weeks) === query.weeks }, t });
  }
}

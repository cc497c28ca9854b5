import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { PublicAddress } from '../config/public-address.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere } from '../shared/kernel/refusal.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { addressView, calendarView, renewalView, revocationView } from './coach-calendar.presenter.js';
import { CoachCalendarService } from './coach-calendar.service.js';
import { COACHING_MANAGERS, COACHING_ROLES } from './coaching.policy.js';
import { coachPath } from './coaches.presenter.js';
import { CoachesRepository, type CoachRow } from './coaches.repository.js';

/**
 * The secret address of a coach's calendar. She alone makes one, since she alone gets to see it; who runs coaching can
 * take it back, when a phone is lost.
 */
@Controller('coaching/coaches/:id/calendar')
@Policy(allow(...COACHING_ROLES, ...COACHING_MANAGERS))
export class CoachCalendarController {
  constructor(
    private readonly calendars: CoachCalendarService, private readonly repository: CoachesRepository, private readonly address: PublicAddress,
  ) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    const coach = await this.repository.visibleCoach(viewer, id);
    const title = t('coaching:calendar.title', { name: coach.name });
    return page('coaching/calendar', calendarView(t, coach, coach.accountId === viewer.accountId), { title });
  }

  /** Asks first where an address is in use, which the new one ends. */
  @Get('renewal')
  async askRenewal(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return page('coaching/confirm', renewalView(t, await this.own(viewer, id)), { title: 'coaching:calendar.renewal.title' });
  }

  /** Shows the address, this once. */
  @Post('renewal')
  async renew(
    @CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission, @Req() request: Request,
  ): Promise<Answer> {
    const coach = await this.own(viewer, id);
    const secret = await this.calendars.renew(viewer.centreId, id, { actor: viewer, submission });
    const address = `${this.address.of(request)}/coaching/calendar/${secret}.ics`;
    return page('coaching/calendar-address', addressView(coach, address), { title: 'coaching:calendar.given.title' });
  }

  @Get('revocation')
  async askRevocation(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @Texts() t: Translate): Promise<Answer> {
    return page('coaching/confirm', revocationView(t, await this.repository.visibleCoach(viewer, id)), { title: 'coaching:calendar.revocation.title' });
  }

  @Post('revocation')
  async revoke(@CurrentViewer() viewer: Viewer, @Param('id') id: Id, @CurrentSubmission() submission: Submission): Promise<Answer> {
    await this.repository.visibleCoach(viewer, id);
    await this.calendars.revoke(viewer.centreId, id, { actor: viewer, submission });
    return redirect(`${coachPath(id)}/calendar`, 'coaching:calendar.flash.revoked');
  }

  private async own(viewer: Viewer, id: Id): Promise<CoachRow> {
    const coach = await this.repository.visibleCoach(viewer, id);
    if (coach.accountId !== viewer.accountId) throw new NotThere('coach');
    return coach;
  }
}

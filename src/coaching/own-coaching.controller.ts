import { Controller, Get, Inject } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { BookingsRepository } from './bookings.repository.js';
import { CoachingFactsRepository } from './coaching-facts.repository.js';
import { ownCoaching } from './coaching.policy.js';
import { withoutTheirHour } from './misfits.js';
import { MisfitsRepository } from './misfits.repository.js';
import { mineView } from './own-coaching.presenter.js';
import { CoachingProposalsRepository } from './proposals.repository.js';
import { waitView } from './waits.presenter.js';
import { WaitsRepository } from './waits.repository.js';

/** A learner's own coaching: what comes, what she can change about it, what was. */
@Controller('coaching/mine')
@Policy(allow('learner'))
export class OwnCoachingController {
  constructor(
    private readonly bookings: BookingsRepository, private readonly facts: CoachingFactsRepository, private readonly waits: WaitsRepository,
    private readonly misfits: MisfitsRepository, private readonly proposals: CoachingProposalsRepository, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Texts() t: Translate): Promise<Answer> {
    const { centreId, personId } = ownCoaching(viewer);
    const now = this.clock.now();
    const today = localDateAt(now);
    const [rows, rules, waits, [reason = null], unfit] = await Promise.all([
      this.bookings.ofPerson(centreId, personId), this.facts.rules(centreId), this.waits.ofPerson(centreId, personId, now),
      this.proposals.ofPerson(centreId, personId, today), this.misfits.ofCentre(centreId, now),
    ]);
    const view = { ...mineView(t, rows, { rules, displaced: withoutTheirHour(unfit), now }), proposed: reason && t(`coaching:proposals.to-her.${reason}`), waiting: waits.map((wait) => waitView(t, wait, now, false)) };
    return page('coaching/mine', view, { title: 'coaching:own.title' });
  }
}

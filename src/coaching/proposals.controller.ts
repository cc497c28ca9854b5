import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, type Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { COACHING_STAFF } from './coaching.policy.js';
import { proposalsView, readProposalsAsked } from './proposals.presenter.js';
import { CoachingProposalsRepository } from './proposals.repository.js';

/** To whom Minka proposes coaching, and why: for the staff to offer it. */
@Controller('coaching/proposals')
@Policy(allow(...COACHING_STAFF))
export class ProposalsController {
  constructor(private readonly proposals: CoachingProposalsRepository, @Inject(Clock) private readonly clock: Clock) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const people = await this.proposals.ofCentre(viewer.centreId, this.clock.today());
    return page('coaching/proposals', proposalsView(t, people, readProposalsAsked(query)), { title: 'coaching:proposals.title' });
  }
}

import { Body, Controller, Inject, Post } from '@nestjs/common';
import { EditionsRepository } from '../courses/editions.repository.js';
import { Clock } from '../shared/kernel/clock.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import type { Answer } from '../shared/web/page.js';
import { allow, Policy } from '../shared/web/policies.js';
import { CurrentSubmission, type Submission } from '../shared/web/submission.js';
import { TakenLists } from '../shared/web/taken-lists.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { queueList, stageFrom } from './placement-queue.presenter.js';
import { LEVEL_DECIDERS } from './placement.policy.js';
import { PlacementRepository } from './placement.repository.js';
import { readQueueFilters } from './queue-filters.js';

/** More than a centre ever has in its queue. */
const ALL = 100_000;

/** The queue at one stage as a file. Whoever takes it away stands in the audit trail. */
@Controller('placement/queue/exports')
@Policy(allow(...LEVEL_DECIDERS))
export class PlacementQueueExportsController {
  constructor(
    private readonly repository: PlacementRepository, private readonly editions: EditionsRepository, private readonly taken: TakenLists, @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post()
  async export(@CurrentViewer() viewer: Viewer, @Body() asked: Record<string, unknown>, @CurrentSubmission() submission: Submission, @Texts() t: Translate): Promise<Answer> {
    const filters = readQueueFilters(asked);
    const stage = stageFrom(asked.stage, await this.repository.counts(viewer.centreId, filters));
    const edition = filters.editionId ? (await this.editions.edition(viewer.centreId, filters.editionId)).name : null;
    const rows = await this.repository.queue(viewer.centreId, stage, { limit: ALL, offset: 0 }, filters);
    const name = { list: t('levels:queue.file'), of: t(`levels:stages.${stage}`), date: this.clock.today() };
    const about = [edition, filters.q].filter(Boolean).join(' · ');
    return this.taken.list(name, queueList(t, rows, about), { list: 'placement-queue' }, { actor: viewer, submission }, { asked, read: { q: filters.q, edition: filters.editionId, stage: stage === asked.stage }, t });
  }
}

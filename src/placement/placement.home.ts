import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { HomeSections, type HomeFigure, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { ownNextSteps } from './placement-rules.js';
import { PlacementRepository } from './placement.repository.js';

/** What placement puts on the homes: people to place for the trainer, her own next step, and her result, for the learner. */
@Injectable()
export class PlacementHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, private readonly repository: PlacementRepository, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['trainer', 'coordinator'], order: 20, title: 'levels:home.section', figures: ({ centreId }) => atStages(centreId),
      load: (_, t, figures) => TO_PLACE.filter((stage) => (figures[stage] ?? 0) > 0).map((stage) => ({
        text: t(`levels:home.${stage}`), about: t(`levels:home.${stage}-about`), href: `/placement/queue?stage=${stage}`, number: figures[stage],
      })),
    });
    this.sections.add({ roles: ['learner'], order: 5, title: 'levels:home.learner', load: (viewer, t) => this.ownStep(viewer, t) });
  }

  private async ownStep(viewer: Viewer, t: Translate): Promise<HomeItem[]> {
    if (!viewer.personId) return [];
    const steps = ownNextSteps(await this.repository.ownSteps(viewer.centreId, viewer.personId), this.clock.now());
    return steps.map((step) => ({
      text: t(`levels:home.${step}`), about: t(`levels:home.${step}-about`),
      ...(step === 'waiting' || step === 'result' ? { href: '/placement/result' } : { href: '/placement', button: t(`levels:home.${step}-button`) }),
    }));
  }
}

const TO_PLACE = ['to-confirm', 'to-test', 'to-diagnose'] as const;

/** How many stand at each stage before their level. */
function atStages(centreId: Id): Record<string, HomeFigure> {
  return Object.fromEntries(TO_PLACE.map((stage) => [stage, {
    sql: 'SELECT COUNT(*) FROM learners WHERE centre_id = ? AND left_at IS NULL AND placement_stage = ?', parameters: [centreId, stage],
  }]));
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { HomeSections, type HomeFigure, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { ownStepsSelection } from './own-steps.js';
import { ownNextSteps, type OwnSteps } from './placement-rules.js';

/** What placement puts on the homes: people to place for the trainer, her own next step, and her result, for the learner. */
@Injectable()
export class PlacementHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['trainer', 'coordinator'], order: 20, title: 'levels:home.section', figures: ({ centreId }) => atStages(centreId),
      load: (_, t, figures) => TO_PLACE.filter((stage) => (figures[stage] ?? 0) > 0).map((stage) => ({
        text: t(`levels:home.${stage}`), about: t(`levels:home.${stage}-about`), href: `/placement/queue?stage=${stage}`, number: figures[stage],
      })),
    });
    this.sections.add({
      roles: ['learner'], order: 5, title: 'levels:home.learner',
      rows: ({ centreId, personId }) => ({ ...(personId ? { steps: ownStepsSelection(centreId, personId) } : {}) }),
      load: (_, t, __, { steps = [] }) => this.ownStep(t, steps),
    });
  }

  private ownStep(t: Translate, found: readonly OwnSteps[]): HomeItem[] {
    return found.flatMap((steps) => ownNextSteps(steps, this.clock.now())).map((step) => ({
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

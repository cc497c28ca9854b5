import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { HomeSections } from '../shared/web/home-sections.js';
import { dueIn, standings } from './own-survey.repository.js';

/** A learner's home says when a few questions about her course wait for her: beside what she came to do, never before it. */
@Injectable()
export class SurveysHome implements OnModuleInit {
  constructor(private readonly homes: HomeSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.homes.add({
      roles: ['learner'], order: 3, title: 'surveys:own.title',
      rows: ({ centreId, personId }) => ({ ...personId ? { standings: standings(centreId, personId) } : {} }),
      load: (_, t, __, { standings: rows = [] }) => {
        const [survey] = dueIn(rows, this.clock.now());
        return survey ? [{ text: t(`surveys:own.home.${survey.moment}`), about: t('surveys:own.home.about', { edition: survey.editionName }), href: '/survey' }] : [];
      },
    });
  }
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ownEnrolments } from '../groups/own-enrolments.js';
import type { Selection } from '../shared/database/selections.js';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { HomeSections } from '../shared/web/home-sections.js';
import type { Viewer } from '../shared/web/viewer.js';
import { answeredSelection, dueIn, mayHaveEnded, standings, standingsOf } from './own-survey.repository.js';

/** A learner's home says when a few questions about her course wait for her: beside what she came to do, never before it. */
@Injectable()
export class SurveysHome implements OnModuleInit {
  constructor(private readonly homes: HomeSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.homes.add({
      roles: ['learner'], order: 3, title: 'surveys:own.title',
      rows: (viewer) => this.ownSelections(viewer),
      more: ({ centreId, personId }, _, { own = [], answered = [] }): Record<string, Selection> => (
        personId && mayHaveEnded(own, answered) ? { standings: standings(centreId, personId) } : {}),
      load: (_, t, __, { own = [], answered = [], standings: read }) => {
        const [survey] = dueIn(read ?? standingsOf(own, answered), this.clock.now());
        return survey ? [{ text: t(`surveys:own.home.${survey.moment}`), about: t('surveys:own.home.about', { edition: survey.editionName }), href: '/survey' }] : [];
      },
    });
  }

  private ownSelections({ centreId, personId }: Viewer): Record<string, Selection> {
    const now = this.clock.now();
    return personId ? { own: ownEnrolments(personId, centreId, localDateAt(now), localTimeAt(now)), answered: answeredSelection(personId) } : {};
  }
}

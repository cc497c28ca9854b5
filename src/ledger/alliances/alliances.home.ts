import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import { HomeSections } from '../../shared/web/home-sections.js';
import { MONEY_READERS } from '../money.policy.js';
import type { Alliance } from './alliance.entity.js';
import { endingAlliances } from './alliances.repository.js';

type Ending = Pick<Alliance, 'id' | 'ally'> & { endsOn: string };

/** Alliances that are to be renewed, on the home of everybody who keeps the books. */
@Injectable()
export class AlliancesHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: MONEY_READERS, order: 28, title: 'contributions:home.title',
      rows: ({ centreId }) => ({ ending: endingAlliances(centreId, this.clock.today()) }),
      load: (_, t, __, { ending = [] }) => (ending as readonly Ending[]).toSorted((a, b) => (a.endsOn < b.endsOn ? -1 : 1)).map(({ id, ally, endsOn }) => ({
        text: ally, about: t('contributions:home.about', { date: formatLocalDate(endsOn) }), href: `/alliances/${id}`,
      })),
    });
  }
}

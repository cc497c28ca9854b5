import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { HomeSections, type HomeFigure } from '../shared/web/home-sections.js';
import { lastDayOfEnding } from './mandates.js';
import { organisationsAddress } from './organisation-filters.js';

/** What the coordination sees to when there is time: boards whose mandate is over, or soon will be. */
@Injectable()
export class OrganisationsHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['coordinator'], order: 31, title: 'organisations:home.title',
      figures: ({ centreId }) => this.mandates(centreId),
      load: (_, t, figures) => (['ended', 'ending'] as const).map((state) => ({
        text: t(`organisations:home.${state}`), about: t(`organisations:home.${state}-about`), href: organisationsAddress({ mandate: state }), number: figures[state] ?? 0,
      })).filter(({ number }) => number > 0),
    });
  }

  private mandates(centreId: Id): Record<'ended' | 'ending', HomeFigure> {
    const today = this.clock.today();
    const count = 'SELECT COUNT(*) FROM organisations WHERE centre_id = ? AND mandate_ends_on';
    return {
      ended: { sql: `${count} < ?`, parameters: [centreId, today] },
      ending: { sql: `${count} BETWEEN ? AND ?`, parameters: [centreId, today, lastDayOfEnding(today)] },
    };
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { HomeSections, type HomeFigure, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { HOLDS_A_POST, peopleAddress, type PeopleFilters } from './people-filters.js';

/** What the coordination sees to when there is time: people whose consent or organisation is missing. */
@Injectable()
export class PeopleHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['coordinator'], order: 30, title: 'people:home.title', figures: ({ centreId }) => this.figures(centreId),
      load: (_, t, { unasked, apart }) => [
        ...item(t, 'without-consent', unasked, { withoutConsent: true }), ...item(t, 'without-organisation', apart, { withoutOrganisation: true }),
      ],
    });
  }

  private figures(centreId: Id): Record<'unasked' | 'apart', HomeFigure> {
    const count = 'SELECT COUNT(*) FROM learners l WHERE l.centre_id = ? AND l.left_at IS NULL AND NOT';
    return {
      unasked: {
        sql: `${count} EXISTS (SELECT 1 FROM consents c WHERE c.person_id = l.person_id AND c.centre_id = l.centre_id AND c.withdrawn_at IS NULL)`,
        parameters: [centreId],
      },
      apart: { sql: `${count} ${HOLDS_A_POST}`, parameters: [centreId, this.clock.today()] },
    };
  }
}

function item(t: Translate, key: string, number = 0, filters: Partial<PeopleFilters> = {}): HomeItem[] {
  return number === 0 ? [] : [{ text: t(`people:home.${key}`), about: t(`people:home.${key}-about`), href: peopleAddress(filters), number }];
}

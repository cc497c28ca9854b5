import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { HOLDS_A_POST, peopleAddress, type PeopleFilters } from './people-filters.js';

/** What the coordination sees to when there is time: people whose consent or organisation is missing. */
@Injectable()
export class PeopleHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, @Inject(DataSource) private readonly dataSource: DataSource, private readonly clock: Clock) {}

  onModuleInit(): void {
    this.sections.add({ roles: ['coordinator'], order: 30, title: 'people:home.title', load: (viewer, t) => this.toSeeTo(viewer, t) });
  }

  /** One query. */
  private async toSeeTo({ centreId }: Viewer, t: Translate): Promise<HomeItem[]> {
    const [row] = await this.dataSource.query<{ unasked: number; apart: number }[]>(`
      SELECT
        (SELECT COUNT(*) FROM learners l WHERE l.centre_id = ? AND l.left_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM consents c WHERE c.person_id = l.person_id AND c.centre_id = l.centre_id AND c.withdrawn_at IS NULL)) AS unasked,
        (SELECT COUNT(*) FROM learners l WHERE l.centre_id = ? AND l.left_at IS NULL AND NOT ${HOLDS_A_POST}) AS apart`,
      [centreId, centreId, localDateAt(this.clock.now())]);
    const item = (key: string, number: number, filters: Partial<PeopleFilters>): HomeItem[] => (number === 0 ? [] : [
      { text: t(`people:home.${key}`), about: t(`people:home.${key}-about`), href: peopleAddress(filters), number }]);
    return [
      ...item('without-consent', Number(row?.unasked ?? 0), { withoutConsent: true }),
      ...item('without-organisation', Number(row?.apart ?? 0), { withoutOrganisation: true }),
    ];
  }
}

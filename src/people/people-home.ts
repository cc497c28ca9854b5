import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { peopleAddress } from './people-filters.js';

/** What the coordination sees to when there is time: people whose consent is missing. */
@Injectable()
export class PeopleHome implements OnModuleInit {
  constructor(private readonly sections: HomeSections, @Inject(DataSource) private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.sections.add({ roles: ['coordinator'], order: 30, title: 'people:home.title', load: (viewer, t) => this.withoutConsent(viewer, t) });
  }

  private async withoutConsent({ centreId }: Viewer, t: Translate): Promise<HomeItem[]> {
    const [row] = await this.dataSource.query<{ missing: number }[]>(`
      SELECT COUNT(*) AS missing FROM learners l WHERE l.centre_id = ? AND l.left_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM consents c WHERE c.person_id = l.person_id AND c.centre_id = l.centre_id AND c.withdrawn_at IS NULL)`, [centreId]);
    const missing = Number(row?.missing ?? 0);
    if (missing === 0) return [];
    return [{ text: t('people:home.without-consent'), about: t('people:home.without-consent-about'), href: peopleAddress({ withoutConsent: true }), number: missing }];
  }
}

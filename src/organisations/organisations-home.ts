import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { mandateState, type MandateState } from './mandates.js';
import { organisationsAddress } from './organisation-filters.js';

/** What the coordination sees to when there is time: boards whose mandate is over, or soon will be. */
@Injectable()
export class OrganisationsHome implements OnModuleInit {
  constructor(
    private readonly sections: HomeSections, @Inject(DataSource) private readonly dataSource: DataSource, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.add({ roles: ['coordinator'], order: 31, title: 'organisations:home.title', load: (viewer, t) => this.mandates(viewer, t) });
  }

  private async mandates({ centreId }: Viewer, t: Translate): Promise<HomeItem[]> {
    const rows = await this.dataSource.query<{ mandateEndsOn: string }[]>(
      'SELECT mandate_ends_on AS mandateEndsOn FROM organisations WHERE centre_id = ? AND mandate_ends_on IS NOT NULL', [centreId]);
    const today = localDateAt(this.clock.now());
    const count = (state: MandateState): number => rows.filter((row) => mandateState(row, today) === state).length;
    return (['ended', 'ending'] as const).map((state) => ({
      text: t(`organisations:home.${state}`), about: t(`organisations:home.${state}-about`), href: organisationsAddress({ mandate: state }), number: count(state),
    })).filter(({ number }) => number > 0);
  }
}

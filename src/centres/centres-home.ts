import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import { localDateAt } from '../shared/kernel/local-date.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { CentresRepository } from './centres.repository.js';
import { yearsWithoutHolidays } from './holiday-rules.js';

/** What a centre still lacks before groups can be formed in it. */
@Injectable()
export class CentresHome implements OnModuleInit {
  constructor(
    private readonly sections: HomeSections, private readonly repository: CentresRepository, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.add({
      roles: ['coordinator', 'administrator'], order: 15, title: 'centres:home.section', load: (viewer, t) => this.lacking(viewer, t),
    });
  }

  private async lacking(viewer: Viewer, t: Translate): Promise<HomeItem[]> {
    const today = localDateAt(this.clock.now());
    const { holidayYears, lastDay, ...present } = await this.repository.setUp(viewer.centreId);
    const item = (part: string, path: string, params: { year?: number } = {}): HomeItem => ({
      text: t(`centres:home.${part}`, params), about: t(`centres:home.${part}-about`), href: `/centres/${viewer.centreId}/${path}`,
    });
    return [
      ...(['rooms', 'hours'] as const).filter((part) => present[part] === 0).map((part) => item(part, part)),
      ...yearsWithoutHolidays(holidayYears, today, lastDay && lastDay > today ? lastDay : today)
        .map((year) => item('holidays', `holidays?year=${year}`, { year })),
    ];
  }
}

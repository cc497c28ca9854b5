import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { HomeSections, type HomeItem } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import type { Viewer } from '../shared/web/viewer.js';
import { CENTRE_KEEPERS } from './centres.policy.js';
import { CentresRepository } from './centres.repository.js';
import { yearsWithoutHolidays } from './holiday-rules.js';
import { setUpSteps, type SetUpStep } from './set-up-steps.js';

/** Steps that say when and where the centre is open: its holidays come right after them. */
const OF_CENTRE: readonly SetUpStep[] = ['rooms', 'hours'];

const WHERE: Record<SetUpStep, (centreId: Id) => string> = {
  rooms: (id) => `/centres/${id}/rooms`, hours: (id) => `/centres/${id}/hours`, staff: () => '/accounts/new', 'trainer-hours': () => '/trainers',
  lists: () => '/imports', people: () => '/imports', stations: () => '/stations',
};

/** What a centre still lacks before its first session. */
@Injectable()
export class CentresHome implements OnModuleInit {
  constructor(
    private readonly sections: HomeSections, private readonly repository: CentresRepository, private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sections.add({
      roles: CENTRE_KEEPERS, order: 15, title: 'centres:home.section', load: (viewer, t) => this.lacking(viewer, t),
    });
  }

  private async lacking(viewer: Viewer, t: Translate): Promise<HomeItem[]> {
    const today = this.clock.today();
    const { holidayYears, lastDay, present } = await this.repository.setUp(viewer.centreId);
    const item = (step: SetUpStep): HomeItem => ({ text: t(`centres:home.${step}`), about: t(`centres:home.${step}-about`), href: WHERE[step](viewer.centreId) });
    const years = yearsWithoutHolidays(holidayYears, today, lastDay && lastDay > today ? lastDay : today);
    const holidays = years.map((year) => ({
      text: t('centres:home.holidays', { year }), about: t('centres:home.holidays-about'), href: `/centres/${viewer.centreId}/holidays?year=${year}`,
    }));
    const steps = setUpSteps(present);
    const ofCentre = steps.filter((step) => OF_CENTRE.includes(step));
    return [...ofCentre.map(item), ...holidays, ...steps.filter((step) => !OF_CENTRE.includes(step)).map(item)];
  }
}

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, type Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { localDateAt } from '../../shared/kernel/local-date.js';
import { goingOn } from '../../shared/kernel/text.js';
import { HomeSections, type HomeItem } from '../../shared/web/home-sections.js';
import type { Translate } from '../../shared/web/i18n.js';
import { thisYear } from '../figures/periods.js';
import { biggestGaps, type Gap } from './biggest-gaps.js';
import { gapWords } from './gap-words.js';
import { GAPS } from './gaps.presenter.js';
import { GapsService } from './gaps.service.js';

/** A gap between groups does not change within the hour; going through everybody's facts for each home would. */
const HOLDS = 600_000;

interface Found {
  at: Instant;
  gap: Gap | null;
}

/** One line on a trainer's home where a gap between groups is large. */
@Injectable()
export class GapsHome implements OnModuleInit {
  private readonly found = new Map<Id, Found>();

  constructor(private readonly homes: HomeSections, private readonly gaps: GapsService, @Inject(Clock) private readonly clock: Clock) {}

  onModuleInit(): void {
    this.homes.add({ roles: ['trainer'], order: 28, title: 'gaps:title', load: ({ centreId }, t) => this.items(centreId, t) });
  }

  private async items(centreId: Id, t: Translate): Promise<HomeItem[]> {
    const gap = await this.gapOf(centreId);
    return gap ? [{ text: t('gaps:home.biggest', { gap: goingOn(gapWords(t, gap)) }), about: t('gaps:home.about'), href: GAPS }] : [];
  }

  private async gapOf(centreId: Id): Promise<Gap | null> {
    const now = this.clock.now();
    const known = this.found.get(centreId);
    if (known && now - known.at < HOLDS) return known.gap;
    const path = await this.gaps.path({ centreIds: [centreId], period: thisYear(localDateAt(now)) });
    const [gap = null] = biggestGaps(path);
    this.found.set(centreId, { at: now, gap });
    return gap;
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import { canonical } from '../../shared/web/submission.js';
import { cellNumber } from '../figures/figure-words.js';
import { FiguresService } from '../figures/figures.service.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Cell, IndicatorDefinition, Period, Scope } from '../indicators/indicator.js';
import type { Framework, FrameworkIndicator } from './framework.js';
import type { IndicatorTarget } from './indicator-target.entity.js';
import { indicatorsIn } from './project-words.js';
import { asShown, measuredDays, standing, type Standing } from './target-rules.js';
import { typedOfDays } from './typed-days.js';

/** What some days come to today. */
export interface TargetToday {
  days: Period;
  /** Of an indicator that Minka counts: what it opens to. */
  counted: { definition: IndicatorDefinition; cell: Cell } | null;
  /** Of one that is typed in. */
  typed: number | null;
  /** Null where nothing was measured of which it could be a share, or there is no target. */
  standing: Standing | null;
}

/** How an indicator stands to the target whose time it is; without a target, what it came to since the project began. */
export interface IndicatorToday extends TargetToday {
  target: IndicatorTarget | null;
}

/** More targets than these are not counted on one page: each takes figures of its own days. */
const MOST = 2;

/** Some days of an indicator. */
interface Asked {
  indicator: FrameworkIndicator;
  target: IndicatorTarget | null;
  days: Period;
}

/** Holds targets against what the records say today. For staff alone: what is not published yet. */
@Injectable()
export class TargetProgress {
  constructor(private readonly figures: FiguresService, private readonly clock: Clock) {}

  /** The last targets of an indicator, by their ids; nothing of those to come. */
  async today(framework: Framework, indicator: FrameworkIndicator): Promise<ReadonlyMap<Id, TargetToday>> {
    const today = this.clock.today();
    const asked = begun(indicator, today).slice(-MOST).flatMap((target) => askedOf(framework, indicator, target, today));
    const found = await this.measure(framework, asked, today);
    return new Map(asked.flatMap(({ target }, index) => { const one = found[index]; return target && one ? [[target.id, one] as const] : []; }));
  }

  /** Every indicator of a project, by its id; nothing of those of which nothing can be known yet. As many queries as one figure takes, whatever the number of indicators. */
  async all(framework: Framework): Promise<ReadonlyMap<Id, IndicatorToday>> {
    const today = this.clock.today();
    const asked = indicatorsIn(framework).flatMap(({ indicator }) => askedOf(framework, indicator, begun(indicator, today).at(-1) ?? null, today));
    const found = await this.measure(framework, asked, today);
    return new Map(asked.flatMap(({ indicator, target }, index) => { const one = found[index]; return one ? [[indicator.id, { ...one, target }] as const] : []; }));
  }

  /** In their order; null for what nothing is known of. */
  private async measure({ centres }: Framework, asked: readonly Asked[], today: LocalDate): Promise<(TargetToday | null)[]> {
    const scopeOf = ({ indicator: { slice }, days }: Asked): Scope => ({ centreIds: centres.map(({ id }) => id), period: days, ...slice ? { slice } : {} });
    const groups = [...groupBy(asked.filter(({ indicator: { code } }) => code !== null), (one) => canonical(scopeOf(one))).values()];
    const figures = await this.figures.ofSeveral(groups.map((group) => ({ scope: scopeOf(group[0] as Asked), codes: group.map(({ indicator }) => String(indicator.code)), dimensions: [] })));
    return asked.map((one): TargetToday | null => {
      const { indicator: { code, typed, form }, days } = one;
      const definition = code === null ? undefined : CATALOGUE.get(code);
      const cell = figures[groups.findIndex((group) => group.includes(one))]?.find((figure) => figure.code === code)?.total;
      if (definition && cell) return { days, counted: { definition, cell }, typed: null, standing: standingOf(one, cellNumber(cell, definition), today) };
      const own = code === null ? typedOfDays(typed, days, form) : null;
      return own && { days: { from: own.startsOn, to: own.endsOn }, counted: null, typed: own.value, standing: standingOf(one, own.value, today) };
    });
  }
}

function begun({ targets }: FrameworkIndicator, today: LocalDate): IndicatorTarget[] {
  return targets.filter(({ startsOn }) => startsOn <= today);
}

function askedOf({ project }: Framework, indicator: FrameworkIndicator, target: IndicatorTarget | null, today: LocalDate): Asked[] {
  const days = measuredDays(target ?? { ...project, fromStart: true }, project, today);
  return days ? [{ indicator, target, days }] : [];
}

function standingOf({ indicator: { baseline, descending, form }, target }: Asked, actual: number | null, today: LocalDate): Standing | null {
  return actual === null || target === null ? null : standing({ actual: asShown(actual, form), target: target.value, baseline, descending, over: target.endsOn < today });
}

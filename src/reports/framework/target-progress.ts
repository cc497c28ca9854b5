import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { localDateAt, type LocalDate } from '../../shared/kernel/local-date.js';
import { cellNumber } from '../figures/figure-words.js';
import { FiguresService } from '../figures/figures.service.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { Cell, IndicatorDefinition, Period } from '../indicators/indicator.js';
import type { Framework, FrameworkIndicator } from './framework.js';
import { measuredDays, standing, type Standing } from './target-rules.js';

/** What the days of a target come to today. */
export interface TargetToday {
  days: Period;
  definition: IndicatorDefinition;
  cell: Cell;
  /** Null where nothing was measured of which it could be a share. */
  standing: Standing | null;
}

/** More targets than these are not counted on one page: each takes figures of its own days. */
const MOST = 2;

/** Holds the last targets of an indicator against what the records say today. For staff alone: what is not published yet. */
@Injectable()
export class TargetProgress {
  constructor(private readonly figures: FiguresService, private readonly clock: Clock) {}

  /** By the targets' ids; nothing of those to come, nor of what Minka does not count. */
  async today(framework: Framework, indicator: FrameworkIndicator): Promise<ReadonlyMap<Id, TargetToday>> {
    const definition = indicator.code === null ? undefined : CATALOGUE.get(indicator.code);
    const today = localDateAt(this.clock.now());
    const found = new Map<Id, TargetToday>();
    if (!definition) return found;
    const begun = indicator.targets.filter(({ startsOn }) => startsOn <= today).slice(-MOST);
    for (const target of begun) {
      const days = measuredDays(target, framework.project, today);
      const cell = days && await this.cellOf(framework, { definition, slice: indicator.slice, days });
      if (days && cell) found.set(target.id, { days, definition, cell, standing: standingOf(cell, definition, indicator, { value: target.value, over: isOver(target.endsOn, today) }) });
    }
    return found;
  }

  private async cellOf({ centres }: Framework, { definition, slice, days }: { definition: IndicatorDefinition; slice: FrameworkIndicator['slice']; days: Period }): Promise<Cell | null> {
    const [figure] = await this.figures.of({ centreIds: centres.map(({ id }) => id), period: days, ...slice ? { slice } : {} }, [definition.code]);
    return figure?.total ?? null;
  }
}

function isOver(endsOn: LocalDate, today: LocalDate): boolean {
  return endsOn < today;
}

function standingOf(cell: Cell, definition: IndicatorDefinition, { baseline, descending }: FrameworkIndicator, { value, over }: { value: number; over: boolean }): Standing | null {
  const actual = cellNumber(cell, definition);
  return actual === null ? null : standing({ actual, target: value, baseline, descending, over });
}

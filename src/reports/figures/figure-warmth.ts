import { setImmediate as others } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import { barChart, lineChart, type ChartHead } from '../charts/charts.js';
import { DIMENSIONS } from '../indicators/indicator.js';
import { FIGURE_GROUPS } from './figure-groups.js';
import { FiguresService } from './figures.service.js';
import { thisYear } from './periods.js';

/** Of no more centres, and of none with more people: what takes long is not done before anybody asked for it. */
const [MOST_CENTRES, MOST_PEOPLE] = [4, 3_000];
/** So often code is run before the engine has made it fast. */
const TURNS = 4;
const HEAD: ChartHead = { id: 'warmth', title: '-', description: '-' };

/** Does once, in a process that has just begun, what the first reader of the dashboards would wait for: reads facts, adds them up, draws. */
@Injectable()
export class FigureWarmth {
  constructor(private readonly figures: FiguresService, @Inject(DataSource) private readonly dataSource: DataSource, @Inject(Clock) private readonly clock: Clock) {}

  /** Leaves others their turn between its steps. Writes nothing. */
  async warm(): Promise<void> {
    await draw();
    const period = thisYear(this.clock.today());
    const codes = FIGURE_GROUPS.flatMap((group) => group.codes);
    for (const id of await this.smallCentres()) {
      for (let turn = 0; turn < TURNS; turn += 1) {
        await others();
        await this.figures.of({ centreIds: [id], period }, codes, DIMENSIONS);
      }
    }
  }

  private async smallCentres(): Promise<Id[]> {
    const found = await this.dataSource.query<{ id: Id }[]>('SELECT centre_id AS id FROM learner_facts GROUP BY centre_id HAVING COUNT(*) <= ? ORDER BY COUNT(*) DESC LIMIT ?', [MOST_PEOPLE, MOST_CENTRES]);
    return found.map(({ id }) => id);
  }
}

async function draw(): Promise<void> {
  const values = Array.from({ length: 12 }, (_, index) => ({ label: String(index), value: index, text: String(index) }));
  for (let turn = 0; turn < TURNS; turn += 1) {
    await others();
    await barChart({ ...HEAD, bars: values });
    await lineChart({ ...HEAD, points: values });
  }
}

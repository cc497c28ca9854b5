import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import type { FailedForm } from '../../shared/web/forms.js';
import type { Viewer } from '../../shared/web/viewer.js';
import type { Dimension, IndicatorDefinition, Scope } from '../indicators/indicator.js';
import { readFigureQuery, type FigureQuery } from './figure-query.js';
import { FigureGroundRepository, type FigureGround } from './figure-ground.repository.js';

/** What an address asks for, as it was understood for its viewer. */
export interface FigureAsked {
  asked: FigureQuery;
  form: FailedForm;
  ground: FigureGround;
  scope: Scope;
}

/** Understands the addresses of the pages of figures. One query. */
@Injectable()
export class FigureAsking {
  constructor(private readonly repository: FigureGroundRepository, @Inject(Clock) private readonly clock: Clock) {}

  /** @param definition of the one indicator that is asked for: what cannot narrow it is said, and left out */
  async read(viewer: Viewer, query: Readonly<Record<string, unknown>>, definition?: IndicatorDefinition): Promise<FigureAsked> {
    const ground = await this.repository.of(viewer);
    const today = this.clock.today();
    const { asked, form } = readFigureQuery(query, today, ground.projects, ground.centres.length > 1);
    for (const dimension of Object.keys(asked.slice) as Dimension[]) {
      if (!definition || definition.dimensions.includes(dimension)) continue;
      form.faults.push({ field: dimension, reason: 'figures:refusals.narrow' });
      delete asked.slice[dimension];
    }
    const centreIds = asked.together ? ground.centres.map(({ id }) => id) : [viewer.centreId];
    return { asked, form, ground, scope: { centreIds, period: asked.period, slice: asked.slice } };
  }
}

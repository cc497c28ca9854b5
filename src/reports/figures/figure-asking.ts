import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import { localDateAt } from '../../shared/kernel/local-date.js';
import type { FailedForm } from '../../shared/web/forms.js';
import type { Viewer } from '../../shared/web/viewer.js';
import type { Scope } from '../indicators/indicator.js';
import { readFigureQuery, type FigureQuery } from './figure-query.js';
import { FigureGroundRepository, type FigureGround } from './figure-ground.repository.js';
import { seesSmall } from './figure-reader.js';

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

  async read(viewer: Viewer, query: Readonly<Record<string, unknown>>): Promise<FigureAsked> {
    const ground = await this.repository.of(viewer);
    const today = localDateAt(this.clock.now());
    const { asked, form } = readFigureQuery(query, today, ground.projects, { together: ground.centres.length > 1, freely: seesSmall(viewer) });
    const centreIds = asked.together ? ground.centres.map(({ id }) => id) : [viewer.centreId];
    return { asked, form, ground, scope: { centreIds, period: asked.period, slice: asked.slice } };
  }
}

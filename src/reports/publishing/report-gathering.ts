import { Injectable } from '@nestjs/common';
import type { Report as TellProgress } from '../../shared/jobs/job-runner.js';
import { Clock } from '../../shared/kernel/clock.js';
import { FrameworkRepository } from '../framework/framework.repository.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { LogRepository } from '../log/log.repository.js';
import { composeApart } from './compose-apart.js';
import type { ReportContent } from './report-content.js';
import { definitionsOf } from './report-definitions.js';
import { GatheredFigures } from './gathered-figures.js';
import { ReportGroundRepository } from './report-ground.repository.js';
import { reportLog } from './report-log.js';
import type { Report } from './report.entity.js';

const EVERYTHING = 100_000;

/** Gathers all that a report says from the records, as they are now. */
@Injectable()
export class ReportGathering {
  constructor(
    private readonly figures: GatheredFigures, private readonly frameworks: FrameworkRepository, private readonly ground: ReportGroundRepository, private readonly log: LogRepository,
    private readonly clock: Clock,
  ) {}

  /** As many queries as the figures take, one more for each way in which indicators are narrowed, as many again for each report of overlapping days and centres, and ten. @throws NotThere */
  async gather({ projectId, startsOn, endsOn }: Pick<Report, 'projectId' | 'startsOn' | 'endsOn'>, { corrects, texts }: Pick<ReportContent, 'corrects' | 'texts'>, tell: TellProgress): Promise<ReportContent> {
    const asOf = this.clock.now();
    tell(2, 'reports:steps.records');
    const period = { from: startsOn, to: endsOn };
    tell(5, 'reports:steps.framework');
    const framework = await this.frameworks.framework(projectId);
    const centreIds = framework.centres.map(({ id }) => id);
    const figures = await this.figures.gather(framework, period, tell);
    tell(85, 'reports:steps.money');
    const [finance, missingRegisters] = [await this.ground.finance(centreIds, period), await this.ground.missingRegisters(centreIds, period, asOf)];
    const log = reportLog(await this.log.rows(projectId, { kind: null, ...period }, { limit: EVERYTHING, offset: 0 }), period);
    tell(95, 'reports:steps.writing');
    return composeApart({
      framework, period, asOf, ...figures, definitions: definitionsOf(CATALOGUE.values()), log, texts, finance, missingRegisters, corrects,
    });
  }
}

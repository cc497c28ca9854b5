import { Injectable } from '@nestjs/common';
import type { Report as TellProgress } from '../../shared/jobs/job-runner.js';
import { Clock } from '../../shared/kernel/clock.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import { FactsKeeper } from '../facts/facts-keeper.service.js';
import { FiguresService } from '../figures/figures.service.js';
import type { Framework } from '../framework/framework.js';
import { FrameworkRepository } from '../framework/framework.repository.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { DIMENSIONS, type Figure, type Period, type Slice } from '../indicators/indicator.js';
import { LogRepository } from '../log/log.repository.js';
import { composeReport, figureKey, isPart, isWhole } from './compose-report.js';
import type { ReportContent } from './report-content.js';
import { definitionsOf } from './report-definitions.js';
import { ReportGroundRepository } from './report-ground.repository.js';
import { reportLog } from './report-log.js';
import type { Report } from './report.entity.js';

const EVERYTHING = 100_000;

/** Gathers all that a report says from the records, as they are now. */
@Injectable()
export class ReportGathering {
  constructor(
    private readonly keeper: FactsKeeper, private readonly frameworks: FrameworkRepository, private readonly figures: FiguresService, private readonly ground: ReportGroundRepository,
    private readonly log: LogRepository, private readonly clock: Clock,
  ) {}

  /** As many queries as the figures take, one more for each way in which indicators are narrowed, and eight. @throws NotThere */
  async gather({ projectId, startsOn, endsOn }: Pick<Report, 'projectId' | 'startsOn' | 'endsOn'>, { corrects, texts }: Pick<ReportContent, 'corrects' | 'texts'>, tell: TellProgress): Promise<ReportContent> {
    const asOf = this.clock.now();
    tell(2, 'reports:steps.records');
    await this.keeper.catchUp();
    const period = { from: startsOn, to: endsOn };
    tell(5, 'reports:steps.framework');
    const framework = await this.frameworks.framework(projectId);
    const centreIds = framework.centres.map(({ id }) => id);
    tell(10, 'reports:steps.figures');
    const figures = await this.figures.ofKept({ centreIds, period }, [...CATALOGUE.keys()], DIMENSIONS, (done) => tell(10 + done * 60, 'reports:steps.figures'));
    tell(70, 'reports:steps.narrowed');
    const narrowed = await this.narrowed(framework, period);
    tell(85, 'reports:steps.money');
    const [finance, missingRegisters] = [await this.ground.finance(centreIds, period), await this.ground.missingRegisters(centreIds, period, asOf)];
    const log = reportLog(await this.log.rows(projectId, { kind: null, ...period }, { limit: EVERYTHING, offset: 0 }), period);
    tell(95, 'reports:steps.writing');
    return composeReport({
      framework, period, asOf, catalogue: CATALOGUE, figures, narrowed, definitions: definitionsOf(CATALOGUE.values()), log, texts, finance, missingRegisters, corrects,
    });
  }

  /** Figures of what indicators narrow by several dimensions at once: those that have the same slice are added up together. */
  private async narrowed({ centres, results }: Framework, period: Period): Promise<{ slice: Slice; figure: Figure }[]> {
    const asked = results.flatMap(({ indicators }) => indicators).flatMap(({ code, slice }) => (
      code !== null && slice !== null && !isWhole(slice) && !isPart(slice) && CATALOGUE.has(code) ? [{ code, slice }] : []));
    const found: { slice: Slice; figure: Figure }[] = [];
    for (const same of groupBy(asked, ({ slice }) => figureKey('', slice)).values()) {
      const { slice } = same[0] as { slice: Slice };
      const figures = await this.figures.ofKept({ centreIds: centres.map(({ id }) => id), period, slice }, [...new Set(same.map(({ code }) => code))], []);
      found.push(...figures.map((figure) => ({ slice, figure })));
    }
    return found;
  }
}

import { Injectable } from '@nestjs/common';
import type { Report as TellProgress } from '../../shared/jobs/job-runner.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Asked, Telling } from '../disclosure/counts.js';
import { toldBefore } from '../disclosure/told-before.js';
import { FactsKeeper } from '../facts/facts-keeper.service.js';
import { FiguresService, SUMMED } from '../figures/figures.service.js';
import type { Framework } from '../framework/framework.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { DIMENSIONS, type Period, type Scope, type Slice } from '../indicators/indicator.js';
import type { ReportFacts } from './compose-report.js';
import type { ReportContent } from './report-content.js';
import { ReportsRepository } from './reports.repository.js';
import { targetFigureKey, targetFigures, type TargetFigure } from './report-targets.js';
import { figureKey, isPart, isWhole } from './slices.js';
import { toldInReport } from './told-figure.js';

interface Narrowed {
  code: string;
  slice: Slice;
}

/** Gathers the figures of a report, and those of the reports before it that they must not give away together. */
@Injectable()
export class GatheredFigures {
  constructor(private readonly keeper: FactsKeeper, private readonly figures: FiguresService, private readonly reports: ReportsRepository) {}

  async gather(framework: Framework, period: Period, tell: TellProgress): Promise<Pick<ReportFacts, 'figures' | 'narrowed' | 'ofTargets' | 'earlier'>> {
    const { centres, results } = framework;
    await this.keeper.catchUp();
    const scope = { centreIds: centres.map(({ id }) => id), period };
    tell(10, 'reports:steps.figures');
    const figures = await this.figures.ofKept(scope, [...CATALOGUE.keys()], DIMENSIONS, (done) => tell(10 + done * 60, 'reports:steps.figures'));
    tell(70, 'reports:steps.narrowed');
    const narrowed = await this.narrowed(scope, results.flatMap(({ indicators }) => indicators).flatMap(({ code, slice }) => (
      code !== null && slice !== null && !isWhole(slice) && !isPart(slice) && CATALOGUE.has(code) ? [{ code, slice }] : [])));
    const ofTargets = await this.ofOtherDays(scope, targetFigures(framework, period).filter(({ code }) => CATALOGUE.has(code)));
    tell(75, 'reports:steps.earlier');
    const earlier: Telling[] = [];
    for (const content of await this.reports.toldIn(scope)) earlier.push(await this.earlier(content));
    return { figures, narrowed, ofTargets, earlier };
  }

  /** Figures of what indicators narrow by several dimensions at once: those that have the same slice are added up together. */
  private async narrowed(scope: Scope, asked: readonly Narrowed[]): Promise<ReportFacts['narrowed']> {
    const found: ReportFacts['narrowed'][number][] = [];
    for (const same of groupBy(asked, ({ slice }) => figureKey('', slice)).values()) {
      const { slice } = same[0] as Narrowed;
      const figures = await this.figures.ofKept({ ...scope, slice }, [...new Set(same.map(({ code }) => code))], []);
      found.push(...figures.map((figure) => ({ slice, figure })));
    }
    return found;
  }

  /** Figures of other days than the report's, narrowed or whole: those of the same days and slice are added up together. */
  private async ofOtherDays(scope: Scope, asked: readonly TargetFigure[]): Promise<NonNullable<ReportFacts['ofTargets']>> {
    const found: NonNullable<ReportFacts['ofTargets']>[number][] = [];
    for (const same of groupBy(asked, (one) => targetFigureKey({ ...one, code: '' })).values()) {
      const { slice, period } = same[0] as TargetFigure;
      const figures = await this.figures.ofKept({ centreIds: scope.centreIds, period, ...(slice ? { slice } : {}) }, [...new Set(same.map(({ code }) => code))], []);
      found.push(...figures.map((figure) => ({ slice, period, figure })));
    }
    return found;
  }

  /** What an earlier report told of people, with what the records say now of what it hid. */
  private async earlier(content: ReportContent): Promise<Telling> {
    const told = toldInReport(content).filter(({ figure: { code } }) => SUMMED.includes(code));
    const scope = { centreIds: content.centres.map(({ id }) => id), period: content.period };
    const whole = (await this.figures.ofKept(scope, SUMMED, DIMENSIONS)).map((figure) => ({ slice: null, figure }));
    const [ofOtherDays, own] = [told.filter(({ period }) => period !== content.period), told.filter(({ period }) => period === content.period)];
    const narrowed = await this.narrowed(scope, own.flatMap(({ figure: { code }, slice }) => (slice === null ? [] : [{ code, slice }])));
    const other = await this.ofOtherDays(scope, ofOtherDays.map(({ figure: { code }, slice, period }) => ({ code, slice, period })));
    const keyOf = (code: string, slice: Slice | null, period: Period): string => targetFigureKey({ code, slice, period });
    const now = new Map([...[...whole, ...narrowed].map((one) => ({ ...one, period: scope.period })), ...other].map((one) => [keyOf(one.figure.code, one.slice, one.period), one]));
    const both = told.flatMap(({ figure: was, slice, period }) => {
      const [known, definition] = [now.get(keyOf(was.code, slice, period)), CATALOGUE.get(was.code)];
      return known && definition ? [{ was, asked: { definition, figure: known.figure, slice, scope: { ...scope, period } } satisfies Asked }] : [];
    });
    return toldBefore(both.map(({ asked }) => asked), both.map(({ was }) => was));
  }
}

import { Injectable } from '@nestjs/common';
import type { Report as TellProgress } from '../../shared/jobs/job-runner.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Asked, Telling } from '../disclosure/counts.js';
import { toldBefore } from '../disclosure/told-before.js';
import { FactsKeeper } from '../facts/facts-keeper.service.js';
import { FiguresService, SUMMED, type FiguresAsked } from '../figures/figures.service.js';
import type { Framework } from '../framework/framework.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { DIMENSIONS, type Figure, type Period, type Scope, type Slice } from '../indicators/indicator.js';
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

/** What one telling is made of: figures as they are, narrowed by several dimensions at once, and of other days. */
interface FiguresOfTelling {
  scope: Scope;
  whole: readonly string[];
  narrowed: readonly Narrowed[];
  ofOtherDays: readonly TargetFigure[];
}

type FoundForTelling = Pick<ReportFacts, 'figures' | 'narrowed'> & { ofTargets: NonNullable<ReportFacts['ofTargets']> };

/** Gathers the figures of a report, and those of the reports before it that they must not give away together. */
@Injectable()
export class GatheredFigures {
  constructor(private readonly keeper: FactsKeeper, private readonly figures: FiguresService, private readonly reports: ReportsRepository) {}

  async gather(framework: Framework, period: Period, tell: TellProgress): Promise<Pick<ReportFacts, 'figures' | 'narrowed' | 'ofTargets' | 'earlier'>> {
    await this.keeper.catchUp();
    const scope = { centreIds: framework.centres.map(({ id }) => id), period };
    tell(10, 'reports:steps.figures');
    const before = (await this.reports.toldIn(scope)).map(toldOf);
    const [now, ...again] = await this.find([figuresOfReport(framework, scope), ...before.map(askedAgain)], (done) => tell(10 + done * 65, 'reports:steps.figures'));
    tell(75, 'reports:steps.earlier');
    return { ...now as FoundForTelling, earlier: before.map((told, index) => tellingOf(told, again[index] as FoundForTelling)) };
  }

  /** All in one walk through people's facts; those of the same days and slice are added up together. */
  private async find(tellings: readonly FiguresOfTelling[], told: (done: number) => void): Promise<FoundForTelling[]> {
    const asked = tellings.map(questionsOf);
    const answers = await this.figures.ofKept(asked.flat(), told);
    return asked.map((questions) => {
      const [figures, ...others] = answers.splice(0, questions.length);
      const rest = others.map((found, index) => ({ scope: (questions[index + 1] as FiguresAsked).scope, found }));
      const { from, to } = (questions[0] as FiguresAsked).scope.period;
      const isOther = ({ scope: { period } }: { scope: Scope }): boolean => period.from !== from || period.to !== to;
      return {
        figures: figures as Figure[],
        narrowed: rest.filter((one) => !isOther(one)).flatMap(({ scope: { slice }, found }) => found.map((figure) => ({ slice: slice as Slice, figure }))),
        ofTargets: rest.filter(isOther).flatMap(({ scope: { slice, period }, found }) => found.map((figure) => ({ slice: slice ?? null, period, figure }))),
      };
    });
  }
}

function figuresOfReport(framework: Framework, scope: Scope): FiguresOfTelling {
  return {
    scope, whole: [...CATALOGUE.keys()],
    narrowed: framework.results.flatMap(({ indicators }) => indicators).flatMap(({ code, slice }) => (
      code !== null && slice !== null && !isWhole(slice) && !isPart(slice) && CATALOGUE.has(code) ? [{ code, slice }] : [])),
    ofOtherDays: targetFigures(framework, scope.period).filter(({ code }) => CATALOGUE.has(code)),
  };
}

/** The whole first. */
function questionsOf({ scope, whole, narrowed, ofOtherDays }: FiguresOfTelling): FiguresAsked[] {
  const codesOf = (same: readonly { code: string }[]): string[] => [...new Set(same.map(({ code }) => code))];
  return [
    { scope, codes: whole, dimensions: DIMENSIONS },
    ...[...groupBy(narrowed, ({ slice }) => figureKey('', slice)).values()].map((same): FiguresAsked => (
      { scope: { ...scope, slice: (same[0] as Narrowed).slice }, codes: codesOf(same), dimensions: [] })),
    ...[...groupBy(ofOtherDays, (one) => targetFigureKey({ ...one, code: '' })).values()].map((same): FiguresAsked => {
      const { slice, period } = same[0] as TargetFigure;
      return { scope: { centreIds: scope.centreIds, period, ...(slice ? { slice } : {}) }, codes: codesOf(same), dimensions: [] };
    }),
  ];
}

/** What an earlier report told of people. */
interface ToldEarlier {
  scope: Scope;
  figures: ReturnType<typeof toldInReport>;
}

function toldOf(content: ReportContent): ToldEarlier {
  return {
    scope: { centreIds: content.centres.map(({ id }) => id), period: content.period },
    figures: toldInReport(content).filter(({ figure: { code } }) => SUMMED.includes(code)),
  };
}

function askedAgain({ scope, figures }: ToldEarlier): FiguresOfTelling {
  const [ofOtherDays, own] = [figures.filter(({ period }) => period !== scope.period), figures.filter(({ period }) => period === scope.period)];
  return {
    scope, whole: SUMMED,
    narrowed: own.flatMap(({ figure: { code }, slice }) => (slice === null ? [] : [{ code, slice }])),
    ofOtherDays: ofOtherDays.map(({ figure: { code }, slice, period }) => ({ code, slice, period })),
  };
}

/** What an earlier report told, with what the records say now of what it hid. */
function tellingOf({ scope, figures }: ToldEarlier, { figures: whole, narrowed, ofTargets }: FoundForTelling): Telling {
  const keyOf = (code: string, slice: Slice | null, period: Period): string => targetFigureKey({ code, slice, period });
  const now = new Map([
    ...[...whole.map((figure) => ({ slice: null, figure })), ...narrowed].map((one) => ({ ...one, period: scope.period })), ...ofTargets,
  ].map((one) => [keyOf(one.figure.code, one.slice, one.period), one]));
  const both = figures.flatMap(({ figure: was, slice, period }) => {
    const [known, definition] = [now.get(keyOf(was.code, slice, period)), CATALOGUE.get(was.code)];
    return known && definition ? [{ was, asked: { definition, figure: known.figure, slice, scope: { ...scope, period } } satisfies Asked }] : [];
  });
  return toldBefore(both.map(({ asked }) => asked), both.map(({ was }) => was));
}

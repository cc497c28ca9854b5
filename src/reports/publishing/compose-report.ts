import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Telling } from '../disclosure/counts.js';
import type { Framework, FrameworkFigure, FrameworkIndicator } from '../framework/framework.js';
import type { Project } from '../framework/project.entity.js';
import { typedFigureFor } from '../framework/typed-days.js';
import type { Cell, Dimension, Figure, IndicatorDefinition, Period, Slice } from '../indicators/indicator.js';
import type {
  MissingRegister, ReportContent, ReportDefinition, ReportFigure, ReportFinance, ReportIndicator, ReportLogEntry, ReportProject, ToldCell,
} from './report-content.js';
import type { ReportTexts } from './report-texts.js';
import { reportTargets, targetFigureKey } from './report-targets.js';
import { figureKey, isPart, isWhole } from './slices.js';
import { reportFigures, type ToTell } from './told-figure.js';

/** What the records say of a project, before it becomes a report. */
export interface ReportFacts {
  framework: Framework;
  period: Period;
  asOf: Instant;
  catalogue: ReadonlyMap<string, IndicatorDefinition>;
  /** Of the whole catalogue, each with all its parts. */
  figures: readonly Figure[];
  /** Of indicators that are narrowed by more than one dimension. */
  narrowed: readonly { slice: Slice; figure: Figure }[];
  /** Of the days of targets, where they are not the report's; without parts. */
  ofTargets?: readonly { slice: Slice | null; period: Period; figure: Figure }[];
  /** What reports of overlapping days and centres told before. */
  earlier?: readonly Telling[];
  definitions: readonly ReportDefinition[];
  log: readonly ReportLogEntry[];
  texts?: ReportTexts;
  finance: ReportFinance;
  missingRegisters: readonly MissingRegister[];
  corrects: ReportContent['corrects'];
}

/** A report as it will be read and signed. Small cells are hidden from here on. */
export function composeReport(facts: ReportFacts): ReportContent {
  const { project, centres, results } = facts.framework;
  const told = toldByKey(facts);
  const asked = new Set(results.flatMap(({ indicators }) => indicators.filter(({ slice }) => isWhole(slice)).map(({ code }) => code)));
  return {
    format: 'minka-report-1', project: projectOf(project), period: facts.period, asOf: facts.asOf,
    centres: centres.map(({ id, name, shortName, district }) => ({ id, name, shortName, district })),
    results: results.map(({ id, kind, leadsToId, title, description, english, indicators }) => ({
      id, kind, leadsToId, title, description, english, indicators: indicators.map((indicator) => indicatorOf(indicator, facts, told)),
    })),
    figures: facts.figures.flatMap(({ code }) => (asked.has(code) ? [] : told.get(code) ?? [])),
    definitions: facts.definitions.filter(({ code }) => told.has(code)),
    log: facts.log.toSorted((a, b) => order(a.on, b.on) || order(a.id, b.id)), ...(facts.texts === undefined ? {} : { texts: facts.texts }), finance: facts.finance,
    missingRegisters: [...facts.missingRegisters], corrects: facts.corrects,
  };
}

/** Every figure as it may be told, by `figureKey`; a whole one by its code, one of other days than the report's by `targetFigureKey`. */
function toldByKey({ framework: { centres, results }, period, catalogue, figures, narrowed, ofTargets = [], earlier }: ReportFacts): ReadonlyMap<string, ReportFigure> {
  const indicators = results.flatMap((result) => result.indicators);
  const headlinesOf = (wanted: string): Slice[] => indicators.flatMap(({ code, slice }) => (code !== wanted ? [] : slice === null || isWhole(slice) ? [{}] : isPart(slice) ? [slice] : []));
  const whole = figures.map((figure) => ({ figure, slice: null, headlines: headlinesOf(figure.code) }));
  const alone = [...narrowed, ...ofTargets].map((one) => ({ ...one, figure: { ...one.figure, by: {} }, headlines: [{}] }));
  const asked = [...whole, ...alone].flatMap((one): ToTell[] => { const definition = catalogue.get(one.figure.code); return definition ? [{ ...one, definition }] : []; });
  const told = reportFigures(asked, { centreIds: centres.map(({ id }) => id), period }, earlier);
  return new Map(asked.flatMap(({ figure: { code }, slice, period: days }, index) => { const one = told[index]; return one ? [[days ? targetFigureKey({ code, slice, period: days }) : figureKey(code, slice ?? {}), one]] : []; }));
}

function projectOf(project: Project): ReportProject {
  const { id, title, funder, reference, startsOn, endsOn, budgetCents, dollarRate, dollarRateOn, summary, iatiOrganisation, iatiActivity, iatiReporter, booksAreItsOwn, english } = project;
  return { id, title, funder, reference, startsOn, endsOn, budgetCents, dollarRate, dollarRateOn, summary, iatiOrganisation, iatiActivity, iatiReporter, booksAreItsOwn, english };
}

function indicatorOf(indicator: FrameworkIndicator, facts: ReportFacts, told: ReadonlyMap<string, ReportFigure>): ReportIndicator {
  const { id, code, slice, title, unit, english, form, level, criteria, descending } = indicator;
  const definition = code === null ? undefined : facts.catalogue.get(code);
  const figure = definition ? figureOf(definition.code, slice, told) : null;
  const [target = null, ...furtherTargets] = reportTargets(indicator, { project: facts.framework.project, period: facts.period, figure, ofOtherDays: told });
  const typed = code === null ? typedFigureFor(indicator.typed, facts.period) : null;
  return {
    id, code, version: definition?.version ?? null, slice: isWhole(slice) ? null : slice, title, ...wordsOf(indicator, facts), unit, english, form, level, criteria, descending,
    baseline: baselineOf(indicator), target, ...(furtherTargets.length === 0 ? {} : { furtherTargets }), figure, typed: typed && typedOf(typed),
  };
}

/** In the first language, for whoever reads the content itself; what the keepers wrote goes before the catalogue's words. */
function wordsOf({ code, definition, denominator, source }: FrameworkIndicator, { definitions }: ReportFacts): Pick<ReportIndicator, 'definition' | 'denominator' | 'source'> {
  const words = definitions.find((one) => one.code === code)?.words.es;
  return { definition: definition ?? words?.definition ?? '', denominator: denominator ?? words?.denominator ?? null, source: source ?? words?.source ?? '' };
}

/** One that is proposed and that nobody has set yet is none. */
function baselineOf({ baseline, baselineOn, baselineSource, baselineFrozenAt }: FrameworkIndicator): ReportIndicator['baseline'] {
  return baseline === null || baselineOn === null || baselineFrozenAt === null ? null : { value: baseline, on: baselineOn, source: baselineSource ?? '' };
}

/** A document whose bytes are gone proves nothing. */
function typedOf({ value, startsOn, endsOn, source, document }: FrameworkFigure): NonNullable<ReportIndicator['typed']> {
  const kept = document && !document.gone && document.name !== null && document.hash !== null;
  return { value, startsOn, endsOn, source, attachment: kept ? { name: String(document.name), hash: String(document.hash) } : null };
}

/** The whole figure, or the cell that its slice narrows it to. */
function figureOf(code: string, slice: Slice | null, told: ReadonlyMap<string, ReportFigure>): ReportFigure | null {
  const whole = told.get(code) ?? null;
  if (slice === null || isWhole(slice) || whole === null) return whole;
  const [only] = isPart(slice) ? Object.entries(slice) as [Dimension, string][] : [];
  return only ? { ...whole, total: partOf(whole, ...only), by: [] } : told.get(figureKey(code, slice)) ?? null;
}

const NOBODY: Cell = { value: 0, of: 0, people: 0 };

function partOf({ by }: ReportFigure, dimension: Dimension, value: string): ToldCell {
  const part = by.find((parts) => parts.dimension === dimension)?.cells.find((cell) => cell.value === value);
  return part ? part.cell : NOBODY;
}

function order(a: LocalDate | Id, b: LocalDate | Id): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Instant } from '../../shared/kernel/clock.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { IndicatorTarget } from '../framework/indicator-target.entity.js';
import type { ProjectIndicator } from '../framework/project-indicator.entity.js';
import type { ProjectResult } from '../framework/project-result.entity.js';
import type { Project } from '../framework/project.entity.js';
import type { TypedFigure } from '../framework/typed-figure.entity.js';
import { DIMENSIONS, type Cell, type Dimension, type Figure, type IndicatorDefinition, type Period, type Slice } from '../indicators/indicator.js';
import type {
  MissingRegister, ReportContent, ReportDefinition, ReportFigure, ReportFinance, ReportIndicator, ReportLogEntry, ReportProject, ToldCell,
} from './report-content.js';
import { targetFor, typedFigureFor } from './report-periods.js';
import { toldFigure } from './told-figure.js';

/** A typed figure with the name and the hash of the document that proves it. */
export type TypedWithProof = Pick<TypedFigure, 'indicatorId' | 'startsOn' | 'endsOn' | 'value' | 'source' | 'typedAt' | 'withdrawnAt'> & {
  attachment: { name: string; hash: string } | null;
};

/** What the records say of a project, before it becomes a report. */
export interface ReportFacts {
  project: Project;
  centres: ReportContent['centres'];
  /** In their order, as their indicators. */
  results: readonly ProjectResult[];
  indicators: readonly ProjectIndicator[];
  targets: readonly IndicatorTarget[];
  typed: readonly TypedWithProof[];
  period: Period;
  asOf: Instant;
  catalogue: ReadonlyMap<string, IndicatorDefinition>;
  /** Of the whole catalogue, each with all its parts. */
  figures: readonly Figure[];
  /** By `figureKey`: of indicators that are narrowed by more than one dimension. */
  narrowed: ReadonlyMap<string, Figure>;
  definitions: readonly ReportDefinition[];
  log: readonly ReportLogEntry[];
  finance: ReportFinance;
  missingRegisters: readonly MissingRegister[];
  corrects: ReportContent['corrects'];
}

/** Names a figure of the catalogue that is narrowed: the same for the same values, in whatever order they came. */
export function figureKey(code: string, slice: Slice): string {
  return [code, ...DIMENSIONS.flatMap((dimension) => (slice[dimension] === undefined ? [] : `${dimension}=${slice[dimension]}`))].join('|');
}

/** Whether the figure of a slice is a part of the whole figure already. */
export function isPart(slice: Slice): boolean {
  return Object.keys(slice).length === 1;
}

/** A report as it will be read and signed. Small cells are hidden from here on. */
export function composeReport(facts: ReportFacts): ReportContent {
  const told = new Map(facts.figures.flatMap((figure) => {
    const definition = facts.catalogue.get(figure.code);
    return definition ? [[figure.code, toldFigure(figure, definition)] as const] : [];
  }));
  const asked = new Set(facts.indicators.filter(({ code, slice }) => code !== null && slice === null).map(({ code }) => code));
  return {
    format: 'minka-report-1', project: projectOf(facts.project), period: facts.period, asOf: facts.asOf, centres: [...facts.centres],
    results: facts.results.map(({ id, kind, leadsToId, title, description }) => ({
      id, kind, leadsToId, title, description,
      indicators: facts.indicators.filter(({ resultId }) => resultId === id).map((indicator) => indicatorOf(indicator, facts, told)),
    })),
    figures: [...told.values()].filter(({ code }) => !asked.has(code)),
    definitions: facts.definitions.filter(({ code }) => told.has(code)),
    log: facts.log.toSorted((a, b) => order(a.on, b.on) || order(a.id, b.id)), finance: facts.finance,
    missingRegisters: [...facts.missingRegisters], corrects: facts.corrects,
  };
}

function projectOf(project: Project): ReportProject {
  const { id, title, funder, reference, startsOn, endsOn, budgetCents, dollarRate, dollarRateOn, summary, iatiOrganisation, iatiActivity } = project;
  return { id, title, funder, reference, startsOn, endsOn, budgetCents, dollarRate, dollarRateOn, summary, iatiOrganisation, iatiActivity };
}

function indicatorOf(indicator: ProjectIndicator, facts: ReportFacts, told: ReadonlyMap<string, ReportFigure>): ReportIndicator {
  const { id, code, slice, title, unit, form, level, criteria, descending } = indicator;
  const definition = code === null ? undefined : facts.catalogue.get(code);
  const target = targetFor(facts.targets.filter(({ indicatorId }) => indicatorId === id), facts.period);
  const typed = code === null ? typedFigureFor(facts.typed.filter(({ indicatorId }) => indicatorId === id), facts.period) : null;
  return {
    id, code, version: definition?.version ?? null, slice, title, ...wordsOf(indicator, facts), unit, form, level, criteria, descending,
    baseline: baselineOf(indicator),
    target: target && { value: target.value, startsOn: target.startsOn, endsOn: target.endsOn, comment: target.comment },
    figure: definition ? figureOf(definition, slice, facts, told) : null,
    typed: typed && { value: typed.value, startsOn: typed.startsOn, endsOn: typed.endsOn, source: typed.source, attachment: typed.attachment },
  };
}

/** In the first language, for whoever reads the content itself; what the keepers wrote goes before the catalogue's words. */
function wordsOf({ code, definition, denominator, source }: ProjectIndicator, { definitions }: ReportFacts): Pick<ReportIndicator, 'definition' | 'denominator' | 'source'> {
  const words = definitions.find((one) => one.code === code)?.words.es;
  return { definition: definition ?? words?.definition ?? '', denominator: denominator ?? words?.denominator ?? null, source: source ?? words?.source ?? '' };
}

function baselineOf({ baseline, baselineOn, baselineSource }: ProjectIndicator): ReportIndicator['baseline'] {
  return baseline === null || baselineOn === null ? null : { value: baseline, on: baselineOn, source: baselineSource ?? '' };
}

/** The whole figure, or the cell that its slice narrows it to. */
function figureOf(definition: IndicatorDefinition, slice: Slice | null, { narrowed }: ReportFacts, told: ReadonlyMap<string, ReportFigure>): ReportFigure | null {
  const whole = told.get(definition.code) ?? null;
  if (slice === null || whole === null) return whole;
  const [only] = isPart(slice) ? Object.entries(slice) as [Dimension, string][] : [];
  if (only) return { ...whole, total: partOf(whole, ...only), by: [] };
  const figure = narrowed.get(figureKey(definition.code, slice));
  return figure ? toldFigure({ ...figure, by: {} }, definition) : null;
}

const NOBODY: Cell = { value: 0, of: 0, people: 0 };

function partOf({ by }: ReportFigure, dimension: Dimension, value: string): ToldCell {
  const part = by.find((parts) => parts.dimension === dimension)?.cells.find((cell) => cell.value === value);
  return part ? part.cell : NOBODY;
}

function order(a: LocalDate | Id, b: LocalDate | Id): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

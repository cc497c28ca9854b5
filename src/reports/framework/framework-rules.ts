import type { Id } from '../../shared/kernel/ids.js';
import { formatLocalDate, type LocalDate } from '../../shared/kernel/local-date.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import { MOST, valueDigits, type ValueForm, type WrittenValue } from './figure-value.js';
import { mayNarrow } from '../figures/figure-query.js';
import type { Dimension, IndicatorDefinition, Unit } from '../indicators/indicator.js';
import type { ProjectIndicator } from './project-indicator.entity.js';
import type { ProjectResult } from './project-result.entity.js';

/** Both days included. */
export interface Span {
  startsOn: LocalDate;
  endsOn: LocalDate;
}

export interface ProjectTerms extends Span {
  dollarRate: number | null;
  dollarRateOn: LocalDate | null;
  centreIds: readonly Id[];
}

/** What a project's terms are weighed against: `spans` are those of its targets. */
export interface ProjectGround {
  today: LocalDate;
  /** Where whoever decides works now. */
  centreId: Id;
  spans: readonly Span[];
}

export function projectRefusals(terms: ProjectTerms, { today, centreId, spans }: ProjectGround): Refusal[] {
  const refusals: Refusal[] = endsEarly(terms);
  const outside = spans.find((span) => !lies(span, terms));
  if (refusals.length === 0 && outside) refusals.push({ field: outside.startsOn < terms.startsOn ? 'startsOn' : 'endsOn', reason: 'projects:refusals.targets-outside', params: wordsOf(outside) });
  if (terms.dollarRate !== null && terms.dollarRateOn === null) refusals.push({ field: 'dollarRateOn', reason: 'projects:refusals.rate-without-day' });
  if (terms.dollarRate === null && terms.dollarRateOn !== null) refusals.push({ field: 'dollarRate', reason: 'projects:refusals.day-without-rate' });
  if (terms.dollarRateOn !== null && terms.dollarRateOn > today) refusals.push({ field: 'dollarRateOn', reason: 'projects:refusals.to-come' });
  if (!terms.centreIds.includes(centreId)) refusals.push({ field: 'centres', reason: 'projects:refusals.own-centre' });
  return refusals;
}

/** What a result of each kind leads to. */
export const LEADS_TO: Readonly<Record<ProjectResult['kind'], ProjectResult['kind'] | null>> = { outcome: null, output: 'outcome', activity: 'output' };

type Link = Pick<ProjectResult, 'id' | 'kind' | 'leadsToId'>;

/** @param results those of the project */
export function linkRefusals({ kind, leadsToId }: Pick<ProjectResult, 'kind' | 'leadsToId'>, results: readonly Link[]): Refusal[] {
  const wanted = LEADS_TO[kind];
  if (wanted === null) return leadsToId === null ? [] : [{ field: 'leadsTo', reason: 'projects:refusals.leads-nowhere' }];
  if (results.some((result) => result.id === leadsToId && result.kind === wanted)) return [];
  return [{ field: 'leadsTo', reason: `projects:refusals.leads-to-${wanted}` }];
}

/** A result with all that leads to it, near and far. */
export function withWhatLeadsTo<T extends Link>(results: readonly T[], id: Id): T[] {
  const found = results.filter((result) => result.id === id);
  for (const result of found) found.push(...results.filter(({ leadsToId }) => leadsToId === result.id));
  return found;
}

/** @returns the two that change places, or null at the end of the line */
export function neighbours<T extends { id: Id; ordinal: number }>(siblings: readonly T[], id: Id, direction: 'up' | 'down'): [T, T] | null {
  const line = [...siblings].sort((a, b) => a.ordinal - b.ordinal || (a.id < b.id ? -1 : 1));
  const place = line.findIndex((one) => one.id === id);
  const [one, other] = [line[place], line[place + (direction === 'up' ? -1 : 1)]];
  return one && other ? [one, other] : null;
}

/** What an indicator's numbers are. */
export interface ValueKind {
  form: ValueForm;
  /** There is no half of what it counts: see `countsWholes`. */
  whole: boolean;
}

/** Units of which there are parts. */
const DIVISIBLE: readonly Unit[] = ['minutes', 'points', 'cents'];

/** Whether there is no half of what an indicator counts. @param known null for one of the project's own, whose unit anybody may name */
export function countsWholes(known: IndicatorDefinition | null): boolean {
  return known?.form === 'count' && !DIVISIBLE.includes(known.unit);
}

/** A percentage stays between 0 and 100, a count is not below zero nor half a person, and a sign of percent stands behind a percentage only. */
function valueRefusals(field: string, { value, percent }: WrittenValue, { form, whole }: ValueKind): Refusal[] {
  if (percent && form !== 'ratio') return [{ field, reason: 'projects:refusals.no-percentage' }];
  if (Math.abs(value) > MOST) return [{ field, reason: 'projects:refusals.too-much', params: { most: valueDigits(MOST) } }];
  if (whole && !Number.isInteger(value)) return [{ field, reason: 'projects:refusals.not-whole' }];
  if (form === 'ratio' && (value < 0 || value > 100)) return [{ field, reason: 'projects:refusals.percentage' }];
  return form === 'count' && value < 0 ? [{ field, reason: 'projects:refusals.below-zero' }] : [];
}

/** What an indicator is made of: one of the catalogue, narrowed to what it can be split by, or one of the project's own. */
export function indicatorRefusals({ form, denominator, slice }: Pick<ProjectIndicator, 'form' | 'denominator' | 'slice'>, known: IndicatorDefinition | null): Refusal[] {
  if (!known) return form === 'ratio' && denominator === null ? [{ field: 'denominator', reason: 'projects:refusals.no-denominator' }] : [];
  const odd = Object.keys(slice ?? {}).find((dimension) => !known.dimensions.some((one) => one === dimension));
  if (odd) return [{ field: `by-${odd}`, reason: 'projects:refusals.not-split' }];
  const unheard = (Object.entries(slice ?? {}) as [Dimension, string][]).find(([dimension, value]) => !mayNarrow(dimension, value));
  return unheard ? [{ field: `by-${unheard[0]}`, reason: 'web:errors.not-a-choice' }] : [];
}

export interface BaselineTerms {
  value: WrittenValue;
  on: LocalDate;
}

export function baselineRefusals({ value, on }: BaselineTerms, { project, today, ...kind }: ValueKind & { project: Span; today: LocalDate }): Refusal[] {
  const refusals = valueRefusals('value', value, kind);
  if (on > today) refusals.push({ field: 'on', reason: 'projects:refusals.to-come' });
  else if (on > project.endsOn) refusals.push({ field: 'on', reason: 'projects:refusals.after-project', params: { date: formatLocalDate(project.endsOn) } });
  return refusals;
}

export interface FigureTerms extends Span {
  value: WrittenValue;
}

export interface TargetTerms extends FigureTerms {
  fromStart: boolean;
}

/** What a target is weighed against: `others` are the indicator's other targets. */
export interface TargetGround extends ValueKind {
  baseline: number | null;
  project: Span;
  others: readonly Span[];
}

export function targetRefusals(terms: FigureTerms, { baseline, project, others, ...kind }: TargetGround): Refusal[] {
  if (baseline === null) return [{ reason: 'projects:refusals.no-baseline' }];
  const refusals = [...valueRefusals('value', terms.value, kind), ...endsEarly(terms)];
  if (terms.endsOn < terms.startsOn) return refusals;
  if (!lies(terms, project)) {
    refusals.push({ field: terms.startsOn < project.startsOn || terms.startsOn > project.endsOn ? 'startsOn' : 'endsOn', reason: 'projects:refusals.outside-project', params: wordsOf(project) });
  }
  const met = others.find((other) => terms.startsOn <= other.endsOn && other.startsOn <= terms.endsOn);
  if (met) refusals.push({ field: 'startsOn', reason: 'projects:refusals.overlap', params: wordsOf(met) });
  return refusals;
}

/** A figure that was typed in says what was, not what will be; it may look beyond the project. */
export function figureRefusals(terms: FigureTerms, { computed, today, ...kind }: ValueKind & { computed: boolean; today: LocalDate }): Refusal[] {
  if (computed) return [{ reason: 'projects:refusals.computed' }];
  const refusals = [...valueRefusals('value', terms.value, kind), ...endsEarly(terms)];
  if (terms.endsOn >= terms.startsOn && terms.endsOn > today) refusals.push({ field: 'endsOn', reason: 'projects:refusals.not-over' });
  return refusals;
}

function endsEarly({ startsOn, endsOn }: Span): Refusal[] {
  return endsOn < startsOn ? [{ field: 'endsOn', reason: 'projects:refusals.ends-early' }] : [];
}

function lies(inner: Span, outer: Span): boolean {
  return inner.startsOn >= outer.startsOn && inner.endsOn <= outer.endsOn;
}

function wordsOf({ startsOn, endsOn }: Span): { from: string; to: string } {
  return { from: formatLocalDate(startsOn), to: formatLocalDate(endsOn) };
}

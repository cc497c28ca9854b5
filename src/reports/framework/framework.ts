import type { Instant } from '../../shared/kernel/clock.js';
import { groupBy } from '../../shared/kernel/group-by.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { IndicatorTarget } from './indicator-target.entity.js';
import type { ProjectIndicator } from './project-indicator.entity.js';
import type { ProjectResult } from './project-result.entity.js';
import type { Project } from './project.entity.js';

/** A project with all that it promises, as far as it stands: what was taken out is not in it. */
export interface Framework {
  project: Project;
  /** By name. */
  centres: FrameworkCentre[];
  /** As the chain is read: an outcome, the outputs that lead to it, each with its activities; what leads nowhere comes last. */
  results: FrameworkResult[];
}

export interface FrameworkCentre {
  id: Id;
  name: string;
  shortName: string;
  district: string;
}

export interface FrameworkResult extends ProjectResult {
  /** In their order. */
  indicators: FrameworkIndicator[];
}

export interface FrameworkIndicator extends ProjectIndicator {
  /** By their days. */
  targets: IndicatorTarget[];
  /** By the days of their periods; of one period in the order in which they were typed, so that the last that stands counts. */
  typed: FrameworkFigure[];
  /** The oldest first. */
  corrections: FrameworkCorrection[];
  /** Who froze the baseline, by name. */
  baselineFrozenByName: string | null;
}

/** A figure that was typed in, with the document that proves it. */
export interface FrameworkFigure {
  id: Id;
  startsOn: LocalDate;
  endsOn: LocalDate;
  value: number;
  source: string;
  typedAt: Instant;
  typedByName: string | null;
  withdrawnAt: Instant | null;
  withdrawReason: string | null;
  version: number;
  document: FrameworkDocument | null;
}

/** @property gone it was kept, and its bytes are no longer there */
export interface FrameworkDocument {
  fileId: Id;
  /** Of the centre that sent it in; null where not even its entry is left. */
  centreId: Id | null;
  name: string | null;
  hash: string | null;
  gone: boolean;
}

export interface FrameworkCorrection {
  formerValue: number;
  formerOn: LocalDate;
  value: number;
  valueOn: LocalDate;
  source: string;
  reason: string;
  correctedAt: Instant;
  correctedByName: string | null;
}

/** The figure that counts for a period: the last one typed that nobody took back. */
export function figureThatCounts(typed: readonly FrameworkFigure[], period: { from: LocalDate; to: LocalDate }): FrameworkFigure | null {
  return typed.findLast(({ startsOn, endsOn, withdrawnAt }) => withdrawnAt === null && startsOn === period.from && endsOn === period.to) ?? null;
}

/** Results in the order in which the chain is read. */
export function inChainOrder<T extends Pick<ProjectResult, 'id' | 'leadsToId' | 'ordinal'>>(results: readonly T[]): T[] {
  const known = new Set(results.map(({ id }) => id));
  const children = groupBy(sorted(results), ({ leadsToId }) => (leadsToId && known.has(leadsToId) ? leadsToId : ''));
  const below = (id: Id): T[] => (children.get(id) ?? []).flatMap((result) => [result, ...below(result.id)]);
  const [leading, loose] = [[] as T[], [] as T[]];
  for (const top of children.get('') ?? []) (isOutcome(top) ? leading : loose).push(top, ...below(top.id));
  return [...leading, ...loose];
}

function isOutcome(result: object): boolean {
  return (result as { kind?: string }).kind === 'outcome';
}

function sorted<T extends Pick<ProjectResult, 'id' | 'ordinal'>>(results: readonly T[]): T[] {
  return [...results].sort((a, b) => a.ordinal - b.ordinal || (a.id < b.id ? -1 : 1));
}

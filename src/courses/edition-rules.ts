import type { Cents } from '../shared/kernel/money.js';
import { daysBetween, type LocalDate } from '../shared/kernel/local-date.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import type { EDITION_STATUSES } from './edition.entity.js';

export type EditionStatus = (typeof EDITION_STATUSES)[number];

/** Where an edition may go from where it is. Nothing else is allowed. */
export const TRANSITIONS: Readonly<Record<EditionStatus, readonly EditionStatus[]>> = {
  planned: ['open'],
  open: ['running', 'planned'],
  running: ['closed'],
  closed: ['running'],
};

/** What has happened in an edition, as far as its rules ask. */
export interface EditionFacts {
  /** Enrolled, waiting or through with it; not those who withdrew. */
  enrolled: number;
  groups: number;
  /** Sessions after today that were not cancelled. */
  sessionsAhead: number;
  firstSession: LocalDate | null;
  lastSession: LocalDate | null;
}

/** Why an edition cannot go from one status to another; none when it can. */
export function transitionRefusals(from: EditionStatus, to: EditionStatus, facts: EditionFacts): Refusal[] {
  if (!TRANSITIONS[from].includes(to)) return [{ reason: 'courses:refusals.transition' }];
  if (to === 'planned' && facts.enrolled > 0) return [{ reason: 'courses:refusals.people-enrolled', params: { count: facts.enrolled } }];
  if (to === 'running' && facts.groups === 0) return [{ reason: 'courses:refusals.no-groups' }];
  if (to === 'closed' && facts.sessionsAhead > 0) return [{ reason: 'courses:refusals.sessions-ahead', params: { count: facts.sessionsAhead } }];
  return [];
}

/** Longer than this is a slip of the pen: the courses last two months. */
const LONGEST_EDITION_DAYS = 366;

/** A fee above this is a slip of the pen as well: ten soles is usual. */
const HIGHEST_FEE: Cents = 100_000;

export interface EditionPlan {
  startsOn: LocalDate;
  endsOn: LocalDate;
  feeCents: Cents;
}

/** What every edition must keep, new or changed. */
function planRefusals(plan: EditionPlan): Refusal[] {
  const refusals: Refusal[] = [];
  if (plan.endsOn < plan.startsOn) refusals.push({ field: 'endsOn', reason: 'courses:refusals.ends-first' });
  else if (daysBetween(plan.startsOn, plan.endsOn) > LONGEST_EDITION_DAYS) refusals.push({ field: 'endsOn', reason: 'courses:refusals.too-long' });
  if (plan.feeCents > HIGHEST_FEE) refusals.push({ field: 'fee', reason: 'courses:refusals.fee-high' });
  return refusals;
}

/** A new edition that began before today is most often a mistyped year: it is asked about once. */
export function newEditionRefusals(plan: EditionPlan, today: LocalDate, pastConfirmed: boolean): Refusal[] {
  const past = plan.startsOn < today && !pastConfirmed;
  return [...planRefusals(plan), ...(past ? [{ field: 'pastConfirmed', reason: 'courses:refusals.starts-in-past' }] : [])];
}

/** Dates may change as long as every session stays inside them; a closed edition stays as it was. */
export function changedEditionRefusals(plan: EditionPlan, status: EditionStatus, facts: EditionFacts): Refusal[] {
  if (status === 'closed') return [{ reason: 'courses:refusals.closed' }];
  const refusals = planRefusals(plan);
  if (facts.firstSession !== null && plan.startsOn > facts.firstSession) {
    refusals.push({ field: 'startsOn', reason: 'courses:refusals.session-before', params: { date: facts.firstSession } });
  }
  if (facts.lastSession !== null && plan.endsOn < facts.lastSession && plan.endsOn >= plan.startsOn) {
    refusals.push({ field: 'endsOn', reason: 'courses:refusals.session-after', params: { date: facts.lastSession } });
  }
  return refusals;
}

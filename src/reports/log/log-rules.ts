import type { LocalDate } from '../../shared/kernel/local-date.js';
import type { Id } from '../../shared/kernel/ids.js';
import type { Refusal } from '../../shared/kernel/refusal.js';
import type { Period } from '../indicators/indicator.js';
import type { LogEntry } from './log-entry.entity.js';
import type { LogKind } from './log-kinds.js';

/** What is written down of an entry. */
export type LogDraft = Pick<LogEntry, 'startsOn' | 'endsOn' | 'title' | 'about' | 'place' | 'people' | 'resultId' | 'likelihood' | 'effect' | 'measures'>;

/** What an entry is written into. */
export interface LogGround {
  project: { startsOn: LocalDate; endsOn: LocalDate };
  today: LocalDate;
  /** The activities of the project's framework. */
  activityIds: readonly Id[];
}

/** How an entry stands at the end of a period; an activity was just done. */
export type LogState = 'open' | 'closed' | 'planned' | 'reached' | 'missed';

/** Why an entry cannot be written down so; nothing when it can. */
export function entryRefusals(kind: LogKind, { startsOn, endsOn, resultId }: LogDraft, { project, today, activityIds }: LogGround): Refusal[] {
  const refusals: Refusal[] = [];
  if (startsOn < project.startsOn || startsOn > project.endsOn) refusals.push({ field: 'startsOn', reason: 'log:refusals.outside' });
  if (kind !== 'milestone' && startsOn > today) refusals.push({ field: 'startsOn', reason: 'log:refusals.future' });
  // An activity of one day ends on its first: what is wrong with that day is said once, of the field where it was typed.
  const isSaid = kind !== 'milestone' && endsOn === startsOn;
  if (endsOn !== null && endsOn > today && !isSaid) refusals.push({ field: 'endsOn', reason: 'log:refusals.future' });
  // A milestone may be reached before its day.
  else if (endsOn !== null && kind !== 'milestone' && endsOn < startsOn) refusals.push({ field: 'endsOn', reason: `log:refusals.before-${kind}` });
  if (endsOn !== null && kind === 'milestone' && endsOn < project.startsOn) refusals.push({ field: 'endsOn', reason: 'log:refusals.outside' });
  if (resultId !== null && !activityIds.includes(resultId)) refusals.push({ field: 'resultId', reason: 'web:errors.not-a-choice' });
  return refusals;
}

type Days = Pick<LogEntry, 'kind' | 'startsOn' | 'endsOn'>;

/** How it stood on a day; null for an activity. */
export function stateOn({ kind, startsOn, endsOn }: Days, day: LocalDate): LogState | null {
  const over = endsOn !== null && endsOn <= day;
  if (kind === 'risk') return over ? 'closed' : 'open';
  if (kind === 'activity') return null;
  return over ? 'reached' : startsOn <= day ? 'missed' : 'planned';
}

/**
 * Whether an entry is of a period, both days included: an activity that was in it, a milestone that was planned for it, reached in it or overdue in it,
 * a risk that was open in it. `logConditions` of the repository says the same in SQL.
 */
export function isIn({ kind, startsOn, endsOn }: Days, { from, to }: Period): boolean {
  if (kind === 'milestone' && endsOn !== null) return (startsOn >= from && startsOn <= to) || (endsOn >= from && endsOn <= to);
  return startsOn <= to && (endsOn === null || endsOn >= from);
}

/** The day under which an entry of a period is told: a milestone that was reached in it, on that day. */
export function toldOn({ kind, startsOn, endsOn }: Days, { from, to }: Period): LocalDate {
  return kind === 'milestone' && endsOn !== null && endsOn >= from && endsOn <= to ? endsOn : startsOn;
}

/** What of an entry a correction changes, as it was. */
export function formerValues(entry: LogEntry, draft: LogDraft): Partial<LogDraft> {
  return Object.fromEntries(Object.entries(draft).flatMap(([name, value]) => {
    const former = entry[name as keyof LogDraft];
    return former === value ? [] : [[name, former]];
  }));
}

import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { Refusal } from '../shared/kernel/refusal.js';
import { hasPictographs } from '../shared/kernel/text.js';
import type { MARK_STATUSES } from './attendance-mark.entity.js';
import { MINUTE } from './session-times.js';

export type MarkStatus = (typeof MARK_STATUSES)[number];

/** What a register says of one learner. Minutes go with `late` and `left_early` and may be unknown; a reason goes with `excused`. */
export interface Mark {
  status: MarkStatus;
  minutes: number | null;
  reason: string | null;
}

/** A mark on record; its version counts from 1. */
export interface RecordedMark extends Mark {
  version: number;
}

/** A mark that somebody wants to set, made while looking at version `version` (0: nothing was on record). */
export interface WantedMark extends Mark {
  personId: Id;
  version: number;
  /** What the page showed when it was opened, where the page says so: who left that as it was has changed nothing. */
  shown?: Mark | undefined;
}

export interface MarkConflict {
  personId: Id;
  mine: Mark;
  /** Null when the mark is not on record any more. */
  theirs: RecordedMark | null;
}

/** What a register has to write. */
export interface RegisterChanges {
  inserts: WantedMark[];
  updates: { before: RecordedMark; wanted: WantedMark }[];
  /** Where somebody else has set another value since. While there is one, nothing is written. */
  conflicts: MarkConflict[];
}

/** Up to so many minutes after the start an arrival counts as on time: people sign in one after another. */
const ON_TIME_MINUTES = 5;

const LONGEST_REASON = 200;

/** A mark without what does not go with its status. */
export function normalMark({ status, minutes, reason }: Mark): Mark {
  return {
    status,
    minutes: status === 'late' || status === 'left_early' ? minutes : null,
    reason: status === 'excused' ? reason?.trim() || null : null,
  };
}

/** @param length minutes that the session lasts */
export function markRefusals(mark: Mark, length: number): Refusal[] {
  const { status, minutes, reason } = normalMark(mark);
  if (minutes !== null && (!Number.isInteger(minutes) || minutes < 1 || minutes >= length)) {
    return [{ field: 'minutes', reason: 'attendance:refusals.minutes', params: { longest: length - 1 } }];
  }
  if (status === 'excused' && reason === null) return [{ field: 'reason', reason: 'attendance:refusals.reason-missing' }];
  if (reason !== null && reason.length > LONGEST_REASON) {
    return [{ field: 'reason', reason: 'attendance:refusals.reason-long', params: { longest: LONGEST_REASON } }];
  }
  if (reason !== null && hasPictographs(reason)) return [{ field: 'reason', reason: 'web:errors.pictographs' }];
  return [];
}

/**
 * Decides for a whole register, or for some of its marks: each learner at most once, in any order. What is on record
 * already is not written again; what was decided on an older version is never written.
 */
export function registerChanges(recorded: ReadonlyMap<Id, RecordedMark>, wanted: readonly WantedMark[]): RegisterChanges {
  const changes: RegisterChanges = { inserts: [], updates: [], conflicts: [] };
  for (const mark of wanted) {
    const current = recorded.get(mark.personId) ?? null;
    if (current && !differs(current, mark)) continue;
    const mine = normalMark(mark);
    if ((current?.version ?? 0) !== mark.version) {
      if (!mark.shown || differs(mark.shown, mark)) changes.conflicts.push({ personId: mark.personId, mine, theirs: current });
    } else if (current) {
      changes.updates.push({ before: current, wanted: { ...mark, ...mine } });
    } else {
      changes.inserts.push({ ...mark, ...mine });
    }
  }
  return changes;
}

export function differs(a: Mark, b: Mark): boolean {
  const [one, other] = [normalMark(a), normalMark(b)];
  return one.status !== other.status || one.minutes !== other.minutes || one.reason !== other.reason;
}

/**
 * What the register proposes before anybody marked: present, or late for who signed in at a PC after the start.
 * @param startsAt when the session begins
 * @param length minutes that it lasts
 */
export function proposedMark(startsAt: Instant, length: number, arrivedAt: Instant | null): Mark {
  const minutes = arrivedAt === null ? 0 : Math.floor((arrivedAt - startsAt) / MINUTE);
  if (minutes <= ON_TIME_MINUTES) return { status: 'present', minutes: null, reason: null };
  return { status: 'late', minutes: Math.min(minutes, length - 1), reason: null };
}

export interface Tally {
  /** In the room, be it late or not to the end. */
  came: number;
  late: number;
  leftEarly: number;
  excused: number;
  absent: number;
}

export function tally(marks: Iterable<{ status: MarkStatus }>): Tally {
  const counts: Tally = { came: 0, late: 0, leftEarly: 0, excused: 0, absent: 0 };
  for (const { status } of marks) {
    if (attended(status)) counts.came += 1;
    if (status === 'late') counts.late += 1;
    else if (status === 'left_early') counts.leftEarly += 1;
    else if (status === 'excused') counts.excused += 1;
    else if (status === 'absent') counts.absent += 1;
  }
  return counts;
}

/** True for who was in the room. */
export function attended(status: MarkStatus): boolean {
  return status === 'present' || status === 'late' || status === 'left_early';
}

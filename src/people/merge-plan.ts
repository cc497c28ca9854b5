import type { Instant } from '../shared/kernel/clock.js';
import { mergeLearners, type MergedLearner } from './merge-rules.js';

/** A record of any table, by the names of its properties. */
export type Row = Record<string, unknown>;

/**
 * What becomes of two records that cannot both belong to one person: two marks of one session, two enrolments in one
 * edition. Tables without a rule keep the record of the person who stays.
 */
export interface CollisionRule {
  /** True for two records that must become one; unless told, those that a unique constraint of the table forbids. */
  collide?: (kept: Row, merged: Row) => boolean;
  /** The one that says more. */
  better?: (kept: Row, merged: Row) => 'kept' | 'merged';
  /** What the one that stays takes over from the one that goes. */
  joined?: (stays: Row, goes: Row) => Row;
  /** What else changes about a record that comes over. */
  moving?: (row: Row, now: Instant) => Row;
  /** The one that goes is not removed: it stays on record without the person, changed like this. */
  detached?: (goes: Row, now: Instant) => Row;
  /** Tables whose records follow from the one that goes to the one that stays; unless told, all that point to it. */
  followers?: readonly string[];
}

/** What belongs to a person by itself and is made anew, instead of being moved. */
export const NOT_MOVED: ReadonlySet<string> = new Set(['person_search_words']);

/** By table, since those who know people do not know the later features. */
export const COLLISION_RULES: Readonly<Record<string, CollisionRule>> = {
  learners: {
    joined: (stays, goes) => ({
      ...mergeLearners(stays as unknown as MergedLearner, goes as unknown as MergedLearner),
      leftAt: stays.leftAt === null || goes.leftAt === null ? null : Math.max(Number(stays.leftAt), Number(goes.leftAt)),
    }),
  },
  memberships: {
    collide: (kept, merged) => kept.organisationId === merged.organisationId && kept.post === merged.post && kept.until === null && merged.until === null,
    joined: (stays, goes) => ({ since: earlier(stays.since, goes.since) }),
  },
  enrolments: {
    better: first((row) => ['completed', 'enrolled', 'waiting', 'withdrawn'].indexOf(String(row.status)), (row) => (row.groupId ? 0 : 1), (row) => Number(row.enrolledAt)),
    joined: (stays, goes) => ({ enrolledAt: Math.min(Number(stays.enrolledAt), Number(goes.enrolledAt)) }),
  },
  // She came under one of her two names: what says that she was there longest is what happened.
  attendance_marks: {
    better: first((row) => ['present', 'late', 'left_early', 'excused', 'absent'].indexOf(String(row.status)), (row) => Number(row.minutes ?? 0)),
  },
  // Whom she let read under the other name was let read what is noted there: nobody reads more because two records became one.
  coaching_note_readers: { moving: (row, now) => ({ endedAt: row.endedAt ?? now }) },
  // She answered under both names: what she was through with says more.
  survey_answers: { better: first((row) => (row.finishedAt === null ? 1 : 0), (row) => (row.confidence === null ? 1 : 0)) },
  arrivals: { better: first((row) => Number(row.arrivedAt)) },
  // One post of the consortium, written down under two of her names: she held it from the first day to the last.
  consortium_posts: {
    collide: (kept, merged) => kept.memberId === merged.memberId && kept.post === merged.post
      && (kept.until === null || String(merged.since) <= String(kept.until)) && (merged.until === null || String(kept.since) <= String(merged.until)),
    joined: (stays, goes) => ({ since: earlier(stays.since, goes.since), until: stays.until === null || goes.until === null ? null : later(stays.until, goes.until) }),
  },
  // The kept person's stays, unless it is closed or nobody ever got into it; the card of the other is dead from then on.
  accounts: {
    better: first((row) => (row.disabledAt === null ? 0 : 1), (row) => (row.pinHash === null && row.passwordHash === null && row.cardCode === null ? 1 : 0)),
    detached: (goes, now) => ({
      personId: null,
      ...(goes.kind === 'learner' ? { cardCode: null, pinHash: null, disabledAt: goes.disabledAt ?? now, credentialsVersion: Number(goes.credentialsVersion) + 1 } : {}),
    }),
    followers: ['account_roles'],
  },
  // What the centre holds for either of them is hers.
  person_credits: { joined: (stays, goes) => ({ cents: Number(stays.cents) + Number(goes.cents) }) },
};


/** The record with the smaller figure; the first figure that differs decides, and where none does, the kept person's stays. */
function first(...figures: ((row: Row) => number)[]): (kept: Row, merged: Row) => 'kept' | 'merged' {
  return (kept, merged) => {
    const differing = figures.find((figure) => figure(kept) !== figure(merged));
    return differing && differing(merged) < differing(kept) ? 'merged' : 'kept';
  };
}

function later(a: unknown, b: unknown): unknown {
  return String(a) < String(b) ? b : a;
}

function earlier(a: unknown, b: unknown): unknown {
  if (a === null || b === null) return a ?? b;
  return String(a) < String(b) ? a : b;
}

import { daysBetween, type LocalDate } from '../shared/kernel/local-date.js';
import type { Level } from '../shared/kernel/levels.js';

/** Why Minka proposes coaching to somebody, what matters most first: whoever is about to be lost, before whoever has just come. */
export const PROPOSAL_REASONS = ['between-courses', 'absences', 'fear'] as const;
export type ProposalReason = (typeof PROPOSAL_REASONS)[number];

/** So many absences without an excuse ask for somebody to sit with her. */
export const ABSENCES = 2;
/** An absence counts for so many days. */
export const ABSENCES_COUNT_DAYS = 60;

/** That she fears the computer counts for so many days since she said it, which is until well into her first course. */
const FEAR_COUNTS_DAYS = 120;

/** What is known of a learner that coaching could help. */
export interface ProposalFacts {
  /** What her last diagnosis says: does she fear the computer? Null when she was not asked. */
  fear: string | null;
  /** When she said so. */
  fearSaidOn: LocalDate | null;
  /** When she last completed a course. */
  completedOn: LocalDate | null;
  /** In the last `ABSENCES_COUNT_DAYS`. */
  absences: number;
  lastAbsence: LocalDate | null;
  /** The level to which a course leads that she completed, when she is in none that follows it; null when there is none. */
  courseLevel: Level | null;
  level: Level | null;
  /** The date of her last booking that was neither cancelled nor missed: whoever did not come has had no coaching. */
  lastBooking: LocalDate | null;
}

/** Why coaching is proposed to her today; nothing while an hour of hers is to come. */
export function proposalReasons(facts: ProposalFacts, today: LocalDate): ProposalReason[] {
  const { absences, lastAbsence, courseLevel, level, lastBooking } = facts;
  if (lastBooking !== null && lastBooking >= today) return [];
  const reasons: Record<ProposalReason, boolean> = {
    fear: isAfraid(facts, today) && lastBooking === null,
    absences: absences >= ABSENCES && (lastBooking === null || lastBooking < (lastAbsence ?? '')),
    'between-courses': courseLevel !== null && (level ?? -1) < courseLevel,
  };
  return PROPOSAL_REASONS.filter((reason) => reasons[reason]);
}

/**
 * A little fear is common at every level, so that it counts with the first steps alone. It says little once it is long ago, and
 * nothing after a whole course at a PC.
 */
function isAfraid({ fear, fearSaidOn, completedOn, level }: ProposalFacts, today: LocalDate): boolean {
  if (fearSaidOn === null || daysBetween(fearSaidOn, today) > FEAR_COUNTS_DAYS) return false;
  if (completedOn !== null && completedOn >= fearSaidOn) return false;
  return fear === 'much' || (fear === 'some' && level === 0);
}

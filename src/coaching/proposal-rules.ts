import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Level } from '../shared/kernel/levels.js';

/** Why Minka proposes coaching to somebody, what matters most first. */
export const PROPOSAL_REASONS = ['fear', 'absences', 'between-courses'] as const;
export type ProposalReason = (typeof PROPOSAL_REASONS)[number];

/** So many absences without an excuse ask for somebody to sit with her. */
export const ABSENCES = 2;
/** An absence counts for so many days. */
export const ABSENCES_COUNT_DAYS = 60;

/** What is known of a learner that coaching could help. */
export interface ProposalFacts {
  /** What her last diagnosis says: does she fear the computer? Null when she was not asked. */
  fear: string | null;
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
export function proposalReasons({ fear, absences, lastAbsence, courseLevel, level, lastBooking }: ProposalFacts, today: LocalDate): ProposalReason[] {
  if (lastBooking !== null && lastBooking >= today) return [];
  const reasons: Record<ProposalReason, boolean> = {
    fear: (fear === 'much' || fear === 'some') && lastBooking === null,
    absences: absences >= ABSENCES && (lastBooking === null || lastBooking < (lastAbsence ?? '')),
    'between-courses': courseLevel !== null && (level ?? -1) < courseLevel,
  };
  return PROPOSAL_REASONS.filter((reason) => reasons[reason]);
}

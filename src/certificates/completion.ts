/** What an edition asks of whoever is to get a certificate. Both in whole per cent. */
export interface CompletionAsked {
  attendanceShare: number;
  practiceShare: number;
}

/** Unless a coordinator decides otherwise. */
export const USUAL_RULE: CompletionAsked = { attendanceShare: 70, practiceShare: 60 };

/** What somebody was there for and what she showed, so far. */
export interface CompletionFigures {
  /** Sessions with a mark of hers. */
  held: number;
  /** Of these, those she came to, be it late or not to the end. */
  came: number;
  /** Practices of the modules that her group took. */
  practices: number;
  /** Of these, those she finished. */
  finished: number;
}

/** Something that is asked and not there yet. */
export type Shortfall =
  | { what: 'no-session' }
  | { what: 'sessions'; missing: number }
  | { what: 'practices'; missing: number };

/**
 * What is missing for a certificate; nothing when the rule is met. Counted in whole sessions and practices, so that nobody
 * misses it by a rounding. Where there are no practices none are asked; where no session was held nothing was attended.
 */
export function shortfalls(asked: CompletionAsked, { held, came, practices, finished }: CompletionFigures): Shortfall[] {
  const missing: Shortfall[] = [];
  const sessions = needed(held, asked.attendanceShare) - came;
  if (held === 0 && asked.attendanceShare > 0) missing.push({ what: 'no-session' });
  else if (sessions > 0) missing.push({ what: 'sessions', missing: sessions });
  const toPractise = needed(practices, asked.practiceShare) - finished;
  if (toPractise > 0) missing.push({ what: 'practices', missing: toPractise });
  return missing;
}

export function meets(asked: CompletionAsked, figures: CompletionFigures): boolean {
  return shortfalls(asked, figures).length === 0;
}

/** What the attendance of a course that goes on comes to: of all its sessions, those held and those still to come. */
export interface WayToGo {
  all: number;
  needed: number;
  /** She gets there if she comes from now on. */
  reachable: boolean;
}

/**
 * How many of all sessions of her course she has to come to; a course of four of which one was held says little by that one
 * alone. Null while none was held, once none is to come, and when she has been at enough of them.
 * @param toCome sessions of her group of which she has no mark yet
 */
export function wayToGo({ attendanceShare }: CompletionAsked, { held, came }: CompletionFigures, toCome: number): WayToGo | null {
  const all = held + toCome;
  const least = needed(all, attendanceShare);
  return held === 0 || toCome === 0 || came >= least ? null : { all, needed: least, reachable: came + toCome >= least };
}

/** The shares that a coordinator can compare before she sets one. */
const COMPARED_SHARES: readonly number[] = [50, 60, 70, 80, 90];

/** How many people would meet each share of one part, the other part left aside. */
export function peopleAtShares(people: readonly CompletionFigures[], part: keyof CompletionAsked): { share: number; people: number }[] {
  const nothing: CompletionAsked = { attendanceShare: 0, practiceShare: 0 };
  return COMPARED_SHARES.map((share) => ({
    share, people: people.filter((figures) => meets({ ...nothing, [part]: share }, figures)).length,
  }));
}

/** The smallest whole number that is at least this share of the total. */
function needed(total: number, share: number): number {
  return Math.ceil((total * share) / 100);
}

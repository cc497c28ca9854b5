/** Where somebody stands on the way to a level. */
export type PlacementStage = 'to-diagnose' | 'to-test' | 'testing' | 'to-confirm' | 'placed';

/** What the queue knows of somebody; instants, null where it has not happened. */
export interface PlacementFacts {
  diagnosedAt: number | null;
  /** When the test began that is open now. */
  openSince: number | null;
  /** When the newest test ended. */
  testedAt: number | null;
  placedAt: number | null;
  /** When the staff last let her sit the test once more. */
  retestAllowedAt: number | null;
}

/**
 * A test that was finished after the last decision wants a new one, unless it is to be repeated; otherwise a decision
 * settles it, whatever is sat afterwards, until that is finished.
 */
export function stageOf(facts: PlacementFacts): PlacementStage {
  const { diagnosedAt, openSince, testedAt, placedAt, retestAllowedAt } = facts;
  const undecided = testedAt !== null && testedAt > (placedAt ?? 0);
  const repeats = testedAt !== null && retestAllowedAt !== null && retestAllowedAt > testedAt;
  if (undecided && !repeats) return 'to-confirm';
  if (placedAt !== null && !undecided) return 'placed';
  if (openSince !== null) return 'testing';
  return diagnosedAt === null && !repeats ? 'to-diagnose' : 'to-test';
}

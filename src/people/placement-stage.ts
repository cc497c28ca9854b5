/** Where somebody stands on the way to a level. */
export type PlacementStage = 'to-diagnose' | 'to-test' | 'testing' | 'to-confirm' | 'placed';

/** What the queue knows of somebody; instants, null where it has not happened. */
export interface PlacementFacts {
  diagnosedAt: number | null;
  testStartedAt: number | null;
  testFinishedAt: number | null;
  placedAt: number | null;
}

/** A test that was finished after the last decision wants a new one; otherwise a decision settles it. */
export function stageOf({ diagnosedAt, testStartedAt, testFinishedAt, placedAt }: PlacementFacts): PlacementStage {
  if (testFinishedAt !== null && testFinishedAt > (placedAt ?? 0)) return 'to-confirm';
  if (placedAt !== null) return 'placed';
  if (testStartedAt !== null) return 'testing';
  return diagnosedAt === null ? 'to-diagnose' : 'to-test';
}

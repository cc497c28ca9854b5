import type { Level } from '../shared/kernel/levels.js';
import type { Refusal } from '../shared/kernel/refusal.js';

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

/** Another level than the proposed one, or a level without a test, wants a reason: the history must explain itself. */
export function placementRefusals(
  { level, proposed, reason }: { level: Level; proposed: Level | null; reason: string | null },
): Refusal[] {
  if (level === proposed || reason) return [];
  return [{ field: 'reason', reason: proposed === null ? 'levels:refusals.reason-without-test' : 'levels:refusals.reason-to-override' }];
}

/** How sure the proposal is, in words: `sure` from 0.80 (where the test stops), `fairly` from 0.60, else `unsure`. */
export function certaintyWord(certainty: number): 'sure' | 'fairly' | 'unsure' {
  if (certainty >= 0.8) return 'sure';
  return certainty >= 0.6 ? 'fairly' : 'unsure';
}

import type { Level } from '../shared/kernel/levels.js';
import type { Refusal } from '../shared/kernel/refusal.js';

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

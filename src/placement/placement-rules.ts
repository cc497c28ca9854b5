import type { Level } from '../shared/kernel/levels.js';
import type { Refusal } from '../shared/kernel/refusal.js';

/** How far somebody has come; instants, null where it has not happened. */
export interface OwnSteps {
  diagnosedAt: number | null;
  /** When the test began that is open now. */
  openSince: number | null;
  /** When her newest test ended. */
  testedAt: number | null;
  /** When somebody last decided on her level. */
  decidedAt: number | null;
  /** When the staff last let her sit the test once more. */
  retestAllowedAt: number | null;
}

/**
 * Another level than the proposed one, a level without a test, and any change of what a person decided after the test
 * want a reason: the history must explain itself, and a key pressed once too often must not change it.
 *
 * @param settled somebody decided after the newest test was finished
 */
export function placementRefusals(
  { level, proposed, reason, settled }: { level: Level; proposed: Level | null; reason: string | null; settled: boolean },
): Refusal[] {
  if (reason) return [];
  if (settled) return [{ field: 'reason', reason: 'levels:refusals.reason-to-change' }];
  if (proposed === null) return [{ field: 'reason', reason: 'levels:refusals.reason-without-test' }];
  return level === proposed ? [] : [{ field: 'reason', reason: 'levels:refusals.reason-to-override' }];
}

/** True when she may begin a test: her first one, or once more because the staff said so afterwards. */
export function maySit(steps: Pick<OwnSteps, 'testedAt' | 'decidedAt' | 'retestAllowedAt'>): boolean {
  return doneAt(steps) === 0 || isAllowedAgain(steps);
}

/** True when the staff lets her sit it once more, and nothing has used that up. */
export function isAllowedAgain(steps: Pick<OwnSteps, 'testedAt' | 'decidedAt' | 'retestAllowedAt'>): boolean {
  return (steps.retestAllowedAt ?? 0) > doneAt(steps);
}

function doneAt({ testedAt, decidedAt }: Pick<OwnSteps, 'testedAt' | 'decidedAt'>): number {
  return Math.max(testedAt ?? 0, decidedAt ?? 0);
}

/** True for a decision that answers the newest test (nobody decides before it has ended); an older one says nothing about it. */
export function decidedSince(testedAt: number | null, decidedAt: number | null): boolean {
  return decidedAt !== null && decidedAt >= (testedAt ?? 0);
}

/** How long a decided level stands on her home: after that she has a group and other things to do. */
const NEWS = 30 * 86_400_000;

/** What her home tells her of her own steps, the most pressing first. */
export function ownNextSteps(steps: OwnSteps, now: number): ('answer' | 'go-on' | 'test' | 'waiting' | 'result')[] {
  const { diagnosedAt, openSince, testedAt, decidedAt } = steps;
  const decided = decidedSince(testedAt, decidedAt);
  return [
    ...(diagnosedAt === null && decidedAt === null ? ['answer' as const] : []),
    ...(diagnosedAt !== null && openSince !== null ? ['go-on' as const] : []),
    ...((diagnosedAt !== null || testedAt !== null) && openSince === null && maySit(steps) ? ['test' as const] : []),
    ...(testedAt !== null && !decided && !maySit(steps) ? ['waiting' as const] : []),
    ...(decided && now - (decidedAt as number) < NEWS ? ['result' as const] : []),
  ];
}

/**
 * How far along a test is, as far as anybody can tell: it ends when a level is sure enough, so what is left depends on
 * what she still does. Half-sure after half of the usual length is "few".
 *
 * @param ordinal of the item that is shown, 1 for the first
 */
export function progressWord(
  { ordinal, certainty }: { ordinal: number; certainty: number }, rule: { certainty: number; fewest: number; longest: number },
): 'first' | 'some' | 'few' | 'last' {
  if (ordinal === 1) return 'first';
  if (ordinal === rule.longest) return 'last';
  const near = ordinal >= rule.fewest && certainty >= rule.certainty - 0.1;
  return near || ordinal > rule.longest - 4 ? 'few' : 'some';
}

/** How sure the proposal is, in words: `sure` from 0.80 (where the test stops), `fairly` from 0.60, else `unsure`. */
export function certaintyWord(certainty: number): 'sure' | 'fairly' | 'unsure' {
  if (certainty >= 0.8) return 'sure';
  return certainty >= 0.6 ? 'fairly' : 'unsure';
}

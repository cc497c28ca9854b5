import type { Refusal } from '../shared/kernel/refusal.js';
import type { CoachingRules } from './coaching-settings.entity.js';

/** How long a booking may last: whole quarters of an hour, long enough to begin and short enough to stay awake. */
export const BOOKING_MINUTES = [15, 30, 45, 60, 75, 90, 105, 120] as const;

/** The least and the most of each setting, both included. */
export const SETTING_BOUNDS = {
  horizonDays: [1, 60],
  noticeMinutes: [0, 1_440],
  freeCancelHours: [0, 168],
  openAccessPcs: [0, 60],
  offerMinutes: [15, 1_440],
} as const satisfies Partial<Record<keyof CoachingRules, readonly [number, number]>>;

/**
 * What no centre can go by, whatever each number is for itself.
 * @param largestRoom how many PCs the largest room has; 0 where there is none on record yet
 */
export function settingsRefusals(values: CoachingRules, largestRoom: number): Refusal[] {
  const refusals: Refusal[] = [];
  if (largestRoom > 0 && values.openAccessPcs >= largestRoom) {
    refusals.push({ field: 'openAccessPcs', reason: 'coaching:settings.refusals.no-pc-left', params: { most: largestRoom - 1 } });
  }
  if (values.noticeMinutes >= values.horizonDays * 1_440) {
    refusals.push({ field: 'noticeMinutes', reason: 'coaching:settings.refusals.notice-beyond' });
  }
  return refusals;
}

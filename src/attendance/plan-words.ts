import type { FlashMessage } from '../shared/web/flash.js';
import type { Translate } from '../shared/web/i18n.js';
import type { PlanOutcome } from './plan-sessions.js';

/** What was cancelled, and whether the lessons have found other dates. */
export function closedFlash(t: Translate, { cancelled, withoutDate }: PlanOutcome & { cancelled: number }): FlashMessage {
  if (withoutDate === 0) return { key: 'attendance:flash.closed', params: { count: cancelled } };
  return { key: 'attendance:flash.closed-short', kind: 'warning', params: { count: cancelled, lessons: lessonsWords(t, withoutDate) } };
}

/** What planning the sessions of a group did, up to which lesson. */
export function planFlash(t: Translate, { added, withoutDate }: PlanOutcome): FlashMessage {
  const key = `attendance:flash.planned${added === 0 ? '-none' : ''}${withoutDate > 0 ? '-short' : ''}`;
  return { key, params: { count: added, lessons: lessonsWords(t, withoutDate) }, ...(withoutDate > 0 ? { kind: 'warning' as const } : {}) };
}

/** What cancelling one session, or restoring it, did to the lessons of its group. */
export function movedFlash(t: Translate, key: 'cancelled' | 'restored', { added, moved, withoutDate }: PlanOutcome): FlashMessage {
  if (withoutDate > 0) return { key: `attendance:flash.${key}-short`, kind: 'warning', params: { lessons: lessonsWords(t, withoutDate) } };
  return { key: `attendance:flash.${key}${added + moved > 0 ? '-moved' : ''}` };
}

function lessonsWords(t: Translate, count: number): string {
  return t('attendance:closed.lessons', { count });
}

import type { Translate } from '../shared/web/i18n.js';
import { listWords } from '../shared/web/date-words.js';
import type { Mark, MarkStatus, Tally } from './register-rules.js';

/** `Tarde, 10 minutos`, `Justificada: cita médica`; null: nothing is marked. */
export function markWords(t: Translate, mark: Mark | null): string {
  if (!mark) return t('attendance:status.none');
  const status = t(`attendance:status.${mark.status}`);
  if (mark.minutes !== null) return t('attendance:mark.minutes', { status, count: mark.minutes });
  return mark.reason ? t('attendance:mark.reason', { status, reason: mark.reason }) : status;
}

/** `16 presentes, 1 tarde y 3 ausentes`; who is there always stands, the others when there are any. */
export function tallyWords(t: Translate, { came, late, leftEarly, excused, absent }: Tally): string {
  const present = came - late - leftEarly;
  const parts: [MarkStatus, number][] = [['late', late], ['left_early', leftEarly], ['excused', excused], ['absent', absent]];
  const words = parts.filter(([, count]) => count > 0).map(([status, count]) => t(`attendance:tally.${status}`, { count }));
  return listWords(t, [t('attendance:tally.present', { count: present }), ...words]);
}

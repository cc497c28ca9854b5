import { bandsOf, type Availability } from '../shared/kernel/availability.js';
import { hoursWords, listWords, weekdaysWords } from '../shared/web/date-words.js';
import type { Translate } from '../shared/web/i18n.js';
import type { EnrolmentStatus } from './enrolment.entity.js';
import type { WeeklyTime } from './weekly-time.js';

export interface BadgeView {
  text: string;
  kind?: string;
}

/** `Inicial`; says so where nobody has placed her yet. */
export function levelWords(t: Translate, level: number | null): string {
  return level === null ? t('groups:level.none') : t(`levels:names.${level}`);
}

/** `L-M-V mañana, sábado tarde` */
export function availabilityWords(t: Translate, availability: Availability | null): string {
  if (availability === null) return t('groups:availability.unknown');
  const bands = bandsOf(availability).map((band) => t(`groups:bands.${band}`));
  return bands.length > 0 ? listWords(t, bands) : t(availability === 0 ? 'groups:availability.never' : 'groups:availability.other');
}

/** `lunes, miércoles y viernes, 09:00 a 11:00` */
export function timeWords(t: Translate, { days, startsAt, endsAt }: WeeklyTime): string {
  return t('groups:when', { days: weekdaysWords(t, days), hours: hoursWords(t, startsAt, endsAt) });
}

const KINDS: Readonly<Record<EnrolmentStatus, string | undefined>> = {
  enrolled: 'info', waiting: 'warning', withdrawn: undefined, completed: 'success',
};

export function statusBadge(t: Translate, status: EnrolmentStatus): BadgeView {
  return { text: t(`groups:statuses.${status}`), kind: KINDS[status] };
}

/** Why somebody has no group, in plain words. */
export function reasonWords(t: Translate, reason: string | null): string {
  return reason === null ? '' : t(`groups:reasons.${reason}`);
}

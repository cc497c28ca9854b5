import { weekWords } from '../centres/weekly-hours.form.js';
import type { WeeklyHours } from '../centres/weekly-hours.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { dayWords, hoursWords, spanWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { touches, type ExceptionSpan } from './coach-exceptions.js';
import { coachHead, coachPath } from './coaches.presenter.js';
import type { CoachRow } from './coaches.repository.js';
import { EXCEPTION_KINDS } from './coaching-words.js';
import { displacedLink } from './displaced-words.js';
import type { StandingBooking } from './misfits.js';

/** The page of a coach's week, beside its lines. */
export function hoursView(
  t: Translate, coach: CoachRow, { open, outside }: { open: readonly WeeklyHours[]; outside: readonly StandingBooking[] },
): object {
  const opens = weekWords(t, open);
  return {
    ...coachHead(t, coach, 'hours'), action: `${coachPath(coach.id)}/hours`,
    opens: opens ? t('coaching:coaches.hours.opens', { hours: opens }) : null,
    outside: displacedLink(t, 'coaching:coaches.displaced.outside', outside),
  };
}

interface Coming {
  spans: readonly ExceptionSpan[];
  standing: readonly StandingBooking[];
  form: FormView;
  today: LocalDate;
}

/** The dates to come on which a coach's hours differ, and the form for more. */
export function exceptionsView(t: Translate, coach: CoachRow, { spans, standing, form, today }: Coming): object {
  const url = `${coachPath(coach.id)}/exceptions`;
  return {
    ...coachHead(t, coach, 'exceptions'), form, action: url,
    spans: spans.map((span) => ({
      days: daysWords(t, span, today), hours: spanHoursWords(t, span), reason: span.reason,
      badge: { text: t(`coaching:coaches.exceptions.${span.kind}`), kind: span.kind === 'away' ? 'warning' : 'success' },
      bookings: span.kind === 'away' ? displacedLink(t, 'coaching:coaches.displaced.within', standing.filter((booking) => touches(span, booking))) : null,
      removalUrl: `${url}/${span.id}/removal`,
    })),
    fields: [
      field(form, t, {
        name: 'kind', type: 'radios', label: 'coaching:coaches.fields.kind', value: 'away',
        choices: EXCEPTION_KINDS.map((value) => ({ value, label: t(`coaching:coaches.kinds.${value}`), hint: t(`coaching:coaches.kinds.${value}-about`) })),
      }),
      field(form, t, { name: 'fromDate', type: 'date', label: 'coaching:coaches.fields.from-date', hint: 'coaching:coaches.hints.from-date' }),
      field(form, t, { name: 'toDate', type: 'date', label: 'coaching:coaches.fields.to-date', hint: 'coaching:coaches.hints.to-date', optional: true }),
      field(form, t, { name: 'fromTime', type: 'time', label: 'coaching:coaches.fields.from-time', hint: 'coaching:coaches.hints.from-time', optional: true }),
      field(form, t, { name: 'toTime', type: 'time', label: 'coaching:coaches.fields.to-time', optional: true }),
      field(form, t, { name: 'reason', label: 'coaching:coaches.fields.reason', hint: 'coaching:coaches.hints.reason', optional: true, maxlength: 200 }),
    ],
  };
}

/** The question before her hours of the week count again. @param left the bookings that would lie outside of them */
export function removalView(t: Translate, coach: CoachRow, span: ExceptionSpan, left: readonly StandingBooking[]): object {
  const back = `${coachPath(coach.id)}/exceptions`;
  const hours = span.hours ? `, ${hoursWords(t, span.hours.from, span.hours.to)}` : '';
  return {
    text: t(`coaching:coaches.removal.text-${span.kind}`, { days: daysWords(t, span, span.fromDate) + hours }), action: `${back}/${span.id}/removal`, hidden: [{ name: 'toDate', value: span.toDate }],
    link: span.kind === 'extra' ? displacedLink(t, 'coaching:coaches.displaced.within', left) : null,
    submit: t('coaching:coaches.removal.submit'), backUrl: back, back: t('common:cancel'),
  };
}

function daysWords(t: Translate, { fromDate, toDate }: ExceptionSpan, today: LocalDate): string {
  return fromDate === toDate ? dayWords(t, fromDate, today) : spanWords(t, fromDate, toDate);
}

function spanHoursWords(t: Translate, { hours }: ExceptionSpan): string {
  return hours ? hoursWords(t, hours.from, hours.to) : t('coaching:coaches.exceptions.whole-day');
}

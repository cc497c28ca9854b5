import type { Closing } from '../centres/centre-calendar.js';
import type { Id } from '../shared/kernel/ids.js';
import { dayWords, hoursWords } from '../shared/web/date-words.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import type { ClosedSession } from './closed-sessions.js';
import type { SessionRow } from './sessions.repository.js';

/** What `attendance/closed-sessions` shows. */
export function closedSessionsView(t: Translate, centreId: Id, closed: readonly ClosedSession<SessionRow>[], form: FormView): object {
  const choices = closed.map(({ session, closing }) => ({
    value: session.id,
    label: t('attendance:closed.session', { day: dayWords(t, session.date), hours: hoursWords(t, session.startsAt, session.endsAt), group: session.groupName }),
    hint: [closingWords(t, closing), session.lessonTitle].filter(Boolean).join(' · '),
  }));
  return {
    form, back: `/centres/${centreId}/holidays`, action: `/centres/${centreId}/closed-sessions`,
    field: closed.length === 0 ? null : field(form, t, {
      name: 'sessions', type: 'checkboxes', label: 'attendance:closed.label', choices, value: choices.map(({ value }) => value),
    }),
  };
}

/** Why the centre is closed, as it is put down with the session. */
export function closingWords(t: Translate, closing: Closing): string {
  return closing.why === 'holiday' ? t('attendance:closed.holiday', { name: closing.name }) : t('attendance:closed.hours');
}

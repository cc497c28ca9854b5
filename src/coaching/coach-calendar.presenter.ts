import type { Translate } from '../shared/web/i18n.js';
import { coachHead, coachPath } from './coaches.presenter.js';
import type { CoachRow } from './coaches.repository.js';

/** Whether the calendar has an address, and what can be done about it. */
export function calendarView(t: Translate, coach: CoachRow, own: boolean): object {
  const url = `${coachPath(coach.id)}/calendar`;
  const state = coach.hasCalendar ? 'has' : 'none';
  return {
    ...coachHead(t, coach, 'calendar'),
    state: t(`coaching:calendar.${own ? 'own' : 'others'}.${state}`),
    createUrl: own && !coach.hasCalendar ? `${url}/renewal` : null,
    renewUrl: own && coach.hasCalendar ? `${url}/renewal` : null,
    revokeUrl: coach.hasCalendar ? `${url}/revocation` : null,
  };
}

/** The address, shown once. `webcal:` opens the calendar of a phone or computer right away. */
export function addressView(coach: CoachRow, address: string): object {
  return { name: coach.name, address, openUrl: address.replace(/^https?:/u, 'webcal:'), doneUrl: `${coachPath(coach.id)}/calendar` };
}

export function renewalView(t: Translate, coach: CoachRow): object {
  return question(t, coach, 'renewal', coach.hasCalendar);
}

export function revocationView(t: Translate, coach: CoachRow): object {
  return question(t, coach, 'revocation', true);
}

function question(t: Translate, coach: CoachRow, act: 'renewal' | 'revocation', danger: boolean): object {
  const url = `${coachPath(coach.id)}/calendar`;
  return {
    text: t(`coaching:calendar.${act}.text`), action: `${url}/${act}`, submit: t(`coaching:calendar.${act}.submit`), danger,
    backUrl: url, back: t('common:cancel'),
  };
}

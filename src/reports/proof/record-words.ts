import type { Id } from '../../shared/kernel/ids.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import type { Translate } from '../../shared/web/i18n.js';
import type { ProvenAction, ProvenAnswer, ProvenBooking, ProvenEnrolment, ProvenSession } from './proof-records.repository.js';

/** A record behind a figure as a row names it; without a link where it is another centre's. */
export interface RecordWords {
  text: string;
  href?: string;
  detail?: string | null;
}

export function sessionWords(t: Translate, session: ProvenSession, here: Id): RecordWords {
  return { text: whenWords(t, session), detail: session.groupName, ...linkAt(session, here, `/sessions/${session.id}/register`) };
}

export function enrolmentWords(enrolment: ProvenEnrolment, here: Id): RecordWords {
  const { edition, editionId, groupId, groupName } = enrolment;
  return { text: edition, detail: groupName, ...linkAt(enrolment, here, groupId === null ? `/editions/${editionId}` : `/groups/${groupId}`) };
}

export function bookingWords(t: Translate, booking: ProvenBooking, here: Id): RecordWords {
  return { text: whenWords(t, booking), detail: t('figures:proof.coach', { name: booking.coach }), ...linkAt(booking, here, `/coaching/bookings/${booking.id}`) };
}

export function actionWords(t: Translate, action: ProvenAction, here: Id): RecordWords {
  return { text: t(`actions:kinds.${action.kind}`), detail: formatLocalDate(action.doneOn), ...linkAt(action, here, `/actions/${action.id}`) };
}

/** The edition that answers are of. */
export function surveyWords({ edition, editionId, ...answer }: ProvenAnswer, here: Id): RecordWords {
  return { text: edition, ...linkAt(answer, here, `/surveys/${editionId}`) };
}

/** `23/11/2026, 10:00 a 11:30` */
function whenWords(t: Translate, { date, startsAt, endsAt }: { date: string; startsAt: string; endsAt: string }): string {
  return t('figures:proof.at', { date: formatLocalDate(date), from: startsAt, to: endsAt });
}

function linkAt({ centreId }: { centreId: Id }, here: Id, href: string): { href?: string } {
  return centreId === here ? { href } : {};
}

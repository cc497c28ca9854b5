import type { Instant } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Role } from '../shared/kernel/roles.js';
import { isLocale, DEFAULT_LOCALE } from '../shared/web/i18n.js';
import { quietTimeOf } from '../shared/web/quiet-time.js';
import type { AccountKind, Viewer } from '../shared/web/viewer.js';
import type { MinkaSession } from './session-data.js';

/** A session is written at most so often, however busy its viewer is. */
export const TOUCH_EVERY = 60_000;
/** Whatever is done in between: a day's work and no more. */
const LONGEST = 12 * 3_600_000;
/** Time to type the second step, or to set it up. */
const PENDING = 15 * 60_000;

/** An account as the session's query joins it: the same account on each row, a role each. */
export interface AccountRow {
  kind: AccountKind;
  person_id: Id | null;
  display_name: string;
  /** Of the account's person, where it has one. */
  given_names?: string | null;
  locale: string | null;
  large_print: boolean | number;
  high_contrast: boolean | number;
  credentials_version: number;
  disabled_at: number | null;
  role: Role | null;
  role_centre_id: Id | null;
  /** When she opened a till that is still open, where that was before today. */
  till_left_open: LocalDate | null;
}

/** When a session ends unless it is used again. The quiet time runs from the last touch, which may lie a minute back. */
export function expiryOf(now: Instant, signedIn: MinkaSession | undefined, kind: AccountKind, atWork: boolean): Instant {
  if (!signedIn) return now + PENDING;
  const quiet = quietTimeOf({ kind, stationId: signedIn.stationId, inClass: isInClass(signedIn, now) }, atWork);
  const quietEnd = quiet ? now + quiet.outAfter * 1_000 + TOUCH_EVERY : Infinity;
  return Math.min(quietEnd, signedIn.signedInAt + LONGEST);
}

/** The viewer of a session, or null when the account is disabled, changed its secret, or lost its roles at the centre. */
export function viewerOf(session: MinkaSession, rows: readonly AccountRow[], now: Instant): Viewer | null {
  const [account] = rows;
  if (!account || account.disabled_at !== null) return null;
  if (Number(account.credentials_version) !== session.credentialsVersion) return null;
  const roles = rolesAt(session.centreId, rows);
  if (roles.length === 0) return null;
  return {
    accountId: session.accountId,
    personId: account.person_id,
    name: account.display_name,
    givenNames: account.given_names ?? null,
    kind: account.kind,
    centreId: session.centreId,
    centreName: session.centreName,
    roles,
    severalCentres: rows.some((row) => row.role !== null && row.role_centre_id !== session.centreId),
    locale: isLocale(account.locale) ? account.locale : DEFAULT_LOCALE,
    largePrint: Boolean(account.large_print),
    highContrast: Boolean(account.high_contrast),
    stationId: session.stationId,
    inClass: isInClass(session, now),
    tillLeftOpen: account.till_left_open,
  };
}

/** Whoever comes a little early comes for it. */
const EARLY = 30 * 60_000;

/** @returns the end of the session that goes on or is about to begin; null when there is none */
export function classUntil(sessions: readonly { startsAt: Instant; endsAt: Instant }[], now: Instant): Instant | null {
  const ends = sessions.filter(({ startsAt, endsAt }) => startsAt - EARLY <= now && now < endsAt).map(({ endsAt }) => endsAt);
  return ends.length > 0 ? Math.max(...ends) : null;
}

function isInClass({ classUntil: until }: MinkaSession, now: Instant): boolean {
  return until !== null && until !== undefined && now < until;
}

function rolesAt(centreId: Id, rows: readonly AccountRow[]): Role[] {
  const roles = new Set<Role>();
  for (const { role, role_centre_id: at } of rows) {
    if (role && (at === null || at === centreId)) roles.add(role);
  }
  return [...roles];
}

import { fromJson } from '../shared/database/columns.js';
import type { Purpose } from './consent-texts.js';
import type { Consent } from './consent.entity.js';

/**
 * Whether somebody agreed to be called or written to (Law 29733), by her newest consent at a centre: no when it covers
 * other things only, or when she took it back; null when nobody has asked her yet.
 */
export function mayBeContacted(newest: Pick<Consent, 'covers' | 'withdrawnAt'> | null): boolean | null {
  return newest && newest.withdrawnAt === null && newest.covers.includes('contact' satisfies Purpose);
}

/** What a query gives to `contactIn`: the newest consent of a person at a centre. @param person, centre expressions or a parameter */
export function newestConsent(person: string, centre: string): string {
  return `(SELECT CASE WHEN c.withdrawn_at IS NULL THEN c.covers ELSE '[]' END FROM consents c
    WHERE c.person_id = ${person} AND c.centre_id = ${centre} ORDER BY c.given_on DESC, c.id DESC LIMIT 1)`;
}

/** Whether a person consents to the use of her data at a centre, as SQL: 1 or 0. @param person, centre expressions or a parameter */
export function consentStands(person: string, centre: string): string {
  return `EXISTS (SELECT 1 FROM consents x WHERE ${consentOf('x', person, centre)})`;
}

/** The condition for a join with such consents: there may be several of one person. @param alias of `consents` @param person, centre expressions or a parameter */
export function consentOf(alias: string, person: string, centre: string): string {
  return `${alias}.person_id = ${person} AND ${alias}.centre_id = ${centre} AND ${alias}.withdrawn_at IS NULL`;
}

/** Whether a person took back her consent at a centre and gave no other: her data are kept, and not used. As SQL: 1 or 0; 0 for whom nobody has asked. @param person, centre expressions or a parameter */
export function consentWithdrawn(person: string, centre: string): string {
  return `(EXISTS (SELECT 1 FROM consents w WHERE w.person_id = ${person} AND w.centre_id = ${centre}) AND NOT ${consentStands(person, centre)})`;
}

/** `mayBeContacted` of what `newestConsent` gave. */
export function contactIn(covers: string | null): boolean | null {
  return mayBeContacted(covers === null ? null : { covers: fromJson(covers) as string[], withdrawnAt: null });
}

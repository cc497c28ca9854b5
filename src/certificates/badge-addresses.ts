import { createHash } from 'node:crypto';
import type { Id } from '../shared/kernel/ids.js';
import type { Certificate } from './certificate.entity.js';

/** Where the public parts of badges are found. `base` is Minka's address without a slash at its end. */
export const badgeAddresses = {
  certificate: (base: string, publicCode: string): string => `${base}/c/${publicCode}`,
  issuer: (base: string, centreId: Id): string => `${base}/badges/issuers/${centreId}`,
  achievement: (base: string, told: ToldCourse): string => `${base}/badges/achievements/${told.centreId}/${told.courseCode}/${wordsKey(told)}`,
  revocations: (base: string, centreId: Id): string => `${base}/badges/revocations/${centreId}`,
  key: (base: string, keyId: Id): string => `${base}/badges/keys/${keyId}`,
  keys: (base: string): string => `${base}/badges/keys`,
};

/** A course as a certificate names it. */
export type ToldCourse = Pick<Certificate, 'centreId' | 'courseCode' | 'courseTitle' | 'hours'>;

/** What tells a course of one name from the same course under another: who has a badge finds there the words that it was given with. */
export function wordsKey({ courseTitle, hours }: Pick<ToldCourse, 'courseTitle' | 'hours'>): string {
  return createHash('sha256').update(JSON.stringify([courseTitle, Number(hours)])).digest('hex').slice(0, 16);
}

/** The id of a key, of its address; null where it is none. */
export function keyIdOf(kid: unknown): string | null {
  return typeof kid === 'string' ? /\/badges\/keys\/([0-9a-f-]{36})$/u.exec(kid)?.[1] ?? null : null;
}

/** What names a credential: its certificate, without the code that opens the public page. */
export function credentialId(certificateId: Id): string {
  return `urn:uuid:${certificateId}`;
}

export function certificateIdOf(credential: unknown): string | null {
  return typeof credential === 'string' ? /^urn:uuid:([0-9a-f-]{36})$/u.exec(credential)?.[1] ?? null : null;
}

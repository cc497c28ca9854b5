import { Injectable } from '@nestjs/common';
import type { JWK } from 'jose';
import { Clock } from '../shared/kernel/clock.js';
import type { Id } from '../shared/kernel/ids.js';
import { NotThere, Refused } from '../shared/kernel/refusal.js';
import { DEFAULT_LOCALE, translator } from '../shared/web/i18n.js';
import { badgeAddresses, credentialId, wordsKey } from './badge-addresses.js';
import { BADGE_ALGORITHM, BadgeKeys } from './badge-keys.js';
import { proveBadge, signBadge, type BadgeFault } from './badge-proof.js';
import { CertificatesRepository, type CertificateView, type PublicCertificate } from './certificates.repository.js';
import { achievement, credentialPayload, issuerProfile, type CredentialWords } from './credential.js';

export type CheckedBadge = { ok: true; certificate: PublicCertificate } | { ok: false; fault: BadgeFault };

/** Badges of certificates, and what the world needs to check them. `base` is Minka's public address. */
@Injectable()
export class BadgesService {
  constructor(private readonly keys: BadgeKeys, private readonly certificates: CertificatesRepository, private readonly clock: Clock) {}

  /** The badge of a certificate that counts: a VC-JWT. @throws Refused when it is revoked, or where no key can sign */
  async badgeOf(base: string, certificate: CertificateView): Promise<string> {
    if (certificate.revokedAt !== null) throw new Refused({ reason: 'certificates:refusals.revoked' });
    return signBadge(base, credentialPayload(base, certificate, wordsOf(certificate.courseTitle, certificate.hours)), await this.keys.signing());
  }

  /** What somebody shows as a badge: whose certificate it is, or why it is refused. */
  async check(text: string): Promise<CheckedBadge> {
    const proven = await proveBadge(text, (id) => this.keys.verifying(id), this.clock.now());
    if (!proven.ok) return proven;
    const certificate = await this.certificates.byId(proven.certificateId);
    return certificate ? { ok: true, certificate } : { ok: false, fault: 'foreign' };
  }

  /** The public keys as a JWK set. */
  async keySet(base: string): Promise<{ keys: JWK[] }> {
    return { keys: (await this.keys.published()).map(({ id, publicJwk }) => published(base, id, publicJwk)) };
  }

  /** @throws NotThere */
  async key(base: string, id: Id): Promise<JWK> {
    const found = (await this.keys.published()).find((key) => key.id === id);
    if (!found) throw new NotThere('badge key');
    return published(base, id, found.publicJwk);
  }

  /** @throws NotThere */
  async issuer(base: string, centreId: Id): Promise<object> {
    return { '@context': 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', ...issuerProfile(base, await this.certificates.centre(centreId)) };
  }

  /**
   * What is achieved with a course, in the words that certificates were given with.
   * @param key which words: of the address in a badge; null for the course as Minka brings it, as badges named it once
   * @throws NotThere
   */
  async achievement(base: string, courseCode: string, { centreId, key }: { centreId: Id; key: string } | { centreId: null; key: null }): Promise<object> {
    const told = centreId === null ? await this.certificates.course(courseCode)
      : (await this.certificates.toldCourses(centreId, courseCode)).find((one) => wordsKey(one) === key);
    if (!told) throw new NotThere('achievement');
    const id = centreId === null ? `${base}/badges/achievements/${told.courseCode}` : badgeAddresses.achievement(base, { ...told, centreId });
    return { '@context': 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', ...achievement(id, wordsOf(told.courseTitle, told.hours)) };
  }

  /** In the form of 1EdTech's Revocation List Status Method; why they were revoked stays at the centre. @throws NotThere */
  async revocations(base: string, centreId: Id): Promise<object> {
    const { id } = await this.certificates.centre(centreId);
    const revoked = await this.certificates.revokedAt(id);
    return {
      id: badgeAddresses.revocations(base, id), issuer: badgeAddresses.issuer(base, id),
      revokedCredential: revoked.map((certificate) => ({ id: credentialId(certificate.id), revoked: true })),
    };
  }
}

/** Badges speak the language of the courses, whoever downloads them. */
function wordsOf(courseTitle: string, hours: number): CredentialWords {
  const t = translator(DEFAULT_LOCALE);
  return { name: courseTitle, description: t('certificates:badge.description', { course: courseTitle, count: hours }), criteria: t('certificates:badge.criteria') };
}

function published(base: string, id: Id, { kty, n, e }: JWK): JWK {
  return { kty, n, e, alg: BADGE_ALGORITHM, use: 'sig', kid: badgeAddresses.key(base, id) } as JWK;
}

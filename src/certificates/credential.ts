import { createHash } from 'node:crypto';
import { badgeAddresses, credentialId } from './badge-addresses.js';
import type { Certificate } from './certificate.entity.js';

/** The words of a credential, in the language in which courses are taught. */
export interface CredentialWords {
  name: string;
  description: string;
  criteria: string;
}

type Told = Pick<Certificate, 'id' | 'publicCode' | 'centreId' | 'courseCode' | 'personName' | 'courseTitle' | 'hours' | 'centreName' | 'issuedAt'>;

const CONTEXT = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
];

/** Who gives the badges of a centre: a profile of Open Badges 3.0. */
export function issuerProfile(base: string, centre: { id: string; name: string }): object {
  return { id: badgeAddresses.issuer(base, centre.id), type: ['Profile'], name: centre.name, url: base };
}

/** What is achieved with a course. */
export function achievement(id: string, { name, description, criteria }: CredentialWords): object {
  return {
    id, type: ['Achievement'], achievementType: 'Course', name, description,
    criteria: { narrative: criteria },
  };
}

/**
 * A certificate as the payload of an Open Badge 3.0 in the form of a VC-JWT (section 8.2 of the specification: the
 * credential's members beside the registered claims). Her name stands in it as a hash only: whoever holds the badge and
 * knows the name can compare; who finds the badge learns nothing.
 */
export function credentialPayload(base: string, certificate: Told, words: CredentialWords): Record<string, unknown> {
  const id = credentialId(certificate.id);
  const issuer = issuerProfile(base, { id: certificate.centreId, name: certificate.centreName }) as { id: string };
  const page = badgeAddresses.certificate(base, certificate.publicCode);
  const subject = `${page}#persona`;
  // A claim of time counts whole seconds, and both must say the same.
  const seconds = Math.floor(certificate.issuedAt / 1_000);
  return {
    '@context': CONTEXT, id, type: ['VerifiableCredential', 'OpenBadgeCredential'], name: words.name, issuer,
    validFrom: new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z'),
    credentialSubject: {
      id: subject, type: ['AchievementSubject'], identifier: [identityOf(certificate)], achievement: achievement(badgeAddresses.achievement(base, certificate), words),
    },
    evidence: [{ id: page, type: ['Evidence'], name: words.name }],
    credentialStatus: { id: badgeAddresses.revocations(base, certificate.centreId), type: '1EdTechRevocationList' },
    iss: issuer.id, jti: id, nbf: seconds, sub: subject,
  };
}

function identityOf({ id, personName }: Told): object {
  const hash = createHash('sha256').update(personName + id).digest('hex');
  return { type: 'IdentityObject', hashed: true, identityType: 'name', identityHash: `sha256$${hash}`, salt: id };
}

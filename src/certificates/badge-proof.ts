import { base64url, CompactSign, compactVerify, decodeProtectedHeader, type CryptoKey } from 'jose';
import { keyIdOf, badgeAddresses, certificateIdOf } from './badge-addresses.js';
import { BADGE_ALGORITHM, type SigningKey } from './badge-keys.js';

/** Signs a credential. @returns a compact JWS */
export function signBadge(base: string, payload: Record<string, unknown>, key: SigningKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: BADGE_ALGORITHM, typ: 'JWT', kid: badgeAddresses.key(base, key.id), jwk: key.publicJwk })
    .sign(key.privateKey);
}

/** Why a badge is refused: it is none at all, it was changed, or somebody else signed it. */
export type BadgeFault = 'no-badge' | 'changed' | 'foreign';

export type ProvenBadge = { ok: true; certificateId: string } | { ok: false; fault: BadgeFault };

const LONGEST = 20_000;

/**
 * Tells whether Minka signed this badge, and whether it is as it was signed, to the letter. Trusts the key that Minka
 * knows under the id in the badge, never one that comes with the badge.
 * @param verifying finds the public key by its id
 */
export async function proveBadge(text: string, verifying: (id: string | null) => Promise<CryptoKey | null>, now: number): Promise<ProvenBadge> {
  const jws = text.replace(/^\uFEFF/u, '').replace(/\s+/gu, '');
  if (jws.length > LONGEST || !/^[^.]+\.[^.]+\.[^.]+$/u.test(jws)) return refuse('no-badge');
  if (!jws.split('.').every(isCanonical)) return refuse('changed');
  const kid = keyIdOf(headerOf(jws)?.kid);
  const key = await verifying(kid);
  if (!key) return refuse(headerOf(jws) === null ? 'changed' : 'foreign');
  const payload = await payloadOf(jws, key);
  if (payload === null) return refuse('changed');
  const certificateId = certificateIdOf(payload.id);
  if (certificateId === null || payload.jti !== payload.id || typeof payload.nbf !== 'number' || payload.nbf * 1_000 > now) return refuse('foreign');
  return { ok: true, certificateId };
}

function refuse(fault: BadgeFault): ProvenBadge {
  return { ok: false, fault };
}

/** The last letter of a part has bits that say nothing: another letter there would be read as the same bytes. */
function isCanonical(part: string): boolean {
  try {
    return base64url.encode(base64url.decode(part)) === part;
  } catch {
    return false;
  }
}

function headerOf(jws: string): { kid?: unknown } | null {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    return null;
  }
}

async function payloadOf(jws: string, key: CryptoKey): Promise<Record<string, unknown> | null> {
  try {
    const { payload } = await compactVerify(jws, key, { algorithms: [BADGE_ALGORITHM] });
    return JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
  } catch {
    return null;
  }
}

import { CompactSign, exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import fc from 'fast-check';
import { newId } from '../shared/kernel/ids.js';
import type { SigningKey } from './badge-keys.js';
import { proveBadge, signBadge, type ProvenBadge } from './badge-proof.js';
import { credentialPayload } from './credential.js';

const BASE = 'https://minka.example.org';
const NOW = Date.UTC(2026, 10, 23, 15);
const certificate = {
  id: newId(), publicCode: '0123456789ABCDEF', centreId: newId(), courseCode: 'C2', personName: 'Rosa María Alva Ñuñez',
  courseTitle: 'Democracia digital y equidad', hours: 20, centreName: 'Villa El Salvador', issuedAt: NOW - 60_500,
};
const words = { name: 'Democracia digital y equidad', description: 'Un curso', criteria: 'Asistir y practicar' };
const payload = credentialPayload(BASE, certificate, words);

async function makeKey(): Promise<SigningKey & { publicKey: CryptoKey }> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { id: newId(), privateKey, publicKey, publicJwk: await exportJWK(publicKey) };
}

describe('a badge', () => {
  let key: Awaited<ReturnType<typeof makeKey>>;
  let former: Awaited<ReturnType<typeof makeKey>>;
  let badge: string;
  const prove = (text: string, now = NOW): Promise<ProvenBadge> => (
    proveBadge(text, (id) => Promise.resolve([key, former].find((one) => one.id === id)?.publicKey ?? null), now));
  const fault = async (text: string, now?: number): Promise<string> => {
    const proven = await prove(text, now);
    return proven.ok ? 'proven' : proven.fault;
  };

  beforeAll(async () => {
    [key, former] = await Promise.all([makeKey(), makeKey()]);
    badge = await signBadge(BASE, payload, key);
  });

  it('says what Open Badges 3.0 wants of a VC-JWT', () => {
    const [head, body] = badge.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>);
    expect(head).toEqual({ alg: 'RS256', typ: 'JWT', kid: `${BASE}/badges/keys/${key.id}`, jwk: key.publicJwk });
    expect(head?.jwk).not.toHaveProperty('d');
    expect(body).toMatchObject({
      type: ['VerifiableCredential', 'OpenBadgeCredential'], validFrom: '2026-11-23T14:58:59Z', nbf: Date.UTC(2026, 10, 23, 14, 58, 59) / 1_000,
      issuer: { id: body?.iss, type: ['Profile'], name: 'Villa El Salvador' }, id: body?.jti,
      credentialSubject: { id: body?.sub, type: ['AchievementSubject'], achievement: { type: ['Achievement'], criteria: { narrative: 'Asistir y practicar' } } },
    });
  });

  it('holds no name that can be read', () => {
    expect(JSON.stringify(payload)).not.toMatch(/Rosa|Alva/u);
  });

  it('is proven as it is, and with the white space of a letter around it', async () => {
    expect(await prove(badge)).toEqual({ ok: true, certificateId: certificate.id });
    expect(await fault(`\uFEFF ${badge.slice(0, 60)}\r\n${badge.slice(60)}\n`)).toBe('proven');
  });

  it('is refused with one changed letter, wherever it is', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    await fc.assert(fc.asyncProperty(fc.nat(badge.length - 1), fc.nat(63), async (at, letter) => {
      const other = letters[letter] as string;
      if (badge[at] === other) return;
      expect(await fault(badge.slice(0, at) + other + badge.slice(at + 1))).not.toBe('proven');
    }), { numRuns: 300 });
  });

  it('is refused with another last letter, which many readers take for the same', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const letter of letters) {
      if (!badge.endsWith(letter)) expect(await fault(badge.slice(0, -1) + letter)).toBe('changed');
    }
  });

  it('is refused with a letter too few or too many', async () => {
    expect(await fault(badge.slice(0, -1))).toBe('changed');
    expect(await fault(`${badge}A`)).toBe('changed');
  });

  it('of a retired key is still proven', async () => {
    expect(await fault(await signBadge(BASE, payload, former))).toBe('proven');
  });

  it('of an unknown key is refused, though it brings the key along', async () => {
    expect(await fault(await signBadge(BASE, payload, await makeKey()))).toBe('foreign');
  });

  it('signed by somebody else in the name of a known key is refused', async () => {
    const thief = await makeKey();
    expect(await fault(await signBadge(BASE, payload, { ...thief, id: key.id }))).toBe('changed');
  });

  it('that says it needs no signature, or is signed with the public key as a secret, is refused', async () => {
    const [head, body] = badge.split('.') as [string, string];
    const none = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(head, 'base64url').toString()), alg: 'none' })).toString('base64url');
    expect(await fault(`${none}.${body}.AA`)).toBe('changed');
    const forged = await new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg: 'HS256', kid: `${BASE}/badges/keys/${key.id}` })
      .sign(Buffer.from(JSON.stringify(key.publicJwk)));
    expect(await fault(forged)).toBe('changed');
  });

  it('that counts from tomorrow, or is signed but no certificate, is refused', async () => {
    expect(await fault(badge, certificate.issuedAt - 1_000)).toBe('foreign');
    expect(await fault(await signBadge(BASE, { ...payload, id: 'urn:x' }, key))).toBe('foreign');
  });

  it.each(['', 'hola', 'a.b', 'a.b.c.d', '{"id": 1}', '<svg></svg>', 'x'.repeat(30_000)])('%j is none', async (text) => {
    expect(await fault(text)).toBe('no-badge');
  });
});

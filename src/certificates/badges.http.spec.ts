import { addGraduates, asBytes } from '../../test/certificates/graduates.js';
import type { Classroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { givenNamesFirst } from '../people/person-names.js';
import { newId } from '../shared/kernel/ids.js';
import { spacedPublicCode } from '../shared/kernel/public-code.js';
import { BadgeKey } from './badge-key.entity.js';
import { Certificate } from './certificate.entity.js';

describe.each(ENGINES)('what others can check, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let visitor: Visitor;
  let room: Classroom;
  let certificate: Certificate;
  let badge: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    visitor = test.visitor();
    room = await addGraduates(test, { count: 2, deedsOf: () => ({ came: 10, finished: 3 }) });
    await coordinator.post(`/editions/${room.edition.id}/certificates`, { people: room.people.map(({ id }) => id) });
    [certificate] = await test.dataSource.manager.find(Certificate, { order: { number: 'ASC' } }) as [Certificate];
    badge = await badgeOf(certificate.id);
  });
  afterAll(() => test.close());

  async function badgeOf(id: string): Promise<string> {
    const answer = await coordinator.send(coordinator.request().get(`/certificates/${id}/badge`).buffer(true).parse(asBytes));
    expect(answer.headers['content-type']).toBe('application/jwt');
    return (answer.body as Buffer).toString();
  }
  const check = (text: string): Promise<Awaited<ReturnType<Visitor['post']>>> => visitor.post('/badges/check', { badge: text });
  const json = async (address: unknown): Promise<Record<string, unknown>> => (
    JSON.parse((await visitor.get(new URL(String(address)).pathname)).text) as Record<string, unknown>);
  const part = (index: number, of = badge): Record<string, unknown> => JSON.parse(Buffer.from(of.split('.')[index] as string, 'base64url').toString()) as Record<string, unknown>;

  it('confirms name and course of a certificate, and nothing else', async () => {
    const page = await visitor.get(`/c/${spacedPublicCode(certificate.publicCode).toLowerCase()}`);
    expect([page.status, page.headers['x-robots-tag']]).toEqual([200, 'noindex, nofollow']);
    expect(wordsOf(page)).toBe(`Constancia comprobada Esta constancia es verdadera. La recibió: ${givenNamesFirst(room.people[0] as never)} Curso Alfabetización digital básica `
      + 'Esta página solo confirma el nombre y el curso.');
    for (const secret of [certificate.serial, certificate.id, certificate.personId, room.edition.name]) expect(page.text).not.toContain(secret);
  });

  it('answers calmly to a code that is not there', async () => {
    for (const code of ['AAAA-BBBB-CCCC-DDDD', 'x', '%2e%2e', 'ñ'.repeat(200)]) {
      const page = await visitor.get(`/c/${encodeURIComponent(code)}`);
      expect([page.status, wordsOf(page).includes('No hay una constancia con ese código')]).toEqual([404, true]);
    }
  });

  it('proves a badge, and refuses it with a changed letter', async () => {
    expect(wordsOf(await check(badge))).toContain('Esta insignia es verdadera y está tal como se firmó');
    const middle = Math.floor(badge.length / 2);
    const changed = badge.slice(0, middle) + (badge[middle] === 'a' ? 'b' : 'a') + badge.slice(middle + 1);
    const answer = await check(changed);
    expect([answer.status, wordsOf(answer).includes('algo en ella fue cambiado después de firmarla')]).toEqual([422, true]);
    expect(answer.text).toContain(changed);
  });

  it('takes a badge as a file, and says what is none', async () => {
    expect(wordsOf(await visitor.upload('/badges/check', 'file', { name: 'insignia.jwt', body: Buffer.from(badge) }))).toContain('Insignia comprobada');
    const long = await visitor.send(visitor.request().post('/badges/check').field('badge', 'a'.repeat(400_000)));
    expect([long.status, wordsOf(long).includes('el texto es demasiado largo')]).toEqual([422, true]);
    expect((await visitor.upload('/badges/check', 'file', { name: 'foto.jpg', body: Buffer.alloc(500, 200) })).status).toBe(422);
    for (const size of [200_000, 50_000_000]) {
      const large = await visitor.upload('/badges/check', 'file', { name: 'grande.jwt', body: Buffer.alloc(size, 65) });
      expect([large.status, wordsOf(large).includes('Puede pesar hasta 100 KB'), large.text.includes('action="/badges/check"')]).toEqual([422, true, true]);
    }
    for (const nonsense of ['', 'hola', 'a.b.c', '<script>alert(1)</script>']) {
      const answer = await check(nonsense);
      expect(answer.status).toBe(422);
      expect(answer.text).not.toContain('<script>alert');
    }
  });

  it('publishes issuer, achievement, keys and revocations under the addresses in the badge', async () => {
    const [head, payload] = [part(0), part(1)] as [Record<string, unknown>, never];
    const { issuer, credentialSubject, credentialStatus, id } = payload as Record<string, Record<string, unknown>>;
    expect(await json(head.kid)).toEqual({ kty: 'RSA', n: expect.any(String), e: 'AQAB', alg: 'RS256', use: 'sig', kid: head.kid });
    expect((await json(`${new URL(String(head.kid)).origin}/badges/keys`)).keys).toHaveLength(1);
    expect(await json(issuer?.id)).toMatchObject({ id: issuer?.id, type: ['Profile'], name: 'Villa El Salvador' });
    const achieved = credentialSubject?.achievement as { id: string };
    expect(await json(achieved.id)).toEqual({ '@context': expect.any(String), ...achieved });
    expect(await json('https://minka.example/badges/achievements/C1')).toMatchObject({ type: ['Achievement'], name: 'Alfabetización digital básica' });
    for (const wrong of [achieved.id.slice(0, -1), achieved.id.replace('/C1/', '/C2/'), achieved.id.replace(/[^/]+(?=\/C1)/u, newId())]) expect((await visitor.get(new URL(wrong).pathname)).status).toBe(404);
    expect(await json(credentialStatus?.id)).toMatchObject({ id: credentialStatus?.id, issuer: issuer?.id, revokedCredential: [] });
    expect(id).toBe(`urn:uuid:${certificate.id}`);
    expect((await visitor.get(`/badges/issuers/${newId()}`)).status).toBe(404);
    expect((await visitor.get('/badges/keys/x')).status).toBe(404);
  });

  it('keeps the words that were given when the centre calls the course something else, and say the new ones from then on', async () => {
    await coordinator.post('/courses/C1/titles', { title0: 'Aprender la compu', reason: 'Así le dicen aquí', based: '0' });
    expect(wordsOf(await visitor.get(`/c/${certificate.publicCode}`))).toContain('Curso Alfabetización digital básica');
    expect(wordsOf(await check(badge))).toContain('Curso Alfabetización digital básica');
    const again = await badgeOf(certificate.id);
    const achievementOf = (of: string): { id: string; name: string } => (part(1, of).credentialSubject as { achievement: { id: string; name: string } }).achievement;
    expect(achievementOf(again)).toEqual(achievementOf(badge));

    const other = room.people[1]?.id as string;
    const before = await test.dataSource.manager.findOneByOrFail(Certificate, { personId: other });
    await coordinator.post(`/certificates/${before.id}/revocation`, { reason: 'Con otro nombre' });
    await coordinator.post(`/editions/${room.edition.id}/certificates`, { people: [other] });
    const fresh = await test.dataSource.manager.findOneOrFail(Certificate, { where: { personId: other }, order: { number: 'DESC' } });
    expect([wordsOf(await visitor.get(`/c/${fresh.publicCode}`)).includes('Curso Aprender la compu'), fresh.id === before.id]).toEqual([true, false]);
    const given = await badgeOf(fresh.id);
    expect([part(1, given).name, achievementOf(given).name]).toEqual(['Aprender la compu', 'Aprender la compu']);
    expect(wordsOf(await check(given))).toContain('Curso Aprender la compu');
    for (const one of [badge, given]) expect((await json(achievementOf(one).id)).name).toBe(achievementOf(one).name);
  });

  it('signs with a new key after a rotation, and still proves what the former one signed', async () => {
    const administrator = await test.signIn('administrator', { everywhere: true });
    expect((await administrator.get('/centres')).text).toContain('href="/badge-keys"');
    expect(wordsOf(await administrator.get('/badge-keys'))).toMatch(/Firma ahora/);
    // Sent twice with one key, changed once.
    for (const _key of ['the-same', 'the-same']) expect((await administrator.post('/badge-keys', { _key })).headers.location).toBe('/badge-keys');
    expect(wordsOf(await administrator.get('/badge-keys'))).toMatch(/firman con una clave nueva[^]*Firma ahora[^]*Firmó hasta el 23 de noviembre de 2026/);
    expect(await test.dataSource.manager.count(BadgeKey)).toBe(2);
    for (const role of ['coordinator', 'trainer', 'learner'] as const) expect((await (await test.signIn(role)).post('/badge-keys')).status).toBe(403);
    const fresh = await badgeOf(certificate.id);
    expect(part(0, fresh).kid).not.toBe(part(0).kid);
    for (const one of [badge, fresh]) expect(wordsOf(await check(one))).toContain('Insignia comprobada');
    const keys = await test.dataSource.manager.find(BadgeKey);
    expect(keys.filter(({ retiredAt }) => retiredAt === null)).toHaveLength(1);
    expect(keys.every(({ sealedPrivate, publicJwk }) => !sealedPrivate.includes('PRIVATE') && !('d' in publicJwk))).toBe(true);
    const trail: { text: string }[] = await test.dataSource.query("SELECT values_after AS text FROM audit_entries WHERE entity = 'badge_keys'");
    expect(trail.every(({ text }) => !keys.some(({ sealedPrivate }) => text.includes(sealedPrivate)))).toBe(true);
  });

  it('says of a revoked certificate and its badge that they count no more, not why', async () => {
    await coordinator.post(`/certificates/${certificate.id}/revocation`, { reason: 'Un motivo que solo sabe el centro' });
    for (const page of [await visitor.get(`/c/${certificate.publicCode}`), await check(badge)]) {
      expect(wordsOf(page)).toContain('Esta constancia fue anulada el 23 de noviembre de 2026 y ya no vale');
      expect(page.text).not.toContain('solo sabe el centro');
    }
    const status = (part(1).credentialStatus as { id: string }).id;
    expect((await json(status)).revokedCredential).toContainEqual({ id: `urn:uuid:${certificate.id}`, revoked: true });
    expect((await coordinator.get(`/certificates/${certificate.id}/badge`)).status).toBe(422);
  });

  it('makes whoever tries codes wait, and nobody who signs in', async () => {
    let last = 200;
    for (let tried = 0; tried < 40 && last !== 429; tried += 1) last = (await visitor.get(`/c/AAAABBBBCCCC${String(1000 + tried)}`)).status;
    expect(last).toBe(429);
    expect((await visitor.get(`/c/${certificate.publicCode}`)).status).toBe(429);
    expect((await visitor.get('/sign-in')).status).toBe(200);
    test.clock.advance(61_000);
    expect((await visitor.get(`/c/${certificate.publicCode}`)).status).toBe(200);
  });
});

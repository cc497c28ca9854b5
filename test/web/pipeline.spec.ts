import { jest } from '@jest/globals';
import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { AccountListRepository } from '../../src/accounts/account-list.repository.js';
import { DatabaseUnavailable, KeyReused } from '../../src/shared/database/unit-of-work.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { Refused, StaleEdit } from '../../src/shared/kernel/refusal.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { assetUrl } from '../../src/shared/web/assets.js';
import { log } from '../../src/shared/web/log.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';

describe('every request', () => {
  let world: TestApp;
  let coordinator: Visitor;

  beforeAll(async () => {
    world = await startApp({ engine: 'embedded' });
    coordinator = await world.signIn('coordinator');
  });

  afterAll(() => world.close());

  it('gets headers that let nothing in from elsewhere, and a page that is never kept', async () => {
    for (const path of ['/sign-in/card', '/no-such-page', '/accounts']) {
      const { headers } = await coordinator.get(path);
      const csp = String(headers['content-security-policy']);
      expect(csp).toContain("default-src 'self'");
      expect(csp).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('leaves assets without the headers of pages, which weigh more than some of them', async () => {
    const { headers } = await coordinator.get(assetUrl('js/app.js'));
    expect([headers['x-content-type-options'], headers['cross-origin-resource-policy']]).toEqual(['nosniff', 'same-origin']);
    expect(Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + String(value).length + 4, 0)).toBeLessThan(450);
  });

  it('is answered in one query for session, account and roles', async () => {
    const { statements } = await countQueries(() => coordinator.get('/session/alive'));
    expect(statements).toHaveLength(1);
  });

  it('keeps a cookie that scripts and other sites cannot use, and none for those who only look', async () => {
    expect((await world.visitor().get('/sign-in/card')).headers['set-cookie']).toBeUndefined();
    const forged = world.visitor();
    forged.cookies.set('minka', 's%3Aabc.def');
    expect((await forged.get('/accounts')).headers.location).toMatch(/^\/sign-in/);
  });

  it('is compressed as the browser likes', async () => {
    for (const [accepted, encoding] of [['gzip, br', 'br'], ['gzip', 'gzip']] as const) {
      const answer = await coordinator.send(coordinator.request().get('/accounts').set('accept-encoding', accepted));
      expect(answer.headers['content-encoding']).toBe(encoding);
      expect(Number(answer.headers['content-length'])).toBeLessThan(answer.text.length / 2);
      expect(answer.text).toContain('</html>');
    }
    for (const refused of ['identity', 'br;q=0', 'br;q=0, gzip;q=0', 'x-brotli']) {
      const answer = await coordinator.send(coordinator.request().get('/accounts').set('accept-encoding', refused));
      expect([refused, answer.headers['content-encoding']]).toEqual([refused, undefined]);
    }
    const gzip = await coordinator.send(coordinator.request().get('/accounts').set('accept-encoding', 'br;q=0, gzip'));
    expect(gzip.headers['content-encoding']).toBe('gzip');
  });

  it.each([['[', ']'], ['{"a":', '}']])('refuses a body that is nested without end: %s', async (open, close) => {
    const visitor = world.visitor();
    const body = `${open.repeat(50_000)}${open === '[' ? '' : '1'}${close.repeat(50_000)}`;
    const answer = await visitor.send(visitor.request().post('/sign-in').set('content-type', 'application/json').set('idempotency-key', newId()).send(body));
    expect(answer.status).toBe(400);
  });

  it('may come in odd shapes, and is answered all the same', async () => {
    const odd = 'a[__proto__][x]=1&year[toString]=1&based[valueOf]=1&date[toString]=1&key[toString]=1';
    const holidays = `/centres/${world.centre.id}/holidays`;
    const posted = await coordinator.send(coordinator.request().post(holidays).type('form').set('idempotency-key', newId()).send(odd));
    expect(posted.status).toBe(422);
    const parts = await coordinator.send(coordinator.request().post('/lessons/1A-01/edit').set('idempotency-key', newId()).field('based[toString]', '1'));
    expect(parts.status).toBe(404);
    for (const path of [`${holidays}?year=1&year=2`, '/people?q=1&q=2&page=1&page=2', '/people?q[toString]=1']) {
      expect([path, (await coordinator.get(path)).status]).toEqual([path, 200]);
    }
    expect((await coordinator.get('/calls?date=1&date=2')).text).toContain('Esa fecha no existe');
  });

  it.each([
    ['sec-fetch-site', 'cross-site', 403],
    ['sec-fetch-site', 'same-site', 403],
    ['sec-fetch-site', 'same-origin', 303],
    ['origin', 'https://evil.example', 403],
    ['origin', 'null', 403],
  ])('takes forms of its own pages only: %s %s', async (header, value, status) => {
    const answer = await coordinator.send(coordinator.request().post('/language').set(header, value).type('form').send({ language: 'es' }));
    expect(answer.status).toBe(status);
  });

  it('takes an Origin that is its own host', async () => {
    const answer = await coordinator.send(coordinator.request().post('/language').set('host', 'minka.local').set('origin', 'http://minka.local').send({}));
    expect(answer.status).toBe(303);
  });

  describe('that goes wrong', () => {
    const staff = () => world.app.get(AccountListRepository, { strict: false });
    const failing = async (error: unknown, visit = () => coordinator.get('/accounts')) => {
      const repository = staff();
      const { staffOf } = repository;
      repository.staffOf = () => Promise.reject(error);
      try {
        return await visit();
      } finally {
        repository.staffOf = staffOf;
      }
    };

    it.each<[unknown, number, string]>([
      [new Error('secreto en el mensaje'), 500, 'Algo falló en Minka'],
      ['not even an error', 500, 'Algo falló en Minka'],
      [new DatabaseUnavailable(new Error('x')), 503, 'Minka no pudo guardarlo ahora'],
      [new KeyReused(), 409, 'Esto ya se envió'],
      [new Refused({ reason: 'accounts:refusals.last-role' }), 422, 'Es lo único que esta persona hace'],
      [new StaleEdit({ displayName: 'Como está' }, { displayName: 'Como quería', version: 3 }), 409, 'Nombre Como está Como quería'],
    ])('is told in words: %s', async (error, status, words) => {
      const answer = await failing(error);
      expect(answer.status).toBe(status);
      expect(wordsOf(answer)).toContain(words);
      expect(answer.text).not.toMatch(/secreto|at .*\.ts:|node_modules|Error:.*\n\s+at /);
      if (status === 500) expect(wordsOf(answer)).toContain(String(answer.headers['x-request-id']));
    });

    it('is told as data to a script', async () => {
      const answer = await failing(new Refused({ field: 'name', reason: 'web:errors.required' }), () => (
        coordinator.send(coordinator.request().get('/accounts').set('accept', 'application/json'))));
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ problem: 'refused', refusals: [{ field: 'name', text: 'Falta este dato' }] });
      const out = world.visitor();
      expect((await out.send(out.request().get('/accounts').set('accept', 'application/json'))).status).toBe(401);
    });

    it('says whether there is no such record or no way in', async () => {
      const trainer = await world.signIn('trainer');
      expect((await trainer.get('/accounts')).status).toBe(403);
      expect((await trainer.get(`/accounts/${newId()}`)).status).toBe(404);
      expect((await coordinator.get(`/accounts/${newId()}`)).status).toBe(404);
      expect((await coordinator.get("/accounts/' OR 1=1 --")).status).toBe(404);
    });

    it('says that a form came without its key, is too large or makes no sense', async () => {
      const post = (path: string) => coordinator.request().post(path);
      const keyless = await coordinator.send(post(`/accounts/${newId()}/disabling`).type('form').send({}));
      expect([keyless.status, wordsOf(keyless).includes('No se entendió lo que envió')]).toEqual([400, true]);
      const large = await coordinator.post('/sign-in', { name: 'x'.repeat(300_000) });
      expect([large.status, wordsOf(large).includes('El formulario es demasiado largo')]).toEqual([413, true]);
      const broken = await coordinator.send(post('/language').type('json').send('{"a":'));
      expect(broken.status).toBe(400);
      const odd = await coordinator.get('/accounts/%E0%A4%A');
      expect(odd.status).toBe(400);
      expect((await coordinator.get(`/accounts?q=${'x'.repeat(5_000)}`)).status).toBe(200);
    });

    it('bears half a character in the address to come back to', async () => {
      const answer = await coordinator.send(coordinator.request().post('/language').type('json').send('{"language":"es","return":"/people?q=\\ud800"}'));
      expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    });

    it('is quiet about an upload that breaks off', async () => {
      const error = jest.spyOn(log, 'error');
      const { port } = (world.app.getHttpServer() as Server).address() as AddressInfo;
      const socket = connect(port, '127.0.0.1');
      const cookie = [...coordinator.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      socket.write(`POST /imports HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n--b\r\n`
        + 'Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\na;b\r\n');
      await pause(150);
      socket.destroy();
      await pause(150);
      expect(error).not.toHaveBeenCalled();
      error.mockRestore();
    });

    it('sends whoever posts after the session ended to the sign-in, and back', async () => {
      const visitor = world.visitor();
      const answer = await visitor.send(visitor.request().post('/accounts').set('host', 'minka.local').set('referer', 'http://minka.local/accounts/new').type('form').send({}));
      expect(answer.headers.location).toBe('/sign-in?return=%2Faccounts%2Fnew');
      expect((await visitor.get('/sign-in/card')).text).toContain('Su sesión terminó');
      expect((await visitor.get('/sign-in/card')).text).not.toContain('Su sesión terminó');
    });

    it('says nothing of that to whoever only looked whether a page is there', async () => {
      const visitor = world.visitor();
      const answer = await visitor.send(visitor.request().head('/people'));
      expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in?return=%2Fpeople']);
      expect((await visitor.get('/sign-in/card')).text).not.toContain('Su sesión terminó');
    });
  });

  it('leads whoever sent a file with an unreadable name back to her page, and says why', async () => {
    const part = (name: string): Buffer => Buffer.from(`--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\na;b\r\n--x--\r\n`);
    const host = '127.0.0.1';
    const send = (body: Buffer) => coordinator.send(coordinator.request().post('/imports').set('host', host).set('referer', `http://${host}/imports`)
      .set('content-type', 'multipart/form-data; boundary=x').send(body));
    for (const name of ['lista\0.csv', 'lista\u0001.csv']) {
      const answer = await send(part(name));
      expect([answer.status, answer.headers.location]).toEqual([303, '/imports']);
      expect(wordsOf(await coordinator.get('/imports'))).toContain('el nombre del archivo tiene un signo que no se puede leer');
    }
  });

  it.each([
    ['/people', { surnames: 'Quispe\0', givenNames: '\0Ana\u0007', dni: '0766\0' }], ['/organisations', { name: 'Comedor\0', type: '\0' }],
    ['/accounts', { displayName: 'Ana\0', loginName: 'a\0na', role: '\0' }], ['/editions', { courseCode: '\0', name: '\0', startsOn: '01/\0/2026' }],
    ['/centres/holidays', { date: '\0', name: '\0' }],
  ])('bears signs that nobody sees in the fields of %s', async (path, form) => {
    const { status } = await coordinator.post(path, form);
    expect([303, 404, 422]).toContain(status);
    for (const asked of [`${path}?q=%00&page=%00`, `${path}/%00`, `${path}/%00/edit`]) expect([200, 302, 303, 404]).toContain((await coordinator.get(asked)).status);
  });

  it('says that the database answers', async () => {
    const answer = await world.visitor().get('/health');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
  });

  it('speaks the language that was chosen', async () => {
    const visitor = world.visitor();
    expect((await visitor.get('/sign-in/card')).text).toContain('<html lang="es"');
    await visitor.post('/language', { language: 'en', return: '/sign-in/card' });
    expect((await visitor.get('/sign-in/card')).text).toContain('<html lang="en"');
  });
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

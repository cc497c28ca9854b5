import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Mail } from '../../src/shared/outbox/mail.js';
import { SmsGateway } from '../../src/shared/outbox/sms-gateway.js';

const message = { id: '019b0000-0000-7000-8000-000000000001', recipient: '987654321', subject: 'Su "asesoría"', body: 'Hola "Rosa"\nmañana a las 9:00' };

async function listen(server: Server | HttpServer): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

describe('text messages', () => {
  let server: HttpServer;
  let answer: number | 'none';
  let seen: { headers: Record<string, unknown>; body: string }[];
  let gateway: SmsGateway;

  beforeAll(async () => {
    server = createHttpServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => { body += chunk.toString(); }).on('end', () => {
        seen.push({ headers: request.headers, body });
        if (answer === 'none') request.socket.destroy();
        else response.writeHead(answer).end();
      });
    });
    const url = `http://127.0.0.1:${await listen(server)}/sms`;
    gateway = new SmsGateway({ url, authorization: 'Bearer x', body: '{"para":["{to}"],"datos":{"mensaje":"{text}"}}', prefix: '+51' });
  });
  beforeEach(() => { seen = []; });
  afterAll(() => new Promise((resolve) => { server.close(resolve); }));

  it.each([
    [202, { outcome: 'sent' }],
    [400, { outcome: 'refused' }],
    [429, { outcome: 'not-now' }],
    [500, { outcome: 'unknown' }],
    ['none' as const, { outcome: 'unknown' }],
  ])('answered with %s', async (status, expected) => {
    answer = status;
    expect(await gateway.send(message)).toMatchObject(expected);
    expect(seen).toHaveLength(1);
  });

  it('fill the body of any gateway, whatever stands in the text', async () => {
    answer = 200;
    await gateway.send(message);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ para: ['+51987654321'], datos: { mensaje: message.body } });
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer x', 'idempotency-key': message.id });
  });

  it('can be tried again where nothing listens', async () => {
    const nobody = new SmsGateway({ url: `http://127.0.0.1:${await closedPort()}/`, body: '{"a":"{to}{text}"}', prefix: '' });
    expect(await nobody.send(message)).toMatchObject({ outcome: 'not-now' });
  });
});

describe('e-mail', () => {
  let server: Server;
  let mail: Mail;
  let said: string[];
  /** What the server says instead of its usual answer to a command. */
  let instead: Record<string, string | null>;

  beforeAll(async () => {
    server = createServer((socket) => {
      let inText = false;
      socket.write('220 test\r\n');
      socket.on('error', () => undefined).on('data', (chunk) => {
        for (const line of chunk.toString().split('\r\n').filter((each, index, all) => index < all.length - 1 || each !== '')) {
          said.push(line);
          if (inText && line !== '.') continue;
          const command = inText ? 'END' : line.split(' ')[0] as string;
          inText = command === 'DATA' && !('DATA' in instead);
          const reply = command in instead ? instead[command] : inText ? '354 go on' : '250 ok';
          if (reply === null) socket.destroy();
          else socket.write(`${reply}\r\n`);
        }
      });
    });
    mail = new Mail({ url: `smtp://127.0.0.1:${await listen(server)}?ignoreTLS=true`, from: 'Centro <minka@example.org>' });
  });
  beforeEach(() => {
    said = [];
    instead = {};
  });
  afterAll(() => new Promise((resolve) => { server.close(resolve); }));

  const letter = { ...message, recipient: 'rosa@example.org' };

  it.each<[string, Record<string, string | null>, string]>([
    ['taken', {}, 'sent'],
    ['of an address that is not there', { RCPT: '550 no such user' }, 'refused'],
    ['put off', { RCPT: '451 later' }, 'not-now'],
    ['cut off', { RCPT: null }, 'unknown'],
    ['cut off after the text', { END: null }, 'unknown'],
  ])('%s', async (_, answers, outcome) => {
    instead = answers;
    expect((await mail.send(letter)).outcome).toBe(outcome);
  });

  it('says who sends it and to whom, and does not repeat the address in a fault', async () => {
    await mail.send(letter);
    expect(said.join('\n')).toMatch(/RCPT TO:<rosa@example.org>[\s\S]*From: Centro <minka@example.org>/);
    instead = { RCPT: '550 rosa@example.org unknown' };
    expect(JSON.stringify(await mail.send(letter))).not.toContain('rosa');
  });

  it('can be tried again where nothing listens', async () => {
    expect(await new Mail({ url: `smtp://127.0.0.1:${await closedPort()}`, from: 'a@b.pe' }).send(letter)).toMatchObject({ outcome: 'not-now' });
  });
});

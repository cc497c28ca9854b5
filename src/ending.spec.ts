import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeWithin, orClosed } from './ending.js';

describe('what was opened', () => {
  const opened = (): { destroyed: number; destroy(): Promise<void> } => ({ destroyed: 0, async destroy() { this.destroyed += 1; } });

  it('stays open once it is prepared', async () => {
    const database = opened();
    expect(await orClosed(database, async () => undefined)).toBe(database);
    expect(database.destroyed).toBe(0);
  });

  it('is closed where that fails, and why is told', async () => {
    const database = opened();
    await expect(orClosed(database, () => Promise.reject(new Error('a faulty lesson')))).rejects.toThrow('a faulty lesson');
    expect(database.destroyed).toBe(1);
  });
});

describe('a server that ends', () => {
  let server: Server;
  /** Answers with what it has at once, and goes on until it is told to stop or is cut. */
  let stop: () => void;

  beforeEach(async () => {
    server = createServer((_, response) => {
      response.write('began ');
      stop = () => void response.end('ended');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  const open = (): Promise<IncomingMessage> => new Promise((resolve) => {
    get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent: false }, resolve);
  });
  const textOf = async (answer: IncomingMessage): Promise<string> => {
    let text = '';
    try {
      for await (const part of answer) text += String(part);
    } catch {
      text += 'cut';
    }
    return text;
  };
  const close = (): Promise<void> => new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });

  it('cuts a stream that would go on, such as a room', async () => {
    const text = textOf(await open());
    await closeWithin(server, close, 20);
    expect(await text).toBe('began cut');
  });

  it('lets an answer come to its end that does so in time', async () => {
    const text = textOf(await open());
    const closed = closeWithin(server, close, 60_000);
    stop();
    await closed;
    expect(await text).toBe('began ended');
  });
});

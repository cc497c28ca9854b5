import { connect, createServer, type Server, type Socket } from 'node:net';
import { migrations } from '../../migrations/index.js';
import { entities } from '../../src/app.entities.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { openDatabase } from '../../src/shared/database/data-source.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { DatabaseUnavailable } from '../../src/shared/database/unit-of-work.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES, withMariadb } from '../helpers/databases.js';

/** Stands before the server: passes everything on, lets nobody in, or falls silent as a frozen machine does. */
class Line {
  state: 'open' | 'shut' | 'silent' = 'open';
  /** Cut the line at the next statement, and stay open for a new one. */
  cutNext = false;
  port = 0;
  private readonly sockets = new Set<Socket>();
  private server: Server;

  async listen(target: number): Promise<void> {
    this.server = createServer((client) => {
      if (this.state === 'shut') return void client.destroy();
      const upstream = connect(target, '127.0.0.1');
      client.on('data', (chunk) => {
        if (this.cutNext) {
          this.cutNext = false;
          client.destroy();
        } else if (this.state === 'open') {
          upstream.write(chunk);
        }
      });
      upstream.on('data', (chunk) => {
        if (this.state === 'open') client.write(chunk);
      });
      for (const [one, other] of [[client, upstream], [upstream, client]] as const) {
        this.sockets.add(one);
        one.on('error', () => undefined).on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        });
      }
    });
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    this.port = (this.server.address() as { port: number }).port;
  }

  shut(): void {
    this.state = 'shut';
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.shut();
    this.server.close();
  }
}

withMariadb('while MariaDB is away', () => {
  const line = new Line();
  let world: TestApp;
  let trainer: Visitor;
  const unhandled: unknown[] = [];
  const remember = (error: unknown): void => void unhandled.push(error);

  beforeAll(async () => {
    process.on('unhandledRejection', remember);
    const url = new URL(process.env.MINKA_TEST_MARIADB as string);
    await line.listen(Number(url.port));
    url.port = String(line.port);
    url.pathname = `/worker_${process.env.JEST_WORKER_ID ?? '0'}_0`;
    world = await startApp({
      engine: 'mariadb', settings: { url: url.href, poolSize: 3, patience: { statement: 1_000, connection: 800, handshake: 500 } },
    });
    trainer = await world.signIn('trainer');
  });

  afterEach(async () => {
    line.state = 'open';
    // Connections that the silence ended are replaced at the next request.
    await trainer.get('/');
  });

  afterAll(async () => {
    process.off('unhandledRejection', remember);
    await world.close();
    line.close();
  });

  const addCentre = (deadline: number): Promise<void> => world.unitOfWork.run((tx) => tx.insert(Centre, {
    id: newId(), name: 'X', shortName: 'X', district: 'X', address: null, phone: null, createdAt: 0, version: 1,
  }), { actor: SYSTEM, deadline });

  it('reads once more when the line breaks', async () => {
    await trainer.get('/');
    line.cutNext = true;
    expect((await trainer.get('/people')).status).toBe(200);
  });

  it.each(['shut', 'silent'] as const)('answers 503 and when to come back, soon: %s', async (state) => {
    if (state === 'shut') line.shut();
    else line.state = state;
    const began = Date.now();
    const answers = await Promise.all([
      trainer.get('/'), trainer.get('/people'), trainer.get('/health'), trainer.post('/language', { language: 'es' }), trainer.get('/centres'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
    expect(answers[0]?.headers['retry-after']).toBe('5');
    expect(wordsOf(answers[0] as never)).toContain('Minka no está disponible en este momento');
    expect(Date.now() - began).toBeLessThan(6_000);
  });

  it.each(['shut', 'silent'] as const)('gives a write up at its deadline: %s', async (state) => {
    if (state === 'shut') line.shut();
    else line.state = state;
    const began = Date.now();
    await expect(addCentre(700)).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it('gives a write up that waits for everybody else', async () => {
    const release: (() => void)[] = [];
    const holders = Array.from({ length: 3 }, () => world.unitOfWork.run(() => new Promise<void>((resolve) => {
      release.push(resolve);
    }), { actor: SYSTEM }));
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    await expect(addCentre(500)).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect((await trainer.get('/centres')).status).toBe(503);
    for (const each of release) each();
    await Promise.all(holders);
    expect((await trainer.get('/people')).status).toBe(200);
  });

  it('limits the very first connection as every other', async () => {
    const url = new URL(process.env.MINKA_TEST_MARIADB as string);
    url.port = String(line.port);
    url.pathname = '/information_schema';
    const fresh = await openDatabase(
      { url: url.href, folder: '', poolSize: 1, patience: { statement: 1_500, connection: 800, handshake: 500 } }, { entities, migrations });
    try {
      const [limits] = await fresh.query('SELECT @@SESSION.innodb_lock_wait_timeout AS wait');
      expect(Number(limits.wait)).toBe(1);
      line.state = 'silent';
      await expect(fresh.query('SELECT 1')).rejects.toThrow();
    } finally {
      await fresh.destroy();
    }
  }, 10_000);

  it('lets no job that nobody waits for end the process', async () => {
    line.shut();
    await world.app.get(JobRunner).wake();
    line.state = 'open';
    expect(unhandled).toEqual([]);
  });
});

describe.each(ENGINES)('a unit of work that takes too long, on %s', (engine) => {
  it('ends at its deadline and leaves nothing', async () => {
    const world = await startApp({ engine });
    const name = `Late ${newId()}`;
    const late = world.unitOfWork.run(async (tx) => {
      await tx.insert(Centre, { id: newId(), name, shortName: 'L', district: 'L', address: null, phone: null, createdAt: 0, version: 1 });
      await new Promise((resolve) => {
        setTimeout(resolve, 600);
      });
    }, { actor: SYSTEM, deadline: 200 });
    await expect(late).rejects.toBeInstanceOf(DatabaseUnavailable);
    await new Promise((resolve) => {
      setTimeout(resolve, 700);
    });
    expect(await world.dataSource.manager.countBy(Centre, { name })).toBe(0);
    await world.close();
  });
});

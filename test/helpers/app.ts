import { AsyncLocalStorage } from 'node:async_hooks';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request, { type Response, type Test } from 'supertest';
import type { DataSource } from 'typeorm';
import { AccountRole } from '../../src/accounts/account-role.entity.js';
import { EMPTY_ACCOUNT } from '../../src/accounts/accounts.service.js';
import { Account } from '../../src/accounts/account.entity.js';
import type { MinkaSession } from '../../src/accounts/session-data.js';
import { SessionStore } from '../../src/accounts/session-store.js';
import { createApp } from '../../src/app.setup.js';
import { NoteKeys } from '../../src/config/note-keys.js';
import { Centre } from '../../src/centres/centre.entity.js';
import type { Channel } from '../../src/shared/outbox/channels.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { UnitOfWork } from '../../src/shared/database/unit-of-work.js';
import { TravelClock } from '../../src/shared/kernel/clock.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import type { Role } from '../../src/shared/kernel/roles.js';
import { openTestDatabase, type DatabaseOptions, type Engine } from './databases.js';

export const TEST_SECRET = 'only-for-tests-'.repeat(4);
export const TEST_NOTE_KEYS = `first:${Buffer.alloc(32, 7).toString('base64')},former:${Buffer.alloc(32, 5).toString('base64')}`;

/** Monday 23 November 2026, 10:00 at the centre. */
export const TEST_NOW = Date.UTC(2026, 10, 23, 15);

export interface TestApp {
  app: NestExpressApplication;
  dataSource: DataSource;
  unitOfWork: UnitOfWork;
  clock: TravelClock;
  /** The centre that visitors belong to unless told otherwise. */
  centre: Centre;
  /** A browser in which nobody is signed in. */
  visitor: () => Visitor;
  /** A new account with these roles, signed in without its password. */
  signIn: (roles: Role | Role[], options?: SignInOptions) => Promise<Visitor>;
  /** An account that is there already, signed in without its password. */
  signInAs: (account: Account, centre?: Centre, stationId?: Id | null) => Promise<Visitor>;
  addCentre: (name: string) => Promise<Centre>;
  addAccount: (roles: Role[], options?: SignInOptions) => Promise<Account>;
  close: () => Promise<void>;
}

export interface SignInOptions extends Partial<Account> {
  centre?: Centre;
  /** The roles count at every centre. */
  everywhere?: boolean;
}

/** The whole application on an empty, migrated database of its own, with one centre. */
export async function startApp({ engine, channels = [], ...options }: { engine: Engine; channels?: readonly Channel[] } & DatabaseOptions): Promise<TestApp> {
  const database = await openTestDatabase(engine, options);
  const { dataSource } = database;
  const clock = new TravelClock(TEST_NOW);
  const app = await createApp({ config: { trustProxy: false }, secret: TEST_SECRET, noteKeys: NoteKeys.given(TEST_NOTE_KEYS), dataSource, clock, channels });
  await app.init();
  const unitOfWork = app.get(UnitOfWork);
  const server = app.getHttpServer() as Server;
  carryContexts(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const world = new World(unitOfWork, clock, app.get(SessionStore), server);
  const centre = await world.addCentre('Villa El Salvador');
  world.centre = centre;
  return {
    app, dataSource, unitOfWork, clock, centre,
    visitor: () => new Visitor(server),
    signIn: (roles, options) => world.signIn([roles].flat(), options),
    signInAs: (account, at, stationId) => world.signInAs(account, at, stationId),
    addCentre: (name) => world.addCentre(name),
    addAccount: (roles, options) => world.addAccount(roles, options),
    close: async () => {
      await app.get(SessionStore).settle();
      await app.close();
      await database.close();
    },
  };
}

class World {
  centre: Centre;

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly clock: TravelClock,
    private readonly store: SessionStore, private readonly server: Server,
  ) {}

  async addCentre(name: string): Promise<Centre> {
    const centre: Centre = {
      id: newId(), name, shortName: name.replace(/[^A-Z]/g, ''), district: name, address: null, phone: null,
      createdAt: this.clock.now(), version: 1,
    };
    await this.unitOfWork.run((tx) => tx.insert(Centre, centre), { actor: SYSTEM });
    return centre;
  }

  async addAccount(roles: Role[], { centre = this.centre, everywhere = false, ...given }: SignInOptions = {}): Promise<Account> {
    const now = this.clock.now();
    const account: Account = {
      ...EMPTY_ACCOUNT,
      id: newId(), kind: roles.includes('learner') ? 'learner' : roles.includes('station') ? 'station' : 'staff',
      displayName: 'Rosa Quispe Huamán', createdAt: now, ...given,
    };
    const held = roles.map((role) => ({ id: newId(), accountId: account.id, role, centreId: everywhere ? null : centre.id, grantedAt: now }));
    await this.unitOfWork.run(async (tx) => {
      await tx.insert(Account, account);
      await tx.insert(AccountRole, held);
    }, { actor: SYSTEM });
    return account;
  }

  async signIn(roles: Role[], options: SignInOptions = {}): Promise<Visitor> {
    return this.signInAs(await this.addAccount(roles, options), options.centre);
  }

  async signInAs(account: Account, centre: Centre = this.centre, stationId: Id | null = null): Promise<Visitor> {
    const sid = randomBytes(18).toString('base64url');
    const signedIn: MinkaSession = {
      accountId: account.id, centreId: centre.id, centreName: centre.name, credentialsVersion: account.credentialsVersion,
      stationId, signedInAt: this.clock.now(),
    };
    await new Promise<void>((resolve, reject) => {
      this.store.set(sid, { signedIn } as never, (error) => (error ? reject(error as Error) : resolve()));
    });
    const visitor = new Visitor(this.server, account);
    const signature = createHmac('sha256', TEST_SECRET).update(sid).digest('base64').replace(/=+$/, '');
    visitor.cookies.set('minka', encodeURIComponent(`s:${sid}.${signature}`));
    return visitor;
  }
}

type Form = Record<string, unknown>;

const CONTEXT = 'x-test-context';
const contexts = new Map<string, (work: () => void) => void>();

/** Lets the server work in the context of the test that asks it, so that `countQueries` sees what a request does. */
function carryContexts(server: Server): void {
  const [answer] = server.listeners('request') as RequestListener[];
  if (!answer) throw new Error('the server does not answer');
  server.removeAllListeners('request');
  server.on('request', (incoming, response) => {
    const within = contexts.get(String(incoming.headers[CONTEXT]));
    if (within) within(() => answer(incoming, response));
    else answer(incoming, response);
  });
}

/** A browser: keeps its cookies, and sends forms with a key as pages do. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  /** @param server or where it is reached */
  constructor(private readonly server: Server | string, readonly account: Account | null = null) {}

  get(path: string): Promise<Response> {
    return this.send(request(this.server).get(path));
  }

  /** Sends a form; its `_key` is made up unless given. */
  post(path: string, form: Form = {}): Promise<Response> {
    return this.send(request(this.server).post(path).type('form').send({ _key: newId(), ...form }));
  }

  postJson(path: string, body: Form = {}): Promise<Response> {
    return this.send(request(this.server).post(path).set('accept', 'application/json').set('idempotency-key', newId()).send(body));
  }

  /** Sends a form with a file. */
  upload(path: string, field: string, file: { name: string; body: Buffer }, form: Form = {}): Promise<Response> {
    const test = request(this.server).post(path).field('_key', newId());
    for (const [name, value] of Object.entries(form)) test.field(name, String(value));
    return this.send(test.attach(field, file.body, file.name));
  }

  /** Any other request, with the cookies. */
  send(test: Test): Promise<Response> {
    const cookies = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const context = newId();
    contexts.set(context, AsyncLocalStorage.snapshot() as (work: () => void) => void);
    test.set(CONTEXT, context);
    return Promise.resolve(cookies ? test.set('Cookie', cookies) : test).then((response: Response) => {
      contexts.delete(context);
      this.remember(response);
      refuseNamelessLines(response);
      return response;
    });
  }

  /** A request of one's own making: `visitor.send(visitor.request().post('/x').set(…))`. */
  request(): ReturnType<typeof request> {
    return request(this.server);
  }

  private remember(response: Response): void {
    for (const line of ([response.headers['set-cookie'] ?? []].flat() as string[])) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (/Max-Age=0/i.test(line) || value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** Whichever form fails in a test: each line of its summary says which field it is about. */
function refuseNamelessLines({ status, text }: Response): void {
  if (status !== 422 || !text.includes('error-summary__list')) return;
  const [list = ''] = /error-summary__list[\s\S]*?<\/ul>/.exec(text) ?? [];
  for (const [, line = ''] of list.matchAll(/<a [^>]*>([^<]*)</g)) {
    if (NAMELESS.some((message) => message.test(line))) throw new Error(`the summary names no field: ${line}`);
  }
}

/** The messages of `web:errors` as patterns, in Spanish, but for what no page offers: a form that sends that was made by hand. */
const NAMELESS = Object.entries((JSON.parse(readFileSync('views/locales/es/web.json', 'utf8')) as { errors: Record<string, string> }).errors)
  .filter(([name]) => name !== 'not-a-choice').map(([, message]) => new RegExp(`^${message.replace(/[.*+?^$()[\]\\]/g, '\\$&').replace(/\{\{.*?\}\}/g, '\\d+')}$`));

/** The words of a page, without its tags. */
export function wordsOf(response: Response): string {
  const main = /<main[\s\S]*<\/main>/.exec(response.text)?.[0] ?? response.text;
  return main.replace(/<[^>]+>/g, ' ').replace(/&#x27;/g, '\'').replace(/&quot;/g, '"').replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim();
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/shared/web/project-root.js';
import { describePolicy } from '../src/shared/web/policies.js';
import { listRoutes, routesTable, type Route } from '../src/shared/web/routes.js';
import { newId } from '../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp } from './helpers/app.js';

/** What people may reach who have not signed in. Whatever is added here was thought over. */
const OPEN = [
  'GET /free-help',
  'GET /', 'GET /health', 'GET /session/alive', 'GET /setup', 'POST /setup', 'GET /sign-in', 'POST /sign-in', 'GET /sign-in/card', 'POST /sign-in/card',
  'GET /sign-in/code', 'POST /sign-in/code', 'GET /sign-in/second-step', 'POST /sign-in/second-step', 'GET /sign-in/second-step/enrolment',
  'POST /sign-in/second-step/enrolment', 'POST /sign-out', 'GET /exit', 'POST /exit', 'POST /language', 'GET /station/registration', 'POST /station/registration',
  'GET /c/:code', 'GET /r/:code', 'GET /accounts-of', 'GET /accounts-of/:centre', 'GET /accounts-of/:centre/:month', 'GET /accounts-of/:centre/ledger.jsonl',
  'GET /coaching/calendar/:file', 'GET /badges/check', 'POST /badges/check', 'GET /badges/keys', 'GET /badges/keys/:id', 'GET /badges/issuers/:id',
  'GET /badges/achievements/:code', 'GET /badges/achievements/:centre/:code/:words', 'GET /badges/revocations/:id',
];

/** A page whose faults name no field, which happens where a hidden field is missing too. */
const saysMore = (): number => 422;

describe('routes', () => {
  let world: TestApp;
  let routes: Route[];

  beforeAll(async () => {
    world = await startApp({ engine: 'embedded' });
    routes = listRoutes(world.app);
  });

  // Whoever changes who may do something changes the file with it: MINKA_WRITE_ROUTES=1 npm test -- test/routes.spec.ts
  it('are open to those whom test/who-may-use-what.txt names, and to nobody else', () => {
    const table = `${routesTable(routes).replace(/ +$/gm, '')}\n`;
    const file = join(PROJECT_ROOT, 'test', 'who-may-use-what.txt');
    if (process.env.MINKA_WRITE_ROUTES) writeFileSync(file, table);
    expect(table.split('\n')).toEqual(readFileSync(file, 'utf8').split('\n'));
  });

  afterAll(() => world.close());

  it('all say who may use them', () => {
    expect(routes.filter(({ rule }) => !rule).map(nameOf)).toEqual([]);
  });

  it('lead back to its page whoever opens the address of a form, and say so where codes stood', async () => {
    const [learner, desk] = [await world.signIn('learner'), await world.signIn('coordinator')];
    expect((await learner.get('/placement/item/1')).headers.location).toBe('/placement/item');
    expect((await desk.get('/stations/codes')).headers.location).toBe('/stations');
    expect(wordsOf(await desk.get('/stations'))).toContain('se muestran una sola vez');
    expect((await desk.get('/nothing')).status).toBe(404);
  });

  it('are closed to people who have not signed in, but for those that were thought over', () => {
    const open = routes.filter(({ rule, path }) => rule?.who === 'anyone' && !path.startsWith('/styleguide')).map(nameOf);
    expect(open.filter((name) => !OPEN.includes(name))).toEqual([]);
  });

  it('take a form without any body for an empty one', async () => {
    const visitors = [
      await world.signIn(['administrator', 'coordinator', 'trainer', 'coach', 'treasurer'], { everywhere: true }), await world.signIn('learner'), world.visitor(),
    ];
    const fallen: string[] = [];
    for (const { method, path } of routes.filter((route) => route.method !== 'GET' && !['/sign-out', '/exit', '/setup'].includes(route.path))) {
      const address = path.replace(/:month/g, '2026-10').replace(/:\w+/g, '0190aaaa-0000-7000-8000-000000000000');
      for (const visitor of visitors) {
        const said = await visitor.send(visitor.request().post(address).set('idempotency-key', newId())).then(({ status }) => status, saysMore);
        if (said >= 500) fallen.push(`${method} ${path} ${said}`);
      }
    }
    expect(fallen).toEqual([]);
  });

  it('send whoever has not signed in to the sign-in', async () => {
    const visitor = world.visitor();
    for (const { method, path, rule } of routes.filter(({ rule: one }) => one && one.who !== 'anyone')) {
      const address = path.replace(/:\w+/g, '0190aaaa-0000-7000-8000-000000000000');
      const answer = await (method === 'GET' ? visitor.get(address) : visitor.send(visitor.request().post(address)));
      expect([path, describePolicy(rule), answer.status, answer.headers.location?.startsWith('/sign-in')]).toEqual([path, describePolicy(rule), 303, true]);
    }
  });
});

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

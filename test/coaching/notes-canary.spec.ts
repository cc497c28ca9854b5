import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { Booking } from '../../src/coaching/booking.entity.js';
import { Coach } from '../../src/coaching/coach.entity.js';
import { Tx } from '../../src/shared/database/tx.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { log } from '../../src/shared/web/log.js';
import { listRoutes, type Route } from '../../src/shared/web/routes.js';
import { addClassroom, type Classroom } from '../attendance/classroom.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { Village } from '../people/village.js';

const CANARY = 'zopilote-tornasol-7391';
/** What somebody would search for; the page says it back. */
const HALF = 'zopilote';
/** In whatever way a page, a file or a database may write it. */
const TRACES = [CANARY, CANARY.replaceAll('-', '\\u002d'), ...[0, 1, 2].map((shift) => Buffer.from('x'.repeat(shift) + CANARY).toString('base64').slice(shift === 0 ? 0 : 4, -4))];
const EMPTY = { noteVersion: '0', outcomeVersion: '0' };
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
/** They never end, or end the visit. */
const LAST = /\/events$|^\/exit$/u;

describe.each(ENGINES)('a word that a coach noted in private, %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let booking: Booking;
  let own: string;
  let organisationId: Id;
  let author: Visitor;
  let others: Record<string, Visitor>;
  let written: jest.SpiedFunction<typeof log.error>[];
  let routes: Route[];

  beforeAll(async () => {
    written = LEVELS.map((level) => jest.spyOn(log, level) as never);
    test = await startApp({ engine });
    room = await addClassroom(test, { count: 3 });
    organisationId = await new Village(test).organisation({ name: 'Comedor Oasis' });
    author = await test.signIn('coach', { displayName: 'Ana Curi' });
    booking = await anHour();
    own = `/coaching/bookings/${booking.id}/notes`;
    others = await everybodyElse();
    routes = listRoutes(test.app);
    await note();
  }, 120_000);
  afterAll(async () => {
    jest.restoreAllMocks();
    await test.close();
  });

  async function anHour(): Promise<Booking> {
    const coach = { id: newId(), accountId: author.account?.id as Id, centreId: test.centre.id, languages: [], topics: [], bookingsADay: 6, createdAt: 1, version: 1 };
    const one: Booking = {
      id: newId(), centreId: test.centre.id, personId: room.people[0]?.id as Id, coachId: coach.id, workstationId: room.workstation.id, date: '2026-11-23',
      startsAt: '08:00', endsAt: '08:45', topic: 'email', status: 'done', seriesId: null, bookedThrough: 'desk', bookedAt: 1, bookedBy: null, version: 1,
    };
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Coach, [coach]);
      await tx.insert(Booking, [one, { ...one, id: newId(), startsAt: '12:00', endsAt: '12:45', status: 'booked' }]);
    }, { actor: SYSTEM });
    return one;
  }

  async function everybodyElse(): Promise<Record<string, Visitor>> {
    const colleague = await test.signIn(['coach', 'trainer'], { displayName: 'Berta Poma' });
    await test.unitOfWork.run((tx) => tx.insert(Coach, [
      { id: newId(), accountId: colleague.account?.id as Id, centreId: test.centre.id, languages: [], topics: [], bookingsADay: 6, createdAt: 1, version: 1 },
    ]), { actor: SYSTEM });
    const [, second] = room.people;
    return {
      colleague, herself: await test.signIn('learner', { personId: booking.personId }), learner: await test.signIn('learner', { personId: second?.id as Id }),
      trainer: await test.signIn('trainer'), coordinator: await test.signIn('coordinator'), treasurer: await test.signIn('treasurer'), funder: await test.signIn('funder'),
      administrator: await test.signIn('administrator', { everywhere: true }), nobody: test.visitor(), elsewhere: await test.signIn(['coach', 'coordinator'], { centre: await test.addCentre('Aparte') }),
    };
  }

  /** Written, changed, sent twice, refused, too old, and broken off by a fault. */
  async function note(): Promise<void> {
    const words = { goals: `Quiero ${CANARY}`, remarks: CANARY, next: `${CANARY} otra vez`, confidenceBefore: '1', confidenceAfter: '5', skills: 'O0-mouse' };
    const _key = newId();
    const refused = await author.post(own, { ...EMPTY, ...words, goals: CANARY.repeat(200) });
    jest.spyOn(Tx.prototype, 'insert').mockRejectedValueOnce(new QueryFailedError('INSERT INTO coaching_notes', [CANARY], new Error(`Data too long: ${CANARY}`)));
    const broken = await author.post(own, { ...EMPTY, ...words });
    const saved = [await author.post(own, { ...EMPTY, ...words, _key }), await author.post(own, { ...EMPTY, ...words, _key })];
    const reused = await author.post(own, { ...EMPTY, ...words, goals: `${CANARY}!`, _key });
    const stale = await author.post(own, { ...EMPTY, ...words, goals: `${CANARY}?` });
    const changed = await author.post(own, { ...words, goals: `${CANARY} de nuevo`, noteVersion: '1', outcomeVersion: '1' });
    expect([refused, broken, ...saved, reused, stale, changed].map(({ status }) => status)).toEqual([422, 500, 303, 303, 409, 409, 303]);
    for (const answer of [broken, reused, ...saved, changed]) expect([answer.status, tracesIn(answer.text), tracesIn(JSON.stringify(answer.headers))]).toEqual([answer.status, [], []]);
    const kept = [...author.cookies.values()].flatMap((value) => [value, Buffer.from(value.split('.')[0] as string, 'base64url').toString()]);
    expect(tracesIn(kept.join(' '))).toEqual([]);
  }

  it('is found by who wrote it, so that it could be found', async () => {
    for (const path of [own, `/coaching/notes/${booking.personId}`]) expect([path, tracesIn((await author.get(path)).text)]).toEqual([path, [CANARY]]);
    expect(tracesIn((await author.get('/coaching/notes')).text)).toEqual([]);
  });

  it('is on no page of anybody else', async () => {
    const found: string[] = [];
    const shown: Record<string, number> = {};
    const paths = pathsOf(routes.filter(({ method, path }) => method === 'GET' && !LAST.test(path)).map(({ path }) => path));
    for (const [name, visitor] of Object.entries(others)) {
      for (const path of [...paths, '/exit']) {
        const answer = await visitor.get(path);
        if (answer.status === 200) shown[name] = (shown[name] ?? 0) + 1;
        if (answer.status >= 500) found.push(`${name} ${path} ${answer.status}`);
        if (tracesIn(bodyOf(answer)).length > 0 || tracesIn(JSON.stringify(answer.headers)).length > 0) found.push(`${name} ${path}`);
      }
    }
    expect(found).toEqual([]);
    // Real pages were looked at, not only refusals.
    expect(shown.coordinator).toBeGreaterThan(60);
    expect(shown.trainer).toBeGreaterThan(40);
    expect(shown.herself).toBeGreaterThan(5);
  }, 240_000);

  it('leaves with no list that is taken away, and answers no search', async () => {
    const found: string[] = [];
    let files = 0;
    const exports = pathsOf(routes.filter(({ method, path }) => method === 'POST' && path.endsWith('/exports')).map(({ path }) => path));
    const searches = ['/people', '/organisations', '/audit', '/calls', '/placement/queue', '/coaching/notes', '/coaching/effect', `/people/${booking.personId}/merge`]
      .flatMap((path) => ['q', 'entity', 'record'].map((name) => `${path}?${name}=${name === 'entity' ? 'coaching_notes' : HALF}`));
    for (const [name, visitor] of Object.entries(others)) {
      for (const path of exports) {
        const answer = await visitor.post(path, { as: 'csv' });
        if (answer.status === 200) files += 1;
        if (tracesIn(bodyOf(answer)).length > 0) found.push(`${name} ${path}`);
      }
      for (const path of searches) if (tracesIn(bodyOf(await visitor.get(path))).length > 0) found.push(`${name} ${path}`);
      for (const path of [own, `${own}?x=1`, '/coaching/mine/readers']) {
        if (tracesIn(bodyOf(await visitor.post(path, { ...EMPTY, goals: 'x', noteVersion: '2' }))).length > 0) found.push(`${name} POST ${path}`);
      }
    }
    expect(found).toEqual([]);
    expect(files).toBeGreaterThan(5);
  }, 120_000);

  it('is not in the database, nor in its file', async () => {
    const tables = await tableNames();
    expect(tables.length).toBeGreaterThan(60);
    const found: string[] = [];
    for (const table of tables) if (tracesIn(JSON.stringify(await test.dataSource.query(`SELECT * FROM ${test.dataSource.driver.escape(table)}`))).length > 0) found.push(table);
    expect(found).toEqual([]);
    // What is looked through does hold what was noted, sealed.
    expect(await test.dataSource.query('SELECT COUNT(*) AS n FROM coaching_notes')).toEqual([{ n: expect.anything() as unknown }]);
    expect(Number((await test.dataSource.query<{ n: unknown }[]>('SELECT COUNT(*) AS n FROM coaching_notes'))[0]?.n)).toBe(1);
    if (engine !== 'embedded') return;
    const file = String((test.dataSource.options as { database?: unknown }).database);
    const beside = readdirSync(join(file, '..')).map((name) => join(file, '..', name));
    expect(beside.length).toBeGreaterThan(1);
    for (const path of beside) expect([path, tracesIn(readFileSync(path).toString('latin1'))]).toEqual([path, []]);
  });

  it('is not in the log', () => {
    const lines = written.flatMap(({ mock }) => mock.calls.map((call) => JSON.stringify(call)));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => tracesIn(line).length > 0)).toEqual([]);
  });

  async function tableNames(): Promise<string[]> {
    const rows = await test.dataSource.query<{ name: string }[]>(engine === 'embedded'
      ? "SELECT name FROM sqlite_master WHERE type = 'table'" : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()');
    return rows.map(({ name }) => name);
  }

  /** The routes with what is really there in the place of their parameters. */
  function pathsOf(patterns: readonly string[]): string[] {
    const known: [RegExp, string][] = [
      [/^\/coaching\/coaches\/:id/u, booking.coachId], [/^\/coaching\/bookings\/:id/u, booking.id], [/:personId/u, booking.personId], [/^\/people\/:id/u, booking.personId],
      [/^\/organisations\/:id/u, organisationId], [/^\/accounts\/:id|:accountId/u, author.account?.id as string], [/^\/editions\/:id/u, room.edition.id],
      [/^\/groups\/:id|:groupId/u, room.group.id], [/^\/sessions\/:id/u, room.session.id], [/:centreId/u, test.centre.id], [/:roomId/u, room.workstation.roomId],
      [/^\/stations\/:workstationId|workstations\/:id/u, room.workstation.id], [/:other/u, room.people[1]?.id as string], [/^\/courses\/:code/u, 'C1'], [/:code|:lesson/u, '1A-01'],
      [/:stop|:ordinal/u, '1'],
    ];
    return patterns.map((pattern) => known.reduce((path, [place, value]) => path.replace(place, (match) => match.replace(/:\w+/u, value)), pattern)
      .replace(/:\w+/gu, booking.id));
  }
});

function tracesIn(text: string | undefined): string[] {
  return TRACES.filter((trace) => text?.includes(trace));
}

function bodyOf({ text, body }: { text?: string; body: unknown }): string {
  return `${text ?? ''}${Buffer.isBuffer(body) ? body.toString('latin1') : ''}`;
}

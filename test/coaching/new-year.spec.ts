import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Account } from '../../src/accounts/account.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { WaitsService } from '../../src/coaching/waits.service.js';
import { Consent } from '../../src/people/consent.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { startApp, Visitor, wordsOf } from '../helpers/app.js';
import { FAKETIME, ProcessClock } from '../helpers/faketime.js';
import { buildInto, Served } from '../helpers/served.js';
import { addCoachingCentre } from './coaching-centre.js';

const BUILT = '.dist-new-year';
const SOON = 20_000;

/** A process that serves Minka from a few minutes before midnight of 31 December on, by the clock of Lima. */
(FAKETIME ? describe : describe.skip)('a process that goes on over the change of the year', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-new-year-'));
  const file = join(folder, 'minka.sqlite');
  const clock = new ProcessClock(join(folder, 'clock'));
  const served = new Served(BUILT);
  const texts: string[] = [];
  let gateway: Server;
  let removeBuilt = (): void => undefined;
  let answers = (): void => undefined;
  let address: string;
  let world: { desk: Visitor; coach: Visitor; first: Visitor; coachId: Id; people: Id[]; booked: { today: Id; saturday: Id } };

  const settings = (): Record<string, string> => ({
    ...clock.settings(), DATABASE_URL: '', MINKA_DATA: folder, SMS_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`, SMS_PREFIX: '',
  });

  beforeAll(async () => {
    removeBuilt = buildInto(BUILT);
    gateway = createServer((incoming, response) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => { body += chunk.toString(); }).on('end', () => {
        texts.push((JSON.parse(body) as { text: string }).text);
        if (answers() !== null) response.writeHead(202).end();
      });
    });
    await new Promise<void>((resolve) => { gateway.listen(0, '127.0.0.1', resolve); });
    world = await oldYear(file);
    clock.travelTo(instantAt('2026-12-31', '23:50'));
    address = await served.start(settings());
    for (const visitor of [world.desk, world.coach, world.first]) Object.assign(visitor, { server: address });
  }, 120_000);
  afterAll(async () => {
    await served.end();
    await new Promise((resolve) => { gateway.close(resolve); });
    removeBuilt();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  /** What the process wrote, read beside it. */
  const rows = <T>(sql: string, ...parameters: unknown[]): T[] => {
    const database = new Sqlite(file, { readonly: true });
    const found = database.prepare(sql).all(...parameters) as T[];
    database.close();
    return found;
  };
  const until = async (so: () => boolean | Promise<boolean>): Promise<void> => {
    const giveUp = Date.now() + SOON;
    while (!await so()) {
      if (Date.now() > giveUp) throw new Error(`it never came to be so: ${so.toString()}`);
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  };
  /** The timers of a process that slept see by the next thing that happens how late it is. */
  const wakeAt = async (date: string, time: string): Promise<void> => {
    clock.travelTo(instantAt(date, time));
    await new Visitor(address).get('/sign-in');
  };

  it('is in the old year until midnight', async () => {
    expect(wordsOf(await world.desk.get('/coaching'))).toMatch(/Hoy, jueves 31 de diciembre.*1 reserva, 0 por llegar, 1 sin decir qué pasó 17:00 Quispe 3, Rosa/u);
    expect(wordsOf(await world.coach.get('/coaching/my-day'))).toMatch(/17:00.*Quispe 3, Rosa.*sábado 2 de enero.*Quispe 4, Rosa/iu);
    expect(wordsOf(await world.desk.get('/'))).toContain('Asesorías de hoy 1');
  });

  it('books a series into the new year, and names New Year\'s Day as the one that cannot be', async () => {
    const series = (date: string): ReturnType<Visitor['post']> => world.desk.post('/coaching/bookings', { personId: world.people[4], slot: `${date}_10:00_${world.coachId}`, topic: 'email', times: '3' });
    const holiday = await series('2027-01-01');
    expect([holiday.status, wordsOf(holiday).includes('El 01/01/2027 no se puede')]).toEqual([422, true]);
    expect(wordsOf(holiday)).toMatch(/Mañana, viernes 1 de enero de 2027 : El 01\/01\/2027 el centro no abre: Año Nuevo\. Horas libres cerca: Domingo 3 de enero de 2027/u);
    expect((await series('2027-01-03')).status).toBe(303);
    expect(rows('SELECT date FROM bookings WHERE person_id = ? ORDER BY date', world.people[4])).toEqual([{ date: '2027-01-03' }, { date: '2027-01-10' }, { date: '2027-01-17' }]);
  });

  it('offers an hour that got free late at night until the morning of the new year', async () => {
    expect((await world.desk.post(`/coaching/bookings/${world.booked.saturday}/cancellation`, { version: 1 })).status).toBe(303);
    expect(offers()).toEqual([{ person: 1, expires: instantAt('2027-01-01', '09:30'), outcome: null }]);
    expect(wordsOf(await world.first.get('/'))).toMatch(/Se liberó una hora: Sábado 2 de enero.*hasta (mañana, )?(el )?viernes 1 de enero a las 09:30/iu);
  });

  it('is in the new year from midnight on, without a word to anybody', async () => {
    clock.travelTo(instantAt('2026-12-31', '23:59') + 58_500);
    expect(wordsOf(await world.desk.get('/coaching'))).toContain('Hoy, jueves 31 de diciembre');
    await until(async () => wordsOf(await world.desk.get('/coaching')).includes('Hoy, viernes 1 de enero'));
    expect(clock.now() - instantAt('2027-01-01', '00:00')).toBeLessThan(SOON);
    expect(wordsOf(await world.desk.get('/coaching'))).toMatch(/No hay reservas este día.*El centro no abre este día/u);
    expect(wordsOf(await world.coach.get('/coaching/my-day'))).toMatch(/Hoy no tiene reservas.*Falta decir qué pasó Jueves 31 de diciembre.*Quispe 3, Rosa/u);
    expect(wordsOf(await world.desk.get('/'))).not.toContain('Asesorías de hoy');
    const past = await world.first.post('/coaching/new', { slot: `2026-12-31_10:00_${world.coachId}`, topic: 'email' });
    expect([past.status, wordsOf(past).includes('ya pasó')]).toEqual([422, true]);
    // What was of yesterday can still be put down.
    expect(wordsOf(await world.desk.get('/coaching?date=2026-12-31'))).toContain('17:00 Quispe 3, Rosa');
    expect((await world.desk.post(`/coaching/bookings/${world.booked.today}/state`, { act: 'no-show', version: 1, page: 'day' })).status).toBe(303);
    expect(texts).toEqual([]);
  });

  it('tells of the offer in the morning, and asks the next when its time is up', async () => {
    await wakeAt('2027-01-01', '07:30');
    await until(() => texts.length === 1);
    expect(texts[0]).toMatch(/sábado 2 de enero a las .*hasta las 09:30 del 01\/01/u);
    await wakeAt('2027-01-01', '09:30');
    await until(() => offers().length === 2);
    expect(offers()).toEqual([
      { person: 1, expires: instantAt('2027-01-01', '09:30'), outcome: 'expired' }, { person: 0, expires: expect.any(Number), outcome: null },
    ]);
    await wakeAt('2027-01-01', '09:31');
    await until(() => texts.length === 2);
    expect(texts[1]).toContain('11:30 del 01/01');
  });

  it('reminds of the first hour of the year once, though it is killed while it does', async () => {
    texts.length = 0;
    const killed = new Promise<void>((resolve) => {
      // The gateway has the text, and its answer reaches nobody any more.
      answers = () => {
        void served.end('SIGKILL').then(resolve);
        return null as never;
      };
    });
    // Whoever asks at that moment gets no answer.
    await wakeAt('2027-01-02', '17:00').catch(() => undefined);
    await killed;
    answers = () => undefined;
    expect(texts).toEqual([expect.stringMatching(/domingo 3 de enero a las 10:00/u)]);
    expect(sent()).toEqual(['sending']);
    address = await served.start(settings());
    // So late nobody believes any more that it is on its way.
    await wakeAt('2027-01-02', '17:06');
    await until(() => sent()[0] === 'unknown');
    await wakeAt('2027-01-02', '18:00');
    await wakeAt('2027-01-09', '17:00');
    await until(() => texts.length === 2);
    expect(texts[1]).toMatch(/domingo 10 de enero a las 10:00/u);
    await until(() => sent()[1] === 'sent');
    expect(sent()).toEqual(['unknown', 'sent']);
  }, 60_000);

  function offers(): { person: number; expires: number; outcome: string | null }[] {
    return rows<{ personId: Id; expires: number; outcome: string | null }>('SELECT person_id AS personId, expires_at AS expires, outcome FROM coaching_offers ORDER BY offered_at')
      .map(({ personId, ...offer }) => ({ person: world.people.indexOf(personId), ...offer }));
  }

  /** Of the reminders of the series, those that were taken up. */
  function sent(): string[] {
    return rows<{ status: string }>(`
      SELECT m.status FROM outbox_messages m JOIN bookings b ON b.id = m.about_id WHERE b.person_id = ? AND m.status <> 'waiting' ORDER BY m.due_at`, world.people[4]).map(({ status }) => status);
  }
});

/** A centre on the last day of the year: an hour today, one on Saturday for which two others wait. Written into a database of its own. */
async function oldYear(file: string): Promise<{ desk: Visitor; coach: Visitor; first: Visitor; coachId: Id; people: Id[]; booked: { today: Id; saturday: Id } }> {
  const test = await startApp({ engine: 'embedded', channels: [{ name: 'sms', send: () => Promise.resolve({ outcome: 'sent' }) }] });
  test.clock.travelTo(instantAt('2026-12-31', '09:00'));
  const place = await addCoachingCentre(test, { bookingsADay: 1, people: 5 });
  const people = place.people.map(({ id }) => id);
  await test.unitOfWork.run((tx) => tx.insert(Consent, people.map((personId): Consent => ({
    id: newId(), personId, centreId: place.centreId, textVersion: '1', givenOn: '2026-11-01', how: 'signed', covers: ['contact'], withdrawnAt: null, version: 1,
  }))), { actor: SYSTEM });
  const [bookings, waits] = [test.app.get(BookingsService), test.app.get(WaitsService)];
  const hour = { wishes: {}, topic: 'email' as const };
  const book = (personId: Id, date: string, startsAt: string): Promise<Id> => bookings.book(place.desk, { personId, date, startsAt, ...hour });
  const booked = { today: await book(people[2] as Id, '2026-12-31', '17:00'), saturday: await book(people[3] as Id, '2027-01-02', '15:00') };
  for (const personId of [people[1], people[0]]) await waits.ask(place.desk, { personId: personId as Id, fromDate: '2027-01-02', toDate: '2027-01-02', ...hour });
  test.clock.travelTo(instantAt('2026-12-31', '23:45'));
  const account = await test.dataSource.manager.findOneByOrFail('Account', { id: place.coaches[0]?.accountId as string }) as Account;
  const visitors = { desk: await test.signIn('coordinator'), coach: await test.signInAs(account), first: await test.signIn('learner', { personId: people[1] as Id }) };
  const database = new Sqlite(String((test.dataSource.options as { database?: unknown }).database), { readonly: true });
  await database.backup(file);
  database.close();
  await test.close();
  return { ...visitors, coachId: place.coaches[0]?.id as Id, people, booked };
}

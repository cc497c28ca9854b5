import { createHash } from 'node:crypto';
import { jest } from '@jest/globals';
import ICAL from 'ical.js';
import { openRoom } from '../../test/coaching/coaching-hour.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { AccountRole } from '../accounts/account-role.entity.js';
import { Account } from '../accounts/account.entity.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { log } from '../shared/web/log.js';
import { Booking } from './booking.entity.js';
import { noteEvent } from './booking-writes.js';
import { CalendarFeedRepository } from './calendar-feed.repository.js';
import { Coach } from './coach.entity.js';

const MINUTE = 60_000;

describe.each(ENGINES)('a coach\'s calendar, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let book: Awaited<ReturnType<typeof openRoom>>;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    book = await openRoom(test);
  });
  afterAll(() => test.close());

  const newCoach = async (): Promise<{ id: Id; visitor: Visitor; at: string }> => {
    const visitor = await test.signIn('coach', { displayName: 'Norma Curi' });
    const added = await coordinator.post('/coaching/coaches', { accountId: visitor.account?.id, sex: 'female', languages: 'quechua', bookingsADay: '5' });
    const id = (added.headers.location as string).split('/')[3] as string;
    return { id, visitor, at: `/coaching/coaches/${id}/calendar` };
  };
  const addressIn = (html: string): string => /https?:\/\/[^/]+(\/coaching\/calendar\/[\w-]+\.ics)/u.exec(html)?.[1] as string;
  const withAddress = async (): Promise<Awaited<ReturnType<typeof newCoach>> & { path: string }> => {
    const coach = await newCoach();
    return { ...coach, path: addressIn((await coach.visitor.post(`${coach.at}/renewal`)).text) };
  };
  const summaries = (text: string): string[] => (
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => String(event.getFirstPropertyValue('summary'))));

  it('has an address of 256 bits that is shown once and kept as its hash alone', async () => {
    const { id, visitor, at } = await newCoach();
    expect(wordsOf(await visitor.get(at))).toContain('Todavía no tiene una dirección');
    const form = { _key: newId() };
    const given = await visitor.post(`${at}/renewal`, form);
    expect(given.status).toBe(200);
    expect(given.headers['cache-control']).toBe('no-store');
    const path = addressIn(given.text);
    const secret = /([\w-]{43})\.ics$/u.exec(path)?.[1] as string;
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(given.text).toMatch(new RegExp(`href="webcal://[^"]+${secret}\\.ics"`, 'u'));
    // The same form once more shows the same address; no other page shows it.
    expect(addressIn((await visitor.post(`${at}/renewal`, form)).text)).toBe(path);
    const after = await visitor.get(at);
    expect(wordsOf(after)).toContain('Ya tiene una dirección');
    expect(after.text).not.toContain(secret);
    const { calendarKey } = await test.dataSource.manager.findOneByOrFail(Coach, { id });
    expect(calendarKey).toBe(createHash('sha256').update(secret).digest('hex'));
    const trail = JSON.stringify(await test.dataSource.manager.findBy(AuditEntry, { entityId: id }));
    expect(trail).not.toContain(secret);
    expect(trail).not.toContain(calendarKey);
  });

  it('is read without signing in, tells when and with whom, and nothing else', async () => {
    const { id, path } = await withAddress();
    const other = await newCoach();
    await book({ coachId: id, date: '2026-11-27', topic: 'courage', surnames: 'Ñahui Zárate', givenNames: 'Fortunata Inés' });
    await book({ coachId: id, date: '2026-11-20', status: 'done', givenNames: 'Justina' });
    await book({ coachId: id, date: '2026-11-15', givenNames: 'Demasiado Antigua' });
    await book({ coachId: id, date: '2026-11-28', status: 'cancelled', givenNames: 'Zoila' });
    await book({ coachId: other.id, date: '2026-11-27', givenNames: 'De Otra' });
    const { result: answer, queries } = await countQueries(() => test.visitor().get(path));
    expect(queries).toBeLessThanOrEqual(3);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('private, no-cache');
    expect(answer.headers['x-robots-tag']).toBe('noindex, nofollow');
    expect(summaries(answer.text)).toEqual(['Asesoría con Justina Q.', 'Asesoría con Fortunata Ñ.', 'Cancelada: asesoría con Zoila Q.']);
    expect(answer.text).not.toMatch(/ahui|Zárate|Inés|courage|miedo/iu);
    expect(answer.text).toContain('DTSTART:20261127T140000Z');
  });

  it('tells subscribers of an hour that was cancelled or went to a colleague, and no longer once it lies a week back', async () => {
    const [{ id, path }, colleague] = [await withAddress(), await withAddress()];
    const [cancelled, handedOver] = [await book({ coachId: id, date: '2026-11-27' }), await book({ coachId: id, date: '2026-11-28', startsAt: '11:00', endsAt: '11:45' })];
    const told = async (feed: string): Promise<(string | number)[][]> => new ICAL.Component(ICAL.parse((await test.visitor().get(feed)).text)).getAllSubcomponents('vevent')
      .map((component) => [new ICAL.Event(component), component] as const)
      .map(([event, component]) => [event.uid.slice(0, -'@minka'.length), String(component.getFirstPropertyValue('status')), event.sequence, event.startDate.toJSDate().toISOString()]);
    const before = [[cancelled.id, 'CONFIRMED', 0, '2026-11-27T14:00:00.000Z'], [handedOver.id, 'CONFIRMED', 0, '2026-11-28T16:00:00.000Z']];
    expect(await told(path)).toEqual(before);
    await test.unitOfWork.run(async (tx) => {
      await tx.update(Booking, cancelled, { status: 'cancelled' });
      const { date, startsAt, endsAt, coachId, workstationId } = handedOver;
      const moved = await tx.update(Booking, handedOver, { coachId: colleague.id, date: '2026-11-30' });
      await noteEvent(tx, moved, { kind: 'moved', side: 'staff', was: { date, startsAt, endsAt, coachId, workstationId } });
    }, { actor: SYSTEM });
    expect(await told(path)).toEqual([[cancelled.id, 'CANCELLED', 1, before[0]?.[3]], [handedOver.id, 'CANCELLED', 1, before[1]?.[3]]]);
    expect(await told(colleague.path)).toEqual([[handedOver.id, 'CONFIRMED', 1, '2026-11-30T16:00:00.000Z']]);
    const later = await test.app.get(CalendarFeedRepository).bookings({ coachId: id, centreId: test.centre.id }, '2026-11-28', '2027-01-30');
    expect(later.map(({ id: told, cancelled: off }) => [told, off])).toEqual([[handedOver.id, true]]);
    expect(await test.app.get(CalendarFeedRepository).bookings({ coachId: id, centreId: test.centre.id }, '2026-11-29', '2027-01-30')).toEqual([]);
  });

  it('is told in few bytes when nothing has changed', async () => {
    const { id, path } = await withAddress();
    const booking = await book({ coachId: id, date: '2026-11-27' });
    const first = await test.visitor().get(path);
    const visitor = test.visitor();
    const ask = (): ReturnType<Visitor['send']> => visitor.send(visitor.request().get(path).set('If-None-Match', first.headers.etag as string));
    const same = await ask();
    expect([same.status, same.text]).toEqual([304, '']);
    await test.unitOfWork.run((tx) => tx.update(Booking, booking, { startsAt: '10:00', endsAt: '10:45' }), { actor: SYSTEM });
    const moved = await ask();
    expect(moved.status).toBe(200);
    expect(moved.text).toContain('SEQUENCE:1');
    const uid = (text: string): string | undefined => /UID:(.+)/u.exec(text)?.[1];
    expect(uid(moved.text)).toBe(uid(first.text));
  });

  it('ends with a new address, with taking it back, with ending, and with the account', async () => {
    const status = async (path: string): Promise<number> => (await test.visitor().get(path)).status;
    const renewed = await withAddress();
    expect(wordsOf(await renewed.visitor.get(`${renewed.at}/renewal`))).toContain('La dirección de antes dejará de funcionar');
    const next = addressIn((await renewed.visitor.post(`${renewed.at}/renewal`)).text);
    expect([await status(renewed.path), await status(next)]).toEqual([404, 200]);
    expect((await coordinator.post(`${renewed.at}/revocation`)).status).toBe(303);
    expect(await status(next)).toBe(404);
    const ended = await withAddress();
    await coordinator.post(`/coaching/coaches/${ended.id}/ending`);
    expect(await status(ended.path)).toBe(404);
    const disabled = await withAddress();
    await test.unitOfWork.run(async (tx) => {
      await tx.update(Account, await tx.manager.findOneByOrFail(Account, { id: disabled.visitor.account?.id as string }), { disabledAt: tx.now });
    }, { actor: SYSTEM });
    expect(await status(disabled.path)).toBe(404);
    const without = await withAddress();
    await test.unitOfWork.run(async (tx) => {
      await tx.remove(AccountRole, await tx.manager.findOneByOrFail(AccountRole, { accountId: without.visitor.account?.id as string }));
    }, { actor: SYSTEM });
    expect(await status(without.path)).toBe(404);
  });

  it('is made by herself alone, and taken back by the coordination too', async () => {
    const { id, at, visitor } = await newCoach();
    expect((await coordinator.get(at)).text).not.toContain('renewal');
    expect((await coordinator.post(`${at}/renewal`)).status).toBe(404);
    expect((await coordinator.get(`${at}/renewal`)).status).toBe(404);
    await visitor.post(`${at}/renewal`);
    const colleague = await newCoach();
    expect((await colleague.visitor.post(`${at}/renewal`)).status).toBe(404);
    expect((await colleague.visitor.post(`${at}/revocation`)).status).toBe(404);
    expect((await test.dataSource.manager.findOneByOrFail(Coach, { id })).calendarKey).not.toBeNull();
    expect(wordsOf(await coordinator.get(at))).toContain('Si perdió su celular, quítela');
    expect((await visitor.post(`${at}/revocation`)).status).toBe(303);
    expect((await test.dataSource.manager.findOneByOrFail(Coach, { id })).calendarKey).toBeNull();
  });

  it('leaves its address in no log, even when its page fails', async () => {
    const { path } = await withAddress();
    const written = (['info', 'warn', 'error', 'fatal'] as const).map((level) => jest.spyOn(log, level));
    const broken = jest.spyOn(test.app.get(CalendarFeedRepository), 'bookings').mockRejectedValue(new Error('the disk is full'));
    const answer = await test.visitor().get(path);
    const lines = JSON.stringify(written.flatMap(({ mock }) => mock.calls));
    broken.mockRestore();
    written.forEach((each) => each.mockRestore());
    expect(answer.status).toBe(500);
    expect(lines).toContain('/coaching/calendar/:file');
    expect(lines).not.toContain(path.slice('/coaching/calendar/'.length, -'.ics'.length));
    expect(answer.text).not.toContain(path);
  });

  it('is not there for other addresses, and whoever tries many has to wait', async () => {
    const { path } = await withAddress();
    const wrong = [path.replace('.ics', ''), path.replace('.ics', '.txt'), `/coaching/calendar/${'x'.repeat(43)}.ics`, '/coaching/calendar/.ics', '/coaching/calendar/%00.ics'];
    for (const each of wrong) expect((await test.visitor().get(each)).status).toBe(404);
    const tries = Array.from({ length: 30 }, (_, index) => test.visitor().get(`/coaching/calendar/${String(index).padEnd(43, 'y')}.ics`));
    await Promise.all(tries);
    const throttled = await test.visitor().get(path);
    expect(throttled.status).toBe(429);
    test.clock.advance(61 * MINUTE);
    expect((await test.visitor().get(path)).status).toBe(200);
  });
});

import { Session } from '../../src/attendance/session.entity.js';
import type { Centre } from '../../src/centres/centre.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { Booking } from '../../src/coaching/booking.entity.js';
import type { BookingRequest } from '../../src/coaching/bookings.service.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addClassroom, sessionOf } from '../attendance/classroom.js';
import { startApp, TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addCoachingCentre, bookAt, type CoachingCentre } from './coaching-centre.js';

const TODAY = '2026-11-23';
const TOMORROW = '2026-11-24';

describe.each(ENGINES)('what the desk of coaching refuses, with the reason and the nearest hours that can be had, on %s', (engine) => {
  let test: TestApp;
  let centre: Centre;
  let place: CoachingCentre;
  let desk: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
  });
  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    centre = await test.addCentre('Otro Centro');
    place = await addCoachingCentre(test, { centreId: centre.id, coaches: 2 });
    desk = await test.signIn('trainer', { centre });
  });
  afterAll(() => test.close());

  const person = (index = 0): Id => place.people[index]?.id as Id;
  const book = (more: Partial<BookingRequest> = {}): Promise<Id> => bookAt(test, place, more);
  const coachId = (index = 0): Id => place.coaches[index]?.id as Id;
  const refused = async (slot: string, who: Id = person(2)): Promise<{ words: string; offered: string[] }> => {
    const bookings = await test.dataSource.manager.countBy(Booking, { centreId: centre.id });
    const answer = await desk.post('/coaching/bookings', { personId: who, slot });
    const offered = [...answer.text.matchAll(/name="slot" value="([^"]+)"/gu)].map(([, name]) => name as string);
    expect([answer.status, await test.dataSource.manager.countBy(Booking, { centreId: centre.id }) - bookings]).toEqual([422, 0]);
    expect([offered.length > 0, offered.length <= 3, offered.includes(slot)]).toEqual([true, true, false]);
    // Whatever is offered can be had.
    expect((await desk.post('/coaching/bookings', { personId: who, slot: offered[0] })).status).toBe(303);
    return { words: wordsOf(answer), offered: offered.map((name) => name.slice(0, '2026-11-23_11:00'.length)) };
  };

  it.each([
    ['in the past', `${TODAY}_09:00`, 'Esa hora ya pasó. Elija otra.', `${TODAY}_10:30`],
    ['beyond the horizon', '2027-02-01_09:00', 'Todavía no se puede reservar para ese día: por ahora, hasta el', null],
    ['when the centre is closed', `${TOMORROW}_21:00`, 'El centro no está abierto todo ese tiempo', `${TOMORROW}_17:15`],
    ['outside the hours of the coach', `${TOMORROW}_18:30`, 'Asesora 1 no atiende a esa hora', `${TOMORROW}_17:15`],
    ['at no time of a day', `${TOMORROW}_09:07`, 'Elija una hora que empiece en un cuarto de hora', `${TOMORROW}_09:00`],
  ])('%s', async (_, hour, why, nearest) => {
    const { words, offered } = await refused(`${hour}_${coachId()}`);
    expect(words).toContain(why);
    if (nearest) expect(offered).toContain(nearest);
  });

  it('of a coach of another centre', async () => {
    const elsewhere = await addCoachingCentre(test, { centreId: (await test.addCentre('Lejos')).id });
    const { words, offered } = await refused(`${TOMORROW}_11:00_${elsewhere.coaches[0]?.id}`);
    expect(words).toContain('Esa asesora o asesor no atiende en este centro');
    expect(offered).toContain(`${TOMORROW}_11:00`);
  });

  it('for somebody who is booked then, whoever the coach', async () => {
    await book({ wishes: { coachId: coachId() }, personId: person(2) });
    const { words, offered } = await refused(`${TODAY}_11:15_${coachId(1)}`);
    expect([words.includes('A esa hora ya tiene otra asesoría reservada'), offered.includes(`${TODAY}_11:45`)]).toEqual([true, true]);
  });

  it('with every reason there is, each once', async () => {
    const elsewhere = await addCoachingCentre(test, { centreId: (await test.addCentre('Lejos')).id });
    await book({ personId: person(2) });
    const answer = await desk.post('/coaching/bookings', { personId: person(2), slot: `${TODAY}_11:15_${elsewhere.coaches[0]?.id}` });
    const reasons = ['A esa hora ya tiene otra asesoría reservada', 'Esa asesora o asesor no atiende en este centro'];
    const [summary = ''] = /error-summary__list">[\s\S]*?<\/ul>/u.exec(answer.text) ?? [];
    expect([...summary.matchAll(/<a href="#slot">([^<]+)<\/a>/gu)].map(([, text]) => text)).toEqual(reasons);
    expect(wordsOf(answer)).toContain(`Error: ${reasons.join('. ')}`);
  });

  it('for somebody who sits in a session then', async () => {
    const { people, group } = await addClassroom(test, { count: 2, centreId: centre.id });
    await test.unitOfWork.run((tx) => tx.insert(Session, sessionOf(group, { date: TOMORROW })), { actor: SYSTEM });
    const { words, offered } = await refused(`${TOMORROW}_10:30_${coachId()}`, people[0]?.id);
    expect([words.includes('A esa hora tiene sesión con su grupo'), offered.some((hour) => hour.startsWith(TOMORROW))]).toEqual([true, true]);
  });

  it('where the PCs that are left are out of order', async () => {
    const broken = place.workstations.slice(3);
    await test.unitOfWork.run(async (tx) => {
      for (const pc of broken) await tx.update(Workstation, pc, { outOfOrderSince: tx.now });
    }, { actor: SYSTEM });
    await book({ wishes: { coachId: coachId() } });
    const { words, offered } = await refused(`${TODAY}_11:00_${coachId(1)}`);
    expect([words.includes('No queda ninguna PC libre a esa hora'), offered.includes(`${TODAY}_11:45`)]).toEqual([true, true]);
  });

  it('at a PC that broke, is taken, or is no PC of the centre', async () => {
    const slot = `${TOMORROW}_11:00_${coachId()}`;
    const [broken, taken] = place.workstations.slice(3) as [Workstation, Workstation];
    await test.unitOfWork.run((tx) => tx.update(Workstation, broken, { outOfOrderSince: tx.now }), { actor: SYSTEM });
    await book({ date: TOMORROW, wishes: { coachId: coachId(1) }, personId: person(1), workstationId: taken.id });
    const ask = async (workstationId: string): Promise<{ error: string | undefined; offered: string[]; still: boolean }> => {
      const answer = await desk.post('/coaching/bookings', { personId: person(), slot, workstationId });
      expect(answer.status).toBe(422);
      return {
        error: /id="workstationId-error"[\s\S]*?<\/p>/u.exec(answer.text)?.[0].replace(/<[^>]*>/gu, '').trim(), still: answer.text.includes(`value="${workstationId}" selected`),
        offered: [...answer.text.matchAll(/name="slot" value="([^"]+)_/gu)].map(([, name]) => name as string),
      };
    };
    expect(await ask(broken.id)).toMatchObject({ error: expect.stringContaining('PC 4 está malograda'), offered: expect.arrayContaining([`${TOMORROW}_11:00`]), still: false });
    expect(await ask(taken.id)).toMatchObject({ error: expect.stringContaining('PC 5 ya está reservada a esa hora'), offered: expect.arrayContaining([`${TOMORROW}_11:45`]), still: true });
    const elsewhere = await addCoachingCentre(test, { centreId: (await test.addCentre('Lejos')).id });
    expect(await ask(elsewhere.workstations[0]?.id as Id)).toMatchObject({ error: expect.stringContaining('Esa PC no es de este centro'), still: false });
    expect((await ask('x')).error).toContain('Esa PC no es de este centro');
  });
});

import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { SignInObservers } from '../../src/accounts/sign-in-observers.js';
import { Session } from '../../src/attendance/session.entity.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { noteMove } from '../../src/groups/enrolments.service.js';
import { newConsent } from '../../src/people/consent-texts.js';
import { Consent } from '../../src/people/consent.entity.js';
import type { Person } from '../../src/people/person.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { localTimeAt } from '../../src/shared/kernel/local-date.js';
import { startApp, TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addClassroom, sessionOf, type Classroom } from './classroom.js';

const MINUTE = 60_000;

describe.each(ENGINES)('the register on %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let trainer: Visitor;
  let url: string;
  let count = 0;

  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer');
  });

  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    count += 1;
    room = await addClassroom(test, { name: `Grupo ${count}` });
    url = `/sessions/${room.session.id}/register`;
  });

  afterAll(() => test.close());

  const formOf = (text: string): Record<string, string> => {
    const inputs = [...text.matchAll(/<input [^>]*>/g)].map(([input]) => input).filter((input) => !/type="radio"/.test(input) || / checked/.test(input));
    const pairs = inputs.map((input) => [/name="([^"]+)"/.exec(input)?.[1] ?? '', /value="([^"]*)"/.exec(input)?.[1] ?? ''] as const);
    return Object.fromEntries(pairs.filter(([name]) => /^(seen|status|minutes|reason)\d+$/.test(name) || name === 'complete' || name === '_key'));
  };
  /** In the order of the register. */
  const marksOnRecord = async () => {
    const marks = await test.dataSource.manager.findBy(AttendanceMark, { sessionId: room.session.id });
    const order = room.people.map(({ id }) => id);
    return marks.sort((one, other) => order.indexOf(one.personId) - order.indexOf(other.personId))
      .map(({ status, minutes, reason }) => ({ status, minutes, reason }));
  };

  it('starts with everybody present and is saved by its button, without a script', async () => {
    const page = await trainer.get(url);
    expect(page.status).toBe(200);
    const form = formOf(page.text);
    expect(Object.values(form).filter((value) => value === 'present')).toHaveLength(20);
    const saved = await trainer.post(url, { ...form, 'status2': 'absent', 'status6': 'absent', 'status11': 'late', 'minutes11': '10' });
    expect([saved.status, saved.headers.location]).toEqual([303, url]);
    expect(wordsOf(await trainer.get(url))).toContain('Asistencia guardada: 17 presentes, 1 tarde y 2 ausentes.');
    expect(await marksOnRecord()).toHaveLength(20);
  });

  it('sorts names as Spanish does and numbers them', async () => {
    const words = wordsOf(await trainer.get(url));
    expect(words).toMatch(/13 Nina, Rosa María .* 14 Ñaupari, Rosa María .* 15 Ñuñez, Luis Alberto .* 16 Poma/);
  });

  it('names those who were in the group when it was held, whoever came or left since', async () => {
    test.clock.travelTo(TEST_NOW + 24 * 60 * MINUTE);
    const visitor = await test.signIn('trainer');
    const late = await room.join('Zurita', 'Carmen');
    const gone = room.people[3] as Person;
    await test.unitOfWork.run(async (tx) => {
      const enrolment = (personId: string): Promise<Enrolment> => tx.manager.findOneByOrFail(Enrolment, { personId });
      await noteMove(tx, { ...await enrolment(late.id), groupId: null }, room.group.id, null);
      const before = await enrolment(gone.id);
      await tx.update(Enrolment, before, { status: 'withdrawn', groupId: null, endedAt: tx.now });
      await noteMove(tx, before, null, 'Viaja');
    }, { actor: SYSTEM });
    const page = await visitor.get(url);
    expect(wordsOf(page)).toContain('4 Ccori, Rosa María');
    expect(wordsOf(page)).not.toContain('Zurita');
    expect((await countQueries(() => visitor.get(url))).queries).toBeLessThanOrEqual(8);
    expect((await visitor.post(url, formOf(page.text))).status).toBe(303);
    expect(await marksOnRecord()).toHaveLength(20);
    expect(await test.dataSource.manager.countBy(AttendanceMark, { sessionId: room.session.id, personId: late.id })).toBe(0);
    expect(wordsOf(await visitor.get(`/sessions/${room.session.id}/sheet`))).not.toContain('Zurita');
  });

  it('tells whose consent is missing, and leads to where it is asked for', async () => {
    const badges = async () => [...(await trainer.get(url)).text.matchAll(/<a class="badge badge--warning" href="([^"]+)">([^<]+)/g)].map(([, href, text]) => [href, text]);
    expect(await badges()).toEqual([]);
    const [never, tookBack] = [room.people[2], room.people[7]] as [Person, Person];
    await test.unitOfWork.run(async (tx) => {
      await tx.remove(Consent, await tx.manager.findOneByOrFail(Consent, { personId: never.id }));
      await tx.update(Consent, await tx.manager.findOneByOrFail(Consent, { personId: tookBack.id }), { withdrawnAt: tx.now });
    }, { actor: SYSTEM });
    expect(await badges()).toEqual([never, tookBack].map(({ id }) => [`/people/${id}/consent`, 'Falta consentimiento']));
  });

  it('has one row for somebody who consented twice', async () => {
    const [, twice] = room.people as [Person, Person];
    await test.unitOfWork.run((tx) => tx.insert(Consent, [{
      id: newId(), personId: twice.id, centreId: room.session.centreId, ...newConsent('signed', '2026-11-03', ['contact']),
    }]), { actor: SYSTEM });
    const { text } = await trainer.get(url);
    expect(text.match(/name="seen\d+"/g)).toHaveLength(20);
    expect(text).not.toContain(`/people/${twice.id}/consent`);
  });

  it('changes nothing when the button is pressed twice', async () => {
    const form = formOf((await trainer.get(url)).text);
    await trainer.post(url, form);
    expect((await trainer.post(url, form)).status).toBe(303);
    const versions = await test.dataSource.query('SELECT DISTINCT version FROM attendance_marks WHERE session_id = ?', [room.session.id]);
    expect(versions).toEqual([{ version: 1 }]);
  });

  it('proposes who signed in late, and confirms it with all others', async () => {
    await room.arrive(room.people[4] as never, TEST_NOW - 10 * MINUTE);
    await room.arrive(room.people[5] as never, TEST_NOW + 12 * MINUTE);
    test.clock.advance(20 * MINUTE);
    const page = await trainer.get(url);
    expect(wordsOf(page)).toContain('Condori, Rosa María llegó 10:12, PC 7');
    expect(wordsOf(page)).toContain('llegó 09:50, PC 7');
    await trainer.post(url, formOf(page.text));
    expect((await marksOnRecord())[5]).toEqual({ status: 'late', minutes: 12, reason: null });
    expect((await marksOnRecord()).filter(({ status }) => status === 'present')).toHaveLength(19);
  });

  it('notes the arrival of who signs in at a PC', async () => {
    await test.app.get(SignInObservers).tell({ personId: room.people[3]?.id as string, workstationId: room.workstation.id, at: TEST_NOW + 9 * MINUTE });
    const page = await trainer.get(url);
    expect(wordsOf(page)).toContain('Ccori, Rosa María llegó 10:09, PC 7');
    expect(formOf(page.text)).toMatchObject({ status3: 'late', minutes3: '9' });
  });

  it('proposes nobody as come who signs in from elsewhere, as at home', async () => {
    await test.app.get(SignInObservers).tell({ personId: room.people[3]?.id as string, workstationId: null, at: TEST_NOW + 9 * MINUTE });
    const page = await trainer.get(url);
    expect(wordsOf(page)).not.toContain('llegó');
    expect(formOf(page.text)).toMatchObject({ status3: 'present' });
  });

  it('proposes nothing where nothing can be marked any more', async () => {
    test.clock.advance(30 * 24 * 60 * MINUTE);
    const page = await (await test.signIn('trainer')).get(url);
    expect(wordsOf(page)).toContain('Nadie guardó esta asistencia.');
    expect(formOf(page.text).status0).toBeUndefined();
  });

  it('keeps what was typed when something in it cannot be taken', async () => {
    const form = formOf((await trainer.get(url)).text);
    const failed = await trainer.post(url, { ...form, 'status3': 'excused', 'status5': 'late', 'minutes5': 'diez', 'status6': 'absent' });
    expect(failed.status).toBe(422);
    expect(failed.text).toContain('<title>Error:');
    expect(wordsOf(failed)).toContain('Ccori, Rosa María: Escriba el motivo de la justificación');
    expect(wordsOf(failed)).toContain('Escriba los minutos con números, de 1 a 89');
    expect(formOf(failed.text)).toMatchObject({ 'status3': 'excused', 'status5': 'late', 'status6': 'absent' });
    expect(await marksOnRecord()).toEqual([]);
    const corrected = await trainer.post(url, { ...formOf(failed.text), 'reason3': 'Salud', 'minutes5': '10' });
    expect(corrected.status).toBe(303);
    expect((await marksOnRecord())[3]).toEqual({ status: 'excused', minutes: null, reason: 'Salud' });
  });

  it('takes no picture for a reason, from a form or from a script', async () => {
    const failed = await trainer.post(url, { ...formOf((await trainer.get(url)).text), 'status3': 'excused', 'reason3': 'Cita médica 😷' });
    expect(failed.status).toBe(422);
    expect(wordsOf(failed)).toContain('Ccori, Rosa María: Use solo letras, números y signos, sin dibujos');
    expect(formOf(failed.text)).toMatchObject({ 'status3': 'excused', 'reason3': 'Cita médica 😷' });
    const refused = await trainer.postJson(url, { marks: [{ seen: `${room.people[3]?.id} 0`, status: 'excused', reason: 'Cita médica 😷' }] });
    expect([refused.status, refused.body.refusals]).toEqual([422, [{ field: `reason:${room.people[3]?.id}`, text: 'Use solo letras, números y signos, sin dibujos' }]]);
    expect(await marksOnRecord()).toEqual([]);
  });

  it('answers a stale edit with 409, both values and a choice', async () => {
    const colleague = await test.signIn('trainer', { displayName: 'Julia Condori' });
    const form = formOf((await trainer.get(url)).text);
    await colleague.postJson(url, { marks: [{ seen: `${room.people[2]?.id} 0`, status: 'late', minutes: '15' }, { seen: `${room.people[8]?.id} 0`, status: 'absent' }] });
    const stale = await trainer.post(url, { ...form, 'status2': 'absent', 'status4': 'absent' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('Julia Condori ya había marcado «Tarde, 15 minutos» a las 10:00.');
    const again = formOf(stale.text);
    // Her own choices stand; what she did not touch shows what the colleague set.
    expect(again).toMatchObject({ 'status2': 'absent', 'status4': 'absent', 'status8': 'absent' });
    expect((await trainer.post(url, again)).status).toBe(303);
    const marks = await marksOnRecord();
    expect([marks[2]?.status, marks[4]?.status, marks[8]?.status]).toEqual(['absent', 'absent', 'absent']);
  });

  it('saves marks as they are made, as JSON', async () => {
    const mark = { seen: `${room.people[7]?.id} 0`, status: 'absent' };
    const saved = await trainer.postJson(url, { marks: [mark] });
    expect([saved.status, saved.body.versions, saved.body.complete]).toEqual([200, { [room.people[7]?.id as string]: 1 }, false]);
    expect(saved.body.words).toContain('10:00');
    const stale = await trainer.postJson(url, { marks: [{ ...mark, status: 'present' }] });
    expect(stale.status).toBe(409);
    expect(stale.body.conflicts).toMatchObject([{ person: room.people[7]?.id, keep: 'Dejar «Ausente»', put: 'Poner «Presente»', theirs: { status: 'absent', version: 1 } }]);
    const refused = await trainer.postJson(url, { marks: [{ seen: `${room.people[7]?.id} 1`, status: 'excused' }] });
    expect([refused.status, refused.body.refusals]).toEqual([422, [{ field: `reason:${room.people[7]?.id}`, text: 'Escriba el motivo de la justificación' }]]);
    for (const unreadable of [{ marks: [{ seen: 'x', status: 'absent' }] }, {}]) expect((await trainer.postJson(url, unreadable)).status).toBe(422);
    expect(wordsOf(await trainer.post(url, {}))).toContain('llegó incompleta y no se guardó');
  });

  it('shows who changed a mark', async () => {
    await trainer.post(url, { ...formOf((await trainer.get(url)).text), 'status2': 'absent' });
    await trainer.postJson(url, { marks: [{ seen: `${room.people[2]?.id} 1`, status: 'late', minutes: '20' }] });
    const page = await trainer.get(url);
    expect(page.text).toContain(`/sessions/${room.session.id}/marks/${room.people[2]?.id}`);
    const history = wordsOf(await trainer.get(`/sessions/${room.session.id}/marks/${room.people[2]?.id}`));
    expect(history).toMatch(/Rosa Quispe Huamán Ausente Tarde, 20 minutos .* Rosa Quispe Huamán Sin marca Ausente/);
  });

  it('says when it was saved last, and leads to the calls that follow', async () => {
    await trainer.post(url, { ...formOf((await trainer.get(url)).text), 'status2': 'absent' });
    const first = await trainer.get(url);
    expect(wordsOf(first)).toMatch(/Asistencia guardada: .* Llamar a quienes faltaron/);
    expect(first.text).toContain('href="/calls"');
    expect(first.text).toContain(`href="/sessions?date&#x3D;${room.session.date}"`);
    const saved = wordsOf(first);
    test.clock.advance(7 * MINUTE);
    await trainer.post(url, formOf((await trainer.get(url)).text));
    expect(wordsOf(await trainer.get(url))).toContain(/Guardada el \S+ a las \d\d:\d\d/.exec(saved)?.[0]);
    await trainer.post(url, { ...formOf((await trainer.get(url)).text), 'status3': 'absent' });
    const page = wordsOf(await trainer.get(url));
    expect(page).toContain(`Guardada el 23/11/2026 a las ${localTimeAt(test.clock.now())} por Rosa Quispe Huamán`);
    expect(page).not.toContain(/Guardada el \S+ a las \d\d:\d\d/.exec(saved)?.[0]);
  });

  it('begins a course that nobody has begun', async () => {
    const status = async (): Promise<string | undefined> => (await test.dataSource.manager.findOneBy(Edition, { id: room.edition.id }))?.status;
    await test.unitOfWork.run((tx) => tx.execute("UPDATE editions SET status = 'open' WHERE id = ?", [room.edition.id]), { actor: SYSTEM });
    await trainer.postJson(url, { marks: [{ seen: `${room.people[2]?.id} 0`, status: 'absent' }] });
    expect(await status()).toBe('open');
    await trainer.post(url, formOf((await trainer.get(url)).text));
    expect(await status()).toBe('running');
  });

  it('leaves out nobody who moved away and lets in who came later without a mark', async () => {
    await trainer.post(url, { ...formOf((await trainer.get(url)).text), 'status0': 'absent' });
    await test.unitOfWork.run((tx) => tx.execute('UPDATE enrolments SET group_id = NULL WHERE person_id = ?', [room.people[0]?.id]), { actor: SYSTEM });
    await room.join('Zúñiga', 'Nueva');
    const page = await trainer.get(url);
    expect(wordsOf(page)).toContain('Alva, Rosa María');
    expect(formOf(page.text).status20).toBeUndefined();
    expect((await trainer.post(url, formOf(page.text))).status).toBe(303);
    expect(await marksOnRecord()).toHaveLength(20);
  });

  it.each([
    ['has not begun', -5 * 60, {}, 'Esta sesión todavía no empieza. Podrá tomar asistencia hoy desde las 09:30.'],
    ['is of another day', -24 * 60, {}, 'Podrá tomar asistencia el lunes 23 de noviembre desde las 09:30.'],
    ['was cancelled', 5, { cancelledAt: TEST_NOW, cancelReason: 'Corte de luz' }, 'Esta sesión se canceló: Corte de luz.'],
    ['ended long ago', 30 * 24 * 60, {}, 'Esta sesión terminó hace más de 14 días. Su asistencia solo la puede corregir la coordinación.'],
  ])('says so when the session %s', async (_, minutes, changes, text) => {
    const form = formOf((await trainer.get(url)).text);
    await test.unitOfWork.run(async (tx) => {
      await tx.update(Session, await tx.manager.findOneByOrFail(Session, { id: room.session.id }), changes);
    }, { actor: SYSTEM });
    test.clock.travelTo(TEST_NOW + minutes * MINUTE);
    const visitor = await test.signIn('trainer');
    const page = await visitor.get(url);
    expect(wordsOf(page)).toContain(text);
    expect(page.text).not.toContain('type="submit">Guardar');
    const sent = await visitor.post(url, { ...form, _key: newId() });
    expect(sent.status).toBe(422);
    expect(wordsOf(sent)).toContain('No se pudo hacer');
  });

  it('is not there for another centre, nor for learners', async () => {
    const elsewhere = await test.signIn('trainer', { centre: await test.addCentre(`Villa María ${count}`) });
    expect((await elsewhere.get(url)).status).toBe(404);
    expect((await elsewhere.post(url, { ...formOf((await trainer.get(url)).text), _key: newId() })).status).toBe(404);
    expect((await (await test.signIn('learner', { displayName: 'Ana' })).get(url)).status).toBe(404);
    expect((await trainer.get('/sessions/nothing/register')).status).toBe(404);
  });

  it('needs few queries whatever the number of people, and weighs little', async () => {
    await room.arrive(room.people[5] as never, TEST_NOW + 12 * MINUTE);
    await trainer.post(url, formOf((await trainer.get(url)).text));
    const session = sessionOf(room.group, { startsAt: '09:00' });
    await test.unitOfWork.run((tx) => tx.insert(Session, session), { actor: SYSTEM });
    const { result, queries } = await countQueries(() => trainer.get(url));
    expect(queries).toBeLessThanOrEqual(4);
    expect(Number(result.headers['content-length'])).toBeLessThan(6_000);
  });
});

import { Workstation } from '../centres/workstation.entity.js';
import { Room } from '../centres/room.entity.js';
import { Course } from '../courses/course.entity.js';
import { Edition } from '../courses/edition.entity.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import { LearningGroup } from '../groups/learning-group.entity.js';
import { Learner } from '../people/learner.entity.js';
import { Person } from '../people/person.entity.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import { localDateAt, localTimeAt } from '../shared/kernel/local-date.js';
import { SignInObservers, type LearnerSignIn } from './sign-in-observers.js';
import { sessionOf } from '../../test/attendance/classroom.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';

describe.each(ENGINES)('learners come in, on %s', (engine) => {
  let world: TestApp;
  let trainer: Visitor;
  const ids = { group: newId(), room: newId(), edition: newId(), pc: newId(), rosa: newId(), ana: newId() };

  beforeAll(async () => {
    world = await startApp({ engine });
    trainer = await world.signIn('trainer', { displayName: 'Capacitadora' });
    await fill();
  });

  afterAll(() => world.close());

  it('gives a card with a PIN that lets her in, and shows both again for the same form only', async () => {
    const form = { _key: newId() };
    const given = await trainer.post(`/people/${ids.rosa}/cards`, form);
    const [code, pin] = codesOn(given.text);
    expect(codesOn((await trainer.post(`/people/${ids.rosa}/cards`, form)).text)).toEqual([code, pin]);
    const visitor = world.visitor();
    expect((await visitor.post('/sign-in/card', { card: code?.toLowerCase(), pin })).headers.location).toBe('/');
    expect(wordsOf(await visitor.get('/'))).toMatch(/Hola, Rosa (?!Quispe)/u);
    const again = codesOn((await trainer.post(`/people/${ids.rosa}/cards`)).text);
    expect(again[0]).toBe(code);
    expect(again[1]).not.toBe(pin);
    expect((await visitor.get('/')).headers.location).toBe('/sign-in');
    const stored = JSON.stringify(await world.dataSource.query('SELECT answer FROM idempotency_keys'));
    expect(stored).not.toContain(`"${again[1]}"`);
  });

  it('makes a lost card worthless when a new code is asked for', async () => {
    const [before] = codesOn((await trainer.post(`/people/${ids.rosa}/cards`)).text);
    const [code, pin] = codesOn((await trainer.post(`/people/${ids.rosa}/cards`, { newCodes: 'yes' })).text);
    expect(code).not.toBe(before);
    expect((await world.visitor().post('/sign-in/card', { card: before, pin })).status).toBe(422);
    expect((await world.visitor().post('/sign-in/card', { card: code, pin })).status).toBe(303);
  });

  it('takes the PIN that she chose, unless it is easy', async () => {
    const easy = await trainer.post(`/people/${ids.ana}/pin`, { pin: '1234' });
    expect(easy.status).toBe(422);
    expect(wordsOf(easy)).toContain('fácil de adivinar');
    expect((await trainer.post(`/people/${ids.ana}/pin`, { pin: '5072' })).status).toBe(303);
  });

  it('makes a PC a station with a code that is good once', async () => {
    const { pc, code } = await station();
    expect((await pc.get('/')).headers.location).toBe('/station');
    expect(wordsOf(await pc.get('/station'))).toContain('Grupo Mañana');
    expect((await world.visitor().post('/station/registration', { code })).status).toBe(422);
    expect((await pc.get('/accounts')).headers.location).toBe('/station');
    expect((await world.visitor().get('/station')).headers.location).toMatch(/^\/sign-in/);
  });

  it('lets her in by group, name and PIN, tells who listens, and goes back to the groups', async () => {
    const seen: LearnerSignIn[] = [];
    world.app.get(SignInObservers).add((signIn) => Promise.resolve(seen.push(signIn)));
    await trainer.post(`/people/${ids.ana}/pin`, { pin: '5072' });
    const { pc } = await station();
    expect(wordsOf(await pc.get(`/station/groups/${ids.group}`))).toContain('Ñahui Soto, Ana');
    const at = `/station/groups/${ids.group}/people/${ids.ana}`;
    expect(wordsOf(await pc.get(at))).toContain('Hola, Ana Ana Ñahui Soto');
    const wrong = await pc.post(at, { pin: '9999' });
    expect(wrong.status).toBe(422);
    expect(wordsOf(wrong)).toContain('Ese PIN no es correcto');
    expect((await pc.post(at, { pin: '5072' })).headers.location).toBe('/');
    expect(seen).toEqual([{ personId: ids.ana, workstationId: ids.pc, at: world.clock.now() }]);
    const home = await pc.get('/');
    expect(home.text).toContain('data-print="large"');
    expect(home.text).toContain('data-quiet-out="300"');
    expect((await pc.get('/station')).headers.location).toBe('/');
    expect((await pc.post('/sign-out')).headers.location).toBe('/station');
    expect((await pc.get('/')).headers.location).toBe('/station');
  });

  it('goes back to the groups after the quiet time of a station', async () => {
    await trainer.post(`/people/${ids.ana}/pin`, { pin: '5072' });
    const { pc } = await station();
    await pc.post(`/station/groups/${ids.group}/people/${ids.ana}`, { pin: '5072' });
    world.clock.advance(6 * 60_000 + 1);
    expect((await pc.get('/')).headers.location).toBe('/station');
    trainer = await world.signIn('trainer');
  });

  it('waits longer before a lesson, and in a session of her group, but never for ever', async () => {
    const { pc } = await station();
    const enter = (): ReturnType<Visitor['post']> => pc.post(`/station/groups/${ids.group}/people/${ids.ana}`, { pin: '5072' });
    await enter();
    await pc.get('/learning/1A-01');
    world.clock.advance(14 * 60_000);
    expect((await pc.get('/')).text).toContain('data-quiet-out="300"');
    world.clock.advance(16 * 60_000 + 1);
    expect((await pc.get('/')).headers.location).toBe('/station');
    const begins = world.clock.now() + 10 * 60_000;
    const group = await world.dataSource.manager.findOneByOrFail(LearningGroup, { id: ids.group });
    const session = sessionOf(group, { date: localDateAt(begins), startsAt: localTimeAt(begins), endsAt: localTimeAt(begins + 3_600_000) });
    await world.unitOfWork.run((tx) => tx.execute(
      `INSERT INTO sessions (id, group_id, centre_id, ordinal, date, starts_at, ends_at, version) VALUES (?, ?, ?, 1, ?, ?, ?, 1)`,
      [session.id, group.id, group.centreId, session.date, session.startsAt, session.endsAt]), { actor: SYSTEM });
    await enter();
    expect((await pc.get('/')).text).toMatch(/data-quiet-out="1800"[^]*queda guardado/u);
    world.clock.advance(29 * 60_000);
    expect((await pc.get('/')).status).toBe(200);
    world.clock.advance(31 * 60_000 + 1);
    expect((await pc.get('/')).headers.location).toBe('/station');
    await enter();
    expect((await pc.post('/sign-out', { why: 'quiet' })).headers.location).toBe('/station');
    expect(wordsOf(await pc.get('/station'))).toContain('Se cerró después de un rato sin uso. Lo que estaba hecho quedó guardado.');
    trainer = await world.signIn('trainer');
  });

  it('prints the cards of a group: PINs for those who have none', async () => {
    const answer = await trainer.post(`/groups/${ids.group}/cards`);
    expect(answer.status).toBe(200);
    expect(wordsOf(answer)).toContain('Rosa Quispe Huamán');
    expect(wordsOf(answer)).toContain('El que ya tiene');
    expect(codesOn((await trainer.post(`/groups/${ids.group}/cards`, { everybody: 'yes' })).text)).toHaveLength(4);
  });

  it('prepares all PCs that are not prepared at once, on a list to print, and closes none that never was open', async () => {
    const coordinator = await world.signIn('coordinator');
    await coordinator.post(`/stations/${ids.pc}/closing`);
    expect((await coordinator.get(`/stations/${ids.pc}`)).text).not.toContain('/closing');
    expect(wordsOf(await coordinator.get('/stations'))).toContain('PC sin preparar');
    const list = await coordinator.post('/stations/codes');
    expect(list.status).toBe(200);
    expect(wordsOf(list)).toMatch(/\b[0-9A-Z]{4}[ -][0-9A-Z]{4}\b/u);
    expect(list.text).toContain('/station/registration');
    expect((await coordinator.get(`/stations/${ids.pc}`)).text).toContain('/closing');
  });

  it('knows nobody of another centre', async () => {
    const stranger = await world.signIn('trainer', { centre: await world.addCentre('Villa María') });
    for (const path of [`/people/${ids.rosa}/access`, `/groups/${ids.group}/cards`]) expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.post(`/people/${ids.rosa}/cards`)).status).toBe(404);
    expect((await trainer.get('/people/nobody/access')).status).toBe(404);
  });

  async function station(): Promise<{ pc: Visitor; code: string }> {
    const coordinator = await world.signIn('coordinator');
    const [code = ''] = codesOn((await coordinator.post(`/stations/${ids.pc}/codes`)).text);
    const pc = world.visitor();
    expect((await pc.post('/station/registration', { code })).headers.location).toBe('/station');
    return { pc, code };
  }

  function codesOn(html: string): string[] {
    return [...html.matchAll(/code-word--large">([^<]+)</g)].map(([, code]) => code as string);
  }

  async function fill(): Promise<void> {
    const now = world.clock.now();
    const centreId = world.centre.id;
    const person = (id: string, givenNames: string, surnames: string) => ({ id, givenNames, surnames, searchName: surnames.toLowerCase(), createdAt: now });
    await world.unitOfWork.run(async (tx) => {
      await tx.insert(Room, [{ id: ids.room, centreId, name: 'Sala 1' }]);
      await tx.insert(Workstation, [{ id: ids.pc, centreId, roomId: ids.room, label: '07' }]);
      await tx.insert(Course, [{ code: 'c1', ordinal: 1, title: 'Curso 1', aim: 'x', levelNeeded: 0, levelReached: 3, hours: 40, contentVersion: 'x' }]);
      await tx.insert(Edition, [{
        id: ids.edition, centreId, courseCode: 'c1', name: 'Curso 1', startsOn: '2026-11-02', endsOn: '2026-12-20', feeCents: 1_000, status: 'running', createdAt: now,
      }]);
      await tx.insert(LearningGroup, [{
        id: ids.group, editionId: ids.edition, centreId, name: 'Grupo Mañana', level: 1, roomId: ids.room, days: 1, startsAt: '09:00', endsAt: '11:00',
        capacity: 20, createdAt: now,
      }]);
      for (const one of [person(ids.rosa, 'Rosa', 'Quispe Huamán'), person(ids.ana, 'Ana', 'Ñahui Soto')]) {
        await tx.insert(Person, one);
        await tx.insert(Learner, [{ id: newId(), personId: one.id, centreId, kind: 'leader', registeredAt: now }]);
        await tx.insert(Enrolment, [{ id: newId(), editionId: ids.edition, personId: one.id, centreId, groupId: ids.group, status: 'enrolled', enrolledAt: now }]);
      }
    }, { actor: SYSTEM });
  }
});

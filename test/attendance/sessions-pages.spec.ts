import { Session } from '../../src/attendance/session.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { sessionOf, type Classroom } from './classroom.js';
import { withSessions } from './session-at-hand.js';

const HOUR = 3_600_000;

describe.each(ENGINES)('sessions on %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let trainer: Visitor;
  let count: number;
  const { url, save, queriesOf } = withSessions(engine, (atHand) => ({ test, room, trainer, count } = atHand));

  describe('the home', () => {
    it('leads a trainer to the register of the session that is on', async () => {
      test.clock.advance(5 * 60_000);
      const home = await trainer.get('/');
      const first = /<ul class="tasks">[\s\S]*?<a href="([^"]+)"[^>]*>([^<]+)/.exec(home.text);
      expect([first?.[1], first?.[2]]).toEqual([url('register'), `Tomar asistencia: Grupo ${count}, 10:00 a 11:30`]);
      expect(home.text).toContain(`href="${url('room')}"`);
      expect(await queriesOf('/')).toBeLessThanOrEqual(8);
    });

    it('says on a day without sessions when it goes on', async () => {
      await test.unitOfWork.run((tx) => tx.insert(Session, sessionOf(room.group, { date: '2026-11-27' })), { actor: SYSTEM });
      test.clock.advance(24 * HOUR);
      trainer = await test.signIn('trainer', { displayName: 'Julia Condori' });
      const words = wordsOf(await trainer.get('/'));
      expect(words).toContain(`Hoy no le toca ninguna sesión. La próxima suya: Grupo ${count}, viernes 27 de noviembre, 10:00 a 11:30`);
      const everybody = wordsOf(await (await test.signIn('coordinator')).get('/'));
      expect(everybody).toContain(`Hoy no hay sesiones. La próxima: Grupo ${count}, viernes 27 de noviembre, 10:00 a 11:30`);
      test.clock.travelTo(TEST_NOW);
      trainer = await test.signIn('trainer', { displayName: 'Julia Condori' });
      expect(wordsOf(await trainer.get('/'))).not.toContain('La próxima');
    });

    it('counts registers of earlier days and calls', async () => {
      await save({ 1: 'absent', 2: 'absent' });
      await test.unitOfWork.run((tx) => tx.insert(Session, sessionOf(room.group, { date: '2026-11-20' })), { actor: SYSTEM });
      const words = wordsOf(await trainer.get('/'));
      expect(words).toContain(`Grupo ${count}, 10:00 a 11:30`);
      expect(words).toContain('Vinieron 6 de 8');
      expect(words).toMatch(/Asistencias por tomar Sesiones de días anteriores 1/);
      expect(words).toMatch(/Llamadas por hacer Personas que faltaron en los últimos 7 días 2/);
    });
  });

  describe('the list of sessions', () => {
    it('shows the week, what is to be taken, and other weeks', async () => {
      await test.unitOfWork.run((tx) => tx.insert(Session, [
        sessionOf(room.group, { date: '2026-11-20', ordinal: 2 }), sessionOf(room.group, { date: '2026-11-27', ordinal: 3 }),
      ]), { actor: SYSTEM });
      test.clock.advance(4 * HOUR);
      trainer = await test.signIn('trainer', { displayName: 'Julia Condori' });
      const page = await trainer.get('/sessions');
      const week = wordsOf(page);
      // Today's has the way to its room, the others have none.
      expect(page.text.match(/href="[^"]*\/room"/g)).toEqual([`href="${url('room')}"`]);
      expect(week).toContain('del 23 al 29 de noviembre de 2026');
      expect(week).toMatch(new RegExp(`Hoy, lunes 23 de noviembre .*Grupo ${count}, 10:00 a 11:30 .* Por tomar viernes 27 de noviembre .* Por empezar`));
      const toTake = wordsOf(await trainer.get('/sessions?view=to-take'));
      expect(toTake).toMatch(/Por tomar 2 .* lunes 23 de noviembre .* viernes 20 de noviembre/);
      expect(wordsOf(await trainer.get('/sessions?date=2026-11-20'))).toContain('del 16 al 22 de noviembre');
      const marked = async (path: string): Promise<number> => [...(await trainer.get(path)).text.matchAll(/<a class="tab"[^>]*aria-current/g)].length;
      expect([await marked('/sessions'), await marked('/sessions?date=2026-11-20')]).toEqual([1, 0]);
      for (const none of ['2027-02-30', '9999-12-31', '3000-01-01']) expect(wordsOf(await trainer.get(`/sessions?date=${none}`))).toContain('del 23 al 29 de noviembre');
      expect(wordsOf(await trainer.get('/sessions?date=2999-12-31'))).toContain('del 30 de diciembre de 2999 al 5 de enero de 3000');
      expect(await queriesOf('/sessions')).toBeLessThanOrEqual(8);
    });

    it('shows a trainer her own groups, and all when she asks', async () => {
      const other = await test.addAccount(['trainer'], { displayName: 'Otra' });
      await test.unitOfWork.run((tx) => tx.execute('UPDATE learning_groups SET trainer_id = ? WHERE id = ?', [other.id, room.group.id]), { actor: SYSTEM });
      expect(wordsOf(await trainer.get('/sessions'))).not.toContain(`Grupo ${count},`);
      expect(wordsOf(await trainer.get('/sessions?whose=all'))).toContain(`Grupo ${count},`);
      expect(wordsOf(await (await test.signIn('coordinator')).get('/sessions'))).toContain(`Grupo ${count},`);
    });

    it('keeps what nobody took in time: to take for the coordination, apart for trainers', async () => {
      await test.unitOfWork.run((tx) => tx.insert(Session, sessionOf(room.group, { date: '2026-10-02', ordinal: 2 })), { actor: SYSTEM });
      const forTrainer = wordsOf(await trainer.get('/sessions?view=to-take'));
      expect(forTrainer).toMatch(/Por tomar Todas las asistencias .* Cerradas sin tomar .* viernes 2 de octubre/);
      const coordinator = await test.signIn('coordinator');
      const forCoordinator = wordsOf(await coordinator.get('/sessions?view=to-take'));
      expect(forCoordinator).toMatch(/Por tomar 1 viernes 2 de octubre/);
      expect(forCoordinator).not.toContain('Cerradas');
      expect(wordsOf(await coordinator.get('/'))).toMatch(/Asistencias por tomar Sesiones de días anteriores 1/);
    });

    it('can be taken away', async () => {
      expect((await trainer.get('/sessions?date=2026-11-23')).text).toContain('href="/sessions?date&#x3D;2026-11-23&amp;as&#x3D;xlsx" download');
      const csv = await trainer.get('/sessions?date=2026-11-23&as=csv');
      expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(csv.text).toContain(`23/11/2026;10:00;11:30;Grupo ${count};1;Repaso;Sala de Grupo ${count};;Ahora;0;0`);
      for (const as of ['xlsx', 'pdf']) expect((await trainer.get(`/sessions?view=to-take&as=${as}`)).status).toBe(200);
    });

    it('of another centre is not there', async () => {
      const elsewhere = await test.signIn('coordinator', { centre: await test.addCentre(`Villa María ${count}`) });
      expect(wordsOf(await elsewhere.get('/sessions'))).not.toContain(`Grupo ${count}`);
      for (const page of ['sheet', 'sheet-entry', 'cancellation']) expect((await elsewhere.get(url(page))).status).toBe(404);
      expect((await elsewhere.get(`/groups/${room.group.id}/attendance`)).status).toBe(404);
      expect((await elsewhere.post(`/groups/${room.group.id}/sessions`)).status).toBe(404);
    });
  });

  describe('cancelling', () => {
    it('asks for a reason, says so on the register, and can be taken back', async () => {
      expect((await trainer.get(url('cancellation'))).status).toBe(200);
      const failed = await trainer.post(url('cancellation'), { reason: ' ' });
      expect([failed.status, wordsOf(failed).includes('Escriba por qué se cancela la sesión')]).toEqual([422, true]);
      const done = await trainer.post(url('cancellation'), { reason: 'Corte de luz' });
      expect([done.status, done.headers.location]).toEqual([303, url('register')]);
      const register = wordsOf(await trainer.get(url('register')));
      expect(register).toContain('Sesión cancelada.');
      expect(register).toContain('Esta sesión se canceló: Corte de luz.');
      expect(wordsOf(await trainer.get(url('cancellation')))).toContain('Recuperar la sesión');
      await trainer.post(url('restoration'));
      expect(wordsOf(await trainer.get(url('register')))).toContain('Guardar asistencia');
    });

    it('is refused once the register is saved', async () => {
      await save({});
      expect(wordsOf(await trainer.get(url('cancellation')))).toContain('ya tiene su asistencia guardada');
      expect((await trainer.post(url('cancellation'), { reason: 'Tarde' })).status).toBe(422);
    });
  });

  describe('the attendance of a group', () => {
    it('shows learners by sessions with totals, and can be taken away', async () => {
      await save({ 1: 'absent', 2: 'excused' }, true);
      await trainer.postJson(url('register'), { marks: [{ seen: `${room.people[0]?.id} 1`, status: 'late', minutes: '30' }] });
      const page = wordsOf(await trainer.get(`/groups/${room.group.id}/attendance`));
      expect(page).toMatch(/1 Alva, Rosa María 1 de 1 100 % 1:00 T 2 Apaza, Rosa María 0 de 1 0 % 0:00 A/);
      expect(page).toContain('75 % Asistencia del grupo');
      const csv = (await trainer.post(`/groups/${room.group.id}/attendance/exports`)).text;
      expect(csv).toContain('Alva, Rosa María;Tarde, 30 minutos;1;1;100;1:00');
      expect(await queriesOf(`/groups/${room.group.id}/attendance`)).toBeLessThanOrEqual(8);
    });

    it('shows the sessions that were held, and folds away those to come', async () => {
      await save({ 1: 'absent' });
      await test.unitOfWork.run((tx) => tx.insert(Session, ['2026-11-30', '2026-12-02'].map((date) => sessionOf(room.group, { date }))), { actor: SYSTEM });
      const { text } = await trainer.get(`/groups/${room.group.id}/attendance`);
      const heads = [...(/<thead>[\s\S]*?<\/thead>/.exec(text)?.[0] ?? '').matchAll(/>(\d\d\/\d\d)</g)].map(([, day]) => day);
      expect(heads).toEqual(['23/11']);
      expect(text).toMatch(/<details class="more"><summary>2 sesiones por venir/);
    });

    it('offers a coach, who looks on, neither registers nor the planning of dates', async () => {
      await test.unitOfWork.run((tx) => tx.insert(Session, sessionOf(room.group, { date: '2026-11-30' })), { actor: SYSTEM });
      const path = `/groups/${room.group.id}`;
      const seen = (text: string): boolean[] => [text.includes('/register"'), text.includes(`action="${path}/sessions"`)];
      expect(seen((await trainer.get(`${path}/attendance`)).text)).toEqual([true, true]);
      const coach = await test.signIn('coach');
      const page = await coach.get(`${path}/attendance`);
      expect([page.status, ...seen(page.text), (await coach.post(`${path}/sessions`)).status]).toEqual([200, false, false, 404]);
      expect(wordsOf(page)).toMatch(/23\/11.*1 sesión por venir lunes 30 de noviembre/u);
    });

    it('plans the sessions of a group once', async () => {
      const done = await trainer.post(`/groups/${room.group.id}/sessions`);
      expect(done.headers.location).toBe(`/groups/${room.group.id}/attendance`);
      expect(wordsOf(await trainer.get(`/groups/${room.group.id}/attendance`))).toContain('Se planificaron 11 sesiones.');
      await trainer.post(`/groups/${room.group.id}/sessions`);
      expect(await test.dataSource.manager.countBy(Session, { groupId: room.group.id })).toBe(12);
    });
  });

  describe('a session that was held before it was planned', () => {
    it('is put on record with its lesson, and its register is taken', async () => {
      test.clock.advance(72 * HOUR);
      trainer = await test.signIn('trainer', { displayName: 'Julia Condori' });
      const form = `/groups/${room.group.id}/held-sessions`;
      expect((await trainer.get(`/groups/${room.group.id}/attendance`)).text).toContain(`href="${form}/new"`);
      for (const [date, why] of [['20/11/2026', 'fuera de las fechas'], ['27/11/2026', 'todavía no termina'], ['23/11/2026', 'ya tiene una sesión'], ['x', 'no existe']] as const) {
        const refused = await trainer.post(form, { date });
        expect([refused.status, wordsOf(refused).includes(why)]).toEqual([422, true]);
      }
      // The group does not meet on Tuesdays: such a day is asked about once.
      const other = await trainer.post(form, { date: '24/11/2026' });
      expect([other.status, wordsOf(other).includes('Sí, se dictó ese día'), (await trainer.get(`${form}/new`)).text.includes('otherDay')]).toEqual([422, true, false]);
      const added = await trainer.post(form, { date: '25/11/2026' });
      const [session] = await test.dataSource.manager.findBy(Session, { groupId: room.group.id, date: '2026-11-25' });
      expect(added.headers.location).toBe(`/sessions/${session?.id}/register`);
      expect(session).toMatchObject({ startsAt: '10:00', endsAt: '11:30', ordinal: 2, registerSavedAt: null });
      expect(session?.lessonCode).not.toBeNull();
      expect(wordsOf(await trainer.get(added.headers.location as string))).toMatch(/Tome ahora su asistencia.*Alva, Rosa María/su);
      expect((await trainer.post(form, { date: '25/11/2026' })).status).toBe(422);
      expect((await trainer.post(form, { date: '24/11/2026', otherDay: 'yes' })).status).toBe(303);
      const elsewhere = await test.signIn('trainer', { centre: await test.addCentre(`Otro lugar ${count}`) });
      expect([(await elsewhere.get(`${form}/new`)).status, (await elsewhere.post(form, { date: '24/11/2026' })).status]).toEqual([404, 404]);
    });
  });
});

import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Room } from '../centres/room.entity.js';
import { Holiday } from '../centres/holiday.entity.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import { LearningGroup } from '../groups/learning-group.entity.js';
import { Person } from '../people/person.entity.js';
import { Session } from '../attendance/session.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { loadCourses } from './load-courses.js';

const plan = { courseCode: 'C1', startsOn: '30/11/2026', endsOn: '29/01/2027', fee: '10,00' };

describe.each(ENGINES)('the calendar of courses, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let trainer: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    await loadCourses(test.unitOfWork);
    coordinator = await test.signIn('coordinator', { displayName: 'Maruja Torres' });
    trainer = await test.signIn('trainer', { displayName: 'Elena Ccori' });
  });
  afterAll(() => test.close());

  const addEdition = async (form: object = {}): Promise<Id> => {
    const added = await coordinator.post('/editions', { ...plan, ...form });
    return (added.headers.location as string).replace('/editions/', '');
  };

  describe('with a group and its sessions', () => {
    let id: Id;
    const groupId = newId();
    const room = { id: newId(), name: 'Sala 1', version: 1 };

    beforeAll(async () => {
      id = await addEdition({ name: 'Curso con grupo' });
      const now = test.clock.now();
      const dates = ['2026-11-20', '2026-11-23', '2026-11-25', '2026-12-02'];
      await test.unitOfWork.run(async (tx) => {
        await tx.insert(Room, { ...room, centreId: test.centre.id });
        await tx.insert(LearningGroup, {
          id: groupId, editionId: id, centreId: test.centre.id, name: 'Lunes 9', level: 0, moduleCode: '1A', roomId: room.id,
          trainerId: trainer.account?.id ?? null, days: 1, startsAt: '09:00', endsAt: '11:00', capacity: 20, createdAt: now, version: 1,
        });
        await tx.insert(Session, dates.map((date, index) => ({
          id: newId(), groupId, centreId: test.centre.id, ordinal: index + 1, date, startsAt: '09:00', endsAt: '11:00',
          lessonCode: '1A-01', ...(date === '2026-12-02' ? { cancelledAt: now } : {}),
        })));
        await tx.insert(Holiday, { id: newId(), centreId: test.centre.id, date: '2026-11-26', name: 'Aniversario', closed: true, version: 1 });
        const people = [newId(), newId(), newId()];
        await tx.insert(Person, people.map((personId) => ({ id: personId, surnames: 'Quispe', givenNames: 'Ana', searchName: 'quispe ana', createdAt: now })));
        await tx.insert(Enrolment, people.map((personId, index) => ({
          id: newId(), editionId: id, personId, centreId: test.centre.id, groupId: index === 0 ? groupId : null,
          status: index === 2 ? 'waiting' as const : 'enrolled' as const, enrolledAt: now,
        })));
      }, { actor: SYSTEM });
    });

    it('the hub counts each part and says what comes next', async () => {
      const { result: page, queries } = await countQueries(() => coordinator.get(`/editions/${id}`));
      expect(queries).toBeLessThanOrEqual(8);
      const words = wordsOf(page);
      expect(words).toContain('Tomar la asistencia de 1 sesión');
      expect(words).toContain('Inscripciones 2 personas inscritas · 1 persona en lista de espera 1');
      expect(words).toContain('Falta ubicar a 3 personas 3');
      expect(words).toContain('1 persona inscrita todavía no tiene grupo 1');
    });

    it('dates cannot leave a session outside', async () => {
      const change = { name: 'Curso con grupo', startsOn: '30/11/2026', endsOn: '29/01/2027', fee: '10', version: '1' };
      expect(wordsOf(await coordinator.post(`/editions/${id}`, change))).toContain('Hay una sesión antes de esa fecha');
    });

    it('the week shows them with their state', async () => {
      const { result: page, queries } = await countQueries(() => trainer.get('/calendar'));
      expect(queries).toBeLessThanOrEqual(8);
      const words = wordsOf(page);
      expect(words).toContain('del 23 al 29 de noviembre de 2026');
      expect(words).toContain('lunes Hoy 23 de noviembre 09:00 a 11:00 Lunes 9 Sala 1 · Elena Ccori');
      expect(words).toContain('Aniversario El centro no abre');
      expect(page.text).toMatch(/href="\/sessions\/[0-9a-f-]{36}\/register">Lunes 9/u);
    });

    it('the month and the list show them as well', async () => {
      const month = wordsOf(await coordinator.get('/calendar?view=month&date=2026-11-10'));
      expect(month).toContain('viernes 20 de noviembre 09:00 Lunes 9 Falta la asistencia');
      const list = wordsOf(await coordinator.get('/calendar?view=list&date=2026-12-01'));
      expect(list).toContain('mié 02/12/2026');
      expect(list).toContain('Cancelada');
      expect(wordsOf(await coordinator.get(`/editions/${id}/sessions`))).toContain('Lunes 9 · 3 sesiones');
    });

    it('lead to one thing all of them: the register for who takes it, the group for a coach', async () => {
      const links = async (visitor: Visitor): Promise<string[]> => [...(await visitor.get(`/editions/${id}/sessions`)).text
        .matchAll(/href="\/(sessions|groups)\/[0-9a-f-]{36}[^"]*">[^<]*\d\d\/\d\d/gu)].map(([, kind]) => kind as string);
      expect(new Set(await links(trainer))).toEqual(new Set(['sessions']));
      expect(new Set(await links(await test.signIn('coach')))).toEqual(new Set(['groups']));
      expect(await links(await test.signIn('treasurer'))).toEqual([]);
    });

    it('a trainer can look at her own alone', async () => {
      expect(wordsOf(await trainer.get('/calendar?mine=yes'))).toContain('Lunes 9');
      const other = await test.signIn('trainer');
      expect(wordsOf(await other.get('/calendar?mine=yes'))).not.toContain('Lunes 9');
      expect((await coordinator.get('/calendar')).text).not.toContain('mine=yes');
    });

    it('another centre shows none of them', async () => {
      const stranger = await test.signIn('coordinator', { centre: await test.addCentre('Lurín') });
      expect(wordsOf(await stranger.get('/calendar'))).not.toContain('Lunes 9');
    });

    it.each(['31/02/2026', 'x', '9999-99-99', '0000-01-01'])('answers the date %s with today', async (date) => {
      const page = await coordinator.get(`/calendar?view=nothing&date=${encodeURIComponent(date)}`);
      expect(wordsOf(page)).toContain('del 23 al 29 de noviembre de 2026');
    });

    it('starts with its group, and does not finish before its last session', async () => {
      await coordinator.post(`/editions/${id}/status`, { to: 'open' });
      expect((await coordinator.post(`/editions/${id}/status`, { to: 'running' })).status).toBe(303);
      expect(wordsOf(await coordinator.post(`/editions/${id}/status`, { to: 'closed' }))).toContain('queda 1 sesión por dictar');
    });
  });
});

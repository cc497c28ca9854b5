import { Session } from '../../src/attendance/session.entity.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { AuditEntry } from '../../src/shared/database/audit-entry.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addClassroom, sessionOf, type Classroom } from './classroom.js';

describe.each(ENGINES)('the attendance of an edition, %s', (engine) => {
  let test: TestApp;
  let trainer: Visitor;
  let room: Classroom;
  let second: LearningGroup;
  let path: string;

  /** Two groups: four people in the first, two in the second, of whom one was moved there after the first session. */
  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer');
    room = await addClassroom(test, { count: 6 });
    path = `/editions/${room.edition.id}/attendance`;
    second = { ...room.group, id: newId(), name: 'Grupo B', startsAt: '15:00', endsAt: '16:00' };
    const held = [sessionOf(second), sessionOf(second, { startsAt: '17:00', endsAt: '18:00', ordinal: 2 })];
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(LearningGroup, second);
      await tx.insert(Session, [...held, sessionOf(second, { date: '2026-11-25', ordinal: 3 })]);
      await tx.execute('UPDATE enrolments SET group_id = ? WHERE person_id = ?', [second.id, room.people[4]?.id]);
    }, { actor: SYSTEM });
    await save(room.session.id, [0, 1, 2, 3, 5], { 1: 'absent' });
    await test.unitOfWork.run((tx) => tx.execute('UPDATE enrolments SET group_id = ? WHERE person_id = ?', [second.id, room.people[5]?.id]), { actor: SYSTEM });
    test.clock.travelTo(test.clock.now() + 9 * 60 * 60_000);
    trainer = await test.signIn('trainer');
    await save(held[0]?.id, [4, 5], { 4: 'absent' });
    await save(held[1]?.id, [4, 5], {});
  });
  afterAll(() => test.close());

  const save = async (sessionId: string | undefined, people: number[], statuses: Record<number, string>): Promise<void> => {
    const marks = people.map((index) => ({ seen: `${room.people[index]?.id} 0`, status: statuses[index] ?? 'present' }));
    expect((await trainer.postJson(`/sessions/${sessionId}/register`, { marks, complete: 'yes' })).status).toBe(200);
  };

  it('shows its groups one under the other, each with its own days, and sums them up', async () => {
    const { result, queries } = await countQueries(() => trainer.get(path));
    expect(queries).toBeLessThanOrEqual(8);
    const words = wordsOf(result);
    expect(words).toContain('77 % Asistencia del curso');
    expect(words).toMatch(/3 Sesiones dictadas de 4 planificadas/u);
    expect(words).toMatch(/Grupo A .*Alva, Rosa María 1 de 1 100 % 1:30 P 2 Apaza, Rosa María 0 de 1 0 % 0:00 A .*Condori, Rosa María ya no está en el grupo 1 de 1.*Grupo B/u);
    expect(words).toMatch(/Grupo B .*1 Chávez, Luis Alberto 1 de 2 50 % 1:00 A P 2 Condori, Rosa María 2 de 2 100 % 2:00 P P .*1 sesión por venir/u);
    expect(result.text).toContain(`href="/groups/${second.id}/attendance"`);
    expect((await trainer.get(`/editions/${room.edition.id}/sessions`)).text).toContain(`href="${path}"`);
  });

  it('is taken away as one list, with a trail of who took it', async () => {
    const csv = (await trainer.post(`${path}/exports`)).text.split('\r\n');
    expect(csv[0]).toMatch(/Grupo;Apellidos y nombres;23\/11\/2026;23\/11\/2026;25\/11\/2026;/u);
    expect(csv.slice(1)).toEqual(expect.arrayContaining([
      'Grupo A;Alva, Rosa María;Presente;;;1;1;100;1:30', 'Grupo B;Chávez, Luis Alberto;Ausente;Presente;;1;2;50;1:00', 'Grupo B;Condori, Rosa María;Presente;Presente;;2;2;100;2:00',
    ]));
    for (const as of ['xlsx', 'pdf']) expect((await trainer.post(`${path}/exports`, { as })).status).toBe(200);
    const [trail] = await test.dataSource.manager.findBy(AuditEntry, { entity: 'taken_lists' });
    expect(JSON.stringify(trail)).toContain(room.edition.name);
  });

  it('is an empty page before there are groups, and not there for others', async () => {
    const empty = await addClassroom(test, { count: 1, name: 'Grupo C' });
    await test.unitOfWork.run(async (tx) => {
      await tx.execute('DELETE FROM sessions WHERE group_id = ?', [empty.group.id]);
    }, { actor: SYSTEM });
    expect(wordsOf(await trainer.get(`/editions/${empty.edition.id}/attendance`))).toContain('Este grupo no tiene sesiones todavía');
    const elsewhere = await test.signIn('trainer', { centre: await test.addCentre('Otro Centro') });
    expect((await elsewhere.get(path)).status).toBe(404);
    expect((await elsewhere.post(`${path}/exports`)).status).toBe(404);
    expect((await trainer.get(path)).text).toContain('/register"');
    const coach = await (await test.signIn('coach')).get(path);
    expect([coach.status, coach.text.includes('/register"'), wordsOf(coach).includes('23/11')]).toEqual([200, false, true]);
    const treasurer = await test.signIn('treasurer');
    expect((await treasurer.get(path)).status).toBe(404);
    expect((await treasurer.get(`/editions/${room.edition.id}/sessions`)).text).not.toContain(path);
    expect(await test.dataSource.manager.countBy(Enrolment, { editionId: room.edition.id })).toBe(6);
  });
});

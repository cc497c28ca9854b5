import { Session } from '../../src/attendance/session.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addClassroom, type Classroom } from './classroom.js';

describe.each(ENGINES)('sessions on closed days, on %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let coordinator: Visitor;
  let base: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    room = await addClassroom(test, { count: 3 });
    base = `/centres/${test.centre.id}`;
    await test.unitOfWork.run(async (tx) => {
      await tx.execute('DELETE FROM sessions WHERE group_id = ?', [room.group.id]);
      await tx.execute("UPDATE learning_groups SET module_code = '1C' WHERE id = ?", [room.group.id]);
    }, { actor: SYSTEM });
    await coordinator.post(`/groups/${room.group.id}/sessions`);
  });

  afterAll(() => test.close());

  const sessions = (): Promise<Session[]> => test.dataSource.manager.find(Session, { where: { groupId: room.group.id }, order: { date: 'ASC' } });
  const lessons = async (): Promise<(string | null)[]> => (await sessions()).filter(({ cancelledAt }) => cancelledAt === null).map(({ lessonCode }) => lessonCode);
  const onDate = async (date: string): Promise<Id> => (await sessions()).find((session) => session.date === date)?.id as Id;

  it('are shown after the holiday is saved and stand on the home', async () => {
    const quiet = await coordinator.post(`${base}/holidays`, { date: '29/11/2026', name: 'Domingo de fiesta' });
    expect(quiet.headers.location).toBe(`${base}/holidays?year=2026`);
    expect(wordsOf(await coordinator.get('/'))).not.toContain('Sesiones en días cerrados');
    const added = await coordinator.post(`${base}/holidays`, { date: '27/11/2026', name: 'Aniversario' });
    expect(added.headers.location).toBe(`${base}/closed-sessions`);
    const page = wordsOf(await coordinator.get(`${base}/closed-sessions`));
    expect(page).toMatch(/viernes 27 de noviembre, 10:00 a 11:30: Grupo A/);
    expect(page).toContain('Feriado: Aniversario');
    const home = await countQueries(() => coordinator.get('/'));
    expect(wordsOf(home.result)).toMatch(/Sesiones en días cerrados Cancélelas y pase sus lecciones a otra fecha 1/);
    expect(home.statements.filter((statement) => statement.includes("'hours' AS kind"))).toHaveLength(1);
  });

  it('are cancelled and their lessons planned anew in one act', async () => {
    const before = await lessons();
    const answer = await coordinator.post(`${base}/closed-sessions`, { sessions: await onDate('2026-11-27') });
    expect(answer.headers.location).toBe(`${base}/closed-sessions`);
    const page = wordsOf(await coordinator.get(`${base}/closed-sessions`));
    expect(page).toContain('Se canceló 1 sesión. Su lección pasó a la fecha que sigue.');
    expect(page).toContain('Ninguna sesión cae en un día cerrado');
    expect(await lessons()).toEqual(before);
    expect((await sessions()).find(({ date }) => date === '2026-11-27')).toMatchObject({ cancelReason: 'Feriado: Aniversario' });
    expect((await sessions()).at(-1)?.date).toBe('2026-12-07');
    expect(wordsOf(await coordinator.get('/'))).not.toContain('Sesiones en días cerrados');
  });

  it('come of other opening hours as well, and what has no date left is said', async () => {
    const wednesdays = { 'from-3-1': '09:00', 'to-3-1': '12:00', stamp: stampOf(await coordinator.get(`${base}/hours`)) };
    const saved = await coordinator.post(`${base}/hours`, wednesdays);
    expect(saved.headers.location).toBe(`${base}/closed-sessions`);
    const page = await coordinator.get(`${base}/closed-sessions`);
    expect(wordsOf(page)).toContain('El centro no abre a esa hora');
    const ids = [...page.text.matchAll(/name="sessions" value="([^"]+)"/g)].map(([, id]) => id as string);
    expect(ids).toHaveLength(3);
    await coordinator.post(`${base}/closed-sessions`, { sessions: ids });
    expect(wordsOf(await coordinator.get(`${base}/closed-sessions`))).toMatch(/Se cancelaron 3 sesiones\. Las fechas del curso no alcanzan para 1 lección: cambie su fecha de fin/);
  });

  it('are nobody else\'s', async () => {
    const other = await test.addCentre('Lurín');
    expect((await coordinator.get(`/centres/${other.id}/closed-sessions`)).status).toBe(404);
    const stranger = await test.signIn('coordinator', { centre: other });
    expect((await stranger.post(`/centres/${other.id}/closed-sessions`, { sessions: await onDate('2026-11-25') })).status).toBe(404);
    const nothing = await coordinator.post(`${base}/closed-sessions`, {});
    expect([nothing.status, wordsOf(nothing)]).toEqual([422, expect.stringContaining('Marque al menos una sesión')]);
  });
});

function stampOf({ text }: { text: string }): string {
  return /name="stamp" value="([^"]*)"/.exec(text)?.[1] as string;
}

import { addClassroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { countQueries } from '../shared/database/query-count.js';
import { ROLES } from '../shared/kernel/roles.js';

describe.each(ENGINES)('the home, %s', (engine) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp({ engine });
    await addClassroom(test, { count: 5 });
  });
  afterAll(() => test.close());

  it.each(ROLES.filter((role) => role !== 'station'))('of a %s takes eight queries at most', async (role) => {
    const visitor = await test.signIn(role);
    const { result, queries } = await countQueries(() => visitor.get('/'));
    expect(result.status).toBe(200);
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('of a new centre leads on: staff, lists, hours of those who teach, PCs for participants; and so do its empty lists', async () => {
    const centre = await test.addCentre('Nuevo');
    const coordinator = await test.signIn('coordinator', { centre });
    const { text } = await coordinator.get('/');
    for (const href of ['/accounts/new', '/imports', `/centres/${centre.id}/rooms`]) expect(text).toContain(`href="${href}"`);
    expect(text).not.toContain('href="/trainers"><');
    await test.signIn('trainer', { centre });
    const then = wordsOf(await coordinator.get('/'));
    expect(then).toContain('Anotar cuándo puede enseñar cada quien');
    expect(then).not.toContain('Invitar a quienes enseñan');
    for (const list of ['/people', '/organisations']) expect((await coordinator.get(list)).text).toMatch(/class="empty"[^]*href="\/imports"/);
  });

  it('counts for each centre its own', async () => {
    const own = await test.signIn('coordinator');
    const other = await test.signIn('coordinator', { centre: await test.addCentre('Otro') });
    expect((await own.get('/')).text).toContain('task__number">5<');
    expect((await other.get('/')).text).not.toContain('task__number">5<');
  });
});

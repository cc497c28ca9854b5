import { addClassroom } from '../../test/attendance/classroom.js';
import { startApp, type TestApp } from '../../test/helpers/app.js';
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

  it('counts for each centre its own', async () => {
    const own = await test.signIn('coordinator');
    const other = await test.signIn('coordinator', { centre: await test.addCentre('Otro') });
    expect((await own.get('/')).text).toContain('task__number">5<');
    expect((await other.get('/')).text).not.toContain('task__number">5<');
  });
});

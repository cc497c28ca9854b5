import { openRoom } from '../../test/coaching/coaching-hour.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { CoachingSettings } from './coaching-settings.entity.js';

describe.each(ENGINES)('the settings of coaching, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    await openRoom(test);
  });
  afterAll(() => test.close());

  const values = { bookingMinutes: '60', horizonDays: '21', noticeMinutes: '60', freeCancelHours: '12', openAccessPcs: '0', offerMinutes: '90' };

  it('start with what suits most, and are the coordination\'s', async () => {
    const page = await coordinator.get('/coaching/settings');
    expect(page.text).toMatch(/<option value="45" selected>45 minutos/u);
    expect(page.text).toContain('name="version" value="0"');
    expect((await (await test.signIn('coach')).get('/coaching/settings')).status).toBe(403);
    expect((await (await test.signIn('trainer')).post('/coaching/settings', { ...values, version: '0' })).status).toBe(403);
  });

  it('are saved once, never over newer ones, and leave a PC', async () => {
    expect((await coordinator.post('/coaching/settings', { ...values, version: '0' })).status).toBe(303);
    expect(await test.dataSource.manager.findOneBy(CoachingSettings, { centreId: test.centre.id })).toMatchObject({ bookingMinutes: 60, openAccessPcs: 0, version: 1 });
    const stale = await coordinator.post('/coaching/settings', { ...values, horizonDays: '7', version: '0' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('Con cuántos días de anticipación se puede reservar 21 7');
    expect(stale.text).toContain('name="version" value="1"');
    const none = await coordinator.post('/coaching/settings', { ...values, openAccessPcs: '1', version: '1' });
    expect(none.status).toBe(422);
    expect(wordsOf(none)).toContain('No quedaría ninguna PC para la asesoría. Escriba 0 o menos.');
    expect(await test.dataSource.manager.countBy(CoachingSettings, {})).toBe(1);
  });

  it('are of each centre', async () => {
    const other = await test.signIn('coordinator', { centre: await test.addCentre('Aparte') });
    expect((await other.get('/coaching/settings')).text).toMatch(/<option value="45" selected>/u);
    const answers = await Promise.all(['7', '8'].map((horizonDays) => other.post('/coaching/settings', { ...values, horizonDays, version: '0' })));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });
});

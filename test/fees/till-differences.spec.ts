import { TillCount } from '../../src/fees/till-count.entity.js';
import { TillReview } from '../../src/fees/till-review.entity.js';
import { TillSession } from '../../src/fees/till-session.entity.js';
import { TillsService } from '../../src/fees/tills.service.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';

const DAY = 86_400_000;

describe.each(ENGINES)('a difference at a till, on %s', (engine) => {
  let test: TestApp;
  let tillId: Id;
  let path: string;
  let treasurer: Visitor;
  let coordinator: Visitor;
  let administrator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    [coordinator, administrator] = [await test.signIn('coordinator'), await test.signIn('administrator')];
  });
  beforeEach(async () => {
    const account = await test.addAccount(['treasurer'], { displayName: 'Carmen Soto Ruiz' });
    const actor = { accountId: account.id, centreId: test.centre.id };
    ({ sessionId: tillId } = await test.app.get(TillsService).open(test.centre.id, { floatCents: 5_000, bookMissing: true }, { actor }));
    path = `/till-sessions/${tillId}`;
    treasurer = await test.signInAs(account);
  });
  afterAll(() => test.close());

  const home = async (visitor: Visitor): Promise<string> => wordsOf(await visitor.get('/'));
  const till = (): Promise<TillSession> => test.dataSource.manager.findOneByOrFail(TillSession, { id: tillId });

  it('is told to nobody where every count agreed, and of no other centre', async () => {
    expect((await treasurer.post(`${path}/count`, { n5000: '1' })).headers.location).toBe(path);
    expect(await home(coordinator)).not.toContain('Diferencias de caja');
    expect((await coordinator.get(path)).text).not.toContain('/reviews"');
    const elsewhere = await test.signIn('coordinator', { centre: await test.addCentre('Lurín') });
    expect([(await elsewhere.get(path)).status, (await elsewhere.post(`${path}/reviews`)).status]).toEqual([404, 404]);
  });

  it('that a first count found is not washed out by another one that agrees', async () => {
    await treasurer.post(`${path}/count`, { n2000: '2', n500: '1' });
    expect((await treasurer.post(`${path}/count`, { n5000: '1' })).headers.location).toBe(`${path}/closing`);
    expect(await till()).toMatchObject({ closedAt: null, countedCents: 5_000 });
    expect(wordsOf(await treasurer.get(`${path}/closing`))).toMatch(/En un conteo anterior no lo era: escriba qué pasó.*Todos los conteos/u);
    // While it is open its sheet tells nobody what should be in it.
    for (const visitor of [treasurer, coordinator]) expect(wordsOf(await visitor.get(path))).not.toMatch(/Todos los conteos|Debería haber/u);
    const silent = await treasurer.post(`${path}/closing`, {});
    expect([silent.status, wordsOf(silent).includes('Todos los conteos')]).toEqual([422, true]);
    expect((await treasurer.post(`${path}/closing`, { reason: 'Un billete estaba debajo' })).headers.location).toBe(path);
    expect(await home(coordinator)).toMatch(/Se contó otra vez: en un conteo faltaban S\/ 5\.00 · caja de Carmen Soto Ruiz .*Motivo: Un billete estaba debajo/u);
    for (const visitor of [treasurer, coordinator]) {
      expect(wordsOf(await visitor.get(path))).toMatch(/Todos los conteos .* 23\/11\/2026, \d\d:\d\d S\/ 45\.00 S\/ 50\.00 -S\/ 5\.00 23\/11.* S\/ 50\.00 S\/ 50\.00 S\/ 0\.00/u);
    }
    const [first] = await test.dataSource.manager.find(TillCount, { where: { tillSessionId: tillId }, order: { ordinal: 'ASC' } });
    expect(first).toMatchObject({ ordinal: 1, denominations: { 2000: 2, 500: 1 } });
    await expect(test.dataSource.query('UPDATE till_counts SET counted_cents = 5000 WHERE id = ?', [first?.id])).rejects.toThrow();
    await expect(test.dataSource.query('DELETE FROM till_counts WHERE id = ?', [first?.id])).rejects.toThrow();
  });

  it('is told to coordinators and administrators with its explanation, until each of them has seen it', async () => {
    await treasurer.post(`${path}/count`, { n1000: '1' });
    await treasurer.post(`${path}/count`, { n2000: '2', n500: '1' });
    expect(wordsOf(await treasurer.get(`${path}/closing`))).toMatch(/Faltan S\/ 5\.00.*la coordinación y la administración verán la diferencia/u);
    expect(await home(coordinator)).not.toContain('Faltaron');
    await treasurer.post(`${path}/closing`, { reason: 'Di mal un vuelto' });
    for (const visitor of [coordinator, administrator]) {
      expect(await home(visitor)).toMatch(/Diferencias de caja Faltaron S\/ 5\.00\. En otro conteo faltaban S\/ 40\.00 · caja de Carmen Soto Ruiz .*Cerrada el 23\/11\/2026 a las \d\d:\d\d\. Motivo: Di mal un vuelto/u);
    }
    expect(await home(treasurer)).not.toContain('Diferencias de caja');
    expect((await coordinator.get('/')).text).toContain(`href="${path}"`);
    const sheet = await coordinator.get(path);
    expect(wordsOf(sheet)).toMatch(/Ya vi la diferencia.*Diferencia -S\/ 5\.00.*Motivo Di mal un vuelto/u);
    // Its owner is not asked, and cannot take it off others' homes.
    expect((await treasurer.get(path)).text).not.toContain('/reviews"');
    expect((await treasurer.post(`${path}/reviews`)).status).toBe(404);
    for (let twice = 0; twice < 2; twice += 1) expect((await coordinator.post(`${path}/reviews`)).headers.location).toBe(path);
    expect(await test.dataSource.manager.countBy(TillReview, { tillSessionId: tillId })).toBe(1);
    expect([(await home(coordinator)).includes('Faltaron'), (await home(administrator)).includes('Faltaron')]).toEqual([false, true]);
    expect(wordsOf(await treasurer.get(path))).toMatch(/Vio la diferencia .*23\/11\/2026/u);
    test.clock.advance(31 * DAY);
    expect(await home(await test.signIn('administrator'))).not.toContain('Faltaron');
  });
});

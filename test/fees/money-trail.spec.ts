import { TillSession } from '../../src/fees/till-session.entity.js';
import { startApp, wordsOf, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addTill } from './till-world.js';

describe.each(ENGINES)('the trail of what a till writes, on %s', (engine) => {
  let test: TestApp;

  beforeAll(async () => { test = await startApp({ engine }); });
  afterAll(() => test.close());

  it('calls each record by its receipt or its till, in the words of receipts', async () => {
    const world = await addTill(test, { count: 2 });
    const [treasurer, administrator] = [await test.signInAs(world.treasurer), await test.signIn('administrator')];
    const paid = await treasurer.post('/till/payments', { person: world.room.people[0]?.id, amount: '10', method: 'cash', tendered: '20' });
    const receipt = `/receipts/${String(paid.headers.location).split('=')[1]}`;
    await treasurer.post(`${receipt}/prints`, { format: 'strip' });
    await treasurer.post(`${receipt}/void`, { reason: 'Pagó dos veces' });
    await treasurer.post(`/till-sessions/${world.tillId}/count`, { n2000: '2', n500: '1' });
    await treasurer.post(`/till-sessions/${world.tillId}/closing`, { reason: 'Di mal un vuelto' });
    await administrator.post(`/till-sessions/${world.tillId}/reviews`);
    expect(await test.dataSource.manager.findOneByOrFail(TillSession, { id: world.tillId })).toMatchObject({ countedCents: 4_500 });
    const till = 'Carmen Soto Ruiz 23/11/2026';
    for (const [entity, ...said] of [
      ['payments', 'pago: VES-000001', `Caja ${till}`, 'Entregó S/ 20.00'], ['receipts', 'recibo: VES-000001', 'Pago VES-000001', 'Nombre en el recibo', 'Emitido por Carmen Soto Ruiz'],
      ['receipt_prints', 'Recibo VES-000001', 'Formato Tira de 80 mm'], ['receipt_voids', 'Recibo VES-000001', 'Motivo Pagó dos veces'],
      ['till_counts', `conteo de una caja: ${till}`, '2 × S/ 20.00, 1 × S/ 5.00', 'Contado por Carmen Soto Ruiz'], ['till_reviews', `diferencia de caja vista: ${till}`], ['till_sessions', `caja: ${till}`],
    ] as const) {
      const words = wordsOf(await administrator.get(`/audit?entity=${entity}`));
      for (const each of said) expect([entity, each, words.includes(each)]).toEqual([entity, each, true]);
      expect([entity, /algo que ya no está|en la constancia|Dada/u.exec(words)?.[0]]).toEqual([entity, undefined]);
    }
  });
});

import { Receipt } from '../../src/fees/receipt.entity.js';
import { TillSession } from '../../src/fees/till-session.entity.js';
import type { Person } from '../../src/people/person.entity.js';
import { startApp, wordsOf, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addTill, type TillWorld } from './till-world.js';

describe.each(ENGINES)('opening a till, on %s', (engine) => {
  let test: TestApp;
  let world: TillWorld;

  beforeAll(async () => {
    test = await startApp({ engine });
    world = await addTill(test, { count: 8 });
    // Its S/ 50.00 go to the safe, for others to open theirs with.
    await (await test.signInAs(world.treasurer)).post(`/till-sessions/${world.tillId}/count`, { n1000: '5' });
  });
  afterAll(() => test.close());

  const at = (index: number): Person => world.room.people[index] as Person;

  it('begins at the home, refuses what the safe lacks, and closes at once when all is there', async () => {
    const person = await test.signIn('treasurer');
    expect(wordsOf(await person.get('/'))).toContain('Abrir mi caja');
    expect(wordsOf(await person.get('/till'))).toContain('Con cuánto abre');
    const lacking = await person.post('/till', { float: '5000,00' });
    expect([lacking.status, lacking.text.includes('id="bookMissing"'), lacking.text.includes('value="5000,00"')]).toEqual([422, true, true]);
    expect(wordsOf(await person.post('/till/payments', { person: at(7).id, amount: '10', method: 'cash' }))).toContain('Abra su caja antes de cobrar');
    expect((await person.post('/till', { float: '10,00' })).headers.location).toBe('/till');
    expect(wordsOf(await person.get('/'))).toContain('Contar y cerrar mi caja');
    expect(wordsOf(await person.get('/till-sessions'))).toContain('Abierta');
    const written = [];
    for (const form of [{ method: 'cash', amount: '4' }, { method: 'plin', amount: '3', operation: '778' }, { method: 'cash', amount: '2' }]) {
      written.push(await person.post('/till/payments', { person: at(7).id, ...form }));
    }
    const [from = 0, , to = 0] = await Promise.all(written.map(async ({ headers }) => (
      (await test.dataSource.manager.findOneByOrFail(Receipt, { id: String(headers.location).split('=')[1] as string })).number)));
    await person.post(`/receipts/${String(written[2]?.headers.location).split('=')[1]}/void`, { reason: 'Se equivocó de persona' });
    const path = String((await person.get('/till/count')).headers.location).replace('/count', '');
    // What was counted is what should be there: it is closed at once, and the sheet says all that is handed over.
    const closed = await person.post(`${path}/count`, { n1000: '1', n200: '2' });
    expect([closed.status, closed.headers.location]).toEqual([303, path]);
    const sheet = wordsOf(await person.get(path));
    const number = (one: number): string => `VES-${String(one).padStart(6, '0')}`;
    for (const said of [
      'Lo contado es lo que debería haber', `${number(from)} a ${number(to)}: 3 recibos. Anulados: ${number(to)}`, 'Debería haber S/ 14.00 Se contó S/ 14.00 Diferencia S/ 0.00',
      'Pasó a la caja general S/ 14.00', 'Efectivo 2 S/ 6.00 S/ 2.00', 'Plin 1 S/ 3.00 S/ 0.00', 'Todas 3 S/ 9.00 S/ 2.00', 'En total S/ 14.00', 'Recibe conforme',
    ]) expect(sheet).toContain(said);
  });

  it('leads whoever had to open her till first back to the very page that needed it, and nowhere else', async () => {
    const other = await test.signIn('treasurer');
    const opened = async (address: string, form: Record<string, string> = {}): Promise<string> => {
      const asked = await other.get(address);
      const [, back] = /name="back" value="([^"]*)"/u.exec(asked.text) ?? [];
      const sent = await other.post('/till', { float: '0', ...(back === undefined ? {} : { back: back.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') }), ...form });
      const till = await test.dataSource.manager.findOneByOrFail(TillSession, { accountId: other.account?.id, openClaim: other.account?.id });
      // Once it is open nobody is asked to open it.
      const again = await other.get(address);
      await other.post(`/till-sessions/${till.id}/count`, {});
      return `${String(sent.headers.location)}${again.status === 303 ? ` then ${String(again.headers.location)}` : ''}`;
    };
    const [receipt] = await test.dataSource.manager.find(Receipt, { take: 1 });
    const needs = `/receipts/${receipt?.id}/void`;
    expect(await opened(`/till?back=${encodeURIComponent(needs)}`)).toBe(`${needs} then ${needs}`);
    expect(await opened(`/till?person=${at(3).id}`)).toBe(`/till?person=${at(3).id}`);
    expect(await opened('/till?q=rosa')).toBe('/till?q=rosa');
    expect(await opened('/till')).toBe('/till');
    for (const elsewhere of ['https://example.org/', '//example.org', '/\\example.org', 'javascript:alert(1)', '']) {
      expect([elsewhere, await opened(`/till?back=${encodeURIComponent(elsewhere)}`, { back: elsewhere })]).toEqual([elsewhere, '/till']);
    }
    // A float that is refused forgets nothing of it.
    const refused = await other.post('/till', { float: 'x', back: needs });
    expect([refused.status, refused.text.includes(`name="back" value="${needs}"`)]).toEqual([422, true]);
  });

  it('says at once to whoever has her till open at another centre that she opens none here', async () => {
    const centre = await test.addCentre('Otro centro');
    const account = await test.addAccount(['administrator'], { everywhere: true });
    expect((await (await test.signInAs(account)).post('/till', { float: '0' })).status).toBe(303);
    const elsewhere = await test.signInAs(account, centre);
    const asked = await elsewhere.get('/till');
    expect([asked.status, wordsOf(asked).includes(`Usted ya tiene una caja abierta en ${test.centre.name}`), asked.text.includes('name="float"')]).toEqual([200, true, false]);
  });
});

import { startApp, wordsOf, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { Charge } from '../../src/fees/charge.entity.js';
import { addTill, type TillWorld } from './till-world.js';

const HOUR = 3_600_000;

describe.each(ENGINES)('a form about money that came after its session, on %s', (engine) => {
  let test: TestApp;
  let world: TillWorld;

  beforeAll(async () => {
    test = await startApp({ engine });
    world = await addTill(test, { count: 2 });
  });
  afterAll(() => test.close());

  /** What the page says that gives a form back. */
  async function givenBack(page: string, path: string, form: Record<string, unknown>): Promise<{ words: string; html: string }> {
    const late = await test.signInAs(world.treasurer);
    const key = /name="_key" value="([^"]+)"(?![\s\S]*name="_key")/u.exec((await late.get(page)).text)?.[1];
    test.clock.advance(HOUR);
    expect((await late.post(path, { ...form, _key: key })).headers.location).toBe('/sign-in');
    const { text, ...answer } = await (await test.signInAs(world.treasurer)).get('/unsent');
    return { words: wordsOf({ ...answer, text } as never), html: text };
  }

  it('says who pays how much and how, before it is sent', async () => {
    const [who] = world.room.people;
    const { words, html } = await givenBack(`/till?person=${who?.id}`, '/till/payments', { person: who?.id, amount: '10,5', method: 'yape', operation: '00 123', keepRest: 'yes', tendered: '' });
    expect(words).toMatch(/Esto se va a anotar Persona Alva, Rosa María .*Debe S\/ 10\.00 Cuánto paga S\/ 10\.50 Cómo paga Yape Número de operación 00 123 Lo que sobra queda como saldo a favor Sí/u);
    expect(words).not.toContain('Lo que escribió');
    expect(html).toContain('name="amount" value="10,5"');
  });

  it('says what was counted, spent and moved, and what is waived of whose fee', async () => {
    expect((await givenBack(`/till-sessions/${world.tillId}/count`, `/till-sessions/${world.tillId}/count`, { n2000: '2', n50: '1', n20: '' })).words).toContain('Se contó S/ 40.50');
    const spent = await givenBack('/expenses/new', '/expenses', { category: '6363', amount: '35', date: '23/11/2026', paidFrom: 'owed', supplier: 'Luz del Sur', description: 'Luz de octubre' });
    expect(spent.words).toMatch(/Monto S\/ 35\.00 .*Luz del Sur .*Todavía .*Luz de octubre/u);
    const moved = await givenBack('/ledger/transfers/new', '/ledger/transfers', { from: '1011', to: '1041', amount: 'mucho', date: '23/11/2026', memo: '' });
    expect(moved.words).toContain('mucho');
    const [charge] = await test.dataSource.manager.findBy(Charge, { personId: String(world.room.people[1]?.id) });
    const waived = await givenBack(`/charges/${charge?.id}/waiver`, `/charges/${charge?.id}/waiver`, { cents: '4', reason: 'caregiver', note: '' });
    expect(waived.words).toMatch(/Cuánto se exonera S\/ 4\.00 Por qué Cuida a familiares/u);
  });

  it('says nothing of somebody whom the centre does not know', async () => {
    const { words } = await givenBack('/till', '/till/payments', { person: 'x', amount: '10', method: 'cash' });
    expect(words).toContain('Van las respuestas de esa página');
  });
});

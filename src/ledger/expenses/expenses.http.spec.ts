import { pngOf } from '../../../test/fixtures/pictures.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { closeThrough, entriesOf, moneyIn, putMoney } from '../../../test/ledger/money.js';
import { countQueries } from '../../shared/database/query-count.js';
import { newId } from '../../shared/kernel/ids.js';
import { Expense } from './expense.entity.js';

type Form = Record<string, string | undefined>;

describe.each(ENGINES)('expenses, %s', (engine) => {
  let test: TestApp;
  let treasurer: Visitor;
  let coordinator: Visitor;
  let count = 0;

  beforeAll(async () => {
    test = await startApp({ engine });
    treasurer = await test.signIn('treasurer');
    coordinator = await test.signIn('coordinator');
    await putMoney(test, 100_000);
    await closeThrough(test, '2026-09');
  });
  afterAll(() => test.close());

  const form = (more: Form = {}): Form => {
    count += 1;
    return {
      category: '6561', amount: '10.00', date: '22/11/2026', paidFrom: '1011', supplier: 'Librería Ñusta', documentKind: 'boleta', documentNumber: `B001-${count}`,
      description: 'Tinta para la impresora', ...more,
    };
  };
  const enter = async (more: Form = {}): Promise<string> => {
    const answer = await treasurer.post('/expenses', form(more));
    expect([answer.status, wordsOf(answer)]).toEqual([303, expect.anything()]);
    return String(answer.headers.location);
  };
  const found = (path: string): Promise<Expense> => test.dataSource.manager.findOneByOrFail(Expense, { id: path.split('/').at(-1) as string });

  it('are booked once, whatever comes twice, and shown with the amount as it was understood', async () => {
    const body = { ...form({ amount: '10,00' }), _key: newId() };
    const [first, again] = [await treasurer.post('/expenses', body), await treasurer.post('/expenses', body)];
    expect([first.status, again.headers.location]).toEqual([303, first.headers.location]);
    const page = await treasurer.get(String(first.headers.location));
    expect(wordsOf(page)).toContain('Librería Ñusta: S/ 10.00');
    expect(page.text).toContain('Se registró el gasto de S/\u00a010.00.');
    expect((await treasurer.post('/expenses', { ...body, amount: '11' })).status).toBe(409);
    expect(await moneyIn(test, '1011', '6561')).toEqual([99_000, 1_000]);
    const entry = (await entriesOf(test)).at(-1);
    expect(entry).toMatchObject({ kind: 'expense', date: '2026-11-22', memo: 'Tinta para la impresora', reference: `expense:${(await found(String(first.headers.location))).id}` });
  });

  it.each<[string, Form, string, string]>([
    ['a negative amount', { amount: '-5' }, 'amount', 'no puede ser negativo'], ['nothing', { amount: '0' }, 'amount', 'mayor que cero'],
    ['three decimals', { amount: '10.005' }, 'amount', 'como máximo dos decimales'], ['no amount', { amount: '' }, 'amount', 'en soles'],
    ['a day to come', { date: '24/11/2026' }, 'date', 'todavía no llega'], ['a closed month', { date: '30/09/2026' }, 'date', 'ya está cerrado'],
    ['a day that is none', { date: '31/11/2026' }, 'date', 'Esa fecha no existe'], ['an account in kind', { category: '6981' }, 'category', 'no está en la lista'],
    ['what tills are short of', { category: '6592' }, 'category', 'no está en la lista'], ['a till to pay from', { paidFrom: '1012' }, 'paidFrom', 'no está en la lista'],
    ['more than there is', { paidFrom: '1041' }, 'paidFrom', 'Ahí solo hay S/ 0.00 y se necesitan S/ 10.00'], ['no supplier', { supplier: ' ' }, 'supplier', 'a quién se le pagó'],
    ['no number of a document', { documentNumber: '' }, 'documentNumber', 'Escriba el número'], ['no description', { description: '' }, 'description', 'qué se compró'],
    ['a document that is known', { documentNumber: 'b001 1' }, 'documentNumber', 'ya está registrado'],
  ])('with %s are refused beside the field, and nothing is booked', async (_, more, name, words) => {
    const standing = async (): Promise<number[]> => [(await entriesOf(test)).length, await test.dataSource.manager.countBy(Expense, {})];
    const before = await standing();
    const typed = form(more);
    const answer = await treasurer.post('/expenses', typed);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="#${name}"`);
    expect(wordsOf(answer)).toContain(words);
    expect(answer.text).toContain(typed.description === '' ? 'name="description"' : 'value="Tinta para la impresora"');
    expect(await standing()).toEqual(before);
  });

  it('above the limit wait for somebody else, on whose home they stand, and are booked then', async () => {
    const before = (await entriesOf(test)).length;
    const path = await enter({ amount: '200.01', supplier: 'Taller de Óscar' });
    expect([(await found(path)).status, (await entriesOf(test)).length]).toEqual(['waiting', before]);
    expect(wordsOf(await treasurer.get(path))).toContain('Quien lo ingresó no puede aprobarlo');
    expect(wordsOf(await treasurer.get('/'))).not.toContain('Taller de Óscar');
    expect(wordsOf(await coordinator.get('/'))).toContain('S/ 200.01 a Taller de Óscar');
    expect(wordsOf(await treasurer.post(`${path}/approval`))).toContain('lo tiene que decidir otra persona');
    const answers = await Promise.all([1, 2, 3].map(() => coordinator.post(`${path}/approval`)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await found(path)).toMatchObject({ status: 'booked', decidedBy: coordinator.account?.id });
    expect((await entriesOf(test)).length).toBe(before + 1);
    expect(wordsOf(await coordinator.get('/'))).not.toContain('Taller de Óscar');
  });

  it('are refused with a reason only, and their document may be entered again', async () => {
    const path = await enter({ amount: '300', documentNumber: 'F-9' });
    expect((await coordinator.post(`${path}/refusal`, { reason: ' ' })).status).toBe(422);
    expect((await coordinator.post(`${path}/refusal`, { reason: 'Es muy caro' })).status).toBe(303);
    expect(wordsOf(await treasurer.get(path))).toContain('Es muy caro');
    expect((await coordinator.post(`${path}/approval`)).status).toBe(422);
    await enter({ documentNumber: 'F-9' });
  });

  it('that are approved when the money is gone say so and wait on', async () => {
    const path = await enter({ amount: '400', paidFrom: '1051' });
    expect(wordsOf(await coordinator.post(`${path}/approval`))).toContain('Ahí solo hay S/ 0.00 y se necesitan S/ 400.00');
    expect((await found(path)).status).toBe('waiting');
  });

  it('whose month was closed meanwhile say what to do instead', async () => {
    const path = await enter({ amount: '500', date: '31/10/2026' });
    await closeThrough(test, '2026-10');
    const answer = await coordinator.post(`${path}/approval`);
    await closeThrough(test, '2026-09');
    expect([answer.status, wordsOf(answer).includes('ya se cerró. Rechácelo')]).toEqual([422, true]);
  });

  it('that are owed are paid later, once, not before they were spent, and taken back with their payment', async () => {
    const [before] = await moneyIn(test, '1011');
    const path = await enter({ amount: '50', paidFrom: 'owed', date: '20/11/2026' });
    expect(await moneyIn(test, '1011', '4211')).toEqual([before, -5_000]);
    expect(wordsOf(await treasurer.get('/expenses'))).toContain('Por pagar');
    expect(wordsOf(await treasurer.post(`${path}/payment`, { paidFrom: '1011', date: '19/11/2026' }))).toContain('no puede ser anterior');
    expect(wordsOf(await treasurer.post(`${path}/payment`, { paidFrom: '1052', date: '21/11/2026' }))).toContain('Ahí solo hay S/ 0.00');
    expect((await treasurer.post(`${path}/payment`, { paidFrom: '1011', date: '21/11/2026' })).status).toBe(303);
    expect((await treasurer.post(`${path}/payment`, { paidFrom: '1011', date: '21/11/2026' })).status).toBe(422);
    expect(await moneyIn(test, '1011', '4211')).toEqual([(before as number) - 5_000, 0]);
    // What cannot be done any more is not asked for: the expense says so.
    expect((await treasurer.get(`${path}/payment`)).headers.location).toBe(path);
    expect((await treasurer.get(`${path}/reversal`)).status).toBe(200);
    expect((await treasurer.post(`${path}/reversal`, { reason: 'Era de otro centro' })).status).toBe(303);
    expect(await moneyIn(test, '1011', '4211')).toEqual([before, 0]);
    const again = await treasurer.get(`/expenses/new?from=${path.split('/').pop()}`);
    expect((await treasurer.get(path)).text.replaceAll('&#x3D;', '=')).toContain(`href="/expenses/new?from=${path.split('/').pop()}"`);
    expect(again.text).toMatch(/name="supplier"[^>]*value="[^"]+"/u);
    expect((await treasurer.get(`/expenses/new?from=${newId()}`)).status).toBe(404);
    expect((await treasurer.post(`${path}/reversal`, { reason: 'Otra vez' })).status).toBe(422);
    expect((await treasurer.get(`${path}/reversal`)).headers.location).toBe(path);
    expect((await treasurer.get(path)).text).toContain('Este gasto ya fue extornado.');
    expect((await entriesOf(test)).slice(-2).map(({ kind, memo }) => [kind, memo])).toEqual([['reversal', 'Era de otro centro'], ['reversal', 'Era de otro centro']]);
  });

  it('cannot spend the same money twice, however many pay at once', async () => {
    await putMoney(test, 10_000, '1052');
    const answers = await Promise.all(Array.from({ length: 6 }, () => treasurer.post('/expenses', form({ amount: '30', paidFrom: '1052' }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 303, 303, 422, 422, 422]);
    expect(await moneyIn(test, '1052')).toEqual([1_000]);
  });

  it('keep their document, also where the form came back, and show it to whoever may read the books', async () => {
    const failed = await treasurer.upload('/expenses', 'file', { name: 'boleta ñ.png', body: pngOf(50) }, { ...form({ amount: '0' }) });
    expect(failed.status).toBe(422);
    const fileId = /name="fileId" value="([^"]+)"/u.exec(failed.text)?.[1] ?? '';
    expect(failed.text).toContain('Ya está adjunto: boleta ñ.png');
    const path = await enter({ fileId });
    const shown = await coordinator.get(`${path}/document`);
    expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/png']);
    expect((await (await test.signIn('trainer')).get(`${path}/document`)).status).toBe(404);
    const other = await test.signIn('treasurer', { centre: await test.addCentre('Otro') });
    expect([(await other.get(path)).status, (await other.get(`${path}/document`)).status]).toEqual([404, 404]);
    const pdf = await treasurer.upload('/expenses', 'file', { name: 'f.pdf', body: Buffer.from('%PDF-1.7 …') }, { ...form() });
    expect((await treasurer.get(`${String(pdf.headers.location)}/document`)).headers['content-disposition']).toContain('f.pdf');
  });

  it.each([['a script', Buffer.from('<script>'), 'un PDF que se pueda abrir'], ['half a picture', pngOf(50).subarray(0, 60), 'un PDF'], ['6 MB', Buffer.alloc(6 * 1_048_576, 1), 'hasta 5 MB']])(
    'take no %s for a document', async (_, body, words) => {
      const answer = await treasurer.upload('/expenses', 'file', { name: 'foto.png', body }, { ...form() });
      expect([answer.status, wordsOf(answer).includes(words)]).toEqual([422, true]);
    });

  it('are listed by month, category and state, page by page, with few queries, and leave as files', async () => {
    for (let index = 0; index < 52; index += 1) await enter({ amount: '1', category: '6562', date: '05/10/2026' });
    const first = await treasurer.get('/expenses?month=2026-10&category=6562');
    const older = /href="([^"]*)" rel="next"/u.exec(first.text)?.[1] ?? '';
    const second = await treasurer.get(older.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect([first, second].map(({ text }) => text.match(/scope="row"/gu)?.length)).toEqual([50, 2]);
    expect((await countQueries(() => treasurer.get('/expenses'))).queries).toBeLessThanOrEqual(8);
    expect(wordsOf(await treasurer.get('/expenses?month=2025-01'))).toContain('No hay gastos así');
    expect((await treasurer.get('/expenses?month=13&category=x&status=y&before=z')).status).toBe(200);
    const csv = await treasurer.get('/expenses?month=2026-10&as=csv');
    expect(csv.text.split('\r\n').filter((line) => line.includes('Limpieza'))).toHaveLength(52);
    expect((await treasurer.get('/expenses?as=xlsx')).headers['content-type']).toContain('spreadsheetml');
  });

  it('are entered by who keeps the money, and read by the coordination too', async () => {
    expect([(await coordinator.get('/expenses')).status, (await coordinator.get('/expenses/new')).status, (await coordinator.post('/expenses', form())).status]).toEqual([200, 403, 403]);
    for (const role of ['trainer', 'coach', 'learner', 'funder'] as const) expect((await (await test.signIn(role)).get('/expenses')).status).toBe(403);
  });

  it('are never changed nor removed, whoever asks', async () => {
    for (const sql of ['UPDATE expenses SET amount_cents = 1', 'DELETE FROM expenses', "UPDATE expenses SET supplier = 'x'"]) {
      await expect(test.unitOfWork.run((tx) => tx.execute(sql, []), { actor: { accountId: null, centreId: null } })).rejects.toThrow('kept as it was written');
    }
  });
});

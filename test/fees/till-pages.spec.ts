import { Charge } from '../../src/fees/charge.entity.js';
import { Payment } from '../../src/fees/payment.entity.js';
import { Receipt } from '../../src/fees/receipt.entity.js';
import { TillSession } from '../../src/fees/till-session.entity.js';
import type { Person } from '../../src/people/person.entity.js';
import { refreshSearchWords } from '../../src/people/search-words.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { asBytes } from '../certificates/graduates.js';
import { addTill, type TillWorld } from './till-world.js';

describe.each(ENGINES)('the pages of the till, on %s', (engine) => {
  let test: TestApp;
  let world: TillWorld;
  let treasurer: Visitor;
  let administrator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    world = await addTill(test, { count: 12 });
    await test.unitOfWork.run((tx) => refreshSearchWords(tx, world.room.people.map(({ id }) => id)), { actor: SYSTEM });
    treasurer = await test.signInAs(world.treasurer);
    administrator = await test.signIn('administrator');
  });
  afterAll(() => test.close());

  const at = (index: number): Person => world.room.people[index] as Person;
  const pay = (index: number, form: Record<string, unknown> = {}): ReturnType<Visitor['post']> => (
    treasurer.post('/till/payments', { person: at(index).id, amount: '10.00', method: 'cash', ...form }));
  const payments = (): Promise<number> => test.dataSource.manager.count(Payment);
  const openCents = async (index: number): Promise<number> => (await test.dataSource.manager.findOneByOrFail(Charge, { personId: at(index).id })).openCents;
  const lastReceipt = async (): Promise<Receipt> => (await test.dataSource.manager.find(Receipt, { order: { number: 'DESC' }, take: 1 }))[0] as Receipt;

  it('show the queue of those of today who owe, and the search with the focus', async () => {
    const page = await treasurer.get('/till');
    expect(wordsOf(page)).toContain('Deben y vienen hoy, 23/11/2026');
    expect(page.text).toContain('href="/receipts?from&#x3D;2026-11-23&amp;to&#x3D;2026-11-23">Recibos de hoy</a>');
    expect(wordsOf(page)).toContain('Alva, Rosa María 10:00 Grupo A S/ 10.00');
    expect(page.text).toMatch(/id="till-search"[^>]*autofocus/);
    expect(page.text).not.toContain('987654321');
  });

  it('propose what she owes in cash, and give the receipt with the search again', async () => {
    const page = await treasurer.get(`/till?person=${at(0).id}`);
    expect(page.text).toMatch(/id="amount"[^>]*autofocus[^>]*value="10.00"/);
    expect(page.text).toMatch(/value="cash" checked/);
    expect(wordsOf(page)).toContain('Cobrar No cobrar');
    const paid = await pay(0, { tendered: 'S/ 20' });
    expect([paid.status, paid.headers.location]).toEqual([303, expect.stringMatching(/^\/till\?receipt=/)]);
    const next = await treasurer.get(paid.headers.location as string);
    expect(wordsOf(next)).toMatch(/Recibo VES-000001 Rosa María Alva: S\/ 10\.00, Efectivo\. Vuelto: S\/ 10\.00/);
    expect(wordsOf(next)).not.toContain('Queda debiendo');
    expect(next.text).toMatch(/id="till-search"[^>]*autofocus/);
  });

  it('say when the drawer holds less than the change, and take the money all the same', async () => {
    const paid = await pay(10, { amount: '1', tendered: '100' });
    expect(wordsOf(await treasurer.get(paid.headers.location as string))).toMatch(/Vuelto: S\/ 99\.00 En su caja había solo S\/ 60\.00 para dar vuelto/u);
    const enough = await pay(10, { amount: '1', tendered: '50' });
    expect(wordsOf(await treasurer.get(enough.headers.location as string))).not.toContain('para dar vuelto');
  });

  it.each([
    ['10,00', 'Debe S/ 9.00: sobran S/ 1.00', false], ['5,5', '', true], ['S/ 0.50', '', true], ['0', 'mayor que cero', false], ['-5', 'no puede ser negativo', false],
    ['10.005', 'como máximo dos decimales', false], ['diez', 'Escriba el monto así', false], ['', 'Escriba cuánto paga', false], ['1e3', 'Escriba el monto así', false],
    ['99999999999', 'el monto es demasiado alto', false], ['9999999', 'o menos', false],
  ])('take %j or refuse it with everything kept: %s', async (amount, words, taken) => {
    const index = taken ? 1 : 2;
    if (amount === '10,00') {
      const part = await pay(2, { amount: '1' });
      expect(wordsOf(await treasurer.get(part.headers.location as string))).toMatch(/: S\/ 1\.00, Efectivo\. Queda debiendo S\/ 9\.00\./u);
    }
    const before = await payments();
    const answer = await pay(index, { amount, tendered: '50', operation: 'x1' });
    expect([answer.status, await payments() - before]).toEqual(taken ? [303, 1] : [422, 0]);
    if (taken) return;
    expect(wordsOf(answer)).toContain(words);
    expect(answer.text).toContain('value="50"');
    if (amount) expect(answer.text).toContain(`value="${amount}"`);
  });

  it('take ten soles written with a comma, and show them back as they are booked', async () => {
    const paid = await pay(11, { amount: '10,00' });
    expect([paid.status, await openCents(11)]).toEqual([303, 0]);
    expect(wordsOf(await treasurer.get(paid.headers.location as string))).toMatch(/: S\/ 10\.00, Efectivo/);
  });

  it('ask who pays where a form names nobody', async () => {
    for (const person of [undefined, '', { a: 'x' }]) {
      const refused = await treasurer.post('/till/payments', { person, amount: '10', method: 'cash' });
      expect([refused.status, wordsOf(refused).includes('Elija primero quién paga')]).toEqual([422, true]);
    }
  });

  it('keep a rest as credit once that is confirmed', async () => {
    const before = await payments();
    const asked = await pay(3, { amount: '15' });
    expect([asked.status, asked.text.includes('id="keepRest"'), await payments() - before]).toEqual([422, true, 0]);
    expect((await pay(3, { amount: '15', keepRest: 'yes' })).status).toBe(303);
    expect(wordsOf(await treasurer.get(`/till?person=${at(3).id}`))).toContain('No debe nada · Tiene S/ 5.00 de saldo a favor');
  });

  it('ask for the operation of what does not come in cash, once', async () => {
    expect(wordsOf(await pay(4, { method: 'yape' }))).toContain('Escriba el número de la operación');
    expect((await pay(4, { method: 'yape', operation: '00123' })).status).toBe(303);
    const before = await payments();
    const used = await pay(5, { method: 'yape', operation: '00-123' });
    expect(await payments() - before).toBe(0);
    expect([used.status, wordsOf(used).includes('Esa operación ya pagó el recibo VES-')]).toEqual([422, true]);
    // Yape and Plin pay into each other: the same number under the other one is asked about, and taken once it is said to be another.
    const asked = await pay(5, { method: 'plin', operation: '00123' });
    expect([asked.status, asked.text.includes('id="otherOperation"'), await payments() - before]).toEqual([422, true, 0]);
    expect(wordsOf(asked)).toMatch(/El 23\/11\/2026 un Yape con ese mismo número pagó S\/ 10\.00, recibo VES-\d+/u);
    expect(used.text).not.toContain('id="otherOperation"');
    expect((await pay(5, { method: 'dólares' })).status).toBe(422);
  });

  it('take a form once, however often it is sent', async () => {
    const form = { _key: newId() };
    const before = await payments();
    const answers = await Promise.all(Array.from({ length: 50 }, () => pay(5, form)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303));
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    expect(await payments() - before).toBe(1);
    expect((await pay(5, { ...form, amount: '1' })).status).toBe(409);
  });

  it('show one receipt, note a boleta, and print the original once', async () => {
    const receipt = await lastReceipt();
    const path = `/receipts/${receipt.id}`;
    expect(wordsOf(await treasurer.get(path))).toContain('Al abrir esta página no se había impreso');
    const bad = await treasurer.post(`${path}/voucher`, { series: 'B-001', number: 'x', version: 1 });
    expect([bad.status, wordsOf(bad).includes('Escriba la serie')]).toEqual([422, true]);
    expect((await treasurer.post(`${path}/voucher`, { series: 'b001', number: '77', version: 1 })).status).toBe(303);
    expect((await treasurer.post(`${path}/voucher`, { series: 'B002', number: '78', version: 1 })).status).toBe(409);
    for (const format of ['a5', 'strip']) {
      const { body, headers } = await treasurer.send(treasurer.request().post(`${path}/prints`).type('form').send({ _key: newId(), format }).buffer(true).parse(asBytes));
      expect([headers['content-type'], (body as Buffer).subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
    }
    expect(wordsOf(await treasurer.get(path))).toMatch(/Se imprimió 2 veces.*B001-77/);
  });

  it('void a receipt with a reason, and say so everywhere', async () => {
    const receipt = await lastReceipt();
    const path = `/receipts/${receipt.id}`;
    expect((await treasurer.post(`${path}/void`, { reason: ' ' })).status).toBe(422);
    // Who has no open till is promised nothing, and asked for nothing, before she is told so.
    const asked = await administrator.get(`${path}/void`);
    expect(wordsOf(asked)).toMatch(/es por S\/ 10\.00 \(Efectivo\)\. Abra su caja antes de anular: .* Abrir mi caja$/u);
    expect([asked.status, asked.text.includes('name="reason"'), asked.text.includes(`href="/till?back&#x3D;${encodeURIComponent(`${path}/void`)}"`)]).toEqual([200, false, true]);
    expect(wordsOf(await treasurer.get(`${path}/void`))).toMatch(/Devuelva S\/ 10\.00 en efectivo: salen de su caja.* Anular el recibo Dejarlo como está$/u);
    const other = await administrator.post(`${path}/void`, { reason: 'Pagó dos veces' });
    expect([other.status, wordsOf(other).split('Abra su caja antes de anular').length, wordsOf(other).includes('Devuelva')]).toEqual([422, 2, false]);
    expect(other.text).toContain('>Pagó dos veces</textarea>');
    // What she wrote is there still when she comes back with her till open; it stood in no address, and is for nobody else.
    expect(String(other.headers['set-cookie'])).toMatch(new RegExp(`^minka_void=[\\w-]+; Path=${path}/void; HttpOnly; SameSite=Lax`, 'u'));
    expect(other.text).not.toMatch(/Pag%C3%B3|Pagó\+dos/u);
    treasurer.cookies.set('minka_void', administrator.cookies.get('minka_void') as string);
    expect((await treasurer.get(`${path}/void`)).text).toMatch(/<textarea[^>]*name="reason"[^>]*><\/textarea>/u);
    expect((await administrator.post('/till', { float: '10', bookMissing: 'yes', back: `${path}/void` })).headers.location).toBe(`${path}/void`);
    expect((await administrator.get(`${path}/void`)).text).toContain('>Pagó dos veces</textarea>');
    await administrator.post(String((await administrator.get('/till/count')).headers.location), { n1000: '1' });
    expect((await treasurer.post(`${path}/void`, { reason: 'Pagó dos veces' })).headers.location).toBe(path);
    expect(treasurer.cookies.has('minka_void')).toBe(false);
    const gone = wordsOf(await treasurer.get(path));
    expect(gone).toMatch(/Anulado Ir a la caja Imprimir A5 .* saldrá con la palabra ANULADO\. .*Pagó dos veces/u);
    expect(gone).not.toContain('la primera impresión es la original');
    expect(await openCents(5)).toBe(1_000);
    const twice = await treasurer.post(`${path}/void`, { reason: 'x' });
    expect([twice.status, wordsOf(twice)]).toEqual([422, expect.stringContaining('No devuelva el dinero otra vez')]);
    expect(wordsOf(twice)).not.toContain('dejará de valer');
    expect((await treasurer.get(`${path}/void`)).headers.location).toBe(path);
  });

  it('confirm a receipt to anybody who has its code, without a name', async () => {
    const all = await test.dataSource.manager.find(Receipt, { order: { number: 'ASC' } });
    const anybody = test.visitor();
    const page = await anybody.get(`/r/${all[0]?.publicCode}`);
    expect(wordsOf(page)).toMatch(/Este recibo es válido.*VES-000001.*23 de noviembre de 2026.*S\/ 10\.00.*Villa El Salvador/);
    expect(page.text).not.toMatch(/Alva|Rosa|Carmen/);
    expect(page.headers['x-robots-tag']).toContain('noindex');
    expect(wordsOf(await anybody.get(`/r/${all.at(-1)?.publicCode}`))).toContain('Este recibo está anulado');
    expect((await anybody.get('/r/0000000000000000')).status).toBe(404);
    expect((await anybody.get('/r/..%2Fetc')).status).toBe(404);
  });

  it('list receipts by day, way and state, and take them away with amounts as numbers', async () => {
    expect(wordsOf(await treasurer.get('/receipts?state=void'))).toContain('1 recibo');
    expect(wordsOf(await treasurer.get('/receipts?method=yape&from=23/11/2026'))).toMatch(/1 recibo.*00123/);
    expect(wordsOf(await treasurer.get('/receipts?from=24/11/2026'))).toContain('Aquí estarán los recibos');
    expect(wordsOf(await treasurer.get('/receipts?number=VES-000001&page=-3'))).toContain('VES-000001');
    for (const [asked, typed, words] of [
      ['from=31/02/2026', '31/02/2026', 'Esa fecha no existe'], ['to=nunca', 'nunca', 'Esa fecha no existe'], ['from=24/11/2026&to=23/11/2026', '23/11/2026', 'La fecha final es anterior'],
      ['number=VES-x', 'VES-x', 'Escriba el número del recibo'], ['method=oro', '', 'no está en la lista'],
    ]) {
      const refused = await treasurer.get(`/receipts?${asked}`);
      expect([asked, refused.status, wordsOf(refused).includes(String(words)), refused.text.includes(`value="${typed}"`)]).toEqual([asked, 422, true, true]);
    }
    expect((await treasurer.post('/receipts/exports', { as: 'csv', from: '31/02/2026' })).status).toBe(422);
    const csv = await treasurer.post('/receipts/exports', { as: 'csv', method: 'yape' });
    expect(csv.text).toMatch(/;00123;10;Vigente/);
    // Surnames first, as in every list; the receipt says the name as it was written.
    for (const words of [wordsOf(await treasurer.get('/receipts?method=yape')), csv.text]) expect(words).toContain(`${at(4).surnames}, ${at(4).givenNames}`);
    for (const as of ['xlsx', 'pdf']) expect((await treasurer.post('/receipts/exports', { as })).status).toBe(200);
  });

  it('count a till without saying what should be there, add up without a script, and ask why it is not', async () => {
    const path = `/till-sessions/${world.tillId}`;
    for (const page of [await treasurer.get(`${path}/count`), await treasurer.get(path)]) expect(wordsOf(page)).not.toContain('Debería haber');
    expect((await treasurer.get('/till-sessions?as=csv')).text).toMatch(/\r\n23\/11\/2026, \d\d:\d\d;;Carmen Soto Ruiz;Abierta;[\d.]+;;[\d.;]+;;;;\r\n$/u);
    const summed = await treasurer.post(`${path}/count`, { sum: 'yes', n5000: '1', n20: '3' });
    expect([summed.status, wordsOf(summed).includes('S/ 50.60')]).toEqual([200, true]);
    expect(await test.dataSource.manager.findOneByOrFail(TillSession, { id: world.tillId })).toMatchObject({ countedCents: null });
    const odd = await treasurer.post(`${path}/count`, { n5000: 'uno', n20: '-1' });
    expect([odd.status, odd.text.includes('value="uno"')]).toEqual([422, true]);
    expect((await treasurer.post(`${path}/count`, { n5000: '1' })).headers.location).toBe(`${path}/closing`);
    expect(wordsOf(await treasurer.get(`${path}/closing`))).toMatch(/Faltan S\/ .*Debería haber/);
    // Whoever counts again looks over what she wrote.
    const again = await treasurer.get(`${path}/count`);
    expect([/id="n5000"[^>]*value="1"/u.test(again.text), wordsOf(again).includes('En total S/ 50.00')]).toEqual([true, true]);
    const silent = await treasurer.post(`${path}/closing`, {});
    expect([silent.status, wordsOf(silent).includes('a qué se debe la diferencia')]).toEqual([422, true]);
  });

  it('belong to their owner; an administrator may close one that was left open, and its owner is told everywhere', async () => {
    const other = await test.signIn('treasurer');
    const path = `/till-sessions/${world.tillId}`;
    for (const page of [path, `${path}/count`, `${path}/closing`]) expect((await other.get(page)).status).toBe(404);
    expect((await other.post(`${path}/count`, {})).status).toBe(404);
    expect((await administrator.get(path)).status).toBe(200);
    expect((await administrator.get(`${path}/count`)).status).toBe(404);
    expect((await administrator.post(`${path}/count`, {})).status).toBe(422);
    test.clock.advance(20 * 3_600_000);
    const [late, boss] = [await test.signInAs(world.treasurer), await test.signIn('administrator')];
    for (const page of ['/', '/receipts', '/people', '/till']) expect((await late.get(page)).text).toContain('Su caja del 23/11/2026 sigue abierta');
    expect((await boss.get('/receipts')).text).not.toContain('sigue abierta');
    expect((await late.get('/till/count')).headers.location).toBe(`${path}/count`);
    expect(wordsOf(await boss.get('/'))).toContain('La caja de Carmen Soto Ruiz quedó abierta');
    expect((await boss.post(`${path}/count`, { n5000: '1' })).headers.location).toBe(`${path}/closing`);
    expect((await boss.post(`${path}/closing`, { reason: 'Se enfermó' })).headers.location).toBe(path);
    expect(wordsOf(await boss.get(path))).toMatch(/Cerrada.*Se enfermó/);
    expect((await boss.get('/till-sessions?month=2026-11&as=csv')).text).toMatch(/23\/11\/2026, \d\d:\d\d;24\/11\/2026, \d\d:\d\d;Carmen Soto Ruiz;Cerrada;.*;50;-?[\d.]+;Se enfermó\r/u);
    expect(wordsOf(await boss.get('/till-sessions?month=2026-11'))).toContain('Carmen Soto Ruiz');
    expect(wordsOf(await boss.get('/till-sessions?month=2026-10'))).toContain('No hubo cajas en ese mes');
    for (const as of ['xlsx', 'pdf']) expect((await boss.get(`/till-sessions?as=${as}`)).status).toBe(200);
    expect((await other.get('/till-sessions?as=csv')).text).not.toContain('Carmen');
    expect((await late.get('/')).text).not.toContain('sigue abierta');
    // The button back leads to a count that is over.
    for (const page of ['count', 'closing']) expect((await late.get(`${path}/${page}`)).headers.location).toBe(path);
    expect((await late.post(`${path}/count`, { sum: 'yes' })).headers.location).toBe(path);
    expect((await other.get(`${path}/count`)).status).not.toBe(200);
  });

  it('are closed to all others, and to another centre', async () => {
    const strangers = [await test.signIn('trainer'), await test.signIn('coordinator'), await test.signIn('learner', { personId: at(0).id })];
    expect((await (strangers[1] as Visitor).get('/till-sessions')).status).toBe(200);
    for (const path of [`/till-sessions/${world.tillId}/count`, `/till-sessions/${world.tillId}/closing`]) expect((await (strangers[1] as Visitor).get(path)).status).toBe(404);
    for (const stranger of strangers) for (const path of ['/till', '/receipts']) expect([403, 404]).toContain((await stranger.get(path)).status);
    const elsewhere = await test.signIn('treasurer', { centre: await test.addCentre('Lurín') });
    const receipt = await lastReceipt();
    for (const path of [`/receipts/${receipt.id}`, `/receipts/${receipt.id}/void`, `/till-sessions/${world.tillId}`]) expect((await elsewhere.get(path)).status).toBe(404);
    expect((await elsewhere.post(`/receipts/${receipt.id}/prints`, {})).status).toBe(404);
    expect((await elsewhere.post(`/receipts/${receipt.id}/void`, { reason: 'x' })).status).toBe(404);
  });

  it('ask at most 8 queries a page', async () => {
    const person = await test.signIn('administrator');
    await person.post('/till', { float: '0' });
    const receipt = await lastReceipt();
    const paths = ['/', '/till', `/till?person=${at(7).id}`, `/till?receipt=${receipt.id}`, '/till?q=rosa', '/till?q=rosa&format=json', '/till-sessions', `/till-sessions/${world.tillId}`, '/receipts', `/receipts/${receipt.id}`, `/r/${receipt.publicCode}`];
    for (const path of paths) {
      const { queries } = await countQueries(() => person.get(path));
      expect({ path, few: queries <= 8 }).toEqual({ path, few: true });
    }
  });
});

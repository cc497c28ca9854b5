import { PaymentsService } from '../../src/fees/payments.service.js';
import { TillsService } from '../../src/fees/tills.service.js';
import { verifyBook } from '../../src/ledger/proof/verify-book.js';
import { closingFaults } from '../../src/statements/closing-faults.js';
import { IsNull, Not } from 'typeorm';
import type { Account } from '../../src/accounts/account.entity.js';
import { TillSession } from '../../src/fees/till-session.entity.js';
import { instantAt } from '../../src/shared/kernel/local-date.js';
import { MonthSignature } from '../../src/statements/month-signature.entity.js';
import { MonthsRepository } from '../../src/statements/months.repository.js';
import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Person } from '../../src/people/person.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { startApp, TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addTill, type TillWorld } from '../fees/till-world.js';
import { checkFile } from './third-party-verifier.js';

const DAY = 24 * 60 * 60_000;
const MONTH = '2026-11';
/** A list as CSV: what leads from the money at the beginning to that at the end, and the end. */
const bridgeIn = (csv: string): { steps: number; end: number; names: string[] } => {
  const rows = csv.split('\r\n').map((line) => line.split(';')).filter(([part]) => part === 'Del dinero al empezar al dinero al final');
  const amounts = rows.map(([, , amount]) => Math.round(Number(amount?.replace(',', '.')) * 100));
  return { steps: amounts.slice(0, -1).reduce((sum, cents) => sum + cents, 0), end: amounts.at(-1) ?? NaN, names: rows.map(([, name = '']) => name.split(':')[0] ?? '') };
};

describe.each(ENGINES)('closing the month, on %s', (engine) => {
  let test: TestApp;
  let till: TillWorld;
  let treasurer: Visitor;
  let administrator: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    till = await addTill(test, { count: 12 });
    for (let person = 0; person < 7; person += 1) await test.app.get(PaymentsService).record(test.centre.id, till.asked(person), { actor: till.actor });
    await arrive(0);
  });

  /** Days later the two sign in anew. */
  const arrive = async (days: number): Promise<void> => {
    test.clock.travelTo(TEST_NOW + days * DAY);
    const known = [treasurer, administrator].map((visitor?: Visitor) => visitor?.account);
    treasurer = known[0] ? await test.signInAs(known[0]) : await test.signIn('treasurer', { displayName: 'Elsa Ramos Puma' });
    administrator = known[1] ? await test.signInAs(known[1]) : await test.signIn('administrator', { displayName: 'Julia Mamani Rojas' });
  };
  afterAll(() => test.close());

  const page = (visitor = treasurer, month = MONTH) => visitor.get(`/months/${month}`);
  const seenDigest = async (visitor: Visitor): Promise<string> => /signatures\?seen(?:=|&#x3D;)([0-9a-f]{64})"/.exec((await page(visitor)).text)?.[1] ?? '';
  const asked = async (visitor: Visitor, seen?: string) => visitor.get(`/months/${MONTH}/signatures?seen=${seen ?? await seenDigest(visitor)}`);
  const sign = async (visitor: Visitor, seen?: string) => visitor.post(`/months/${MONTH}/signatures`, { digest: seen ?? await seenDigest(visitor) });

  it('waits until the month is over and its tills are closed', async () => {
    expect(wordsOf(await page())).toContain('El mes todavía no termina');
    expect((await page()).text).not.toContain('signatures?seen');
    expect(wordsOf(await sign(treasurer, 'x'))).toContain('El mes todavía no termina');
    // Nothing changed: it is not over, with or without what was seen, and that is said once.
    for (const address of [`/months/${MONTH}/signatures`, `/months/${MONTH}/signatures?seen=x`]) {
      const words = wordsOf(await treasurer.get(address));
      expect([words.split('El mes todavía no termina').length, words.includes('Las cifras cambiaron')]).toEqual([2, false]);
    }
    await arrive(9);
    expect(wordsOf(await page())).toContain('Hay una caja de ese mes sin cerrar');
    const tills = test.app.get(TillsService);
    const key = { centreId: test.centre.id, sessionId: till.tillId, mayCloseOthers: false };
    await tills.count(key, { 10_000: 1, 2_000: 1 }, { actor: till.actor });
    expect(await seenDigest(treasurer)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows what is to be signed, and offers it as files', async () => {
    const words = wordsOf(await page());
    expect(words).toMatch(/Cuotas de los cursos S\/ 120\.00/);
    expect(words).toMatch(/Total por cobrar 5 S\/ 50\.00/);
    expect(words).toMatch(/del 1 al 30 de noviembre de 2026/);
    expect((await page()).text).toMatch(/<tfoot>\s*<tr>\s*<th scope="row"><span>Total de ingresos/);
    const { queries } = await countQueries(() => page());
    expect(queries).toBeLessThanOrEqual(8);
    for (const as of ['xlsx', 'pdf', 'csv']) expect((await treasurer.get(`/months/${MONTH}?as=${as}`)).status).toBe(200);
    expect((await treasurer.get(`/months/${MONTH}?as=csv`)).text).toContain('120');
    // It says how the money at the end follows from that at the beginning, so that anybody can add it up.
    expect(words).toMatch(/Dinero al empezar el mes S\/ 0\.00 Más: ingresos S\/ 120\.00 Menos: gastos S\/ 0\.00 Cuotas: .* -S\/ 50\.00 Fondo: .* S\/ 50\.00 Dinero al final del mes S\/ 120\.00/);
    expect(bridgeIn((await treasurer.get(`/months/${MONTH}?as=csv`)).text)).toMatchObject({ steps: 12_000, end: 12_000 });
  });

  it('counts who came and is enrolled, not whoever dropped in', async () => {
    const before = await test.app.get(MonthsRepository).live(test.centre.id, MONTH);
    const [enrolled] = till.room.people as [Person];
    const guest = { ...enrolled, id: newId(), surnames: 'Visita', searchName: 'visita', sortName: 'visita' };
    const mark = { sessionId: till.room.session.id, centreId: test.centre.id, status: 'present' as const, minutes: null, reason: null, markedAt: test.clock.now(), markedBy: null, version: 1 };
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Person, guest);
      await tx.insert(AttendanceMark, [enrolled, guest].map(({ id }) => ({ ...mark, id: newId(), personId: id })));
    }, { actor: SYSTEM });
    const after = await test.app.get(MonthsRepository).live(test.centre.id, MONTH);
    expect([after.learners - before.learners, after.minutesAttended - before.minutesAttended]).toEqual([1, 90]);
  });

  it('takes what was spent, also what is taken back in the month that runs', async () => {
    const spent = { category: '6561', amount: '7', date: '28/11/2026', paidFrom: '1011', supplier: 'Librería', documentKind: 'boleta', documentNumber: 'B1-1', description: 'Plumones' };
    const expense = await treasurer.post('/expenses', spent);
    expect((await treasurer.post(`${String(expense.headers.location)}/reversal`, { reason: 'Era de otro centro' })).status).toBe(303);
    expect((await test.app.get(MonthsRepository).live(test.centre.id, MONTH)).expenses).toEqual([{ account: '6561', cents: 700 }]);
  });

  it('takes two people, who see the same figures', async () => {
    const before = await seenDigest(administrator);
    expect(wordsOf(await treasurer.get('/'))).toContain('Cerrar noviembre de 2026');
    // Nothing is signed before she was told what it does.
    const first = await asked(treasurer);
    expect(wordsOf(first)).toMatch(/Firmar noviembre de 2026 .*Qué pasará cuando firme .*El mes sigue abierto hasta que otra persona firme/);
    expect([first.status, first.text.includes(`name="digest" value="${before}"`), await test.dataSource.manager.count(MonthSignature)]).toEqual([200, true, 0]);
    expect((await sign(treasurer)).status).toBe(303);
    // Who has signed is not asked again; the others are told that it waits for them.
    expect(wordsOf(await treasurer.get('/'))).toMatch(/Noviembre de 2026: falta la firma de otra persona/);
    expect(wordsOf(await administrator.get('/'))).toMatch(/^Hola, \S+ Esperan su firma Cerrar noviembre de 2026 Otra persona ya firmó/);
    expect(wordsOf(await treasurer.get('/'))).not.toContain('Esperan su firma');
    expect(wordsOf(await asked(administrator))).toMatch(/El mes se cierra para siempre\..*No se publica: las cuentas de este centro no son públicas\..*Sí, firmar y cerrar el mes/);
    expect(wordsOf(await asked(treasurer, before))).toContain('Usted ya firmó estas cifras');
    expect(wordsOf(await page())).toContain('Falta la firma de otra persona');
    expect(wordsOf(await sign(treasurer, before))).toContain('Usted ya firmó estas cifras');
    expect(wordsOf(await page(administrator))).toMatch(/Elsa Ramos Puma ya firmó estas mismas cifras/);
    // Somebody books something into the month: what was signed is no longer what is there.
    test.clock.advance(60_000);
    expect((await administrator.post('/ledger/other-income', { account: '1011', amount: '5', date: '28/11/2026', memo: 'Donación' })).status).toBe(303);
    expect(await seenDigest(administrator)).not.toBe(before);
    expect(wordsOf(await asked(administrator, before))).toMatch(/Las cifras cambiaron mientras usted miraba.*Firmar este mes/);
    const late = await sign(administrator, before);
    expect([late.status, wordsOf(late).includes('Las cifras cambiaron')]).toEqual([422, true]);
    expect(wordsOf(await page(administrator))).toContain('esa firma ya no cuenta');
    expect(wordsOf(await treasurer.get('/'))).toMatch(/Cerrar noviembre de 2026/);
    test.clock.advance(60_000);
    expect((await sign(treasurer)).status).toBe(303);
    expect((await sign(administrator)).status).toBe(303);
    expect(wordsOf(await page())).toMatch(/Cerrado el .* con el asiento \d+/);
  });

  it('is named in the journal by its month, without an amount, and leads back to the statement', async () => {
    const [, number = ''] = /con el asiento (\d+)/.exec(wordsOf(await page())) ?? [];
    const journal = await treasurer.get('/ledger?kind=month-close');
    expect(wordsOf(journal)).toMatch(new RegExp(`${number} \\d{2}/12/2026 Cierre de mes Noviembre de 2026`));
    expect(wordsOf(journal)).not.toContain('S/ 0.00');
    const entry = await treasurer.get(`/ledger/entries/${number}`);
    expect([wordsOf(entry).includes('Noviembre de 2026'), entry.text.includes(`href="/months/${MONTH}"`)]).toEqual([true, true]);
  });

  it('closes for ever: nothing is booked into it, and it says what it said', async () => {
    expect(wordsOf(await sign(administrator, 'x'))).toContain('Este mes ya está cerrado');
    // Whoever comes back to the form is told so, and led to what it became.
    expect((await asked(administrator, 'x')).headers.location).toBe(`/months/${MONTH}`);
    expect(wordsOf(await page(administrator))).toMatch(/^Este mes ya está cerrado\..*Cerrado el .* con el asiento/);
    const closed = await test.app.get(MonthsRepository).closing(test.centre.id, MONTH);
    const actor = till.actor;
    await test.app.get(TillsService).open(test.centre.id, { floatCents: 1_000, bookMissing: true }, { actor });
    await test.app.get(PaymentsService).record(test.centre.id, till.asked(8), { actor });
    expect((await test.app.get(MonthsRepository).closing(test.centre.id, MONTH))?.statement).toEqual(closed?.statement);
    // What was owed at its end is still said of its end.
    expect(await test.app.get(MonthsRepository).live(test.centre.id, MONTH)).toEqual(closed?.statement);
    expect((await verifyBook(test.dataSource, test.centre.id))?.fault).toBeNull();
    expect(await closingFaults(test.dataSource, test.centre.id)).toEqual([]);
    for (const sql of ["UPDATE month_closings SET statement = '{}'", 'DELETE FROM month_closings', 'DELETE FROM month_signatures', 'REPLACE INTO month_closings SELECT * FROM month_closings']) {
      await expect(test.unitOfWork.run((tx) => tx.execute(sql, []), { actor })).rejects.toThrow('append-only');
    }
  });

  it('is proved against what was sealed and signed', async () => {
    const told = async (change: string, ...values: string[]): Promise<string[]> => {
      const rows = test.dataSource.query.bind(test.dataSource);
      const [kept] = await rows<{ statement: string; published: string }[]>('SELECT statement, published FROM month_closings WHERE centre_id = ?', [test.centre.id]);
      // As the rows would read if somebody had gone past the triggers.
      const tampered = async (sql: string, parameters: unknown[]): Promise<unknown> => {
        const found = await rows<Record<string, unknown>[]>(sql, parameters);
        if (change === 'signature') return sql.includes('month_signatures') ? found.map((row) => ({ ...row, signers: 1 })) : found;
        if (change === 'gone') return sql.includes('FROM month_closings') ? [] : found;
        return sql.includes('FROM month_closings') ? found.map((row) => ({ ...row, [change]: String(kept?.[change as 'statement']).replace(values[0] as string, values[1] as string) })) : found;
      };
      return closingFaults({ query: tampered } as unknown as typeof test.dataSource, test.centre.id);
    };
    expect(await told('published', '"result":', '"result":1')).toEqual(['the published statement of 2026-11 is not the one that was sealed']);
    expect(await told('statement', '"result":', '"result":1')).toEqual(['the statement of 2026-11 is not the one that two people signed']);
    expect(await told('statement', '{', '')).toEqual(['the statement of 2026-11 is not the one that two people signed']);
    expect(await told('signature')).toEqual(['the statement of 2026-11 is not the one that two people signed']);
    expect(await told('gone')).toEqual(['the month 2026-11 is closed in the book, and its statement is gone']);
  });

  it('is nobody else\'s, and no month of nowhere', async () => {
    for (const role of ['learner', 'trainer', 'coach', 'funder'] as const) expect((await page(await test.signIn(role))).status).toBe(404);
    const other = await test.signIn('treasurer', { centre: await test.addCentre('Otro Centro') });
    expect(wordsOf(await page(other))).not.toContain('120.00');
    for (const month of ['2026-13', 'x', '2031-01', '2026-11-01']) expect([(await page(treasurer, month)).status, (await treasurer.get(`/months/${month}/signatures`)).status]).toEqual([404, 404]);
  });

  it('is shown to anybody only when the consortium says so, without a name, and proved by its file', async () => {
    const stranger = test.visitor();
    const path = '/accounts-of/VES';
    expect([(await stranger.get(path)).status, (await stranger.get(`${path}/${MONTH}`)).status, (await stranger.get(`${path}/ledger.jsonl`)).status]).toEqual([404, 404, 404]);
    const funder = await test.signIn('funder');
    expect((await funder.get('/')).text).not.toContain(path);
    await administrator.post('/ledger/settings', { waiverCeiling: '200', expenseApproval: '200', accountsPublic: 'yes', version: '0' });
    const list = await stranger.get(path);
    expect([list.status, (await stranger.get(`${path}/${MONTH}`)).status, (await stranger.get(`${path}/2026-10`)).status]).toEqual([200, 200, 404]);
    // What each month came to is said where the months are listed, here and to those who close them.
    for (const months of [list, await treasurer.get('/months')]) expect(wordsOf(months)).toMatch(/Noviembre de 2026 (?:Cerrado )?S\/ 0\.00 S\/ 125\.00 S\/ 7\.00 S\/ 118\.00 S\/ 0\.00 S\/ 118\.00/);
    // Who funds the centre finds them on her home.
    expect((await funder.get('/')).text).toContain(`href="${path}"`);
    expect(wordsOf(await funder.get('/'))).toContain('Meses cerrados hasta noviembre de 2026');
    // What is over and not closed is not passed over in silence.
    const now = test.clock.now();
    expect(wordsOf(list)).not.toContain('todavía');
    test.clock.travelTo(instantAt('2027-02-01', '10:00'));
    expect(wordsOf(await stranger.get(path))).toMatch(/De diciembre de 2026 a enero de 2027 Todavía no están cerrados\. Noviembre de 2026 S/u);
    test.clock.travelTo(now);
    const file = await stranger.get(`${path}/ledger.jsonl`);
    const checked = checkFile(file.text);
    expect(list.text).toContain(checked.closing);
    expect(checked.statements).toHaveLength(1);
    // What took an expense back is as open as the expense; what is about a learner is not.
    expect([file.text.match(/"kind":"reversal"/gu), file.text.match(/"kind":"(?:payment|charge)"/gu)]).toEqual([['"kind":"reversal"'], null]);
    // What was booked afterwards is not in it.
    expect(checked.entries).toBeLessThan((await verifyBook(test.dataSource, test.centre.id))?.entries ?? 0);
    const month = await stranger.get(`${path}/${MONTH}`);
    expect((await stranger.get('/accounts-of')).text).toContain(`href="${path}"`);
    expect((await stranger.get('/sign-in')).text).toContain('href="/accounts-of"');
    const csv = await stranger.get(`${path}/${MONTH}?as=csv`);
    expect([csv.status, (await stranger.get(`${path}/${MONTH}?as=xlsx`)).status, (await stranger.get(`${path}/${MONTH}?as=pdf`)).status]).toEqual([200, 200, 200]);
    // Whoever keeps the file of several centres knows whose it is.
    expect(decodeURIComponent(String(csv.headers['content-disposition']))).toContain(`Estado de cuentas, ${test.centre.name} 2026-11`);
    expect(csv.text).toContain('Ingresos');
    // What learners owe and have to their credit is one step there.
    expect(bridgeIn(csv.text)).toEqual({ steps: 11_800, end: 11_800, names: ['Dinero al empezar el mes', 'Más', 'Menos', 'Fondo', 'Cuotas y saldos de participantes', 'Dinero al final del mes'] });
    expect(wordsOf(month)).toMatch(/Dinero al empezar el mes S\/ 0\.00 Más: ingresos S\/ 125\.00 Menos: gastos -S\/ 7\.00/);
    for (const { text } of [list, month, file, csv]) {
      for (const name of [...till.room.people.map(({ surnames }) => surnames), 'Ramos', 'Mamani', 'Soto', 'Donación', ...till.room.people.map(({ id }) => id)]) expect(text).not.toContain(name);
    }
  });

  it('goes over the end of a year: December closes in January, and takes nothing after that', async () => {
    const december = '2026-12';
    await test.app.get(TillsService).count({ centreId: test.centre.id, sessionId: (await test.dataSource.manager.findOneByOrFail(TillSession, { openClaim: Not(IsNull()) })).id, mayCloseOthers: true }, { 1_000: 2 }, { actor: till.actor });
    // New Year's Eve, 23:30 at the centre: what is paid then is December's, and December cannot be signed yet.
    test.clock.travelTo(instantAt('2026-12-31', '23:30'));
    const [eve] = [await test.signInAs(treasurer.account as Account)];
    const income = { account: '1011', amount: '10,00', memo: 'Rifa de fin de año' };
    expect((await eve.post('/ledger/other-income', { ...income, date: '31/12/2026' })).status).toBe(303);
    expect(wordsOf(await page(eve, december))).toContain('El mes todavía no termina');
    expect((await page(eve, '2027-01')).status).toBe(404);
    // Half an hour later it can, and both months take what is theirs.
    test.clock.travelTo(instantAt('2027-01-01', '00:05'));
    [treasurer, administrator] = [await test.signInAs(treasurer.account as Account), await test.signInAs(administrator.account as Account)];
    for (const date of ['31/12/2026', '01/01/2027']) expect((await treasurer.post('/ledger/other-income', { ...income, date })).status).toBe(303);
    expect(wordsOf(await treasurer.get('/months'))).toMatch(/Enero de 2027 En curso .*Diciembre de 2026 Por cerrar .*Noviembre de 2026 Cerrado/);
    for (const visitor of [treasurer, administrator]) {
      const [, seen = ''] = /signatures\?seen(?:=|&#x3D;)([0-9a-f]{64})"/.exec((await page(visitor, december)).text) ?? [];
      expect((await visitor.post(`/months/${december}/signatures`, { digest: seen })).status).toBe(303);
    }
    const late = await treasurer.post('/ledger/other-income', { ...income, date: '31/12/2026' });
    expect([late.status, wordsOf(late).includes('El mes 12/2026 ya está cerrado')]).toEqual([422, true]);
    expect((await treasurer.post('/ledger/other-income', { ...income, date: '01/01/2027' })).status).toBe(303);
    const [closed, running] = [await treasurer.get(`/months/${december}?as=csv`), await treasurer.get('/months/2027-01?as=csv')];
    expect(bridgeIn(closed.text)).toMatchObject({ end: bridgeIn(closed.text).steps });
    // January begins with what December ended with, and has its own two incomes.
    expect(wordsOf(await page(treasurer, '2027-01'))).toMatch(/Otros ingresos S\/ 20\.00/);
    expect(bridgeIn(running.text)).toMatchObject({ steps: bridgeIn(closed.text).end + 2_000, end: bridgeIn(closed.text).end + 2_000 });
    expect((await verifyBook(test.dataSource, test.centre.id))?.fault).toBeNull();
    expect(await closingFaults(test.dataSource, test.centre.id)).toEqual([]);
  });
});

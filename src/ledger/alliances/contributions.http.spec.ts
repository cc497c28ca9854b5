import { startApp, wordsOf, type TestApp, type Visitor } from '../../../test/helpers/app.js';
import { ENGINES } from '../../../test/helpers/databases.js';
import { closeThrough, entriesOf, moneyIn, putMoney } from '../../../test/ledger/money.js';
import { countQueries } from '../../shared/database/query-count.js';
import { AlliancePromise } from './alliance-promise.entity.js';
import { Alliance } from './alliance.entity.js';
import { Contribution } from './contribution.entity.js';

type Form = Record<string, string | undefined>;

describe.each(ENGINES)('alliances and contributions, %s', (engine) => {
  let test: TestApp;
  let treasurer: Visitor;

  beforeAll(async () => {
    test = await startApp({ engine });
    treasurer = await test.signIn('treasurer');
    await putMoney(test, 1);
    await closeThrough(test, '2026-08');
  });
  afterAll(() => test.close());

  const ally = 'Universidad de la Costa Sur';
  const open = async (more: Form = {}): Promise<string> => {
    const answer = await treasurer.post('/alliances', { ally, startsOn: '01/09/2026', endsOn: '31/12/2026', ...more });
    expect([answer.status, wordsOf(answer)]).toEqual([303, expect.anything()]);
    return String(answer.headers.location);
  };
  const promise = async (path: string, more: Form = {}): Promise<string> => {
    const answer = await treasurer.post(`${path}/promises`, { kind: 'training-hours', quantity: '40', unit: 'horas', unitValue: '15,00', ...more });
    expect(answer.status).toBe(303);
    const [newest] = await test.dataSource.manager.find(AlliancePromise, { where: { allianceId: path.split('/').at(-1) as string }, order: { id: 'DESC' }, take: 1 });
    return (newest as AlliancePromise).id;
  };

  it('show what was promised beside what came, by month, and warn before they end', async () => {
    const path = await open();
    const hours = await promise(path);
    await promise(path, { kind: 'money', quantity: '1', unit: 'mes', unitValue: '100' });
    expect(wordsOf(await treasurer.get('/'))).toContain(`${ally} Termina el 31/12/2026`);
    const received = await treasurer.post('/contributions', { promise: hours, date: '10/11/2026', quantity: '20.5', note: 'Parte de horas' });
    expect(received.status).toBe(303);
    const form = await treasurer.get(`/contributions/new?promise=${(await test.dataSource.manager.findOneByOrFail(AlliancePromise, { kind: 'money' })).id}`);
    expect(form.text).toContain('value="100.00"');
    const words = wordsOf(await treasurer.get(path));
    expect(words).toContain('40 horas a S/ 15.00 S/ 600.00 S/ 307.50 51 %');
    expect(words).toContain('Noviembre de 2026 S/ 700.00 S/ 307.50 43 %');
    expect(words).toContain('Setiembre de 2026 S/ 700.00 S/ 0.00 0 %');
    expect(words).toContain('Los meses de arriba S/ 2,100.00 S/ 307.50 14 %');
    expect(wordsOf(await treasurer.get('/alliances'))).toContain('Termina pronto S/ 2,100.00 S/ 307.50 14 %');
    expect((await treasurer.get('/alliances?as=csv')).text).toMatch(new RegExp(`${ally};;Horas de capacitación y Dinero;01/09/2026;31/12/2026;Termina pronto;2100;307.5\r`, 'u'));
    for (const as of ['xlsx', 'pdf']) expect((await treasurer.get(`/alliances?as=${as}`)).status).toBe(200);
    expect(await moneyIn(test, '6984', '7512')).toEqual([30_750, -30_750]);
    expect((await countQueries(() => treasurer.get(path))).queries).toBeLessThanOrEqual(8);
    expect((await countQueries(() => treasurer.get('/alliances'))).queries).toBeLessThanOrEqual(8);
  });

  it('take money into an account, and it can be taken back once', async () => {
    const answer = await treasurer.post('/contributions', { money: 'yes', giver: 'Empresa amiga', date: '12/11/2026', amount: '250,5', account: '1041', note: 'Voucher 991' });
    expect(answer.status).toBe(303);
    expect(await moneyIn(test, '1041', '7511')).toEqual([25_050, -25_050]);
    const path = String(answer.headers.location);
    expect(wordsOf(await treasurer.get(path))).toContain('Empresa amiga: S/ 250.50');
    expect((await treasurer.post(`${path}/reversal`, { reason: '' })).status).toBe(422);
    expect((await treasurer.post(`${path}/reversal`, { reason: 'El banco lo devolvió' })).status).toBe(303);
    expect(wordsOf(await treasurer.post(`${path}/reversal`, { reason: 'Otra vez' }))).toContain('ya fue extornado');
    expect((await treasurer.get(`${path}/reversal`)).headers.location).toBe(path);
    expect(await moneyIn(test, '1041', '7511')).toEqual([0, 0]);
  });

  it('count for the alliance with whoever gave, also what nobody had promised', async () => {
    await treasurer.post('/contributions', { giver: ally, kind: 'equipment', date: '13/11/2026', quantity: '3', unit: 'mouses', unitValue: '20', note: 'Acta' });
    expect(await test.dataSource.manager.findOneBy(Contribution, { kind: 'equipment' })).toMatchObject({ giver: ally, amountCents: 6_000, allianceId: expect.any(String) });
  });

  it.each<[string, Form, string, string]>([
    ['a negative amount', { amount: '-1' }, 'amount', 'no puede ser negativo'], ['nothing', { amount: '0,00' }, 'amount', 'mayor que cero'],
    ['three decimals', { amount: '1.001' }, 'amount', 'como máximo dos decimales'], ['no account', { account: '' }, 'account', 'Elija a dónde entró'],
    ['a day to come', { date: '24/11/2026' }, 'date', 'todavía no llega'], ['a closed month', { date: '31/08/2026' }, 'date', 'ya está cerrado'],
    ['no proof', { note: '' }, 'note', 'Escriba qué lo prueba'], ['nobody who gave it', { giver: '' }, 'giver', 'quién lo dio'],
  ])('refuse money with %s beside the field', async (_, more, name, words) => {
    const before = (await entriesOf(test)).length;
    const answer = await treasurer.post('/contributions', { money: 'yes', giver: 'Empresa', date: '12/11/2026', amount: '10', account: '1041', note: 'Voucher', ...more });
    expect([answer.status, answer.text.includes(`href="#${name}"`), wordsOf(answer).includes(words)]).toEqual([422, true, true]);
    expect((await entriesOf(test)).length).toBe(before);
  });

  it.each<[string, Form, string]>([
    ['money', { kind: 'money' }, 'kind'], ['no quantity', { quantity: '0' }, 'quantity'], ['three decimals', { quantity: '1.234' }, 'quantity'],
    ['no value', { unitValue: '0' }, 'unitValue'], ['less than a céntimo', { quantity: '0.01', unitValue: '0.10' }, 'unitValue'],
    ['more than can be', { quantity: '99999', unitValue: '9999999' }, 'unitValue'], ['no unit', { unit: '' }, 'unit'],
  ])('refuse what came in kind with %s', async (_, more, name) => {
    const answer = await treasurer.post('/contributions', {
      giver: 'Empresa', kind: 'room', date: '12/11/2026', quantity: '1', unit: 'mes', unitValue: '10', note: 'Acta', ...more,
    });
    expect([answer.status, answer.text.includes(`href="#${name}"`)]).toEqual([422, true]);
  });

  it('lose a promise only while nothing came of it', async () => {
    const path = await open({ ally: 'Municipalidad' });
    const [kept, mistaken] = [await promise(path), await promise(path)];
    await treasurer.post('/contributions', { promise: kept, date: '10/11/2026', quantity: '1', note: 'Parte' });
    expect(wordsOf(await treasurer.get(`${path}/promises/${mistaken}/removal`))).toContain('40 horas');
    expect((await treasurer.post(`${path}/promises/${mistaken}/removal`)).status).toBe(303);
    for (const late of [await treasurer.get(`${path}/promises/${mistaken}/removal`), await treasurer.post(`${path}/promises/${mistaken}/removal`)]) {
      expect([late.status, late.headers.location]).toEqual([303, path]);
    }
    expect(wordsOf(await treasurer.get(path))).toContain('Eso ya se había quitado antes');
    expect(wordsOf(await treasurer.post(`${path}/promises/${kept}/removal`))).toContain('Ya llegó algo');
    expect((await treasurer.get(`${path}/promises/${kept}/removal`)).headers.location).toBe(path);
  });

  it('are changed, never over a newer one, and do not end before they begin', async () => {
    const path = await open({ ally: 'Club de madres', endsOn: '' });
    expect((await treasurer.post('/alliances', { ally: 'X', startsOn: '02/09/2026', endsOn: '01/09/2026' })).status).toBe(422);
    expect((await treasurer.post(path, { ally: 'Club de madres Oasis', startsOn: '01/09/2026', version: '1' })).status).toBe(303);
    const stale = await treasurer.post(path, { ally: 'Otro', startsOn: '01/09/2026', version: '1' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('Club de madres Oasis Otro');
    expect(await test.dataSource.manager.findOneByOrFail(Alliance, { id: path.split('/').at(-1) as string })).toMatchObject({ ally: 'Club de madres Oasis', version: 2 });
  });

  it('are of each centre, kept by who keeps the money, and leave as files', async () => {
    const path = await open({ ally: 'Secreta' });
    const hours = await promise(path);
    const other = await test.signIn('treasurer', { centre: await test.addCentre('Otro') });
    expect((await other.get(path)).status).toBe(404);
    expect((await other.get(`/contributions/new?promise=${hours}`)).status).toBe(404);
    expect((await other.post(`${path}/promises`, { kind: 'room', quantity: '1', unit: 'mes', unitValue: '1' })).status).toBe(404);
    const coordinator = await test.signIn('coordinator');
    expect([(await coordinator.get(path)).status, (await coordinator.get('/contributions')).status, (await coordinator.get('/alliances/new')).status]).toEqual([200, 200, 403]);
    expect((await treasurer.get('/contributions?as=csv&kind=training-hours')).text).toContain('Parte de horas');
    expect((await countQueries(() => treasurer.get('/contributions'))).queries).toBeLessThanOrEqual(8);
  });
});

import { ENGINES } from '../../test/helpers/databases.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { AccountRole } from '../accounts/account-role.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import { Centre } from './centre.entity.js';
import { CentresService } from './centres.service.js';
import { Holiday } from './holiday.entity.js';
import { OpeningHours } from './opening-hours.entity.js';
import { Room } from './room.entity.js';
import { Workstation } from './workstation.entity.js';

describe.each(ENGINES)('centres, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let base: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    base = `/centres/${test.centre.id}`;
  });
  afterAll(() => test.close());

  describe('the list', () => {
    it('leads a coordinator to her own centre', async () => {
      const answer = await coordinator.get('/centres');
      expect([answer.status, answer.headers.location]).toEqual([303, base]);
    });

    it('is for administrators, who add a centre and administer it from then on', async () => {
      const administrator = await test.signIn('administrator');
      const added = await administrator.post('/centres', { name: 'Villa María del Triunfo', shortName: 'VMT', district: 'Villa María del Triunfo' });
      expect(added.headers.location).toMatch(/^\/centres\/[0-9a-f-]{36}\/rooms$/u);
      expect(wordsOf(await administrator.get(added.headers.location as string))).toContain('El centro quedó agregado');
      expect(wordsOf(await administrator.get('/centres'))).toContain('Villa María del Triunfo VMT');
      expect(await test.dataSource.manager.countBy(AccountRole, { accountId: administrator.account?.id })).toBe(2);
    });

    it('takes no second centre of the name', async () => {
      const administrator = await test.signIn('administrator', { everywhere: true });
      const answer = await administrator.post('/centres', { name: 'villa el salvador', shortName: 'X', district: 'Lima', phone: 'ninguno' });
      expect(answer.status).toBe(422);
      const again = await administrator.post('/centres', { name: 'villa el salvador', shortName: 'X', district: 'Lima' });
      expect(again.text).toContain('<title>Error: Agregar un centro');
      expect(wordsOf(again)).toContain('Ya hay un centro con ese nombre');
      expect(again.text).toContain('value="villa el salvador"');
    });

    it('takes a name once, however many ask for it at the same moment', async () => {
      const centres = test.app.get(CentresService);
      const details = { name: 'Pachacámac', shortName: 'PAC', district: 'Lima', address: null, phone: null };
      await Promise.allSettled(Array.from({ length: 4 }, () => centres.addCentre(details, { actor: SYSTEM })));
      expect(await test.dataSource.manager.countBy(Centre, { name: details.name })).toBe(1);
    });

    it.each(['trainer', 'learner', 'funder'] as const)('is closed to a %s', async (role) => {
      expect((await (await test.signIn(role)).get('/centres')).status).toBe(403);
    });
  });

  it('shows nothing of another centre to a coordinator', async () => {
    const other = await test.addCentre('Lurín');
    for (const path of ['', '/edit', '/rooms', '/hours', '/holidays']) {
      expect((await coordinator.get(`/centres/${other.id}${path}`)).status).toBe(404);
    }
    expect((await coordinator.post(`/centres/${other.id}/rooms`, { name: 'Mía' })).status).toBe(404);
    expect((await coordinator.get('/centres/nothing')).status).toBe(404);
  });

  it('changes the details, and never over a newer state', async () => {
    const page = await coordinator.get(`${base}/edit`);
    expect(page.text).toContain('value="Villa El Salvador"');
    const details = { name: 'Villa El Salvador', shortName: 'VES', district: 'Villa El Salvador', address: 'Av. Central s/n', phone: '01 287 1234' };
    expect((await coordinator.post(base, { ...details, version: '1' })).status).toBe(303);
    expect((await coordinator.post(base, { ...details, address: 'Otra', version: '1' })).status).toBe(409);
    expect(await test.dataSource.manager.findOneBy(Centre, { id: test.centre.id })).toMatchObject({ address: 'Av. Central s/n', version: 2 });
    expect(wordsOf(await coordinator.get(base))).toContain('Av. Central s/n');
  });

  it('adds a room and twenty PCs, marks one as broken and puts it back', async () => {
    expect(wordsOf(await coordinator.get(`${base}/rooms`))).toContain('Aquí estarán las salas');
    const slip = await coordinator.post(`${base}/rooms`, { name: '31/02/2026' });
    expect([slip.status, wordsOf(slip)]).toEqual([422, expect.stringContaining('no una fecha')]);
    const added = await coordinator.post(`${base}/rooms`, { name: 'Sala 1' });
    expect(added.headers.location).toMatch(/\/workstations\/new$/u);
    const room = await test.dataSource.manager.findOneByOrFail(Room, { name: 'Sala 1' });
    await coordinator.post(`${base}/rooms/${room.id}/workstations`, { prefix: 'PC', from: '1', to: '20' });
    const seventh = await test.dataSource.manager.findOneByOrFail(Workstation, { roomId: room.id, label: 'PC 07' });

    await coordinator.post(`${base}/workstations/${seventh.id}`, { version: '1', label: 'PC 07', state: 'out-of-order', note: 'No enciende' });
    const broken = wordsOf(await coordinator.get(`${base}/rooms`));
    expect(broken).toContain('19 de 20 PC funcionan');
    expect(broken).toContain('PC 07 Malograda Desde el 23/11/2026 · No enciende');

    await coordinator.post(`${base}/workstations/${seventh.id}/repair`);
    expect(wordsOf(await coordinator.get(`${base}/rooms`))).toContain('20 de 20 PC funcionan');
    const { queries } = await countQueries(() => coordinator.get(`${base}/rooms`));
    expect(queries).toBeLessThanOrEqual(8);
  });

  it('says why PCs cannot be added', async () => {
    const room = await test.dataSource.manager.findOneByOrFail(Room, { name: 'Sala 1' });
    const answer = await coordinator.post(`${base}/rooms/${room.id}/workstations`, { prefix: 'PC', from: '15', to: '30' });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toContain('En esta sala ya hay una PC 15');
    const empty = await coordinator.post(`${base}/rooms/${room.id}/workstations`, { prefix: '😀', from: '1.5', to: '' });
    expect(wordsOf(empty)).toContain('Use solo letras');
    expect(wordsOf(empty)).toContain('Escriba solo números');
    expect((await coordinator.post(`${base}/rooms`, { name: 'SALA 1' })).status).toBe(422);
    expect((await coordinator.post(`${base}/rooms`, { name: 'x'.repeat(300) })).status).toBe(422);
  });

  it('sends a form twice and has one room', async () => {
    const form = { _key: 'the-same-key-twice', name: 'Sala 2' };
    const answers = [await coordinator.post(`${base}/rooms`, form), await coordinator.post(`${base}/rooms`, form)];
    expect(answers[1]?.headers.location).toBe(answers[0]?.headers.location);
    expect(await test.dataSource.manager.countBy(Room, { name: 'Sala 2' })).toBe(1);
  });

  it('keeps the opening hours of the week', async () => {
    const monday = { 'from-1-1': '9:00', 'to-1-1': '13:00', 'from-1-2': '15.00', 'to-1-2': '20:00' };
    const saved = await coordinator.post(`${base}/hours`, { ...monday, 'from-6-1': '09:00', 'to-6-1': '13:00', likeMonday: 'yes', stamp: '' });
    expect(saved.status).toBe(303);
    expect(await test.dataSource.manager.countBy(OpeningHours, { centreId: test.centre.id })).toBe(11);
    const page = await coordinator.get(`${base}/hours`);
    expect(page.text).toContain('name="from-5-2" value="15:00"');
    expect(wordsOf(page)).toContain('Día Primer horario Segundo horario lunes');
    expect(wordsOf(await coordinator.get(base))).toContain('09:00 a 13:00 y 15:00 a 20:00');
    const stale = await coordinator.post(`${base}/hours`, { ...monday, 'from-1-1': '08:00', stamp: '' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain('lun, mar, mié, jue y vie 09:00 a 13:00 y 15:00 a 20:00; sáb 09:00 a 13:00');
    expect(stale.text).toContain('name="from-1-1" value="08:00"');
    const stamp = /name="stamp" value="([^"]*)"/u.exec(stale.text)?.[1];
    expect((await coordinator.post(`${base}/hours`, { ...monday, 'from-1-1': '08:00', stamp })).status).toBe(303);
    const now = /name="stamp" value="([^"]*)"/u.exec((await coordinator.get(`${base}/hours`)).text)?.[1];
    const racing = await Promise.all(['07:00', '07:30', '08:30', '09:30'].map((from) => coordinator.post(`${base}/hours`, { ...monday, 'from-1-1': from, stamp: now })));
    expect(racing.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409]);
    await coordinator.post(`${base}/hours`, { ...monday, 'from-1-1': '08:00', stamp: /name="stamp" value="([^"]*)"/u.exec((await coordinator.get(`${base}/hours`)).text)?.[1] });
  });

  it('understands hours as people write them, and says a fault of both ends once', async () => {
    const stamp = /name="stamp" value="([^"]*)"/u.exec((await coordinator.get(`${base}/hours`)).text)?.[1];
    expect((await coordinator.post(`${base}/hours`, { 'from-1-1': '9am', 'to-1-1': '8pm', 'from-2-1': '9', 'to-2-1': '13', stamp })).status).toBe(303);
    const page = (await coordinator.get(`${base}/hours`)).text;
    for (const [field, value] of [['from-1-1', '09:00'], ['to-1-1', '20:00'], ['from-2-1', '09:00'], ['to-2-1', '13:00']]) {
      expect(page).toContain(`name="${field}" value="${value}"`);
    }
    const wrong = await coordinator.post(`${base}/hours`, { 'from-1-1': 'nueve', 'to-1-1': 'ocho' });
    expect(wrong.text.match(/href="#(from|to)-1-1"/g)).toHaveLength(1);
    expect(wrong.text.match(/Escriba la hora del lunes/g)).toHaveLength(2);
  });

  it('says what is wrong with hours, and keeps them', async () => {
    const answer = await coordinator.post(`${base}/hours`, {
      'from-1-1': '09:00', 'to-1-1': '13:00', 'from-1-2': '12:00', 'to-1-2': '18:00', 'from-2-1': '25:00', 'to-2-1': '',
    });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toContain('Escriba la hora del martes así');
    expect(answer.text).toContain('value="25:00"');
    const overlap = await coordinator.post(`${base}/hours`, { 'from-1-1': '09:00', 'to-1-1': '13:00', 'from-1-2': '12:00', 'to-1-2': '18:00' });
    expect(wordsOf(overlap)).toContain('El lunes se cruza con el horario de 09:00 a 13:00');
    expect(overlap.text).toContain('href="#from-1-2"');
  });

  it('takes over the holidays of Peru and corrects them', async () => {
    const page = await coordinator.get(`${base}/holidays?year=2026`);
    expect(wordsOf(page)).toContain('Viernes Santo viernes 3 de abril');
    const answer = await coordinator.post(`${base}/holidays/proposed`, { year: '2026', dates: ['2026-12-08', '2026-12-25', '2026-12-24'] });
    expect(answer.headers.location).toBe(`${base}/holidays?year=2026`);
    const days = await test.dataSource.manager.findBy(Holiday, { centreId: test.centre.id });
    expect(days.map(({ date, closed }) => [date, closed]).sort()).toEqual([['2026-12-08', true], ['2026-12-25', true]]);

    // What was left out is offered still, and not ticked any more.
    expect(page.text).toMatch(/value="2026-12-09" checked/);
    expect((await coordinator.get(`${base}/holidays?year=2026`)).text).toMatch(/value="2026-12-09"(?! checked)/);

    const eighth = days.find(({ date }) => date === '2026-12-08') as Holiday;
    await coordinator.post(`${base}/holidays/${eighth.id}/closing`, { version: '1', closed: 'no' });
    expect(wordsOf(await coordinator.get(`${base}/holidays`))).toContain('martes 8 de diciembre Abre igual');
    expect((await coordinator.post(`${base}/holidays/${eighth.id}/closing`, { version: '1', closed: 'yes' })).status).toBe(409);

    expect(wordsOf(await coordinator.get(`${base}/holidays/${eighth.id}/removal`))).toContain('volverá a ser un día como los demás');
    const late = await coordinator.post(`${base}/holidays/${eighth.id}/removal`, { version: '1' });
    expect([late.status, wordsOf(late)]).toEqual([409, expect.stringMatching(/Todavía no se quitó nada.*: Abre igual/u)]);
    expect(late.text).toContain('name="version" value="2"');
    expect((await coordinator.post(`${base}/holidays/${eighth.id}/removal`)).status).toBe(422);
    expect((await coordinator.post(`${base}/holidays/${eighth.id}/removal`, { version: '2' })).status).toBe(303);
    for (const again of [await coordinator.get(`${base}/holidays/${eighth.id}/removal`), await coordinator.post(`${base}/holidays/${eighth.id}/removal`, { version: '2' })]) {
      expect([again.status, again.headers.location]).toEqual([303, `${base}/holidays?year=2026`]);
    }
    expect(wordsOf(await coordinator.get(`${base}/holidays?year=2026`))).toContain('Eso ya se había quitado antes');
  });

  it('leads back from what was removed already only where it stood for whoever asks', async () => {
    const far = await test.addCentre(`Pachacámac ${engine}`);
    const theirs = await test.signIn('coordinator', { centre: far });
    const everywhere = await test.signIn('administrator', { everywhere: true });
    await theirs.post(`/centres/${far.id}/holidays`, { date: '15/06/2026', name: 'Aniversario', closed: 'yes' });
    const { id } = await test.dataSource.manager.findOneByOrFail(Holiday, { centreId: far.id });
    const strange = [`/centres/${far.id}/holidays/${id}/removal`, `${base}/holidays/${id}/removal`, `${base}/holidays/${newId()}/removal`];
    for (const path of strange) expect([path, (await coordinator.post(path, { version: '1' })).status]).toEqual([path, 404]);
    expect((await theirs.post(`/centres/${far.id}/holidays/${id}/removal`, { version: '1' })).status).toBe(303);
    for (const path of strange) expect([path, (await coordinator.post(path, { version: '1' })).status]).toEqual([path, 404]);
    for (const path of strange) expect([path, (await coordinator.get(path)).status]).toEqual([path, 404]);
    expect((await everywhere.post(`/centres/${far.id}/holidays/${id}/removal`, { version: '1' })).headers.location).toBe(`/centres/${far.id}/holidays?year=2026`);
  });

  it.each([
    ['a day that is not on the calendar', { date: '31/02/2026', name: 'Aniversario' }, 'Esa fecha no existe'],
    ['a day that is on the list', { date: '25/12/2026', name: 'Navidad' }, 'Ese día ya está en la lista'],
    ['a day without a reason', { date: '01/06/2026' }, 'Falta este dato'],
  ])('refuses %s', async (_, form, message) => {
    const answer = await coordinator.post(`${base}/holidays`, form);
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toContain(message);
    expect(answer.text).toContain(`value="${form.date}"`);
  });

  it('adds a day of its own', async () => {
    expect((await coordinator.post(`${base}/holidays`, { date: '1/6/2026', name: 'Aniversario del distrito', open: 'yes' })).status).toBe(303);
    expect(await test.dataSource.manager.findOneBy(Holiday, { date: '2026-06-01' })).toMatchObject({ name: 'Aniversario del distrito', closed: false });
  });

  it('leaves a trail of who did it', async () => {
    const entries = await test.dataSource.query<{ actorId: string }[]>(
      'SELECT actor_id AS actorId FROM audit_entries WHERE entity = ? AND centre_id = ?', ['holidays', test.centre.id]);
    expect(entries.length).toBeGreaterThan(3);
    expect(new Set(entries.map(({ actorId }) => actorId))).toEqual(new Set([coordinator.account?.id]));
  });
});

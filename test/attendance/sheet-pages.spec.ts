import { newId } from '../../src/shared/kernel/ids.js';
import { wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addClassroom, type Classroom } from './classroom.js';
import { withSessions } from './session-at-hand.js';

const HOUR = 3_600_000;

describe.each(ENGINES)('the sheet of paper on %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let trainer: Visitor;
  let count: number;
  const { url, queriesOf } = withSessions(engine, (atHand) => ({ test, room, trainer, count } = atHand));

  const codeOf = async (): Promise<string> => /register-sheet__code">[^<]*<strong>(\w+)/.exec((await trainer.get(url('sheet'))).text)?.[1] ?? '';
  const marks = async (): Promise<Record<string, string>> => {
    const rows = await test.dataSource.query<{ personId: string; status: string; minutes: number | null; reason: string | null }[]>(
      'SELECT person_id AS personId, status, minutes, reason FROM attendance_marks WHERE session_id = ?', [room.session.id]);
    return Object.fromEntries(rows.map((row) => [room.people.findIndex(({ id }) => id === row.personId) + 1, [row.status, row.minutes, row.reason].filter((part) => part !== null).join(' ')]));
  };

  it('is printed with names, numbers and boxes before the session', async () => {
    test.clock.advance(-48 * HOUR);
    const sheet = wordsOf(await trainer.get(url('sheet')));
    expect(sheet).toMatch(/N\.º Apellidos y nombres P Presente T Tarde S Salió antes J Justificada A Ausente Minutos o motivo Firma o huella 1 Alva, Rosa María/);
    expect(await codeOf()).toMatch(/^[A-Z]{3}$/);
  });

  it('is keyed in by the numbers of the exceptions', async () => {
    const done = await trainer.post(url('sheet-entry'), { sheet: (await codeOf()).toLowerCase(), codes: '3 7, T5:10, J8: cita médica' });
    expect([done.status, done.headers.location]).toEqual([303, url('register')]);
    expect(wordsOf(await trainer.get(url('register')))).toContain('Asistencia guardada: 4 presentes, 1 tarde, 1 justificada y 2 ausentes.');
    expect(await marks()).toEqual({ 1: 'present', 2: 'present', 3: 'absent', 4: 'present', 5: 'late 10', 6: 'present', 7: 'absent', 8: 'excused cita médica' });
  });

  it('shows who the numbers are before it is saved', async () => {
    const page = await trainer.get(`${url('sheet-entry')}?sheet=${await codeOf()}&codes=${encodeURIComponent('3 7, T5:10')}`);
    expect(page.status).toBe(200);
    expect(wordsOf(page)).toMatch(/3\. Cárdenas, Rosa María Ausente .*5\. Chávez, Luis Alberto Tarde, 10 minutos .*7\. Flores, Rosa María Ausente Las demás, 5 personas, presentes\./);
    expect(page.text).toMatch(/method="post"[^>]*sheet-entry/);
    expect(await marks()).toEqual({});
    const wrong = await trainer.get(`${url('sheet-entry')}?sheet=${await codeOf()}&codes=90`);
    expect([wrong.status, wordsOf(wrong).includes('El número 90 no está en la lista')]).toEqual([422, true]);
    expect((await trainer.get(`${url('sheet-entry')}?sheet=ABC&codes=3%207&change=yes`)).text).toContain('value="3 7"');
  });

  it('shows the marks that are there already, and lets the sheet or the mark stand', async () => {
    const code = await codeOf();
    await trainer.postJson(url('register'), { marks: [2, 4, 6].map((number) => ({
      seen: `${room.people[number - 1]?.id} 0`, status: { 2: 'absent', 4: 'late', 6: 'absent' }[number], minutes: number === 4 ? '15' : undefined,
    })) });
    const page = await trainer.get(`${url('sheet-entry')}?sheet=${code}&codes=${encodeURIComponent('3 T6:5')}`);
    const words = wordsOf(page);
    expect(words).toMatch(/3\. [^.]* Ausente 6\. [^.]* Tarde, 5 minutos \(ya estaba: Ausente\) Las demás, 4 personas, presentes\./);
    expect(words).toMatch(/ya tenían una marca.*2\. .*Ya estaba: Ausente 4\. .*Ya estaba: Tarde, 15 minutos/);
    const done = await trainer.post(url('sheet-entry'), { sheet: code, codes: '3 T6:5', came: [room.people[1]?.id as string] });
    expect(done.status).toBe(303);
    expect(await marks()).toMatchObject({ 1: 'present', 2: 'present', 3: 'absent', 4: 'late 15', 5: 'present', 6: 'late 5' });
  });

  it('has numbers on its blank rows, and says how somebody gets in who stands there', async () => {
    expect(wordsOf(await trainer.get(url('sheet')))).toMatch(/8 García, Rosa María 9 10 11/);
    const failed = await trainer.post(url('sheet-entry'), { sheet: await codeOf(), codes: '3 9' });
    expect(wordsOf(failed)).toContain('El número 9 es de alguien que se anotó a mano.');
    expect(wordsOf(failed)).toContain('Nombres de quienes se anotaron a mano');
  });

  it('is keyed in with the names written by hand, of whom somebody says who they are', async () => {
    const form = { sheet: await codeOf(), codes: '3', walkIns: 'Zegarra Oré, Flor\r\n\r\nuna vecina de Rosa' };
    const check = await trainer.get(`${url('sheet-entry')}?${new URLSearchParams(form).toString()}`);
    expect(wordsOf(check)).toMatch(/Vinieron sin estar en la lista Zegarra Oré, Flor una vecina de Rosa/);
    const done = await trainer.post(url('sheet-entry'), form);
    expect([done.status, done.headers.location]).toEqual([303, url('walk-ins')]);
    expect(wordsOf(await trainer.get(url('register')))).toContain('Vinieron 2 personas por identificar');

    const other = await addClassroom(test, { count: 1, name: `Otro ${count}` });
    const flor = await other.join('Zegarra Oré', 'Flor');
    const [asked] = /walk-ins\/[0-9a-f-]{36}/.exec((await trainer.get(url('walk-ins'))).text) ?? [];
    const found = await trainer.get(url(asked as string));
    expect(found.text).toContain(`href="${url(asked as string)}?person&#x3D;${flor.id}"`);
    expect(await queriesOf(url(asked as string))).toBeLessThanOrEqual(8);
    expect(wordsOf(await trainer.get(`${url(asked as string)}?person=${flor.id}`))).toContain('Zegarra Oré, Flor quedará como presente en esta sesión.');
    const settled = await trainer.post(url(asked as string), { person: flor.id });
    expect([settled.status, settled.headers.location]).toEqual([303, url('walk-ins')]);
    expect(wordsOf(await trainer.get(url('walk-ins')))).toMatch(/una vecina de Rosa .*Zegarra Oré, Flor todavía no está en el curso Inscribir/);
    expect(wordsOf(await trainer.get(url('register')))).toMatch(/Vino 1 persona por identificar/);
    const [mark] = await test.dataSource.query<{ status: string }[]>(
      'SELECT status FROM attendance_marks WHERE session_id = ? AND person_id = ?', [room.session.id, flor.id]);
    expect(mark?.status).toBe('present');
    expect((await trainer.post(url(asked as string), { person: flor.id })).status).toBe(404);
  });

  it('leads back to the session whoever is registered because she came to it', async () => {
    await trainer.post(url('walk-ins'), { name: 'Olinda Yauri' });
    const [asked] = /walk-ins\/[0-9a-f-]{36}/.exec((await trainer.get(url('walk-ins'))).text) ?? [];
    const address = /href="(\/people\/new\?[^"]+)"/.exec((await trainer.get(url(asked as string))).text)?.[1]?.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') as string;
    const page = await trainer.get(address);
    expect(page.text).toContain(`<a class="button button--quiet" href="${url(asked as string)}"`);
    const hidden = Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(session|walkIn)" value="([^"]+)">/g)].map(([, name, value]) => [name, value]));
    const failed = await trainer.post('/people', { ...hidden, surnames: 'Yauri', givenNames: '' });
    expect(failed.status).toBe(422);
    expect(failed.text).toContain(`name="session" value="${room.session.id}"`);
    const registered = await trainer.post('/people', { ...hidden, surnames: 'Yauri Tello', givenNames: 'Olinda', birth: '1961' });
    expect(registered.status).toBe(303);
    expect(registered.headers.location).toMatch(new RegExp(`^${url(asked as string)}\\?person=[0-9a-f-]{36}$`));
    expect(wordsOf(await trainer.get(registered.headers.location as string))).toContain('Yauri Tello, Olinda quedará como presente en esta sesión.');
  });

  it('refuses as a walk-in who stands in the list, a stranger, and a closed register', async () => {
    const noted = await trainer.post(url('walk-ins'), { name: 'Rosa' });
    const path = noted.headers.location as string;
    const listed = await trainer.post(path, { person: room.people[0]?.id });
    expect([listed.status, wordsOf(listed).includes('Esa persona ya está en la lista de esta sesión.')]).toEqual([422, true]);
    expect((await trainer.post(path, { person: newId() })).status).toBe(404);
    expect((await trainer.post(url('walk-ins'), { name: '' })).status).toBe(422);
    expect((await trainer.post(url('walk-ins'), { name: '31/02/2026' })).status).toBe(422);
    expect((await trainer.post(url('sheet-entry'), { sheet: await codeOf(), codes: '3', walkIns: 'x'.repeat(121) })).status).toBe(422);
    expect((await trainer.post(`${path}/removal`)).status).toBe(303);
    for (const late of [await trainer.get(path), await trainer.post(`${path}/removal`)]) expect([late.status, late.headers.location]).toEqual([303, url('walk-ins')]);
    test.clock.advance(30 * 24 * HOUR);
    const later = await test.signIn('trainer');
    expect((await later.post(url('walk-ins'), { name: 'Tarde' })).status).toBe(422);
    expect((await later.get(url('walk-ins'))).text).not.toContain('name="name"');
  });

  it('is answered alike when it is sent twice', async () => {
    const form = { _key: newId(), sheet: await codeOf(), codes: '3' };
    expect((await trainer.post(url('sheet-entry'), form)).status).toBe(303);
    expect((await trainer.post(url('sheet-entry'), form)).status).toBe(303);
    const late = await trainer.post(url('sheet-entry'), { ...form, _key: newId(), codes: '4' });
    expect([late.status, wordsOf(late).includes('Esta asistencia ya está guardada.')]).toEqual([422, true]);
    expect(await marks()).toMatchObject({ 3: 'absent', 4: 'present' });
  });

  it('of another list is refused, and of a list that changed since', async () => {
    const code = await codeOf();
    // Of 4,096 lists one has the same three letters.
    do await room.join('Abad', 'Primera'); while (await codeOf() === code);
    const failed = await trainer.post(url('sheet-entry'), { sheet: code, codes: '3' });
    expect(failed.status).toBe(422);
    expect(wordsOf(failed)).toContain(`si los números coinciden, escriba ${await codeOf()}`);
    expect(await marks()).toEqual({});
  });

  it.each([
    ['nothing', '', 'Escriba los números de quienes faltaron, o 0 si nadie faltó'],
    ['a number that is not there', '3 90', 'El número 90 no está en la lista, que va del 1 al 8'],
    ['a number twice', '3 A3', 'El número 3 está dos veces'],
    ['words', 'todas', 'No se entiende «todas»'],
    ['an excuse without a reason', 'J3', 'Escriba el motivo de la justificación'],
    ['more minutes than there are', 'T3:95', 'Escriba los minutos con números, de 1 a 89'],
  ])('says what is wrong with %s', async (_, codes, text) => {
    const failed = await trainer.post(url('sheet-entry'), { sheet: await codeOf(), codes });
    expect([failed.status, wordsOf(failed).includes(text)]).toEqual([422, true]);
    expect(await marks()).toEqual({});
  });
});

import { Call } from '../../src/attendance/call.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { Membership } from '../../src/organisations/membership.entity.js';
import { Organisation } from '../../src/organisations/organisation.entity.js';
import { AuditEntry } from '../../src/shared/database/audit-entry.entity.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { TEST_NOW, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { sessionOf, type Classroom } from './classroom.js';
import { withSessions } from './session-at-hand.js';

describe.each(ENGINES)('the call list on %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let trainer: Visitor;
  let count: number;
  const { save, queriesOf } = withSessions(engine, (atHand) => ({ test, room, trainer, count } = atHand));

  const organisationOf = async (members: [number, string, boolean][]): Promise<void> => {
    const organisation: Organisation = {
      id: newId(), centreId: test.centre.id, registerNumber: null, name: `Comedor Popular Oasis ${count}`, searchName: `comedor oasis ${count}`,
      type: 'soup_kitchen', sector: null, district: null, address: null, recognisedOn: null, mandateEndsOn: null, createdAt: TEST_NOW, version: 1,
    };
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Organisation, organisation);
      await tx.insert(Membership, members.map(([person, post, board]) => ({
        id: newId(), personId: room.people[person]?.id, organisationId: organisation.id, post, board, createdAt: TEST_NOW,
      })));
      await tx.execute('UPDATE persons SET phone = NULL WHERE id = ?', [room.people[members[0]?.[0] ?? 0]?.id]);
      await tx.execute('UPDATE persons SET phone = ? WHERE id = ?', ['912345678', room.people[members[1]?.[0] ?? 0]?.id]);
    }, { actor: SYSTEM });
  };

  it('says so of a day that there is not, and shows today', async () => {
    const page = await trainer.get('/calls?date=31/02/2026');
    expect(page.status).toBe(422);
    expect(wordsOf(page)).toMatch(/Esa fecha no existe\. Este es el día de hoy\. .*hoy, lunes 23 de noviembre/);
  });

  it('names who missed with her phone, or somebody of her organisation', async () => {
    await organisationOf([[2, 'member', false], [5, 'president', true]]);
    await save({ 1: 'absent', 2: 'absent', 3: 'excused' });
    const words = wordsOf(await trainer.get('/calls'));
    expect(words).toContain('Faltaron hoy, lunes 23 de noviembre');
    expect(words).toMatch(new RegExp(`Apaza, Rosa María Faltó al Grupo ${count} de las 10:00 987 654 321 Por llamar`));
    expect(words).toContain(`Sin celular. Pregunte por su falta a Condori, Rosa María, presidenta de Comedor Popular Oasis ${count} 912 345 678`);
    expect(words).not.toContain('Ccori');
    expect(await queriesOf('/calls')).toBeLessThanOrEqual(8);
  });

  it('offers no number of who did not agree to be called, nor of a delegate who did not', async () => {
    await organisationOf([[2, 'member', false], [5, 'president', true]]);
    const consents = (sql: string, person: number): Promise<unknown> => test.unitOfWork.run(
      (tx) => tx.execute(`${sql} WHERE person_id = ?`, [room.people[person]?.id]), { actor: SYSTEM });
    await consents("UPDATE consents SET covers = '[\"training\",\"reports\"]'", 1);
    await consents('UPDATE consents SET withdrawn_at = 1', 4);
    await consents("UPDATE consents SET covers = '[\"training\",\"reports\"]'", 5);
    await save({ 1: 'absent', 2: 'absent', 4: 'absent' });
    const words = wordsOf(await trainer.get('/calls'));
    const nobody = 'Nadie de su organización tiene un celular al que se pueda llamar. Pregunte en su grupo.';
    expect(words).toMatch(new RegExp(`Apaza, Rosa María [^·]*? No autoriza llamadas. ${nobody}`));
    expect(words).toMatch(new RegExp(`Chávez, Luis Alberto [^·]*? No autoriza llamadas. ${nobody}`));
    expect(words).toMatch(new RegExp(`Cárdenas, Rosa María [^·]*? Sin celular. ${nobody}`));
    expect((await trainer.get('/calls')).text).not.toContain('tel:');
    expect((await trainer.post('/calls/exports')).text).toContain('Apaza, Rosa María;No autoriza llamadas.;');
    const impossible = await trainer.post('/calls/exports?date=2026-02-31');
    expect([impossible.status, wordsOf(impossible)]).toEqual([422, expect.stringContaining('Esa fecha no existe') as string]);
    expect(await queriesOf('/calls')).toBeLessThanOrEqual(8);
  });

  it('has on the home as many as are still to be called, of earlier days too', async () => {
    const before = sessionOf(room.group, { date: '2026-11-20' });
    await test.unitOfWork.run((tx) => tx.insert(Session, before), { actor: SYSTEM });
    const missing = [1, 2, 3].map((index) => ({ seen: `${room.people[index]?.id} 0`, status: 'absent' }));
    // Keyed in the next school day, from paper.
    await trainer.postJson(`/sessions/${before.id}/register`, { marks: missing, complete: 'yes' });
    const call = (index: number, outcome: string) => trainer.post('/calls', { sessionId: before.id, personId: room.people[index]?.id, outcome });
    expect(wordsOf(await trainer.get('/'))).toMatch(/Llamadas por hacer .* 3/);
    await call(1, 'no_answer');
    expect(wordsOf(await trainer.get('/'))).toMatch(/Llamadas por hacer .* 3/);
    await call(2, 'reached');
    expect(wordsOf(await trainer.get('/'))).toMatch(/Llamadas por hacer Personas que faltaron en los últimos 7 días 2/);
    const open = [...(await trainer.get('/calls')).text.matchAll(/id="call-/g)];
    expect(open).toHaveLength(2);
  });

  it('keeps what came of a call, once, and puts her last', async () => {
    await save({ 1: 'absent', 4: 'absent' });
    const form = { _key: newId(), sessionId: room.session.id, personId: room.people[1]?.id, outcome: 'reached', note: 'Vuelve el miércoles' };
    expect((await trainer.post('/calls', form)).headers.location).toBe('/calls');
    await trainer.post('/calls', form);
    expect(await test.dataSource.manager.countBy(Call, { sessionId: room.session.id })).toBe(1);
    const words = wordsOf(await trainer.get('/calls'));
    expect(words).toContain('Llamada anotada.');
    expect(words).toMatch(/Chávez, Luis Alberto .* Por llamar .* Apaza, Rosa María .* Listo Hablamos el 23\/11\/2026 a las 10:00, Julia Condori: Vuelve el miércoles/);
    expect(wordsOf(await trainer.get('/'))).toMatch(/Llamadas por hacer Personas que faltaron en los últimos 7 días 1/);
  });

  it('refuses a call without an outcome, and one about nobody', async () => {
    await save({ 1: 'absent' });
    const long = await trainer.post('/calls', { sessionId: room.session.id, personId: room.people[1]?.id, outcome: 'reached', note: `Dijo que ${'mañana '.repeat(50)}` });
    expect([long.status, long.text.includes('<details class="more call__note no-print" open>'), long.text.match(/mañana mañana/gu)?.length, wordsOf(long).includes('Escriba como máximo 300 letras')]).toEqual([422, true, 25, true]);
    const failed = await trainer.post('/calls', { sessionId: room.session.id, personId: room.people[1]?.id });
    expect([failed.status, wordsOf(failed).includes('Elija cómo terminó la llamada')]).toEqual([422, true]);
    expect((await trainer.post('/calls', { sessionId: room.session.id, personId: newId(), outcome: 'reached' })).status).toBe(404);
  });

  it('goes on asking for who was not reached, and counts absences in a row', async () => {
    const before = sessionOf(room.group, { date: '2026-11-20' });
    await test.unitOfWork.run((tx) => tx.insert(Session, before), { actor: SYSTEM });
    await trainer.postJson(`/sessions/${before.id}/register`, { marks: [{ seen: `${room.people[1]?.id} 0`, status: 'absent' }, { seen: `${room.people[2]?.id} 0`, status: 'absent' }] });
    const earlierAlone = await trainer.get('/calls');
    expect(wordsOf(earlierAlone)).toMatch(/Faltaron en los últimos 7 días Apaza, Rosa María .*Cárdenas, Rosa María/);
    expect(earlierAlone.text).toContain('action="/calls/exports?date&#x3D;2026-11-23"');
    await save({ 1: 'absent' });
    const words = wordsOf(await trainer.get('/calls'));
    expect(words).toMatch(/Apaza, Rosa María Faltó al Grupo \d+ de las 10:00 · 2 faltas seguidas/);
    // She came today: nobody needs to ask where she was.
    expect(words).not.toContain('Cárdenas');
    const csv = (await trainer.post('/calls/exports')).text;
    expect(csv).toContain(`Apaza, Rosa María;987 654 321;;;Grupo ${count};23/11/2026;2;Por llamar;`);
    // A coach calls, and takes no list of telephones away; whoever does stands in the trail.
    const coach = await test.signIn('coach');
    expect(wordsOf(await coach.get('/calls'))).toContain('987 654 321');
    expect((await coach.get('/calls')).text).not.toContain('/calls/exports');
    expect((await coach.post('/calls/exports')).status).toBe(403);
    const taken = await test.dataSource.manager.findBy(AuditEntry, { entity: 'taken_lists', actorId: trainer.account?.id });
    expect(taken.map(({ valuesAfter }) => valuesAfter)).toContainEqual({ list: 'calls', about: '23/11/2026', rows: expect.any(Number) as number });
  });
});

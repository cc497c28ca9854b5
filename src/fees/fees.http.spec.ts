import { addClassroom } from '../../test/attendance/classroom.js';
import { addEdition, chargesOf, comeBack, enrol, enrolmentIn, feeFaults, pay, withdraw } from '../../test/fees/fee-story.js';
import { tellEdition, type EditionStory } from '../../test/groups/edition-story.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import type { Edition } from '../courses/edition.entity.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { FeeRule } from './fee-rule.entity.js';
import { postponeUntilSeated } from './follow-enrolments.js';
import { TillRepository } from './till.repository.js';
import { Waiver } from './waiver.entity.js';

describe.each(ENGINES)('fees, %s', (engine) => {
  let test: TestApp;
  let trainer: Visitor;
  let treasurer: Visitor;
  let coordinator: Visitor;
  let administrator: Visitor;
  let story: EditionStory;
  let overdue: Edition;
  let ids: Id[];

  beforeAll(async () => {
    test = await startApp({ engine });
    [trainer, treasurer, coordinator, administrator] = [
      await test.signIn('trainer'), await test.signIn('treasurer'), await test.signIn('coordinator'), await test.signIn('administrator'),
    ];
    story = await tellEdition(test, { people: 8 });
    overdue = await addEdition(test, story.edition, { startsOn: '2026-09-01', name: 'Curso de setiembre', freeWithdrawalDays: 7 });
    ids = story.people.map(({ id }) => id);
    await enrol(test, story.edition, ...ids.slice(0, 6));
    await enrol(test, overdue, ids[0] as Id);
    await test.unitOfWork.run((tx) => tx.execute("UPDATE charges SET due_on = '2026-09-08' WHERE edition_id = ?", [overdue.id]), { actor: { accountId: null, centreId: null } });
  });
  afterAll(async () => {
    expect(await feeFaults(test, test.centre.id)).toEqual([]);
    await test.close();
  });

  const chargeId = async (index: number): Promise<Id> => (await chargesOf(test, ids[index] as Id, story.edition.id))[0]?.id as Id;

  it('stand on the page of a person: what she owes for a trainer, all of it for who reads the money', async () => {
    await pay(test, await chargeId(1), 400);
    const taught = wordsOf(await trainer.get(`/people/${ids[1]}`));
    expect(taught).toContain('Debe S/ 6.00, tiene plazo hasta el 07/12/2026');
    expect(taught).not.toContain('pagó');
    expect(wordsOf(await treasurer.get(`/people/${ids[1]}`))).toContain('Cuota S/ 10.00 · pagó S/ 4.00 · Debe S/ 6.00');
    expect(wordsOf(await treasurer.get(`/people/${ids[1]}/fees`))).toMatch(/Cuota por inscripción S\/ 10\.00.*Pago -S\/ 4\.00/);
    const collects = await Promise.all([treasurer, coordinator].map(async (viewer) => (await viewer.get(`/people/${ids[1]}/fees`)).text.includes(`href="/till?person&#x3D;${ids[1]}">Cobrar</a>`)));
    expect(collects).toEqual([true, false]);
    expect((await trainer.get(`/people/${ids[1]}/fees`)).status).toBe(404);
  });

  it('are on her own home in words that shame nobody, and on nobody else\'s', async () => {
    const learner = await test.signIn('learner', { personId: ids[2] as Id });
    const own = wordsOf(await learner.get('/'));
    expect(own).toContain('Mi cuota');
    expect(own).toContain('puede pedir una exoneración');
    const other = await test.signIn('learner', { personId: ids[7] as Id });
    expect(wordsOf(await other.get('/'))).not.toContain('Mi cuota');
    for (const path of ['/arrears', '/waivers', `/people/${ids[2]}/fees`, `/charges/${await chargeId(2)}/waiver`]) expect([403, 404]).toContain((await learner.get(path)).status);
  });

  it('are waived on request: asked by a trainer, decided by the coordination', async () => {
    const id = await chargeId(3);
    const path = `/charges/${id}/waiver`;
    const empty = await trainer.post(path, { cents: '10,001' });
    expect([empty.status, wordsOf(empty).includes('Elija por qué')]).toEqual([422, true]);
    const above = await trainer.post(path, { cents: '10.01', reason: 'hardship' });
    expect([above.status, wordsOf(above).includes('como máximo S/ 10.00')]).toEqual([422, true]);
    expect((await trainer.post(path, { cents: '10,00', reason: 'hardship' })).headers.location).toBe(`/people/${ids[3]}`);
    expect(wordsOf(await trainer.post(path, { cents: '5', reason: 'illness' }))).toContain('Ya se pidió una exoneración');
    expect(wordsOf(await coordinator.get('/'))).toContain('Exoneraciones por decidir');
    const waiver = await test.dataSource.manager.findOneByOrFail(Waiver, { chargeId: id });
    expect((await trainer.post(`/waivers/${waiver.id}/grant`, { cents: '10' })).status).toBe(404);
    expect(wordsOf(await coordinator.get(`/waivers/${waiver.id}`))).toContain('Quedan S/ 200.00');
    const form = { cents: '6.00', _key: newId() };
    expect([(await coordinator.post(`/waivers/${waiver.id}/grant`, form)).status, (await coordinator.post(`/waivers/${waiver.id}/grant`, form)).status]).toEqual([303, 303]);
    expect(await test.dataSource.manager.findOneBy(Waiver, { id: waiver.id })).toMatchObject({ state: 'granted', cents: 600, decidedBy: coordinator.account?.id, grantedMonth: '2026-11' });
    expect((await chargesOf(test, ids[3] as Id))[0]?.openCents).toBe(400);
    expect(wordsOf(await coordinator.post(`/waivers/${waiver.id}/refusal`, { refusal: 'No' }))).toContain('ya se concedió');
  });

  it('are not waived where the month has nothing left, in words that name it', async () => {
    expect((await administrator.post('/ledger/settings', { waiverCeiling: '8,00', expenseApproval: '200', decision: 'Acta 12', version: '0' })).status).toBe(303);
    const refused = await coordinator.post(`/charges/${await chargeId(4)}/waiver`, { cents: '10', reason: 'unemployed' });
    expect([refused.status, wordsOf(refused).includes('Este mes quedan S/ 2.00')]).toEqual([422, true]);
    expect((await trainer.post(`/charges/${await chargeId(5)}/waiver`, { cents: '1', reason: 'unemployed' })).status).toBe(303);
    expect((await coordinator.post(`/charges/${await chargeId(4)}/waiver`, { cents: '2', reason: 'unemployed' })).headers.location).toBe(`/people/${ids[4]}/fees`);
    // With nothing left nobody is asked for what would be refused; what was asked for may still be refused.
    const none = await coordinator.get(`/charges/${await chargeId(4)}/waiver`);
    expect([wordsOf(none).includes('En noviembre de 2026 ya se exoneró todo el tope del mes, S/ 8.00'), none.text.includes('name="cents"')]).toEqual([true, false]);
    const asked = await test.dataSource.manager.findOneByOrFail(Waiver, { state: 'requested' });
    const { text } = await coordinator.get(`/waivers/${asked.id}`);
    expect([text.includes('ya se exoneró todo el tope del mes'), text.includes('name="cents"'), text.includes('name="refusal"')]).toEqual([true, false, true]);
    expect((await coordinator.post(`/waivers/${asked.id}/refusal`, { refusal: 'Se acabó el tope' })).status).toBe(303);
  });

  it('leave as a list of what was waived and refused, and the trail says so', async () => {
    expect((await treasurer.get('/waivers')).text).toContain('action="/waivers/exports"');
    const { text } = await treasurer.post('/waivers/exports', { as: 'csv' });
    expect(text).toMatch(/;6;[^;]+;;23\/11\/2026;[^;]+;Concedida;23\/11\/2026;[^;]+;\r/u);
    expect(text).toMatch(/;1;[^;]+;;23\/11\/2026;[^;]+;No concedida;23\/11\/2026;[^;]+;Se acabó el tope\r/u);
    expect(wordsOf(await (await test.signIn('administrator', { everywhere: true })).get('/audit?entity=taken_lists'))).toContain('Exoneraciones');
    for (const stranger of [trainer, await test.signIn('learner', { personId: ids[1] as Id })]) expect([403, 404]).toContain((await stranger.post('/waivers/exports', { as: 'csv' })).status);
  });

  it('of an edition have a rule in plain words', async () => {
    const path = `/editions/${story.edition.id}/fee`;
    expect((await trainer.get(`/editions/${story.edition.id}`)).text).toContain(`href="${path}"`);
    expect(wordsOf(await trainer.get(path))).toMatch(/hasta el 7 de diciembre de 2026 \(7 días después del inicio\) no debe nada.*Nadie se queda fuera/);
    const wrong = await trainer.post(path, { free: 'days', dueDays: '-1', version: '0' });
    expect([wrong.status, wordsOf(wrong).includes('Escriba cuántos días')]).toEqual([422, true]);
    expect((await treasurer.post(path, { free: 'always', dueDays: '3', version: '0' })).status).toBe(404);
    expect((await trainer.post(path, { free: 'always', dueDays: '3', version: '0' })).status).toBe(303);
    expect(await test.dataSource.manager.findOneBy(FeeRule, { editionId: story.edition.id })).toMatchObject({ freeWithdrawalDays: null, dueDays: 3 });
    expect((await chargesOf(test, ids[5] as Id))[0]?.dueOn).toBe('2026-12-07');
  });

  it('say what becomes of them before somebody withdraws', async () => {
    const page = async (edition: Edition, index: number): Promise<string> => (
      wordsOf(await trainer.get(`/enrolments/${(await enrolmentIn(test, edition, ids[index] as Id)).id}/withdrawal`)));
    expect(await page(story.edition, 5)).toContain('No deberá nada');
    expect(await page(story.edition, 1)).toContain('Lo que ya pagó, S/ 4.00, queda como saldo a su favor');
    expect(await page(overdue, 0)).toContain('terminó el 08/09/2026: su cuota se mantiene y debe S/ 10.00');
  });

  it('that are owed are listed by age, by edition, and taken away as a file', async () => {
    const all = wordsOf(await treasurer.get('/arrears'));
    expect(all).toMatch(/De 61 a 90 días S\/ 10\.00/);
    expect(wordsOf(await treasurer.get('/arrears?band=to-90'))).toContain('76 días');
    expect(wordsOf(await treasurer.get('/arrears?band=older'))).toContain('No hay cuotas por cobrar aquí');
    expect(wordsOf(await treasurer.get(`/arrears?edition=${overdue.id}`))).toContain('Total S/ 10.00');
    expect((await treasurer.get('/arrears?edition=x&band=nonsense&page=-4')).status).toBe(200);
    const file = await treasurer.post('/arrears/exports?band=to-90', { as: 'csv' });
    expect(file.text.split('\r\n').slice(0, 2)).toEqual([expect.stringContaining('Debe'), expect.stringMatching(/Curso de setiembre.*10.*08\/09\/2026.*76/)]);
    expect((await trainer.get('/arrears')).status).toBe(403);
  });

  it('are not owed while somebody waits for a seat; who gets one late has until that day', async () => {
    const id = ids[0] as Id;
    const enrolment = await enrolmentIn(test, overdue, id);
    await test.unitOfWork.run((tx) => tx.update(Enrolment, enrolment, { status: 'waiting', waitingReason: 'came-later' }), { actor: SYSTEM });
    expect(wordsOf(await trainer.get(`/people/${id}`))).toContain('Debe S/ 10.00 cuando tenga un lugar');
    expect((await treasurer.get('/arrears?edition=ended')).text).not.toContain(`/people/${id}/fees`);
    expect(wordsOf(await treasurer.get(`/people/${id}/fees`))).not.toContain('Plazo vencido');
    expect((await test.app.get(TillRepository).debtor(test.centre.id, id)).charges.map(({ waiting }) => waiting)).toContain(true);
    await test.unitOfWork.run(async (tx) => {
      const seated = await tx.update(Enrolment, await tx.manager.findOneByOrFail(Enrolment, { id: enrolment.id }), { status: 'enrolled', waitingReason: null });
      await postponeUntilSeated(tx, [seated]);
    }, { actor: SYSTEM });
    const [charge] = await chargesOf(test, id, overdue.id);
    expect(charge?.dueOn).toBe('2026-11-23');
    await test.unitOfWork.run((tx) => tx.execute("UPDATE charges SET due_on = '2026-09-08' WHERE id = ?", [charge?.id]), { actor: SYSTEM });
  });

  it('are not asked for on her own home while she waits', async () => {
    const before = await enrolmentIn(test, story.edition, ids[5] as Id);
    const waits = await test.unitOfWork.run((tx) => tx.update(Enrolment, before, { status: 'waiting', waitingReason: 'came-later' }), { actor: SYSTEM });
    const own = wordsOf(await (await test.signIn('learner', { personId: ids[5] as Id })).get('/'));
    expect(own).toContain('Todavía no tiene que pagarla');
    expect(own).not.toContain('Puede pagarla en la mesa');
    await test.unitOfWork.run((tx) => tx.update(Enrolment, waits, { status: 'enrolled', waitingReason: null }), { actor: SYSTEM });
  });

  it('that are owed for editions that are over are one choice, and each edition a link in the list', async () => {
    const end = (day: string): Promise<unknown> => test.unitOfWork.run((tx) => tx.execute('UPDATE editions SET ends_on = ? WHERE id = ?', [day, overdue.id]), { actor: { accountId: null, centreId: null } });
    await end('2026-11-22');
    const all = await treasurer.get('/arrears');
    expect([all.text.includes(`<option value="${overdue.id}"`), all.text.includes('<option value="ended"'), all.text.includes(`<option value="${story.edition.id}"`)]).toEqual([false, true, true]);
    expect(all.text.replaceAll('&#x3D;', '=')).toContain(`href="/arrears?edition=${overdue.id}"`);
    const over = await treasurer.get('/arrears?edition=ended&band=to-90');
    expect(wordsOf(over)).toMatch(/Total S\/ 10\.00.*Curso de setiembre/);
    expect(over.text).toMatch(/<option value="ended" selected/);
    expect(over.text.replaceAll('&#x3D;', '=')).toContain('href="/arrears?edition=ended&amp;band=older"');
    expect((await treasurer.post('/arrears/exports?edition=ended', { as: 'csv' })).text.trim().split('\r\n')).toHaveLength(2);
    // The one that is looked at keeps its name.
    expect((await treasurer.get(`/arrears?edition=${overdue.id}`)).text).toMatch(new RegExp(`<option value="${overdue.id}" selected`));
    await end('2027-01-22');
  });

  it('that are overdue have a line in the call list, and nowhere near a register', async () => {
    const { session, group, people } = await addClassroom(test, { count: 2 });
    await enrol(test, overdue, ...people.map(({ id }) => id)).catch(() => undefined);
    await test.unitOfWork.run((tx) => tx.execute("UPDATE charges SET due_on = '2026-09-08' WHERE edition_id = ?", [overdue.id]), { actor: { accountId: null, centreId: null } });
    await trainer.postJson(`/sessions/${session.id}/register`, { marks: [{ seen: `${people[1]?.id} 0`, status: 'absent' }] });
    const { result, queries } = await countQueries(() => trainer.get('/calls'));
    expect([wordsOf(result).includes('Debe S/ 10.00 desde el 08/09/2026'), queries <= 8]).toEqual([true, true]);
    for (const path of [`/sessions/${session.id}/register`, `/groups/${group.id}`, `/editions/${overdue.id}/enrolments`]) {
      expect([path, /Debe S\/|cuotas? por cobrar/i.test(wordsOf(await trainer.get(path)))]).toEqual([path, false]);
    }
  });

  it('say that she withdrew from the course, to the staff and to herself', async () => {
    const who = ids[0] as Id;
    await withdraw(test, overdue, who);
    const said = 'se retiró del curso el 23/11/2026';
    for (const [visitor, path] of [[coordinator, `/people/${who}/fees`], [treasurer, `/people/${who}/fees`], [trainer, `/people/${who}`]] as const) {
      expect(wordsOf(await visitor.get(path))).toMatch(new RegExp(`${said} · Debe S/ 10\\.00 desde el 08/09/2026`, 'u'));
    }
    const own = wordsOf(await (await test.signIn('learner', { personId: who })).get('/'));
    expect(own).toContain('Usted se retiró de este curso el 23/11/2026');
    await comeBack(test, overdue, who);
    expect(wordsOf(await coordinator.get(`/people/${who}/fees`))).not.toContain(said);
  });

  it('ask at most 8 queries a page, and show nothing of another centre', async () => {
    for (const path of ['/arrears', '/waivers', `/people/${ids[1]}/fees`, `/people/${ids[1]}`, `/charges/${await chargeId(1)}/waiver`, `/editions/${story.edition.id}/fee`]) {
      const { result, queries } = await countQueries(() => coordinator.get(path));
      expect({ path, status: result.status, few: queries <= 8 }).toEqual({ path, status: 200, few: true });
    }
    const other = await test.addCentre('Lurín');
    const stranger = await test.signIn('coordinator', { centre: other });
    for (const path of [`/people/${ids[1]}/fees`, `/charges/${await chargeId(1)}/waiver`, `/editions/${story.edition.id}/fee`, '/waivers/nothing']) {
      expect((await stranger.get(path)).status).toBe(404);
    }
    expect(wordsOf(await stranger.get('/arrears'))).toContain('No hay cuotas por cobrar aquí');
  });
});

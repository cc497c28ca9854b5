import { addGraduates, asBytes } from '../../test/certificates/graduates.js';
import type { Classroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { MergingService } from '../people/merging.service.js';
import type { Person } from '../people/person.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import { CertificateSeries } from './certificate-series.entity.js';
import { Certificate } from './certificate.entity.js';
import { CompletionRule } from './completion-rule.entity.js';

describe.each(ENGINES)('the certificates of an edition, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let trainer: Visitor;
  let room: Classroom;
  let base: string;

  // Fourteen meet the rule, three came too seldom, three practised too little.
  beforeAll(async () => {
    test = await startApp({ engine });
    [coordinator, trainer] = await Promise.all([test.signIn('coordinator'), test.signIn('trainer')]);
    room = await addGraduates(test, { deedsOf: (index) => ({ came: index < 14 || index > 16 ? 8 : 5, finished: index < 17 ? 2 : 0 }) });
    base = `/editions/${room.edition.id}/certificates`;
  });
  afterAll(() => test.close());

  const certificates = (): Promise<Certificate[]> => test.dataSource.manager.find(Certificate, { where: { editionId: room.edition.id }, order: { number: 'ASC' } });
  const change = (sql: string, id: string): Promise<number> => test.unitOfWork.run((tx) => tx.execute(sql, [id]), { actor: SYSTEM });
  const at = (index: number): Person => room.people[index] as Person;

  it('say of everybody how far she is, and what is missing in words', async () => {
    const page = await trainer.get(base);
    const words = wordsOf(page);
    expect(words).toContain('14 personas cumplen y no tienen constancia');
    expect(words).toContain('8 de 10 sesiones (80 %)');
    expect(words).toContain('2 de 3 prácticas');
    expect(words.match(/Falta: 2 sesiones/g)).toHaveLength(3);
    expect(words.match(/Falta: 2 prácticas/g)).toHaveLength(3);
    expect(page.text).toContain(`aria-current="page">Constancias`);
  });

  it('go by a rule that a coordinator sets, seeing what it would mean', async () => {
    const page = await coordinator.get(base);
    expect(wordsOf(page)).toContain('Es la regla de siempre');
    expect(wordsOf(page)).toMatch(/Si se pide esta asistencia 50 % cumplen 20 de 20 60 % cumplen 17 de 20 70 % cumplen 17 de 20 80 % cumplen 17 de 20 90 % cumplen 0 de 20/);
    const form = { attendanceShare: '50', practiceShare: '60', version: '0', _key: newId() };
    expect((await coordinator.post(`${base}/rule`, form)).headers.location).toBe(base);
    expect((await coordinator.post(`${base}/rule`, form)).status).toBe(303);
    expect(wordsOf(await coordinator.get(base))).toContain('17 personas cumplen');
    expect((await coordinator.post(`${base}/rule`, { ...form, attendanceShare: '70', _key: newId() })).status).toBe(409);
    expect((await coordinator.post(`${base}/rule`, { ...form, attendanceShare: '70', version: '1', _key: newId() })).status).toBe(303);
    expect(await test.dataSource.manager.findOneBy(CompletionRule, { editionId: room.edition.id })).toMatchObject({ attendanceShare: 70, version: 2 });
  });

  it('refuse a rule that is none, beside its field and with what was typed', async () => {
    const answer = await coordinator.post(`${base}/rule`, { attendanceShare: '170', practiceShare: 'mucho', version: '2' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="170"');
    expect(wordsOf(answer)).toMatch(/Escriba 100 o menos/);
  });

  it('say the hours of the module that the group took, not the course\'s', async () => {
    const words = wordsOf(await coordinator.get(`${base}/new?person=${at(0).id}`));
    expect(words).toContain('Alfabetización digital básica, 12 horas');
  });

  it('are looked at before they are given, with who gets none and why', async () => {
    const words = wordsOf(await coordinator.get(`${base}/new`));
    expect(words).toContain('14 personas la recibirán');
    expect(words).toContain('6 personas no la recibirán todavía');
    expect(words).toContain('Dar 14 constancias');
  });

  it('are given to all at once, once, with numbers without a gap', async () => {
    const form = { people: room.people.slice(0, 14).map(({ id }) => id), _key: newId() };
    const [first, again] = [await coordinator.post(base, form), await coordinator.post(base, form)];
    expect([first.status, again.status, first.headers.location]).toEqual([303, 303, base]);
    expect(wordsOf(await coordinator.get(base))).toContain('Se dieron 14 constancias');
    await coordinator.post(base, { people: form.people });
    const given = await certificates();
    expect(given.map(({ serial }) => serial)).toEqual(Array.from({ length: 14 }, (_, index) => `VES-2026-${String(index + 1).padStart(4, '0')}`));
    expect(given[0]).toMatchObject({ personName: `${at(0).givenNames} ${at(0).surnames}`, courseTitle: 'Alfabetización digital básica', issuedOn: '2026-11-23', sessionsAttended: 8, exceptionReason: null, hours: 12 });
    expect(new Set(given.map(({ publicCode }) => publicCode)).size).toBe(14);
    const offered = async (role: 'trainer' | 'coach' | 'treasurer'): Promise<boolean[]> => {
      const page = await (await test.signIn(role)).get(base);
      return [wordsOf(page).includes('VES-2026-0001'), page.text.includes(`href="/certificates/${given[0]?.id}"`), page.text.includes(`${base}/all.pdf`)];
    };
    expect([await offered('trainer'), await offered('coach'), await offered('treasurer')]).toEqual([[true, true, true], [true, true, false], [true, false, false]]);
  });

  it('are told of to who has none yet: what is missing, and where it will be', async () => {
    const [lacking, holding] = await Promise.all([15, 0].map((index) => test.signIn('learner', { personId: at(index).id })));
    const home = await lacking?.get('/');
    expect(home?.text).toContain('href="/my-certificate"');
    expect((await holding?.get('/'))?.text).not.toContain('href="/my-certificate"');
    const { result: page, queries } = await countQueries(async () => lacking?.get('/my-certificate'));
    const words = page ? wordsOf(page) : '';
    // The day's own session is still to come.
    for (const told of ['De las 11 sesiones del curso necesita 8. Hasta hoy vino a 5 de 10. Si faltó a sesiones, pregunte', '5 de 10 sesiones', '2 de 3 prácticas', 'Dónde la encontrará']) expect(words).toContain(told);
    expect(queries).toBeLessThanOrEqual(8);
    expect(wordsOf(await (holding as Visitor).get('/my-certificate'))).toContain('Ya tiene la constancia de este curso');
  });

  it('are given with a reason only to who does not meet the rule', async () => {
    const page = await coordinator.get(`${base}/new?person=${at(15).id}`);
    expect(wordsOf(page)).toContain('Falta: 2 sesiones');
    const refused = await coordinator.post(base, { people: at(15).id });
    expect([refused.status, wordsOf(refused).includes('Escriba el motivo para darle la constancia')]).toEqual([422, true]);
    const given = await coordinator.post(base, { people: at(15).id, reason: 'Estuvo enferma tres semanas' });
    expect(given.headers.location).toMatch(/^\/certificates\//);
    expect(wordsOf(await coordinator.get(given.headers.location as string))).toContain('Estuvo enferma tres semanas');
    expect((await certificates()).at(-1)).toMatchObject({ number: 15, personId: at(15).id, exceptionReason: 'Estuvo enferma tres semanas' });
  });

  it('keep the name of the day on which they were given', async () => {
    await change("UPDATE persons SET surnames = 'Otra' WHERE id = ?", at(3).id);
    const [, , , fourth] = await certificates();
    expect(wordsOf(await coordinator.get(`/certificates/${fourth?.id}`))).toContain(`${at(3).givenNames} ${at(3).surnames}`);
  });

  it('are refused to nobody, to nonsense, to strangers, and before the course begins', async () => {
    expect((await coordinator.post(base, {})).status).toBe(422);
    expect((await coordinator.post(base, { people: 'x' })).status).toBe(422);
    expect((await coordinator.post(base, { people: newId() })).status).toBe(404);
    await change("UPDATE editions SET status = 'open' WHERE id = ?", room.edition.id);
    const early = await coordinator.post(base, { people: at(16).id, reason: 'Porque sí' });
    expect([early.status, wordsOf(early).includes('todavía no empieza')]).toEqual([422, true]);
    await change("UPDATE editions SET status = 'running' WHERE id = ?", room.edition.id);
  });

  it('are revoked with a reason, stay on record, and are replaced by a new one', async () => {
    const [first] = await certificates();
    const path = `/certificates/${first?.id}/revocation`;
    expect((await coordinator.post(path, { reason: ' ' })).status).toBe(422);
    expect((await coordinator.post(path, { reason: 'El nombre estaba mal' })).headers.location).toBe(`/certificates/${first?.id}`);
    const twice = await coordinator.post(path, { reason: 'Otra vez' });
    expect([twice.status, wordsOf(twice).includes('ya está anulada')]).toEqual([422, true]);
    expect(wordsOf(await coordinator.get(base))).toContain('VES-2026-0001, anulada');
    expect((await coordinator.get(`/certificates/${first?.id}/certificate.pdf`)).status).toBe(404);
    const why = 'VES-2026-0001, anulada el 23 de noviembre de 2026: El nombre estaba mal';
    const [all, alone] = [await coordinator.get(`${base}/new`), await coordinator.get(`${base}/new?person=${first?.personId}`)];
    expect([wordsOf(all).includes(why), wordsOf(alone).includes(why)]).toEqual([true, true]);
    expect(all.text).not.toContain(`name="people" value="${first?.personId}"`);
    const among = await coordinator.post(base, { people: [first?.personId as string, at(16).id], reason: 'Todas juntas' });
    expect([among.status, wordsOf(among).includes('A 1 persona de la lista se le anuló una constancia')]).toEqual([422, true]);
    const again = await coordinator.post(base, { people: first?.personId as string });
    expect(wordsOf(await coordinator.get(again.headers.location as string))).toContain('VES-2026-0016');
  });

  it('come as one PDF with a page each, or one by one', async () => {
    const all = await coordinator.send(coordinator.request().get(`${base}/all.pdf`).buffer(true).parse(asBytes));
    expect(all.headers['content-type']).toBe('application/pdf');
    expect((all.body as Buffer).toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(15);
    const ofGroup = await trainer.get(`${base}/all.pdf?group=${newId()}`);
    expect(ofGroup.status).toBe(404);
    const [, second] = await certificates();
    expect((await trainer.get(`/certificates/${second?.id}/certificate.pdf`)).headers['content-disposition']).toContain('Constancia VES-2026-0002.pdf');
  });

  it('are hers to see and to take away, and nobody else\'s', async () => {
    const [, second, third] = await certificates();
    const learner = await test.signIn('learner', { personId: second?.personId ?? null });
    expect(wordsOf(await learner.get('/'))).toContain('Mi constancia');
    const page = await learner.get(`/certificates/${second?.id}`);
    expect(wordsOf(page)).toContain('Esta constancia es suya');
    expect(page.text).not.toContain('revocation');
    expect((await learner.get(`/certificates/${second?.id}/certificate.pdf`)).status).toBe(200);
    expect((await learner.get(`/certificates/${second?.id}/badge`)).status).toBe(200);
    for (const path of ['', '/certificate.pdf', '/badge']) expect((await learner.get(`/certificates/${third?.id}${path}`)).status).toBe(404);
    expect((await learner.post(`/certificates/${second?.id}/revocation`, { reason: 'x' })).status).toBe(404);
    expect((await (await test.signIn('learner', { personId: at(19).id })).get('/')).text).not.toContain('href="/certificates/');
  });

  it('show on the page of a person', async () => {
    const [, second] = await certificates();
    expect((await coordinator.get(`/people/${second?.personId}`)).text).toContain(`href="/certificates/${second?.id}"`);
  });

  it('show nothing of another centre, and leave a trainer to look', async () => {
    const other = await test.addCentre('Lurín');
    const stranger = await test.signIn('coordinator', { centre: other });
    const [first] = await certificates();
    for (const path of [base, `${base}/new`, `${base}/all.pdf`, `/certificates/${first?.id}`, `/certificates/${first?.id}/badge`]) {
      expect((await stranger.get(path)).status).toBe(404);
    }
    expect((await stranger.post(base, { people: at(0).id })).status).toBe(404);
    expect((await stranger.post(`/certificates/${first?.id}/revocation`, { reason: 'x' })).status).toBe(404);
    expect((await stranger.post(`${base}/rule`, { attendanceShare: '0', practiceShare: '0', version: '2' })).status).toBe(404);
    expect((await trainer.post(base, { people: at(16).id, reason: 'x' })).status).toBe(404);
    expect((await trainer.get(base)).text).not.toContain(`${base}/new`);
  });

  it('ask at most 8 queries a page, whatever the number of people', async () => {
    const [first] = await certificates();
    for (const path of [base, `${base}/new`, `${base}/new?person=${at(16).id}`, `/certificates/${first?.id}`, `/certificates/${first?.id}/badge`, `${base}/all.pdf`]) {
      const { queries } = await countQueries(() => coordinator.get(path));
      expect({ path, few: queries <= 8 }).toEqual({ path, few: true });
    }
  });

  it('are kept by the database itself', async () => {
    const [first] = await certificates();
    const runner = test.dataSource.createQueryRunner();
    await runner.startTransaction();
    await expect(runner.query("UPDATE certificates SET person_name = 'Otra' WHERE id = ?", [first?.id])).rejects.toThrow('kept as it was written');
    await expect(runner.query('DELETE FROM certificates WHERE id = ?', [first?.id])).rejects.toThrow('kept as it was written');
    await expect(runner.query("UPDATE certificate_revocations SET reason = 'x'")).rejects.toThrow('append-only');
    await runner.rollbackTransaction();
    await runner.release();
  });

  it('follow the person when two records turn out to be one', async () => {
    const twin = await room.join('Zúñiga', 'Rosa María');
    const given = await coordinator.post(base, { people: twin.id, reason: 'Vino con otro nombre' });
    const choices = { name: 'kept' } as const;
    await test.app.get(MergingService).merge(
      { keptId: at(19).id, mergedId: twin.id }, choices, { kept: 1, merged: 1 }, { centreId: test.centre.id, actor: SYSTEM });
    const id = (given.headers.location as string).split('/').at(-1) as string;
    expect(await test.dataSource.manager.findOneBy(Certificate, { id })).toMatchObject({ personId: at(19).id });
    expect(wordsOf(await coordinator.get(base))).toMatch(/Zárate, Luis Alberto Grupo A 8 de 10 sesiones \(80 %\) 0 de 3 prácticas VES-2026-0017/);
  });

  it('take numbers without a gap when many are given at the same moment', async () => {
    const race = await addGraduates(test, { count: 20, name: 'Grupo de la carrera', deedsOf: () => ({ came: 10, finished: 3 }) });
    const before = (await test.dataSource.manager.findOneByOrFail(CertificateSeries, { code: 'VES-2026' })).lastNumber;
    const answers = await Promise.all(race.people.flatMap(({ id }) => [0, 1].map(() => coordinator.post(`/editions/${race.edition.id}/certificates`, { people: id }))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 303));
    const given = await test.dataSource.manager.findBy(Certificate, { editionId: race.edition.id });
    expect(given.map(({ number }) => number).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => before + index + 1));
    expect(new Set(given.map(({ personId }) => personId)).size).toBe(20);
  });

  it('are numbered by each centre in a series of its own, also where the short names have the same letters', async () => {
    const centre = await test.addCentre('Villa El Sol');
    const other = await addGraduates(test, { count: 2, centreId: centre.id, deedsOf: () => ({ came: 10, finished: 3 }) });
    const there = await test.signIn('coordinator', { centre });
    for (const { id } of other.people) expect((await there.post(`/editions/${other.edition.id}/certificates`, { people: id })).status).toBe(303);
    const given = await test.dataSource.manager.find(Certificate, { where: { centreId: centre.id }, order: { number: 'ASC' } });
    expect(given.map(({ serial }) => serial)).toEqual(['VES2-2026-0001', 'VES2-2026-0002']);
    expect((await certificates())[0]?.serial).toBe('VES-2026-0001');
  });
});

import { In } from 'typeorm';
import { ENGINES } from '../../test/helpers/databases.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { Village } from '../../test/people/village.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { translator } from '../shared/web/i18n.js';
import { addClassroom } from '../../test/attendance/classroom.js';
import { AttendanceMark } from '../attendance/attendance-mark.entity.js';
import { Call } from '../attendance/call.entity.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { Consent } from './consent.entity.js';
import { newConsent } from './consent-texts.js';
import { newId } from '../shared/kernel/ids.js';
import { Learner } from './learner.entity.js';
import { Person } from './person.entity.js';

const t = translator('es');

describe.each(ENGINES)('a person, %s', (engine) => {
  let test: TestApp;
  let trainer: Visitor;
  let village: Village;

  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer');
    village = new Village(test);
  });
  afterAll(() => test.close());

  let count = 0;
  const person = (more = {}): Promise<string> => {
    count += 1;
    return village.person({ surnames: `Ccahuana ${'ABCDEFGHIJKLMNOP'[count]}`, givenNames: 'Eulalia', birth: String(1930 + count), ...more });
  };
  /** What the edit page holds, as a browser would send it back. */
  const formOf = async (path: string): Promise<Record<string, string | string[]>> => {
    const { text } = await trainer.get(path);
    const form: Record<string, string | string[]> = {};
    for (const [tag] of text.matchAll(/<input[^>]*>/gu)) {
      const name = /name="(\w+)"/u.exec(tag)?.[1];
      const value = /value="([^"]*)"/u.exec(tag)?.[1] ?? '';
      if (!name || name === '_key' || (/type="(?:radio|checkbox)"/u.test(tag) && !tag.includes(' checked'))) continue;
      form[name] = name in form ? [form[name] as string, value].flat() : value;
    }
    for (const [, name, options] of text.matchAll(/<select[^>]*name="(\w+)"[^>]*>([\s\S]*?)<\/select>/gu)) {
      form[name as string] = /value="([^"]*)" selected/u.exec(options as string)?.[1] ?? '';
    }
    return form;
  };

  it('is changed, and stays as she is where nothing was touched', async () => {
    const id = await person({ dni: '10101010', sex: 'F', motherTongue: 'quechua', phone: '987654321', email: 'e@x.pe' });
    await test.unitOfWork.run(async (tx) => {
      const learner = await tx.manager.findOneByOrFail(Learner, { personId: id });
      // Monday morning fits no band that is asked.
      await tx.update(Learner, learner, { availability: 0b111 << 15 | 1, computerUse: 'weekly' });
    }, { actor: { accountId: null, centreId: null } });
    const before = await test.dataSource.manager.findOneByOrFail(Person, { id });
    const form = await formOf(`/people/${id}/edit`);
    expect((await trainer.post(`/people/${id}`, form)).headers.location).toBe(`/people/${id}`);
    expect(await test.dataSource.manager.findOneByOrFail(Person, { id })).toEqual(before);
    expect(await test.dataSource.manager.findOneByOrFail(Learner, { personId: id })).toMatchObject({ availability: 0b111 << 15 | 1, computerUse: 'weekly', kind: 'member' });

    const changed = await trainer.post(`/people/${id}`, { ...form, surnames: 'Ñaupari Poma', phone: '', kind: 'leader', availability: 'tt-morning' });
    expect(changed.status).toBe(303);
    expect(wordsOf(await trainer.get(`/people/${id}`))).toContain(t('people:flash.changed', { name: 'Eulalia Ñaupari Poma' }));
    const after = await test.dataSource.manager.findOneByOrFail(Person, { id });
    expect(after).toMatchObject({ surnames: 'Ñaupari Poma', phone: null, dni: '10101010', version: 2 });
    expect((await test.dataSource.manager.findOneByOrFail(Learner, { personId: id })).sortName).toBe(after.sortName);
    expect(wordsOf(await trainer.get('/people?q=naupari'))).toContain('Ñaupari Poma, Eulalia');
    expect(wordsOf(await trainer.get('/people?q=987654321'))).toContain('No se encontró a nadie así');
    const [entry] = await test.dataSource.manager.findBy(AuditEntry, { entity: 'persons', entityId: id, action: 'update' });
    expect(entry).toMatchObject({ valuesBefore: { phone: '987654321' }, valuesAfter: { surnames: 'Ñaupari Poma' } });
  });

  it('keeps what was typed when it cannot be taken', async () => {
    const id = await person();
    const answer = await trainer.post(`/people/${id}`, { ...await formOf(`/people/${id}/edit`), birth: '31/02/1960', email: 'x@y.pe' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="31/02/1960"');
    expect(answer.text).toContain('value="x@y.pe"');
    expect(wordsOf(answer)).toContain(t('people:refusals.birth-impossible'));
  });

  it('is not changed over somebody else’s change, but on purpose', async () => {
    const id = await person({ phone: '911111111' });
    const form = await formOf(`/people/${id}/edit`);
    await trainer.post(`/people/${id}`, { ...form, phone: '922222222', motherTongue: 'aymara' });
    const stale = await trainer.post(`/people/${id}`, { ...form, phone: '933 333 333' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain(t('web:problems.stale.title'));
    expect(wordsOf(stale)).toContain(`${t('people:fields.phone')} 922 222 222 933 333 333`);
    expect(wordsOf(stale)).toContain(`${t('people:fields.motherTongue')} Aimara —`);
    expect((await test.dataSource.manager.findOneByOrFail(Person, { id })).phone).toBe('922222222');
    const version = /name="personVersion" value="(\d+)"/u.exec(stale.text)?.[1];
    await trainer.post(`/people/${id}`, { ...form, phone: '933 333 333', personVersion: version as string });
    expect((await test.dataSource.manager.findOneByOrFail(Person, { id })).phone).toBe('933333333');
  });

  it('gets her DNI later, unless it is somebody else’s', async () => {
    const id = await person({ dni: 'EN TRÁMITE' });
    const owner = await person({ dni: '20202020' });
    expect(wordsOf(await trainer.get(`/people/${id}`))).toContain('DNI En trámite Agregar');
    const taken = await trainer.post(`/people/${id}/dni`, { dni: '20202020' });
    expect(taken.status).toBe(422);
    expect(taken.text).toContain(`href="/people/${id}/merge/${owner}"`);
    expect((await trainer.post(`/people/${id}/dni`, { dni: '' })).status).toBe(422);
    expect((await trainer.post(`/people/${id}/dni`, { dni: '30303030' })).status).toBe(303);
    expect(await test.dataSource.manager.findOneByOrFail(Person, { id })).toMatchObject({ dni: '30303030', dniPending: false });
    const edit = await trainer.post(`/people/${id}`, { ...await formOf(`/people/${id}/edit`), dni: '20202020' });
    expect(edit.status).toBe(422);
    expect(edit.text).toContain(`href="/people/${id}/merge/${owner}"`);
  });

  it('consents with many others at once, who signed on the same day', async () => {
    const ids = await Promise.all(['Ticona', 'Arango', 'Tello'].map((name) => person({ surnames: `${name} Firmante` })));
    const asked = wordsOf(await trainer.get('/people/consents?q=firmante'));
    for (const name of ['Ticona', 'Arango', 'Tello']) expect(asked).toContain(`${name} Firmante`);
    const answers = { consentHow: 'signed', consentOn: '22/11/2026', consentCovers: ['contact'] };
    expect(wordsOf(await trainer.post('/people/consents', answers))).toContain(t('people:refusals.nobody-ticked'));
    expect((await trainer.post('/people/consents', { ...answers, people: ids, consentOn: '24/11/2026' })).status).toBe(422);
    expect((await trainer.post('/people/consents', { ...answers, people: [...ids, newId()] })).status).toBe(404);
    expect(await test.dataSource.manager.countBy(Consent, { personId: In(ids) })).toBe(0);
    expect((await trainer.post('/people/consents', { ...answers, people: ids.slice(0, 2) })).status).toBe(303);
    const left = wordsOf(await trainer.get('/people/consents?q=firmante'));
    expect(left).toContain('Tello Firmante');
    expect(left).not.toContain('Ticona Firmante');
  });

  it('consents, and takes it back', async () => {
    const id = await person();
    expect(wordsOf(await trainer.get(`/people/${id}`))).toContain(t('people:consent.missing-text'));
    expect(wordsOf(await trainer.get(`/people/${id}/consent`))).toContain('Ley 29733');
    expect((await trainer.post(`/people/${id}/consent`, { consentOn: '23/11/2026' })).status).toBe(422);
    expect((await trainer.post(`/people/${id}/consent`, { consentHow: 'spoken', consentOn: '24/11/2026' })).status).toBe(422);
    expect((await trainer.post(`/people/${id}/consent`, { consentHow: 'spoken', consentOn: '22/11/2026', consentCovers: ['contact', 'pictures'] })).status).toBe(303);
    expect(wordsOf(await trainer.get(`/people/${id}`))).toContain(t('people:consent.given.spoken', { date: '22/11/2026', version: '1' }));
    expect(wordsOf(await trainer.get(`/people/${id}/consent/withdrawal`))).toContain(t('people:consent.withdrawal-text'));
    expect((await trainer.post(`/people/${id}/consent/withdrawal`)).status).toBe(303);
    expect(wordsOf(await trainer.get(`/people/${id}`))).toContain(t('people:consent.withdrawn-text'));
    expect(await test.dataSource.manager.findBy(Consent, { personId: id })).toMatchObject([{ covers: ['training', 'reports', 'contact', 'pictures'], withdrawnAt: test.clock.now() }]);
  });

  it('has a sheet to sign, with her name or with room for one', async () => {
    const id = await person({ consent: newConsent('signed', '2026-01-05', []) });
    expect(wordsOf(await trainer.get(`/people/${id}/consent/sheet`))).toContain('Eulalia Ccahuana');
    expect((await trainer.get('/people/consent-sheet')).status).toBe(200);
  });

  it('shows her way, and first what is next for her', async () => {
    const id = await person({ sex: 'F' });
    const next = async (visitor = trainer): Promise<string> => (await visitor.get(`/people/${id}`)).text;
    expect(await next()).toMatch(new RegExp(`way__next[\\s\\S]*href="/people/${id}/diagnosis"[^>]*>${t('levels:person.next.to-diagnose')}`, 'u'));
    expect(await next()).toContain('Registrada el');
    expect(wordsOf(await trainer.get(`/people/${id}`))).toContain(t('people:list.no-consent'));
    await trainer.post(`/people/${id}/diagnosis`, { computerUse: 'weekly', hours: ['tt-morning'] });
    expect(await next()).toContain(t('levels:person.next.to-test'));
    await trainer.post(`/placement/queue/${id}`, { level: '0', reason: 'Se vio en la PC' });
    const placed = wordsOf(await trainer.get(`/people/${id}`));
    for (const said of ['Primeros pasos, desde el 23/11/2026', t('groups:person.none'), t('groups:person.next.enrol')]) expect(placed).toContain(said);

    const classroom = await addClassroom(test, { count: 1, name: 'Grupo Z' });
    await test.unitOfWork.run(async (tx) => {
      const of = { personId: id, centreId: test.centre.id };
      await tx.insert(Enrolment, [{ id: newId(), ...of, editionId: classroom.edition.id, groupId: classroom.group.id, status: 'enrolled', enrolledAt: 5 }]);
      await tx.insert(AttendanceMark, [{ id: newId(), ...of, sessionId: classroom.session.id, status: 'absent', markedAt: 1 }]);
      await tx.insert(Call, [{ id: newId(), ...of, sessionId: classroom.session.id, madeAt: test.clock.now() + 25 * 3_600_000, outcome: 'message', note: 'Está de viaje' }]);
    }, { actor: SYSTEM });
    const { result, queries } = await countQueries(() => trainer.get(`/people/${id}`));
    const words = wordsOf(result);
    for (const said of ['Curso 1 de Grupo Z (con inscripción)', 'Grupo Z: lunes, miércoles y viernes', 'Próxima sesión: lunes 23 de noviembre, 10:00 a 11:30', 'Vino a 0 de 1 sesiones (0 %)', 'Dejé recado: Está de viaje']) {
      expect(words.toLocaleLowerCase('es')).toContain(said.toLocaleLowerCase('es'));
    }
    for (const href of [`/sessions/${classroom.session.id}/register`, `/groups/${classroom.group.id}`, `/groups/${classroom.group.id}/attendance`, `/calls?date=${classroom.session.date}"`]) {
      expect(result.text.replaceAll('&#x3D;', '=')).toContain(`href="${href}`);
    }
    expect(queries).toBeLessThanOrEqual(8);
    // A coach does not decide levels: she sees them without the link.
    expect(await next(await test.signIn('coach'))).not.toContain(`/placement/queue/${id}`);
  });

  it('warns of a phone that she does not want to be called on', async () => {
    const id = await person({ phone: '987000111', consent: newConsent('signed', '2026-01-05', []) });
    expect(wordsOf(await trainer.get(`/people/${id}`))).toContain(`987 000 111 · ${t('people:page.no-calls')}`);
  });

  it('is not there under an address that means nothing', async () => {
    for (const path of ['/people/1', '/people/x/edit', '/people/0190aaaa-0000-7000-8000-000000000000', "/people/'"]) expect((await trainer.get(path)).status).toBe(404);
  });
});

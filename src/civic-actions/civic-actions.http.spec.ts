import { IsNull } from 'typeorm';
import { addClassroom, type Classroom } from '../../test/attendance/classroom.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import { Membership } from '../organisations/membership.entity.js';
import { Organisation } from '../organisations/organisation.entity.js';
import { Consent } from '../people/consent.entity.js';
import { Person } from '../people/person.entity.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import { CivicAction } from './civic-action.entity.js';

type Form = Record<string, unknown>;

const PDF = Buffer.from('%PDF-1.4 expediente');
const WEEK = 7 * 86_400_000;

describe.each(ENGINES)('civic actions, %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let trainer: Visitor;
  let learner: Visitor;
  let organisation: Organisation;

  beforeAll(async () => {
    test = await startApp({ engine });
    room = await addClassroom(test, { count: 8 });
    trainer = await test.signIn('trainer');
    learner = await test.signIn('learner', { personId: room.people[0]?.id ?? null });
    organisation = {
      id: newId(), centreId: test.centre.id, name: 'Comedor Las Dunas', searchName: 'comedor las dunas', registerNumber: null, type: 'soup_kitchen', sector: null, address: null,
      district: null, recognisedOn: null, mandateEndsOn: null, createdAt: test.clock.now(), version: 1,
    } as never;
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Organisation, organisation);
      await tx.insert(Membership, { id: newId(), personId: of(0), organisationId: organisation.id, post: 'president', board: true, since: null, until: null, createdAt: tx.now, version: 1 });
    }, { actor: SYSTEM });
  });
  beforeEach(() => test.unitOfWork.run(async (tx) => {
    for (const action of await tx.manager.find(CivicAction)) await tx.remove(CivicAction, action);
  }, { actor: SYSTEM }));
  afterAll(() => test.close());

  const of = (index: number): string => room.people[index]?.id as string;
  const told: Form = { kind: 'congress', told: 'Escribí a la comisión de Vivienda', doneOn: '20/11/2026' };
  const tell = async (form: Form = {}): Promise<CivicAction> => {
    expect((await learner.post('/my-actions', { ...told, ...form })).status).toBe(303);
    return newest();
  };
  const newest = async (): Promise<CivicAction> => (await test.dataSource.manager.find(CivicAction, { order: { id: 'DESC' }, take: 1 }))[0] as CivicAction;
  const again = (id: string): Promise<CivicAction> => test.dataSource.manager.findOneByOrFail(CivicAction, { id });

  const complete = (index: number, weeksAgo: number, more: Partial<Enrolment> = {}): Promise<void> => test.unitOfWork.run(async (tx) => {
    const enrolment = await tx.manager.findOneByOrFail(Enrolment, { personId: of(index) });
    await tx.update(Enrolment, enrolment, { status: 'completed', endedAt: tx.now - weeksAgo * WEEK, ...more });
  }, { actor: SYSTEM });

  it('are told by a learner: what it was, then a short form; and they stand in her list', async () => {
    expect(wordsOf(await learner.get('/my-actions/new'))).toContain('¿Qué fue lo que hizo?');
    const blank = await learner.get('/my-actions/new?ask=yes');
    expect([blank.status, wordsOf(blank)]).toEqual([422, expect.stringContaining('Elija qué fue lo que hizo')]);
    const form = await learner.get('/my-actions/new?kind=congress&ask=yes');
    expect(wordsOf(form)).toContain('Correo o carta al Congreso');
    expect(form.text).toContain('Comedor Las Dunas');
    const action = await tell({ organisationId: organisation.id, evidence: 'Expediente 1203-2026' });
    expect(action).toMatchObject({
      personId: of(0), kind: 'congress', doneOn: '2026-11-20', organisationId: organisation.id, evidence: 'Expediente 1203-2026', enteredThrough: 'self', review: 'unseen',
    });
    const list = wordsOf(await learner.get('/my-actions'));
    expect(list).toContain('20/11/2026 · Escribí a la comisión de Vivienda');
    expect(list).toContain('La van a ver');
  });

  it.each<[string, Form, string, string]>([
    ['a day to come', { doneOn: '24/11/2026' }, 'doneOn', 'todavía no llega'],
    ['no such day', { doneOn: '31/02/2026' }, 'doneOn', 'fecha'],
    ['no words', { told: ' ' }, 'told', 'Cuente en una frase'],
    ['an unknown kind', { kind: 'party' }, 'kind', 'Elija qué fue'],
    ['too many words', { told: 'a'.repeat(301) }, 'told', 'como máximo 300 letras'],
    ['an organisation of others', { organisationId: newId() }, 'organisationId', 'a la que la persona pertenece'],
  ])('refuse %s beside the field, and keep what was typed', async (_, form, name, words) => {
    const answer = await learner.post('/my-actions', { ...told, evidence: 'Exp. 77', ...form });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="#${name}"`);
    expect(wordsOf(answer)).toContain(words);
    expect(answer.text).toContain('value="Exp. 77"');
    expect(await test.dataSource.manager.count(CivicAction)).toBe(0);
  });

  it('keep a form that was sent twice once', async () => {
    const form = { ...told, _key: newId() };
    expect((await learner.post('/my-actions', form)).status).toBe(303);
    expect((await learner.post('/my-actions', form)).status).toBe(303);
    expect(await test.dataSource.manager.count(CivicAction)).toBe(1);
  });

  it('keep the photo that is attached already when another one is refused', async () => {
    const first = await learner.upload('/my-actions', 'file', { name: 'cargo.pdf', body: PDF }, { ...told, told: '' });
    const fileId = /name="fileId" value="([^"]+)"/u.exec(first.text)?.[1] as string;
    const second = await learner.upload('/my-actions', 'file', { name: 'foto.jpg', body: Buffer.alloc(5 * 1_048_576 + 1, 1) }, { ...told, fileId });
    expect(second.status).toBe(422);
    expect(second.text).toContain(`name="fileId" value="${fileId}"`);
    expect(wordsOf(second)).toContain('Ya está adjunto: cargo.pdf');
    expect(wordsOf(second)).toContain('Tome la foto otra vez con menos calidad');
  });

  it('are proved by somebody of the staff who has seen the evidence, and stay as they are from then on', async () => {
    const answer = await learner.upload('/my-actions', 'file', { name: 'cargo.pdf', body: PDF }, told);
    expect(answer.status).toBe(303);
    const { id } = await newest();
    expect(wordsOf(await trainer.get('/'))).toContain('Ver evidencias');
    expect(wordsOf(await trainer.get('/actions?state=to-see'))).toContain('Alva, Rosa María');
    const shown = await trainer.get(`/actions/${id}`);
    expect(wordsOf(shown)).toContain('Rosa María Alva');
    expect((await trainer.get(`/actions/${id}/document`)).headers['content-type']).toContain('pdf');
    expect((await learner.get(`/my-actions/${id}/document`)).status).toBe(200);
    expect((await trainer.post(`/actions/${id}/proof`, { version: '1' })).status).toBe(303);
    expect(await again(id)).toMatchObject({ review: 'proved', reviewedBy: trainer.account?.id, version: 2 });
    expect(wordsOf(await learner.get(`/my-actions/${id}`))).toContain('ya vieron la evidencia');
    expect((await learner.post(`/my-actions/${id}`, { ...told, version: '2' })).status).toBe(422);
    expect(await again(id)).toMatchObject({ review: 'proved', version: 2 });
  });

  it('without a document are proved by saying what was seen', async () => {
    const { id } = await tell();
    expect(wordsOf(await trainer.get('/actions?state=without'))).toContain('Alva');
    const refused = await trainer.post(`/actions/${id}/proof`, { version: '1', evidence: '' });
    expect([refused.status, wordsOf(refused)]).toEqual([422, expect.stringContaining('escriba qué vio')]);
    expect((await trainer.post(`/actions/${id}/proof`, { version: '1', evidence: 'Me mostró el correo enviado' })).status).toBe(303);
    expect(await again(id)).toMatchObject({ review: 'proved', evidence: 'Me mostró el correo enviado' });
  });

  it('of somebody of the staff are proved by somebody else', async () => {
    const both = await test.signIn(['trainer', 'learner'], { personId: of(3), kind: 'staff' });
    await both.post('/my-actions', { ...told, evidence: 'Exp. 1' });
    const { id } = await newest();
    expect(wordsOf(await both.post(`/actions/${id}/proof`, { version: '1', evidence: 'Exp. 1' }))).toContain('lo tiene que probar otra persona');
    expect((await trainer.post(`/actions/${id}/proof`, { version: '1', evidence: 'Exp. 1' })).status).toBe(303);
  });

  it('that cannot count go back with a reason, which she reads and mends', async () => {
    const { id } = await tell({ evidence: 'www' });
    expect((await trainer.post(`/actions/${id}/doubt`, { version: '1', reason: '' })).status).toBe(422);
    expect((await trainer.post(`/actions/${id}/doubt`, { version: '1', reason: 'Falta el número de expediente' })).status).toBe(303);
    expect(wordsOf(await learner.get('/my-actions'))).toContain('Por corregir');
    expect(wordsOf(await learner.get(`/my-actions/${id}`))).toContain('Falta el número de expediente');
    expect((await learner.post(`/my-actions/${id}`, { ...told, evidence: 'Exp. 9', version: '2' })).status).toBe(303);
    expect(await again(id)).toMatchObject({ review: 'unseen', reviewReason: null, evidence: 'Exp. 9', version: 3 });
  });

  it('changed by two at once show both values, and lose neither', async () => {
    const { id } = await tell({ evidence: 'Exp. 1' });
    expect((await trainer.post(`/actions/${id}/edit`, { ...told, told: 'Lo corrigió la capacitadora', evidence: 'Exp. 1', version: '1' })).status).toBe(303);
    const stale = await learner.post(`/my-actions/${id}`, { ...told, told: 'Lo que ella escribió', evidence: 'Exp. 1', version: '1' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Lo corrigió la capacitadora');
    expect(stale.text).toContain('Lo que ella escribió');
    expect((await trainer.post(`/actions/${id}/proof`, { version: '1', evidence: 'Exp. 1' })).status).toBe(409);
    expect(await again(id)).toMatchObject({ told: 'Lo corrigió la capacitadora', review: 'unseen', version: 2 });
  });

  it('are written down for somebody at the desk or on the phone', async () => {
    expect(wordsOf(await trainer.get('/actions/new?q=apaza'))).toContain('Apaza, Rosa María');
    const form = await trainer.get(`/actions/new?person=${of(1)}&through=phone`);
    expect(form.text).toMatch(/value="phone" checked/);
    const bad = await trainer.post('/actions', { ...told, person: of(1), through: 'phone', doneOn: 'ayer' });
    expect([bad.status, bad.text.includes('Escribí a la comisión')]).toEqual([422, true]);
    expect((await trainer.post('/actions', { ...told, person: of(1), through: 'phone' })).status).toBe(303);
    expect(await newest()).toMatchObject({ personId: of(1), enteredThrough: 'phone', enteredBy: trainer.account?.id });
    expect(wordsOf(await trainer.get(`/people/${of(1)}`))).toContain('1, 0 con evidencia vista');
    expect(wordsOf(await trainer.get(`/actions?person=${of(1)}`))).toContain('Solo las de Rosa María Apaza');
    expect((await trainer.post('/actions', { ...told, person: newId(), through: 'desk' })).status).toBe(404);
  });

  it('are listed by kind, state and days, and taken away with an entry in the trail', async () => {
    await tell();
    await tell({ kind: 'help', doneOn: '01/10/2026', told: '=Enseñé a mi vecina', evidence: 'Foto' });
    const words = async (query: string): Promise<string> => wordsOf(await trainer.get(`/actions${query}`));
    expect(await words('?kind=help')).not.toContain('Vivienda');
    expect(await words('?from=01/11/2026')).not.toContain('vecina');
    expect(await words('?to=31/10/2026&state=to-see')).toContain('vecina');
    expect(await words('?kind=budget')).toContain('Ninguna acción es así');
    const csv = await trainer.post('/actions/exports?kind=help', { as: 'csv' });
    expect(csv.text).toContain("'=Enseñé a mi vecina");
    expect(csv.text).not.toContain('Vivienda');
    for (const as of ['xlsx', 'pdf']) expect((await trainer.post('/actions/exports', { as })).status).toBe(200);
    expect(await test.dataSource.manager.findBy(AuditEntry, { entity: 'taken_lists' })).toHaveLength(3);
    expect((await (await test.signIn('coach')).post('/actions/exports', { as: 'csv' })).status).toBe(403);
  });

  it('say whom to ask: who completed weeks ago, has told nothing and may be called', async () => {
    await complete(0, 6);
    await complete(1, 6);
    await complete(2, 1);
    await complete(3, 6);
    await complete(4, 6);
    await test.unitOfWork.run(async (tx) => {
      const consent = await tx.manager.findOneByOrFail(Consent, { personId: of(1) });
      await tx.update(Consent, consent, { withdrawnAt: tx.now });
      await tx.update(Person, await tx.manager.findOneByOrFail(Person, { id: of(4) }), { phone: null });
    }, { actor: SYSTEM });
    await tell({ doneOn: '23/11/2026' });
    const { id } = await newest();
    const list = (): Promise<string> => trainer.get('/actions/follow-up').then(wordsOf);
    const before = await list();
    expect(before).toContain('Ccori, Rosa María');
    for (const name of ['Alva', 'Apaza', 'Cárdenas', 'Chávez']) expect(before).not.toContain(`${name}, `);
    expect(before).toContain('2 personas más terminaron y no están aquí');
    expect(before).toContain('987 654 321');
    await trainer.post(`/actions/${id}/doubt`, { version: '1', reason: 'No fue ella' });
    expect(await list()).toContain('Alva, Rosa María');
    expect(wordsOf(await trainer.get('/actions/follow-up?weeks=8'))).toContain('No hay a quién llamar');
    expect((await trainer.post('/actions/follow-up/exports', { as: 'csv' })).text).toContain('Ccori, Rosa María');
    expect((await (await test.signIn('coach')).get('/actions/follow-up')).status).toBe(200);
  });

  it('are asked for on her home after the course, until she has told something', async () => {
    await complete(0, 2);
    const home = await learner.get('/');
    expect(home.text).toMatch(/next-step__title[^>]*>Cuente lo que hizo/);
    await tell({ doneOn: '23/11/2026' });
    const after = await learner.get('/');
    expect(after.text).not.toMatch(/next-step__title[^>]*>Cuente lo que hizo/);
    expect(wordsOf(after)).toContain('Ya contó una cosa');
  });

  it('are found by nobody else: another learner, another centre, a treasurer', async () => {
    const { id } = await tell();
    const elsewhere = await test.signIn('coordinator', { centre: await test.addCentre('Otro Centro') });
    const other = await test.signIn('learner', { personId: of(5) });
    for (const path of [`/actions/${id}`, `/actions/${id}/edit`, `/actions/${id}/document`, `/actions/new?person=${of(0)}`]) expect((await elsewhere.get(path)).status).toBe(404);
    for (const path of [`/my-actions/${id}`, `/my-actions/${id}/document`]) expect((await other.get(path)).status).toBe(404);
    expect((await elsewhere.post(`/actions/${id}/proof`, { version: '1', evidence: 'x' })).status).toBe(404);
    expect((await elsewhere.post('/actions', { ...told, person: of(0), through: 'desk' })).status).toBe(404);
    expect((await other.post(`/my-actions/${id}`, { ...told, version: '1' })).status).toBe(404);
    expect(wordsOf(await elsewhere.get('/actions'))).not.toContain('Alva');
    expect((await (await test.signIn('treasurer')).get('/actions')).status).toBe(403);
    expect((await trainer.get('/actions/nothing')).status).toBe(404);
    expect(await test.dataSource.manager.countBy(CivicAction, { reviewedAt: IsNull() })).toBe(1);
  });

  it('take eight queries at most, however many there are', async () => {
    for (let index = 0; index < 12; index += 1) await tell({ told: `Carta ${index}` });
    const { id } = await newest();
    for (const [visitor, path] of [
      [trainer, '/actions?kind=congress'], [trainer, `/actions?person=${of(0)}`], [trainer, `/actions/${id}`], [trainer, `/actions/${id}/edit`], [trainer, '/actions/follow-up'],
      [trainer, `/people/${of(0)}`], [learner, '/my-actions'], [learner, `/my-actions/${id}`],
    ] as const) {
      const { result, queries } = await countQueries(() => visitor.get(path));
      expect([path, result.status, queries <= 8]).toEqual([path, 200, true]);
    }
  });
});

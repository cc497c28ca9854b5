import { aPerson } from '../../test/coaching/coaching-centre.js';
import { openRoom } from '../../test/coaching/coaching-hour.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { IsNull } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import { LearnerAccess } from '../accounts/learner-access.service.js';
import type { Centre } from '../centres/centre.entity.js';
import { Learner } from '../people/learner.entity.js';
import { Person } from '../people/person.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import type { Submission } from '../shared/web/submission.js';
import { translator } from '../shared/web/i18n.js';
import type { Booking } from './booking.entity.js';
import { Coach } from './coach.entity.js';
import { CoachesService } from './coaches.service.js';
import { CoachingNoteReader } from './coaching-note-reader.entity.js';
import { CoachingNote } from './coaching-note.entity.js';
import { CoachingOutcome } from './coaching-outcome.entity.js';

const t = translator('es');
const EMPTY = { noteVersion: '0', outcomeVersion: '0' };

describe.each(ENGINES)('what a coach notes about an hour, %s', (engine) => {
  let test: TestApp;
  let book: Awaited<ReturnType<typeof openRoom>>;
  let ana: Visitor;
  let anaId: string;
  let berta: Visitor;
  let bertaId: string;

  const coach = async (displayName: string, centre?: Centre): Promise<[Visitor, string]> => {
    const visitor = await test.signIn('coach', { displayName, ...(centre ? { centre } : {}) });
    const id = newId();
    await test.unitOfWork.run((tx) => tx.insert(Coach, [{
      id, accountId: visitor.account?.id as string, centreId: centre?.id ?? test.centre.id, sex: null, languages: ['spanish'], topics: [], bookingsADay: 6, createdAt: 1, version: 1,
    }]), { actor: SYSTEM });
    return [visitor, id];
  };
  beforeAll(async () => {
    test = await startApp({ engine });
    book = await openRoom(test);
    [ana, anaId] = await coach('Ana Curi');
    [berta, bertaId] = await coach('Berta Poma');
  });
  afterAll(() => test.close());

  /** An hour of today, of somebody who is a learner of the centre. */
  const hour = async (more: Partial<Booking> = {}): Promise<Booking> => {
    const personId = more.personId ?? newId();
    if (!more.personId) {
      await test.unitOfWork.run(async (tx) => {
        await tx.insert(Person, { ...aPerson('Ñahui Poma', 1), id: personId });
        await tx.insert(Learner, [{ id: newId(), personId, centreId: test.centre.id, kind: 'leader', registeredAt: 1 }]);
      }, { actor: SYSTEM });
    }
    return book({ coachId: anaId, date: '2026-11-23', ...more, personId });
  };
  const at = ({ id }: Booking): string => `/coaching/bookings/${id}/notes`;
  const noteOf = ({ id }: Booking): Promise<CoachingNote | null> => test.dataSource.manager.findOneBy(CoachingNote, { bookingId: id });
  const outcomeOf = ({ id }: Booking): Promise<CoachingOutcome | null> => test.dataSource.manager.findOneBy(CoachingOutcome, { bookingId: id });

  it('is kept apart: figures for all to count, words sealed', async () => {
    const one = await hour();
    const form = { ...EMPTY, goals: 'Mandar la solicitud sola', skills: ['O3-mail', 'O0-mouse'], confidenceBefore: '2', confidenceAfter: '4', remarks: 'Le dio miedo\nal comienzo', next: '' };
    const saved = await ana.post(at(one), form);
    expect([saved.status, saved.headers.location]).toEqual([303, at(one)]);
    expect(await outcomeOf(one)).toMatchObject({ skills: ['O0-mouse', 'O3-mail'], confidenceBefore: 2, confidenceAfter: 4, personId: one.personId, recordedBy: ana.account?.id });
    const note = await noteOf(one);
    expect(note).toMatchObject({ keyId: 'first', authorId: ana.account?.id, version: 1 });
    expect(Buffer.from(note?.sealed ?? '', 'base64').toString('latin1') + note?.sealed).not.toContain('solicitud');
    const { result, queries } = await countQueries(() => ana.get(at(one)));
    expect(queries).toBeLessThanOrEqual(8);
    expect(result.text).toContain('Mandar la solicitud sola</textarea>');
    expect(result.text).toContain('Le dio miedo\nal comienzo</textarea>');
    expect(result.text).toMatch(/name="confidenceAfter" value="4" checked/u);
    expect(result.text.match(/name="skills" value="[\w-]+" checked/gu)).toHaveLength(2);
    expect(result.headers['cache-control']).toBe('no-store');
  });

  it('stands on the page of the next hour, so that it starts from there', async () => {
    const before = await hour({ date: '2026-11-16' });
    const next = await hour({ personId: before.personId, startsAt: '11:00', endsAt: '11:45' });
    await ana.post(at(before), { ...EMPTY, next: 'Empezar con el arroba' });
    const words = wordsOf(await ana.get(at(next)));
    expect(words).toContain(`${t('notes:former.title')} lunes 16 de noviembre ${t('notes:former.parts.next')} Empezar con el arroba`);
    expect(wordsOf(await ana.get(at(before)))).not.toContain(t('notes:former.title'));
    expect(wordsOf(await ana.get('/coaching/notes'))).toContain('Ñahui Poma, Rosa lunes 16 de noviembre 1');
    expect(wordsOf(await ana.get(`/coaching/notes/${before.personId}`))).toContain('Empezar con el arroba');
  });

  it('is nobody else\'s, and whoever asks finds nothing', async () => {
    const one = await hour();
    await ana.post(at(one), { ...EMPTY, goals: 'x' });
    const [stranger] = await coach('Carla', await test.addCentre('Aparte'));
    const others = [berta, stranger, await test.signIn('trainer'), await test.signIn('coordinator'), await test.signIn('administrator', { everywhere: true })];
    for (const other of others) {
      expect((await other.get(at(one))).status).toBe(404);
      expect((await other.post(at(one), { ...EMPTY, goals: 'y', noteVersion: '1' })).status).toBe(404);
      expect((await other.get(`/coaching/notes/${one.personId}`)).status).toBe(404);
    }
    const learner = await test.signIn('learner', { personId: one.personId });
    expect((await learner.get(at(one))).status).toBe(404);
    expect((await ana.get('/coaching/bookings/none/notes')).status).toBe(404);
  });

  it('is read by a coach whom the learner lets, until she takes it back', async () => {
    const one = await hour();
    await ana.post(at(one), { ...EMPTY, goals: 'Escribirle a su hija' });
    const learner = await test.signIn('learner', { personId: one.personId });
    const readers = '/coaching/mine/readers';
    expect(wordsOf(await learner.get(readers))).toContain(t('notes:readers.nobody'));
    const bertas = berta.account?.id as string;
    expect((await learner.post(readers, { readerId: bertas })).headers.location).toBe(readers);
    await learner.post(readers, { readerId: bertas });
    expect(await test.dataSource.manager.countBy(CoachingNoteReader, { personId: one.personId })).toBe(1);
    expect(wordsOf(await learner.get(readers))).toContain('Berta Poma');
    const own = await hour({ personId: one.personId, coachId: bertaId, startsAt: '15:00', endsAt: '15:45' });
    expect(wordsOf(await berta.get(at(own)))).toContain('lunes 23 de noviembre, de Ana Curi');
    expect(wordsOf(await berta.get(`/coaching/notes/${one.personId}`))).toContain('Escribirle a su hija');
    expect((await berta.get(at(one))).status).toBe(404);
    const { result, queries } = await countQueries(() => learner.get(readers));
    expect([result.status, queries <= 8]).toEqual([200, true]);
    expect((await learner.post(`${readers}/${bertas}/ending`)).status).toBe(303);
    expect((await berta.get(`/coaching/notes/${one.personId}`)).status).toBe(404);
    expect(wordsOf(await berta.get(at(own)))).not.toContain('hija');
    const refused = await learner.post(readers, { readerId: (await test.addAccount(['coordinator'])).id });
    expect([refused.status, wordsOf(refused).includes(t('notes:refusals.no-coach'))]).toEqual([422, true]);
    expect((await learner.post(readers, { readerId: '' })).status).toBe(422);
    expect((await ana.get(readers)).status).toBe(403);
  });

  it('is read no more by a coach who has ended, though she is named again', async () => {
    const one = await hour();
    await ana.post(at(one), { ...EMPTY, goals: 'Escribirle a su hija' });
    const [carla, carlaId] = await coach('Carla Rojas');
    const [learner, readers] = [await test.signIn('learner', { personId: one.personId }), '/coaching/mine/readers'];
    await learner.post(readers, { readerId: carla.account?.id });
    expect((await carla.get(`/coaching/notes/${one.personId}`)).status).toBe(200);
    const [coaches, options] = [test.app.get(CoachesService), { actor: SYSTEM }];
    await coaches.end(test.centre.id, carlaId, options);
    expect(wordsOf(await learner.get(readers))).not.toContain('Carla Rojas');
    await coaches.addCoach(test.centre.id, carla.account?.id as string, { sex: null, languages: ['spanish'], topics: [], bookingsADay: 6 }, options);
    expect((await carla.get(`/coaching/notes/${one.personId}`)).status).toBe(404);
    // Who coaches at another centre of hers reads on there.
    const elsewhere = await test.addCentre('Lurín');
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Learner, [{ id: newId(), personId: one.personId, centreId: elsewhere.id, kind: 'leader', registeredAt: 1 }]);
      await tx.insert(Coach, [{ id: newId(), accountId: carla.account?.id as string, centreId: elsewhere.id, sex: null, languages: ['spanish'], topics: [], bookingsADay: 6, createdAt: 1, version: 1 }]);
    }, options);
    await learner.post(readers, { readerId: carla.account?.id });
    await coaches.end(test.centre.id, carlaId, options);
    expect(await test.dataSource.manager.countBy(CoachingNoteReader, { readerId: carla.account?.id as string, endedAt: IsNull() })).toBe(1);
  });

  it('is not read by whoever set the PIN that she comes in with', async () => {
    const one = await hour();
    await ana.post(at(one), { ...EMPTY, goals: 'Escribirle a su hija' });
    const access = test.app.get(LearnerAccess);
    const bertas = berta.account?.id as string;
    const by = (accountId: string) => ({ accountId, centreId: test.centre.id });
    const submission = (): Submission => ({ key: newId(), bodyHash: 'x', accountId: null });
    const askFor = async (): Promise<{ status: number; words: string }> => {
      const account = await test.dataSource.manager.findOneByOrFail(Account, { personId: one.personId, kind: 'learner' });
      const answer = await (await test.signInAs(account)).post('/coaching/mine/readers', { readerId: bertas });
      return { status: answer.status, words: answer.status === 422 ? wordsOf(answer) : '' };
    };
    await access.setPin(by(bertas), one.personId, '5072', submission());
    expect(await askFor()).toEqual({ status: 422, words: expect.stringContaining('que otra persona le ponga un PIN nuevo') });
    expect((await berta.get(`/coaching/notes/${one.personId}`)).status).toBe(404);
    // A card alone changes no PIN, and so not who knows it.
    await access.giveCards(by(ana.account?.id as string), [one.personId], submission(), { keepPins: true, newCodes: true });
    expect((await askFor()).status).toBe(422);
    await access.giveCards(by(ana.account?.id as string), [one.personId], submission());
    expect((await askFor()).status).toBe(303);
    // What was allowed stays, whoever gives her a PIN later.
    await access.setPin(by(bertas), one.personId, '5073', submission());
    expect((await berta.get(`/coaching/notes/${one.personId}`)).status).toBe(200);
  });

  it('is never overwritten by a page that is older: both are shown, and nothing is lost', async () => {
    const one = await hour();
    await ana.post(at(one), { ...EMPTY, goals: 'Primero', confidenceAfter: '3' });
    const stale = await ana.post(at(one), { ...EMPTY, goals: 'Segundo', confidenceAfter: '5' });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale)).toContain(`${t('notes:fields.goals')} Primero Segundo`);
    expect(wordsOf(stale)).toContain(`${t('notes:fields.confidenceAfter')} ${t('notes:faces.3')} ${t('notes:faces.5')}`);
    expect(stale.text).toContain('name="noteVersion" value="1"');
    expect(stale.text).toContain('Segundo</textarea>');
    expect((await ana.post(at(one), { noteVersion: '1', outcomeVersion: '1', goals: 'Segundo', confidenceAfter: '5' })).status).toBe(303);
    expect(await noteOf(one)).toMatchObject({ version: 2 });
    const both = await hour();
    const answers = await Promise.all(['a', 'b', 'c'].map((goals) => ana.post(at(both), { ...EMPTY, goals })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409]);
  });

  it('is saved once, however often it is sent, and leaves the words nowhere', async () => {
    const one = await hour();
    const _key = newId();
    const form = { ...EMPTY, _key, goals: 'Palabra-clave-uno', next: 'Palabra-clave-dos' };
    for (let times = 0; times < 2; times += 1) expect((await ana.post(at(one), form)).status).toBe(303);
    expect(await noteOf(one)).toMatchObject({ version: 1 });
    expect((await ana.post(at(one), { ...form, goals: 'Palabra-clave-tres' })).status).toBe(409);
    for (const table of ['idempotency_keys', 'audit_entries', 'coaching_notes', 'web_sessions']) {
      expect([table, JSON.stringify(await test.dataSource.query(`SELECT * FROM ${table}`)).includes('Palabra-clave')]).toEqual([table, false]);
    }
  });

  it('comes back with what was typed where it cannot be taken', async () => {
    const one = await hour();
    const nothing = await ana.post(at(one), { ...EMPTY });
    expect([nothing.status, wordsOf(nothing).includes(t('notes:refusals.nothing'))]).toEqual([422, true]);
    const bad = await ana.post(at(one), { ...EMPTY, goals: 'Guardar esto', remarks: 'x'.repeat(2001), skills: 'O9-none', confidenceBefore: '9' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('Guardar esto</textarea>');
    expect(await noteOf(one)).toBeNull();
    for (const more of [{ date: '2026-11-24' }, { status: 'cancelled' as const }, { status: 'no-show' as const }]) {
      const other = await hour(more);
      expect((await ana.post(at(other), { ...EMPTY, goals: 'x' })).status).toBe(422);
      expect((await ana.get(at(other))).text).not.toContain('<textarea');
    }
  });

  it('says so where its key is missing, and loses nothing', async () => {
    const one = await hour();
    await ana.post(at(one), { ...EMPTY, goals: 'Todavía aquí' });
    await test.unitOfWork.run((tx) => tx.execute("UPDATE coaching_notes SET key_id = 'lost' WHERE booking_id = ?", [one.id]), { actor: SYSTEM });
    const page = await ana.get(at(one));
    expect([page.status, wordsOf(page).includes(t('notes:refusals.cannot-open'))]).toEqual([200, true]);
    const refused = await ana.post(at(one), { noteVersion: '1', outcomeVersion: '1', goals: 'Encima' });
    expect([refused.status, wordsOf(refused).includes(t('notes:refusals.cannot-open'))]).toEqual([422, true]);
    expect(wordsOf(await ana.get(`/coaching/notes/${one.personId}`))).toContain(t('notes:refusals.cannot-open'));
    await test.unitOfWork.run((tx) => tx.execute("UPDATE coaching_notes SET key_id = 'first' WHERE booking_id = ?", [one.id]), { actor: SYSTEM });
    expect((await ana.get(at(one))).text).toContain('Todavía aquí');
  });

  it('does not open in another hour\'s place', async () => {
    const [one, other] = [await hour(), await hour()];
    await ana.post(at(one), { ...EMPTY, goals: 'De una' });
    await ana.post(at(other), { ...EMPTY, goals: 'De otra' });
    await test.unitOfWork.run(async (tx) => tx.execute('UPDATE coaching_notes SET sealed = ? WHERE booking_id = ?', [(await noteOf(one))?.sealed, other.id]), { actor: SYSTEM });
    const page = await ana.get(at(other));
    expect(wordsOf(page)).toContain(t('notes:refusals.cannot-open'));
    expect(page.text).not.toContain('De una');
  });
});

import { ENGINES } from '../../test/helpers/databases.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { addClassroom, sessionOf, type Classroom } from '../../test/attendance/classroom.js';
import { Village } from '../../test/people/village.js';
import { AccountRole } from '../accounts/account-role.entity.js';
import { Account } from '../accounts/account.entity.js';
import { LearnerAccess } from '../accounts/learner-access.service.js';
import { Arrival } from '../attendance/arrival.entity.js';
import { AttendanceMark } from '../attendance/attendance-mark.entity.js';
import { Session } from '../attendance/session.entity.js';
import { EnrolmentMove } from '../groups/enrolment-move.entity.js';
import { Enrolment } from '../groups/enrolment.entity.js';
import { Membership } from '../organisations/membership.entity.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { newId } from '../shared/kernel/ids.js';
import { translator } from '../shared/web/i18n.js';
import { newConsent } from './consent-texts.js';
import { Consent } from './consent.entity.js';
import { DistinctPersons } from './distinct-persons.entity.js';
import { Learner } from './learner.entity.js';
import { Person } from './person.entity.js';

const t = translator('es');

describe.each(ENGINES)('two records of one person, %s', (engine) => {
  let test: TestApp;
  let coordinator: Visitor;
  let village: Village;
  let classroom: Classroom;
  let tuesday: Session;
  let wednesday: Session;
  let oasis: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    coordinator = await test.signIn('coordinator');
    village = new Village(test);
    oasis = await village.organisation({ name: 'Comedor Oasis' });
    classroom = await addClassroom(test, { count: 2 });
    [tuesday, wednesday] = [sessionOf(classroom.group, { ordinal: 2, date: '2026-11-24' }), sessionOf(classroom.group, { ordinal: 3, date: '2026-11-25' })];
    await test.unitOfWork.run((tx) => tx.insert(Session, [tuesday, wednesday]), { actor: SYSTEM });
  });
  afterAll(() => test.close());

  const all = <T extends object>(entity: new () => T, personId: string): Promise<T[]> => test.dataSource.manager.findBy(entity, { personId } as never);
  let count = 0;
  /** Two records of one woman, the second one without her DNI and with another phone. */
  const twins = async (): Promise<[string, string]> => {
    count += 1;
    const name = { surnames: `Mamani ${'ABCDEFGHIJ'[count]}`, givenNames: 'Flor Rosa', birth: String(1950 + count) };
    return await village.people([
      { ...name, dni: String(12345670 + count), phone: '911111111', organisationId: oasis, post: 'Socia', consent: newConsent('signed', '2026-11-02', []) },
      { ...name, surnames: name.surnames.replace('a', 'á'), phone: '922222222', email: 'flor@x.pe', motherTongue: 'aymara', organisationId: oasis, post: 'Presidenta' },
    ]) as [string, string];
  };
  const merge = async (kept: string, merged: string, form = {}): Promise<ReturnType<Visitor['post']>> => {
    const { text } = await coordinator.get(`/people/${kept}/merge/${merged}`);
    const version = (name: string): string => new RegExp(`name="${name}" value="(\\d+)"`, 'u').exec(text)?.[1] as string;
    return coordinator.post(`/people/${kept}/merge/${merged}`, { keptVersion: version('keptVersion'), mergedVersion: version('mergedVersion'), ...form });
  };

  it('with a card each: that of the record that stays goes on, the other is dead', async () => {
    const [kept, merged] = await twins();
    const cards = await test.app.get(LearnerAccess).giveCards(
      { accountId: coordinator.account?.id as string, centreId: test.centre.id }, [kept, merged], { key: newId(), bodyHash: '', accountId: coordinator.account?.id as string });
    const cardOf = (personId: string): { cardCode: string; pin: string | null } => cards.find((card) => card.personId === personId) as never;
    expect(wordsOf(await coordinator.get(`/people/${kept}/merge/${merged}`))).toContain(t('people:merge.accounts'));
    const enter = (personId: string) => test.visitor().post('/sign-in/card', { card: cardOf(personId).cardCode, pin: cardOf(personId).pin });
    expect((await enter(merged)).status).toBe(303);
    expect((await merge(kept, merged, { phone: 'merged' })).status).toBe(303);
    expect(await all(Account, kept)).toMatchObject([{ cardCode: cardOf(kept).cardCode, disabledAt: null }]);
    expect((await enter(kept)).status).toBe(303);
    expect((await enter(merged)).status).toBe(422);
    expect(await test.dataSource.manager.countBy(Account, { cardCode: cardOf(merged).cardCode })).toBe(0);
  });

  it('are listed with why, and compared side by side', async () => {
    const [kept, merged] = await twins();
    const { result, queries } = await countQueries(() => coordinator.get('/people/duplicates'));
    expect(wordsOf(result)).toContain(t('people:duplicates.same-name-year'));
    expect(result.text).toContain(`/people/${kept}/merge/${merged}`);
    expect(queries).toBeLessThanOrEqual(8);
    const compared = await countQueries(() => coordinator.get(`/people/${kept}/merge/${merged}`));
    expect(compared.queries).toBeLessThanOrEqual(8);
    const words = wordsOf(compared.result);
    expect(words).toContain(`${t('people:fields.phone')} 911 111 111 922 222 222 ${t('people:merge.differs')}`);
    expect(words).toContain(t('people:merge.questions.phone'));
    expect(words).not.toContain(t('people:merge.questions.dni'));
    expect(words).toContain(`${t('people:records.memberships')} 1 1`);
    expect(wordsOf(await coordinator.get(`/people/${kept}/merge?q=mamani`))).toContain('Mámani B, Flor Rosa');
  });

  it('are not merged before somebody has chosen', async () => {
    const [kept, merged] = await twins();
    const answer = await merge(kept, merged);
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toContain(t('people:refusals.merge-choice'));
    expect((await test.dataSource.manager.findOneByOrFail(Person, { id: merged })).mergedIntoId).toBeNull();
  });

  it('become one without losing attendance', async () => {
    const [kept, merged] = await twins();
    const { group, edition, session } = classroom;
    const of = (personId: string) => ({ id: newId(), personId, centreId: test.centre.id });
    const enrolments = [kept, merged].map((id) => ({ ...of(id), editionId: edition.id, groupId: group.id, status: 'enrolled' as const, enrolledAt: 5 }));
    const mark = (personId: string, sessionId: string, status: AttendanceMark['status'], minutes: number | null = null) => (
      { ...of(personId), sessionId, status, minutes, markedAt: 1 });
    const accounts = [kept, merged].map((personId, index) => ({
      id: newId(), kind: 'learner' as const, personId, displayName: 'Flor', pinHash: index === 1 ? 'x' : null, createdAt: 1, credentialsVersion: 1,
    }));
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Enrolment, enrolments);
      await tx.insert(EnrolmentMove, [{ id: newId(), enrolmentId: enrolments[1]?.id as string, fromGroupId: null, toGroupId: group.id, movedAt: 1 }]);
      await tx.insert(AttendanceMark, [
        mark(kept, session.id, 'absent'), mark(merged, session.id, 'late', 10),
        mark(kept, tuesday.id, 'present'), mark(merged, tuesday.id, 'absent'), mark(merged, wednesday.id, 'present'),
      ]);
      await tx.insert(Arrival, [{ ...of(merged), sessionId: session.id, arrivedAt: 3 }]);
      await tx.insert(Account, accounts);
      await tx.insert(AccountRole, accounts.map(({ id }) => ({ id: newId(), accountId: id, role: 'learner' as const, centreId: test.centre.id, grantedAt: 1 })));
    }, { actor: SYSTEM });
    const lost = await test.dataSource.manager.findOneByOrFail(AttendanceMark, { personId: kept, sessionId: session.id });

    const answer = await merge(kept, merged, { phone: 'merged' });
    expect(answer.headers.location).toBe(`/people/${kept}`);
    expect(await test.dataSource.manager.findOneByOrFail(Person, { id: kept })).toMatchObject({
      surnames: expect.stringContaining('Mámani'), dni: expect.stringMatching(/^\d{8}$/u), phone: '922222222', email: 'flor@x.pe', motherTongue: 'aymara',
    });
    expect(await test.dataSource.manager.findOneByOrFail(Person, { id: merged })).toMatchObject({ mergedIntoId: kept, dni: null });

    const marks = new Map((await all(AttendanceMark, kept)).map(({ sessionId, status, minutes }) => [sessionId, [status, minutes]]));
    expect(marks).toEqual(new Map([[session.id, ['late', 10]], [tuesday.id, ['present', null]], [wednesday.id, ['present', null]]]));
    expect(await test.dataSource.manager.findBy(AuditEntry, { entity: 'attendance_marks', entityId: lost.id, action: 'remove' }))
      .toMatchObject([{ actorId: coordinator.account?.id, valuesBefore: { status: 'absent', personId: kept, sessionId: session.id } }]);
    const [enrolment, ...more] = await all(Enrolment, kept);
    expect(more).toEqual([]);
    expect(await test.dataSource.manager.findBy(EnrolmentMove, { enrolmentId: enrolment?.id as string })).toHaveLength(1);
    expect((await all(Membership, kept)).map(({ post }) => post).sort()).toEqual(['member', 'president']);
    expect(await all(Learner, kept)).toMatchObject([{ kind: 'leader' }]);
    expect([await all(Consent, kept), await all(Arrival, kept)].map(({ length }) => length)).toEqual([1, 1]);
    expect(await all(Account, kept)).toMatchObject([{ id: accounts[1]?.id, disabledAt: null }]);
    expect(await test.dataSource.manager.findOneByOrFail(Account, { id: accounts[0]?.id as string })).toMatchObject({ personId: null, disabledAt: test.clock.now() });
    for (const entity of [AttendanceMark, Enrolment, Membership, Learner, Consent, Arrival, Account]) expect(await all(entity as new () => object, merged)).toEqual([]);

    const moved = await coordinator.get(`/people/${merged}`);
    expect([moved.status, moved.headers.location]).toEqual([303, `/people/${kept}`]);
    expect(wordsOf(await coordinator.get('/people?q=flor@x.pe'))).not.toContain('922');
    const found = (await coordinator.get('/people?q=922222222&format=json')).body as { results: { href: string }[] };
    expect(found.results.map(({ href }) => href)).toContain(`/people/${kept}`);
    expect(found.results.map(({ href }) => href)).not.toContain(`/people/${merged}`);
    expect((await coordinator.get('/people/duplicates')).text).not.toContain(merged);
  });

  it('lead from the third to the first when merged one after the other', async () => {
    const [first, second] = await twins();
    const [third] = await twins();
    await merge(second, third, { name: 'kept', phone: 'kept', birth: 'kept', dni: 'kept' });
    await merge(first, second, { name: 'kept', phone: 'kept', birth: 'kept', dni: 'kept' });
    expect((await coordinator.get(`/people/${third}`)).headers.location).toBe(`/people/${first}`);
  });

  it('can be two people, which is remembered', async () => {
    const [first, second] = await twins();
    expect((await coordinator.post(`/people/${first}/distinct/${second}`)).headers.location).toBe('/people/duplicates');
    await coordinator.post(`/people/${second}/distinct/${first}`);
    expect(await test.dataSource.manager.count(DistinctPersons)).toBe(1);
    expect((await coordinator.get('/people/duplicates')).text).not.toContain(second);
  });

  it('are merged once, and not over somebody else’s change', async () => {
    const [kept, merged] = await twins();
    const form = { _key: newId(), keptVersion: '1', mergedVersion: '1', phone: 'kept' };
    await test.unitOfWork.run(async (tx) => {
      await tx.update(Person, await tx.manager.findOneByOrFail(Person, { id: merged }), { email: 'new@x.pe' });
    }, { actor: SYSTEM });
    expect((await coordinator.post(`/people/${kept}/merge/${merged}`, form)).status).toBe(409);
    const again = { ...form, _key: newId(), mergedVersion: '2' };
    const both = await Promise.all([1, 2].map(() => coordinator.post(`/people/${kept}/merge/${merged}`, again)));
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    for (const pair of [`${kept}/merge/${merged}`, `${merged}/merge/${kept}`]) {
      for (const late of [await coordinator.post(`/people/${pair}`, { ...again, _key: newId() }), await coordinator.get(`/people/${pair}`)]) {
        expect([late.status, late.headers.location]).toEqual([303, `/people/${kept}`]);
      }
    }
    expect((await coordinator.get(`/people/${kept}`)).text).toContain('Esa ficha se unió a esta.');
  });

  it('are for those who keep records, at a centre that knows both', async () => {
    const [kept, merged] = await twins();
    const trainer = await test.signIn('trainer');
    expect((await trainer.get('/people/duplicates')).status).toBe(403);
    expect((await trainer.post(`/people/${kept}/merge/${merged}`, { keptVersion: 1, mergedVersion: 1 })).status).toBe(404);
    const stranger = await new Village(test, (await test.addCentre(`Lurín ${engine}`)).id).person({ surnames: 'Mamani Z', givenNames: 'Flor' });
    for (const [a, b] of [[kept, stranger], [stranger, kept], [kept, kept], [kept, 'x']]) {
      expect((await coordinator.get(`/people/${a}/merge/${b}`)).status).toBe(404);
      expect((await coordinator.post(`/people/${a}/distinct/${b}`)).status).toBe(a === b ? 303 : 404);
    }
    expect((await coordinator.post(`/people/${kept}/merge/${stranger}`, { keptVersion: 1, mergedVersion: 1 })).status).toBe(404);
  });
});

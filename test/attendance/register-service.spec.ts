import fc from 'fast-check';
import { ArrivalsService } from '../../src/attendance/arrivals.service.js';
import type { MarkStatus, WantedMark } from '../../src/attendance/register-rules.js';
import { RegisterConflict, RegisterService, type Marker } from '../../src/attendance/register.service.js';
import { Session } from '../../src/attendance/session.entity.js';
import { SessionsService } from '../../src/attendance/sessions.service.js';
import { Holiday } from '../../src/centres/holiday.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { NotThere, Refused } from '../../src/shared/kernel/refusal.js';
import { startApp, TEST_NOW, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { addClassroom, sessionOf, type Classroom } from './classroom.js';

const MINUTE = 60_000;

describe.each(ENGINES)('registers on %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let registers: RegisterService;
  let trainer: Marker;
  let count = 0;

  beforeAll(async () => {
    test = await startApp({ engine });
    registers = test.app.get(RegisterService);
    const account = await test.addAccount(['trainer']);
    trainer = { accountId: account.id, centreId: test.centre.id, mayCorrect: false };
  });

  beforeEach(async () => {
    test.clock.travelTo(TEST_NOW);
    count += 1;
    room = await addClassroom(test, { count: 5, name: `Grupo ${count}` });
  });

  afterAll(() => test.close());

  const mark = (person: number, status: MarkStatus, version = 0, more: Partial<WantedMark> = {}): WantedMark => ({
    personId: room.people[person]?.id as Id, version, status, minutes: null, reason: null, ...more,
  });
  const save = (marks: WantedMark[], complete = false, sessionId = room.session.id) => registers.save(trainer, sessionId, { marks, complete });
  const onRecord = async (): Promise<Record<string, string>> => {
    const rows = await test.dataSource.query<{ personId: Id; status: string; version: number }[]>(
      'SELECT person_id AS personId, status, version FROM attendance_marks WHERE session_id = ?', [room.session.id]);
    return Object.fromEntries(rows.map(({ personId, status, version }) => [room.people.findIndex(({ id }) => id === personId), `${status} ${version}`]));
  };
  const everybody = (): WantedMark[] => room.people.map((_, index) => mark(index, index === 3 ? 'absent' : 'present'));

  it('keeps one mark a learner, and says what stands there', async () => {
    const saved = await save(everybody(), true);
    expect(saved).toMatchObject({ complete: true, people: 5, counts: { came: 4, absent: 1 } });
    expect(await onRecord()).toEqual({ 0: 'present 1', 1: 'present 1', 2: 'present 1', 3: 'absent 1', 4: 'present 1' });
    expect(await test.dataSource.manager.findOneBy(Session, { id: room.session.id }))
      .toMatchObject({ registerSavedAt: TEST_NOW, registerSavedBy: trainer.accountId });
  });

  it('changes nothing when saved twice', async () => {
    await save(everybody(), true);
    const before = await onRecord();
    test.clock.advance(MINUTE);
    const again = await save(everybody(), true);
    expect(again.versions[room.people[3]?.id as Id]).toBe(1);
    expect(await onRecord()).toEqual(before);
  });

  it('answers a mark that is sent again with one key as the first time', async () => {
    const submission = { key: newId(), bodyHash: 'a'.repeat(64) };
    const send = () => registers.save(trainer, room.session.id, { marks: [mark(1, 'absent')], complete: false }, { submission });
    expect(await send()).toEqual(await send());
    expect(await onRecord()).toEqual({ 1: 'absent 1' });
  });

  it('keeps who changed what', async () => {
    await save([mark(1, 'absent')]);
    await save([mark(1, 'late', 1, { minutes: 10 })]);
    const trail = await test.dataSource.query<{ action: string; valuesAfter: string }[]>(`
      SELECT t.action, t.values_after AS valuesAfter FROM audit_entries t JOIN attendance_marks m ON m.id = t.entity_id
      WHERE m.session_id = ? ORDER BY t.recorded_at, t.id`, [room.session.id]);
    expect(trail.map(({ action }) => action)).toEqual(['insert', 'update']);
    expect(JSON.parse(trail[1]?.valuesAfter ?? '')).toMatchObject({ status: 'late', minutes: 10 });
  });

  it('refuses all of a save in which one mark is stale, with both values', async () => {
    await save([mark(1, 'absent')]);
    const failure = await save([mark(0, 'absent'), mark(1, 'late', 0, { minutes: 5 })]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RegisterConflict);
    expect((failure as RegisterConflict).conflicts).toEqual([{
      personId: room.people[1]?.id, mine: { status: 'late', minutes: 5, reason: null }, theirs: { status: 'absent', minutes: null, reason: null, version: 1 },
    }]);
    expect(await onRecord()).toEqual({ 1: 'absent 1' });
  });

  it.each<[string, () => WantedMark[], string, string | undefined]>([
    ['somebody of another group', () => [{ ...mark(0, 'absent'), personId: newId() }], 'not-in-group', undefined],
    ['one person twice', () => [mark(0, 'absent'), mark(0, 'present')], 'not-in-group', undefined],
    ['an excuse without a reason', () => [mark(0, 'present'), mark(1, 'excused')], 'reason-missing', 'reason'],
    ['more minutes than the session has', () => [mark(1, 'late', 0, { minutes: 90 })], 'minutes', 'minutes'],
  ])('refuses %s', async (_, marks, reason, field) => {
    const failure = await save(marks()).catch((error: unknown) => error);
    expect((failure as Refused).refusals).toMatchObject([{ reason: `attendance:refusals.${reason}` }]);
    expect((failure as Refused).refusals[0]?.field).toBe(field && `${field}:${room.people[1]?.id}`);
    expect(await onRecord()).toEqual({});
  });

  it.each([
    ['not begun', -3 * 60, 'register-not-yet'],
    ['over for long', 20 * 24 * 60, 'register-closed'],
  ])('says that the session is %s', async (_, minutes, reason) => {
    test.clock.travelTo(TEST_NOW + minutes * MINUTE);
    await expect(save(everybody())).rejects.toMatchObject({ refusals: [{ reason: `attendance:refusals.${reason}` }] });
  });

  it('lets coordinators correct what is over for long', async () => {
    test.clock.advance(20 * 24 * 60 * MINUTE);
    await registers.save({ ...trainer, mayCorrect: true }, room.session.id, { marks: everybody(), complete: true });
    expect(Object.keys(await onRecord())).toHaveLength(5);
  });

  it('knows no session of another centre', async () => {
    const other = await test.addCentre(`Villa María ${count}`);
    await expect(registers.save({ ...trainer, centreId: other.id }, room.session.id, { marks: everybody(), complete: true }))
      .rejects.toBeInstanceOf(NotThere);
  });

  it('keeps the marks of somebody who moved to another group', async () => {
    await save(everybody(), true);
    await test.unitOfWork.run((tx) => tx.execute('UPDATE enrolments SET group_id = NULL WHERE person_id = ?', [room.people[3]?.id]), { actor: SYSTEM });
    const corrected = await save([mark(3, 'late', 1)]);
    expect(corrected.people).toBe(5);
    expect(await onRecord()).toMatchObject({ 3: 'late 2' });
  });

  it('lets ten trainers save one register at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => (
      save(room.people.map((_person, at) => mark(at, at === index % 5 ? 'absent' : 'present')), true))));
    const marks = await onRecord();
    expect(Object.keys(marks)).toHaveLength(5);
    expect(Object.values(marks).every((value) => value.endsWith(' 1'))).toBe(true);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(RegisterConflict);
    }
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
  });

  it('ends in one mark a learner, whatever is sent at once', async () => {
    let run = 0;
    const edit = fc.record({ person: fc.nat(4), status: fc.constantFrom<MarkStatus[]>('present', 'late', 'absent'), version: fc.nat(2) });
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
      run += 1;
      const session = sessionOf(room.group, { date: '2026-11-20', startsAt: `${String(run).padStart(2, '0')}:30` });
      await test.unitOfWork.run((tx) => tx.insert(Session, session), { actor: SYSTEM });
      await Promise.all(edits.map(({ person, status, version }) => save([mark(person, status, version)], false, session.id).catch((error: unknown) => {
        if (!(error instanceof RegisterConflict)) throw error;
      })));
      const rows = await test.dataSource.query<{ personId: Id }[]>('SELECT person_id AS personId FROM attendance_marks WHERE session_id = ?', [session.id]);
      expect(new Set(rows.map(({ personId }) => personId)).size).toBe(rows.length);
    }), { numRuns: 10, seed: 7 });
  });

  it('saves a register of twenty in few statements', async () => {
    const full = await addClassroom(test, { count: 20, name: `Grupo lleno ${count}` });
    const marks = full.people.map(({ id }) => ({ personId: id, version: 0, status: 'present' as const, minutes: null, reason: null }));
    const submission = { key: newId(), bodyHash: 'a'.repeat(64) };
    const { queries, statements } = await countQueries(() => registers.save(trainer, full.session.id, { marks, complete: true }, { submission }));
    expect({ statements, few: queries <= 12 }).toEqual({ statements, few: true });
  });

  describe('arrivals', () => {
    it('are noted once, at the session that is near', async () => {
      const arrivals = test.app.get(ArrivalsService);
      const [ana] = room.people;
      const { id: pc } = room.workstation;
      expect(await arrivals.recordArrival(ana?.id as Id, pc, TEST_NOW - 5 * MINUTE)).toBe(room.session.id);
      expect(await arrivals.recordArrival(ana?.id as Id, pc, TEST_NOW + 5 * MINUTE)).toBe(room.session.id);
      expect(await arrivals.recordArrival(ana?.id as Id, pc, TEST_NOW - 300 * MINUTE)).toBeNull();
      expect(await arrivals.recordArrival(newId(), pc, TEST_NOW)).toBeNull();
      const rows = await test.dataSource.query('SELECT arrived_at AS arrivedAt FROM arrivals WHERE session_id = ?', [room.session.id]);
      expect(rows).toEqual([{ arrivedAt: TEST_NOW - 5 * MINUTE }]);
    });

    it('are not noted of who signs in from elsewhere, and are when she comes', async () => {
      const arrivals = test.app.get(ArrivalsService);
      const person = room.people[1]?.id as Id;
      const noted = (): Promise<unknown> => test.dataSource.query('SELECT arrived_at AS arrivedAt FROM arrivals WHERE person_id = ?', [person]);
      expect(await arrivals.recordArrival(person, null, TEST_NOW - 30 * MINUTE)).toBeNull();
      expect(await noted()).toEqual([]);
      expect(await arrivals.recordArrival(person, room.workstation.id, TEST_NOW)).toBe(room.session.id);
      expect(await noted()).toEqual([{ arrivedAt: TEST_NOW }]);
    });

    it('are noted once when she signs in twice at once', async () => {
      const arrivals = test.app.get(ArrivalsService);
      await Promise.all(Array.from({ length: 5 }, () => arrivals.recordArrival(room.people[0]?.id as Id, room.workstation.id, TEST_NOW)));
      const rows: unknown[] = await test.dataSource.query('SELECT id FROM arrivals WHERE session_id = ?', [room.session.id]);
      expect(rows).toHaveLength(1);
    });
  });

  describe('planned sessions', () => {
    it('fall on the group\'s days on which the centre is open, with lessons, once', async () => {
      await test.unitOfWork.run(async (tx) => {
        await tx.execute('DELETE FROM sessions WHERE group_id = ?', [room.group.id]);
        const known = await tx.manager.existsBy(Holiday, { centreId: test.centre.id, date: '2026-11-25' });
        if (!known) await tx.insert(Holiday, { id: newId(), centreId: test.centre.id, date: '2026-11-25', name: 'Aniversario', closed: true, version: 1 });
      }, { actor: SYSTEM });
      const sessions = test.app.get(SessionsService);
      const added = await sessions.plan(trainer, room.group.id);
      const rows = await test.dataSource.manager.find(Session, { where: { groupId: room.group.id }, order: { date: 'ASC' } });
      expect(rows.map(({ date }) => date).slice(0, 3)).toEqual(['2026-11-23', '2026-11-27', '2026-11-30']);
      expect(rows).toHaveLength(11);
      expect(added).toEqual({ added: 11, moved: 0, withoutDate: 7 });
      expect(rows[0]?.lessonCode).not.toBeNull();
      expect(await sessions.plan(trainer, room.group.id)).toEqual({ added: 0, moved: 0, withoutDate: 7 });
    });

    it('end with the last lesson, and the lesson of a cancelled one goes to the next', async () => {
      await test.unitOfWork.run(async (tx) => {
        await tx.execute('DELETE FROM sessions WHERE group_id = ?', [room.group.id]);
        await tx.execute("UPDATE learning_groups SET module_code = '1C' WHERE id = ?", [room.group.id]);
      }, { actor: SYSTEM });
      const sessions = test.app.get(SessionsService);
      expect(await sessions.plan(trainer, room.group.id)).toEqual({ added: 6, moved: 0, withoutDate: 0 });
      const lessons = async (): Promise<string[]> => (await test.dataSource.manager.find(Session, { where: { groupId: room.group.id }, order: { date: 'ASC' } }))
        .map(({ ordinal, lessonCode, cancelledAt }) => `${ordinal} ${cancelledAt === null ? lessonCode : '–'}`);
      const before = await lessons();
      expect(before.map((line) => line.slice(0, 4))).toEqual(['1 1C', '2 1C', '3 1C', '4 1C', '5 1C', '6 1C']);
      const third = await test.dataSource.manager.findOneByOrFail(Session, { groupId: room.group.id, ordinal: 3 });
      expect(await sessions.cancel(trainer, third.id, 'Corte de luz')).toEqual({ added: 1, moved: 3, withoutDate: 0 });
      const codes = before.map((line) => line.slice(2));
      expect(await lessons()).toEqual([...codes.slice(0, 2), '–', ...codes.slice(2)].map((code, index) => `${index + 1} ${code}`));
      await sessions.restore(trainer, third.id);
      expect(await lessons()).toEqual([...codes, 'null'].map((code, index) => `${index + 1} ${code}`));
    });

    it('can be cancelled with a reason and restored, unless they are on record', async () => {
      const sessions = test.app.get(SessionsService);
      await sessions.cancel(trainer, room.session.id, 'Corte de luz');
      await expect(save(everybody())).rejects.toMatchObject({ refusals: [{ reason: 'attendance:refusals.register-cancelled' }] });
      await expect(sessions.cancel(trainer, room.session.id, 'Otra vez')).rejects.toBeInstanceOf(Refused);
      await sessions.restore(trainer, room.session.id);
      await save(everybody(), true);
      await expect(sessions.cancel(trainer, room.session.id, 'Tarde')).rejects.toMatchObject({ refusals: [{ reason: 'attendance:refusals.cancel-saved' }] });
    });
  });
});

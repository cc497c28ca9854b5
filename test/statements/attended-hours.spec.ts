import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import type { MarkStatus } from '../../src/attendance/register-rules.js';
import { statementFacts } from '../../src/statements/statement-facts.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { addClassroom, sessionOf, type Classroom } from '../attendance/classroom.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';

describe.each(ENGINES)('the hours of a month\'s statement, on %s', (engine) => {
  let test: TestApp;
  let room: Classroom;

  beforeAll(async () => {
    test = await startApp({ engine });
    room = await addClassroom(test, { count: 4 });
  });
  afterAll(() => test.close());

  const mark = (session: Session, index: number, status: MarkStatus): Promise<void> => test.unitOfWork.run(async (tx) => {
    await tx.insert(AttendanceMark, {
      id: newId(), sessionId: session.id, personId: room.people[index]?.id as string, centreId: test.centre.id, status, minutes: status === 'late' ? 30 : null, reason: null,
      markedAt: tx.now, markedBy: null, version: 1,
    });
  }, { actor: SYSTEM });
  const attended = async (): Promise<[learners: number, minutes: number]> => {
    const { learners, minutesAttended } = await statementFacts(test.dataSource.manager, test.centre.id, '2026-11');
    return [learners, minutesAttended];
  };

  it('are those of sessions that were held in it, as certificates and reports count', async () => {
    const [cancelled, earlier] = [sessionOf(room.group, { date: '2026-11-25', ordinal: 2, cancelledAt: 1, cancelReason: 'Corte de luz' }), sessionOf(room.group, { date: '2026-10-30', ordinal: 3 })];
    await test.unitOfWork.run((tx) => tx.insert(Session, [cancelled, earlier]), { actor: SYSTEM });
    for (const [index, status] of (['present', 'late', 'absent'] as const).entries()) await mark(room.session, index, status);
    expect(await attended()).toEqual([2, 150]);
    // Marked before it was cancelled, or in another month.
    await mark(cancelled, 3, 'present');
    await mark(cancelled, 0, 'present');
    await mark(earlier, 3, 'present');
    expect(await attended()).toEqual([2, 150]);
    await test.unitOfWork.run((tx) => tx.execute('UPDATE sessions SET cancelled_at = NULL WHERE id = ?', [cancelled.id]), { actor: SYSTEM });
    expect(await attended()).toEqual([3, 330]);
  });
});

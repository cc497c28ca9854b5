import type { MarkStatus } from '../../src/attendance/register-rules.js';
import { RegisterService, type Marker } from '../../src/attendance/register.service.js';
import { Session } from '../../src/attendance/session.entity.js';
import { CertificatesService } from '../../src/certificates/certificates.service.js';
import { meets, USUAL_RULE, type CompletionAsked } from '../../src/certificates/completion.js';
import { CompletionRepository } from '../../src/certificates/completion.repository.js';
import { EditionsService } from '../../src/courses/editions.service.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { EnrolmentsService } from '../../src/groups/enrolments.service.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { startApp, TEST_NOW, wordsOf, type TestApp } from '../helpers/app.js';
import { addGraduates, PRACTICES } from './graduates.js';
import { ENGINES } from '../helpers/databases.js';
import { PracticeService } from '../../src/learning/practice.service.js';
import type { PracticeContent } from '../../src/courses/practice-content.js';
import { addClassroom, sessionOf, type Classroom } from '../attendance/classroom.js';

const TASK = { code: 'letra', kind: 'choice', options: [{ code: 'a' }, { code: 'b' }], right: 'a' };
const DAY = 24 * 60 * 60_000;

describe.each(ENGINES)('courses that end, %s', (engine) => {
  let test: TestApp;
  let room: Classroom;
  let sessions: Session[];
  let trainer: Marker;
  let count = 0;

  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = { accountId: (await test.addAccount(['trainer'])).id, centreId: test.centre.id, mayCorrect: true };
  });

  beforeEach(async () => {
    count += 1;
    test.clock.travelTo(TEST_NOW);
    room = await addClassroom(test, { count: 4, name: `Grupo ${count}` });
    const later = ['2026-11-25', '2026-11-27', '2026-11-30'].map((date, index) => sessionOf(room.group, { id: newId(), ordinal: index + 2, date }));
    await test.unitOfWork.run((tx) => tx.insert(Session, later), { actor: SYSTEM });
    sessions = [room.session, ...later];
    test.clock.travelTo(TEST_NOW + 10 * DAY);
    await setRule({ attendanceShare: 70, practiceShare: 0 }, 0);
  });

  afterAll(() => test.close());

  /** A letter a session of one person: came, late, absent; nothing where the register says nothing of her. */
  const WORDS: Record<string, MarkStatus> = { c: 'present', l: 'late', a: 'absent', e: 'excused' };
  const take = async (marks: readonly string[], which: readonly number[] = [0, 1, 2, 3]): Promise<void> => {
    for (const number of which) {
      const wanted = room.people.flatMap(({ id }, person) => {
        const status = WORDS[marks[person]?.[number] ?? ''];
        return status ? [{ personId: id, version: 0, status, minutes: status === 'late' ? 5 : null, reason: status === 'excused' ? 'Cita médica' : null }] : [];
      });
      await test.app.get(RegisterService).save(trainer, sessions[number]?.id as Id, { marks: wanted, complete: true });
    }
  };
  const setRule = (asked: CompletionAsked, version: number, edition = room.edition) => (
    test.app.get(CertificatesService).setRule(test.centre.id, edition.id, asked, version, { actor: SYSTEM }));
  const moveTo = (status: 'closed' | 'running') => test.app.get(EditionsService).moveTo(test.centre.id, room.edition.id, status, { actor: SYSTEM });
  const standing = async (): Promise<string[]> => {
    const rows = await test.dataSource.manager.findBy(Enrolment, { editionId: room.edition.id });
    return room.people.map(({ id }) => {
      const row = rows.find(({ personId }) => personId === id);
      return `${row?.status}${row?.endedAt === null ? '' : ' ended'}`;
    });
  };

  it('are completed by those who came to seven of ten sessions, and taken up again when the edition is', async () => {
    await take(['cccc', 'ccla', 'ccaa', 'ceea']);
    expect(await standing()).toEqual(['enrolled', 'enrolled', 'enrolled', 'enrolled']);
    await moveTo('closed');
    expect(await standing()).toEqual(['completed ended', 'completed ended', 'enrolled', 'enrolled']);
    const page = wordsOf(await (await test.signIn('coordinator')).get(`/editions/${room.edition.id}/enrolments?show=completed`));
    expect(page).toMatch(/Terminaron 2 .*Alva, Rosa María .*Terminó .*Apaza, Rosa María .*Terminó 2 en total/u);
    const learner = await test.signIn('learner', { personId: room.people[0]?.id ?? null });
    const home = wordsOf(await learner.get('/'));
    expect(home).toMatch(/Su curso terminó: Alfabetización digital básica Usted vino a 4 sesiones\. Repetir lecciones y prácticas/u);
    expect(home).not.toContain('Conocer la computadora y encenderla');
    expect(wordsOf(await learner.get('/learning'))).toContain('puede repetir la que quiera');
    await moveTo('running');
    expect(await standing()).toEqual(['enrolled', 'enrolled', 'enrolled', 'enrolled']);
  });

  it('go by the share that a coordinator has set for the edition', async () => {
    await take(['ccaa', 'ccla', 'caaa', 'ceea']);
    await moveTo('closed');
    expect(await standing()).toEqual(['enrolled', 'completed ended', 'enrolled', 'enrolled']);
    await setRule({ attendanceShare: 50, practiceShare: 0 }, 1);
    expect(await standing()).toEqual(['completed ended', 'completed ended', 'enrolled', 'enrolled']);
  });

  it('leave those alone who withdrew, and a session that was cancelled or never marked', async () => {
    await take(['cccc', 'cc', 'cccc', '']);
    const left = await test.dataSource.manager.findOneByOrFail(Enrolment, { editionId: room.edition.id, personId: room.people[2]?.id as Id });
    await test.app.get(EnrolmentsService).withdraw(test.centre.id, left.id, 'Se mudó', { actor: SYSTEM });
    await moveTo('closed');
    expect(await standing()).toEqual(['completed ended', 'completed ended', 'withdrawn ended', 'enrolled']);
  });

  it('count a register that comes in after the end, and a mark that is set right', async () => {
    await take(['cc', 'cc', 'ca', 'ac'], [0, 1]);
    await moveTo('closed');
    expect(await standing()).toEqual(['completed ended', 'completed ended', 'enrolled', 'enrolled']);
    await take(['..ca', '..aa', '..cc', '..cc'], [2, 3]);
    expect(await standing()).toEqual(['completed ended', 'enrolled', 'completed ended', 'completed ended']);
  });

  it('ask for what a certificate asks for: attendance and practices, also those finished later', async () => {
    const deeds = [{ came: 10, finished: 3 }, { came: 7, finished: 2 }, { came: 10, finished: 1 }, { came: 6, finished: 3 }, { came: 10, finished: 0 }];
    const { edition, people } = await addGraduates(test, { count: deeds.length, name: `Práctica ${count}`, deedsOf: (index) => deeds[index] ?? { came: 0, finished: 0 } });
    const completion = test.app.get(CompletionRepository);
    const letters = async (): Promise<string> => {
      const rows = await test.dataSource.manager.findBy(Enrolment, { editionId: edition.id });
      const standings = await completion.people(await completion.ground(test.centre.id, edition.id), '2026-12-03');
      return people.map(({ id }) => {
        const completed = rows.find(({ personId }) => personId === id)?.status === 'completed';
        const figures = standings.find(({ personId }) => personId === id)?.figures;
        expect(completed).toBe(figures !== undefined && meets(USUAL_RULE, figures));
        return completed ? 'y' : 'n';
      }).join('');
    };
    await test.app.get(EditionsService).moveTo(test.centre.id, edition.id, 'closed', { actor: SYSTEM });
    expect(await letters()).toBe('yynnn');
    // The third one comes back for the practice that she had begun.
    const practising = { personId: people[2]?.id as Id, centreId: test.centre.id, practice: { code: PRACTICES[1], tasks: [TASK] } as unknown as PracticeContent };
    expect(await test.app.get(PracticeService).try(practising, 1, { answer: 'a' } as never, { actor: SYSTEM })).toMatchObject({ next: null });
    expect(await letters()).toBe('yyynn');
  });
});

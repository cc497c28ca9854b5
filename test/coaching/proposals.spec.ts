import { AttendanceMark } from '../../src/attendance/attendance-mark.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { CoachingProposalsRepository, ofLearnerSelection } from '../../src/coaching/proposals.repository.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { Diagnosis } from '../../src/placement/diagnosis.entity.js';
import { Placement } from '../../src/placement/placement.entity.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { newId } from '../../src/shared/kernel/ids.js';
import { addClassroom, sessionOf } from '../attendance/classroom.js';
import { addCoachingCentre } from './coaching-centre.js';
import { linkTo } from './pages.js';
import { startApp, TEST_NOW, wordsOf, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';

describe.each(ENGINES)('to whom coaching is proposed, on %s', (engine) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp({ engine });
  });
  afterAll(() => test.close());

  it('is told in one query: who fears, who missed twice, who is between the courses', async () => {
    const { people, group, session } = await addClassroom(test, { count: 6 });
    const centreId = test.centre.id;
    const earlier = sessionOf(group, { date: '2026-11-20' });
    const of = (index: number) => ({ id: newId(), personId: people[index]?.id as string, centreId });
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(Session, earlier);
      const diagnosed = (index: number, fear: string) => ({ ...of(index), startedAt: 1, completedAt: TEST_NOW, askedBy: null, answers: { fear } });
      await tx.insert(Diagnosis, [diagnosed(0, 'much'), { ...diagnosed(3, 'some'), completedAt: TEST_NOW + 1 }, { ...diagnosed(4, 'much'), completedAt: TEST_NOW - 200 * 86_400_000 }, diagnosed(1, 'none'), { ...diagnosed(1, 'much'), completedAt: null, startedAt: 5 }]);
      await tx.insert(AttendanceMark, [earlier, session].flatMap(({ id }) => [[2, 'absent'], [3, 'excused']].map(([index, status]) => (
        { ...of(index as number), sessionId: id, status: status as 'absent', markedAt: 1 }))));
      await tx.insert(AttendanceMark, [{ ...of(4), sessionId: session.id, status: 'absent', markedAt: 1 }]);
      await tx.execute("UPDATE enrolments SET status = 'completed' WHERE person_id IN (?, ?)", [people[4]?.id, people[5]?.id]);
      await tx.insert(Placement, [{ ...of(3), level: 0, decidedAt: 1 }, { ...of(4), level: 3, decidedAt: 1 }, { ...of(5), level: 1, decidedAt: 1 }]);
    }, { actor: SYSTEM });
    expect(await test.dataSource.manager.countBy(Enrolment, { status: 'completed' })).toBe(2);
    const proposals = test.app.get(CoachingProposalsRepository);
    const { result, queries } = await countQueries(() => proposals.ofCentre(centreId, '2026-11-23'));
    expect(queries).toBe(1);
    expect(result.map(({ personId, reasons }) => `${people.findIndex(({ id }) => id === personId)} ${reasons.join()}`)).toEqual(['5 between-courses', '2 absences', '0 fear', '3 fear']);
    expect(await proposals.ofPerson(centreId, people[2]?.id as string, '2026-11-23')).toEqual(['absences']);
    expect(await proposals.ofPerson(centreId, people[1]?.id as string, '2026-11-23')).toEqual([]);
    const other = await test.addCentre('Otro');
    expect(await proposals.ofCentre(other.id, '2026-11-23')).toEqual([]);
    const [trainer, stranger] = [await test.signIn('trainer'), await test.signIn('trainer', { centre: other })];
    const { result: listed, queries: asked } = await countQueries(() => trainer.get('/coaching/proposals'));
    expect(asked).toBeLessThanOrEqual(8);
    expect(wordsOf(listed)).toMatch(/Entre dos cursos 1 .*Terminó su curso sin llegar.* Faltó 1 .*Faltó a dos sesiones o más.* Le da miedo 2 .*La computadora le da miedo/);
    expect(listed.text).toContain(`/coaching/bookings/new?person&#x3D;${people[0]?.id}`);
    expect(wordsOf(await stranger.get('/coaching/proposals'))).toContain('Nadie por ahora');
    // Her number stands there only where she agreed to be called.
    expect(wordsOf(listed)).toMatch(/siguiente · 987 654 321.*o más · 987 654 321.*miedo · 987 654 321/);
    await test.unitOfWork.run(async (tx) => {
      await tx.execute("UPDATE consents SET covers = '[\"register\"]' WHERE person_id = ?", [people[2]?.id]);
      await tx.execute('DELETE FROM consents WHERE person_id = ?', [people[5]?.id]);
    }, { actor: SYSTEM });
    expect(wordsOf(await trainer.get('/coaching/proposals'))).toMatch(/siguiente · Falta su consentimiento.*o más · No quiere llamadas.*miedo · 987 654 321/);
    // One reason at a time; an address that makes no sense shows everybody.
    expect(wordsOf(listed)).toContain('Todas y todos 4 Entre dos cursos 1 Faltó 1 Le da miedo 2');
    const missed = wordsOf(await trainer.get('/coaching/proposals?why=absences'));
    expect([missed.includes('Faltó a dos sesiones'), missed.includes('le da miedo ·'), missed.includes('Terminó su curso')]).toEqual([true, false, false]);
    expect(wordsOf(await trainer.get('/coaching/proposals?why=x&page=99'))).toMatch(/Terminó su curso.*miedo ·/);
    expect((await (await test.signIn('learner')).get('/coaching/proposals')).status).toBe(403);
    await addCoachingCentre(test, { people: 0 });
    for (const [index, words] of [[0, 'Se la recomendamos'], [2, 'ponerse al día'], [5, 'más confianza al curso que sigue']] as const) {
      const learner = await test.signIn('learner', { personId: people[index]?.id as string });
      for (const path of ['/', '/coaching/mine']) {
        const { result: page, queries: told } = await countQueries(() => learner.get(path));
        expect(wordsOf(page)).toContain(words);
        expect(wordsOf(page)).not.toContain('miedo');
        expect([path, told <= 8 ? 'few' : told]).toEqual([path, 'few']);
      }
    }
    const unproposed = await test.signIn('learner', { personId: people[1]?.id as string });
    for (const path of ['/', '/coaching/mine']) expect(wordsOf(await unproposed.get(path))).not.toContain('Se la recomendamos');
  });

  it('is proposed again to who did not come to her hour, and no more to who did', async () => {
    const centre = await test.addCentre('Con faltas');
    const place = await addCoachingCentre(test, { centreId: centre.id, people: 2 });
    const [missed, came] = place.people.map(({ id }) => id) as [string, string];
    await test.unitOfWork.run((tx) => tx.insert(Diagnosis, [missed, came].map((personId) => (
      { id: newId(), personId, centreId: centre.id, startedAt: 1, completedAt: TEST_NOW, askedBy: null, answers: { fear: 'much' } }))), { actor: SYSTEM });
    const proposed = async (): Promise<string[]> => (await test.app.get(CoachingProposalsRepository).ofCentre(centre.id, '2026-11-23')).map(({ personId }) => personId).sort();
    expect(await proposed()).toEqual([missed, came].sort());
    const bookings = test.app.get(BookingsService);
    const ids: string[] = [];
    for (const [personId, startsAt] of [[missed, '10:30'], [came, '11:15']] as const) ids.push(await bookings.book(place.desk, { personId, wishes: {}, date: '2026-11-23', startsAt, topic: 'courage' }));
    expect(await proposed()).toEqual([]);
    test.clock.travelTo(TEST_NOW + 2 * 3_600_000);
    await bookings.noShow(place.desk, ids[0] as string, { version: 1 });
    await bookings.finish(place.desk, ids[1] as string, { version: 1 });
    expect(await proposed()).toEqual([missed]);
    expect(await test.app.get(CoachingProposalsRepository).ofPerson(centre.id, missed, '2026-11-23')).toEqual(['fear']);
    test.clock.travelTo(TEST_NOW);
  });

  it('is a list of pages that lead to everybody on it, each once', async () => {
    const centre = await test.addCentre('Grande');
    const { people } = await addCoachingCentre(test, { centreId: centre.id, people: 28 });
    await test.unitOfWork.run((tx) => tx.insert(Diagnosis, people.map(({ id }) => (
      { id: newId(), personId: id, centreId: centre.id, startedAt: 1, completedAt: TEST_NOW, askedBy: null, answers: { fear: 'much' } }))), { actor: SYSTEM });
    const trainer = await test.signIn('trainer', { centre });
    const first = await trainer.get('/coaching/proposals');
    expect(wordsOf(first)).toContain('Del 1 al 25, de 28');
    const second = await trainer.get(linkTo(first.text, 'Siguiente'));
    expect(wordsOf(second)).toContain('Del 26 al 28, de 28');
    const named = [first, second].flatMap(({ text }) => [...text.matchAll(/bookings\/new\?person(?:=|&#x3D;)([\w-]+)/gu)].map(([, id]) => id));
    expect([...named].sort()).toEqual(people.map(({ id }) => id).sort());
    expect(linkTo(second.text, 'Le da miedo')).toBe('/coaching/proposals?why=fear');
    expect(linkTo((await trainer.get('/coaching/proposals?why=fear')).text, 'Siguiente')).toBe('/coaching/proposals?why=fear&page=2');
  });

  if (engine === 'embedded') {
    it('reads of one learner what is hers, not what is the centre\'s', async () => {
      const { columns, from, parameters } = ofLearnerSelection(test.centre.id, '2026-11-23', newId());
      const plan = await test.dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN SELECT ${Object.values(columns).join(', ')} ${from}`, [...parameters]);
      const way = (of: string) => [...new Set(plan.map(({ detail }) => detail).filter((detail) => detail.startsWith(`SEARCH ${of} `)))];
      expect(['m', 'e'].map(way)).toEqual([
        ['SEARCH m USING INDEX ix_attendance_marks_person_id_session_id (person_id=?)'], ['SEARCH e USING INDEX ix_enrolments_person_id (person_id=?)'],
      ]);
    });
  }
});

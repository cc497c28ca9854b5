import { IsNull, MoreThan, Not } from 'typeorm';
import type { Response } from 'supertest';
import { Session } from '../../src/attendance/session.entity.js';
import { Centre } from '../../src/centres/centre.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { EnrolmentsService } from '../../src/groups/enrolments.service.js';
import { USUAL_HOURS } from '../../src/groups/forming-options.js';
import type { DraftGroup, GroupDraft } from '../../src/groups/group-draft.js';
import { GroupProposal } from '../../src/groups/group-proposal.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { ProposalsService } from '../../src/groups/proposals.service.js';
import { SYSTEM } from '../../src/shared/database/tx.js';
import { addDays, weekdayOf, type Weekday } from '../../src/shared/kernel/local-date.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { weekdaysIn } from '../../src/shared/kernel/weekdays.js';
import { countQueries } from '../../src/shared/database/query-count.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { tellEdition } from '../groups/edition-story.js';
import { addCoachingCentre, type CoachingCentre } from './coaching-centre.js';
import { linkTo } from './pages.js';

const STARTS_ON = '2026-11-30';

describe.each(ENGINES)('forming groups where coaching is booked, on %s', (engine) => {
  let test: TestApp;
  let place: CoachingCentre;
  let trainer: Visitor;
  let path: string;
  let group: DraftGroup;
  let date: string;

  beforeAll(async () => {
    test = await startApp({ engine });
    const centre: Centre = await test.addCentre('Centro');
    place = await addCoachingCentre(test, { centreId: centre.id, coaches: 2 });
    const { edition, room } = await tellEdition(test, { centreId: centre.id, people: 12 });
    trainer = await test.signIn('trainer', { centre });
    const unit = { actor: { accountId: trainer.account?.id as Id, centreId: centre.id } };
    await test.app.get(EnrolmentsService).enrolAll(centre.id, edition.id, unit);
    const hours = USUAL_HOURS.filter(({ endsAt }) => endsAt <= '17:00').map(({ days, startsAt, endsAt }) => ({ days, startsAt, endsAt }));
    const id = await test.app.get(ProposalsService).propose(centre.id, edition.id, {
      hours, roomIds: [room.id], organisations: 'indifferent', minimumSize: 2, maximumGroups: null, mixing: 'adjacent', namePattern: 'Grupo *',
    }, { ...unit, seconds: 1 });
    path = `/group-proposals/${id}`;
    [group] = ((await test.dataSource.manager.findOneByOrFail(GroupProposal, { id })).content as GroupDraft).groups as [DraftGroup];
    for (date = STARTS_ON; !weekdaysIn(group.days).includes(weekdayOf(date));) date = addDays(date, 1);
  }, 60_000);
  afterAll(() => test.close());

  const book = (personId: Id, on: string, startsAt: string, coach = 0): Promise<Id> => test.app.get(BookingsService).book(
    place.desk, { personId, date: on, startsAt, topic: 'courage', wishes: { coachId: place.coaches[coach]?.id as Id } });

  it('says nothing where every booking still fits', async () => {
    await book(group.memberIds[0] as Id, '2026-11-24', '09:00');
    expect(wordsOf(await trainer.get(path))).not.toMatch(/ya no caben?/u);
  });

  it('says before they are confirmed which bookings would no longer fit, and after it where to move them; never what they are about', async () => {
    await book(group.memberIds[0] as Id, date, group.startsAt, 1);
    const { result: page, queries } = await countQueries(() => trainer.get(path));
    const day = new RegExp(`Con estos grupos ya no cabe 1 asesoría reservada: \\S+ (30 de noviembre|\\d de diciembre) a las ${group.startsAt}\\. Hay que moverla o avisar\\.`, 'u');
    expect(wordsOf(page).match(new RegExp(day, 'gu'))).toHaveLength(2);
    expect(linkTo(page.text, 'Ver las reservas')).toBe(`/coaching?date=${date}`);
    expect(wordsOf(page)).not.toContain('miedo');
    expect(queries).toBeLessThanOrEqual(8);
    const { version } = await test.dataSource.manager.findOneByOrFail(GroupProposal, { id: path.split('/').at(-1) as Id });
    const confirmed = await trainer.post(`${path}/confirmation`, { version: String(version) });
    const after = await trainer.get(confirmed.headers.location as string);
    expect(wordsOf(after)).toMatch(/grupos? armados?, con \d+ personas\. Con estos grupos ya no cabe 1 asesoría reservada/u);
    expect(linkTo(after.text, 'Ver las reservas')).toBe(`/coaching?date=${date}`);
    expect(wordsOf(await trainer.get(`/coaching?date=${date}`))).toContain('A esa hora tiene sesión con su grupo');
    expect(wordsOf(await trainer.get(path))).not.toMatch(/ya no caben?/u);
  });

  describe('changing a group that stands', () => {
    let standing: LearningGroup;
    let session: Session;
    const said = async (path: string, form: Record<string, unknown>): Promise<Response> => {
      const done = await trainer.post(path, form);
      expect(done.status).toBe(303);
      return trainer.get(done.headers.location as string);
    };
    const displaces = (answer: Response, before: string, on: string, count = '1'): void => {
      expect(wordsOf(answer)).toMatch(new RegExp(`${before}\\. Con este cambio ya no caben? ${count} asesorías? reservadas?: .*Hay que moverlas? o avisar\\.`, 'u'));
      expect(linkTo(answer.text, 'Ver las reservas')).toBe(`/coaching?date=${on}`);
    };

    beforeAll(async () => {
      const { manager } = test.dataSource;
      standing = await manager.findOneByOrFail(LearningGroup, { centreId: place.centreId, startsAt: group.startsAt, days: group.days });
      [session] = await manager.find(Session, { where: { groupId: standing.id, cancelledAt: IsNull(), date: MoreThan(date) }, order: { date: 'ASC' } }) as [Session];
    });

    it('says what one person displaces who gets a seat in it, and nothing where she has no booking then', async () => {
      // Not whose booking was displaced when the groups were formed.
      const hers = { groupId: standing.id, personId: Not(group.memberIds[0] as Id) };
      const unseat = async (): Promise<Enrolment> => {
        const enrolment = await test.dataSource.manager.findOneByOrFail(Enrolment, hers);
        return test.unitOfWork.run((tx) => tx.update(Enrolment, enrolment, { groupId: null, status: 'waiting' }), { actor: SYSTEM });
      };
      expect(wordsOf(await said(`/groups/${standing.id}/promotions`, { enrolment: (await unseat()).id }))).not.toContain('Con este cambio');
      const { id, personId } = await unseat();
      await book(personId, session.date, session.startsAt);
      displaces(await said(`/enrolments/${id}/move`, { group: standing.id, agreed: '1' }), 'ya tiene un lugar', session.date);
    });

    it('says what a session displaces that is held after all', async () => {
      const later = await test.dataSource.manager.findOneByOrFail(Session, { groupId: standing.id, cancelledAt: IsNull(), date: MoreThan(session.date) });
      await trainer.post(`/sessions/${later.id}/cancellation`, { reason: 'Sin luz' });
      const { personId } = await test.dataSource.manager.findOneByOrFail(Enrolment, { groupId: standing.id });
      await book(personId, later.date, later.startsAt, 1);
      displaces(await said(`/sessions/${later.id}/restoration`, {}), '.*', later.date);
    });

    it('says what another hour displaces', async () => {
      const { personId } = await test.dataSource.manager.findOneByOrFail(Enrolment, { groupId: standing.id });
      const free = [1, 2, 3, 4, 5, 6].find((weekday) => !weekdaysIn(standing.days).includes(weekday as Weekday)) as Weekday;
      let on = STARTS_ON;
      while (weekdayOf(on) !== free) on = addDays(on, 1);
      await book(personId, on, '16:30');
      const { version } = await test.dataSource.manager.findOneByOrFail(LearningGroup, { id: standing.id });
      const form = { trainer: standing.trainerId, room: standing.roomId, version: String(version), hour: 'own', days: String(free), from: '16:00', to: '18:00', agreed: '1' };
      displaces(await said(`/groups/${standing.id}/timetable`, form), 'Avise a sus participantes', on);
    });

    it('leads whoever closes a day to its sessions, and from there to what is booked on it', async () => {
      const centre = await test.dataSource.manager.findOneByOrFail(Centre, { id: place.centreId });
      const coordinator = await test.signIn('coordinator', { centre });
      await book(place.people.at(-1)?.id as Id, session.date, '17:00', 1);
      const [year, month, day] = session.date.split('-');
      const closed = await coordinator.post(`/centres/${place.centreId}/holidays`, { date: `${day}/${month}/${year}`, name: 'Aniversario' });
      const sessions = closed.headers.location as string;
      expect(sessions).toBe(`/centres/${place.centreId}/closed-sessions`);
      const ids = (await test.dataSource.manager.findBy(Session, { centreId: place.centreId, date: session.date, cancelledAt: IsNull() })).map(({ id }) => id);
      expect((await coordinator.post(sessions, { sessions: ids })).headers.location).toBe(`/coaching?date=${session.date}`);
    });
  });
});

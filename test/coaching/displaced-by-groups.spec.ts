import type { Centre } from '../../src/centres/centre.entity.js';
import { BookingsService } from '../../src/coaching/bookings.service.js';
import { EnrolmentsService } from '../../src/groups/enrolments.service.js';
import { USUAL_HOURS } from '../../src/groups/forming-options.js';
import type { DraftGroup, GroupDraft } from '../../src/groups/group-draft.js';
import { GroupProposal } from '../../src/groups/group-proposal.entity.js';
import { ProposalsService } from '../../src/groups/proposals.service.js';
import { addDays, weekdayOf } from '../../src/shared/kernel/local-date.js';
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
});

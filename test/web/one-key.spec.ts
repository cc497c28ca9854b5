import { Holiday } from '../../src/centres/holiday.entity.js';
import { Workstation } from '../../src/centres/workstation.entity.js';
import { Edition } from '../../src/courses/edition.entity.js';
import { Enrolment } from '../../src/groups/enrolment.entity.js';
import { USUAL_HOURS } from '../../src/groups/forming-options.js';
import { GroupProposal } from '../../src/groups/group-proposal.entity.js';
import { AlliancePromise } from '../../src/ledger/alliances/alliance-promise.entity.js';
import { Membership } from '../../src/organisations/membership.entity.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { addCoachingCentre, bookAt, type CoachingCentre } from '../coaching/coaching-centre.js';
import { tellEdition, type EditionStory } from '../groups/edition-story.js';
import { startApp, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { formAt } from '../helpers/page-forms.js';
import { Village } from '../people/village.js';

type Fields = Record<string, unknown>;

/** What is pressed twice: where it goes, and what it says besides what the form of a page would. */
interface Press {
  path: string;
  page?: string;
  put?: Fields;
  by?: Visitor;
}

describe.each(ENGINES)('a form that is pressed twice with one key, %s', (engine) => {
  let test: TestApp;
  let staff: Visitor;
  let coach: Visitor;
  let story: EditionStory;
  let coaching: CoachingCentre;
  let at: Record<'centre' | 'edition' | 'room' | 'pc' | 'person' | 'post' | 'colleague' | 'enrolment', string>;
  let draft = '';
  let alliance = '';
  let booking: Id;

  beforeAll(async () => {
    test = await startApp({ engine });
    staff = await test.signIn(['coordinator', 'administrator', 'treasurer', 'trainer'], { everywhere: true });
    story = await tellEdition(test, { people: 24, status: 'running' });
    const village = new Village(test);
    const person = await village.person({ surnames: 'Tello Ayala', givenNames: 'Gladys', organisationId: await village.organisation({ name: 'Comedor Las Flores' }), post: 'Tesorera' });
    const { manager } = test.dataSource;
    await staff.post(`/editions/${story.edition.id}/enrolments`, { everybody: 'yes' });
    at = {
      centre: test.centre.id, edition: story.edition.id, room: story.room.id, person, colleague: (await test.addAccount(['trainer'], { loginName: 'colega' })).id,
      pc: (await manager.findOneByOrFail(Workstation, { roomId: story.room.id, label: 'PC 2' })).id, post: (await manager.findOneByOrFail(Membership, { personId: person })).id,
      enrolment: (await manager.findOneByOrFail(Enrolment, { editionId: story.edition.id, personId: story.people[0]?.id as Id })).id,
    };
    coaching = await addCoachingCentre(test, { centreId: (await test.addCentre('Pachacámac')).id });
    coach = await test.signIn('trainer', { centre: { id: coaching.centreId } as never });
    booking = await bookAt(test, coaching, { startsAt: '15:00' });
  });
  afterAll(() => test.close());

  /** The later ones go on from what the earlier ones did. */
  const presses: [string, () => Press | Promise<Press>][] = [
    ['a new organisation', () => ({ path: '/organisations', put: { name: 'Comedor Uno', type: 'soup_kitchen' } })],
    ['a post corrected', () => ({ path: `/people/${at.person}/posts/${at.post}`, page: `/people/${at.person}/posts/${at.post}/edit`, put: { since: '01/02/2025' } })],
    ['a post ended', () => ({ path: `/people/${at.person}/posts/${at.post}/end`, put: { until: '22/11/2026' } })],
    ['a post removed', () => ({ path: `/people/${at.person}/posts/${at.post}/removal` })],
    ['a person who leaves', () => ({ path: `/people/${at.person}/departure` })],
    ['a person who comes back', () => ({ path: `/people/${at.person}/return`, put: {} })],
    ['a room', () => ({ path: `/centres/${at.centre}/rooms`, put: { name: 'Sala 9' } })],
    ['more PCs', () => ({ path: `/centres/${at.centre}/rooms/${at.room}/workstations`, put: { prefix: 'PC', from: '40', to: '41' } })],
    ['a PC that broke', () => ({ path: `/centres/${at.centre}/workstations/${at.pc}`, page: `/centres/${at.centre}/workstations/${at.pc}`, put: { state: 'out-of-order' } })],
    ['a PC that works again', () => ({ path: `/centres/${at.centre}/workstations/${at.pc}/repair`, put: {} })],
    ['holidays', () => ({ path: `/centres/${at.centre}/holidays/proposed`, put: { year: '2026', dates: ['2026-12-08'] } })],
    ['a holiday on which it opens', async () => ({ path: `/centres/${at.centre}/holidays/${await holiday()}/closing`, put: { version: '1', closed: 'no' } })],
    ['a holiday removed', async () => ({ path: `/centres/${at.centre}/holidays/${await holiday()}/removal` })],
    ['an edition changed', () => ({ path: `/editions/${at.edition}`, page: `/editions/${at.edition}/edit`, put: { name: 'Verano' } })],
    ['the fee of an edition', () => ({ path: `/editions/${at.edition}/fee`, put: { free: 'always', dueDays: '9', version: '0' } })],
    ['the rule of an edition', () => ({ path: `/editions/${at.edition}/certificates/rule`, put: { attendanceShare: '60', practiceShare: '60', version: '0' } })],
    ['somebody who gives up her seat', () => ({ path: `/enrolments/${at.enrolment}/withdrawal`, put: { reason: 'Se mudó' } })],
    ['somebody who takes it again', () => ({ path: `/enrolments/${at.enrolment}/return`, put: {} })],
    ['an account closed', () => ({ path: `/accounts/${at.colleague}/disabling`, put: {} })],
    ['an account opened again', () => ({ path: `/accounts/${at.colleague}/enabling`, put: {} })],
    ['an alliance', () => ({ path: '/alliances', page: '/alliances/new', put: { ally: 'Municipalidad', startsOn: '01/01/2026', endsOn: '31/12/2026' } })],
    ['a promise', () => ({ path: `${alliance}/promises`, put: { kind: 'training-hours', quantity: '40', unit: 'horas', unitValue: '10' } })],
    ['a promise removed', async () => ({ path: `${alliance}/promises/${(await test.dataSource.manager.find(AlliancePromise))[0]?.id}/removal` })],
    ['an hour of coaching moved', () => ({ path: `/coaching/bookings/${booking}/move`, put: { slot: `2026-11-24_09:00_${coaching.coaches[0]?.id}`, version: '1' }, by: coach })],
    ['an hour of coaching cancelled', () => ({ path: `/coaching/bookings/${booking}/cancellation`, put: { version: '2' }, by: coach })],
  ];

  const holiday = async (): Promise<Id> => (await test.dataSource.manager.findOneByOrFail(Holiday, { date: '2026-12-08' })).id;
  const twice = async (by: Visitor, path: string, put: Fields): Promise<string> => {
    const form = { ...put, _key: newId() };
    const [first, second] = [await by.post(path, form), await by.post(path, form)];
    expect([path, first.status, second.status, second.headers.location]).toEqual([path, 303, 303, first.headers.location]);
    return String(first.headers.location);
  };

  it.each(presses)('is answered as it was the first time: %s', async (name, of) => {
    const { path, page = path, put, by = staff } = await of();
    // A question before something is removed stands where its form goes.
    const asked = put === undefined || page !== path || /\/(?:end|workstations\/[^/]*)$/u.test(path) ? formAt((await by.get(page)).text, path) : {};
    const location = await twice(by, path, { ...asked, ...put });
    if (name === 'an alliance') alliance = location;
  });

  it('is answered so, too, where the groups that were looked for stand by then', async () => {
    const base = `/editions/${at.edition}`;
    const asked = {
      hours: USUAL_HOURS.map(({ code }) => code), rooms: at.room, organisations: 'together', mixing: 'adjacent', minimumSize: '2', maximumGroups: '',
      ...Object.fromEntries(USUAL_HOURS.flatMap(({ code, startsAt, endsAt }) => [[`from-${code}`, startsAt], [`to-${code}`, endsAt]])), _key: newId(),
    };
    draft = String((await staff.post(`${base}/groups/proposals`, asked)).headers.location);
    await test.app.get(JobRunner).wake();
    const { version } = await test.dataSource.manager.findOneByOrFail(GroupProposal, { id: draft.split('/').at(-1) as Id });
    await twice(staff, `${draft}/confirmation`, { version });
    await test.unitOfWork.run(async (tx) => tx.update(Edition, await tx.manager.findOneByOrFail(Edition, { id: at.edition }), { status: 'closed' }), { actor: { accountId: null, centreId: null } });
    const again = await staff.post(`${base}/groups/proposals`, asked);
    expect([again.status, again.headers.location]).toEqual([303, draft]);
  });
});

import { Workstation } from '../../src/centres/workstation.entity.js';
import { USUAL_HOURS } from '../../src/groups/forming-options.js';
import type { DraftGroup, GroupDraft } from '../../src/groups/group-draft.js';
import { GroupProposal } from '../../src/groups/group-proposal.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { Membership } from '../../src/organisations/membership.entity.js';
import { PaymentsService } from '../../src/fees/payments.service.js';
import { Receipt } from '../../src/fees/receipt.entity.js';
import { JobRunner } from '../../src/shared/jobs/job-runner.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import { addCoachingCentre, bookAt, type CoachingCentre } from '../coaching/coaching-centre.js';
import { addTill } from '../fees/till-world.js';
import { tellEdition, type EditionStory } from '../groups/edition-story.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { formAt } from '../helpers/page-forms.js';
import { Village } from '../people/village.js';

type Fields = Record<string, unknown>;

/** A form that changes a record, which two people have open: one saves, then the other. */
interface Edit {
  page: string;
  /** Where it goes, unless to the same address. */
  action?: string;
  /** What the first puts; where another form changes the same record, that one. */
  first: Fields | { at: string; put: Fields };
  second: Fields;
  /** What the second reads: a field, what it says now and what she wanted. */
  both: string;
}

describe.each(ENGINES)('an edit that somebody else was quicker with, %s', (engine) => {
  let test: TestApp;
  let staff: Visitor;
  let ids: Record<string, Id>;
  let coaching: CoachingCentre;

  beforeAll(async () => {
    test = await startApp({ engine });
    staff = await test.signIn(['coordinator', 'administrator', 'treasurer', 'trainer'], { everywhere: true });
    const story = await tellEdition(test, { people: 24 });
    ids = { centre: test.centre.id, edition: story.edition.id, ...await aPost(test), ...await aReceipt(test), ...await groupsOf(test, staff, story) };
    ids.room = story.room.id;
    ids.trainer = story.trainerId;
    ids.key = groupsIn(await proposal())[0]?.key as Id;
    ids.pc = (await test.dataSource.manager.findOneByOrFail(Workstation, { roomId: story.room.id, label: 'PC 2' })).id;
    coaching = await addCoachingCentre(test, { centreId: (await test.addCentre('Pachacámac')).id });
  });
  afterAll(() => test.close());

  const proposal = (): Promise<GroupProposal> => test.dataSource.manager.findOneByOrFail(GroupProposal, { id: ids.draft as Id });

  const edits: [string, (at: Record<string, Id>) => Edit][] = [
    ['a centre', ({ centre }) => ({ page: `/centres/${centre}/edit`, action: `/centres/${centre}`, first: { address: 'Mz. A' }, second: { address: 'Mz. B' }, both: 'Dirección Mz. A Mz. B' })],
    ['a room', ({ centre, room }) => ({
      page: `/centres/${centre}/rooms/${room}/edit`, action: `/centres/${centre}/rooms/${room}`, first: { name: 'Sala 7' }, second: { name: 'Sala 8' }, both: 'Nombre de la sala Sala 7 Sala 8',
    })],
    ['a PC', ({ centre, pc }) => ({
      page: `/centres/${centre}/workstations/${pc}`, first: { state: 'out-of-order' }, second: { note: 'Sin ratón' }, both: '¿Cómo está? Malograda Funciona',
    })],
    ['an edition', ({ edition }) => ({ page: `/editions/${edition}/edit`, action: `/editions/${edition}`, first: { name: 'Verano' }, second: { name: 'Otoño' }, both: 'Nombre Verano Otoño' })],
    ['the fee of an edition', ({ edition }) => ({ page: `/editions/${edition}/fee`, first: { dueDays: '9' }, second: { dueDays: '12' }, both: '9 12' })],
    ['the rule of an edition', ({ edition }) => ({
      page: `/editions/${edition}/certificates`, action: `/editions/${edition}/certificates/rule`, first: { practiceShare: '55' }, second: { practiceShare: '65' }, both: '55 65',
    })],
    ['a post', ({ person, post }) => ({ page: `/people/${person}/posts/${post}/edit`, action: `/people/${person}/posts/${post}`, first: { since: '01/02/2025' }, second: { since: '02/03/2025' }, both: '01/02/2025 02/03/2025' })],
    ['the voucher of a receipt', ({ receipt }) => ({
      page: `/receipts/${receipt}`, action: `/receipts/${receipt}/voucher`, first: { series: 'B001', number: '5' }, second: { series: 'B001', number: '6' }, both: 'Número 5 6',
    })],
    ['the name of a group', ({ group }) => ({ page: `/groups/${group}/name`, first: { name: 'Grupo Uno' }, second: { name: 'Grupo Dos' }, both: 'Grupo Uno Grupo Dos' })],
    ['the hour of a group', ({ group, trainer }) => ({
      page: `/groups/${group}/timetable`, first: { at: `/groups/${group}/name`, put: { name: 'Grupo Tres' } }, second: { trainer, hour: 'own', days: '6', from: '18:00', to: '20:00', agreed: 'yes' },
      both: 'Otra hora, que escribo abajo',
    })],
    ['the name of a group in a draft', ({ draft, key }) => ({
      page: `/group-proposals/${draft}/names?group=${key}`, action: `/group-proposals/${draft}/names`, first: { name: 'Grupo Sol' }, second: { name: 'Grupo Luna' }, both: 'Grupo Sol Grupo Luna',
    })],
    ['the hour of a group in a draft', ({ draft, key }) => ({
      page: `/group-proposals/${draft}/timetable?group=${key}`, action: `/group-proposals/${draft}/timetable`, first: { at: `/group-proposals/${draft}/names?group=${key}`, put: { name: 'Grupo Mar' } },
      second: { hour: 'own', days: '2', from: '18:30', to: '20:30', agreed: 'yes' }, both: 'Otra hora, que escribo abajo',
    })],
  ];

  const send = (action: string, form: Fields): ReturnType<Visitor['post']> => staff.post(action.split('?')[0] as string, form);
  const open = async (page: string, action = page.split('?')[0] as string): Promise<Fields> => formAt((await staff.get(page)).text, action);

  it.each(edits)('gets both values, what was typed, and goes through the second time: %s', async (_name, of) => {
    const { page, action = page.split('?')[0] as string, first, second, both } = of(ids);
    const [mine, hers] = [await open(page, action), await open(page, action)];
    const before = 'at' in first ? { action: first.at as string, form: { ...await open(first.at as string), ...first.put as Fields } } : { action, form: { ...hers, ...first } };
    expect((await send(before.action, before.form)).status).toBe(303);
    const late = await send(action, { ...mine, ...second });
    expect([late.status, wordsOf(late)]).toEqual([409, expect.stringContaining('Otra persona lo cambió antes que usted')]);
    expect(wordsOf(late)).toContain(both);
    const again = formAt(late.text, action);
    expect(again).toMatchObject(second);
    expect(Number(again.version)).toBe(Number(mine.version) + 1);
    expect((await send(action, again)).status).toBe(303);
  });

  it('says of an hour of coaching how it stands, and what was wanted', async () => {
    const desk = await test.signIn('trainer', { centre: { id: coaching.centreId } as never });
    const id = await bookAt(test, coaching, { startsAt: '15:00' });
    const path = `/coaching/bookings/${id}`;
    const cancels = formAt((await desk.get(`${path}/cancellation`)).text, `${path}/cancellation`);
    const slot = (hour: string): string => `2026-11-24_${hour}_${coaching.coaches[0]?.id}`;
    expect((await desk.post(`${path}/move`, { slot: slot('09:00'), version: '1' })).status).toBe(303);
    const late = await desk.post(`${path}/cancellation`, { ...cancels, reason: 'Llamó su hija' });
    expect([late.status, wordsOf(late)]).toEqual([409, expect.stringContaining('Estado Reservada: el martes 24 de noviembre a las 09:00 Cancelada')]);
    expect(formAt(late.text, `${path}/cancellation`)).toMatchObject({ version: '2', reason: 'Llamó su hija' });
    const moved = await desk.post(`${path}/move`, { slot: slot('10:00'), version: '1' });
    expect([moved.status, wordsOf(moved)]).toEqual([409, expect.stringContaining('a las 09:00 Reservada: el martes 24 de noviembre a las 10:00')]);
    const pressed = await desk.post(`${path}/state`, { act: 'arrive', version: '1' });
    expect([pressed.status, wordsOf(pressed)]).toEqual([409, expect.stringContaining('a las 09:00 Llegó')]);
  });

  it('says of a move in a draft where everybody is by now', async () => {
    const draft = await proposal();
    const [one, other] = groupsIn(draft) as [DraftGroup, DraftGroup];
    const late = await send(`/group-proposals/${ids.draft}/moves`, { people: one.memberIds[0], group: other.key, reason: 'Es su vecina', agreed: 'yes', version: draft.version - 1 });
    expect([late.status, wordsOf(late)]).toEqual([409, expect.stringContaining(`${one.name} ${other.name}`)]);
    expect(formAt(late.text, `/group-proposals/${ids.draft}/moves`)).toMatchObject({ people: one.memberIds[0], group: other.key, reason: 'Es su vecina', agreed: 'yes', version: String(draft.version) });
  });
});

function groupsIn({ content }: GroupProposal): readonly DraftGroup[] {
  return (content as unknown as GroupDraft).groups;
}

async function aPost(test: TestApp): Promise<Record<string, Id>> {
  const village = new Village(test);
  const organisationId = await village.organisation({ name: 'Comedor Las Flores' });
  const person = await village.person({ surnames: 'Tello Ayala', givenNames: 'Gladys', organisationId, post: 'Tesorera' });
  return { person, post: (await test.dataSource.manager.findOneByOrFail(Membership, { personId: person })).id };
}

async function aReceipt(test: TestApp): Promise<Record<string, Id>> {
  const till = await addTill(test, { count: 2 });
  await test.app.get(PaymentsService).record(till.actor.centreId as Id, till.asked(0), { actor: till.actor });
  return { receipt: (await test.dataSource.manager.findOneByOrFail(Receipt, { centreId: till.actor.centreId as Id })).id };
}

/** A group that stands, and the draft of others. */
async function groupsOf(test: TestApp, staff: Visitor, { edition, room }: EditionStory): Promise<Record<string, Id>> {
  const base = `/editions/${edition.id}`;
  await staff.post(`${base}/enrolments`, { everybody: 'yes' });
  const asked = {
    hours: USUAL_HOURS.map(({ code }) => code), rooms: room.id, organisations: 'together', mixing: 'adjacent', minimumSize: '4', maximumGroups: '',
    ...Object.fromEntries(USUAL_HOURS.flatMap(({ code, startsAt, endsAt }) => [[`from-${code}`, startsAt], [`to-${code}`, endsAt]])),
  };
  const draft = (await staff.post(`${base}/groups/proposals`, asked)).headers.location?.split('/').at(-1) as Id;
  await test.app.get(JobRunner).wake();
  const [group] = await test.dataSource.manager.find(LearningGroup);
  return { draft, group: group?.id as Id };
}

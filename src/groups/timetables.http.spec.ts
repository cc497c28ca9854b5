import { startApp, wordsOf, type TestApp, type Visitor } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { formAt } from '../../test/helpers/page-forms.js';
import { tellEdition, type EditionStory } from '../../test/groups/edition-story.js';
import { Session } from '../attendance/session.entity.js';
import { EditionsService } from '../courses/editions.service.js';
import { AuditEntry } from '../shared/database/audit-entry.entity.js';
import { countQueries } from '../shared/database/query-count.js';
import { SYSTEM } from '../shared/database/tx.js';
import { JobRunner } from '../shared/jobs/job-runner.js';
import type { Id } from '../shared/kernel/ids.js';
import { weekdayOf } from '../shared/kernel/local-date.js';
import type { DraftGroup, GroupDraft } from './group-draft.js';
import { GroupProposal } from './group-proposal.entity.js';
import { LearningGroup } from './learning-group.entity.js';

describe.each(ENGINES)('timetables, %s', (engine) => {
  let test: TestApp;
  let trainer: Visitor;
  let story: EditionStory;
  let second: EditionStory;

  beforeAll(async () => {
    test = await startApp({ engine });
    trainer = await test.signIn('trainer');
    story = await tellEdition(test, { people: 10, bands: ['mwf-morning', 'tt-morning'], levelOf: () => 0 });
    // Another room and another trainer, who teaches in the edition as well.
    second = await tellEdition(test, { people: 0 });
    await test.app.get(EditionsService).setTrainers(test.centre.id, story.edition.id, [story.trainerId, second.trainerId], { actor: SYSTEM });
    await trainer.post(`/editions/${story.edition.id}/enrolments`, { people: story.people.map(({ id }) => id) });
  });
  afterAll(() => test.close());

  const asked = {
    hours: 'mwf-early', 'from-mwf-early': '09:00', 'to-mwf-early': '11:00', organisations: 'indifferent', mixing: 'adjacent', minimumSize: '2', maximumGroups: '',
  };
  const propose = async (): Promise<string> => {
    const path = (await trainer.post(`/editions/${story.edition.id}/groups/proposals`, { ...asked, rooms: story.room.id })).headers.location as string;
    await test.app.get(JobRunner).wake();
    return path;
  };
  const proposalAt = (path: string): Promise<GroupProposal> => test.dataSource.manager.findOneByOrFail(GroupProposal, { id: path.split('/').at(-1) as Id });
  const standing = (): Promise<LearningGroup> => test.dataSource.manager.findOneByOrFail(LearningGroup, { editionId: story.edition.id });
  const sessions = (groupId: Id): Promise<Session[]> => test.dataSource.manager.find(Session, { where: { groupId }, order: { ordinal: 'ASC' } });

  it('swaps trainer, room and hour in a draft, and says who cannot come', async () => {
    const path = await propose();
    const { version, content } = await proposalAt(path);
    const [group] = (content as GroupDraft).groups as [DraftGroup];
    const page = wordsOf(await trainer.get(`${path}/timetable?group=${group.key}`));
    expect(page).toContain('Pueden venir las 10 personas.');
    expect(page).toMatch(/Elena Ríos Paz Como ahora/u);
    const form = { key: group.key, trainer: second.trainerId, room: second.room.id, version: String(version) };

    const filledIn = formAt((await trainer.get(`${path}/timetable?group=${group.key}`)).text, `${path}/timetable`);
    const written = { ...filledIn, days: ['1', '3', '5'], from: '18:00', to: '20:00' };
    const [unsure, sure, asItWas] = [
      await trainer.post(`${path}/timetable`, written), await trainer.post(`${path}/timetable`, { ...written, hour: 'own' }), await trainer.post(`${path}/timetable`, filledIn),
    ];
    expect([unsure.status, wordsOf(unsure).includes('Arriba eligió una hora y abajo escribió otra'), /<input[^>]*name="from"[^>]*value="18:00"/u.test(unsure.text)]).toEqual([422, true, true]);
    expect((await trainer.post(`${path}/timetable`, { ...formAt(unsure.text, `${path}/timetable`), hour: 'tt-early' })).text).toContain('Arriba eligió una hora');
    expect([sure.status, wordsOf(sure).includes('No dijeron que pueden a esa hora')]).toEqual([422, true]);
    expect([asItWas.status, wordsOf(asItWas).includes('No cambió nada')]).toEqual([422, true]);
    const late = await trainer.post(`${path}/timetable`, { ...form, hour: 'mwf-evening' });
    expect(late.status).toBe(422);
    expect(wordsOf(late)).toContain('No dijeron que pueden a esa hora 10 personas: ');
    expect((await trainer.post(`${path}/timetable`, { ...form, hour: 'own', from: '25:00' })).status).toBe(422);
    const moved = await trainer.post(`${path}/timetable`, { ...form, hour: 'tt-early' });
    expect([moved.status, moved.headers.location]).toEqual([303, `${path}#${group.key}`]);
    // What was filled in below and left so is no wish, and what was said to the rules is not on record.
    const overtaken = await trainer.post(`${path}/timetable`, { ...filledIn, trainer: second.trainerId, agreed: 'yes' });
    expect([overtaken.status, wordsOf(overtaken).includes('Se preguntó a quienes no dijeron que pueden a la hora nueva, y pueden venir No Sí')]).toEqual([409, false]);
    expect(formAt(overtaken.text, `${path}/timetable`)).toMatchObject({ hour: 'now', days: ['2', '4'], from: '09:00', to: '11:00' });

    const after = await proposalAt(path);
    expect((after.content as GroupDraft).groups[0]).toMatchObject({ trainerId: second.trainerId, roomId: second.room.id, days: 0b1010, startsAt: '09:00' });
    expect((await trainer.post(`${path}/confirmation`, { version: String(after.version) })).status).toBe(303);
    expect(await standing()).toMatchObject({ trainerId: second.trainerId, roomId: second.room.id, days: 0b1010 });
  });

  it('keeps whoever still teaches a group among those who teach the course', async () => {
    const path = `/editions/${story.edition.id}/trainers`;
    const stamp = /name="stamp" value="([^"]+)"/u.exec((await trainer.get(path)).text)?.[1];
    const without = await trainer.post(path, { trainers: [story.trainerId], stamp });
    expect([without.status, wordsOf(without).includes(`todavía enseña a ${(await standing()).name}`)]).toEqual([422, true]);
    // A form that lost its stamp is not taken for one that was made upon what stands.
    expect((await trainer.post(path, { trainers: [] })).status).toBe(409);
    expect((await trainer.post(path, { trainers: [story.trainerId, second.trainerId], stamp })).status).toBe(303);
  });

  it('moves the sessions to come of a group that stands, leaves what was held, and tells the trail', async () => {
    const group = await standing();
    const before = await sessions(group.id);
    const [held] = before as [Session];
    await test.unitOfWork.run((tx) => tx.update(Session, held, { registerSavedAt: tx.now }), { actor: SYSTEM });
    const url = `/groups/${group.id}/timetable`;
    expect(wordsOf(await trainer.get(`/groups/${group.id}`))).toContain('Cambiar quién enseña, la sala o la hora');
    expect((await trainer.get(url)).status).toBe(200);
    const form = { trainer: story.trainerId, room: story.room.id, version: String(group.version) };
    const done = await trainer.post(url, { ...form, hour: 'mwf-early' });
    expect([done.status, done.headers.location]).toEqual([303, `/groups/${group.id}`]);

    expect(await standing()).toMatchObject({ trainerId: story.trainerId, roomId: story.room.id, days: 0b10101 });
    const [first, ...rest] = await sessions(group.id) as [Session, ...Session[]];
    expect({ ...first, version: 0 }).toEqual({ ...held, registerSavedAt: first.registerSavedAt, version: 0 });
    expect(rest.every(({ date }) => [1, 3, 5].includes(weekdayOf(date)))).toBe(true);
    expect(rest.map(({ ordinal, lessonCode }) => [ordinal, lessonCode]).slice(0, before.length - 1))
      .toEqual(before.slice(1).map(({ ordinal, lessonCode }) => [ordinal, lessonCode]));
    expect(rest.length).toBeGreaterThan(before.length);

    const trail = await test.dataSource.manager.findBy(AuditEntry, { entity: 'learning_groups', entityId: group.id, action: 'update' });
    expect(trail.map(({ valuesBefore, valuesAfter }) => [valuesBefore?.days, valuesAfter?.days, valuesAfter?.trainerId])).toContainEqual([0b1010, 0b10101, story.trainerId]);
    expect((await trainer.post(url, { ...form, hour: 'tt-early' })).status).toBe(409);

    // Back to fewer days a week: those too many are given up.
    const again = await trainer.post(url, { ...form, version: String(group.version + 1), hour: 'own', days: '2', from: '9:00', to: '11:00' });
    expect(again.status).toBe(303);
    const fewer = await sessions(group.id);
    expect(fewer.slice(1).every(({ date }) => weekdayOf(date) === 2)).toBe(true);
    expect(new Set(fewer.map(({ ordinal }) => ordinal)).size).toBe(fewer.length);
  });

  it('shows nothing of another centre, and asks few queries', async () => {
    const group = await standing();
    const stranger = await test.signIn('trainer', { centre: await test.addCentre('Lurín') });
    const form = { trainer: story.trainerId, room: story.room.id, version: String(group.version), hour: 'now' };
    expect([(await stranger.get(`/groups/${group.id}/timetable`)).status, (await stranger.post(`/groups/${group.id}/timetable`, form)).status]).toEqual([404, 404]);
    const none = await trainer.post(`/groups/${group.id}/timetable`, form);
    expect([none.status, wordsOf(none).includes('No cambió nada')]).toEqual([422, true]);
    const [proposal] = await test.dataSource.manager.findBy(GroupProposal, { editionId: story.edition.id });
    expect((await countQueries(() => trainer.get(`/groups/${group.id}/timetable`))).queries).toBeLessThanOrEqual(8);
    expect((await trainer.get(`/group-proposals/${proposal?.id}/timetable?group=none`)).status).toBe(404);
  });
});

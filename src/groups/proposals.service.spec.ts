import { jest } from '@jest/globals';
import { startApp, type TestApp } from '../../test/helpers/app.js';
import { ENGINES } from '../../test/helpers/databases.js';
import { tellEdition, type EditionStory } from '../../test/groups/edition-story.js';
import { Session } from '../attendance/session.entity.js';
import { EditionsService } from '../courses/editions.service.js';
import type { Actor } from '../shared/database/tx.js';
import { JobRunner } from '../shared/jobs/job-runner.js';
import { Job } from '../shared/jobs/job.entity.js';
import { newId, type Id } from '../shared/kernel/ids.js';
import { NotThere, Refused, StaleEdit } from '../shared/kernel/refusal.js';
import { ConfirmingService } from './confirming.service.js';
import { DraftEditsService } from './draft-edits.service.js';
import { Enrolment } from './enrolment.entity.js';
import { EnrolmentsService } from './enrolments.service.js';
import { USUAL_HOURS } from './forming-options.js';
import type { DraftGroup, GroupDraft } from './group-draft.js';
import { GroupProposal } from './group-proposal.entity.js';
import { GroupsService } from './groups.service.js';
import { LearningGroup } from './learning-group.entity.js';
import { ProposalsService, type ProposalOptions } from './proposals.service.js';
import { clash } from './weekly-time.js';

describe.each(ENGINES)('forming groups, %s', (engine) => {
  let test: TestApp;
  let story: EditionStory;
  let unit: { actor: Actor };
  let centreId: Id;

  beforeAll(async () => {
    test = await startApp({ engine });
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    const centre = await test.addCentre(`Centro ${newId().slice(-6)}`);
    centreId = centre.id;
    const account = await test.addAccount(['trainer'], { centre });
    unit = { actor: { accountId: account.id, centreId } };
    story = await tellEdition(test, { centreId, people: 40 });
    await test.app.get(EnrolmentsService).enrolAll(centreId, story.edition.id, unit);
  });

  const options = (more: Partial<ProposalOptions> = {}): ProposalOptions => ({
    hours: USUAL_HOURS.map(({ days, startsAt, endsAt }) => ({ days, startsAt, endsAt })), roomIds: [story.room.id],
    organisations: 'indifferent', minimumSize: 3, maximumGroups: null, mixing: 'adjacent', namePattern: 'Grupo *', ...more,
  });
  const propose = (more: Partial<ProposalOptions> = {}): Promise<Id> => (
    test.app.get(ProposalsService).propose(centreId, story.edition.id, options(more), { ...unit, seconds: 1 }));
  const proposal = (id: Id): Promise<GroupProposal> => test.dataSource.manager.findOneByOrFail(GroupProposal, { id });
  const draft = async (id: Id): Promise<GroupDraft> => (await proposal(id)).content as GroupDraft;

  it('proposes, and confirms into groups with members, a waiting list and sessions, once', async () => {
    const id = await propose();
    const { groups, notPlaced, searching } = await draft(id);
    expect({ searching, some: groups.length > 0 }).toEqual({ searching: false, some: true });
    const { version } = await proposal(id);
    const submission = { key: newId(), bodyHash: 'x'.repeat(64) };
    const confirming = test.app.get(ConfirmingService);
    const formed = await confirming.confirm(centreId, id, version, { ...unit, submission });
    expect(await confirming.confirm(centreId, id, version, { ...unit, submission })).toEqual(formed);
    await expect(confirming.confirm(centreId, id, version, unit)).rejects.toThrow(Refused);

    const standing = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    expect(standing.map(({ name }) => name).sort()).toEqual(groups.map(({ name }) => name).sort());
    expect(standing.every(({ moduleCode, level }) => moduleCode === ['1A', '1A', '1B'][level])).toBe(true);
    const enrolments = await test.dataSource.manager.findBy(Enrolment, { editionId: story.edition.id });
    expect(enrolments.filter(({ groupId }) => groupId !== null)).toHaveLength(formed.placed);
    expect(enrolments.filter(({ status }) => status === 'waiting')).toHaveLength(notPlaced.length);
    for (const group of standing) {
      const sessions = await test.dataSource.manager.findBy(Session, { groupId: group.id });
      expect(sessions.length).toBeGreaterThan(5);
      expect(sessions.every(({ date }) => date >= '2026-11-30' && date <= '2027-01-22')).toBe(true);
    }
  });

  it('refuses to confirm what was changed since it was seen', async () => {
    const id = await propose();
    const { version, content } = await proposal(id);
    const { groups } = content as GroupDraft;
    const [personId] = groups[0]?.memberIds ?? [];
    const at = { centreId, proposalId: id, version };
    const next = await test.app.get(DraftEditsService).move(at, { personIds: [personId as Id], to: null, reason: '', agreed: false }, unit);
    expect(next).toBe(version + 1);
    expect((await draft(id)).notPlaced).toContainEqual({ personId, reason: 'by-hand' });
    await expect(test.app.get(ConfirmingService).confirm(centreId, id, version, unit)).rejects.toThrow(StaleEdit);
    await expect(test.app.get(DraftEditsService).move(at, { personIds: [personId as Id], to: null, reason: '', agreed: false }, unit)).rejects.toThrow(StaleEdit);
  });

  it('keeps the rules when somebody is moved by hand', async () => {
    const id = await propose();
    const { version, content } = await proposal(id);
    const { groups } = content as GroupDraft;
    const [from, to] = [groups[0], groups.find(({ level }) => level !== groups[0]?.level)];
    const personId = from?.memberIds[0] as Id;
    const move = { personIds: [personId], to: to?.key as string, reason: '', agreed: false };
    const edits = test.app.get(DraftEditsService);
    await expect(edits.move({ centreId, proposalId: id, version }, move, unit)).rejects.toThrow(/level-needs-reason/);
    const after = await edits.move({ centreId, proposalId: id, version }, { ...move, reason: 'Viene con su hermana', agreed: true }, unit);
    const changed = await draft(id);
    expect(changed.groups.find(({ key }) => key === to?.key)?.memberIds).toContain(personId);
    expect({ moves: changed.moves, reasons: changed.reasons }).toEqual({ moves: 1, reasons: { [personId]: 'Viene con su hermana' } });
    await expect(edits.rename({ centreId, proposalId: id, version: after }, { key: to?.key as string, name: from?.name as string }, unit)).rejects.toThrow(/name-taken/);
    await edits.rename({ centreId, proposalId: id, version: after }, { key: to?.key as string, name: 'Las Kantutas' }, unit);
    expect((await draft(id)).groups.map(({ name }) => name)).toContain('Las Kantutas');
  });

  it('adds one more group where that places people, and gives it up again', async () => {
    const id = await propose({ maximumGroups: 2 });
    const { version, content } = await proposal(id);
    const before = content as GroupDraft;
    const edits = test.app.get(DraftEditsService);
    const hour = USUAL_HOURS.find((usual) => !before.groups.some((group) => (group.days & usual.days) !== 0));
    const { days, startsAt, endsAt } = hour ?? USUAL_HOURS[10] as (typeof USUAL_HOURS)[number];
    const next = await edits.addGroup({ centreId, proposalId: id, version }, { days, startsAt, endsAt, roomId: story.room.id }, unit);
    const after = await draft(id);
    const added = after.groups.at(-1);
    expect(after.groups).toHaveLength(before.groups.length + 1);
    expect(after.notPlaced.length).toBe(before.notPlaced.length - (added?.memberIds.length ?? 0));
    await expect(edits.addGroup({ centreId, proposalId: id, version: next }, { days, startsAt, endsAt, roomId: story.room.id }, unit)).rejects.toThrow(/room-busy/);
    await edits.removeGroup({ centreId, proposalId: id, version: next }, added?.key as string, unit);
    expect((await draft(id)).notPlaced).toHaveLength(before.notPlaced.length);
  });

  it('tells groups that were added by hand apart, whatever was given up in between', async () => {
    const id = await propose({ maximumGroups: 1, minimumSize: 1 });
    const edits = test.app.get(DraftEditsService);
    const other = await tellEdition(test, { centreId, people: 0 });
    await test.app.get(EditionsService).setTrainers(centreId, story.edition.id, [story.trainerId, other.trainerId], unit);
    const at = async (): Promise<{ centreId: Id; proposalId: Id; version: number }> => ({ centreId, proposalId: id, version: (await proposal(id)).version });
    const [{ key: first, days }] = (await draft(id)).groups as [DraftGroup];
    const free = USUAL_HOURS.filter((hour) => (hour.days & days) === 0 && hour.startsAt === '09:00');
    const time = free[0] ?? USUAL_HOURS[8] as (typeof USUAL_HOURS)[number];
    const hour = { days: time.days, startsAt: time.startsAt, endsAt: time.endsAt };
    await edits.addGroup(await at(), { ...hour, roomId: story.room.id }, unit);
    await edits.removeGroup(await at(), first, unit);
    // The same time in another room, with another trainer, for one of those who were taken out.
    const [member] = (await draft(id)).groups[0]?.memberIds ?? [];
    await edits.move(await at(), { personIds: [member as Id], to: null, reason: '', agreed: false }, unit);
    await edits.addGroup(await at(), { ...hour, roomId: other.room.id }, unit);
    const { groups } = await draft(id);
    expect(new Set(groups.map(({ key }) => key)).size).toBe(2);
    await test.app.get(ConfirmingService).confirm(centreId, id, (await proposal(id)).version, unit);
    expect(await test.dataSource.manager.countBy(LearningGroup, { editionId: story.edition.id })).toBe(2);
  });

  it('forms more groups beside those that stand, and keeps these as they are', async () => {
    const first = await propose({ maximumGroups: 1 });
    await test.app.get(ConfirmingService).confirm(centreId, first, (await proposal(first)).version, unit);
    const [standing] = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    const second = await propose();
    const { groups } = await draft(second);
    expect(groups.find(({ fixedGroupId }) => fixedGroupId !== null)).toMatchObject({ fixedGroupId: standing?.id, name: 'Grupo A' });
    await test.app.get(ConfirmingService).confirm(centreId, second, (await proposal(second)).version, unit);
    const all = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    expect(all).toHaveLength(groups.length);
    expect(new Set(all.map(({ name }) => name)).size).toBe(groups.length);
  });

  it('books nobody, no room and no trainer twice in two editions of the same weeks', async () => {
    const mornings = { hours: [USUAL_HOURS[0], USUAL_HOURS[4]].map((hour) => ({ ...hour })) } as Partial<ProposalOptions>;
    const first = await propose(mornings);
    await test.app.get(ConfirmingService).confirm(centreId, first, (await proposal(first)).version, unit);
    const taken = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    const seated = (await test.dataSource.manager.findBy(Enrolment, { editionId: story.edition.id })).filter(({ groupId }) => groupId !== null);
    const other = await tellEdition(test, { centreId, people: 4, bands: ['mwf-morning', 'tt-morning'], levelOf: () => 0 });
    await test.app.get(EnrolmentsService).enrol(centreId, other.edition.id, [...seated.map(({ personId }) => personId), ...other.people.map(({ id }) => id)], unit);

    const second = await test.app.get(ProposalsService).propose(centreId, other.edition.id, options({ ...mornings, roomIds: [story.room.id, other.room.id] }), { ...unit, seconds: 1 });
    const { groups, notPlaced } = await draft(second);
    const groupOf = new Map(seated.map(({ personId, groupId }) => [personId, taken.find(({ id }) => id === groupId)]));
    const twice = groups.flatMap((group) => group.memberIds.filter((id) => {
      const own = groupOf.get(id);
      return own !== undefined && clash(own, group);
    }));
    expect(twice).toEqual([]);
    expect(groups.filter((group) => taken.some((one) => clash(one, group) && (one.roomId === group.roomId || one.trainerId === group.trainerId)))).toEqual([]);
    expect(notPlaced.map(({ reason }) => reason)).toContain('in-class');

    // By hand neither, were she to agree.
    const [target] = groups as [DraftGroup];
    const clashing = seated.find(({ personId }) => clash(groupOf.get(personId) as LearningGroup, target))?.personId as Id;
    const edits = test.app.get(DraftEditsService);
    const at = { centreId, proposalId: second, version: (await proposal(second)).version };
    await expect(edits.move(at, { personIds: [clashing], to: target.key, reason: 'x', agreed: true }, unit)).rejects.toThrow(/same-time/);
    // Nor by a draft that was made before she had the other seat.
    const stale = { ...await draft(second), groups: groups.map((group) => (group === target ? { ...group, memberIds: [clashing] } : group)) };
    await test.unitOfWork.run(async (tx) => { await tx.update(GroupProposal, await proposal(second), { content: stale }); }, unit);
    await expect(test.app.get(ConfirmingService).confirm(centreId, second, at.version + 1, unit)).rejects.toThrow(/member-busy/);
  });

  it('works off the request, shows a first draft at once, and discards older drafts', async () => {
    const proposals = test.app.get(ProposalsService);
    const older = await proposals.start(centreId, story.edition.id, options(), unit);
    expect((await draft(older)).groups.length).toBeGreaterThan(0);
    const newer = await proposals.start(centreId, story.edition.id, options({ mixing: 'never' }), unit);
    await test.app.get(JobRunner).wake();
    expect([(await proposal(older)).status, (await proposal(newer)).status]).toEqual(['discarded', 'draft']);
    expect((await draft(newer)).searching).toBe(false);
    await proposals.discard(centreId, newer, (await proposal(newer)).version, unit);
    expect((await proposal(newer)).status).toBe('discarded');
  });

  it('stops with the best so far', async () => {
    const proposals = test.app.get(ProposalsService);
    const id = await proposals.start(centreId, story.edition.id, options(), unit);
    await proposals.stop(centreId, id, unit);
    await test.app.get(JobRunner).wake();
    const stopped = await draft(id);
    expect({ searching: stopped.searching, some: stopped.groups.length > 0 }).toEqual({ searching: false, some: true });
    expect(await test.dataSource.manager.countBy(Job, { subjectId: id })).toBe(1);
  });

  it('stops before the search has begun, with what was there, so that it can be confirmed', async () => {
    const proposals = test.app.get(ProposalsService);
    const first = await proposals.propose(centreId, story.edition.id, options({ organisations: 'together' }), { ...unit, seconds: 0.01 });
    // As while the process is at other long work.
    const asleep = jest.spyOn(test.app.get(JobRunner), 'wake').mockResolvedValue();
    const next = await proposals.goOn(centreId, first, (await proposal(first)).version, unit);
    await expect(proposals.stop(newId(), next, unit)).rejects.toThrow(NotThere);
    expect((await draft(next)).searching).toBe(true);
    await proposals.stop(centreId, next, unit);
    asleep.mockRestore();
    await test.app.get(JobRunner).wake();
    const { searching, groups } = await draft(next);
    expect({ searching, groups: groups.map(({ memberIds }) => memberIds) }).toEqual({ searching: false, groups: (await draft(first)).groups.map(({ memberIds }) => memberIds) });
    await expect(test.app.get(ConfirmingService).confirm(centreId, next, (await proposal(next)).version, unit)).resolves.toBeDefined();
  });

  it('goes on with a search that ended without a proof, from what it found', async () => {
    const proposals = test.app.get(ProposalsService);
    const first = await test.app.get(ProposalsService).propose(centreId, story.edition.id, options({ organisations: 'together' }), { ...unit, seconds: 0.01 });
    const before = await draft(first);
    expect(before.status).toBe('time-limit');
    const { version } = await proposal(first);
    const submission = { key: newId(), bodyHash: 'x'.repeat(64) };
    const next = await proposals.goOn(centreId, first, version, { ...unit, submission });
    expect(await proposals.goOn(centreId, first, version, { ...unit, submission })).toBe(next);
    // What was found stands from the first moment on.
    expect((await draft(next)).groups.map(({ memberIds }) => memberIds)).toEqual(before.groups.map(({ memberIds }) => memberIds));
    await proposals.stop(centreId, next, unit);
    await test.app.get(JobRunner).wake();
    const placed = ({ criteria }: GroupDraft): number => criteria[0]?.value ?? 0;
    const after = await draft(next);
    expect([(await proposal(first)).status, after.searching, placed(after) >= placed(before)]).toEqual(['discarded', false, true]);
    await expect(proposals.goOn(centreId, first, version + 1, unit)).rejects.toThrow(/search-is-over/);
  });

  it('leaves a draft that was changed by hand as it is', async () => {
    const id = await test.app.get(ProposalsService).propose(centreId, story.edition.id, options({ organisations: 'together' }), { ...unit, seconds: 0.01 });
    const [group] = (await draft(id)).groups as [DraftGroup];
    const next = await test.app.get(DraftEditsService).rename({ centreId, proposalId: id, version: (await proposal(id)).version }, { key: group.key, name: 'Las Kantutas' }, unit);
    await expect(test.app.get(ProposalsService).goOn(centreId, id, next, unit)).rejects.toThrow(/search-is-over/);
  });

  it('refuses what cannot give a proposal', async () => {
    const proposals = test.app.get(ProposalsService);
    const tried = (more: Partial<ProposalOptions>): Promise<Id> => proposals.start(centreId, story.edition.id, options(more), unit);
    await expect(tried({ hours: [] })).rejects.toThrow(/no-hours/);
    await expect(tried({ roomIds: [] })).rejects.toThrow(/no-rooms/);
    await expect(tried({ hours: [{ days: 1, startsAt: '20:00', endsAt: '22:00' }] })).rejects.toThrow(/closed-then/);
    await expect(tried({ minimumSize: 19 })).rejects.toThrow(/minimum-above-seats/);
    const empty = await tellEdition(test, { centreId, people: 0 });
    await expect(proposals.start(centreId, empty.edition.id, options(), unit)).rejects.toThrow(/no-learners/);
  });

  it('moves a learner later, gives a free seat away once', async () => {
    const id = await propose();
    await test.app.get(ConfirmingService).confirm(centreId, id, (await proposal(id)).version, unit);
    const groups = await test.dataSource.manager.findBy(LearningGroup, { editionId: story.edition.id });
    const [from, to] = groups as [LearningGroup, LearningGroup];
    const mover = await test.dataSource.manager.findOneByOrFail(Enrolment, { groupId: from.id });
    const service = test.app.get(GroupsService);
    await expect(service.move(centreId, mover.id, { groupId: from.id, reason: '', agreed: true }, unit)).rejects.toThrow(/already-there/);
    await service.move(centreId, mover.id, { groupId: to.id, reason: 'Cambió de turno', agreed: true }, unit);
    expect(await test.dataSource.manager.findOneBy(Enrolment, { id: mover.id })).toMatchObject({ groupId: to.id, status: 'enrolled' });

    const members = await test.dataSource.manager.countBy(Enrolment, { groupId: to.id });
    const full = { ...to, capacity: members + 1 };
    await test.unitOfWork.run((tx) => tx.execute('UPDATE learning_groups SET capacity = ? WHERE id = ?', [full.capacity, to.id]), unit);
    const others = (await test.dataSource.manager.findBy(Enrolment, { editionId: story.edition.id })).filter(({ groupId }) => groupId !== to.id).slice(0, 3);
    const tries = await Promise.allSettled(others.map((each) => service.move(centreId, each.id, { groupId: to.id, reason: 'x', agreed: true }, unit)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await test.dataSource.manager.countBy(Enrolment, { groupId: to.id })).toBe(members + 1);
  });
});

import { Room } from '../../src/centres/room.entity.js';
import { EditionTrainer } from '../../src/courses/edition-trainer.entity.js';
import { Session } from '../../src/attendance/session.entity.js';
import { SessionsService } from '../../src/attendance/sessions.service.js';
import { ConfirmingService } from '../../src/groups/confirming.service.js';
import { EnrolmentsService } from '../../src/groups/enrolments.service.js';
import { USUAL_HOURS } from '../../src/groups/forming-options.js';
import { GroupProposal } from '../../src/groups/group-proposal.entity.js';
import { LearningGroup } from '../../src/groups/learning-group.entity.js';
import { ProposalsService } from '../../src/groups/proposals.service.js';
import type { Actor } from '../../src/shared/database/tx.js';
import { newId, type Id } from '../../src/shared/kernel/ids.js';
import { Refused, StaleEdit } from '../../src/shared/kernel/refusal.js';
import { startApp, type TestApp } from '../helpers/app.js';
import { ENGINES } from '../helpers/databases.js';
import { tellEdition, type EditionStory } from './edition-story.js';

const TWICE = `SELECT a.id FROM sessions a JOIN learning_groups g ON g.id = a.group_id JOIN learning_groups h ON h.id <> g.id
  JOIN sessions b ON b.group_id = h.id AND b.date = a.date AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
  WHERE (g.room_id = h.room_id OR g.trainer_id = h.trainer_id) AND a.cancelled_at IS NULL AND b.cancelled_at IS NULL`;

describe.each(ENGINES)('rooms and trainers, on %s', (engine) => {
  let test: TestApp;
  let unit: { actor: Actor & { centreId: Id } };
  let first: EditionStory;
  let second: EditionStory;
  let centreId: Id;

  beforeAll(async () => {
    test = await startApp({ engine });
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    const centre = await test.addCentre(`Centro ${newId().slice(-6)}`);
    centreId = centre.id;
    unit = { actor: { accountId: (await test.addAccount(['trainer'], { centre })).id, centreId } };
    [first, second] = [await tellEdition(test, { centreId, people: 18 }), await tellEdition(test, { centreId, people: 18 })];
    await test.unitOfWork.run(async (tx) => {
      const [named] = await tx.manager.findBy(EditionTrainer, { editionId: second.edition.id });
      await tx.update(EditionTrainer, named as EditionTrainer, { accountId: first.trainerId });
      await tx.execute('DELETE FROM opening_hours WHERE centre_id = ?', [centreId]);
    }, unit);
  });

  const propose = async ({ edition }: EditionStory): Promise<GroupProposal> => {
    await test.app.get(EnrolmentsService).enrol(centreId, edition.id, (edition === first.edition ? first : second).people.map(({ id }) => id), unit);
    const id = await test.app.get(ProposalsService).propose(centreId, edition.id, {
      hours: USUAL_HOURS.slice(0, 2).map(({ days, startsAt, endsAt }) => ({ days, startsAt, endsAt })), roomIds: [first.room.id], organisations: 'indifferent',
      minimumSize: 1, maximumGroups: null, mixing: 'adjacent', namePattern: 'Grupo *',
    }, { ...unit, seconds: 1 });
    return test.dataSource.manager.findOneByOrFail(GroupProposal, { id });
  };
  const confirm = ({ id, version }: GroupProposal): Promise<unknown> => (
    test.app.get(ConfirmingService).confirm(centreId, id, version, unit).catch((error: unknown) => error));

  it('go to one of two editions whose groups are confirmed at the same moment', async () => {
    const proposals = [await propose(first), await propose(second)];
    const outcomes = await Promise.all(proposals.map(confirm));
    expect(outcomes.filter((outcome) => outcome instanceof Refused)).toHaveLength(1);
    expect(await test.dataSource.manager.countBy(Session, { centreId })).toBeGreaterThan(5);
    expect(await test.dataSource.query(TWICE)).toEqual([]);
  });

  it('are given away once when one proposal is confirmed five times at once', async () => {
    const proposal = await propose(first);
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => confirm(proposal)));
    expect(outcomes.filter((outcome) => outcome instanceof Refused || outcome instanceof StaleEdit)).toHaveLength(4);
    expect(await test.dataSource.query(TWICE)).toEqual([]);
  });

  it('are not given to a session that comes back when they are somebody else\'s by then', async () => {
    await confirm(await propose(first));
    const [session] = await test.dataSource.manager.findBy(Session, { centreId });
    const sessions = test.app.get(SessionsService);
    await sessions.cancel(unit.actor, session?.id as Id, 'Corte de luz');
    const group = await test.dataSource.manager.findOneByOrFail(LearningGroup, { id: session?.groupId as Id });
    const other = { ...group, id: newId(), name: 'Otro', trainerId: null };
    await test.unitOfWork.run(async (tx) => {
      await tx.insert(LearningGroup, other);
      await tx.insert(Session, { ...session as Session, id: newId(), groupId: other.id });
    }, unit);
    await expect(sessions.restore(unit.actor, session?.id as Id)).rejects.toThrow('attendance:refusals.room-taken');
    await expect(sessions.plan(unit.actor, other.id)).rejects.toThrow('attendance:refusals.room-taken');
    expect(await test.dataSource.manager.countBy(Room, { centreId })).toBe(2);
  });
});

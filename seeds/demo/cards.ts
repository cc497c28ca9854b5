import { DataSource } from 'typeorm';
import { LearnerAccess } from '../../src/accounts/learner-access.service.js';
import type { Id } from '../../src/shared/kernel/ids.js';
import type { SampleCentre } from './cast.js';
import type { ToldCard } from './told.js';
import type { World } from './world.js';

/** Cards of those in groups, of whom the first is told, of one who waits for the test, and of one who completed a course. */
export async function giveCards(world: World, centre: SampleCentre, toTest: Id | null): Promise<ToldCard[]> {
  world.travel(0);
  const rows: { personId: Id }[] = await world.get(DataSource).query(
    `SELECT e.person_id AS "personId" FROM enrolments e JOIN editions d ON d.id = e.edition_id AND d.status = 'running'
     JOIN learning_groups g ON g.id = e.group_id WHERE e.centre_id = ? ORDER BY g.name, e.id LIMIT 20`, [centre.id]);
  const [certified]: { personId: Id }[] = await world.get(DataSource).query(
    'SELECT c.person_id AS "personId" FROM certificates c WHERE c.centre_id = ? ORDER BY c.issued_at DESC, c.number DESC LIMIT 1', [centre.id]);
  const give = async (people: readonly Id[], stage: ToldCard['stage']): Promise<ToldCard[]> => {
    const [card] = await world.get(LearnerAccess).giveCards(centre.coordinator, people, world.submission(centre.coordinator.accountId));
    return card?.pin ? [{ name: card.name, cardCode: card.cardCode, pin: card.pin, stage }] : [];
  };
  return [
    ...await give(rows.map(({ personId }) => personId), 'has a group'),
    ...toTest ? await give([toTest], 'waits for the test') : [], ...certified ? await give([certified.personId], 'has a certificate') : [],
  ];
}

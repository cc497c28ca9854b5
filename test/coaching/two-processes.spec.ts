import { randomUUID } from 'node:crypto';
import { Booking } from '../../src/coaching/booking.entity.js';
import { slotName } from '../../src/coaching/slot-choice.js';
import { addDays, localDateAt } from '../../src/shared/kernel/local-date.js';
import { startApp, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { withMariadb } from '../helpers/databases.js';
import { buildInto, Served } from '../helpers/served.js';
import { addCoachingCentre, overlaps, type CoachingCentre } from './coaching-centre.js';

const LEARNERS = 20;
const BUILT = '.dist-processes';

withMariadb('one hour and twenty who want it, over two processes', () => {
  let test: TestApp;
  let world: CoachingCentre;
  let visitors: Visitor[];
  let addresses: string[];
  const servers = [new Served(BUILT), new Served(BUILT)];
  let removeBuilt = (): void => undefined;

  beforeAll(async () => {
    removeBuilt = buildInto(BUILT);
    test = await startApp({ engine: 'mariadb' });
    // The processes go by the clock of this machine.
    test.clock.travelTo(Date.now());
    world = await addCoachingCentre(test, { people: LEARNERS, workstations: 10 });
    visitors = [];
    for (const { id } of world.people) visitors.push(await test.signIn('learner', { personId: id }));
    const [{ name } = { name: '' }] = await test.dataSource.query<{ name: string }[]>('SELECT DATABASE() AS name');
    const url = `${process.env.MINKA_TEST_MARIADB}/${name}`;
    // One after the other: the first brings the tables and the courses up to date.
    addresses = [await (servers[0] as Served).start({ DATABASE_URL: url }), await (servers[1] as Served).start({ DATABASE_URL: url })];
  }, 120_000);

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.end()));
    await test.close();
    removeBuilt();
  }, 30_000);

  it('gives it to one and tells the others which hours are left', async () => {
    const slot = slotName({ date: addDays(localDateAt(Date.now()), 3), startsAt: '10:00', coachId: world.coaches[0]?.id as string });
    const answers = await Promise.all(visitors.map(async (visitor, index) => {
      const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(`${addresses[index % 2]}/coaching/new`, {
        method: 'POST', redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ _key: randomUUID(), slot, topic: 'email' }),
      });
      return { status: answer.status, text: await answer.text() };
    }));
    const refused = answers.filter(({ status }) => status === 422);
    expect({ booked: answers.filter(({ status }) => status === 303).length, refused: refused.length }).toEqual({ booked: 1, refused: LEARNERS - 1 });
    for (const answer of refused) expect(wordsOf(answer as never)).toMatch(/ya está con otra persona|acaba de|alguien/iu);
    expect(await test.dataSource.manager.countBy(Booking, { status: 'booked' })).toBe(1);
    expect(await overlaps(test)).toEqual([]);
  }, 60_000);
});

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Booking } from '../../src/coaching/booking.entity.js';
import { slotName } from '../../src/coaching/slot-choice.js';
import { addDays, localDateAt } from '../../src/shared/kernel/local-date.js';
import { PROJECT_ROOT } from '../../src/shared/web/project-root.js';
import { startApp, TEST_SECRET, wordsOf, type TestApp, type Visitor } from '../helpers/app.js';
import { withMariadb } from '../helpers/databases.js';
import { addCoachingCentre, overlaps, type CoachingCentre } from './coaching-centre.js';

const LEARNERS = 20;
const BUILT = '.dist-processes';

/** Minka as it is served, in a process of its own. */
class Served {
  private child: ChildProcess;

  async start(url: string): Promise<string> {
    const env = { ...process.env, NODE_ENV: 'development', NODE_OPTIONS: '', PORT: '0', HOST: '127.0.0.1', DATABASE_URL: url, MINKA_SECRET: TEST_SECRET, MINKA_LOG_LEVEL: 'info' };
    this.child = spawn('node', [join(BUILT, 'src', 'main.js')], { env, cwd: PROJECT_ROOT });
    return new Promise((resolve, reject) => {
      let said = '';
      this.child.stdout?.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const [, port] = /"address":"http:\/\/localhost:(\d+)"/u.exec(said) ?? [];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
      this.child.on('exit', (code) => reject(new Error(`it ended with ${code}: ${said}`)));
    });
  }

  async end(): Promise<void> {
    if (this.child?.exitCode !== null) return;
    const ended = new Promise((resolve) => { this.child.removeAllListeners('exit').on('exit', resolve); });
    this.child.kill('SIGTERM');
    await ended;
  }
}

withMariadb('one hour and twenty who want it, over two processes', () => {
  let test: TestApp;
  let world: CoachingCentre;
  let visitors: Visitor[];
  let addresses: string[];
  const servers = [new Served(), new Served()];

  beforeAll(async () => {
    execFileSync('npx', ['swc', 'src', 'migrations', 'seeds', '-d', BUILT, '--quiet'], { cwd: PROJECT_ROOT, env: { ...process.env, NODE_OPTIONS: '' } });
    test = await startApp({ engine: 'mariadb' });
    // The processes go by the clock of this machine.
    test.clock.travelTo(Date.now());
    world = await addCoachingCentre(test, { people: LEARNERS, workstations: 10 });
    visitors = [];
    for (const { id } of world.people) visitors.push(await test.signIn('learner', { personId: id }));
    const [{ name } = { name: '' }] = await test.dataSource.query<{ name: string }[]>('SELECT DATABASE() AS name');
    const url = `${process.env.MINKA_TEST_MARIADB}/${name}`;
    // One after the other: the first brings the tables and the courses up to date.
    addresses = [await (servers[0] as Served).start(url), await (servers[1] as Served).start(url)];
  }, 120_000);

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.end()));
    await test.close();
    rmSync(join(PROJECT_ROOT, BUILT), { recursive: true, force: true });
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
